"""Curves: a polyline written as an SVG path of Bézier curves, as few as come near enough. Compiled, one core."""

from collections.abc import Sequence
from itertools import pairwise

import numba
import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

CORNER_SPAN = 7
BENDS = 0.55
"""Cosine between the ways to and from a place below which it is a corner."""
STRAIGHT = 0.8
"""Tolerances within which what runs from one corner to the next is a straight line."""
TRIES, HOPELESS = 4, 4.0
"""A curve is brought nearer so many times, unless it is so many tolerances away: then it is split at once."""
NEAR = 4
"""So many places along the way say where it is going."""


def path(at: Floats, *, closed: bool, tolerance: float) -> str:
    """Write a polyline as an SVG path of Bézier curves, in whole numbers, as near as the tolerance."""
    if closed:
        at = np.concatenate([at, at[:1]])
    pieces = _fit(at, tolerance)
    here = np.round(at[0]).astype(int)
    written = [f"M{here[0]} {here[1]}"]
    for number, curve in enumerate(pieces):
        control = np.round(curve[1:]).astype(int)
        written.append(("" if number else "c") + _numbers((control - here).ravel().tolist(), first=not number))
        here = control[2]
    return "".join(written) + ("z" if closed else "")


def _numbers(numbers: Sequence[int], *, first: bool) -> str:
    text = ""
    for i, each in enumerate(numbers):
        text += ("" if each < 0 or (i == 0 and first) else " ") + str(each)
    return text


def _fit(at: Floats, tolerance: float) -> list[Floats]:
    """Fit cubic curves (4, 2) one after another; corners are found first, and kept."""
    if len(at) < 3:
        return [_straight(at[0], at[-1])]
    found: list[Floats] = []
    for first, last in pairwise([0, *_corners(at), len(at) - 1]):
        part = at[first : last + 1]
        # What is straight between its corners is drawn straight, however the staircase swings about it.
        if len(part) > 4 * CORNER_SPAN and _off_chord(part[CORNER_SPAN:-CORNER_SPAN]) < STRAIGHT * tolerance:
            first_end, last_end = part[: CORNER_SPAN + 1], part[-CORNER_SPAN - 1 :]
            found += [*_cubics(first_end, tolerance), _straight(first_end[-1], last_end[0])]
            found += list(_cubics(last_end, tolerance))
        elif len(part) > 1:
            found += list(_cubics(part, tolerance))
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
    for i in np.flatnonzero(straight <= BENDS)[np.argsort(straight[straight <= BENDS], kind="stable")].tolist():
        place = i + CORNER_SPAN
        if all(abs(place - each) > CORNER_SPAN for each in found):
            found.append(place)
    return sorted(found)


@numba.njit(cache=True)
def _straight(a: Floats, b: Floats) -> Floats:
    curve = np.empty((4, 2))
    curve[0], curve[1], curve[2], curve[3] = a, a + (b - a) / 3, b - (b - a) / 3, b
    return curve


@numba.njit(cache=True)
def _unit(way: Floats) -> Floats:
    return np.asarray(way / (np.sqrt(way[0] * way[0] + way[1] * way[1]) + 1e-9))


@numba.njit(cache=True)
def _cubics(at: Floats, tolerance: float) -> Floats:
    """Fit curves (n, 4, 2) by least squares; where one is not near enough, split it at the worst place."""
    count = len(at)
    found = np.empty((count, 4, 2))
    # Waiting to be fitted: from where to where, and how the curve leaves and arrives there.
    spans = np.empty((count, 2), dtype=np.int64)
    ways = np.empty((count, 2, 2))
    spans[0, 0], spans[0, 1] = 0, count - 1
    ways[0, 0] = _unit(at[min(NEAR, count - 1)] - at[0])
    ways[0, 1] = _unit(at[max(0, count - 1 - NEAR)] - at[count - 1])
    waiting, done = 1, 0
    while waiting:
        waiting -= 1
        first, last = spans[waiting, 0], spans[waiting, 1]
        leaves, arrives = ways[waiting, 0].copy(), ways[waiting, 1].copy()
        curve, split = _fitted(at[first : last + 1], leaves, arrives, tolerance)
        if split < 0:
            found[done] = curve
            done += 1
            continue
        low, high = max(first + split - NEAR, first), min(first + split + NEAR, last)
        through = _unit(at[low] - at[high])
        # The nearer half is taken up first.
        spans[waiting, 0], spans[waiting, 1] = first + split, last
        ways[waiting, 0], ways[waiting, 1] = -through, arrives
        spans[waiting + 1, 0], spans[waiting + 1, 1] = first, first + split
        ways[waiting + 1, 0], ways[waiting + 1, 1] = leaves, through
        waiting += 2
    return found[:done]


