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
CORNER_SPAN = 7
STRAIGHT = 0.8
"""Tolerances within which what runs from one corner to the next is a straight line."""
TRIES, HOPELESS = 4, 4.0
"""A curve is brought nearer so many times, unless it is so many tolerances away: then it is split at once."""


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


def path(at: Floats, *, closed: bool, tolerance: float) -> str:
    """Write a polyline as an SVG path of Bézier curves, in whole numbers, as near as the tolerance."""
    if closed:
        at = np.concatenate([at, at[:1]])
    pieces = _fit(at, tolerance, closed=closed)
    here = np.round(at[0]).astype(int)
    written = [f"M{here[0]} {here[1]}"]
    last = ""
    for curve in pieces:
        control = np.round(curve[1:]).astype(int)
        steps = control - here
        letter = "c"
        numbers = steps.ravel().tolist()
        written.append(("" if letter == last else letter) + _numbers(numbers, first=letter != last))
        last, here = letter, control[2]
    return "".join(written) + ("z" if closed else "")


def _numbers(numbers: Sequence[int], *, first: bool) -> str:
    text = ""
    for i, each in enumerate(numbers):
        text += ("" if each < 0 or (i == 0 and first) else " ") + str(each)
    return text


def _fit(at: Floats, tolerance: float, *, closed: bool) -> list[Floats]:
    """Fit cubic curves (4, 2) one after another; corners are found first, and kept."""
    if len(at) < 3:
        return [_straight(at[0], at[-1])]
    corners = [0, *_corners(at), len(at) - 1]
    found: list[Floats] = []
    for first, last in pairwise(corners):
        part = at[first : last + 1]
        # What is straight between its corners is drawn straight, however the staircase swings about it.
        if len(part) > 4 * CORNER_SPAN and _off_chord(part[CORNER_SPAN:-CORNER_SPAN]) < STRAIGHT * tolerance:
            first_end, last_end = part[: CORNER_SPAN + 1], part[-CORNER_SPAN - 1 :]
            found += _cubics(first_end, _tangent(first_end), _tangent(first_end[::-1]), tolerance)
            found.append(_straight(first_end[-1], last_end[0]))
            found += _cubics(last_end, _tangent(last_end), _tangent(last_end[::-1]), tolerance)
        elif len(part) > 1:
            found += _cubics(part, _tangent(part), _tangent(part[::-1]), tolerance)
    return found


def _off_chord(at: Floats) -> float:
    """Return how far a way goes from the straight line between its ends."""
    along = at[-1] - at[0]
    off = at - at[0]
    length = float(np.linalg.norm(along))
    return float(np.abs(along[0] * off[:, 1] - along[1] * off[:, 0]).max() / length) if length else np.inf


def _corners(at: Floats) -> list[int]:
    if len(at) < 2 * CORNER_SPAN + 1:
        return []
    ahead = at[2 * CORNER_SPAN :] - at[CORNER_SPAN:-CORNER_SPAN]
    behind = at[CORNER_SPAN:-CORNER_SPAN] - at[: -2 * CORNER_SPAN]
    lengths = np.linalg.norm(ahead, axis=1) * np.linalg.norm(behind, axis=1) + 1e-9
    straight = np.einsum("ij,ij->i", ahead, behind) / lengths
    found: list[int] = []
    for i in np.argsort(straight).tolist():
        if straight[i] > 0.55:
            break
        place = i + CORNER_SPAN
        if all(abs(place - each) > CORNER_SPAN for each in found):
            found.append(place)
    return sorted(found)


def _tangent(at: Floats) -> Floats:
    way = at[min(4, len(at) - 1)] - at[0]
    return np.asarray(way / (np.linalg.norm(way) + 1e-9))


def _straight(a: Floats, b: Floats) -> Floats:
    return np.stack([a, a + (b - a) / 3, b - (b - a) / 3, b])


def _cubics(at: Floats, leaves: Floats, arrives: Floats, tolerance: float) -> list[Floats]:
    """Fit by least squares; where that is not near enough, split at the worst place and fit both halves."""
    if len(at) == 2:
        return [_straight(at[0], at[1])]
    steps = np.concatenate([[0.0], np.cumsum(np.linalg.norm(np.diff(at, axis=0), axis=1))])
    share = steps / (steps[-1] + 1e-9)
    miss = np.zeros(len(at))
    for _ in range(TRIES):
        curve = _cubic(at, share, leaves, arrives)
        off = _on(curve, share) - at
        miss = (off * off).sum(axis=1)
        if miss.max() < tolerance**2:
            return [curve]
        if miss.max() > (HOPELESS * tolerance) ** 2:
            break
        share = _nearer(curve, at, share)
    worst = int(np.clip(miss.argmax(), 1, len(at) - 2))
    low, high = max(worst - 4, 0), min(worst + 4, len(at) - 1)
    way = at[low] - at[high]
    way = way / (np.linalg.norm(way) + 1e-9)
    return _cubics(at[: worst + 1], leaves, way, tolerance) + _cubics(at[worst:], -way, arrives, tolerance)


def _basis(share: Floats) -> Floats:
    rest = 1 - share
    return np.stack([rest**3, 3 * share * rest**2, 3 * share**2 * rest, share**3], axis=1)


def _on(curve: Floats, share: Floats) -> Floats:
    return np.asarray(_basis(share) @ curve)


def _cubic(at: Floats, share: Floats, leaves: Floats, arrives: Floats) -> Floats:
    basis = _basis(share)
    a, b = basis[:, 1:2] * leaves, basis[:, 2:3] * arrives
    rest = at - (basis[:, :1] + basis[:, 1:2]) * at[0] - (basis[:, 2:3] + basis[:, 3:]) * at[-1]
    aa, ab, bb = (a * a).sum(), (a * b).sum(), (b * b).sum()
    ar, br = (a * rest).sum(), (b * rest).sum()
    whole = aa * bb - ab * ab
    length = float(np.linalg.norm(at[-1] - at[0]))
    first, second = ((ar * bb - br * ab) / whole, (aa * br - ab * ar) / whole) if abs(whole) > 1e-9 else (0.0, 0.0)
    reach = np.linalg.norm(np.diff(at, axis=0), axis=1).sum()
    if not (1e-3 * length < first <= reach and 1e-3 * length < second <= reach):
        first = second = length / 3
    return np.stack([at[0], at[0] + first * leaves, at[-1] + second * arrives, at[-1]])


def _nearer(curve: Floats, at: Floats, share: Floats) -> Floats:
    """Take one step of Newton towards the nearest share of the curve, for each place."""
    rest = 1 - share
    edges = np.diff(curve, axis=0)
    first = 3 * (
        rest[:, None] ** 2 * edges[0] + 2 * (rest * share)[:, None] * edges[1] + share[:, None] ** 2 * edges[2]
    )
    bends = np.diff(edges, axis=0)
    second = 6 * (rest[:, None] * bends[0] + share[:, None] * bends[1])
    off = _on(curve, share) - at
    down = (first * first).sum(axis=1) + (off * second).sum(axis=1)
    moved = share - np.where(np.abs(down) > 1e-9, (off * first).sum(axis=1) / np.where(down == 0, 1, down), 0)
    return np.asarray(np.maximum.accumulate(np.clip(moved, 0, 1)))
