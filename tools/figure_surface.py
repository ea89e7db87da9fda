"""A triangle surface of half a person: what every step of the export takes and gives. NumPy only.

The human is the same left and right, so only its left half is worked on and mirrored at the end. The vertices on
the mid plane are the seam. Whatever a vertex carries (places, shares of bones, muscles) is a row of numbers that
may be mixed, so cutting a triangle is one line for all of them.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]

MOVED = 0.3
"""A vertex nearer than this share of an edge to a cut is moved onto it; slivers would be left otherwise."""
NOTHING = 1e-9


@dataclass(frozen=True, kw_only=True)
class Surface:
    """Triangles (F, 3), the region of each (F,), which vertices are on the seam (V,), and rows by name (V, ...)."""

    faces: Ints
    regions: Ints
    seam: Flags
    rows: Mapping[str, Floats]

    @property
    def size(self) -> int:
        """How many vertices there are."""
        return len(self.seam)

    @cached_property
    def edges(self) -> Ints:
        """Every edge once, the lower vertex first, (E, 2)."""
        sides = np.concatenate([self.faces[:, [0, 1]], self.faces[:, [1, 2]], self.faces[:, [2, 0]]])
        return np.unique(np.sort(sides, axis=1), axis=0)

    def with_rows(self, **rows: Floats) -> "Surface":
        """Return the surface with these rows added or in place of the old."""
        return replace(self, rows={**self.rows, **rows})

    def touching(self, chosen: Flags) -> Flags:
        """Return which vertices the chosen triangles have."""
        found = np.zeros(self.size, dtype=bool)
        found[self.faces[chosen]] = True
        return found


def triangles(quads: Ints, places: Floats) -> Ints:
    """Split each quad along its shorter diagonal; a quad whose last two corners are one is a triangle already."""
    corners = places[quads]
    first = np.linalg.norm(corners[:, 0] - corners[:, 2], axis=1)
    other = np.linalg.norm(corners[:, 1] - corners[:, 3], axis=1)
    single = quads[:, 2] == quads[:, 3]
    along = (first <= other) & ~single
    across = ~along & ~single
    return np.concatenate(
        [
            quads[single][:, :3],
            quads[along][:, [0, 1, 2]],
            quads[along][:, [0, 2, 3]],
            quads[across][:, [0, 1, 3]],
            quads[across][:, [1, 2, 3]],
        ]
    )


def compact(surface: Surface) -> Surface:
    """Return the surface without the vertices that no triangle has."""
    used, faces = np.unique(surface.faces, return_inverse=True)
    return Surface(
        faces=faces.reshape(-1, 3),
        regions=surface.regions,
        seam=surface.seam[used],
        rows={name: row[used] for name, row in surface.rows.items()},
    )


def normals(places: Floats, faces: Ints, seam: Flags) -> Floats:
    """Return the unit normal at each vertex; on the seam as if the other half were there."""
    corners = places[faces]
    flat = np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])
    found = np.zeros_like(places)
    for corner in range(3):
        np.add.at(found, faces[:, corner], flat)
    found[seam, 0] = 0
    return np.asarray(found / np.maximum(np.linalg.norm(found, axis=1, keepdims=True), 1e-12))


def smoothed(row: Floats, pairs: Ints, seam: Flags, *, share: float, times: int) -> Floats:
    """Move vertices' rows again and again by a share towards the mean of their neighbours'.

    A neighbour off the seam counts twice for a vertex on it: the other half has the same one. The caller sets what
    must stay on the mid plane.

    Args:
        row: what is smoothed, (V, ...).
        pairs: a vertex that moves and one it looks to, (P, 2). Who is nowhere first stays.
        seam: which vertices are on the mid plane, (V,).
        share: how far to go each time, 0 to 1.
        times: how often.
    """
    pull = np.where(seam[pairs[:, 0]] & ~seam[pairs[:, 1]], 2.0, 1.0)
    total = np.bincount(pairs[:, 0], pull, minlength=len(seam))
    moves = total > 0
    flat = row.reshape(len(row), -1).copy()
    for _ in range(times):
        for column in flat.T:
            sums = np.bincount(pairs[:, 0], pull * column[pairs[:, 1]], minlength=len(seam))
            column[moves] += share * (sums[moves] / total[moves] - column[moves])
    return flat.reshape(row.shape)


def both_ways(edges: Ints) -> Ints:
    """Return each edge from either end, (2E, 2)."""
    return np.concatenate([edges, edges[:, ::-1]])


def borders(surface: Surface) -> tuple[Ints, Ints]:
    """Return the edges between two regions, lower vertex first, and the two regions, the lower first."""
    sides = np.concatenate([surface.faces[:, [0, 1]], surface.faces[:, [1, 2]], surface.faces[:, [2, 0]]])
    edges, place = np.unique(np.sort(sides, axis=1), axis=0, return_inverse=True)
    regions = np.tile(surface.regions, 3)
    low = np.full(len(edges), np.iinfo(np.int64).max)
    high = np.full(len(edges), -1)
    np.minimum.at(low, place.ravel(), regions)
    np.maximum.at(high, place.ravel(), regions)
    return edges[low < high], np.stack([low, high], axis=1)[low < high]


def cut(surface: Surface, field: Floats, among: Flags, region: int) -> Surface:
    """Cut the triangles among the given ones where the field is 0; where it is above, they become the region.

    Args:
        surface: what is cut.
        field: a number at each vertex, (V,).
        among: which triangles may become the region, (F,). Their neighbours are only split to fit.
        region: the place of the region in the list of regions.
    """
    surface, field = _onto(surface, np.where(np.abs(field) < NOTHING, 0.0, field), among)
    side = np.sign(field).astype(np.int64)
    edges = _edges_of(surface.faces[among])
    crossed = edges[side[edges[:, 0]] * side[edges[:, 1]] < 0]
    share = field[crossed[:, 0]] / (field[crossed[:, 0]] - field[crossed[:, 1]])
    found, source = _divided(surface, crossed, share)
    side = np.concatenate([side, np.zeros(len(crossed), dtype=np.int64)])
    inside = among[source] & (side[found.faces].sum(axis=1) > 0)
    return replace(found, regions=np.where(inside, region, found.regions))


def refined(surface: Surface, chosen: Flags) -> Surface:
    """Return the surface with the chosen triangles divided into four, and their neighbours to fit."""
    edges = _edges_of(surface.faces[chosen])
    return _divided(surface, edges, np.full(len(edges), 0.5))[0]


def _divided(surface: Surface, edges: Ints, share: Floats) -> tuple[Surface, Ints]:
    """Put a new vertex on each of the edges; return also the triangle that each new triangle came from."""
    middles = {(int(a), int(b)): surface.size + place for place, (a, b) in enumerate(edges)}
    faces: list[tuple[int, int, int]] = []
    source: list[int] = []
    for place, (a, b, c) in enumerate(surface.faces.tolist()):
        pieces = _pieces((a, b, c), middles)
        faces += pieces
        source += [place] * len(pieces)
    found = Surface(
        faces=np.array(faces),
        regions=surface.regions[source],
        seam=np.concatenate([surface.seam, surface.seam[edges].all(axis=1)]),
        rows={name: np.concatenate([row, _mixed(row, edges, share)]) for name, row in surface.rows.items()},
    )
    return found, np.array(source)


def _onto(surface: Surface, field: Floats, among: Flags) -> tuple[Surface, Floats]:
    """Move the vertices that are nearly on the cut onto it, along their shortest edge to it."""
    field = field.copy()
    edges = _edges_of(surface.faces[among])
    ends = np.concatenate([edges, edges[:, ::-1]])
    ends = ends[
        (field[ends[:, 0]] * field[ends[:, 1]] < 0) & (~surface.seam[ends[:, 0]] | surface.seam[ends[:, 1]])
    ]
    share = field[ends[:, 0]] / (field[ends[:, 0]] - field[ends[:, 1]])
    order = np.argsort(share, kind="stable")
    ends, share = ends[order], share[order]
    ends, share = ends[share < MOVED], share[share < MOVED]
    _, first = np.unique(ends[:, 0], return_index=True)
    ends, share = ends[first], share[first]
    rows = {name: row.copy() for name, row in surface.rows.items()}
    for name, row in surface.rows.items():
        rows[name][ends[:, 0]] = _mixed(row, ends, share)
    field[ends[:, 0]] = 0
    return replace(surface, rows=rows), field


def _mixed(row: Floats, pairs: Ints, share: Floats) -> Floats:
    part = share.reshape(-1, *([1] * (row.ndim - 1)))
    return np.asarray(row[pairs[:, 0]] * (1 - part) + row[pairs[:, 1]] * part)


def _edges_of(faces: Ints) -> Ints:
    sides = np.concatenate([faces[:, [0, 1]], faces[:, [1, 2]], faces[:, [2, 0]]])
    return np.unique(np.sort(sides, axis=1), axis=0)


def _pieces(face: tuple[int, int, int], middles: Mapping[tuple[int, int], int]) -> list[tuple[int, int, int]]:
    """Return what a triangle becomes when some of its sides have a new vertex each."""
    cuts = [middles.get((min(a, b), max(a, b)), -1) for a, b in zip(face, face[1:] + face[:1], strict=True)]
    count = sum(middle >= 0 for middle in cuts)
    if count == 0:
        return [face]
    if count == 3:
        (a, b, c), (ab, bc, ca) = face, cuts
        return [(a, ab, ca), (ab, b, bc), (ca, bc, c), (ab, bc, ca)]
    whole = cuts.index(-1)
    turn = (whole + 1) % 3 if count == 2 else next(i for i in range(3) if cuts[i] >= 0)
    a, b, c = (face[(turn + i) % 3] for i in range(3))
    ab, bc = cuts[turn], cuts[(turn + 1) % 3]
    if count == 1:
        return [(a, ab, c), (ab, b, c)]
    return [(ab, b, bc), (a, ab, bc), (a, bc, c)]


def mirrored(surface: Surface) -> tuple[Surface, Ints]:
    """Return the whole person of a half, and of each vertex the one it came from. Rows come over as they are."""
    source = np.concatenate([np.arange(surface.size), np.flatnonzero(~surface.seam)])
    twin = np.arange(surface.size)
    twin[~surface.seam] = surface.size + np.arange(int((~surface.seam).sum()))
    whole = Surface(
        faces=np.concatenate([surface.faces, twin[surface.faces][:, ::-1]]),
        regions=np.concatenate([surface.regions, surface.regions]),
        seam=surface.seam[source],
        rows={name: row[source] for name, row in surface.rows.items()},
    )
    return whole, source
