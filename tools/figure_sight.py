"""What of the head can be seen at all: the mouth's inside and the back of the eyes are left out."""

import numpy as np

from tools.figure_landmarks import EYE, EYE_HEIGHT, LIDS, MOUTH
from tools.figure_regions import EYES, LIPS, limb
from tools.figure_surface import Flags, Floats, Ints, Surface

PIXEL = 0.0016
BEHIND = 0.0012
"""A point this far behind the nearest is hidden."""
GRID = 14
LEAST = 8
"""So many points of a triangle must be seen from one direction."""
NECK_FROM = 1.36
"""From here on up something may hide a part of the head."""
LID_DEPTH = -0.126
"""What is round an eye and before this is kept whole: its lids are thin."""
EYE_BACK = -0.120
"""Of an eyeball only what is before this is kept."""
STRAY = 20
"""A part of no more triangles than this, hanging together with nothing else, is left out."""
LIP_HEIGHT, LIP_DEPTH = 0.018, -0.050
"""What is left of the mouth's inside is no further above or below the mouth, and no further back."""


def seen(surface: Surface) -> Surface:
    """Return the surface without the triangles of the head that no direction shows."""
    places = surface.rows["reference"]
    head = np.asarray((limb(surface, "head") > 0.9)[surface.faces].all(axis=1))
    corners = places[surface.faces]
    points = _spread(corners[head])
    count = len(points)
    neck = _spread(corners[~head & (corners[..., 2] > NECK_FROM).any(axis=1)])
    half = np.concatenate([points, neck])
    both = np.concatenate([half, half * [-1, 1, 1]])
    shown = np.zeros(count, dtype=bool)
    turned = corners[head]
    facing = np.cross(turned[:, 1] - turned[:, 0], turned[:, 2] - turned[:, 0])
    for way in _directions():
        front = _front(both.reshape(-1, 3), way).reshape(len(both), -1)[:count]
        shown |= (front.sum(axis=1) >= LEAST) & (facing @ way < 0)
    off = np.hypot(corners[..., 0] - EYE, corners[..., 2] - EYE_HEIGHT)
    kept = ~head | ((off < LIDS) & (corners[..., 1] < LID_DEPTH)).all(axis=1)
    kept[head] |= shown
    kept &= (surface.regions != EYES) | (corners[..., 1] < EYE_BACK).any(axis=1)
    kept &= _part_sizes(surface.faces, kept, surface.size) > STRAY
    return Surface(faces=surface.faces[kept], regions=surface.regions[kept], seam=surface.seam, rows=surface.rows)


def _part_sizes(faces: Ints, kept: Flags, size: int) -> Ints:
    """Return of how many kept triangles the part is that each triangle hangs together with."""
    label = np.arange(size)
    while True:
        least = label[faces[kept]].min(axis=1)
        spread = label.copy()
        np.minimum.at(spread, faces[kept].ravel(), np.repeat(least, 3))
        if np.array_equal(spread, label):
            break
        label = spread
    count = np.bincount(label[faces[kept, 0]], minlength=size)
    return np.asarray(count[label[faces[:, 0]]])


def plugged(surface: Surface) -> Surface:
    """Return the surface with the mouth closed behind the lips, by a fan of triangles round one new vertex."""
    rim = _rim(surface)
    at = surface.rows["reference"]
    near = (np.abs(at[rim, 2] - MOUTH) < LIP_HEIGHT).all(axis=1) & (at[rim, 1] < LIP_DEPTH).all(axis=1)
    rim = rim[near & ~surface.seam[rim].all(axis=1)]
    middle = {name: row[np.unique(rim)].mean(axis=0, keepdims=True) for name, row in surface.rows.items()}
    for name in ("places", "reference"):
        middle[name][..., 0] = 0
    fan = np.column_stack([rim[:, 1], rim[:, 0], np.full(len(rim), surface.size)])
    return Surface(
        faces=np.concatenate([surface.faces, fan]),
        regions=np.concatenate([surface.regions, np.full(len(fan), LIPS)]),
        seam=np.append(surface.seam, True),
        rows={name: np.concatenate([row, middle[name]]) for name, row in surface.rows.items()},
    )


def _rim(surface: Surface) -> Ints:
    """Return the sides that only one triangle has, the way round that it has them."""
    sides = np.concatenate([surface.faces[:, [0, 1]], surface.faces[:, [1, 2]], surface.faces[:, [2, 0]]])
    _, place, count = np.unique(np.sort(sides, axis=1), axis=0, return_inverse=True, return_counts=True)
    return np.asarray(sides[count[place.ravel()] == 1])


def _spread(corners: Floats) -> Floats:
    """Return points all over each triangle, (F, points, 3)."""
    steps = [(i, j) for i in range(GRID) for j in range(GRID - i)]
    a = (np.array([i for i, _ in steps]) + 1 / 3) / GRID
    b = (np.array([j for _, j in steps]) + 1 / 3) / GRID
    mix = np.stack([a, b, 1 - a - b], axis=1)
    return np.asarray(np.einsum("pc,fcd->fpd", mix, corners))


def _directions() -> Floats:
    """Return directions to look along: all around, from below and from above."""
    turns = np.radians(np.arange(0, 360, 30))
    tilts = np.radians([-60, -35, -15, 0, 15, 35, 60])
    return np.array([[np.cos(e) * np.sin(a), np.cos(e) * np.cos(a), np.sin(e)] for a in turns for e in tilts])


def _front(points: Floats, way: Floats) -> Flags:
    """Return which points have nothing before them when looked at along this way."""
    side = np.cross(way, [0.0, 0.0, 1.0])
    side /= np.linalg.norm(side)
    over = np.cross(side, way)
    cell = np.floor(np.stack([points @ side, points @ over], axis=1) / PIXEL).astype(np.int64)
    cell -= cell.min(axis=0)
    key = cell[:, 0] * (int(cell[:, 1].max()) + 1) + cell[:, 1]
    depth = points @ way
    nearest = np.full(int(key.max()) + 1, np.inf)
    np.minimum.at(nearest, key, depth)
    return np.asarray(depth < nearest[key] + BEHIND)
