"""Announcing: what the terminal says about the home network's side when it opens."""

from lumbar.services.pairing import CODE_LIFE, Code
from lumbar.web.lan.picture import as_text
from lumbar.web.lan.side import CA_PATH, Side


def announcement(side: Side, code: Code, *, encoding: str, colours: bool) -> str:
    """Return the address, the code, both as a picture, and the fingerprints, ready to print."""
    minutes = int(CODE_LIFE.total_seconds() // 60)
    also = "".join(f" (or https://{host})" for host in side.hosts[1:])
    picture = as_text(side.link(code), encoding=encoding, colours=colours)
    return f"""
On your home network: {side.address}{also}
Scan this with your phone, or open the address there and type the code.
{picture}
Code: {code.readable}. It pairs one device, within {minutes} minutes; the settings page makes another.

The phone's browser will warn you. The certificate it shows must be this one (SHA-256):
{_two_lines(side.fingerprint)}
The settings page says how to do without the warning. The certificate to trust, {CA_PATH}, is this one:
{_two_lines(side.root_fingerprint)}
"""


def _two_lines(fingerprint: str) -> str:
    pairs = fingerprint.split(":")
    half = len(pairs) // 2
    return "\n".join(f"    {':'.join(part)}" for part in (pairs[:half], pairs[half:]))
