"""Things: what stands around a person, ready to be drawn with light on it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from lumbar.figure.cycle import Cycle
from lumbar.figure.furniture import MAKERS, Shape, rope, wall
from lumbar.figure.pads import vertex_normals
from lumbar.figure.props import has_wall, standing
from lumbar.figure.solver import Solver
from lumbar.vocabulary.posture import Figure, Rope, Side

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

COLOURS: Mapping[str, tuple[float, float, float]] = {
    "chair": (0.42, 0.26, 0.14),
    "tall_chair": (0.42, 0.26, 0.14),
    "table": (0.36, 0.22, 0.12),
    "wall": (0.62, 0.60, 0.56),
    "foam_roller": (0.06, 0.16, 0.30),
    "ball": (0.55, 0.10, 0.08),
    "pillow": (0.55, 0.52, 0.47),
    "strap": (0.55, 0.42, 0.10),
    "towel": (0.60, 0.60, 0.55),
}
ON_EACH_SIDE = ("tall_chair",)
"""What one hand holds: who does one side and then the other has it on both."""
BODY_M = 0.12
WALL_MORE_M = 0.35


@dataclass(frozen=True, kw_only=True)
class Thing:
    """Triangles of one colour.

    ``at`` (n, 3), ``normals`` (n, 3), ``faces`` (m, 3) anticlockwise seen from outside.
    """

    at: Floats
    normals: Floats
    faces: Ints
    colour: tuple[float, float, float]

    @classmethod
    def of(cls, shape: Shape) -> "Thing":
        """Take a shape apart where it has edges."""
        corner, first = np.unique(
            np.stack([shape.faces, np.repeat(shape.parts[:, None], 3, axis=1)], axis=-1).reshape(-1, 2),
            axis=0,
            return_inverse=True,
        )
        at, faces = shape.at[corner[:, 0]], first.reshape(-1, 3)
        return cls(at=at, normals=vertex_normals(at, faces), faces=faces, colour=COLOURS[shape.kind])


def around(
    figure: Figure, cycle: Cycle, solver: Solver, places_m: Floats, sides: Collection[Side] = ()
) -> list[Thing]:
    """Return the things a figure needs, where it has them.

    ``places_m`` (..., 3) is wherever the body comes, ``sides`` are those that are shown; none is the written one.
    """
    shapes = [
        MAKERS[kind](own)
        for kind, place in standing(figure, cycle, solver)
        for own in _places(place, figure.side, sides if kind in ON_EACH_SIDE else ())
    ]
    if has_wall(figure):
        flat = places_m.reshape(-1, 3)
        shapes.append(
            wall(figure.wall, flat.min(axis=0) - BODY_M, flat.max(axis=0) + np.array((BODY_M, BODY_M, WALL_MORE_M)))
        )
    return [Thing.of(shape) for shape in shapes]


def _places(place: Floats, written: Side, sides: Collection[Side]) -> list[list[float]]:
    return [(place * [1, 1 if side == written else -1, 1]).tolist() for side in sorted(sides) or [written]]


def laid(kind: Rope, places: Floats) -> Thing:
    """Return a strap or a towel through places (n, 3): always as many triangles for as many places."""
    return Thing.of(rope(kind, places))
