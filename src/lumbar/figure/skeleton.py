"""The skeleton: joint angles in, the place and turn of every bone out.

Axes: x the person's left, y back, z up, metres. A bone's turn is relative to the neutral stance, in which every
bone's axes are the body's. What takes the exported body's A-pose to that stance is worked out from its joints.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from lumbar.figure.body import BONES, PARENTS, Body
from lumbar.vocabulary.posture import ANGLES, Side

Floats = NDArray[np.float64]

PLACE = {bone: index for index, bone in enumerate(BONES)}
ANGLE = {name: index for index, name in enumerate(ANGLES)}
G = {"left": 1.0, "right": -1.0}
LETTER = {"left": "L", "right": "R"}

LUMBAR = {"spine05": 0.10, "spine04": 0.40, "spine03": 0.35, "spine02": 0.15}
THORACIC = {"spine02": 0.35, "spine01": 0.65}
NECK = {"neck01": 0.35, "neck02": 0.20, "neck03": 0.15, "head": 0.30}
FINGER_SHARES = {1: 0.8, 2: 1.0, 3: 0.7}
TWIST = {"lowerarm01": 0.35, "lowerarm02": 0.85, "wrist": 1.0}
"""How much of the forearm's turn has happened by each bone, from the elbow on."""
RHYTHM_FROM_DEG, RHYTHM_CLAVICLE, RHYTHM_SCAPULA, RHYTHM_FORWARD = 30.0, 0.28, 0.18, 0.10
"""From here on the shoulder blade goes along with the arm, by these shares of what is above it."""
THUMB = 1
THUMB_SHARES = {1: 0.6, 2: 0.3, 3: 0.3}


def about_x(angle: Floats) -> Floats:
    """Return rotations about x by angles in degrees, (..., 3, 3)."""
    return _rotation(angle, 0)


def about_y(angle: Floats) -> Floats:
    """Return rotations about y by angles in degrees, (..., 3, 3)."""
    return _rotation(angle, 1)


def about_z(angle: Floats) -> Floats:
    """Return rotations about z by angles in degrees, (..., 3, 3)."""
    return _rotation(angle, 2)


def _rotation(angle: Floats, axis: int) -> Floats:
    radians = np.radians(np.asarray(angle, dtype=float))
    turn = np.zeros((*radians.shape, 3, 3))
    i, j = (axis + 1) % 3, (axis + 2) % 3
    turn[..., axis, axis] = 1
    turn[..., i, i] = turn[..., j, j] = np.cos(radians)
    turn[..., j, i] = np.sin(radians)
    turn[..., i, j] = -turn[..., j, i]
    return turn


def _frame(along: Floats, towards: Floats) -> Floats:
    """Return axes (as columns) with z against ``along`` and y as far away from ``towards`` as that allows."""
    z = -along / np.linalg.norm(along)
    y = -(towards - z * (towards @ z))
    y = y / np.linalg.norm(y)
    return np.stack([np.cross(y, z), y, z], axis=1)


@dataclass(frozen=True, kw_only=True)
class Bones:
    """Where bones are: ``turns`` (..., bones, 3, 3) and ``places`` (..., bones, 3) of their beginnings."""

    turns: Floats
    places: Floats


