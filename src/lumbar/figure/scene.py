"""A scene: a movement's postures with what stands around them, all seen by one camera."""

from collections.abc import Mapping, Sequence
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from lumbar.figure.camera import Camera
from lumbar.figure.cycle import Cycle
from lumbar.figure.furniture import MAKERS, ROPE_M, Shape, resampled, rope, wall
from lumbar.figure.pads import outside, vertex_normals
from lumbar.figure.props import has_wall, standing
from lumbar.figure.seen import MATERIAL, Seen, see
from lumbar.figure.skeleton import Skin
from lumbar.figure.solver import Solver
from lumbar.figure.tessellation import Fine
from lumbar.vocabulary.posture import Figure, Rope

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

MOST = 4
ALIKE_M = 0.03
"""How far a body's surface moves, on average, before a posture that is only passed is worth a drawing."""
PER_METRE = 820
"""Pixels a metre, at the distance of the body's middle."""
AWAY_M = 7.0
MARGIN_PX = 10
ROPE_STEP_M, ROPE_PUSH_M, ROPE_ROUNDS = 0.015, 0.02, 40
MAT_LONG_M, MAT_WIDE_M, MAT_BESIDE_M = 1.8, 0.66, 0.1
LOW_M = 1.25
"""Who stays below this is on the floor, and has a mat."""
STANDING = ("chair", "tall_chair", "table")
"""What stands on the floor beside who sits or stands."""
APART_M = 10.0
"""Parts of things count as so far from each other, and from the body."""


def chosen(figure: Figure, at: Mapping[str, Floats]) -> list[str]:
    """Return the names of the postures that are drawn: the start, then what is passed and held, each once.

    What is only passed is left out where it looks like one before it. What still is more than `MOST` is left out
    evenly; what is held stays.

    Args:
        figure: the movement's figure.
        at: where the body is in each posture, (n, 3).
    """
    held = {*figure.move[-1:], *(figure.flow if len(figure.flow) <= MOST - 1 else ())}
    names = ["start"]
    for name in dict.fromkeys(name for name in (*figure.move, *figure.flow) if name != "start"):
        alike = min(float(np.linalg.norm(at[name] - at[other], axis=1).mean()) for other in names) < ALIKE_M
        if name in held or not alike:
            names.append(name)
    passed = names[1:]
    if len(passed) > MOST - 1:
        passed = [passed[i] for i in np.linspace(0, len(passed) - 1, MOST - 1).round().astype(int)]
    return ["start", *passed]


