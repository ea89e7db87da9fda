"""Rules: one signal, one time or one swing, and from where on it is wrong."""

import pytest

from lumbar.tracking.expected import Wrong
from lumbar.tracking.rules import BounceRule, PostureRule, TempoRule, Verdict
from lumbar.tracking.swing import Lap
from lumbar.tracking.trace import Times
from lumbar.vocabulary.watch import Of, Signal, Tempo, TempoSeen

RIGHT = (180.0, 160.0, 140.0)
"""A signal along the way, when it is right: from rest by halfway to the top."""


def posture_rule(
    wrong: float = 100.0,
    share: float = 0.5,
    measure: str = "knee",
    of: Of = "moving",
    right: tuple[float, ...] = RIGHT,
) -> PostureRule:
    return PostureRule(
        fault="bent",
        signal=Signal(measure=measure, of=of),
        share=share,
        expected=Wrong(right=right, wrong=wrong),
    )


def lap(start_s: float, arrived_s: float, left_s: float, end_s: float, held: tuple[float, ...] = ()) -> Lap:
    times = Times(start_s=start_s, arrived_s=arrived_s, left_s=left_s, end_s=end_s, height=1.0)
    return Lap(times=times, held=[(arrived_s + at / 10, value) for at, value in enumerate(held)])


@pytest.mark.parametrize(
    ("value", "verdict"),
    [
        (140, "right"),
        (150, "right"),
        (125, "right"),
        (123, "doubtful"),
        (117, "doubtful"),
        (115, "wrong"),
        (60, "wrong"),
    ],
)
def test_a_posture_is_wrong_beyond_half_of_the_way_and_doubtful_beside_it(value: float, verdict: Verdict) -> None:
    assert posture_rule().verdict(value) == verdict


@pytest.mark.parametrize(("wrong", "share", "limit"), [(100, 0.5, 120), (100, 0.25, 130), (180, 0.5, 160)])
def test_the_limit_lies_between_right_and_wrong_on_either_side(wrong: float, share: float, limit: float) -> None:
    assert posture_rule(wrong, share).limit(1.0) == pytest.approx(limit)


@pytest.mark.parametrize(
    ("reach", "right"), [(0.0, 180), (0.25, 170), (0.5, 160), (1.0, 140), (1.7, 140), (-1, 180)]
)
def test_who_goes_less_far_is_compared_with_the_figure_as_far(reach: float, right: float) -> None:
    assert posture_rule().right(reach) == pytest.approx(right)
    assert posture_rule().limit(reach) == pytest.approx(right - 20)


def test_a_calibration_shifts_what_is_right_and_leaves_no_doubt() -> None:
    rule = posture_rule()
    assert rule.verdict(115) == "wrong"
    rule.own_right = 120.0
    assert rule.limit(1.0) == rule.limit(0.3) == 100
    assert (rule.verdict(115), rule.verdict(101), rule.verdict(100)) == ("right", "right", "wrong")


@pytest.mark.parametrize(("measure", "of", "shifts"), [("face", "near", True), ("knee", "moving", False)])
def test_of_a_head_only_what_changes_is_judged(measure: str, of: Of, shifts: bool) -> None:
    rule = posture_rule(measure=measure, of=of)
    rule.at_rest = 200.0
    assert rule.right(1.0) == (160 if shifts else 140)


def test_of_a_limb_that_should_stay_as_it_is_only_what_changes_is_judged() -> None:
    still, moves = (posture_rule(of="other", right=way) for way in ((140.0, 141.0, 140.0), RIGHT))
    for rule in (still, moves):
        rule.at_rest = rule.expected.right[0] + 9
    assert (still.right(1.0), moves.right(1.0)) == (149, 140)


def test_what_is_held_is_judged_by_the_middle_of_its_last_second() -> None:
    rule = posture_rule()
    for at in range(30):
        rule.add(at / 10, 1.0, 140.0 if at < 18 else 100.0 if at != 25 else 500.0)
    assert rule.middle(0.85) == 100.0


def test_what_is_seen_too_short_or_not_far_enough_out_is_not_judged() -> None:
    rule = posture_rule()
    for at in range(5):
        rule.add(at / 10, 0.5 if at < 3 else 0.9, 120.0)
    assert rule.middle(0.85) == 120.0
    assert rule.middle(0.85, 0.6) is None
    assert rule.middle(0.95) is None
    rule.add(0.6, 1.0, None)
    assert rule.middle(0.95) is None
    rule.clear()
    assert rule.middle(0.0) is None


@pytest.mark.parametrize(("way", "value_s"), [("go", 1.0), ("back", 0.5), ("both", 0.75)])
def test_a_tempo_is_that_of_its_way(way: Tempo, value_s: float) -> None:
    rule = TempoRule(fault="fast", seen=TempoSeen(way=way, share=0.5), limit_s=1.0)
    assert rule.value_s(lap(1.0, 2.0, 5.0, 5.5)) == pytest.approx(value_s)


@pytest.mark.parametrize(
    ("held", "swings"),
    [
        ((), 0),
        ((1.0,) * 20, 0),
        ((1.0, 0.7, 1.0), 1),
        ((1.0, 0.7, 1.0, 0.7, 1.0), 2),
        ((1.0, 0.9, 1.0, 0.9, 1.0), 0),
        ((0.8, 1.0, 0.75, 0.6, 0.85, 1.0, 0.7, 0.6), 1),
        ((1.0, *(0.7 + at / 100 for at in range(30)), 1.0), 0),
    ],
)
def test_a_bounce_goes_out_and_in_again_quickly(held: tuple[float, ...], swings: int) -> None:
    assert BounceRule(fault="bouncing", depth=0.2).value(lap(0, 1, 4, 5, held)) == swings
