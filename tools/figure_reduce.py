"""Fewer triangles: edges are collapsed onto one of their ends, the least change of shape first.

The change is the sum of squared distances from the planes that the vertex stood for, in all bodies at once (quadric
error). A vertex that stays keeps all it carries, so shapes and shares need no guess. Borders of regions and the
surface's own edges are kept as lines: their vertices go along them only.
"""

import heapq
from itertools import pairwise

import numpy as np

from tools.figure_surface import Floats, Surface, compact

LINE = 12.0
"""How much more than a plane of the surface a line counts."""
TURN = 0.35
"""A triangle's normal may not turn further than to this cosine."""
SLIVER = 0.12
"""How thin a triangle may become: 1 is equilateral, 0 a line."""
LONGEST = 0.05
EVEN = 2e-4
"""A small price on length keeps flat parts from becoming long thin triangles."""


def reduced(surface: Surface, count: int, worth: Floats) -> Surface:
    """Return the surface with about so many triangles; ``worth`` says how much a vertex's place matters, (V,)."""
    return _Reduction(surface, worth).run(count)


class _Reduction:
    def __init__(self, surface: Surface, worth: Floats) -> None:
        self._surface = surface
        self._places = surface.rows["places"]
        self._faces: list[tuple[int, int, int] | None] = [(int(a), int(b), int(c)) for a, b, c in surface.faces]
        self._at: list[set[int]] = [set() for _ in range(surface.size)]
        for place, face in enumerate(surface.faces.tolist()):
            for corner in face:
                self._at[corner].add(place)
        self._lines = self._kept_lines()
        self._quadrics = self._planes(worth)
        self._worth = worth
        self._age = np.zeros(surface.size, dtype=np.int64)
        self._left = len(self._faces)

    def run(self, count: int) -> Surface:
        """Collapse until no more than so many triangles are left."""
        heap: list[tuple[float, int, int, int, int]] = []
        for vertex in range(self._surface.size):
            for other in self._neighbours(vertex):
                heapq.heappush(heap, self._bid(vertex, other))
        while heap and self._left > count:
            _, gone, stays, *ages = heapq.heappop(heap)
            if [self._age[gone], self._age[stays]] != ages or not self._sound(gone, stays):
                continue
            self._collapse(gone, stays)
            for vertex in {stays, *self._neighbours(stays)}:
                self._age[vertex] += 1
            around = {stays, *self._neighbours(stays)}
            for vertex in sorted(around):
                for other in self._neighbours(vertex):
                    heapq.heappush(heap, self._bid(vertex, other))
                    if other not in around:
                        heapq.heappush(heap, self._bid(other, vertex))
        alive = [place for place, face in enumerate(self._faces) if face is not None]
        faces = np.array([self._faces[place] for place in alive])
        return compact(
            Surface(
                faces=faces,
                regions=self._surface.regions[alive],
                seam=self._surface.seam,
                rows=self._surface.rows,
            )
        )

    def _neighbours(self, vertex: int) -> list[int]:
        return sorted({corner for face in self._at[vertex] for corner in self._face(face)} - {vertex})

    def _face(self, place: int) -> tuple[int, int, int]:
        face = self._faces[place]
        assert face is not None
        return face

    def _kept_lines(self) -> list[set[int]]:
        """Return each vertex's neighbours along a line: a border between regions or an edge of the surface."""
        lines: list[set[int]] = [set() for _ in self._at]
        for a, b in self._surface.edges.tolist():
            shared = self._at[a] & self._at[b]
            regions = {int(self._surface.regions[face]) for face in shared}
            if len(shared) == 1 or len(regions) > 1:
                lines[a].add(b)
                lines[b].add(a)
        return lines

    def _planes(self, worth: Floats) -> Floats:
        """Return each vertex's quadric in each body, (V, bodies, 4, 4)."""
        faces = self._surface.faces
        corners = self._places[faces]
        flat = np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])
        area = np.linalg.norm(flat, axis=2)
        unit = flat / np.maximum(area, 1e-15)[..., None]
        quadrics = np.zeros((self._surface.size, self._places.shape[1], 4, 4))
        for corner in range(3):
            np.add.at(quadrics, faces[:, corner], _quadric(unit, corners[:, 0], area))
        for place, face in enumerate(faces.tolist()):
            for a, b in pairwise((*face, face[0])):
                if b in self._lines[a]:
                    way = self._places[b] - self._places[a]
                    side = np.cross(way, unit[place])
                    length = np.linalg.norm(side, axis=1)
                    wall = _quadric(side / np.maximum(length, 1e-15)[:, None], self._places[a], LINE * length**2)
                    quadrics[a] += wall
                    quadrics[b] += wall
        return np.asarray(quadrics * worth[:, None, None, None])

    def _bid(self, gone: int, stays: int) -> tuple[float, int, int, int, int]:
        point = np.concatenate([self._places[stays], np.ones((self._places.shape[1], 1))], axis=1)
        error = np.einsum("bi,bij,bj->", point, self._quadrics[gone], point)
        length = np.linalg.norm(self._places[stays] - self._places[gone], axis=1).mean()
        price = float(max(error, 0.0) + EVEN * self._worth[gone] * length**4)
        return (price, gone, stays, int(self._age[gone]), int(self._age[stays]))

    def _sound(self, gone: int, stays: int) -> bool:
        """Tell whether the collapse keeps lines, the surface's kind, and every triangle's side and shape."""
        lines = self._lines[gone]
        if lines and (len(lines) != 2 or stays not in lines):
            return False
        if lines and len(self._lines[stays] & lines) > 0:
            return False
        shared = self._at[gone] & self._at[stays]
        common = set(self._neighbours(gone)) & set(self._neighbours(stays))
        if not shared or len(common) != len(shared):
            return False
        return all(self._stays_sound(place, gone, stays) for place in self._at[gone] - shared)

    def _stays_sound(self, place: int, gone: int, stays: int) -> bool:
        face = list(self._face(place))
        before = _shape(self._places[face])
        after = _shape(self._places[[stays if corner == gone else corner for corner in face]])
        turned = (before[0] * after[0]).sum(axis=1)
        thin = (after[1] < SLIVER) & (after[1] < before[1])
        return bool((turned > TURN).all() and not thin.any() and (after[2] < np.maximum(LONGEST, before[2])).all())

    def _collapse(self, gone: int, stays: int) -> None:
        for place in self._at[gone] & self._at[stays]:
            for corner in self._face(place):
                self._at[corner] -= {place}
            self._faces[place] = None
            self._left -= 1
        for place in self._at[gone]:
            face = self._face(place)
            a, b, c = (stays if corner == gone else corner for corner in face)
            self._faces[place] = (a, b, c)
            self._at[stays].add(place)
        self._at[gone] = set()
        if self._lines[gone]:
            (other,) = self._lines[gone] - {stays}
            self._lines[stays] = (self._lines[stays] - {gone}) | {other}
            self._lines[other] = (self._lines[other] - {gone}) | {stays}
            self._lines[gone] = set()
        self._quadrics[stays] += self._quadrics[gone]


def _quadric(unit: Floats, point: Floats, weight: Floats) -> Floats:
    plane = np.concatenate([unit, -(unit * point).sum(axis=-1, keepdims=True)], axis=-1)
    return np.asarray(plane[..., :, None] * plane[..., None, :] * weight[..., None, None])


def _shape(corners: Floats) -> tuple[Floats, Floats, Floats]:
    """Return the unit normal, the roundness (1 for equilateral) and the longest side of a triangle in each body."""
    first, second, third = corners[1] - corners[0], corners[2] - corners[1], corners[0] - corners[2]
    flat = np.cross(first, -third)
    double = np.linalg.norm(flat, axis=1)
    squares = np.stack([(side**2).sum(axis=1) for side in (first, second, third)])
    unit = flat / np.maximum(double, 1e-15)[:, None]
    return unit, 2 * np.sqrt(3) * double / squares.sum(axis=0), np.sqrt(squares.max(axis=0))
