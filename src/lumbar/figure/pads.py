"""Pads: the patches of skin a body rests on, or is held at, found once on the body in its neutral stance."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from lumbar.figure.body import BONES, Body
from lumbar.figure.skeleton import ANGLE, PLACE, Skeleton, Skin
from lumbar.vocabulary.posture import PADS

Floats = NDArray[np.float64]
Mask = NDArray[np.bool_]

FRONT, BACK, DOWN, UP = (0, -1, 0), (0, 1, 0), (0, 0, -1), (0, 0, 1)
FACING = 0.45
"""Cosine between a vertex's normal and where its pad looks: about 63° to either side."""
ENOUGH = 40
"""Vertices of a pad: a toe has hundreds."""
ONE_WAY = 0.45
"""How long the mean of a pad's normals is at least, if it faces somewhere."""
OUTERMOST = 0.85
"""Which quantile of a pad's vertices, along where it faces, is its skin."""
OUTSIDE_M = 0.012
"""How far the middle of a strap or a towel is from the skin it lies on."""
KNEE_REACH_M, ELBOW_REACH_M = 0.075, 0.055


@dataclass(frozen=True, kw_only=True)
class _Stance:
    """A body in its neutral stance: where each vertex is, where it faces, and which bone it goes with most."""

    at: Floats
    normals: Floats
    bone: NDArray[np.int64]
    joints: Floats

    @classmethod
    def of(cls, body: Body) -> "_Stance":
        skeleton = Skeleton(body)
        bones = skeleton.pose(np.zeros(len(ANGLE)), np.eye(3), np.zeros(3))
        at = skeleton.skin(bones, Skin.of(body, np.arange(len(body.vertices))))
        return cls(at=at, normals=vertex_normals(at, body.faces), bone=body.bones[:, 0], joints=bones.places)

    def of_bones(self, *stems: str, letter: str = "") -> Mask:
        names = [f"{stem}.{letter}" if f"{stem}.{letter}" in PLACE else stem for stem in stems]
        return np.isin(self.bone, [PLACE[name] for name in names])

    def facing(self, direction: tuple[float, float, float], least: float = FACING) -> Mask:
        return np.asarray(self.normals @ np.array(direction) > least)

    def near(self, joint: str, reach_m: float) -> Mask:
        return np.asarray(np.linalg.norm(self.at - self.joints[PLACE[joint]], axis=1) < reach_m)

    def height(self, joint: str) -> float:
        return float(self.joints[PLACE[joint], 2])


def vertex_normals(at: Floats, faces: NDArray[np.int64]) -> Floats:
    """Return the direction each vertex faces, (n, 3) of length 1."""
    a, b, c = (at[faces[:, corner]] for corner in range(3))
    of_faces = np.cross(b - a, c - a)
    normals = np.zeros_like(at)
    for corner in range(3):
        np.add.at(normals, faces[:, corner], of_faces)
    return np.asarray(normals / np.maximum(np.linalg.norm(normals, axis=1, keepdims=True), 1e-12))


def outside(at: Floats, normals: Floats, pads: Sequence[NDArray[np.int64]]) -> Floats:
    """Return a place just outside the skin of each pad, where a strap lies, (pads, 3).

    ``at`` and ``normals`` (n, 3) are of all vertices, a pad is the numbers of its own.
    """
    outward = np.stack([normals[pad].mean(axis=0) for pad in pads])
    outward /= np.linalg.norm(outward, axis=1, keepdims=True)
    return np.asarray(np.stack([at[pad].mean(axis=0) for pad in pads]) + OUTSIDE_M * outward)


def _middle(s: _Stance) -> Mapping[str, Mask]:
    pelvis = s.height("root")
    across = np.abs(s.at[:, 0])
    eyes = s.height("head") + 0.5 * (s.at[:, 2].max() - s.height("head"))
    low_back, high_back = s.of_bones("spine05", "spine04", "spine03"), s.of_bones("spine02", "spine01")
    head = s.of_bones("head")
    return {
        "head_back": head & s.facing(BACK) & (s.at[:, 2] > s.height("head")),
        "forehead": head & s.facing(FRONT) & (s.at[:, 2] > eyes),
        "sacrum": s.of_bones("root", "spine05") & s.facing(BACK) & (across < 0.06) & (s.at[:, 2] > pelvis - 0.02),
        "lumbar": low_back & s.facing(BACK) & (across < 0.09),
        "upper_back": high_back & s.facing(BACK) & (across < 0.10),
        "belly": low_back & s.facing(FRONT),
        "chest": high_back & s.facing(FRONT),
        "pelvis_front": s.of_bones("root", "upperleg01", letter="L") & s.facing(FRONT)
        | s.of_bones("root", "upperleg01", letter="R") & s.facing(FRONT),
    }


