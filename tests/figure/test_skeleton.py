"""The skeleton does what the names of its angles say."""

from collections.abc import Mapping

import numpy as np
import pytest
from numpy.typing import NDArray

from lumbar.figure.body import BODIES, PARENTS, load
from lumbar.figure.skeleton import ANGLE, PLACE, Bones, Skeleton, Skin
from lumbar.vocabulary.posture import ANGLES

Floats = NDArray[np.float64]


def posed(degrees: Mapping[str, float] | None = None, *, body: str = "woman") -> Bones:
    angles = np.zeros(len(ANGLES))
    for name, value in (degrees or {}).items():
        angles[ANGLE[name]] = value
    return Skeleton(load(body)).pose(angles, np.eye(3), np.zeros(3))


def place(bones: Bones, bone: str) -> Floats:
    return np.asarray(bones.places[PLACE[bone]])


def direction(bones: Bones, start: str, end: str) -> Floats:
    along = place(bones, end) - place(bones, start)
    return np.asarray(along / np.linalg.norm(along))


LEFT, FORWARD, UP = np.eye(3)[0], -np.eye(3)[1], np.eye(3)[2]


@pytest.mark.parametrize("body", BODIES)
def test_in_the_neutral_stance_arms_and_legs_hang_straight_down(body: str) -> None:
    bones = posed(body=body)
    for side in "LR":
        for start, end in (("upperleg01", "lowerleg01"), ("lowerleg01", "foot"), ("upperarm01", "lowerarm01")):
            assert direction(bones, f"{start}.{side}", f"{end}.{side}") @ -UP == pytest.approx(1, abs=1e-3)


@pytest.mark.parametrize(
    ("angle", "start", "end", "towards"),
    [
        ("left_hip_flexion", "upperleg01.L", "lowerleg01.L", FORWARD),
        ("left_hip_abduction", "upperleg01.L", "lowerleg01.L", LEFT),
        ("right_hip_abduction", "upperleg01.R", "lowerleg01.R", -LEFT),
        ("left_knee_flexion", "lowerleg01.L", "foot.L", -FORWARD),
        ("left_shoulder_flexion", "upperarm01.L", "lowerarm01.L", FORWARD),
        ("right_shoulder_abduction", "upperarm01.R", "lowerarm01.R", -LEFT),
        ("left_elbow_flexion", "lowerarm01.L", "wrist.L", FORWARD),
    ],
)
def test_ninety_degrees_point_where_the_name_says(angle: str, start: str, end: str, towards: Floats) -> None:
    assert direction(posed({angle: 90.0}), start, end) @ towards > 0.97


@pytest.mark.parametrize(
    ("angle", "bone", "towards"),
    [
        ("lumbar_flexion", "head", FORWARD),
        ("lumbar_side_bend", "head", LEFT),
        ("thoracic_flexion", "head", FORWARD),
        ("left_ankle_dorsiflexion", "toes.L", UP),
        ("left_scapula_elevation", "upperarm01.L", UP),
        ("left_scapula_protraction", "upperarm01.L", FORWARD),
        ("left_wrist_flexion", "finger3-1.L", -LEFT),
        ("right_wrist_flexion", "finger3-1.R", LEFT),
        ("left_wrist_radial_deviation", "finger3-1.L", FORWARD),
    ],
)
def test_a_plus_moves_the_way_its_name_says(angle: str, bone: str, towards: Floats) -> None:
    moved = place(posed({angle: 20.0}), bone) - place(posed(), bone)
    assert moved @ towards > 0.7 * np.linalg.norm(moved) > 0


def test_thumbs_point_forward_and_supination_turns_the_left_one_outward() -> None:
    def thumb(bones: Bones) -> Floats:
        return direction(bones, "wrist.L", "finger1-3.L")

    assert thumb(posed()) @ FORWARD > 0.5
    assert (thumb(posed({"left_forearm_supination": 80.0})) - thumb(posed())) @ LEFT > 0.5


def test_rotating_the_trunk_to_the_left_takes_the_right_shoulder_forward() -> None:
    moved = place(posed({"thoracic_rotation": 30.0}), "upperarm01.R") - place(posed(), "upperarm01.R")
    assert moved @ FORWARD > 0.03


def test_bones_keep_their_lengths_whatever_the_angles() -> None:
    rng = np.random.default_rng(3)
    limits = np.array(list(ANGLES.values()))
    skeleton = Skeleton(load("man"))
    angles = rng.uniform(limits[:, 0], limits[:, 1], (20, len(ANGLES)))
    bones = skeleton.pose(angles, np.broadcast_to(np.eye(3), (20, 3, 3)), np.zeros((20, 3)))
    for bone, parent in enumerate(PARENTS):
        if parent >= 0:
            lengths = np.linalg.norm(bones.places[:, bone] - bones.places[:, parent], axis=1)
            assert np.ptp(lengths) < 1e-9


def test_many_are_posed_at_once_as_each_by_itself() -> None:
    rng = np.random.default_rng(5)
    skeleton = Skeleton(load("woman"))
    skin = Skin.of(skeleton.body, np.arange(0, 8000, 400))
    angles = rng.uniform(-20, 20, (4, len(ANGLES)))
    together = skeleton.skin(skeleton.pose(angles, np.broadcast_to(np.eye(3), (4, 3, 3)), np.zeros((4, 3))), skin)
    for each, at in zip(angles, together, strict=True):
        assert np.allclose(skeleton.skin(skeleton.pose(each, np.eye(3), np.zeros(3)), skin), at)
