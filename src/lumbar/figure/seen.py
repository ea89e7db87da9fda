"""Seen: of what each pixel of a drawing is, which place of the body, and how level. Compiled, one core."""

from dataclasses import dataclass

import numba
import numpy as np
from numpy.typing import NDArray

from lumbar.figure import pixels
from lumbar.figure.body import REGIONS
from lumbar.figure.furniture import KINDS
from lumbar.figure.pads import vertex_normals

Floats = NDArray[np.float64]
Reals = NDArray[np.float32]
Whole = NDArray[np.int32]
Ints = NDArray[np.int64]

NOTHING = pixels.NOTHING
MATERIALS = (*REGIONS, *KINDS)
MATERIAL = {name: index for index, name in enumerate(MATERIALS)}
FIRST_PROP = len(REGIONS)


@dataclass(frozen=True, kw_only=True)
class Seen:
    """What each pixel sees, (h, w).

    Attributes:
        material: of `MATERIALS`, or `NOTHING`.
        home: its place on the body standing in its A-pose, metres, (h, w, 3).
        facing: the cosine between the surface and the way to the camera, 0 where it is seen edge-on.
        near: one over its distance, 0 where there is nothing.
    """

    material: Whole
    home: Reals
    facing: Reals
    near: Reals


def see(
    on: Floats, at: Floats, faces: Ints, material: Ints, homes: Floats, eye: Floats, width: int, height: int
) -> Seen:
    """Find what each pixel sees.

    Args:
        on: each vertex on the screen: x and y in pixels, distance in metres, (n, 3).
        at: each vertex in the room, metres, (n, 3).
        faces: corners of each triangle, clockwise on the screen where it is seen, (m, 3).
        material: of each triangle, (m,).
        homes: of each triangle's corners, metres, (m, 3, 3).
        eye: where the camera is, metres, (3,).
        width: in pixels.
        height: in pixels.
    """
    screen = np.stack([on[:, 0], on[:, 1], 1 / on[:, 2]], axis=1).astype(np.float32)
    near = np.zeros((height, width), dtype=np.float32)
    face = np.full((height, width), NOTHING, dtype=np.int32)
    pixels.fill(screen, faces.astype(np.int32), 0, near, face)
    home, facing = np.zeros((height, width, 3), dtype=np.float32), np.zeros((height, width), dtype=np.float32)
    _look(face, screen, at, vertex_normals(at, faces), faces, homes, eye, home, facing)
    materials = np.where(face == NOTHING, NOTHING, material[face]).astype(np.int32)
    return Seen(material=materials, home=home, facing=facing, near=near)


@numba.njit(cache=True)
def _look(
    face: Whole,
    screen: Reals,
    at: Floats,
    normals: Floats,
    faces: Ints,
    homes: Floats,
    eye: Floats,
    home: Reals,
    facing: Reals,
) -> None:
    height, width = face.shape
    share = np.empty(3)
    normal, towards = np.empty(3), np.empty(3)
    for y in range(height):
        for x in range(width):
            own = face[y, x]
            if own < 0:
                continue
            corners = faces[own]
            _shares(screen, corners, x + 0.5, y + 0.5, share)
            squares = np.zeros(2)
            along = 0.0
            for axis in range(3):
                normal[axis], towards[axis], place = 0.0, eye[axis], 0.0
                for corner in range(3):
                    normal[axis] += share[corner] * normals[corners[corner], axis]
                    towards[axis] -= share[corner] * at[corners[corner], axis]
                    place += share[corner] * homes[own, corner, axis]
                home[y, x, axis] = place
                squares[0] += normal[axis] * normal[axis]
                squares[1] += towards[axis] * towards[axis]
                along += normal[axis] * towards[axis]
            facing[y, x] = along / (np.sqrt(squares[0] * squares[1]) + 1e-9)


@numba.njit(cache=True)
def _shares(screen: Reals, corners: Ints, x: float, y: float, share: Floats) -> None:
    """Write each corner's share in what is seen at a place on the screen, the room's depth taken into account."""
    a, b, c = screen[corners[0]], screen[corners[1]], screen[corners[2]]
    area = float(b[0] - a[0]) * (c[1] - a[1]) - float(b[1] - a[1]) * (c[0] - a[0])
    share[0] = ((b[0] - x) * (c[1] - y) - (b[1] - y) * (c[0] - x)) / area * a[2]
    share[1] = ((c[0] - x) * (a[1] - y) - (c[1] - y) * (a[0] - x)) / area * b[2]
    share[2] = ((a[0] - x) * (b[1] - y) - (a[1] - y) * (b[0] - x)) / area * c[2]
    share /= share.sum()
