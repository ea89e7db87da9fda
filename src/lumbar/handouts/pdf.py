"""Writes a handout as a PDF that a screen reader can read (PDF/UA-1), by typst."""

import json
from datetime import UTC, datetime
from functools import cache
from importlib.resources import as_file, files
from io import BytesIO

import segno
import typst

from lumbar.handouts.content import Handout, Paper, content

TYPST_PAPERS: dict[Paper, str] = {"a4": "a4", "letter": "us-letter"}


def handout_pdf(handout: Handout, made: datetime, *, paper: Paper = "a4", large: bool = False) -> bytes:
    """Return the handout.

    Args:
        handout: what it is made from.
        made: when; the only thing in the file that differs from one printing to the next.
        paper: the size of the sheet.
        large: in large print, one thing below the other.
    """
    data = content(handout) | {"paper": TYPST_PAPERS[paper], "large": large, "made": _date(made)}
    data["qr"] = _qr(handout.app_url) if handout.app_url else ""
    made_pdf = typst.Compiler(_template(), font_paths=_fonts(), ignore_system_fonts=True).compile(
        format="pdf",
        pdf_standards=["ua-1"],
        sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
        timestamp=made.astimezone(UTC),
    )
    if not isinstance(made_pdf, bytes):  # several files are only made of pictures
        raise TypeError(f"expected one file, found {type(made_pdf).__name__}")
    return made_pdf


def _date(made: datetime) -> dict[str, int]:
    return {"year": made.year, "month": made.month, "day": made.day}


def _qr(address: str) -> str:
    out = BytesIO()
    segno.make(address, error="m", micro=False).save(out, kind="svg", border=0, xmldecl=False, dark="#1f2d33")
    return out.getvalue().decode()


@cache
def _template() -> bytes:
    return (files("lumbar.handouts") / "handout.typ").read_bytes()


@cache
def _fonts() -> typst.Fonts:
    with as_file(files("lumbar.handouts") / "fonts") as folder:
        return typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=[str(folder)])
