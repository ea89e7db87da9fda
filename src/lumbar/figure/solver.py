"""The contact solver: a posture as it is meant becomes one that a body can be in.

What is authored are angles and what rests on what. Solved is the least change of the angles, and the place and turn
of the pelvis, that lets every pad touch its surface, keeps planted pads where they were, brings hands to what they
hold, and lets nothing sink in. Damped least squares; the derivative is numeric, all of it posed at once.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from lumbar.figure.body import Body
from lumbar.figure.collision import Capsules
from lumbar.figure.pads import Pads
from lumbar.figure.skeleton import PLACE, Bones, Skeleton, Skin, about_x, about_y, about_z
from lumbar.vocabulary.posture import ANGLES, Base, Posture, Surface, Wall

Floats = NDArray[np.float64]

TURNS: Mapping[Base, Floats] = {
    "supine": np.array([[0.0, 0, -1], [1, 0, 0], [0, -1, 0]]),
    "prone": np.array([[0.0, 0, -1], [-1, 0, 0], [0, 1, 0]]),
    "side_lying": np.array([[0.0, 0, -1], [0, 1, 0], [1, 0, 0]]),
    "upright": np.array([[0.0, 1, 0], [-1, 0, 0], [0, 0, 1]]),
}
"""The pelvis in the world for each base: x right, y away from the camera, z up. Lying, the head is on the left."""

LOWEST_SHARE = 0.18
SINKS_M = 0.004
"""A body at rest is pressed flat a little, and into the mat a little."""
PER_M_CONTACT, PER_M_PLANT, PER_M_HOLD, PER_M_DEPTH, PER_M_OVERLAP = 300.0, 200.0, 80.0, 45.0, 150.0
PER_FACING = 6.0
"""A hand lies on what it holds: the palm faces it. Two where they face the same way."""
MAY_SINK_M = 0.006
ALLOWED_DEG = 1.5
"""How far an angle may go from what was meant, where the posture says nothing."""
TURN_DEG, TURN_BETWEEN_DEG, SHIFT_M = 25.0, 4.0, 2.0
PROBE_EVERY, THUMB_EVERY = 9, 5
"""Which vertices are watched not to sink in: a few everywhere, more where a flat hand lets something stick out."""
ROUNDS, TRIES = 40, 8
STEP = 1e-4
ENOUGH = 1e-5
FLAT = ("palm", "sole")
"""Pads that lie flat: all of them touches, not only the lowest of them."""


@dataclass(frozen=True, kw_only=True)
class Solved:
    """A posture of one body: ``angles`` (angles,) in degrees, ``turn`` (3, 3) and ``place`` (3,) of the pelvis."""

    angles: Floats
    turn: Floats
    place: Floats
    error_m: float
    """The worst distance between a pad and what it should touch."""


@dataclass(frozen=True, kw_only=True)
class Room:
    """Where the surfaces are: the floor at z = 0, the others so many metres above it, or before the wall."""

    seat_m: float = 0.45
    chair_back_m: float = 0.9
    table_m: float = 0.72
    roller_m: float = 0.15
    ball_m: float = 0.07
    pillow_m: float = 0.12
    wall: Wall = "front"

    def away(self, at: Floats, surface: Surface) -> Floats:
        """Return how far places (..., 3) are from a surface, on the person's side of it plus."""
        from_wall = at @ WALL_FACES[self.wall]
        heights = {"floor": 0.0, "seat": self.seat_m, "chair_back": self.chair_back_m, "table": self.table_m}
        heights |= {"roller": self.roller_m, "pillow": self.pillow_m}
        if surface in heights:
            return np.asarray(at[..., 2] - heights[surface])
        return np.asarray(from_wall - (self.ball_m if surface == "ball" else 0.0))


WALL_FACES: Mapping[Wall, Floats] = {
    "front": np.array([1.0, 0, 0]),
    "behind": np.array([-1.0, 0, 0]),
    "right": np.array([0.0, -1, 0]),
}
"""Where a wall through the middle of the room faces, with the person upright."""