class Scene:
    """What is drawn of a movement; ``names`` are its postures, the start first.

    All of them lie in one frame, whose upper left corner is at 0, 0; pixels, y down.
    """

    def __init__(self, figure: Figure, solver: Solver, cycle: Cycle) -> None:
        self._figure, self._solver, self._cycle = figure, solver, cycle
        skin = Skin.of(solver.body, np.arange(len(solver.body.vertices)))
        at = {name: solver.skeleton.skin(solver.pose(posture), skin) for name, posture in cycle.postures.items()}
        self.names = chosen(figure, at)
        self._bodies = {name: at[name] for name in self.names}

    @property
    def size(self) -> tuple[int, int]:
        """Return the frame's width and height."""
        return self._frame[1:]

    @property
    def stands(self) -> bool:
        """Tell whether there is no mat: who sits or stands needs none."""
        least, most = self._bounds
        seated = any("seat" in posture.contacts for posture in self._figure.postures.values())
        return seated or (self._figure.base == "upright" and bool(most[2] - least[2] >= LOW_M))

    def ground(self) -> Floats:
        """Return the corners of the mat, or of a patch of floor under who sits or stands, (4, 2)."""
        return np.asarray(self._camera.project(self._ground)[:, :2] - self._frame[0])

    def see(self, name: str) -> tuple[Seen, Floats]:
        """Return what is seen of a posture, without the empty room around it, and where that lies in the frame."""
        fine = self._fine
        body = fine.places(self._bodies[name], self._solver.body.faces)
        shapes = self._things[name]
        at = np.concatenate([body, *(shape.at for shape in shapes)])
        starts = np.cumsum([len(body), *(len(shape.at) for shape in shapes)])
        faces = np.concatenate(
            [fine.faces, *(shape.faces + start for shape, start in zip(shapes, starts, strict=False))]
        )
        material = np.concatenate(
            [fine.regions, *(np.full(len(shape.faces), MATERIAL[shape.kind]) for shape in shapes)]
        )
        origin, width, height = self._held(at)
        on = self._camera.project(at) - [*origin, 0]
        homes = _homes(fine.home, fine.faces, shapes)
        seen = see(on, at, faces, material, homes, self._camera.place(), width, height)
        return seen, origin - self._frame[0]

    @cached_property
    def _fine(self) -> Fine:
        return Fine.of(self._solver.body.vertices, self._solver.body.faces, self._solver.body.regions)

    @cached_property
    def _bounds(self) -> tuple[Floats, Floats]:
        every = np.concatenate(list(self._bodies.values()))
        return every.min(axis=0), every.max(axis=0)

    @cached_property
    def _things(self) -> Mapping[str, list[Shape]]:
        figure = self._figure
        there = [MAKERS[kind](place.tolist()) for kind, place in standing(figure, self._cycle, self._solver)]
        if has_wall(figure):
            there.append(wall(figure.wall, *self._bounds))
        return {name: [*there, *self._ropes(name)] for name in self.names}

    def _ropes(self, name: str) -> list[Shape]:
        at, own = self._bodies[name], self._solver.pads.vertices
        normals = vertex_normals(at, self._solver.body.faces)
        return [
            rope(kind, _laid(at, normals, kind, outside(at, normals, [own[pad] for pad in pads])))
            for kind, pads in self._figure.ropes.items()
        ]

    @cached_property
    def _ground(self) -> Floats:
        least, most = self._bounds
        if self.stands:
            # What stands beside them stands on the same floor.
            beside = [shape.at for shape in self._things["start"] if shape.kind in STANDING]
            every = np.concatenate([least[None], most[None], *beside])
            least, most = every.min(axis=0), every.max(axis=0)
        middle = (least + most) / 2
        long, wide = (0.0, 0.0) if self.stands else (MAT_LONG_M, MAT_WIDE_M)
        long = max(long, most[0] - least[0] + 2 * MAT_BESIDE_M) / 2
        wide = max(wide, most[1] - least[1] + MAT_BESIDE_M) / 2
        corners = [(-long, -wide), (long, -wide), (long, wide), (-long, wide)]
        return np.array([[middle[0] + x, middle[1] + y, 0.0] for x, y in corners])

    @cached_property
    def _camera(self) -> Camera:
        """Return the camera, so far away that nothing looks stretched; the middle is at 0, 0."""
        least, most = self._bounds
        target = (least + most) / 2
        return Camera(
            target=(float(target[0]), float(target[1]), float(target[2])),
            distance_m=AWAY_M,
            azimuth_deg=self._figure.view.azimuth_deg,
            elevation_deg=self._figure.view.elevation_deg,
            focal=PER_METRE * AWAY_M,
            width=0,
            height=1,
        )

    @cached_property
    def _frame(self) -> tuple[Floats, int, int]:
        """Return the upper left corner, width and height of what holds every posture."""
        every = [*self._bodies.values(), *(shape.at for name in self.names for shape in self._things[name])]
        return self._held(np.concatenate([*every, self._ground]))

    def _held(self, places: Floats) -> tuple[Floats, int, int]:
        at = self._camera.project(places)[:, :2]
        origin = np.floor(at.min(axis=0) - MARGIN_PX)
        width, height = np.ceil(at.max(axis=0) + MARGIN_PX - origin).astype(int).tolist()
        return origin, width, height


def _laid(at: Floats, normals: Floats, kind: Rope, along: Floats) -> Floats:
    """Lay a rope along places, round whatever of the body is in its way."""
    places = resampled(along, ROPE_STEP_M)
    for _ in range(ROPE_ROUNDS):
        nearest = np.linalg.norm(places[:, None] - at[None], axis=2).argmin(axis=1)
        deep = ROPE_M[kind] - ((places - at[nearest]) * normals[nearest]).sum(axis=1)
        places += np.clip(deep, 0, ROPE_PUSH_M)[:, None] * normals[nearest]
        places[1:-1] = (places[:-2] + 2 * places[1:-1] + places[2:]) / 4
    return places


def _homes(home: Floats, faces: Ints, shapes: Sequence[Shape]) -> Floats:
    """Return the A-pose places of each triangle's corners, (m, 3, 3); parts of things are far from all others."""
    apart = [home[faces]]
    for number, shape in enumerate(shapes):
        away = np.zeros((len(shape.faces), 3, 3))
        away[..., 0] = APART_M * (1 + shape.parts[:, None])
        away[..., 1] = APART_M * (1 + number)
        apart.append(away)
    return np.concatenate(apart)
