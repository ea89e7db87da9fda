"""Collision: limbs as capsules, so that none goes through another."""

from dataclasses import dataclass, replace
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
HAND = ("wrist", "finger")
HAND_AND_TRUNK = 0.25
FLESHY = ("upperleg", "lowerleg01")
FINGERS = ("finger3-1", "finger3-3")
WIDTH, DEPTH = 0.85, (0.12, 0.88)
"""Which quantiles of where its skin is are half the width, the front and the back of a part of the trunk."""


@dataclass(frozen=True, kw_only=True)
class _Capsule:
    name: str
    start: int
    end: int
    thickness_m: float
    beside_m: tuple[float, float, float] = (0.0, 0.0, 0.0)
    """Where it lies beside its bones, in the axes of the first of them."""


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
        a, b = PLACE[start], PLACE[end]
        away = np.linalg.norm(self._around(a, b)[1], axis=1)
        thickness = (
            float(np.quantile(away, TRUNK_THICKNESS if "." not in start else THICKNESS)) if len(away) else 0.02
        )
        return _Capsule(name=start, start=a, end=b, thickness_m=thickness)

    def _around(self, a: int, b: int) -> tuple[Floats, Floats]:
        """Return where along a bone its skin is, 0 to 1, and from there how far away, (n, 3)."""
        body = self._body
        own = body.vertices[body.bones[:, 0] == a] - body.joints[a]
        along = body.joints[b] - body.joints[a]
        share = np.clip(own @ along / (along @ along), 0, 1)
        return share, own - share[:, None] * along

    @cached_property
    def _solid(self) -> list[_Capsule]:
        """All that should stay apart: limbs, and a trunk as wide and as deep as it is."""
        limbs = [self._middled(capsule) for capsule in self._capsules if "." in capsule.name]
        fingers = [self._capsule(*(f"{bone}.{s}" for bone in FINGERS)) for s in "LR"]
        return [*limbs, *fingers, *(part for ends in TRUNK for part in self._beside(*ends))]

    def _middled(self, capsule: _Capsule) -> _Capsule:
        """Return a thigh or a calf about the middle of its flesh: much of it lies behind the bone."""
        if not capsule.name.startswith(FLESHY):
            return capsule
        _, away = self._around(capsule.start, capsule.end)
        middle = away.mean(axis=0)
        thickness = float(np.quantile(np.linalg.norm(away - middle, axis=1), THICKNESS))
        x, y, z = middle.tolist()
        return replace(capsule, thickness_m=thickness, beside_m=(x, y, z))

    def _beside(self, start: str, end: str) -> list[_Capsule]:
        """Return a part of the trunk as two capsules side by side."""
        body, a, b = self._body, PLACE[start], PLACE[end]
        own = body.vertices[body.bones[:, 0] == a] - (body.joints[a] + body.joints[b]) / 2
        front, back = np.quantile(own[:, 1], DEPTH)
        thickness = float(back - front) / 2
        aside = max(0.0, float(np.quantile(np.abs(own[:, 0]), WIDTH)) - thickness)
        return [
            _Capsule(
                name=start,
                start=a,
                end=b,
                thickness_m=thickness,
                beside_m=(g * aside, float(front + back) / 2, 0.0),
            )
            for g in (1, -1)
        ]

    @cached_property
    def _pairs(self) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Return which should stay apart: arms from trunk and legs, legs and arms from their twins."""
        apart = [
            (i, j)
            for i, one in enumerate(self._solid)
            for j, other in enumerate(self._solid)
            if i < j and _stay_apart(one.name, other.name)
        ]
        first, second = zip(*apart, strict=True)
        return np.array(first), np.array(second)

    def overlaps(self, bones: Bones) -> Floats:
        """Return how deep each pair is in each other beyond what flesh gives, metres, (n, pairs)."""
        first, second = self._pairs
        thickness = np.array([capsule.thickness_m for capsule in self._solid])
        first_bones, last_bones = ([getattr(each, end) for each in self._solid] for end in ("start", "end"))
        beside = np.array([capsule.beside_m for capsule in self._solid])
        moved = np.einsum("...bij,bj->...bi", bones.turns[..., first_bones, :, :], beside)
        starts, ends = bones.places[..., first_bones, :] + moved, bones.places[..., last_bones, :] + moved
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

    @cached_property
    def firmness(self) -> Floats:
        """How firmly each pair is kept apart, 0 to 1, (pairs,): a hand may be pressed under a back."""
        return np.array([HAND_AND_TRUNK if _hand_and_trunk(*names) else 1.0 for names in self.names()])

    def names(self) -> list[tuple[str, str]]:
        """Return the names of each pair's bones."""
        return [(self._solid[i].name, self._solid[j].name) for i, j in zip(*self._pairs, strict=True)]


def _part(name: str) -> tuple[str, str]:
    stem, _, letter = name.partition(".")
    if not letter:
        return "trunk", ""
    if stem.startswith(("upperleg", "lowerleg", "foot")):
        return ("thigh" if stem.startswith("upperleg") else "shank"), letter
    return ("upper_arm" if stem.startswith("upperarm") else "forearm"), letter


def _hand_and_trunk(one: str, other: str) -> bool:
    return "trunk" in (_part(one)[0], _part(other)[0]) and any(name.startswith(HAND) for name in (one, other))


def _stay_apart(one: str, other: str) -> bool:
    (part, side), (other_part, other_side) = _part(one), _part(other)
    parts = {part, other_part}
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