class Skeleton:
    """One body's bones, posed by vectors of angles in the order of `ANGLES`, several at once."""

    def __init__(self, body: Body) -> None:
        self.body = body

    @cached_property
    def _to_neutral(self) -> Floats:
        """(bones, 3, 3): the turn that takes each bone from the A-pose to the neutral stance."""
        joints = {bone: self.body.joints[index] for bone, index in PLACE.items()}
        turns = {bone: np.eye(3) for bone in BONES}
        for letter in "LR":
            at = {bone.split(".")[0]: joint for bone, joint in joints.items() if bone.endswith(letter)}
            found = {**_leg(at), **_arm(at, G["left" if letter == "L" else "right"])}
            turns |= {f"{bone}.{letter}": turn for bone, turn in found.items()}
        return np.stack([turns[bone] for bone in BONES])

    @cached_property
    def _offsets(self) -> Floats:
        """(bones, 3): from the parent's beginning to the bone's, with the parent in its neutral turn."""
        joints, turns = self.body.joints, self._to_neutral
        steps = [
            turns[parent] @ (joints[bone] - joints[parent]) if parent >= 0 else np.zeros(3)
            for bone, parent in enumerate(PARENTS)
        ]
        return np.stack(steps)

    def pose(self, angles: Floats, turn: Floats, place: Floats) -> Bones:
        """Pose the bones.

        ``angles`` (..., angles) in degrees, ``turn`` (..., 3, 3) and ``place`` (..., 3) of the pelvis in the world.
        """
        local = _Local(angles)
        places: list[Floats] = []
        turns: list[Floats] = []
        for index, bone in enumerate(BONES):
            parent = PARENTS[index]
            if parent < 0:
                turns.append(turn)
                places.append(place)
            else:
                from_ = turns[PLACE["spine01"]] if bone.startswith("upperarm01") else turns[parent]
                turns.append(from_ @ local.turn(bone))
                places.append(places[parent] + turns[parent] @ self._offsets[index])
        return Bones(turns=np.stack(turns, axis=-3), places=np.stack(places, axis=-2))

    def skinning(self, bones: Bones) -> Floats:
        """Return (..., 3, bones, 4): what takes a vertex of the A-pose along with each bone."""
        turns = bones.turns @ self._to_neutral
        moved = bones.places - np.einsum("...bij,bj->...bi", turns, self.body.joints)
        return np.moveaxis(np.concatenate([turns, moved[..., None]], axis=-1), -2, -3)

    def skin(self, bones: Bones, vertices: "Skin") -> Floats:
        """Return where the vertices are, (..., n, 3)."""
        moves = self.skinning(bones)
        shape = moves.shape[:-3]
        flat = moves.reshape(-1, len(BONES) * 4) @ vertices.spread
        return np.swapaxes(flat.reshape(*shape, 3, -1), -1, -2)


@dataclass(frozen=True, kw_only=True)
class Skin:
    """Some of a body's vertices, spread over its bones: ``spread`` is (bones * 4, n)."""

    spread: Floats

    @classmethod
    def of(cls, body: Body, vertices: Sequence[int] | NDArray[Any]) -> "Skin":
        """Take these vertices of the body."""
        chosen = np.asarray(vertices, dtype=int)
        shares = np.zeros((len(BONES), len(chosen)))
        for slot in range(body.bones.shape[1]):
            np.add.at(shares, (body.bones[chosen, slot], np.arange(len(chosen))), body.weights[chosen, slot])
        at = np.concatenate([body.vertices[chosen], np.ones((len(chosen), 1))], axis=1)
        return cls(spread=(shares[:, None] * at.T).reshape(len(BONES) * 4, -1))


def _leg(at: Mapping[str, Floats]) -> dict[str, Floats]:
    hip, knee, ankle, toes = at["upperleg01"], at["lowerleg01"], at["foot"], at["toes"]
    forward = np.array([0.0, -1.0, 0.0])
    thigh = _frame(knee - hip, forward).T
    shank = _frame(ankle - knee, forward).T
    level = (toes - ankle) * [1, 1, 0]
    foot = _frame(np.array([0.0, 0.0, -1.0]), level).T
    return {
        "upperleg01": thigh,
        "upperleg02": thigh,
        "lowerleg01": shank,
        "lowerleg02": shank,
        "foot": foot,
        "toes": foot,
    }


def _arm(at: Mapping[str, Floats], g: float) -> dict[str, Floats]:
    shoulder, elbow, wrist = at["upperarm01"], at["lowerarm01"], at["wrist"]
    upper = _frame(elbow - shoulder, wrist - elbow).T
    # The A-pose bends the elbow: the plane of that bend says which way the hinge goes.
    bend = upper @ (wrist - elbow)
    straight = about_x(np.degrees(np.arctan2(-bend[1], -bend[2]))) @ upper
    middle = at["finger3-1"] - wrist
    across = at["finger2-1"] - at["finger5-1"]
    # The hand: fingers down, thumb forward, palm to the body.
    hand = _frame(middle, across).T
    turned = straight @ hand.T
    twist = np.degrees(np.arctan2(turned[1, 0] - turned[0, 1], turned[0, 0] + turned[1, 1]))
    fore = {bone: about_z(-share * twist) @ straight for bone, share in TWIST.items() if bone != "wrist"}
    fingers = {f"finger{finger}-{joint}": hand for finger in range(1, 6) for joint in range(1, 4)}
    return {"upperarm01": upper, "upperarm02": upper, **fore, "wrist": hand, **fingers}


