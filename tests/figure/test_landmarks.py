"""The 33 points: where they are, and how well they are seen."""

from functools import cache

import numpy as np
import pytest
from numpy.typing import NDArray

from lumbar.figure.body import BODIES, load
from lumbar.figure.framing import GOOD_VIEWS, VIEWS, Shot, framed, good_views
from lumbar.figure.landmarks import Detector, Landmarks, Seen, Watching
from lumbar.figure.performance import Performance, Wish
from lumbar.figure.performer import Performer
from lumbar.figure.skeleton import ANGLE, Skeleton
from lumbar.figure.truth import landmark_lines
from lumbar.library.packaged import catalogue
from lumbar.vocabulary.landmark import INDEX, LANDMARKS

Floats = NDArray[np.float64]


@cache
def knee_to_chest() -> tuple[Performer, Performance]:
    performer = Performer(catalogue()["single_knee_to_chest"], "woman")
    return performer, performer.perform(Wish(reps=2, hold_s=1.0, pace=2.0, side="right"))


@cache
def seen(shot: Shot = Shot()) -> Seen:  # noqa: B008
    performer, performance = knee_to_chest()
    watching = Watching(performer)
    return watching.see(performance, framed(performer.figure, shot, watching.places(performance)))


def standing(body: str) -> dict[str, Floats]:
    skeleton = Skeleton(load(body))
    bones = skeleton.pose(np.zeros(len(ANGLE)), np.eye(3), np.zeros(3))
    return dict(zip(LANDMARKS, Landmarks(load(body)).places(skeleton, bones), strict=True))


def test_there_are_33_in_blazepose_order() -> None:
    assert len(LANDMARKS) == 33
    assert [LANDMARKS[i] for i in (0, 7, 11, 12, 15, 23, 25, 27, 29, 31, 32)] == [
        "nose", "left_ear", "left_shoulder", "right_shoulder", "left_wrist", "left_hip", "left_knee", "left_ankle",
        "left_heel", "left_foot_index", "right_foot_index",
    ]  # fmt: skip


@pytest.mark.parametrize("body", BODIES)
def test_upright_they_are_where_anatomy_has_them(body: str) -> None:
    at = standing(body)
    heights = [
        "left_eye",
        "nose",
        "mouth_left",
        "left_shoulder",
        "left_elbow",
        "left_hip",
        "left_knee",
        "left_ankle",
    ]
    assert heights == sorted(heights, key=lambda name: -at[name][2])
    assert at["nose"][1] < at["left_eye"][1] < at["left_ear"][1]
    assert at["left_foot_index"][1] < at["left_ankle"][1] < at["left_heel"][1]
    assert at["left_eye_inner"][0] < at["left_eye"][0] < at["left_eye_outer"][0] < at["left_ear"][0]


@pytest.mark.parametrize("body", BODIES)
def test_both_sides_mirror_each_other(body: str) -> None:
    at = standing(body)
    for name in LANDMARKS:
        if "left" in name:
            twin = at[name.replace("left", "right")]
            assert at[name] == pytest.approx(twin * [-1, 1, 1], abs=0.012), name


def test_all_of_a_person_is_in_the_picture() -> None:
    for view in VIEWS:
        points = seen(Shot(view=view)).points
        assert points[..., :2].min() > 0, view
        assert points[..., :2].max() < 1, view


def test_what_lies_behind_the_body_is_less_visible() -> None:
    visible = seen().points[:, :, 3]
    for joint in ("shoulder", "hip", "elbow"):
        assert (visible[:, INDEX[f"left_{joint}"]] < visible[:, INDEX[f"right_{joint}"]]).mean() > 0.85, joint
    assert visible[:, INDEX["nose"]].min() > 0.9
    assert visible[:, INDEX["left_hip"]].max() < 0.5


def test_from_the_other_side_it_is_the_other_way_round() -> None:
    visible = seen(Shot(azimuth_deg=180)).points[:, :, 3]
    assert visible[:, INDEX["left_hip"]].min() > visible[:, INDEX["right_hip"]].max()


def test_outside_the_picture_nothing_is_visible() -> None:
    near = seen(Shot(distance_m=0.8)).points
    outside = (near[..., :2] < 0).any(axis=-1) | (near[..., :2] > 1).any(axis=-1)
    assert outside.any()
    assert near[outside, 3].max() < 0.1


def test_depth_is_from_the_hips_and_near_is_less() -> None:
    points = seen().points
    hips = points[:, [INDEX["left_hip"], INDEX["right_hip"]], 2]
    assert np.abs(hips.mean(axis=1)).max() < 1e-9
    assert (points[:, INDEX["right_shoulder"], 2] < points[:, INDEX["left_shoulder"], 2]).all()


def test_noise_is_as_strong_as_was_asked_and_slow() -> None:
    clean = seen()
    noisy = Detector(noise=0.03, seed=1).detected(clean, 30, 640, 480)
    off = (noisy - clean.points)[:, INDEX["right_knee"], :2] * [1, 0.75]
    pairs = [[INDEX[f"{side}_{joint}"] for side in ("left", "right")] for joint in ("shoulder", "hip")]
    ends = [clean.points[0, pair, :2].mean(axis=0) for pair in pairs]
    trunk = np.linalg.norm((ends[0] - ends[1]) * [1, 0.75])
    assert off.std() / trunk == pytest.approx(0.03, rel=0.4)
    assert np.abs(np.diff(off, axis=0)).mean() < off.std()
    assert noisy[..., 3].min() >= 0
    assert noisy[..., 3].max() <= 1


def test_the_far_leg_goes_along_by_as_much_as_leaks() -> None:
    ways = []
    for leak in (0.0, 0.4):
        points = Detector(leak=leak).detected(seen(), 30, 640, 480)
        ways.append(float(np.ptp(points[:, INDEX["left_knee"], 0])))
    near = float(np.ptp(seen().points[:, INDEX["right_knee"], 0]))
    assert ways[0] < 0.03
    assert ways[1] == pytest.approx(0.4 * near, rel=0.3)


def test_a_line_for_every_frame() -> None:
    performance = knee_to_chest()[1]
    lines = list(landmark_lines(seen().points, performance.fps, 640, 480))
    assert len(lines) == performance.frames


def test_every_movement_has_good_views_near_its_own() -> None:
    for movement in catalogue().movements:
        if movement.figure:
            views = good_views(movement.figure)
            assert views[0] == movement.figure.view
            assert len(views) == len(GOOD_VIEWS)
