"""Gravity: a phone's tilt, in postures that anybody can hold one in."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lumbar.signals.gravity import about_upright_deg_s, apart_deg, pitch_deg, roll_deg, round_deg
from lumbar.vocabulary.motion import Motion, Vector

ON_ITS_BACK, ON_ITS_FACE, UPRIGHT = (0.0, 0.0, 9.8), (0.0, 0.0, -9.8), (0.0, 9.8, 0.0)
ON_ITS_LEFT_EDGE = (9.8, 0.0, 0.0)

numbers = st.floats(-30, 30, allow_nan=False)
vectors = st.tuples(numbers, numbers, numbers)


@pytest.mark.parametrize(
    ("up", "pitch", "roll"),
    [(ON_ITS_BACK, 0, 0), (UPRIGHT, 90, 0), (ON_ITS_FACE, 180, 0), (ON_ITS_LEFT_EDGE, 0, 90)],
)
def test_a_phone_held_plainly_is_tilted_plainly(up: Vector, pitch: float, roll: float) -> None:
    assert pitch_deg(up) == pytest.approx(pitch)
    assert roll_deg(up) == pytest.approx(roll)


def test_a_top_raised_by_thirty_degrees_is_a_pitch_of_thirty() -> None:
    up = (0.0, math.sin(math.radians(30)), math.cos(math.radians(30)))
    assert pitch_deg(up) == pytest.approx(30)


def test_a_right_edge_raised_is_a_roll_however_the_phone_is_pitched() -> None:
    rolled, pitched = math.radians(20), math.radians(70)
    up = (math.sin(rolled), math.cos(rolled) * math.sin(pitched), math.cos(rolled) * math.cos(pitched))
    assert roll_deg(up) == pytest.approx(20)
    assert pitch_deg(up) == pytest.approx(70)


@pytest.mark.parametrize(
    ("up", "rotation"),
    [(ON_ITS_BACK, (0.0, 0.0, 40.0)), (UPRIGHT, (0.0, 40.0, 0.0)), (ON_ITS_FACE, (0.0, 0.0, -40.0))],
)
def test_a_turn_to_the_left_is_one_however_the_phone_is_held(up: Vector, rotation: Vector) -> None:
    assert about_upright_deg_s(Motion(t_s=0, gravity=up, rotation=rotation)) == pytest.approx(40)


def test_without_gravity_nothing_turns_about_the_upright() -> None:
    assert about_upright_deg_s(Motion(t_s=0, gravity=(0.0, 0.0, 0.0), rotation=(1.0, 2.0, 3.0))) == 0


@pytest.mark.parametrize(
    ("angle", "short"), [(0, 0), (190, -170), (-190, 170), (180, 180), (-180, -180), (350, -10)]
)
def test_an_angle_goes_the_short_way_round(angle: float, short: float) -> None:
    assert round_deg(angle) == short


@given(vectors, vectors)
def test_ways_are_no_further_apart_than_half_a_turn_and_the_same_both_ways(one: Vector, other: Vector) -> None:
    assert 0 <= apart_deg(one, other) <= 180
    assert apart_deg(one, other) == pytest.approx(apart_deg(other, one))


@given(vectors)
def test_tilts_stay_in_their_range_for_any_numbers(up: Vector) -> None:
    assert -180 <= pitch_deg(up) <= 180
    assert -90 <= roll_deg(up) <= 90