class _Local:
    """The turn of each bone against its parent, from vectors of angles."""

    def __init__(self, angles: Floats) -> None:
        self._angles = angles
        self._rules: dict[str, Callable[[Side, float], Floats]] = {
            "upperleg01": self._thigh,
            "upperleg02": lambda side, g: about_z(g * 0.5 * self._of(side, "hip_external_rotation")),
            "lowerleg01": lambda side, g: about_x(self._of(side, "knee_flexion")),
            "foot": lambda side, g: about_x(-self._of(side, "ankle_dorsiflexion")),
            "toes": lambda side, g: about_x(-self._of(side, "toe_extension")),
            "clavicle": self._clavicle,
            "shoulder01": lambda side, g: about_y(-g * RHYTHM_SCAPULA * self._above(side)),
            "upperarm01": self._arm,
            "upperarm02": lambda side, g: about_z(g * 0.5 * self._of(side, "shoulder_external_rotation")),
            "lowerarm01": self._elbow,
            "lowerarm02": lambda side, g: self._forearm(side, g, TWIST["lowerarm02"] - TWIST["lowerarm01"]),
            "wrist": self._wrist,
        }

    def _of(self, side: Side, name: str) -> Floats:
        return np.asarray(self._angles[..., ANGLE[f"{side}_{name}"]])

    def turn(self, bone: str) -> Floats:
        """Return the turn of this bone against its parent, or against the chest for an upper arm."""
        stem, _, letter = bone.partition(".")
        if not letter:
            return self._trunk(bone)
        side: Side = "left" if letter == "L" else "right"
        if stem.startswith("finger"):
            return self._finger(stem, side)
        rule = self._rules.get(stem)
        return rule(side, G[side]) if rule else np.eye(3)

    def _trunk(self, bone: str) -> Floats:
        """Turn a vertebra by its share: forward, to the left, and about itself."""
        turn = np.eye(3)
        for part, shares in (("lumbar", LUMBAR), ("thoracic", THORACIC), ("neck", NECK)):
            if share := shares.get(bone):
                bend = {
                    kind: share * self._angles[..., ANGLE[f"{part}_{kind}"]]
                    for kind in ("flexion", "side_bend", "rotation")
                }
                turn = turn @ about_z(bend["rotation"]) @ about_y(bend["side_bend"]) @ about_x(bend["flexion"])
        return np.asarray(turn)

    def _thigh(self, side: Side, g: float) -> Floats:
        return (
            about_x(-self._of(side, "hip_flexion"))
            @ about_y(-g * self._of(side, "hip_abduction"))
            @ about_z(g * 0.5 * self._of(side, "hip_external_rotation"))
        )

    def _arm(self, side: Side, g: float) -> Floats:
        return (
            about_x(-self._of(side, "shoulder_flexion"))
            @ about_y(-g * self._of(side, "shoulder_abduction"))
            @ about_z(g * 0.5 * self._of(side, "shoulder_external_rotation"))
        )

    def _above(self, side: Side) -> Floats:
        """Return how far the arm is lifted above where the shoulder blade begins to go along, degrees."""
        down = np.cos(np.radians(self._of(side, "shoulder_flexion"))) * np.cos(
            np.radians(self._of(side, "shoulder_abduction"))
        )
        lifted = np.degrees(np.arccos(np.clip(down, -1, 1)))
        return np.asarray(np.maximum(0.0, lifted - RHYTHM_FROM_DEG))

    def _clavicle(self, side: Side, g: float) -> Floats:
        up = RHYTHM_CLAVICLE * self._above(side) + self._of(side, "scapula_elevation")
        forward = RHYTHM_FORWARD * self._of(side, "shoulder_flexion") + self._of(side, "scapula_protraction")
        return about_z(-g * forward) @ about_y(-g * up)

    def _elbow(self, side: Side, g: float) -> Floats:
        return about_x(-self._of(side, "elbow_flexion")) @ self._forearm(side, g, TWIST["lowerarm01"])

    def _forearm(self, side: Side, g: float, share: float) -> Floats:
        return about_z(g * share * self._of(side, "forearm_supination"))

    def _wrist(self, side: Side, g: float) -> Floats:
        return (
            self._forearm(side, g, TWIST["wrist"] - TWIST["lowerarm02"])
            @ about_x(-self._of(side, "wrist_radial_deviation"))
            @ about_y(g * self._of(side, "wrist_flexion"))
        )

    def _finger(self, stem: str, side: Side) -> Floats:
        finger, joint = int(stem[6]), int(stem[-1])
        if finger == THUMB:
            # Towards the palm, and a little across it.
            return about_y(G[side] * THUMB_SHARES[joint] * self._of(side, "thumb_flexion"))
        return about_y(G[side] * FINGER_SHARES[joint] * self._of(side, "finger_flexion"))
