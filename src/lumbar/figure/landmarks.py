"""Landmarks: the 33 points a pose model speaks of, on a body whose posture is known.

Their order and meaning are those of BlazePose. Shoulders, elbows, wrists, fingers, hips, knees and ankles are
joints; the points of the face and the feet lie on the skin. They are found once by geometry on a body in its
neutral stance.

How well a point is seen is worked out without drawing anything: the way from it to the camera is walked, and how
much of it leads through the body's own limbs counts against it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from lumbar.figure.body import REGIONS, Body
from lumbar.figure.camera import Camera
from lumbar.figure.collision import Capsules
from lumbar.figure.pads import vertex_normals
from lumbar.figure.performance import Performance
from lumbar.figure.performer import Performer
from lumbar.figure.skeleton import ANGLE, PLACE, Bones, Skeleton, Skin
from lumbar.vocabulary.landmark import INDEX, LANDMARKS

Floats = NDArray[np.float64]

JOINTS = {
    "shoulder": "upperarm01", "elbow": "lowerarm01", "wrist": "wrist", "pinky": "finger5-1", "index": "finger2-1",
    "thumb": "finger1-3", "hip": "upperleg01", "knee": "lowerleg01", "ankle": "foot",
}  # fmt: skip
STEP_M, STEPS = 0.035, 18
"""How the way from a point to the camera is walked: a step, and so many of them."""
OWN_M, HIDDEN_M = 0.13, 0.05
"""So much of a body lies over its own joints; with this much more, a point is hidden by half, and soon wholly."""
HEAD = 0.95
"""A head is a ball between its ears, and a little less thick than they are apart."""
WIDER = 1.15
"""A capsule is the middle of a limb; its skin is a little further out."""
OUTSIDE = 0.05
"""How visible a point outside the picture is said to be."""
LEAST, MOST = 0.02, 0.998
AT_ONCE = 128
LOW_PASSED_S = 0.12
DEPTH_NOISE = 2.0
FAR_LEG = ("knee", "ankle", "heel", "foot_index")


class Landmarks:
    """Finds the landmarks of one body."""

    def __init__(self, body: Body) -> None:
        self._body = body

    @cached_property
    def _skin(self) -> tuple[list[int], Skin, Floats]:
        """The landmarks that lie on the skin, their vertices, and how much each vertex counts for each of them."""
        chosen = _on_the_skin(self._body)
        vertices = np.concatenate(list(chosen.values()))
        shares = np.zeros((len(chosen), len(vertices)))
        start = 0
        for row, own in enumerate(chosen.values()):
            shares[row, start : start + len(own)] = 1 / len(own)
            start += len(own)
        return [INDEX[name] for name in chosen], Skin.of(self._body, vertices), shares

    def places(self, skeleton: Skeleton, bones: Bones) -> Floats:
        """Return where they are in the world, (..., 33, 3)."""
        at = np.empty((*bones.places.shape[:-2], len(LANDMARKS), 3))
        for side, letter in (("left", "L"), ("right", "R")):
            for limb, bone in JOINTS.items():
                at[..., INDEX[f"{side}_{limb}"], :] = bones.places[..., PLACE[f"{bone}.{letter}"], :]
        which, skin, shares = self._skin
        at[..., which, :] = shares @ skeleton.skin(bones, skin)
        return at


def _on_the_skin(body: Body) -> dict[str, NDArray[np.int64]]:
    skeleton = Skeleton(body)
    bones = skeleton.pose(np.zeros(len(ANGLE)), np.eye(3), np.zeros(3))
    at = skeleton.skin(bones, Skin.of(body, np.arange(len(body.vertices))))
    normals = vertex_normals(at, body.faces)
    strongest = body.bones[:, 0]
    head = strongest == PLACE["head"]

    def region(*names: str) -> NDArray[np.bool_]:
        mask = np.zeros(len(at), dtype=bool)
        mask[body.faces[np.isin(body.regions, [REGIONS.index(name) for name in names])].ravel()] = True
        return mask

    def most(mask: NDArray[np.bool_], score: Floats, count: int = 3) -> NDArray[np.int64]:
        """Return the vertices of the mask with the highest score."""
        own = np.flatnonzero(mask)
        return own[np.argsort(-score[own], kind="stable")[:count]]

    eyes, lips, skin = region("eyes", "iris"), region("lips"), region("skin")
    front = normals[:, 1] < 0
    height_of_eyes = at[region("iris"), 2].mean()
    height_of_lips = at[lips, 2].mean()
    between = (at[:, 2] < height_of_eyes) & (at[:, 2] > height_of_lips)
    found = {"nose": most(head & skin & between & (np.abs(at[:, 0]) < 0.02), -at[:, 1])}
    for side, letter, g in (("left", "L", 1.0), ("right", "R", -1.0)):
        own = at[:, 0] * g > 0
        outward = at[:, 0] * g
        about = np.abs(at[:, 2] - (height_of_eyes + height_of_lips) / 2) < 0.5 * (height_of_eyes - height_of_lips)
        foot = (strongest == PLACE[f"foot.{letter}"]) | (strongest == PLACE[f"toes.{letter}"])
        found |= {
            f"{side}_eye_inner": most(eyes & own & front, -outward),
            f"{side}_eye": np.flatnonzero(region("iris") & own),
            f"{side}_eye_outer": most(eyes & own & front, outward),
            f"{side}_ear": most(head & skin & own & about, outward, 12),
            f"mouth_{side}": most(lips & own, outward),
            f"{side}_heel": most(foot, at[:, 1] - 0.5 * at[:, 2], 8),
            f"{side}_foot_index": most(foot, -at[:, 1] - 0.5 * outward, 8),
        }
    return found


@dataclass(frozen=True, kw_only=True)
class Seen:
    """Landmarks as a camera sees them.

    ``places_m`` (frames, 33, 3) in the world; ``points`` (frames, 33, 4): x and y from 0 to 1 of the picture, z
    away from the camera in widths of the picture with the middle of the hips at 0, and how visible each is, 0 to 1.
    """

    places_m: Floats
    points: Floats


class Sight:
    """What cameras see of one body."""

    def __init__(self, body: Body, skeleton: Skeleton) -> None:
        self._skeleton = skeleton
        self._landmarks = Landmarks(body)
        self._capsules = Capsules(body)

    def places(self, bones: Bones) -> Floats:
        """Return where the landmarks are in the world, (..., 33, 3)."""
        return self._landmarks.places(self._skeleton, bones)

    def see(self, bones: Bones, camera: Camera) -> Seen:
        """Return what a camera sees of many postures."""
        at = self.places(bones)
        return Seen(places_m=at, points=self._points(at, bones, camera))

    def _points(self, at: Floats, bones: Bones, camera: Camera) -> Floats:
        flat = camera.project(at.reshape(-1, 3)).reshape(at.shape)
        hips = flat[:, [INDEX["left_hip"], INDEX["right_hip"]], 2].mean(axis=1)
        per_m = camera.focal * camera.height / hips / camera.width
        seen = self._seen(at, bones, camera)
        inside = (flat[..., 0] >= 0) & (flat[..., 0] <= camera.width)
        inside &= (flat[..., 1] >= 0) & (flat[..., 1] <= camera.height)
        points = np.empty((*at.shape[:-1], 4))
        points[..., 0] = flat[..., 0] / camera.width
        points[..., 1] = flat[..., 1] / camera.height
        points[..., 2] = (flat[..., 2] - hips[:, None]) * per_m[:, None]
        points[..., 3] = np.where(inside, seen, OUTSIDE * seen)
        return points

    def _seen(self, at: Floats, bones: Bones, camera: Camera) -> Floats:
        """Return how visible points are: the more of the body lies before one, the less."""
        towards = camera.place() - at
        towards /= np.linalg.norm(towards, axis=-1, keepdims=True)
        steps = STEP_M * (np.arange(STEPS) + 0.5)
        ways = (
            (at[..., None, :] + steps[:, None] * towards[..., None, :]).reshape(len(at), -1, 3).astype(np.float32)
        )
        within = self._capsules.within(bones, ways, WIDER) | _in_the_head(at, ways)
        within = within.reshape(*at.shape[:-1], STEPS)
        before = STEP_M * within.sum(axis=-1)
        hidden = 1 / (1 + np.exp((before - OWN_M - HIDDEN_M) / (HIDDEN_M / 2)))
        return np.asarray(LEAST + (MOST - LEAST) * hidden)


class Watching:
    """A camera that watches one performer."""

    def __init__(self, performer: Performer) -> None:
        self._performer = performer
        self._sight = Sight(performer.body, performer.solver.skeleton)

    def places(self, performance: Performance) -> Floats:
        """Return where the landmarks are in the world in every frame."""
        parts = _parts(performance.frames)
        return np.concatenate([self._sight.places(self._performer.bones(performance, part)) for part in parts])

    def see(self, performance: Performance, camera: Camera) -> Seen:
        """Return what the camera sees in every frame."""
        parts = _parts(performance.frames)
        seen = [self._sight.see(self._performer.bones(performance, part), camera) for part in parts]
        return Seen(
            places_m=np.concatenate([each.places_m for each in seen]),
            points=np.concatenate([each.points for each in seen]),
        )


def _in_the_head(at: Floats, ways: NDArray[np.float32]) -> NDArray[np.bool_]:
    ears = at[:, [INDEX["left_ear"], INDEX["right_ear"]]].astype(np.float32)
    middle, across = ears.mean(axis=1), ears[:, 0] - ears[:, 1]
    thickness = HEAD / 2 * np.linalg.norm(across, axis=1, keepdims=True)
    return np.asarray(((ways - middle[:, None]) ** 2).sum(axis=-1) < thickness**2)


def _parts(frames: int) -> Iterator[slice]:
    for start in range(0, frames, AT_ONCE):
        yield slice(start, min(start + AT_ONCE, frames))


@dataclass(frozen=True, kw_only=True)
class Detector:
    """How a pose model errs.

    ``noise`` is how far points are off, as a standard deviation in lengths of the trunk, slowly varying, and more
    where little is seen. ``leak`` is how much of the near leg's way the far leg seems to go along with.
    """

    noise: float = 0.0
    leak: float = 0.0
    seed: int = 0

    def detected(self, seen: Seen, fps: float, width: int, height: int) -> Floats:
        """Return the points as a model that errs so would give them, (frames, 33, 4)."""
        points = seen.points.copy()
        square = np.array([1.0, height / width, 1.0])
        if self.leak:
            self._leaked(points, seen)
        if self.noise:
            chance = np.random.default_rng(self.seed)
            shape = (len(points), len(LANDMARKS), 3)
            off = _low_passed(chance.normal(size=shape), LOW_PASSED_S * fps) * [1, 1, DEPTH_NOISE]
            unsure = 1 + 2 * (1 - points[..., 3:])
            points[..., :3] += self.noise * _trunk(points, square)[:, None, None] * unsure * off / square
            points[..., 3] = np.clip(points[..., 3] + self.noise * chance.normal(size=shape[:2]), 0, 1)
        return points

    def _leaked(self, points: Floats, seen: Seen) -> None:
        """Move the far leg along with the near one: each point goes with its twin's way from where it mostly is."""
        z = seen.points[:, :, 2].mean(axis=0)
        far, near = ("left", "right") if z[INDEX["left_knee"]] > z[INDEX["right_knee"]] else ("right", "left")
        for limb in FAR_LEG:
            of_near, of_far = points[:, INDEX[f"{near}_{limb}"], :2], points[:, INDEX[f"{far}_{limb}"], :2]
            of_far += self.leak * ((of_near - of_near[:1]) - (of_far - of_far[:1]))


def _trunk(points: Floats, square: Floats) -> Floats:
    """Return the trunk's length in each frame, in widths of the picture."""
    pairs = [[INDEX[f"{side}_{joint}"] for side in ("left", "right")] for joint in ("shoulder", "hip")]
    shoulders, hips = (points[:, pair, :3].mean(axis=1) * square for pair in pairs)
    return np.asarray(np.linalg.norm(shoulders - hips, axis=1))


def _low_passed(noise: Floats, frames: float) -> Floats:
    """Return noise of the same strength that changes slowly."""
    keeps = np.exp(-1 / max(frames, 1e-3))
    smooth = noise.copy()
    for frame in range(1, len(noise)):
        smooth[frame] = keeps * smooth[frame - 1] + np.sqrt(1 - keeps**2) * noise[frame]
    return smooth
