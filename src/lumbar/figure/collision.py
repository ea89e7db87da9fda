"""Collision: limbs as capsules, so that none goes through another."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from lumbar.figure.body import Body
from lumbar.figure.skeleton import PLACE, Bones

Floats = NDArray[np.float64]

MAY_OVERLAP_M = 0.015
"""Flesh gives way."""
THICKNESS, TRUNK_THICKNESS = 0.5, 0.25
"""Which quantile of the distances between a bone and its skin is the thickness of its capsule: a trunk is flat."""

TRUNK = (("root", "spine04"), ("spine04", "spine02"), ("spine02", "spine01"), ("spine01", "neck01"))
LEG = (
    ("upperleg01", "upperleg02"),
    ("upperleg02", "lowerleg01"),
    ("lowerleg01", "lowerleg02"),
    ("lowerleg02", "foot"),
)
ARM = (("upperarm02", "lowerarm01"), ("lowerarm01", "lowerarm02"), ("lowerarm02", "wrist"), ("wrist", "finger3-1"))


@dataclass(frozen=True, kw_only=True)
class _Capsule:
    name: str
    start: int
    end: int
    thickness_m: float


class Capsules:
    """The capsules of one body, and how deep those that should stay apart are in each other."""

    def __init__(self, body: Body) -> None:
        self._body = body

    @cached_property
    def _capsules(self) -> list[_Capsule]:
        pairs = [*((start, end) for start, end in TRUNK), ("head", "")]
        pairs += [(f"{start}.{s}", f"{end}.{s}") for s in "LR" for start, end in (*LEG, ("foot", "toes"), *ARM)]
        return [self._capsule(start, end) for start, end in pairs if end]

    def _capsule(self, start: str, end: str) -> _Capsule:
        body, a, b = self._body, PLACE[start], PLACE[end]
        own = body.vertices[body.bones[:, 0] == a]
        along = body.joints[b] - body.joints[a]
        share = np.clip((own - body.joints[a]) @ along / (along @ along), 0, 1)
        away = np.linalg.norm(own - body.joints[a] - share[:, None] * along, axis=1)
        thickness = (
            float(np.quantile(away, TRUNK_THICKNESS if "." not in start else THICKNESS)) if len(away) else 0.02
        )
        return _Capsule(name=start, start=a, end=b, thickness_m=thickness)

    @cached_property
    def _pairs(self) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Return which should stay apart: arms from trunk and legs, legs and arms from their twins."""
        apart = [
            (i, j)
            for i, one in enumerate(self._capsules)
            for j, other in enumerate(self._capsules)
            if i < j and _stay_apart(one.name, other.name)
        ]
        first, second = zip(*apart, strict=True)
        return np.array(first), np.array(second)

    def overlaps(self, bones: Bones) -> Floats:
        """Return how deep each pair is in each other beyond what flesh gives, metres, (n, pairs)."""
        first, second = self._pairs
        thickness = np.array([capsule.thickness_m for capsule in self._capsules])
        starts = bones.places[..., [capsule.start for capsule in self._capsules], :]
        ends = bones.places[..., [capsule.end for capsule in self._capsules], :]
        away = _distance(starts[..., first, :], ends[..., first, :], starts[..., second, :], ends[..., second, :])
        return np.asarray(np.maximum(0.0, thickness[first] + thickness[second] - MAY_OVERLAP_M - away))

    def within(self, bones: Bones, at: NDArray[np.float32], wider: float = 1.0) -> NDArray[np.bool_]:
        """Tell which places (n, m, 3) lie in any capsule, (n, m); each is so many times as thick as it is."""
        found = np.zeros(at.shape[:-1], dtype=bool)
        x, y, z = (np.ascontiguousarray(at[..., axis]) for axis in range(3))
        for capsule in self._capsules:
            start = bones.places[:, capsule.start].astype(np.float32)[:, :, None]
            along = bones.places[:, capsule.end].astype(np.float32)[:, :, None] - start
            dx, dy, dz = x - start[:, 0], y - start[:, 1], z - start[:, 2]
            share = (dx * along[:, 0] + dy * along[:, 1] + dz * along[:, 2]) / (along * along).sum(axis=1)
            np.clip(share, 0, 1, out=share)
            dx -= share * along[:, 0]
            dy -= share * along[:, 1]
            dz -= share * along[:, 2]
            found |= dx * dx + dy * dy + dz * dz < np.float32(wider * capsule.thickness_m) ** 2
        return found

    def names(self) -> list[tuple[str, str]]:
        """Return the names of each pair's bones."""
        return [(self._capsules[i].name, self._capsules[j].name) for i, j in zip(*self._pairs, strict=True)]


def _part(name: str) -> tuple[str, str]:
    stem, _, letter = name.partition(".")
    if not letter:
        return "trunk", ""
    if stem.startswith(("upperleg", "lowerleg", "foot")):
        return ("thigh" if stem.startswith("upperleg") else "shank"), letter
    return ("upper_arm" if stem.startswith("upperarm") else "forearm"), letter


def _stay_apart(one: str, other: str) -> bool:
    (part, side), (other_part, other_side) = _part(one), _part(other)
    parts = {part, other_part}
    if "trunk" in parts and any(name.startswith(("wrist", "lowerarm02")) for name in (one, other)):
        return False  # a hand lies under a back, or on a belly
    if "forearm" in parts and parts != {"forearm", "upper_arm"}:
        return not (parts == {"forearm"} and side == other_side)
    if parts <= {"thigh", "shank"}:
        return side != other_side and not one.startswith("upperleg01") and not other.startswith("upperleg01")
    return False


def _distance(a: Floats, b: Floats, c: Floats, d: Floats) -> Floats:
    """Return the least distances between segments a-b and c-d, over the last axis of coordinates."""
    u, v, w = b - a, d - c, a - c
    uu, uv, vv = (u * u).sum(-1), (u * v).sum(-1), (v * v).sum(-1)
    uw, vw = (u * w).sum(-1), (v * w).sum(-1)
    square = np.maximum(uu * vv - uv * uv, 1e-12)
    s = np.clip((uv * vw - vv * uw) / square, 0, 1)
    t = np.clip((uv * s + vw) / np.maximum(vv, 1e-12), 0, 1)
    s = np.clip((uv * t - uw) / np.maximum(uu, 1e-12), 0, 1)
    gap = w + s[..., None] * u - t[..., None] * v
    return np.asarray(np.sqrt((gap * gap).sum(-1) + 1e-12))