def _sided(s: _Stance, letter: str, g: float) -> Mapping[str, Mask]:
    outward, inward = (g, 0.0, 0.0), (-g, 0.0, 0.0)
    own = s.at[:, 0] * g > 0
    hip, ankle = s.height(f"upperleg01.{letter}"), s.joints[PLACE[f"foot.{letter}"]]
    fingers = [bone.split(".")[0] for bone in BONES if bone.startswith("finger") and bone.endswith("L")]

    def part(*stems: str) -> Mask:
        return s.of_bones(*stems, letter=letter) & own

    foot, toes, shank = part("foot"), part("toes"), part("lowerleg01", "lowerleg02")
    thigh, seat = part("upperleg01", "upperleg02"), part("root", "upperleg01")
    behind = s.at[:, 1] > ankle[1]
    forearm, upper_arm = part("lowerarm01", "lowerarm02"), part("upperarm01", "upperarm02")
    return {
        "heel": foot & s.facing(DOWN) & behind,
        "ball": foot & s.facing(DOWN) & ~behind & (s.at[:, 1] < ankle[1] - 0.07),
        "toes": toes & s.facing(DOWN),
        "sole": (foot | toes) & s.facing(DOWN, 0.7),
        "instep": (foot | toes) & (s.facing(UP) | s.facing(FRONT)) & ~behind,
        "knee": (shank | thigh) & s.near(f"lowerleg01.{letter}", KNEE_REACH_M) & s.facing(FRONT),
        "shin": shank & s.facing(FRONT),
        "calf": shank & s.facing(BACK),
        "thigh_front": thigh & s.facing(FRONT),
        "thigh_back": thigh & s.facing(BACK) & (s.at[:, 2] < hip - 0.08),
        "thigh_side": thigh & s.facing(outward),
        "buttock": seat & s.facing(BACK) & (s.at[:, 2] > hip - 0.10) & (s.at[:, 2] < hip + 0.09),
        "sit_bone": seat & (s.facing(BACK) | s.facing(DOWN)) & (s.at[:, 2] > hip - 0.14) & (s.at[:, 2] < hip),
        "hip_side": seat & s.facing(outward) & (s.at[:, 2] > hip - 0.06),
        "scapula": part("spine01", "shoulder01", "clavicle", "spine02") & s.facing(BACK) & (s.at[:, 0] * g > 0.04),
        "shoulder_side": part("upperarm01", "shoulder01", "clavicle") & s.facing(outward),
        "palm": part("wrist") & s.facing(inward),
        "fingers": part(*fingers) & s.facing(inward),
        "forearm": forearm,
        "elbow": (forearm | upper_arm) & s.near(f"lowerarm01.{letter}", ELBOW_REACH_M) & s.facing(BACK, 0.0),
        "upper_arm": upper_arm,
        "ear": s.of_bones("head") & own & s.facing(outward),
    }


@dataclass(frozen=True, kw_only=True)
class Facing:
    """Where a pad faces: the bone it goes with most, and its direction (3,) with that bone in its neutral turn.

    A pad is rounded, and its middle lies within the body; ``out_m`` further out is its skin. A pad that goes all
    around a limb faces nowhere: its direction is 0.
    """

    bone: int
    direction: Floats
    out_m: float


class Pads:
    """The pads of one body: each a set of its vertices."""

    def __init__(self, body: Body) -> None:
        self._body = body

    @cached_property
    def _stance(self) -> _Stance:
        return _Stance.of(self._body)

    @cached_property
    def facing(self) -> Mapping[str, "Facing"]:
        """Where each pad faces."""
        return {name: self._faces(vertices) for name, vertices in self.vertices.items()}

    def _faces(self, vertices: NDArray[np.int64]) -> "Facing":
        stance = self._stance
        direction = stance.normals[vertices].mean(axis=0)
        one_way = float(np.linalg.norm(direction))
        direction = direction / one_way if one_way > ONE_WAY else np.zeros(3)
        out = (stance.at[vertices] - stance.at[vertices].mean(axis=0)) @ direction
        return Facing(
            bone=int(np.bincount(stance.bone[vertices]).argmax()),
            direction=direction,
            out_m=float(np.quantile(out, OUTERMOST)),
        )

    @cached_property
    def vertices(self) -> Mapping[str, NDArray[np.int64]]:
        """The vertices of each pad of `PADS`."""
        stance = self._stance
        masks: dict[str, Mask] = dict(_middle(stance))
        for side, letter, g in (("left", "L", 1.0), ("right", "R", -1.0)):
            masks |= {f"{side}_{name}": mask for name, mask in _sided(stance, letter, g).items()}
        return {name: _few(np.flatnonzero(masks[name])) for name in PADS}


def _few(vertices: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return enough of the vertices to say where the pad is."""
    return vertices[:: max(1, len(vertices) // ENOUGH)]
