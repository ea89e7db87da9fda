"""Pictures: a movement's line drawings, as they were made when lumbar was built."""

import json
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

_VIEW = re.compile(r'viewBox="0 0 ([0-9.]+) ([0-9.]+)"')
_TOP = re.compile(r'data-top="([0-9.]+)"')


@dataclass(frozen=True, kw_only=True)
class Picture:
    """A line drawing of a posture: its SVG, its size in units of its own, and how much is empty at its top."""

    posture: str
    svg: str
    width: float
    height: float
    top: float = 0.0


Pictures = Callable[[str], Sequence[Picture]]
"""Returns a movement's drawings, in order; none where there are none."""


@cache
def packaged(movement: str) -> tuple[Picture, ...]:
    """Return the drawings that came with the package; none where the figures were not made."""
    folder = files("lumbar.figure") / "baked"
    try:
        listed = json.loads((folder / f"{movement}.json").read_text(encoding="utf-8")).get("drawings", [])
        return tuple(
            picture(each["posture"], (folder / each["file"]).read_text(encoding="utf-8")) for each in listed
        )
    except FileNotFoundError:
        return ()


def picture(posture: str, svg: str) -> Picture:
    """Return the drawing with its size; ValueError where the SVG has none."""
    found = _VIEW.search(svg)
    if found is None:
        raise ValueError(f"{posture}: expected a viewBox from 0 0, found none")
    top = _TOP.search(svg)
    return Picture(
        posture=posture,
        svg=svg,
        width=float(found[1]),
        height=float(found[2]),
        top=float(top[1]) if top else 0.0,
    )
