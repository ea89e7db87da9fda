"""Drawing: a posture as a line drawing with light flat fills, for paper. Vector, made from the same figure.

What each pixel sees decides what is drawn: a line runs where the body ends, where cloth ends on skin, and where one
part of the body passes in front of another. Two pixels beside each other belong together if their places on the
body, standing in its A-pose, are near each other: so a hand on a thigh is told from the thigh, however close it is.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from lumbar.figure.baking import PROPS
from lumbar.figure.body import REGIONS, load
from lumbar.figure.camera import Camera
from lumbar.figure.cycle import Cycle, solve
from lumbar.figure.furniture import (
    KINDS,
    ROPE_M,
    Shape,
    ball,
    chair,
    foam_roller,
    pillow,
    resampled,
    rope,
    table,
    wall,
)
from lumbar.figure.lines import Crack, Stroke, cracks, loops, path, strokes
from lumbar.figure.pads import vertex_normals
from lumbar.figure.raster import NOTHING, rasterise
from lumbar.figure.skeleton import Skin
from lumbar.figure.slivers import behind, mend
from lumbar.figure.solver import Solver
from lumbar.vocabulary.posture import Figure

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]

BODY = "woman"
"""The body that is drawn: one is enough for paper."""
MOST = 4
ALIKE_M = 0.03
"""How far a body's surface moves, on average, before a posture that is only passed is worth a drawing."""
PER_METRE = 820
"""Pixels a metre, at the distance of the body's middle."""
AWAY_M = 7.0
MARGIN_PX = 10
ROLLER_OUT_M = 0.18
ROPE_STEP_M, ROPE_PUSH_M, ROPE_ROUNDS = 0.015, 0.02, 40
UNITS = 2
"""Of the drawing, a pixel."""

JUMP_M = 0.02
"""Neighbouring pixels whose places on the body are further apart see two parts of it."""
SURE_M = 0.045
GRAZING = 0.22
"""Cosine below which a surface is seen edge-on, so that neighbouring pixels are far apart on it anyway."""
SHORT, SMALL, ISLAND = 22, 90, 1000
"""Pixels: a line inside a surface that is shorter is left out, a patch of cloth or skin that is smaller goes to its
neighbour, and so does a piece of a limb that looks out behind another."""

MATERIALS = (*REGIONS, *KINDS)
MATERIAL = {name: index for index, name in enumerate(MATERIALS)}
ON_SKIN = tuple(MATERIAL[name] for name in ("skin", "eyes", "iris", "brows", "lips"))
FEATURES = tuple(MATERIAL[name] for name in ("eyes", "iris", "brows", "lips"))
FIRST_PROP = len(REGIONS)
THIN = (*FEATURES, MATERIAL["strap"], MATERIAL["towel"])
"""What may be as thin as it likes."""
SLIVER_PX = 3.6
"""Half as wide as two lines need to stay two."""

INK, SOFT_INK, MAT_INK = "#1f2d33", "#55666c", "#a9b8b6"
FILLS: Mapping[str, str] = {
    "skin": "#fbeee3", "hair": "#4a4f55", "shirt": "#cfe3e2", "trousers": "#8fa3b3", "eyes": "#3d464c",
    "iris": "#2b3338", "brows": "#4a4f55", "lips": "#e3b7a4", "chair": "#ece3d4", "table": "#ece3d4",
    "wall": "#f1efe9", "foam_roller": "#cdd6d8", "ball": "#d9a877", "pillow": "#f4f0e6",
    "strap": "#d9a877", "towel": "#f4f0e6",
}  # fmt: skip
MAT_FILL = "#edf1ef"
WIDTHS: Mapping[str, float] = {"outer": 6.0, "inner": 4.0, "prop": 3.2}
"""Pixels: where something ends before something else, where only the cloth changes, and on things."""
SMOOTH_PX = 1.2
MAT_LONG_M, MAT_WIDE_M, MAT_BESIDE_M = 1.8, 0.66, 0.1
LOW_M = 1.25
"""Who stays below this is on the floor, and has a mat."""


def drawings(figure: Figure, body: str = BODY) -> list[tuple[str, str]]:
    """Draw a movement's postures, the start first, all from the same place: each one's name and its SVG."""
    solver = Solver(load(body))
    return drawn(figure, solver, solve(figure, solver))


def drawn(figure: Figure, solver: Solver, cycle: Cycle) -> list[tuple[str, str]]:
    """Draw what is already solved."""
    scene = _Scene(figure, solver, cycle)
    return [(name, scene.svg(name)) for name in scene.names]


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


