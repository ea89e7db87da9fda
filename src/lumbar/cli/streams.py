"""Recorded streams: a line of JSON for each frame of landmarks, read and checked."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from lumbar.cli.lines import fail, is_number, record
from lumbar.vocabulary.landmark import LANDMARKS, Frame

KEYS = {"t_s", "points", "width", "height"}
MAY_HAVE = {"people"}
POINT = 4
MOST_PIXELS = 100_000
"""Nobody means a number so far from 0; one of 400 digits is even beyond what can be computed with."""


def frames(file: str, lines: Iterable[str]) -> Iterator[Frame]:
    """Yield the frames of a landmark file.

    Raises:
        Failure: a line is no frame; names the file, the line, the key and what was expected.
    """
    last_s = None
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        frame = _frame(record(file, number, line, "frame"), f"{file}:{number}")
        if last_s is not None and frame.t_s <= last_s:
            fail(f"{file}:{number}: t_s", f"a time after that of the line before ({last_s:g})", f"{frame.t_s:g}")
        last_s = frame.t_s
        yield frame
    if last_s is None:
        fail(f"{file}: document", "a line of JSON for each frame", "no line")


def _frame(found: dict[str, Any], where: str) -> Frame:
    if missing := KEYS - found.keys():
        fail(f"{where}: {sorted(missing)[0]}", "this key in every frame", "nothing")
    if extra := found.keys() - KEYS - MAY_HAVE:
        fail(f"{where}: {sorted(extra)[0]}", f"only the keys {', '.join(sorted(KEYS | MAY_HAVE))}", "it")
    for key in ("width", "height"):
        if not (_is_whole(found[key]) and 1 <= found[key] <= MOST_PIXELS):
            fail(f"{where}: {key}", f"a whole number of pixels, 1 to {MOST_PIXELS}", json.dumps(found[key]))
    if not is_number(found["t_s"]):
        fail(f"{where}: t_s", "a number of seconds", json.dumps(found["t_s"]))
    people = found.get("people", 1 if found["points"] else 0)
    if not (_is_whole(people) and people >= 0):
        fail(f"{where}: people", "a whole number of people", json.dumps(people))
    points = _points(found["points"], where)
    return Frame(
        t_s=float(found["t_s"]), points=points, width=found["width"], height=found["height"], people=people
    )


def _points(found: Any, where: str) -> list[tuple[float, float, float, float]]:
    count = len(found) if isinstance(found, list) else -1
    if count not in (0, len(LANDMARKS)):
        what = f"{count} points" if count >= 0 else type(found).__name__
        fail(f"{where}: points", f"{len(LANDMARKS)} points, or none where nobody is seen", what)
    for index, point in enumerate(found):
        if not (isinstance(point, list) and len(point) == POINT and all(is_number(each) for each in point)):
            fail(f"{where}: points[{index}]", "four numbers: x, y, z and visibility", json.dumps(point))
    return [(x, y, z, seen) for x, y, z, seen in found]


def _is_whole(found: Any) -> bool:
    return isinstance(found, int) and not isinstance(found, bool)
