"""Slivers: what is too small or too narrow to be drawn, and what is drawn in its place. Compiled, one core.

Borders run between pixels: ``across`` (h, w - 1) between a pixel and its right neighbour, ``down`` (h - 1, w)
between it and its lower one.
"""

import numba
import numpy as np
from numpy.typing import NDArray

Reals = NDArray[np.float32]
Bools = NDArray[np.bool_]
Kinds = NDArray[np.int32]
Places = NDArray[np.int64]
"""Pixels by number, row after row."""

FAR = np.float32(1e6)
DIAGONAL = np.float32(1.4142)
WAYS = np.array([(0, 1), (1, 0), (0, -1), (-1, 0)])
BACK = np.array([(0, -1), (-1, 0), (-1, -1), (-1, 1)])
"""From a pixel to those that come before it, row after row."""


@numba.njit(cache=True)
def _inside(y: int, x: int, height: int, width: int) -> bool:
    return y >= 0 and x >= 0 and y < height and x < width


@numba.njit(cache=True)
def _patch(kinds: Kinds, done: Bools, stack: Places, votes: Places) -> int:
    """Put all pixels that hang together with the first of the stack on it; count by kind what lies around them."""
    height, width = kinds.shape
    own = kinds[stack[0] // width, stack[0] % width]
    count, at = 1, 0
    while at < count:
        y, x = stack[at] // width, stack[at] % width
        at += 1
        for dy, dx in WAYS:
            v, u = y + dy, x + dx
            if not _inside(v, u, height, width):
                continue
            if kinds[v, u] != own:
                votes[kinds[v, u] + 1] += 1
            elif not done[v, u]:
                done[v, u] = True
                stack[count] = v * width + u
                count += 1
    return count


@numba.njit(cache=True)
def mend(kinds: Kinds, small: int, keeps: Bools) -> None:
    """Give patches of fewer pixels than ``small`` to the kind around them, in place, but for the kinds it keeps."""
    height, width = kinds.shape
    done = np.zeros((height, width), dtype=np.bool_)
    stack = np.empty(height * width, dtype=np.int64)
    votes = np.zeros(len(keeps) + 1, dtype=np.int64)
    for start in range(height * width):
        y, x = start // width, start % width
        if done[y, x]:
            continue
        own = kinds[y, x]
        done[y, x] = True
        stack[0] = start
        votes[:] = 0
        count = _patch(kinds, done, stack, votes)
        if count < small and (own < 0 or not keeps[own]):
            for i in range(count):
                kinds[stack[i] // width, stack[i] % width] = votes.argmax() - 1


@numba.njit(cache=True)
def _open(y: int, x: int, dy: int, dx: int, across: Bools, down: Bools) -> bool:
    """Tell whether there is no border on the way to a neighbour."""
    if dy != 0 and down[min(y, y + dy), x]:
        return False
    if dx == 0:
        return True
    left = min(x, x + dx)
    return not across[y, left] and (dy == 0 or not across[y + dy, left])


@numba.njit(cache=True)
def _nearest(far: NDArray[np.float32], y: int, x: int, sign: int, across: Bools, down: Bools) -> None:
    height, width = far.shape
    for way in range(4):
        dy, dx = sign * BACK[way, 0], sign * BACK[way, 1]
        if _inside(y + dy, x + dx, height, width) and _open(y, x, dy, dx, across, down):
            step = DIAGONAL if dy != 0 and dx != 0 else np.float32(1)
            far[y, x] = min(far[y, x], far[y + dy, x + dx] + step)


@numba.njit(cache=True)
def _spread(far: NDArray[np.float32], across: Bools, down: Bools) -> None:
    """Carry distances on from pixel to pixel, never over a border."""
    height, width = far.shape
    for _ in range(2):
        for y in range(height):
            for x in range(width):
                _nearest(far, y, x, 1, across, down)
        for y in range(height - 1, -1, -1):
            for x in range(width - 1, -1, -1):
                _nearest(far, y, x, -1, across, down)


@numba.njit(cache=True)
def _at_border(y: int, x: int, across: Bools, down: Bools) -> bool:
    height, width = across.shape[0], down.shape[1]
    found = False
    for dy, dx in WAYS:
        found |= _inside(y + dy, x + dx, height, width) and not _open(y, x, dy, dx, across, down)
    return found


@numba.njit(cache=True)
def _from_core(across: Bools, down: Bools, half: float) -> NDArray[np.float32]:
    """Return how far each pixel is from where its surface is at least twice ``half`` wide, on that surface."""
    height, width = across.shape[0], down.shape[1]
    far = np.full((height, width), FAR)
    for y in range(height):
        for x in range(width):
            if _at_border(y, x, across, down):
                far[y, x] = np.float32(0.5)
    _spread(far, across, down)
    core = np.where(far >= half, np.float32(0), FAR)
    _spread(core, across, down)
    return core


@numba.njit(cache=True)
def _sizes(across: Bools, down: Bools, narrow: Bools) -> Places:
    """Return for each pixel how many hang together with it, over no border and nothing narrow."""
    height, width = narrow.shape
    size = np.zeros((height, width), dtype=np.int64)
    stack = np.empty(height * width, dtype=np.int64)
    for start in range(height * width):
        if size[start // width, start % width] != 0 or narrow[start // width, start % width]:
            continue
        stack[0] = start
        size[start // width, start % width] = -1
        count, at = 1, 0
        while at < count:
            y, x = stack[at] // width, stack[at] % width
            at += 1
            for dy, dx in WAYS:
                v, u = y + dy, x + dx
                if not _inside(v, u, height, width) or size[v, u] != 0 or narrow[v, u]:
                    continue
                if _open(y, x, dy, dx, across, down):
                    size[v, u] = -1
                    stack[count] = v * width + u
                    count += 1
        for i in range(count):
            size[stack[i] // width, stack[i] % width] = count
    return size


@numba.njit(cache=True)
def _farthest(source: Places, near: Reals, y: int, x: int, nearest: float) -> int:
    """Return what the farthest of a pixel's neighbours is drawn as, -1 where none is known that is so far away."""
    height, width = source.shape
    best, away = -1, nearest
    for dy, dx in WAYS:
        v, u = y + dy, x + dx
        if _inside(v, u, height, width) and source[v, u] >= 0:
            depth = near[source[v, u] // width, source[v, u] % width]
            if depth < away:
                best, away = source[v, u], depth
    return best


@numba.njit(cache=True)
def _filled(source: Places, near: Reals, gone: Places) -> None:
    """Let what is behind go on into the pixels that are gone, from their edges inward, in place.

    Only where nothing that is farther away than they are leads there, what is nearer does.
    """
    width = source.shape[1]
    found = np.empty(len(gone), dtype=np.int64)
    left, any_way = len(gone), False
    while left > 0:
        for i in range(left):
            y, x = gone[i] // width, gone[i] % width
            found[i] = _farthest(source, near, y, x, 1e9 if any_way else near[y, x])
        kept = 0
        for i in range(left):
            if found[i] >= 0:
                source[gone[i] // width, gone[i] % width] = found[i]
            else:
                gone[kept] = gone[i]
                kept += 1
        if kept == left and any_way:
            for i in range(left):
                source[gone[i] // width, gone[i] % width] = gone[i]
            return
        any_way |= kept == left
        left = kept


def behind(across: Bools, down: Bools, near: Reals, stays: Bools, *, half: float, least: int) -> Places:
    """Return for each pixel the pixel it is drawn as, by number: itself, or for a sliver what is behind it.

    Args:
        across: the borders between columns.
        down: the borders between rows.
        near: one over each pixel's distance, 0 where there is nothing.
        stays: pixels that are drawn however narrow they are.
        half: half the width below which it is a sliver.
        least: pieces of fewer pixels are slivers too.
    """
    narrow = _from_core(across, down, half) > half + 1
    size = _sizes(across, down, narrow)
    gone = (narrow | (size < least)) & ~stays
    source = np.arange(near.size, dtype=np.int64).reshape(near.shape)
    waiting = source[gone].copy()
    source[gone] = -1
    _filled(source, near, waiting)
    return source
