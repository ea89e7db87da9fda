"""Whom to follow, where a picture shows more than one person: the biggest at first, then the same one."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from lumbar.vocabulary.landmark import Point

Person = Sequence[Point]
"""The 33 points of one person."""

NEAR = 1.0
"""Who is followed is nowhere further away in the next picture than this, in sizes of the person."""
FORGOTTEN_S = 2.0
"""Who hasn't been seen for so long isn't waited for any more."""
SAME = 0.25
"""Two whose points are this near to each other, in sizes of the person, are one who was found twice."""


@dataclass(frozen=True, kw_only=True)
class Seen:
    """Where a person is in a picture: the middle, and the size, in pixels."""

    t_s: float
    x: float
    y: float
    size: float


@dataclass(kw_only=True)
class Following:
    """Follows one person through the pictures of a video."""

    _last: Seen | None = None

    def choose(self, people: Sequence[Person], t_s: float, width: int, height: int) -> Person | None:
        """Return the one to follow; None when nobody in the picture is the one followed so far."""
        if self._last is not None and t_s - self._last.t_s > FORGOTTEN_S:
            self._last = None
        seen = [(_seen(person, t_s, width, height), person) for person in people]
        last = self._last
        if last is None:
            found = max(seen, key=lambda each: each[0].size, default=None)
        else:
            near = [each for each in seen if _apart(each[0], last) <= NEAR * last.size]
            found = min(near, key=lambda each: _apart(each[0], last), default=None)
        if found is None:
            return None
        self._last = found[0]
        return found[1]


def distinct(people: Sequence[Person], width: int, height: int) -> Sequence[Person]:
    """Return the people without those that are another one found twice."""
    kept: list[Person] = []
    for person in people:
        size = _seen(person, 0.0, width, height).size
        if all(_difference(person, each, width, height) > SAME * size for each in kept):
            kept.append(person)
    return kept


def _seen(person: Person, t_s: float, width: int, height: int) -> Seen:
    across = [point[0] * width for point in person]
    down = [point[1] * height for point in person]
    left, right, top, bottom = min(across), max(across), min(down), max(down)
    return Seen(t_s=t_s, x=(left + right) / 2, y=(top + bottom) / 2, size=math.hypot(right - left, bottom - top))


def _apart(one: Seen, other: Seen) -> float:
    return math.hypot(one.x - other.x, one.y - other.y)


def _difference(one: Person, other: Person, width: int, height: int) -> float:
    """Return how far the points of two are apart on average, in pixels."""
    total = sum(math.hypot((a[0] - b[0]) * width, (a[1] - b[1]) * height) for a, b in zip(one, other, strict=True))
    return total / len(one)
