"""Furniture: what stands around a body in a drawing, as triangles; every flat part is a part of its own."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from lumbar.vocabulary.posture import Wall

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

Kind = Literal["chair", "tall_chair", "table", "wall", "foam_roller", "ball", "pillow", "strap", "towel"]
KINDS: tuple[Kind, ...] = (
    "chair", "tall_chair", "table", "wall", "foam_roller", "ball", "pillow", "strap", "towel",
)  # fmt: skip

SEAT_M, SEAT_WIDE_M, BOARD_M, LEG_M = 0.45, 0.42, 0.04, 0.035
BACK_M, RAIL_HIGH_M, RAIL_THICK_M = 0.9, 0.07, 0.03
TABLE_M = 0.72
ROLLER_M, ROLLER_LONG_M = 0.075, 0.6
BALL_M = 0.035
PILLOW_M = (0.3, 0.42, 0.12)
WALL_THICK_M = 0.06
ROPE_M: Mapping[str, float] = {"strap": 0.007, "towel": 0.016}
ROUND = 40
"""Sides of what is round."""
SOFT = 0.45
"""How square a pillow is: 1 is an egg, 0 a box."""


@dataclass(frozen=True, kw_only=True)
class Shape:
    """Triangles, anticlockwise seen from outside: ``at`` (n, 3) metres, ``faces`` (m, 3), ``parts`` (m,) from 0."""

    kind: Kind
    at: Floats
    faces: Ints
    parts: Ints


def chair(place: Sequence[float]) -> Shape:
    """Return a stool: a seat on four legs, its middle at the place."""
    x, y = place[0], place[1]
    half, leg = SEAT_WIDE_M / 2, SEAT_WIDE_M / 2 - LEG_M / 2 - 0.01
    boxes = [
        _box((x - half, y - half, SEAT_M - BOARD_M), (x + half, y + half, SEAT_M)),
        *(
            _box((a - LEG_M / 2, b - LEG_M / 2, 0), (a + LEG_M / 2, b + LEG_M / 2, SEAT_M - BOARD_M))
            for a in (x - leg, x + leg)
            for b in (y - leg, y + leg)
        ),
    ]
    return _joined("chair", boxes)


def tall_chair(place: Sequence[float]) -> Shape:
    """Return a chair with a back, whose top rail is under the place.

    It faces as somebody upright does: its back is towards who stands behind it, and beside who stands beside it.
    """
    x, y = place[0], place[1]
    half, thick = SEAT_WIDE_M / 2, RAIL_THICK_M / 2
    sides = (y - half + LEG_M / 2, y + half - LEG_M / 2)
    front, under = x + thick - SEAT_WIDE_M, SEAT_M - BOARD_M
    boxes = [
        _box((front, y - half, under), (x - thick, y + half, SEAT_M)),
        *(_box((front, a - LEG_M / 2, 0), (front + LEG_M, a + LEG_M / 2, under)) for a in sides),
        *(_box((x - thick, a - LEG_M / 2, 0), (x + thick, a + LEG_M / 2, BACK_M - RAIL_HIGH_M)) for a in sides),
        _box((x - thick, y - half, BACK_M - RAIL_HIGH_M), (x + thick, y + half, BACK_M)),
    ]
    return _joined("tall_chair", boxes)


def table(place: Sequence[float]) -> Shape:
    """Return a table on two legs, its edge a little behind the place."""
    x, y = place[0] - 0.1, place[1]
    top = _box((x - 0.3, y - 0.5, TABLE_M - BOARD_M), (x + 0.3, y + 0.5, TABLE_M))
    legs = [_box((x - 0.27, a - 0.02, 0), (x - 0.23, a + 0.02, TABLE_M - BOARD_M)) for a in (y - 0.46, y + 0.46)]
    return _joined("table", [top, *legs])


def wall(side: Wall, least: Floats, most: Floats) -> Shape:
    """Return a piece of wall beside what reaches from ``least`` to ``most``, its face in the middle of the room."""
    top = most[2] + 0.12
    if side == "right":
        return _joined("wall", [_box((least[0] - 0.2, 0.0, 0.0), (most[0] + 0.2, WALL_THICK_M, top))])
    ends = (-WALL_THICK_M, 0.0) if side == "front" else (0.0, WALL_THICK_M)
    return _joined("wall", [_box((ends[0], least[1] - 0.12, 0.0), (ends[1], most[1] + 0.12, top))])


def foam_roller(place: Sequence[float]) -> Shape:
    """Return a roller that lies across the mat, under the place."""
    turns = np.linspace(0, 2 * np.pi, ROUND, endpoint=False)
    ring = np.stack([np.sin(turns), np.zeros(ROUND), np.cos(turns)], axis=1) * ROLLER_M + [
        place[0],
        place[1],
        ROLLER_M,
    ]
    half = np.array([0.0, ROLLER_LONG_M / 2, 0.0])
    near, far = ring - half, ring + half
    at = np.concatenate([near, far, [near.mean(axis=0), far.mean(axis=0)]])
    i = np.arange(ROUND)
    j = (i + 1) % ROUND
    side = np.concatenate([np.stack([i, i + ROUND, j], axis=1), np.stack([j, i + ROUND, j + ROUND], axis=1)])
    caps = np.concatenate(
        [
            np.stack([i, j, np.full(ROUND, 2 * ROUND)], axis=1),
            np.stack([j + ROUND, i + ROUND, np.full(ROUND, 2 * ROUND + 1)], axis=1),
        ]
    )
    faces = np.concatenate([side, caps])
    parts = np.repeat([0, 1, 2], [2 * ROUND, ROUND, ROUND])
    return Shape(kind="foam_roller", at=at, faces=_outward(at, faces), parts=parts)


def ball(place: Sequence[float]) -> Shape:
    """Return a ball with its middle at the place."""
    at, faces = _egg(np.full(3, BALL_M), 1.0)
    return Shape(kind="ball", at=at + place, faces=faces, parts=np.zeros(len(faces), dtype=np.int64))


def pillow(place: Sequence[float]) -> Shape:
    """Return a pillow on the floor, under the place."""
    half = np.array(PILLOW_M) / 2
    at, faces = _egg(half, SOFT)
    return Shape(
        kind="pillow",
        at=at + np.array([place[0], place[1], half[2]]),
        faces=faces,
        parts=np.zeros(len(faces), dtype=np.int64),
    )


def rope(kind: Literal["strap", "towel"], along: Floats) -> Shape:
    """Return a strap or a rolled towel along these places, (n, 3)."""
    ahead = np.gradient(along, axis=0)
    ahead /= np.linalg.norm(ahead, axis=1, keepdims=True) + 1e-12
    across = np.cross(ahead, [0.31, 0.92, 0.24])
    across /= np.linalg.norm(across, axis=1, keepdims=True) + 1e-12
    other = np.cross(ahead, across)
    turns = np.linspace(0, 2 * np.pi, 10, endpoint=False)
    rings = along[:, None] + ROPE_M[kind] * (
        np.cos(turns)[None, :, None] * across[:, None] + np.sin(turns)[None, :, None] * other[:, None]
    )
    at = rings.reshape(-1, 3)
    i = np.arange(len(along) - 1)[:, None] * 10 + np.arange(10)[None]
    j = np.arange(len(along) - 1)[:, None] * 10 + (np.arange(10)[None] + 1) % 10
    faces = np.concatenate(
        [
            np.stack([i, j, i + 10], axis=-1).reshape(-1, 3),
            np.stack([j, j + 10, i + 10], axis=-1).reshape(-1, 3),
        ]
    )
    return Shape(kind=kind, at=at, faces=faces, parts=np.zeros(len(faces), dtype=np.int64))


def resampled(along: Floats, step: float) -> Floats:
    """Return places along a way, (n, 3), at most a step apart."""
    pieces = [
        np.linspace(a, b, max(2, int(np.ceil(np.linalg.norm(b - a) / step))), endpoint=False)
        for a, b in pairwise(along)
    ]
    return np.concatenate([*pieces, along[-1:]])


def _box(least: Sequence[float], most: Sequence[float]) -> tuple[Floats, Ints, Ints]:
    ends = np.array([least, most], dtype=float)
    at = np.array([[ends[a, 0], ends[b, 1], ends[c, 2]] for a in (0, 1) for b in (0, 1) for c in (0, 1)])
    quads = [(0, 1, 3, 2), (4, 6, 7, 5), (0, 4, 5, 1), (2, 3, 7, 6), (0, 2, 6, 4), (1, 5, 7, 3)]
    faces = np.array([corner for a, b, c, d in quads for corner in ((a, b, c), (a, c, d))])
    return at, _outward(at, faces), np.repeat(np.arange(6), 2)


def _egg(half: Floats, square: float) -> tuple[Floats, Ints]:
    """Return a round body of these half lengths; the smaller ``square``, the nearer to a box."""
    rows, columns = 24, ROUND
    up, turn = np.meshgrid(
        np.linspace(-np.pi / 2, np.pi / 2, rows), np.linspace(0, 2 * np.pi, columns, endpoint=False), indexing="ij"
    )

    def power(share: Floats) -> Floats:
        return np.asarray(np.sign(share) * np.abs(share) ** square)

    at = np.stack(
        [power(np.cos(up)) * power(np.cos(turn)), power(np.cos(up)) * power(np.sin(turn)), power(np.sin(up))],
        axis=-1,
    )
    i = np.arange(rows - 1)[:, None] * columns + np.arange(columns)[None]
    j = np.arange(rows - 1)[:, None] * columns + (np.arange(columns)[None] + 1) % columns
    faces = np.concatenate(
        [
            np.stack([i, j, i + columns], axis=-1).reshape(-1, 3),
            np.stack([j, j + columns, i + columns], axis=-1).reshape(-1, 3),
        ]
    )
    places = at.reshape(-1, 3) * half
    return places, _outward(places, faces)


def _outward(at: Floats, faces: Ints) -> Ints:
    """Turn round the triangles of a convex body that face its middle."""
    a, b, c = (at[faces[:, corner]] for corner in range(3))
    inward = np.einsum("ij,ij->i", np.cross(b - a, c - a), (a + b + c) / 3 - at.mean(axis=0)) < 0
    return np.asarray(np.where(inward[:, None], faces[:, ::-1], faces))


def _joined(kind: Kind, pieces: Sequence[tuple[Floats, Ints, Ints]]) -> Shape:
    at, faces, parts, places, named = [], [], [], 0, 0
    for place, corners, part in pieces:
        at.append(place)
        faces.append(corners + places)
        parts.append(part + named)
        places += len(place)
        named += int(part.max()) + 1
    return Shape(kind=kind, at=np.concatenate(at), faces=np.concatenate(faces), parts=np.concatenate(parts))


MAKERS: Mapping[str, Callable[[Sequence[float]], Shape]] = {
    "chair": chair, "tall_chair": tall_chair, "table": table, "foam_roller": foam_roller, "ball": ball,
    "pillow": pillow,
}  # fmt: skip
"""What makes each thing that stands at a place."""