@dataclass(frozen=True, kw_only=True)
class _Seen:
    """What each pixel sees, (h, w): the material or `NOTHING`, its place in the A-pose, and how level it is."""

    material: NDArray[np.int32]
    home: Floats
    facing: Floats
    near: Floats


class _Scene:
    """A movement's postures with what stands around them, seen by one camera."""

    def __init__(self, figure: Figure, solver: Solver, cycle: Cycle) -> None:
        self._figure, self._solver, self._cycle = figure, solver, cycle
        skin = Skin.of(solver.body, np.arange(len(solver.body.vertices)))
        at = {name: solver.skeleton.skin(solver.pose(posture), skin) for name, posture in cycle.postures.items()}
        self.names = chosen(figure, at)
        self._bodies = {name: at[name] for name in self.names}

    @cached_property
    def _fine(self) -> "_Fine":
        return _Fine.of(self._solver.body.vertices, self._solver.body.faces, self._solver.body.regions)

    @cached_property
    def _bounds(self) -> tuple[Floats, Floats]:
        every = np.concatenate(list(self._bodies.values()))
        return every.min(axis=0), every.max(axis=0)

    @cached_property
    def _things(self) -> Mapping[str, list[Shape]]:
        return {name: self._around(name) for name in self.names}

    def _around(self, name: str) -> list[Shape]:
        """Return the things of a posture: those that stay where they are, and straps and towels."""
        figure = self._figure
        shapes = [
            MAKERS[PROPS[surface]](self._place(surface).tolist()) for surface in PROPS if self._rests(surface)
        ]
        if self._rests("wall") or self._rests("ball"):
            shapes.append(wall(figure.wall, *self._bounds))
        for kind, pads in figure.ropes.items():
            shapes.append(rope(kind, self._laid(name, kind, np.stack([self._outside(name, pad) for pad in pads]))))
        return shapes

    def _rests(self, surface: str) -> bool:
        return any(surface in posture.contacts for posture in self._figure.postures.values())

    def _place(self, surface: str) -> Floats:
        """Return where a thing stands: what is held says it, else the first posture that rests on it."""
        figure = self._figure
        for name in (*figure.flow[-1:], *figure.move[-1:], *figure.postures):
            pads = next((pads for on, pads in figure.postures[name].contacts.items() if on == surface), ())
            if pads:
                at = self._cycle.postures[name]
                place = np.asarray(np.mean([self._solver.pad(at, pad).mean(axis=0) for pad in pads], axis=0))
                if surface == "roller" and len({pad.partition("_")[0] for pad in pads}) == 1:
                    # Under one leg it lies to the outside, and leaves the other leg the floor.
                    place[1] += ROLLER_OUT_M * np.sign(place[1] - at.place[1])
                return place
        raise KeyError(surface)

    def _laid(self, name: str, kind: Literal["strap", "towel"], along: Floats) -> Floats:
        """Lay a rope along places, round whatever of the body is in its way."""
        at, faces = self._bodies[name], self._solver.body.faces
        normals = vertex_normals(at, faces)
        normals = normals / (np.linalg.norm(normals, axis=1, keepdims=True) + 1e-12)
        places = resampled(along, ROPE_STEP_M)
        for _ in range(ROPE_ROUNDS):
            nearest = np.linalg.norm(places[:, None] - at[None], axis=2).argmin(axis=1)
            deep = ROPE_M[kind] - ((places - at[nearest]) * normals[nearest]).sum(axis=1)
            places += np.clip(deep, 0, ROPE_PUSH_M)[:, None] * normals[nearest]
            places[1:-1] = (places[:-2] + 2 * places[1:-1] + places[2:]) / 4
        return places

    def _outside(self, name: str, pad: str) -> Floats:
        vertices = self._solver.pads.vertices[pad]
        at = self._bodies[name]
        outward = vertex_normals(at, self._solver.body.faces)[vertices].mean(axis=0)
        return np.asarray(at[vertices].mean(axis=0) + 0.012 * outward / np.linalg.norm(outward))

    @cached_property
    def _ground(self) -> Floats:
        """Return the corners of the mat, or of a patch of floor under who sits or stands, (4, 3)."""
        least, most = self._bounds
        middle = (least + most) / 2
        long, wide = (0.0, 0.0) if self._stands else (MAT_LONG_M, MAT_WIDE_M)
        long = max(long, most[0] - least[0] + 2 * MAT_BESIDE_M) / 2
        wide = max(wide, most[1] - least[1] + MAT_BESIDE_M) / 2
        corners = [(-long, -wide), (long, -wide), (long, wide), (-long, wide)]
        return np.array([[middle[0] + x, middle[1] + y, 0.0] for x, y in corners])

    @cached_property
    def _camera(self) -> Camera:
        """Return the one camera for all, so far away that nothing looks stretched; the middle is at 0, 0."""
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
        """Return the upper left corner, width and height, pixels, of what holds every posture."""
        every = [*self._bodies.values(), *(shape.at for name in self.names for shape in self._things[name])]
        every.append(self._ground)
        return self._held(np.concatenate(every))

    def _held(self, places: Floats) -> tuple[Floats, int, int]:
        at = self._camera.project(places)[:, :2]
        origin = np.floor(at.min(axis=0) - MARGIN_PX)
        width, height = np.ceil(at.max(axis=0) + MARGIN_PX - origin).astype(int).tolist()
        return origin, width, height

    def _see(self, name: str) -> tuple[_Seen, Floats]:
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
        projected = self._camera.project(at) - [*origin, 0]
        seen, near, shares = rasterise(projected, faces, width, height)
        homes = _homes(fine.home, fine.faces, shapes)
        return _seen(seen, near, shares, at, faces, material, homes, self._camera.place()), origin - self._frame[0]

    def svg(self, name: str) -> str:
        """Draw a posture of this name; ``data-top`` says how much above it is empty."""
        picture = _Picture(*self._see(name))
        _, width, height = self._frame
        parts = [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width * UNITS} {height * UNITS}"'
            f' data-top="{max(0, picture.top - MARGIN_PX) * UNITS}">',
            self._floor(),
            *picture.fills(),
            *picture.lines(),
            "</svg>",
        ]
        return "".join(parts) + "\n"

    @property
    def _stands(self) -> bool:
        least, most = self._bounds
        return self._rests("seat") or (self._figure.base == "upright" and bool(most[2] - least[2] >= LOW_M))

    def _floor(self) -> str:
        at = (self._camera.project(self._ground)[:, :2] - self._frame[0]) * UNITS
        corners = " ".join(f"{x:.0f},{y:.0f}" for x, y in at)
        edge = (
            ""
            if self._stands
            else f' stroke="{MAT_INK}" stroke-width="{WIDTHS["prop"] * UNITS:g}" stroke-linejoin="round"'
        )
        return f'<polygon points="{corners}" fill="{MAT_FILL}"{edge}/>'


