"""Lines: from borders between pixels to smooth curves.

A border runs along the cracks between pixels, from lattice point to lattice point. Cracks are joined to strokes,
which go straight on where borders meet; strokes are smoothed, the later ones ending on the earlier; and what is
filled is bounded by the very same points, so that no fill looks out beside its line.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
Point = tuple[int, int]
"""A lattice point, x and y: the upper left corner of that pixel."""
Crack = tuple[Point, Point]
"""Two neighbouring lattice points, the lesser first."""

LOOK = 9
"""So many steps are looked along, to say where a border is going."""
SMOOTHED = 34
"""Rounds of smoothing; each takes away a step of the staircase and gives back the size."""
SHRINK, GROW = 0.6, -0.612


@dataclass(frozen=True, kw_only=True)
class Stroke:
    """A smoothed border: its lattice points in order, where they are, and whether it closes on itself."""

    points: Sequence[Point]
    at: Floats
    closed: bool


def cracks(between_columns: Bools, between_rows: Bools) -> list[Crack]:
    """List the cracks that are borders.

    ``between_columns`` (h, w - 1): between a pixel and its right neighbour; ``between_rows`` (h - 1, w): and its
    lower one.
    """
    ys, xs = np.nonzero(between_columns)
    upright = [((x + 1, y), (x + 1, y + 1)) for y, x in zip(ys.tolist(), xs.tolist(), strict=True)]
    ys, xs = np.nonzero(between_rows)
    level = [((x, y + 1), (x + 1, y + 1)) for y, x in zip(ys.tolist(), xs.tolist(), strict=True)]
    return upright + level


def strokes(borders: Mapping[Crack, int]) -> tuple[list[Stroke], dict[Point, Floats]]:
    """Join cracks to smoothed strokes, and say where each lattice point has come to.

    ``borders`` gives each crack's rank: strokes of the lowest are smoothed first, and the others end on them.
    """
    return _Joining(borders).strokes()


class _Joining:
    def __init__(self, borders: Mapping[Crack, int]) -> None:
        self._rank = borders
        self._next: dict[Point, list[Point]] = {}
        for a, b in borders:
            self._next.setdefault(a, []).append(b)
            self._next.setdefault(b, []).append(a)
        self._through = self._pairs()

    def _pairs(self) -> dict[tuple[Point, Point], Point]:
        """Say for each way into a point which way goes on: at a meeting an outline, or the straightest."""
        through: dict[tuple[Point, Point], Point] = {}
        for point, others in self._next.items():
            for one, other in self._best(point, others):
                through[point, one] = other
                through[point, other] = one
        return through

    def _best(self, point: Point, others: Sequence[Point]) -> list[tuple[Point, Point]]:
        if len(others) < 2:
            return []
        if len(others) == 2:
            return [(others[0], others[1])]
        ways = {other: self._way(point, other) for other in others}
        scored = sorted(
            (self._worth(point, a, b) + float(ways[a] @ ways[b]), a, b)
            for i, a in enumerate(others)
            for b in others[i + 1 :]
        )
        found: list[tuple[Point, Point]] = []
        left = set(others)
        for score, a, b in scored:
            if a in left and b in left and score < -0.2:
                found.append((a, b))
                left -= {a, b}
        return found

    def _worth(self, point: Point, a: Point, b: Point) -> float:
        """Count two outlines that meet as straighter than they are."""
        first, second = self._rank[_crack(point, a)], self._rank[_crack(point, b)]
        return -2.0 if first == second == 0 else 0.0

    def _way(self, point: Point, towards: Point) -> Floats:
        """Return the direction in which a border leaves a point."""
        before, here = point, towards
        for _ in range(LOOK):
            others = [each for each in self._next[here] if each != before]
            if len(others) != 1:
                break
            before, here = here, others[0]
        way = np.subtract(here, point).astype(float)
        return np.asarray(way / (np.linalg.norm(way) + 1e-9))

    def strokes(self) -> tuple[list[Stroke], dict[Point, Floats]]:
        chains = sorted(self._chains(), key=self._order)
        placed: dict[Point, Floats] = {}
        found = []
        for chain in chains:
            closed = chain[0] == chain[-1]
            points = chain[:-1] if closed else chain
            at = np.array(points, dtype=float)
            pins = [0, len(points) - 1] if not closed else []
            for pin in pins:
                at[pin] = placed.get(points[pin], at[pin])
            at = _smoothed(at, closed=closed)
            for point, place in zip(points, at, strict=True):
                placed.setdefault(point, place)
            found.append(Stroke(points=points, at=at, closed=closed))
        return found, placed

    def _order(self, chain: Sequence[Point]) -> tuple[int, int]:
        ranks = [self._rank[_crack(a, b)] for a, b in pairwise(chain)]
        return round(sum(ranks) / len(ranks)), -len(chain)

    def _chains(self) -> list[list[Point]]:
        chains = []
        left = set(self._rank)
        while left:
            a, b = left.pop()
            ahead = self._follow(a, b, left)
            if ahead[-1] == a and self._through.get((a, ahead[-2])) == b:
                chains.append(ahead)
                continue
            behind = self._follow(b, a, left)
            chains.append([*reversed(behind[2:]), *ahead])
        return chains

    def _follow(self, before: Point, here: Point, left: set[Crack]) -> list[Point]:
        chain = [before, here]
        while (after := self._through.get((here, before))) is not None:
            crack = _crack(here, after)
            if crack not in left:
                break
            left.discard(crack)
            chain.append(after)
            before, here = here, after
        return chain


def _crack(a: Point, b: Point) -> Crack:
    return (a, b) if a < b else (b, a)


def _smoothed(at: Floats, *, closed: bool) -> Floats:
    """Smooth a staircase without shrinking it; open ends stay where they are."""
    if len(at) < 5:
        return at
    places = at.copy()
    if not closed:
        places[1:-1] = (at[:-2] + 2 * at[1:-1] + at[2:]) / 4
    for round_ in range(2 * SMOOTHED):
        share = SHRINK if round_ % 2 == 0 else GROW
        if closed:
            middle = (np.roll(places, 1, axis=0) + np.roll(places, -1, axis=0)) / 2
            places += share * (middle - places)
        else:
            places[1:-1] += share * ((places[:-2] + places[2:]) / 2 - places[1:-1])
    return places


def loops(mask: Bools) -> list[list[Point]]:
    """Return the borders of the pixels of a mask, each closed; what is inside lies to the right of the way."""
    padded = np.pad(mask, 1)
    ways: dict[Point, list[Point]] = {}
    for y, x in zip(*(each.tolist() for each in np.nonzero(padded[:-1] != padded[1:])), strict=True):
        one, other = (x - 1, y), (x, y)
        below = bool(padded[y + 1, x])
        ways.setdefault(one if below else other, []).append(other if below else one)
    for y, x in zip(*(each.tolist() for each in np.nonzero(padded[:, :-1] != padded[:, 1:])), strict=True):
        one, other = (x, y - 1), (x, y)
        right = bool(padded[y, x + 1])
        ways.setdefault(other if right else one, []).append(one if right else other)
    found = []
    while ways:
        start = next(iter(ways))
        loop, here, before = [start], start, start
        while True:
            here_ways = ways[here]
            after = (
                here_ways[0] if len(here_ways) == 1 else min(here_ways, key=lambda each: _turn(before, here, each))
            )
            here_ways.remove(after)
            if not here_ways:
                del ways[here]
            before, here = here, after
            if here == start:
                break
            loop.append(here)
        found.append(loop)
    return found


def _turn(before: Point, here: Point, after: Point) -> int:
    """Prefer the way to the right, so that pixels that touch at a corner stay apart."""
    ax, ay, bx, by = here[0] - before[0], here[1] - before[1], after[0] - here[0], after[1] - here[1]
    return -(ax * by - ay * bx)
