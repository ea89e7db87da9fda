"""The gate: each reason why a frame tells nothing, and none for the frames that tell something."""

from dataclasses import replace
from math import inf, nan

import pytest

from lumbar.signals.measures import Pose
from lumbar.tracking.expected import Expected
from lumbar.tracking.gate import OFF_DEG, Gate
from lumbar.tracking.judge import Judge
from lumbar.tracking.readings import Readings
from lumbar.vocabulary.landmark import INDEX, MAIN, Frame
from tests.tracking.people import known, movement, posture


def gate(name: str = "bridge") -> Gate:
    watch = movement(name).watch
    assert watch is not None
    return Gate(Expected(known(name), watch))


def moved(frame: Frame, **by: tuple[float, float, float, float]) -> Frame:
    """Add to some landmarks; a name without a side is of both."""
    points = list(frame.points)
    for limb, add in by.items():
        for name in (limb,) if limb in INDEX else (f"left_{limb}", f"right_{limb}"):
            x, y, z, seen = points[INDEX[name]]
            points[INDEX[name]] = (x + add[0], y + add[1], z + add[2], seen + add[3])
    return replace(frame, points=points)


def about(frame: Frame, wider: float = 1.0, higher: float = 1.0) -> Frame:
    """Make a picture's people larger or smaller about its middle."""
    points = [(0.5 + (x - 0.5) * wider, 0.5 + (y - 0.5) * higher, z, seen) for x, y, z, seen in frame.points]
    return replace(frame, points=points)


BRIDGE = posture("bridge", 0.5)


def test_the_template_itself_passes() -> None:
    for place in (0.0, 0.5, 1.0):
        frame = posture("bridge", place)
        assert gate().bars(frame) is None
        assert gate().refuses(frame, Pose(frame)) is None


def test_nobody_is_nobody() -> None:
    assert gate().bars(replace(BRIDGE, points=[], people=0)) == "nobody"


@pytest.mark.parametrize("number", [nan, inf, -inf])
@pytest.mark.parametrize("at", range(4))
def test_a_number_that_is_none_breaks_the_frame(number: float, at: int) -> None:
    add = [0.0] * 4
    add[at] = number
    assert gate().bars(moved(BRIDGE, left_hip=(add[0], add[1], add[2], add[3]))) == "broken"


def test_a_number_that_is_none_does_not_matter_where_no_one_looks() -> None:
    unwatched = next(name for name in INDEX if name not in MAIN)
    assert gate().bars(moved(BRIDGE, **{unwatched: (nan, nan, nan, nan)})) is None


@pytest.mark.parametrize("limb", ["shoulder", "hip", "knee"])
@pytest.mark.parametrize("way", [(2.0, 0.0), (-2.0, 0.0), (0.0, 2.0), (0.0, -2.0)])
def test_who_is_cut_off_on_both_sides_is_out_of_the_frame(limb: str, way: tuple[float, float]) -> None:
    assert gate().bars(moved(BRIDGE, **{limb: (*way, 0.0, 0.0)})) == "out_of_frame"


def test_one_knee_within_the_picture_is_enough_and_so_is_a_hands_breadth_beyond() -> None:
    assert gate().bars(moved(BRIDGE, left_knee=(2.0, 0.0, 0.0, 0.0))) is None
    points = [(x if name != "left_knee" else 1.029, y, z, seen) for name, (x, y, z, seen) in _named(BRIDGE)]
    edge = replace(moved(BRIDGE, right_knee=(2.0, 0.0, 0.0, 0.0)), points=points)
    assert gate().bars(edge) is None


def _named(frame: Frame) -> list[tuple[str, tuple[float, float, float, float]]]:
    return [(name, frame.points[at]) for name, at in INDEX.items()]


@pytest.mark.parametrize("limb", ["shoulder", "hip", "knee"])
def test_what_is_hidden_on_both_sides_is_hidden(limb: str) -> None:
    assert gate().bars(moved(BRIDGE, **{limb: (0.0, 0.0, 0.0, -1.0)})) == "hidden"


def test_feet_may_be_hidden_where_they_tell_nothing() -> None:
    assert gate().bars(moved(BRIDGE, heel=(0.0, 0.0, 0.0, -1.0), foot_index=(3.0, 0.0, 0.0, 0.0))) is None


def test_who_is_too_small_to_measure_is_implausible() -> None:
    for share, why in ((0.05, "implausible"), (0.9, None)):
        small = about(BRIDGE, share, share)
        assert gate().refuses(small, Pose(small)) == why


def test_a_thigh_three_times_as_long_is_nobodys() -> None:
    long = moved(BRIDGE, knee=(0.0, -1.0, 0.0, 0.0))
    assert gate().refuses(long, Pose(long)) == "implausible"


def test_a_trunk_of_no_length_is_implausible() -> None:
    points = list(BRIDGE.points)
    for side in ("left", "right"):
        points[INDEX[f"{side}_shoulder"]] = points[INDEX[f"{side}_hip"]]
    nothing = replace(BRIDGE, points=points)
    assert gate().refuses(nothing, Pose(nothing)) == "implausible"


def test_a_body_does_not_jump_but_may_walk() -> None:
    for by, why in ((0.3, "implausible"), (0.01, None)):
        own, first = gate(), about(BRIDGE, 0.6, 0.6)
        assert own.refuses(first, Pose(first)) is None
        there = replace(moved(first, **dict.fromkeys(INDEX, (by, 0.0, 0.0, 0.0))), t_s=1 / 30)
        assert own.refuses(there, Pose(there)) == why


def test_after_a_gap_a_body_may_be_anywhere() -> None:
    own, first = gate(), about(BRIDGE, 0.6, 0.6)
    there = replace(moved(first, **dict.fromkeys(INDEX, (0.3, 0.0, 0.0, 0.0))), t_s=1 / 30)
    own.refuses(first, Pose(first))
    own.forget()
    assert own.refuses(there, Pose(there)) is None


def test_who_is_seen_from_the_front_and_should_be_from_the_side_is_seen_wrongly() -> None:
    hinge = posture("standing_hip_hinge", 0.0)
    front = moved(
        hinge,
        left_shoulder=(0.09, 0.0, 0.0, 0.0),
        right_shoulder=(-0.09, 0.0, 0.0, 0.0),
        left_hip=(0.09, 0.0, 0.0, 0.0),
        right_hip=(-0.09, 0.0, 0.0, 0.0),
    )
    assert gate("standing_hip_hinge").refuses(front, Pose(front)) == "wrong_view"


def off_deg(of: str, frame: Frame) -> float:
    found, watch = movement(of), movement(of).watch
    assert watch is not None
    expected = Expected(known(of), watch)
    wanted = {*expected.postures[0], *Judge(found, expected, None).readings(("left", "right"))}
    values = Readings(wanted).feed(frame, Pose(frame))
    away = Gate(expected).nearest(values, known(of).side)
    assert away is not None
    return away


def test_who_does_the_movement_is_near_its_postures() -> None:
    assert off_deg("bridge", BRIDGE) < 5.0


@pytest.mark.parametrize("other", ["standing_hip_hinge", "forearm_plank", "bird_dog"])
def test_who_does_something_else_is_far_from_them(other: str) -> None:
    assert off_deg("bridge", posture(other, 0.0)) > OFF_DEG == 32.0


def test_where_nothing_is_measured_nothing_is_near() -> None:
    assert gate().nearest({}, "left") is None
