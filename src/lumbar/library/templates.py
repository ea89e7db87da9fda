"""The templates of the movements: their solved postures as a camera or a phone tells them, baked in."""

import json
from collections.abc import Mapping, Sequence
from importlib.resources import files
from typing import Any

from lumbar.vocabulary.landmark import INDEX, LANDMARKS, MAIN, Frame, Point
from lumbar.vocabulary.lying import Lying, PhoneWay
from lumbar.vocabulary.template import Template
from lumbar.vocabulary.watch import Spot

PER_WIDTH, PER_VISIBILITY = 10_000, 100
"""Places are kept as whole parts of the picture's width and height, visibility as whole hundredths."""
PER_UP, PER_DEGREE = 1_000, 10
"""Which way is up is kept as whole thousandths, a turn as whole tenths of a degree."""
UNSEEN: Point = (0.0, 0.0, 0.0, 0.0)
FOLDER = "solved"


def template(movement: str) -> Template | None:
    """Return a movement's template; None where nothing was baked for it."""
    data = _baked(movement)
    return None if data is None else build_template(data)


def phone_way(movement: str, spot: Spot) -> PhoneWay | None:
    """Return how a phone on this spot lies along a movement's way; None where nothing was baked for it."""
    data = _baked(movement)
    return None if data is None or "phone" not in data else build_phone_way(data, spot)


def build_template(data: Mapping[str, Any]) -> Template:
    """Build a Template from what was baked."""

    def frames(all_points: Sequence[Sequence[Sequence[int]]]) -> tuple[Frame, ...]:
        return tuple(_frame(points, data["width"], data["height"]) for points in all_points)

    return Template(
        side=data["side"],
        goes_round=data["goes_round"],
        way=frames(data["way"]),
        faults={fault: frames(points) for fault, points in data["faults"].items()},
    )


def _frame(main: Sequence[Sequence[int]], width: int, height: int) -> Frame:
    points = [UNSEEN] * len(LANDMARKS)
    for name, (x, y, z, seen) in zip(MAIN, main, strict=True):
        points[INDEX[name]] = (x / PER_WIDTH, y / PER_WIDTH, z / PER_WIDTH, seen / PER_VISIBILITY)
    return Frame(t_s=0.0, points=points, width=width, height=height)


def build_phone_way(data: Mapping[str, Any], spot: Spot) -> PhoneWay:
    """Build a PhoneWay from what was baked."""
    own = data["phone"][spot]
    return PhoneWay(
        side=data["side"],
        goes_round=data["goes_round"],
        way=tuple(_lying(numbers) for numbers in own["way"]),
        faults={fault: _lying(numbers) for fault, numbers in own["faults"].items()},
    )


def _lying(numbers: Sequence[int]) -> Lying:
    x, y, z, turned = numbers
    return Lying(up=(x / PER_UP, y / PER_UP, z / PER_UP), turn_deg=turned / PER_DEGREE)


def _baked(movement: str) -> dict[str, Any] | None:
    try:
        text = files("lumbar.library").joinpath(FOLDER, f"{movement}.json").read_text(encoding="utf-8")
    except OSError:
        return None
    document: dict[str, Any] = json.loads(text)
    return document
