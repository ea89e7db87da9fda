"""The skeleton: joint angles in, the place and turn of every bone out.

Axes: x the person's left, y back, z up, metres. A bone's turn is relative to the neutral stance, in which every
bone's axes are the body's. What takes the exported body's A-pose to that stance is worked out from its joints.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from lumbar.figure.body import BONES, PARENTS, Body
from lumbar.vocabulary.posture import ANGLES, SIDES, Side

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

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
LEG = ("upperleg", "lowerleg", "foot", "toes")
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


def above_deg(angles: Floats, side: Side) -> Floats:
    """Return how far an arm is lifted above where the shoulder blade begins to go along, degrees, (...)."""
    flexion, abduction = (
        np.radians(angles[..., ANGLE[f"{side}_shoulder_{kind}"]]) for kind in ("flexion", "abduction")
    )
    lifted = np.degrees(np.arccos(np.clip(np.cos(flexion) * np.cos(abduction), -1, 1)))
    return np.asarray(np.maximum(0.0, lifted - RHYTHM_FROM_DEG))


ABOVE = "above"
Turn = tuple[str, Mapping[str, float]]
"""About which axis, and by how much of which angles."""


def _trunk(bone: str) -> list[Turn]:
    """Turn a vertebra by its share: about itself, to the left, and forward."""
    return [
        (axis, {f"{part}_{kind}": shares[bone]})
        for part, shares in (("lumbar", LUMBAR), ("thoracic", THORACIC), ("neck", NECK))
        if bone in shares
        for axis, kind in (("z", "rotation"), ("y", "side_bend"), ("x", "flexion"))
    ]


def _limbs(g: float) -> Mapping[str, list[Turn]]:
    """Say how the bones of one side turn; ``g`` is 1 on the left, -1 on the right."""
    hip_rotation, shoulder_rotation = {"hip_external_rotation": g * 0.5}, {"shoulder_external_rotation": g * 0.5}
    forearm = {
        bone: ("z", {"forearm_supination": g * share})
        for bone, share in (
            ("lowerarm01", TWIST["lowerarm01"]),
            ("lowerarm02", TWIST["lowerarm02"] - TWIST["lowerarm01"]),
            ("wrist", TWIST["wrist"] - TWIST["lowerarm02"]),
        )
    }
    return {
        "upperleg01": [("x", {"hip_flexion": -1}), ("y", {"hip_abduction": -g}), ("z", hip_rotation)],
        "upperleg02": [("z", hip_rotation)],
        "lowerleg01": [("x", {"knee_flexion": 1})],
        "foot": [("x", {"ankle_dorsiflexion": -1})],
        "toes": [("x", {"toe_extension": -1})],
        "clavicle": [
            ("z", {"shoulder_flexion": -g * RHYTHM_FORWARD, "scapula_protraction": -g}),
            ("y", {ABOVE: -g * RHYTHM_CLAVICLE, "scapula_elevation": -g}),
        ],
        "shoulder01": [("y", {ABOVE: -g * RHYTHM_SCAPULA})],
        "upperarm01": [
            ("x", {"shoulder_flexion": -1}),
            ("y", {"shoulder_abduction": -g}),
            ("z", shoulder_rotation),
        ],
        "upperarm02": [("z", shoulder_rotation)],
        "lowerarm01": [("x", {"elbow_flexion": -1}), forearm["lowerarm01"]],
        "lowerarm02": [forearm["lowerarm02"]],
        "wrist": [forearm["wrist"], ("x", {"wrist_radial_deviation": -1}), ("y", {"wrist_flexion": g})],
        # The thumb goes towards the palm, and a little across it.
        **{
            f"finger{THUMB}-{joint}": [("y", {"thumb_flexion": g * share})] for joint, share in THUMB_SHARES.items()
        },
        **{
            f"finger{finger}-{joint}": [("y", {"finger_flexion": g * share})]
            for finger in range(THUMB + 1, 6)
            for joint, share in FINGER_SHARES.items()
        },
    }


def _turns() -> dict[int, list[Turn]]:
    """Say how each bone turns against its parent, or against the chest for an upper arm; first what comes first."""
    found = {PLACE[bone]: _trunk(bone) for bone in BONES if "." not in bone}
    for side, g in G.items():
        for stem, turns in _limbs(g).items():
            found[PLACE[f"{stem}.{LETTER[side]}"]] = [
                (axis, {f"{side}_{name}": share for name, share in shares.items()}) for axis, shares in turns
            ]
    return found


_FEATURE = {name: index for index, name in enumerate((*ANGLES, *(f"{side}_{ABOVE}" for side in SIDES)))}
_TURNS = [(bone, order, *turn) for bone, turns in _turns().items() for order, turn in enumerate(turns)]
_AXES = np.array(["xyz".index(axis) for _, _, axis, _ in _TURNS])


def _shares() -> Floats:
    """Return by how much of each angle each turn turns, (angles and what is above, turns)."""
    shares = np.zeros((len(_FEATURE), len(_TURNS)))
    for column, (*_, by) in enumerate(_TURNS):
        for name, share in by.items():
            shares[_FEATURE[name], column] = share
    return shares


def _orders() -> Iterator[tuple[Ints, Ints]]:
    """Yield the bones that have a first turn and those turns, then those that have a second, and so on."""
    for order in range(max(each[1] for each in _TURNS) + 1):
        own = [(each[0], column) for column, each in enumerate(_TURNS) if each[1] == order]
        bones, columns = zip(*own, strict=True)
        yield np.array(bones), np.array(columns)


def _levels() -> Iterator[tuple[Ints, Ints, Ints]]:
    """Yield the bones that hang from the pelvis, then those that hang from them; their parents; what turns them."""
    depth = [0] * len(BONES)
    for bone, parent in enumerate(PARENTS):
        depth[bone] = depth[parent] + 1 if parent >= 0 else 0
    for level in range(1, max(depth) + 1):
        bones = [bone for bone in range(len(BONES)) if depth[bone] == level]
        parents = [PARENTS[bone] for bone in bones]
        # The upper arm's angles are against the chest, wherever the shoulder blade is.
        turned = [
            PLACE["spine01"] if BONES[bone].startswith("upperarm01") else parent
            for bone, parent in zip(bones, parents, strict=True)
        ]
        yield np.array(bones), np.array(parents), np.array(turned)


_SHARES, _ORDERS, LEVELS = _shares(), list(_orders()), list(_levels())


def local_turns(angles: Floats) -> Floats:
    """Return the turn of each bone against its parent, (n, bones, 3, 3), for angles (n, angles) in degrees."""
    above = np.stack([above_deg(angles, side) for side in SIDES], axis=1)
    radians = np.radians(np.concatenate([angles, above], axis=1) @ _SHARES)
    cosine, sine = np.cos(radians), np.sin(radians)
    each = np.zeros((*radians.shape, 3, 3))
    for axis in range(3):
        own = np.flatnonzero(axis == _AXES)
        i, j = (axis + 1) % 3, (axis + 2) % 3
        each[:, own, axis, axis] = 1
        each[:, own, i, i] = each[:, own, j, j] = cosine[:, own]
        each[:, own, j, i], each[:, own, i, j] = sine[:, own], -sine[:, own]
    local = np.broadcast_to(np.eye(3), (len(angles), len(BONES), 3, 3)).copy()
    for bones, columns in _ORDERS:
        local[:, bones] = local[:, bones] @ each[:, columns]
    return local


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
        shape = angles.shape[:-1]
        local = local_turns(angles.reshape(-1, len(ANGLES)))
        turns = np.empty_like(local)
        places = np.empty((len(local), len(BONES), 3))
        turns[:, 0], places[:, 0] = turn.reshape(-1, 3, 3), place.reshape(-1, 3)
        for bones, parents, turned_by in LEVELS:
            turns[:, bones] = turns[:, turned_by] @ local[:, bones]
            places[:, bones] = places[:, parents] + (turns[:, parents] @ self._offsets[bones][..., None])[..., 0]
        return Bones(turns=turns.reshape(*shape, -1, 3, 3), places=places.reshape(*shape, -1, 3))

    def skinning(self, bones: Bones) -> Floats:
        """Return (..., 3, bones, 4): what takes a vertex of the A-pose along with each bone."""
        turns = bones.turns @ self._to_neutral
        moved = bones.places - np.einsum("...bij,bj->...bi", turns, self.body.joints)
        return np.moveaxis(np.concatenate([turns, moved[..., None]], axis=-1), -2, -3)

    def skin(self, bones: Bones, vertices: "Skin") -> Floats:
        """Return where the vertices are, (..., n, 3)."""
        moves = self.skinning(bones)
        flat = moves.reshape(-1, len(BONES), 4)
        at = np.empty((len(flat), vertices.count))
        for part in vertices.parts:
            at[:, part.vertices] = flat[:, part.bones].reshape(len(flat), -1) @ part.spread
        return np.swapaxes(at.reshape(*moves.shape[:-2], -1), -1, -2)


@dataclass(frozen=True, kw_only=True)
class SkinPart:
    """Vertices that go along with few bones.

    ``vertices`` (n,) are their places among all, ``spread`` (bones * 4, n) how they are spread over the bones.
    """

    vertices: Ints
    bones: Ints
    spread: Floats


@dataclass(frozen=True, kw_only=True)
class Skin:
    """Some of a body's vertices, limb by limb: an arm has nothing to do with the bones of a leg."""

    parts: Sequence[SkinPart]
    count: int

    @classmethod
    def of(cls, body: Body, vertices: Sequence[int] | NDArray[Any]) -> "Skin":
        """Take these vertices of the body."""
        chosen = np.asarray(vertices, dtype=int)
        shares = np.zeros((len(BONES), len(chosen)))
        for slot in range(body.bones.shape[1]):
            np.add.at(shares, (body.bones[chosen, slot], np.arange(len(chosen))), body.weights[chosen, slot])
        at = np.concatenate([body.vertices[chosen], np.ones((len(chosen), 1))], axis=1)
        limbs = np.array([_limb(bone) for bone in BONES])[body.bones[chosen, 0]]
        parts = []
        for limb in np.unique(limbs):
            own = np.flatnonzero(limbs == limb)
            bones = np.flatnonzero(shares[:, own].any(axis=1))
            spread = shares[np.ix_(bones, own)][:, None] * at[own].T
            parts.append(SkinPart(vertices=own, bones=bones, spread=spread.reshape(len(bones) * 4, -1)))
        return cls(parts=parts, count=len(chosen))


def _limb(bone: str) -> str:
    """Name the limb of a bone: an arm, a leg, or the trunk."""
    stem, _, letter = bone.partition(".")
    return f"{'leg' if stem.startswith(LEG) else 'arm'}.{letter}" if letter else "trunk"


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
