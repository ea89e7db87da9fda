"""Rendering: a performance as a camera would film it, in a room, frame by frame."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from lumbar.figure import pixels
from lumbar.figure.body import BODIES, REGIONS
from lumbar.figure.camera import Camera
from lumbar.figure.framing import Shot, framed
from lumbar.figure.landmarks import Landmarks, Watching
from lumbar.figure.pads import outside
from lumbar.figure.performance import Performance
from lumbar.figure.performer import Performer
from lumbar.figure.room import LIGHTS, Light, behind
from lumbar.figure.skeleton import Bones
from lumbar.figure.solver import Solved
from lumbar.figure.things import Thing, around, laid
from lumbar.vocabulary.movement import FLOOR_POSITIONS
from lumbar.vocabulary.posture import mirrored as twin

Floats = NDArray[np.float64]
Frame = NDArray[np.uint8]

CELLS_PER_M = 40
SHADOW_REACH, PRESSED_REACH = 2, 1
SHADOW, PRESSED = 0.42, 0.5
GRID_MARGIN_M = 0.5
CURVE_STEPS = 4096
GRAINS = 1 << 16
AT_ONCE = 64
BELL_REACH = 3
THING_STEP_M = 0.02

SKINS = ((0.56, 0.34, 0.24), (0.62, 0.41, 0.31), (0.36, 0.19, 0.11), (0.22, 0.11, 0.065), (0.48, 0.29, 0.18))
HAIRS = ((0.035, 0.022, 0.015), (0.10, 0.055, 0.028), (0.26, 0.17, 0.08), (0.02, 0.018, 0.017), (0.30, 0.29, 0.28))
SHIRTS = (
    (0.42, 0.10, 0.10),
    (0.10, 0.22, 0.42),
    (0.60, 0.58, 0.54),
    (0.10, 0.30, 0.20),
    (0.45, 0.33, 0.10),
    (0.30, 0.16, 0.36),
)
TROUSERS = ((0.045, 0.05, 0.07), (0.10, 0.11, 0.13), (0.06, 0.09, 0.17), (0.16, 0.13, 0.10), (0.22, 0.22, 0.23))
ROPE_UP_M = 0.01
EYES, IRIS, LIPS = (0.60, 0.57, 0.54), (0.08, 0.05, 0.03), (0.85, 0.55, 0.52)


@dataclass(frozen=True, kw_only=True)
class Look:
    """How it is filmed.

    Attributes:
        light: one of `LIGHTS`.
        noise: the camera's noise, a standard deviation as a share of full brightness.
        blur: a standard deviation in pixels.
        exposure: how much light, 1 as it should be.
        temperature: from -1, cold, to 1, warm.
        seed: what the room is like, and what is worn.
    """

    light: str = "day"
    noise: float = 0.008
    blur: float = 0.0
    exposure: float = 1.0
    temperature: float = 0.0
    seed: int = 0


@dataclass(frozen=True, kw_only=True)
class _Set:
    """What does not move, as one side has it: seen from the camera, and on the grid of the floor.

    ``behind`` (height, width, 3) is the picture of it, ``floor`` where on the grid each pixel lies, ``nearest`` one
    over the distance of each sample, ``grids`` the shadows.
    """

    behind: NDArray[np.float32]
    floor: NDArray[np.float32]
    nearest: NDArray[np.float32]
    grids: Sequence[NDArray[np.float32]]


class Filming:
    """Films one performer from one place."""

    def __init__(self, performer: Performer, camera: Camera, look: Look, places_m: Floats) -> None:
        self._performer, self._camera, self._look = performer, camera, look
        self._light: Light = LIGHTS[look.light]
        body = performer.body
        self._rest = body.vertices.astype(np.float32)
        self._bones = body.bones.astype(np.int32)
        self._shares = body.weights.astype(np.float32)
        self._skin_faces = np.ascontiguousarray(body.faces.astype(np.int32))
        vertices = performer.solver.pads.vertices
        self._ropes = {
            kind: {
                False: [vertices[pad] for pad in pads],
                True: [vertices[twin(pad)] for pad in pads],
            }
            for kind, pads in performer.figure.ropes.items()
        }
        self._arrange(places_m)

    # What stays the same from frame to frame.

    def _arrange(self, places_m: Floats) -> None:
        mat_at = mat_for(self._performer, places_m)
        camera, fine = self._camera, pixels.FINE
        height, width = camera.height, camera.width
        room = behind(camera, self._light, self._look.seed, mat_at)
        self._place = camera.place().astype(np.float32)
        self._axes = camera.axes().astype(np.float32)
        self._scale = float(fine * camera.focal * height)
        self._middle = np.array([fine * width / 2, fine * height / 2], dtype=np.float32)
        self._tint = (
            self._light.exposure
            * self._look.exposure
            * np.array([1 + 0.25 * self._look.temperature, 1.0, 1 - 0.25 * self._look.temperature])
        )
        light = np.array([self._light.lamp_light, self._light.sky, self._light.ground]) * self._tint
        self._lamp_light, self._sky, self._ground = light.astype(np.float32)
        lamp = np.array(self._light.lamp)
        self._lamp = (lamp / np.linalg.norm(lamp)).astype(np.float32)
        self._slant = np.clip(-lamp[:2] / lamp[2], -0.7, 0.7).astype(np.float32)
        self._lay_grid(mat_at)
        self._empty = (room.light * self._tint / self._light.exposure).astype(np.float32)
        with np.errstate(invalid="ignore"):
            on_grid = (room.floor - self._corner) * CELLS_PER_M - 0.5
        self._bare = np.nan_to_num(on_grid, nan=-1, posinf=-1, neginf=-1).astype(np.float32)
        self._places_m = places_m
        self._sets: dict[bool, _Set] = {}
        self._nearest = pixels.empty(fine * height, fine * width)
        self._seen = np.full((fine * height, fine * width), pixels.NOTHING, dtype=np.int32)
        self._frame = pixels.empty(height, width, 3)
        self._spare = pixels.empty(height, width, 3)
        self._shown = pixels.empty(height, width, 3, kind=np.uint8)
        chance = np.random.default_rng([self._look.seed, 17])
        self._noise = (255 * chance.normal(size=GRAINS)).astype(np.float32)
        steps = np.linspace(0, 1, CURVE_STEPS)
        curve = np.where(steps <= 0.0031308, 12.92 * steps, 1.055 * steps ** (1 / 2.4) - 0.055)
        self._curve = (255 * curve + 0.5).astype(np.float32)
        away = np.arange(BELL_REACH + 1)
        bell = np.exp(-0.5 * (away / max(self._look.blur, 1e-3)) ** 2)
        self._bell = (bell / (bell[0] + 2 * bell[1:].sum())).astype(np.float32)
        self._box: tuple[int, int, int, int] | None = None
        self._last = self._nearest
        self._dress()

    def _lay_grid(self, mat_at: tuple[float, float] | None) -> None:
        middle = np.array(mat_at or self._camera.target[:2])
        reach = 1.6 + GRID_MARGIN_M
        self._corner = (middle - reach).astype(np.float32)
        cells = int(2 * reach * CELLS_PER_M)
        self._tops, self._covered, self._pressed = (pixels.empty(cells, cells) for _ in range(3))
        self._spare_grid = pixels.empty(cells, cells)

    def _set(self, *, mirrored: bool) -> _Set:
        """Return what does not move, as a side has it; put up once, when that side is first filmed."""
        if mirrored not in self._sets:
            performer = self._performer
            things = around(
                performer.figure, performer.cycle(), performer.solver, self._places_m, mirrored=mirrored
            )
            self._sets[mirrored] = self._put_up(things)
        return self._sets[mirrored]

    def _put_up(self, things: Sequence[Thing]) -> _Set:
        """Let things throw their shadows, and draw them into what is behind."""
        grids = (self._tops, self._covered, self._pressed)
        for grid in grids:
            grid[:] = 0
        for thing in things:
            self._cast(_filled(thing))
        shadows = [grid.copy() for grid in grids]
        fine = pixels.FINE
        height, width = self._camera.height, self._camera.width
        nearest = pixels.empty(fine * height, fine * width)
        if not things:
            return _Set(behind=self._empty, floor=self._bare, nearest=nearest, grids=shadows)
        seen = np.full((fine * height, fine * width), pixels.NOTHING, dtype=np.int32)
        first = 0
        faces: list[NDArray[np.int32]] = []
        colours, on, light = [], [], []
        for thing in things:
            at, normals = thing.at.astype(np.float32), thing.normals.astype(np.float32)
            own_on, own_light = pixels.empty(len(at), 3), pixels.empty(len(at), 3)
            pixels.project(at, self._place, self._axes, self._scale, self._middle, own_on)
            triangles = np.ascontiguousarray(thing.faces.astype(np.int32))
            pixels.fill(own_on, triangles, sum(len(own) for own in faces), nearest, seen)
            self._shine(at, normals, own_light, pixels.empty(*self._tops.shape))
            faces.append(triangles + np.int32(first))
            colours.append(np.repeat(np.array([thing.colour], dtype=np.float32), len(triangles), axis=0))
            on.append(own_on)
            light.append(own_light)
            first += len(at)
        shown = self._empty.copy()
        none = pixels.empty(*self._tops.shape)
        args = [np.concatenate(each) for each in (on, faces, colours, light)]
        pixels.compose(self._empty, self._bare, none, args[0], args[1], args[2], args[3], seen, shown)
        floor = self._bare.copy()
        floor[(seen.reshape(height, fine, width, fine) >= 0).all(axis=(1, 3))] = -1
        return _Set(behind=shown, floor=floor, nearest=nearest, grids=shadows)

    def _dress(self) -> None:
        """Choose skin, hair and clothes."""
        chance = np.random.default_rng([self._look.seed, BODIES.index(self._performer.body.name), 19])

        def one(colours: Sequence[tuple[float, float, float]]) -> Floats:
            return np.array(colours[int(chance.integers(len(colours)))])

        skin, hair = one(SKINS), one(HAIRS)
        worn = {
            "skin": skin,
            "hair": hair,
            "shirt": one(SHIRTS),
            "trousers": one(TROUSERS),
            "eyes": np.array(EYES),
            "iris": np.array(IRIS),
            "brows": hair * 0.8 + skin * 0.15,
            "lips": skin * np.array(LIPS),
        }
        of_body = np.stack([worn[REGIONS[region]] for region in self._performer.body.regions])
        triangles = [self._skin_faces]
        colours = [of_body]
        first = len(self._rest)
        for kind, pads in self._performer.figure.ropes.items():
            thing = laid(kind, np.arange(3 * len(pads), dtype=float).reshape(-1, 3))
            triangles.append(thing.faces.astype(np.int32) + np.int32(first))
            colours.append(np.repeat(np.array([thing.colour]), len(thing.faces), axis=0))
            first += len(thing.at)
        self._faces = np.ascontiguousarray(np.concatenate(triangles))
        self._colours = np.concatenate(colours).astype(np.float32)
        self._at, self._normals, self._on, self._lit = (pixels.empty(first, 3) for _ in range(4))

    # What is done for each frame.

    def frames(self, performance: Performance) -> Iterator[Frame]:
        """Yield every frame, (height, width, 3) of red, green and blue; the next one is written over it."""
        for start in range(0, performance.frames, AT_ONCE):
            bones = self._performer.bones(performance, slice(start, start + AT_ONCE))
            moves = self._performer.solver.skeleton.skinning(bones).astype(np.float32)
            for number, own in enumerate(moves):
                frame = start + number
                yield self._film(np.ascontiguousarray(own), frame, mirrored=bool(performance.mirrored[frame]))

    def room(self) -> Frame:
        """Return the room with nobody in it."""
        pixels.develop(self._set(mirrored=False).behind, self._curve, self._noise, 0, self._look.noise, self._shown)
        return self._shown.copy()

    def still(self, bones: Bones, *, mirrored: bool = False) -> Frame:
        """Return one frame of a posture; in the mirror, if it is of the side that the file does not write."""
        moves = self._performer.solver.skeleton.skinning(bones).astype(np.float32)
        return self._film(np.ascontiguousarray(moves).reshape(3, -1, 4), 0, mirrored=mirrored).copy()

    def _film(self, moves: NDArray[np.float32], number: int, *, mirrored: bool) -> Frame:
        self._move(moves, mirrored=mirrored)
        around = self._set(mirrored=mirrored)
        for grid, still in zip((self._tops, self._covered, self._pressed), around.grids, strict=True):
            grid[:] = still
        self._cast(self._at)
        self._shine(self._at, self._normals, self._lit, self._tops)
        pixels.soften(self._covered, self._spare_grid, SHADOW_REACH)
        pixels.soften(self._pressed, self._spare_grid, PRESSED_REACH)
        self._covered *= SHADOW
        self._covered += PRESSED * self._pressed
        np.minimum(self._covered, 0.85, out=self._covered)
        self._fill(around.nearest)
        pixels.compose(
            around.behind,
            around.floor,
            self._covered,
            self._on,
            self._faces,
            self._colours,
            self._lit,
            self._seen,
            self._frame,
        )
        if self._look.blur > 0:
            pixels.blur(self._frame, self._spare, self._bell)
        offset = (number * 25_087 + self._look.seed * 101) % GRAINS
        pixels.develop(self._frame, self._curve, self._noise, offset, self._look.noise, self._shown)
        return self._shown

    def _move(self, moves: NDArray[np.float32], *, mirrored: bool) -> None:
        count = len(self._rest)
        at, normals = self._at[:count], self._normals[:count]
        pixels.skin(moves, self._rest, self._bones, self._shares, at)
        pixels.face_outward(at, self._skin_faces, normals)
        first = count
        for kind, pads in self._ropes.items():
            line = outside(at, normals, pads[mirrored])
            line[:, 2] = np.maximum(line[:, 2], ROPE_UP_M)
            thing = laid(kind, line)
            self._at[first : first + len(thing.at)] = thing.at
            self._normals[first : first + len(thing.at)] = thing.normals
            first += len(thing.at)
        pixels.project(self._at, self._place, self._axes, self._scale, self._middle, self._on)

    def _cast(self, at: NDArray[np.float32]) -> None:
        pixels.cast(at, self._slant, self._corner, CELLS_PER_M, self._tops, self._covered, self._pressed)

    def _shine(
        self,
        at: NDArray[np.float32],
        normals: NDArray[np.float32],
        light: NDArray[np.float32],
        tops: NDArray[np.float32],
    ) -> None:
        pixels.shine(
            at,
            normals,
            self._lamp,
            self._lamp_light,
            self._sky,
            self._ground,
            self._slant,
            self._corner,
            CELLS_PER_M,
            tops,
            light,
        )

    def _fill(self, still: NDArray[np.float32]) -> None:
        """Clear what was drawn in the last frame, and draw."""
        height, width = self._seen.shape
        if self._box is None or still is not self._last:
            self._seen[:], self._nearest[:] = pixels.NOTHING, still
            self._last = still
        else:
            top, bottom, left, right = self._box
            self._seen[top:bottom, left:right] = pixels.NOTHING
            self._nearest[top:bottom, left:right] = still[top:bottom, left:right]
        on = self._on[self._on[:, 2] > 0]
        if len(on):
            low, high = on[:, :2].min(axis=0), on[:, :2].max(axis=0)
            self._box = (
                max(0, int(low[1])),
                min(height, int(high[1]) + 2),
                max(0, int(low[0])),
                min(width, int(high[0]) + 2),
            )
        pixels.fill(self._on, self._faces, 0, self._nearest, self._seen)


def _filled(thing: Thing) -> NDArray[np.float32]:
    """Return places all over a thing, close together."""
    found = []
    for a, b, c in thing.at[thing.faces]:
        steps = int(max(np.linalg.norm(b - a), np.linalg.norm(c - a)) / THING_STEP_M) + 1
        u, v = np.meshgrid(np.linspace(0, 1, steps + 1), np.linspace(0, 1, steps + 1))
        inside = u + v <= 1.0 + 1e-9
        u, v = u[inside][:, None], v[inside][:, None]
        found.append(a + u * (b - a) + v * (c - a))
    return np.concatenate(found).astype(np.float32)


def filming(
    performer: Performer, performance: Performance, shot: Shot, look: Look
) -> tuple[Filming, Camera, Watching]:
    """Set up the camera and the room for a performance."""
    watching = Watching(performer)
    places = watching.places(performance)
    camera = framed(performer.figure, shot, places)
    return Filming(performer, camera, look, places), camera, watching


def mat_for(performer: Performer, places_m: Floats) -> tuple[float, float] | None:
    """Return the middle of the mat, where there is one: in what is done on the floor."""
    if performer.movement.position not in FLOOR_POSITIONS:
        return None
    flat = places_m.reshape(-1, 3)
    middle = (flat.min(axis=0) + flat.max(axis=0)) / 2
    return float(middle[0]), float(middle[1])


def still(performer: Performer, solved: Solved, shot: Shot | None = None, look: Look | None = None) -> Frame:
    """Return a picture of one posture, (height, width, 3) of red, green and blue."""
    bones = performer.solver.pose(solved)
    places = Landmarks(performer.body).places(performer.solver.skeleton, bones)
    camera = framed(performer.figure, shot or Shot(), places)
    return Filming(performer, camera, look or Look(noise=0.0), places).still(bones)
