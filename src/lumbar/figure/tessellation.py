"""Tessellation: a body's triangles made finer, so that its outline is round."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from lumbar.figure.pads import vertex_normals

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

ROUND = 0.7
"""How far a new corner goes out to the rounder surface, of the way."""


@dataclass(frozen=True, kw_only=True)
class Fine:
    """The body's triangles, each cut into four whose corners lie on a rounder surface."""

    edges: Ints
    faces: Ints
    regions: Ints
    home: Floats

    @classmethod
    def of(cls, vertices: Floats, faces: Ints, regions: Ints) -> "Fine":
        """Cut triangles (m, 3), each of a region (m,), between vertices (n, 3)."""
        sides = np.sort(np.concatenate([faces[:, [0, 1]], faces[:, [1, 2]], faces[:, [2, 0]]]), axis=1)
        edges, place = np.unique(sides, axis=0, return_inverse=True)
        count = len(faces)
        ab, bc, ca = (place.reshape(-1)[k * count : (k + 1) * count] + len(vertices) for k in range(3))
        a, b, c = faces.T
        fine = np.concatenate(
            [np.stack(each, axis=1) for each in ((a, ab, ca), (ab, b, bc), (ca, bc, c), (ab, bc, ca))]
        )
        home = np.concatenate([vertices, vertices[edges].mean(axis=1)])
        return cls(edges=edges, faces=fine, regions=np.tile(regions, 4), home=home)

    def places(self, at: Floats, faces: Ints) -> Floats:
        """Return where the finer corners are (Phong tessellation)."""
        normals = vertex_normals(at, faces)
        a, b = self.edges.T
        middle = (at[a] + at[b]) / 2
        off = [((middle - at[end]) * normals[end]).sum(axis=1)[:, None] * normals[end] for end in (a, b)]
        return np.concatenate([at, middle - ROUND * (off[0] + off[1]) / 2])