class Solver:
    """Solves postures for one body."""

    def __init__(self, body: Body) -> None:
        self.body = body
        self.skeleton = Skeleton(body)
        self.pads = Pads(body)
        self.capsules = Capsules(body)

    @cached_property
    def _probes(self) -> NDArray[np.int64]:
        thumbs = np.isin(self.body.bones[:, 0], [PLACE[f"finger1-3.{letter}"] for letter in "LR"])
        every = np.arange(0, len(self.body.vertices), PROBE_EVERY)
        return np.union1d(every, np.flatnonzero(thumbs)[::THUMB_EVERY])

    def pose(self, solved: Solved) -> Bones:
        """Return the bones of a solved posture."""
        return self.skeleton.pose(solved.angles, solved.turn, solved.place)

    def pad(self, solved: Solved, name: str) -> Floats:
        """Return where a pad's vertices are in a solved posture, (n, 3)."""
        return self.skeleton.skin(self.pose(solved), Skin.of(self.body, self.pads.vertices[name]))

    def skin_of(self, solved: Solved, name: str) -> Floats:
        """Return where the skin of a pad is in its middle, (3,)."""
        return np.asarray(
            self.pad(solved, name).mean(axis=0)
            + self.pads.facing[name].out_m * facing(self.pads, self.pose(solved), name)
        )

    def solve(
        self,
        posture: Posture,
        base: Base,
        *,
        planted: Mapping[str, Floats] | None = None,
        near: Solved | None = None,
        room: Room | None = None,
        about: Floats | None = None,
    ) -> Solved:
        """Solve one posture.

        ``planted`` says where the middle of each planted pad stood at the start, (3,); ``near`` is a solution to
        begin from; ``about`` (3, 3) is the turn that is meant, if not the one the base and the posture give.
        """
        return _Problem(self, posture, base, planted or {}, near, room or Room(), about).solved()

    def drop(self, posture: Posture, base: Base, room: Room) -> Solved:
        """Return the posture just as it is meant, let down until its lowest point touches."""
        return _Problem(self, posture, base, {}, None, room, None).begun()