@dataclass(frozen=True, kw_only=True)
class _Fine:
    """The body's triangles, each cut into four whose corners lie on a rounder surface."""

    edges: Ints
    faces: Ints
    regions: Ints
    home: Floats

    @classmethod
    def of(cls, vertices: Floats, faces: Ints, regions: Ints) -> "_Fine":
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
        return np.concatenate([at, middle - 0.7 * (off[0] + off[1]) / 2])


def _homes(home: Floats, faces: Ints, shapes: Sequence[Shape]) -> Floats:
    """Return the A-pose places of each triangle's corners, (m, 3, 3); parts of things are far from all others."""
    apart = [home[faces]]
    for number, shape in enumerate(shapes):
        away = np.zeros((len(shape.faces), 3, 3))
        away[..., 0] = 10.0 * (1 + shape.parts[:, None])
        away[..., 1] = 10.0 * (1 + number)
        apart.append(away)
    return np.concatenate(apart)


def _seen(
    seen: NDArray[np.int32],
    near: NDArray[np.floating[Any]],
    shares: NDArray[np.floating[Any]],
    at: Floats,
    faces: Ints,
    material: Ints,
    homes: Floats,
    eye: Floats,
) -> _Seen:
    filled = seen != NOTHING
    face, share = seen[filled], shares[filled]
    weights = np.concatenate([share, 1 - share.sum(axis=1, keepdims=True)], axis=1)[:, :, None]
    corners = faces[face]
    normal = (weights * vertex_normals(at, faces)[corners]).sum(axis=1)
    towards = eye - (weights * at[corners]).sum(axis=1)
    facing = np.zeros(seen.shape)
    facing[filled] = (towards * normal).sum(axis=1) / (
        np.linalg.norm(towards, axis=1) * np.linalg.norm(normal, axis=1) + 1e-9
    )
    home = np.zeros((*seen.shape, 3), dtype=np.float32)
    home[filled] = (weights * homes[face]).sum(axis=1)
    materials = np.full(seen.shape, NOTHING, dtype=np.int32)
    materials[filled] = material[face]
    return _Seen(material=materials, home=home, facing=facing, near=np.asarray(near, dtype=np.float64))


