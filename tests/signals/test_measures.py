"""Measures, on a stick figure whose angles are known."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lumbar.signals.measures import MEASURES, Pose, above_line_px, angle_deg, rise_deg
from lumbar.vocabulary.landmark import LANDMARKS, Frame, Point
from lumbar.vocabulary.measure import GAPS, HEIGHTS, LINES

STANDING = {
    "ear": (0.0, 1.65), "shoulder": (0.0, 1.4), "elbow": (0.0, 1.1), "wrist": (0.0, 0.85), "hip": (0.0, 0.9),
    "knee": (0.0, 0.48), "ankle": (0.0, 0.08), "heel": (-0.05, 0.02), "foot_index": (0.15, 0.02),
}  # fmt: skip
"""Seen from the side, metres, x ahead."""


def frame(moved: dict[str, tuple[float, float]] | None = None, *, flipped: bool = False, width: int = 640) -> Frame:
    """Return a picture of somebody of whom both sides lie over each other."""
    at = STANDING | (moved or {})
    height = 480

    def point(name: str) -> Point:
        x, up = at.get(name.removeprefix("left_").removeprefix("right_"), (0.0, 1.6))
        return 0.5 + (-x if flipped else x) * 200 / width, (height - 40 - up * 200) / height, 0.0, 0.99

    return Frame(t_s=0.0, points=[point(name) for name in LANDMARKS], width=width, height=height)


def measured(name: str, picture: Frame) -> float:
    return MEASURES[name](Pose(picture), "left")


def test_who_stands_is_straight() -> None:
    for name in ("hip", "knee", "elbow"):
        assert measured(name, frame()) == pytest.approx(180)
    assert measured("trunk", frame()) == pytest.approx(90)
    assert measured("thigh", frame()) == pytest.approx(-90)
    assert measured("ankle", frame()) == pytest.approx(180 - math.degrees(math.atan2(0.15, 0.06)))


def test_a_knee_lifted_to_the_level_is_a_right_angle_at_the_hip() -> None:
    lifted = frame({"knee": (0.42, 0.9), "ankle": (0.42, 0.5)})
    assert measured("hip", lifted) == pytest.approx(90)
    assert measured("knee", lifted) == pytest.approx(90)
    assert measured("thigh", lifted) == pytest.approx(0, abs=1e-9)
    assert measured("knee_height", lifted) == pytest.approx(0, abs=1e-9)


def test_a_plank_that_sags_lies_below_its_line() -> None:
    plank = {"shoulder": (0.0, 0.4), "hip": (0.5, 0.27), "ankle": (1.2, 0.1), "knee": (0.9, 0.16)}
    straight = measured("hip_line", frame(plank))
    sagging = measured("hip_line", frame(plank | {"hip": (0.5, 0.15)}))
    assert abs(straight) < 0.03
    assert sagging < straight - 0.15


@pytest.mark.parametrize("name", MEASURES)
def test_facing_the_other_way_changes_nothing(name: str) -> None:
    bent = {
        "knee": (0.3, 0.6),
        "ankle": (0.2, 0.3),
        "wrist": (0.25, 1.0),
        "shoulder": (0.1, 1.38),
        "elbow": (0.2, 1.2),
    }
    assert measured(name, frame(bent)) == pytest.approx(measured(name, frame(bent, flipped=True)), abs=1e-9)


@pytest.mark.parametrize("name", [*HEIGHTS, *LINES, *GAPS])
def test_what_is_in_lengths_of_the_trunk_does_not_know_how_far_away_the_camera_is(name: str) -> None:
    bent = {"knee": (0.3, 0.6), "wrist": (0.25, 1.0)}
    near = frame(bent)
    far = Frame(
        t_s=0.0,
        points=[(0.5 + (x - 0.5) / 2, 0.5 + (y - 0.5) / 2, z, v) for x, y, z, v in near.points],
        width=near.width,
        height=near.height,
    )
    assert measured(name, near) == pytest.approx(measured(name, far))


places = st.tuples(st.floats(-100, 100), st.floats(-100, 100))


@given(places, places, places)
def test_angles_stay_in_their_range_for_any_places(
    a: tuple[float, float], b: tuple[float, float], c: tuple[float, float]
) -> None:
    assert 0 <= angle_deg(a, b, c) <= 180
    assert -90 <= rise_deg(a, b) <= 90
    assert math.isfinite(above_line_px(a, b, c))