@numba.njit(cache=True)
def _fitted(at: Floats, leaves: Floats, arrives: Floats, tolerance: float) -> tuple[Floats, int]:
    """Return a curve and -1, or where it is farthest off if that is not near enough."""
    count = len(at)
    if count == 2:
        return _straight(at[0], at[1]), -1
    share = np.zeros(count)
    for i in range(1, count):
        dx, dy = at[i, 0] - at[i - 1, 0], at[i, 1] - at[i - 1, 1]
        share[i] = share[i - 1] + np.sqrt(dx * dx + dy * dy)
    reach = share[-1]
    share /= reach + 1e-9
    curve, worst = _straight(at[0], at[count - 1]), count // 2
    for _ in range(TRIES):
        curve = _cubic(at, share, leaves, arrives, reach)
        worst, miss = _worst(curve, at, share)
        if miss < tolerance * tolerance:
            return curve, -1
        if miss > (HOPELESS * tolerance) ** 2:
            break
        _nearer(curve, at, share)
    return curve, min(max(worst, 1), count - 2)


@numba.njit(cache=True)
def _on(curve: Floats, share: float, axis: int) -> float:
    rest = 1 - share
    own = rest * rest * (rest * curve[0, axis] + 3 * share * curve[1, axis])
    return float(own + share * share * (3 * rest * curve[2, axis] + share * curve[3, axis]))


@numba.njit(cache=True)
def _worst(curve: Floats, at: Floats, share: Floats) -> tuple[int, float]:
    """Return where a curve is farthest off, and the square of how far."""
    worst, most = 0, -1.0
    for i in range(len(at)):
        x, y = _on(curve, share[i], 0) - at[i, 0], _on(curve, share[i], 1) - at[i, 1]
        if x * x + y * y > most:
            worst, most = i, x * x + y * y
    return worst, most


@numba.njit(cache=True)
def _cubic(at: Floats, share: Floats, leaves: Floats, arrives: Floats, reach: float) -> Floats:
    start, end = at[0], at[len(at) - 1]
    aa, ab, bb, ar, br = 0.0, 0.0, 0.0, 0.0, 0.0
    for i in range(len(at)):
        t = share[i]
        rest = 1 - t
        one, other = 3 * t * rest * rest, 3 * t * t * rest
        for axis in range(2):
            a, b = one * leaves[axis], other * arrives[axis]
            off = at[i, axis] - (rest * rest * rest + one) * start[axis] - (other + t * t * t) * end[axis]
            aa += a * a
            ab += a * b
            bb += b * b
            ar += a * off
            br += b * off
    whole = aa * bb - ab * ab
    length = np.sqrt((end[0] - start[0]) ** 2 + (end[1] - start[1]) ** 2)
    first, second = 0.0, 0.0
    if abs(whole) > 1e-9:
        first, second = (ar * bb - br * ab) / whole, (aa * br - ab * ar) / whole
    if not (1e-3 * length < first <= reach and 1e-3 * length < second <= reach):
        first = second = length / 3
    curve = np.empty((4, 2))
    curve[0], curve[1], curve[2], curve[3] = start, start + first * leaves, end + second * arrives, end
    return curve


@numba.njit(cache=True)
def _nearer(curve: Floats, at: Floats, share: Floats) -> None:
    """Take one step of Newton towards the nearest share of the curve, for each place."""
    furthest = 0.0
    for i in range(len(at)):
        t = share[i]
        rest = 1 - t
        up, down = 0.0, 0.0
        for axis in range(2):
            off = _on(curve, t, axis) - at[i, axis]
            edge_0, edge_1 = curve[1, axis] - curve[0, axis], curve[2, axis] - curve[1, axis]
            edge_2 = curve[3, axis] - curve[2, axis]
            first = 3 * (rest * rest * edge_0 + 2 * rest * t * edge_1 + t * t * edge_2)
            up += off * first
            down += first * first + off * 6 * (rest * (edge_1 - edge_0) + t * (edge_2 - edge_1))
        if abs(down) > 1e-9:
            t -= up / down
        # Places stay in order.
        furthest = max(furthest, min(max(t, 0.0), 1.0))
        share[i] = furthest