class _Picture:
    """The lines and fills of what is seen."""

    def __init__(self, seen: _Seen, corner: Floats) -> None:
        self._corner = corner
        seen = _without_slivers(replace(seen, material=_mended(seen.material)))
        material = self._material = seen.material
        across = _between(seen, material, axis=1)
        down = _between(seen, material, axis=0)
        across, down = _thinned(across, down)
        ranks = {
            **_ranks(cracks(across.border, np.zeros_like(down.border)), across.rank, upright=True),
            **_ranks(cracks(np.zeros_like(across.border), down.border), down.rank, upright=False),
        }
        self._heavy = {
            **_ranks(cracks(across.border, np.zeros_like(down.border)), across.style, upright=True),
            **_ranks(cracks(np.zeros_like(across.border), down.border), down.style, upright=False),
        }
        ranks = _without_crumbs(ranks)
        self._strokes, self._placed = strokes(ranks)

    @property
    def top(self) -> int:
        """Return the first row in which there is anything."""
        return int(np.nonzero((self._material != NOTHING).any(axis=1))[0][0] + self._corner[1])

    def fills(self) -> Iterator[str]:
        """Write what is filled: all of the body as skin first, then what lies on it."""
        for name in MATERIALS:
            of = MATERIAL[name]
            mask = (self._material >= 0) & (self._material < FIRST_PROP) if name == "skin" else self._material == of
            if not mask.any():
                continue
            written = "".join(
                path(self._places(loop), closed=True, tolerance=SMOOTH_PX * UNITS) for loop in loops(mask)
            )
            yield f'<path fill="{FILLS[name]}" fill-rule="evenodd" d="{written}"/>'

    def _places(self, points: Sequence[tuple[int, int]]) -> Floats:
        return np.array(
            [(self._placed.get(point, np.array(point, dtype=float)) + self._corner) * UNITS for point in points]
        )

    def lines(self) -> Iterator[str]:
        """Write the lines, the thin ones first."""
        written: dict[int, list[str]] = {}
        for stroke in self._strokes:
            for style, at, closed in self._runs(stroke):
                # What is shorter than the line is wide lies under the ends of others, or is a speck.
                if style != HIDDEN and np.linalg.norm(np.diff(at, axis=0), axis=1).sum() > WIDTHS["outer"]:
                    line = path((at + self._corner) * UNITS, closed=closed, tolerance=SMOOTH_PX * UNITS)
                    written.setdefault(style, []).append(line)
        for style, ink, width in ((THING, SOFT_INK, "prop"), (INNER, INK, "inner"), (OUTER, INK, "outer")):
            if style in written:
                yield (
                    f'<path fill="none" stroke="{ink}" stroke-width="{WIDTHS[width] * UNITS:g}"'
                    f' stroke-linecap="round" stroke-linejoin="round" d="{"".join(written[style])}"/>'
                )

    def _runs(self, stroke: Stroke) -> Iterator[tuple[int, Floats, bool]]:
        """Cut a stroke where its line changes; a change that is soon undone is none."""
        points = list(stroke.points) + ([stroke.points[0]] if stroke.closed else [])
        styles = np.array([self._heavy[min(a, b), max(a, b)] for a, b in pairwise(points)])
        styles = _steady(styles)
        changes = np.nonzero(np.diff(styles))[0] + 1
        at = np.concatenate([stroke.at, stroke.at[:1]]) if stroke.closed else stroke.at
        if not len(changes):
            yield int(styles[0]), stroke.at, stroke.closed
            return
        ends = [0, *changes.tolist(), len(styles)]
        for first, last in pairwise(ends):
            yield int(styles[first]), at[first : last + 1], False


MAKERS: Mapping[str, Callable[[Sequence[float]], Shape]] = {
    "chair": chair, "table": table, "foam_roller": foam_roller, "ball": ball, "pillow": pillow,
}  # fmt: skip

OUTER, INNER, THING, HIDDEN = range(4)


@dataclass(frozen=True, kw_only=True)
class _Between:
    """Between neighbouring pixels: whether a border runs there, how it is drawn, its rank, and how far it jumps."""

    border: Bools
    style: Ints
    rank: Ints
    jump: Floats
    inside: Bools