class _Problem:
    """One posture being solved. The unknowns are all angles, then turn (degrees) and place (metres)."""

    def __init__(
        self,
        solver: Solver,
        posture: Posture,
        base: Base,
        planted: Mapping[str, Floats],
        near: Solved | None,
        room: Room,
        about: Floats | None,
    ) -> None:
        self.solver, self.posture, self.planted, self.room = solver, posture, planted, room
        self.meant = np.array([posture.angles.get(name, 0.0) for name in ANGLES])
        pitch, roll, yaw = posture.turn_deg
        turned = TURNS[base] @ about_z(np.array(yaw)) @ about_y(np.array(roll)) @ about_x(np.array(pitch))
        self.turn, self.about = (turned if about is None else about), about
        self.allowed = np.array([{**_given_way(posture), **posture.free}.get(name, ALLOWED_DEG) for name in ANGLES])
        self.limits = np.array(list(ANGLES.values()))
        pads = sorted({pad for pads in posture.contacts.values() for pad in pads} | set(planted) | _held(posture))
        chosen = [solver.pads.vertices[pad] for pad in pads]
        self.slices: dict[str, slice] = {}
        start = 0
        for pad, vertices in zip(pads, chosen, strict=True):
            self.slices[pad] = slice(start, start + len(vertices))
            start += len(vertices)
        self.probes = slice(start, start + len(solver._probes))
        self.skin = Skin.of(solver.body, np.concatenate([*chosen, solver._probes]))
        self.solid: list[Surface] = ["floor", "wall"] if {"wall", "ball"} & posture.contacts.keys() else ["floor"]
        self.begin = self._begin(near)

    def _begin(self, near: Solved | None) -> Floats:
        """Begin at a solution nearby, or drop the body as it is meant until its lowest point touches."""
        if near is not None:
            relative = self.turn.T @ near.turn
            spin = np.degrees([relative[2, 1], relative[0, 2], relative[1, 0]])
            return np.concatenate([near.angles, spin if np.abs(spin).max() < 40 else np.zeros(3), near.place])
        unknowns = np.concatenate([self.meant, np.zeros(3), np.zeros(3)])
        at = self._at(unknowns[None])[1][0]
        unknowns[-1] = -at[:, 2].min()
        if "seat" in self.posture.contacts:
            pads = np.concatenate([at[self.slices[pad]] for pad in self.posture.contacts["seat"]])
            unknowns[-1] = self.room.seat_m - pads[:, 2].min()
        return unknowns

    def _at(self, unknowns: Floats) -> tuple[Bones, Floats]:
        spins = unknowns[:, -6:-3]
        turn = self.turn @ about_z(spins[:, 2]) @ about_y(spins[:, 1]) @ about_x(spins[:, 0])
        bones = self.solver.skeleton.pose(unknowns[:, :-6], turn, unknowns[:, -3:])
        return bones, self.solver.skeleton.skin(bones, self.skin)

    def residuals(self, unknowns: Floats) -> Floats:
        """Return what is wrong with each row of unknowns, (n, residuals)."""
        bones, at = self._at(unknowns)
        parts = [
            (unknowns[:, :-6] - self.meant) / self.allowed,
            unknowns[:, -6:-3] / (TURN_DEG if self.about is None else TURN_BETWEEN_DEG),
            unknowns[:, -3:] / SHIFT_M * 0.01,
            self._beyond(unknowns[:, :-6]),
            *(self._contact(at, pad, surface) for surface, pads in self.posture.contacts.items() for pad in pads),
            *(self._planted(at, pad) for pad in self.planted),
            *(
                PER_M_HOLD * (self._skin_of(bones, at, pad) - self._skin_of(bones, at, held))
                for pad, held in self.posture.holds.items()
            ),
            *(
                PER_FACING * (self._facing(bones, pad) + self._facing(bones, held))
                for pad, held in self.posture.holds.items()
                if self.solver.pads.facing[pad].direction.any() and self.solver.pads.facing[held].direction.any()
            ),
            *(
                PER_M_DEPTH * np.minimum(0.0, self.room.away(at[:, self.probes], surface) + MAY_SINK_M)
                for surface in self.solid
            ),
            PER_M_OVERLAP * self.solver.capsules.firmness * self.solver.capsules.overlaps(bones),
        ]
        return np.concatenate(parts, axis=1)

    def _planted(self, at: Floats, pad: str) -> Floats:
        """Keep a pad where it was; what rests on the floor may roll there, so its height is the floor's to say."""
        away = PER_M_PLANT * (self._middle(at, pad) - self.planted[pad])
        return away[:, :2] if pad in self.posture.contacts.get("floor", ()) else away

    def _beyond(self, angles: Floats) -> Floats:
        least, most = self.limits.T
        return np.asarray(np.minimum(0.0, angles - least) + np.maximum(0.0, angles - most))

    def _middle(self, at: Floats, pad: str) -> Floats:
        return np.asarray(at[:, self.slices[pad]].mean(axis=1))

    def _facing(self, bones: Bones, pad: str) -> Floats:
        return facing(self.solver.pads, bones, pad)

    def _skin_of(self, bones: Bones, at: Floats, pad: str) -> Floats:
        """Return where a pad's skin is, in its middle."""
        return self._middle(at, pad) + self.solver.pads.facing[pad].out_m * self._facing(bones, pad)

    def _contact(self, at: Floats, pad: str, surface: Surface) -> Floats:
        above = np.sort(self.room.away(at[:, self.slices[pad]], surface), axis=1)
        share = 1.0 if pad.endswith(FLAT) else LOWEST_SHARE
        lowest = above[:, : max(1, round(share * above.shape[1]))] + SINKS_M
        weight = PER_M_CONTACT if share < 1 else PER_M_CONTACT / 2
        return np.asarray(weight * lowest / np.sqrt(lowest.shape[1]))

    def error_m(self, unknowns: Floats) -> float:
        """Return the worst distance between a pad and what it should touch or be held at."""
        at = self._at(unknowns[None])[1]
        found = [
            abs(float(np.sort(self.room.away(at[0, self.slices[pad]], surface))[:2].mean()))
            for surface, pads in self.posture.contacts.items()
            for pad in pads
        ]
        found += [float(np.linalg.norm(self._planted(at, pad)[0])) / PER_M_PLANT for pad in self.planted]
        return max(found, default=0.0)

    def solved(self) -> Solved:
        """Walk downhill until it no longer gets better."""
        unknowns, damping = self.begin, 1e-2
        wrong = self.residuals(unknowns[None])[0]
        steps = np.full(len(unknowns), STEP * 100)
        steps[-3:] = STEP
        for _ in range(ROUNDS):
            ahead = self.residuals(unknowns + np.diag(steps))
            slope = (ahead - wrong).T / steps
            for _ in range(TRIES):
                tried = unknowns + _step(slope, wrong, damping)
                left = self.residuals(tried[None])[0]
                gained = 1 - (left @ left) / (wrong @ wrong)
                if gained > 0:
                    break
                damping *= 4
            else:
                break
            unknowns, wrong, damping = tried, left, max(damping / 4, 1e-7)
            if gained < ENOUGH:
                break
        return self._as_solved(unknowns)

    def begun(self) -> Solved:
        """Return where it begins."""
        return self._as_solved(self.begin)

    def _as_solved(self, unknowns: Floats) -> Solved:
        spins = unknowns[-6:-3]
        turn = self.turn @ about_z(spins[2]) @ about_y(spins[1]) @ about_x(spins[0])
        return Solved(angles=unknowns[:-6], turn=turn, place=unknowns[-3:], error_m=self.error_m(unknowns))


