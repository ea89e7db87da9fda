"""Things: what stands around a person, ready to be drawn with light on it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from lumbar.figure.cycle import MIRROR, Cycle
from lumbar.figure.furniture import MAKERS, Shape, rope, wall
from lumbar.figure.pads import vertex_normals
from lumbar.figure.props import has_wall, standing
from lumbar.figure.solver import Solver
from lumbar.vocabulary.posture import Figure, Rope

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

    def mirrored(self) -> "Thing":
        """Return it as the other side has it."""
        return replace(self, at=self.at @ MIRROR, normals=self.normals @ MIRROR, faces=self.faces[:, ::-1])


def around(
    figure: Figure, cycle: Cycle, solver: Solver, places_m: Floats, *, mirrored: bool = False
) -> list[Thing]:
    """Return the things a figure needs, where it has them.

    ``places_m`` (..., 3) is wherever the body comes. In the mirror, things are where the other side needs them.
    """
    shapes = [MAKERS[kind](place.tolist()) for kind, place in standing(figure, cycle, solver)]
    if has_wall(figure):
        flat = places_m.reshape(-1, 3) @ (MIRROR if mirrored else np.eye(3))
        shapes.append(
            wall(figure.wall, flat.min(axis=0) - BODY_M, flat.max(axis=0) + np.array((BODY_M, BODY_M, WALL_MORE_M)))
        )
    things = [Thing.of(shape) for shape in shapes]
    return [thing.mirrored() for thing in things] if mirrored else things


def laid(kind: Rope, places: Floats) -> Thing:
    """Return a strap or a towel through places (n, 3): always as many triangles for as many places."""
    return Thing.of(rope(kind, places))
