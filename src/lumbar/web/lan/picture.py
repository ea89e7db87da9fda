"""The picture: a link as a QR code, for a page and for a terminal."""

import io

import segno

QUIET = 4
"""The empty modules around it that the standard asks for."""
QUIET_IN_TERMINAL = 2
"""Enough for a phone's camera, and a terminal has few lines."""
BLOCKS = "█▀▄"
LIGHT_ON_DARK = "\033[97;40m"
PLAIN = "\033[0m"


def as_image(link: str) -> str:
    """Return the picture as a data address that an ``img`` shows under lumbar's content policy."""
    return _code(link).svg_data_uri(border=QUIET, dark="#000", light="#fff", omitsize=True)


def as_text(link: str, *, encoding: str, colours: bool) -> str:
    """Return the picture in half blocks; empty where the terminal has no such letters.

    The blocks are its light parts. With ``colours`` they are so on a light terminal too.
    """
    try:
        BLOCKS.encode(encoding)
    except (UnicodeEncodeError, LookupError):
        return ""
    drawn = io.StringIO()
    _code(link).terminal(drawn, border=QUIET_IN_TERMINAL, compact=True)
    lines = drawn.getvalue().splitlines()
    return "\n".join(f"{LIGHT_ON_DARK}{line}{PLAIN}" for line in lines) if colours else "\n".join(lines)


def _code(link: str) -> segno.QRCode:
    return segno.make_qr(link)