def _between(seen: _Seen, material: NDArray[np.int32], axis: int) -> _Between:
    one = tuple(slice(None, -1) if a == axis else slice(None) for a in range(2))
    other = tuple(slice(1, None) if a == axis else slice(None) for a in range(2))
    a, b = material[one], material[other]
    apart = seen.home[one] - seen.home[other]
    jump = np.sqrt(np.einsum("yxd,yxd->yx", apart, apart))
    level = np.maximum(seen.facing[one], seen.facing[other])
    outline = (a == NOTHING) != (b == NOTHING)
    both = (a != NOTHING) & (b != NOTHING)
    changes = both & (a != b)
    steps = both & (a == b) & (jump > JUMP_M) & ((level > GRAZING) | (jump > SURE_M))
    nearer = np.where(seen.near[one] > seen.near[other], a, b)
    face = np.isin(a, ON_SKIN) & np.isin(b, ON_SKIN)
    style = np.where(jump > JUMP_M, OUTER, INNER)
    style = np.where(outline, OUTER, style)
    style = np.where(face & changes & (jump < SURE_M), HIDDEN, style)
    style = np.where((nearer >= FIRST_PROP) | (outline & (np.maximum(a, b) >= FIRST_PROP)), THING, style)
    rank = np.where(outline, 0, np.where(changes, 1, 2))
    return _Between(border=outline | changes | steps, style=style, rank=rank, jump=jump, inside=steps)


def _thinned(across: _Between, down: _Between) -> tuple[_Between, _Between]:
    """Take away steps beside a greater one: a limb that curves away is left once, not three times."""
    return tuple(_peaks(each, axis) for each, axis in ((across, 1), (down, 0)))  # type: ignore[return-value]


def _peaks(between: _Between, axis: int) -> _Between:
    jump = np.where(between.inside, between.jump, 0.0)
    firm = between.border & ~between.inside
    keep = between.inside.copy()
    for step in (1, 2, 3):
        for way in (step, -step):
            shifted = np.roll(jump, way, axis=axis)
            keep &= (jump > shifted) | ((jump == shifted) & (way > 0))
            keep &= ~(np.roll(firm, way, axis=axis) & (between.jump < SURE_M))
    return replace(between, border=firm | keep, inside=keep)


def _ranks(found: Sequence[Crack], values: Ints, *, upright: bool) -> dict[Crack, int]:
    if upright:
        return {crack: int(values[crack[0][1], crack[0][0] - 1]) for crack in found}
    return {crack: int(values[crack[0][1] - 1, crack[0][0]]) for crack in found}


def _without_crumbs(ranks: Mapping[Crack, int]) -> dict[Crack, int]:
    """Leave out lines inside a surface that hang together but are short."""
    inside = [crack for crack, rank in ranks.items() if rank == 2]
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


STEADY = 12


def _steady(styles: Ints) -> Ints:
    """Take away runs of a style that are shorter than `STEADY`, unless they are all there is."""
    styles = styles.copy()
    while True:
        changes = np.nonzero(np.diff(styles))[0] + 1
        ends = [0, *changes.tolist(), len(styles)]
        runs = [(last - first, first, last) for first, last in pairwise(ends)]
        shortest = min(runs)
        if len(runs) < 2 or shortest[0] >= STEADY:
            return styles
        _, first, last = shortest
        styles[first:last] = styles[first - 1] if first else styles[last]


def _mended(material: NDArray[np.int32]) -> NDArray[np.int32]:
    """Give patches of a few pixels to what lies around them."""
    mended = material.copy()
    mend(mended, SMALL, np.isin(np.arange(len(MATERIALS)), FEATURES))
    return mended


def _without_slivers(seen: _Seen) -> _Seen:
    """Leave out what peeps out too narrowly to be drawn: what is behind it goes on in its place."""
    material = np.where(np.isin(seen.material, ON_SKIN), ON_SKIN[0], seen.material).astype(np.int32)
    across, down = _between(seen, material, axis=1), _between(seen, material, axis=0)
    stays = (seen.material == NOTHING) | np.isin(seen.material, THIN)
    source = behind(across.border, down.border, seen.near, stays, half=SLIVER_PX, least=ISLAND)
    y, x = np.divmod(source, material.shape[1])
    return _Seen(material=seen.material[y, x], home=seen.home[y, x], facing=seen.facing[y, x], near=seen.near[y, x])