def _step(slope: Floats, wrong: Floats, damping: float) -> Floats:
    """Return the step of Levenberg and Marquardt."""
    square = slope.T @ slope
    return np.asarray(np.linalg.solve(square + damping * np.diag(np.diag(square) + 1e-9), -slope.T @ wrong))


def facing(pads: Pads, bones: Bones, pad: str) -> Floats:
    """Return where a pad faces in the world, (..., 3)."""
    of = pads.facing[pad]
    return np.asarray(bones.turns[..., of.bone, :, :] @ of.direction)


def _held(posture: Posture) -> set[str]:
    return {*posture.holds, *posture.holds.values()}


GIVES_WAY: Mapping[str, Mapping[str, float]] = {
    "sole": {"ankle_dorsiflexion": 25, "knee_flexion": 8, "hip_flexion": 8},
    "heel": {"ankle_dorsiflexion": 8, "knee_flexion": 5, "hip_flexion": 8},
    "ball": {"ankle_dorsiflexion": 15, "toe_extension": 15, "knee_flexion": 5, "hip_flexion": 8},
    "toes": {"ankle_dorsiflexion": 12, "knee_flexion": 4, "hip_flexion": 6},
    "instep": {"ankle_dorsiflexion": 12, "knee_flexion": 5},
    "knee": {"hip_flexion": 10, "knee_flexion": 6},
    "palm": {
        "wrist_flexion": 20,
        "shoulder_flexion": 20,
        "shoulder_abduction": 8,
        "elbow_flexion": 4,
        "thumb_flexion": 25,
    },
    "fingers": {"wrist_flexion": 20, "shoulder_flexion": 20, "elbow_flexion": 6},
    "forearm": {"shoulder_flexion": 12, "elbow_flexion": 8},
}
"""What gives way where a pad has to touch, degrees: a foot finds the floor by its ankle. A file may say
otherwise."""
TRUNK_GIVES_WAY = {"head_back": {"neck_flexion": 12}, "forehead": {"neck_flexion": 15}}
REACH: Mapping[str, float] = {
    "shoulder_flexion": 40, "shoulder_abduction": 30, "shoulder_external_rotation": 35, "elbow_flexion": 40,
    "forearm_supination": 50, "wrist_flexion": 20, "wrist_radial_deviation": 8, "scapula_protraction": 8,
}  # fmt: skip
"""A hand goes to what it holds by the whole arm."""


def _given_way(posture: Posture) -> dict[str, float]:
    free: dict[str, float] = {}
    for pad in (pad for pads in posture.contacts.values() for pad in pads):
        side, _, stem = pad.partition("_")
        for name, degrees in GIVES_WAY.get(stem, {}).items():
            free[f"{side}_{name}"] = max(free.get(f"{side}_{name}", 0.0), degrees)
        free |= TRUNK_GIVES_WAY.get(pad, {})
    for pad in posture.holds:
        side, _, stem = pad.partition("_")
        if stem in ("palm", "fingers"):
            free |= {f"{side}_{name}": degrees for name, degrees in REACH.items()}
    return free
