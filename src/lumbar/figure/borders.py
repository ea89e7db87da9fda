"""Borders: between which pixels of a drawing a line runs, and what kind of line. Compiled, one core.

A line runs where the body ends, where cloth ends on skin, and where one part of the body passes in front of
another. Two pixels beside each other belong together if their places on the body, standing in its A-pose, are near
each other: so a hand on a thigh is told from the thigh, however close it is.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numba
import numpy as np
from numpy.typing import NDArray

from lumbar.figure.lines import Crack, cracks
from lumbar.figure.seen import FIRST_PROP, MATERIAL, MATERIALS, NOTHING, Seen
from lumbar.figure.slivers import behind, mend

Floats = NDArray[np.float32]
Whole = NDArray[np.int32]
Small = NDArray[np.int8]
Bools = NDArray[np.bool_]

JUMP_M = 0.02
"""Neighbouring pixels whose places on the body are further apart see two parts of it."""
SURE_M = 0.045
GRAZING = 0.22
"""Cosine below which a surface is seen edge-on, so that neighbouring pixels are far apart on it anyway."""
SHORT, SMALL, ISLAND = 22, 90, 1000
"""Pixels: a line inside a surface that is shorter is left out, a patch of cloth or skin that is smaller goes to its
neighbour, and so does a piece of a limb that looks out behind another."""
BESIDE = 3
"""Pixels within which there is one step, not several."""
SLIVER_PX = 3.6
"""Half as wide as two lines need to stay two."""

ON_SKIN = np.isin(np.arange(len(MATERIALS)), [MATERIAL[name] for name in ("skin", "eyes", "iris", "brows", "lips")])
FEATURES = np.isin(np.arange(len(MATERIALS)), [MATERIAL[name] for name in ("eyes", "iris", "brows", "lips")])
THIN = [*np.flatnonzero(FEATURES).tolist(), MATERIAL["strap"], MATERIAL["towel"]]
"""What may be as thin as it likes."""

OUTER, INNER, THING, HIDDEN = range(4)
"""Kinds of lines: where something ends before something else, where only the cloth changes, on things, none."""
OUTLINE, CHANGE, STEP = range(3)
"""Ranks: where the body ends, where the material changes, where one part passes before another."""


@dataclass(frozen=True, kw_only=True)
class Between:
    """Between neighbouring pixels: whether a border runs there, its kind, its rank, and how far it jumps."""

    border: Bools
    style: Small
    rank: Small
    jump: Floats


def tidied(seen: Seen) -> Seen:
    """Leave out what is too small or too narrow to be drawn."""
    material = seen.material.copy()
    mend(material, SMALL, FEATURES)
    return _without_slivers(replace(seen, material=material))


def borders(seen: Seen) -> tuple[dict[Crack, int], dict[Crack, int]]:
    """Return the rank and the kind of every crack between pixels in which a border runs."""
    across, down = (_peaks(_between(seen, seen.material, axis), axis) for axis in (1, 0))
    upright = cracks(across.border, np.zeros_like(down.border))
    level = cracks(np.zeros_like(across.border), down.border)
    ranks = {**_of(upright, across.rank, upright=True), **_of(level, down.rank, upright=False)}
    styles = {**_of(upright, across.style, upright=True), **_of(level, down.style, upright=False)}
    return _without_crumbs(ranks), styles


def _of(found: Sequence[Crack], values: Small, *, upright: bool) -> dict[Crack, int]:
    x, y = (1, 0) if upright else (0, 1)
    return {crack: int(values[crack[0][1] - y, crack[0][0] - x]) for crack in found}


def _between(seen: Seen, material: Whole, axis: int) -> Between:
    step = (1, 0) if axis == 0 else (0, 1)
    shape = (material.shape[0] - step[0], material.shape[1] - step[1])
    border = np.zeros(shape, dtype=np.bool_)
    style, rank = np.zeros(shape, dtype=np.int8), np.zeros(shape, dtype=np.int8)
    jump = np.zeros(shape, dtype=np.float32)
    _compare(material, seen.home, seen.facing, seen.near, step[0], step[1], ON_SKIN, border, style, rank, jump)
    return Between(border=border, style=style, rank=rank, jump=jump)


@numba.njit(cache=True)
def _compare(
    material: Whole,
    home: Floats,
    facing: Floats,
    near: Floats,
    step_y: int,
    step_x: int,
    on_skin: Bools,
    border: Bools,
    style: Small,
    rank: Small,
    jump: Floats,
) -> None:
    height, width = border.shape
    for y in range(height):
        for x in range(width):
            v, u = y + step_y, x + step_x
            a, b = material[y, x], material[v, u]
            if a < 0 and b < 0:
                continue
            square = np.float32(0)
            for axis in range(3):
                apart = home[y, x, axis] - home[v, u, axis]
                square += apart * apart
            far = np.sqrt(square)
            jump[y, x] = far
            if a < 0 or b < 0:
                border[y, x], rank[y, x] = True, OUTLINE
                style[y, x] = THING if max(a, b) >= FIRST_PROP else OUTER
                continue
            level = max(facing[y, x], facing[v, u])
            border[y, x] = a != b or (far > JUMP_M and (level > GRAZING or far > SURE_M))
            rank[y, x] = CHANGE if a != b else STEP
            if (a if near[y, x] > near[v, u] else b) >= FIRST_PROP:
                style[y, x] = THING
            elif a != b and on_skin[a] and on_skin[b] and far < SURE_M:
                style[y, x] = HIDDEN
            else:
                style[y, x] = OUTER if far > JUMP_M else INNER


def _peaks(between: Between, axis: int) -> Between:
    """Take away steps beside a greater one: a limb that curves away is left once, not three times."""
    inside = between.border & (between.rank == STEP)
    jump = np.where(inside, between.jump, np.float32(0))
    firm = between.border & ~inside
    keep = inside.copy()
    for step in range(1, BESIDE + 1):
        for way in (step, -step):
            shifted = np.roll(jump, way, axis=axis)
            keep &= (jump > shifted) | ((jump == shifted) & (way > 0))
            keep &= ~(np.roll(firm, way, axis=axis) & (between.jump < SURE_M))
    return replace(between, border=firm | keep)


def _without_crumbs(ranks: Mapping[Crack, int]) -> dict[Crack, int]:
    """Leave out lines inside a surface that hang together but are short."""
    inside = [crack for crack, rank in ranks.items() if rank == STEP]
    meeting: dict[tuple[int, int], list[int]] = {}
    for number, crack in enumerate(inside):
        for point in crack:
            meeting.setdefault(point, []).append(number)
    group = [-1] * len(inside)
    gone: set[Crack] = set()
    for first in range(len(inside)):
        if group[first] >= 0:
            continue
        group[first], members, waiting = first, [first], [first]
        while waiting:
            for point in inside[waiting.pop()]:
                for other in meeting[point]:
                    if group[other] < 0:
                        group[other] = first
                        members.append(other)
                        waiting.append(other)
        if len(members) < SHORT:
            gone.update(inside[member] for member in members)
    return {crack: rank for crack, rank in ranks.items() if crack not in gone}


def _without_slivers(seen: Seen) -> Seen:
    """Leave out what peeps out too narrowly to be drawn: what is behind it goes on in its place."""
    material = np.where((seen.material >= 0) & ON_SKIN[seen.material], MATERIAL["skin"], seen.material)
    across, down = (_between(seen, material.astype(np.int32), axis) for axis in (1, 0))
    stays = (seen.material == NOTHING) | np.isin(seen.material, THIN)
    source = behind(across.border, down.border, seen.near, stays, half=SLIVER_PX, least=ISLAND)
    y, x = np.divmod(source, material.shape[1])
    return Seen(material=seen.material[y, x], home=seen.home[y, x], facing=seen.facing[y, x], near=seen.near[y, x])
