"""What a performance does, and what is known of it."""

from dataclasses import replace
from functools import cache

import numpy as np
import pytest

from lumbar.figure.performance import CannotShow, Performance, Wish
from lumbar.figure.performer import Performer
from lumbar.figure.skeleton import ANGLE
from lumbar.library.packaged import catalogue

QUICK = Wish(reps=3, hold_s=1.0, pace=2.0)


@cache
def performer(movement: str) -> Performer:
    return Performer(catalogue()[movement], "woman")


@cache
def performed(movement: str, wish: Wish = QUICK) -> Performance:
    return performer(movement).perform(wish)


def angle(performance: Performance, name: str, at_s: float) -> float:
    return float(performance.angles[round(at_s * performance.fps), ANGLE[name]])


@pytest.mark.parametrize("movement", ["bridge", "dead_bug_heel_taps", "cat_cow", "march_on_the_spot"])
@pytest.mark.parametrize("reps", [1, 4])
def test_the_truth_counts_what_was_asked(movement: str, reps: int) -> None:
    performance = performed(movement, replace(QUICK, reps=reps))
    assert len(performance.reps) == reps
    for rep in performance.reps:
        assert 0 < rep.start_s < rep.top_s < rep.end_s < performance.frames / performance.fps
    for before, after in zip(performance.reps, performance.reps[1:], strict=False):
        assert before.end_s <= after.start_s


def test_a_repetition_leaves_the_start_is_at_its_far_end_and_comes_back() -> None:
    performance = performed("bridge")
    rep = performance.reps[1]
    bent = [angle(performance, "left_hip_flexion", each) for each in (rep.start_s, rep.top_s, rep.end_s)]
    assert bent[0] == pytest.approx(bent[2], abs=1.5)
    assert bent[0] - bent[1] > 40
    inside = performance.angles[round(rep.start_s * 30) : round(rep.end_s * 30), ANGLE["left_hip_flexion"]]
    assert bent[1] == pytest.approx(inside.min(), abs=1)


def test_a_hold_lasts_as_long_as_was_asked_and_lies_about_the_top() -> None:
    for seconds in (1.0, 6.0):
        performance = performed("bridge", replace(QUICK, hold_s=seconds))
        for rep, hold in zip(performance.reps, performance.holds, strict=True):
            assert hold.held_s == pytest.approx(seconds, rel=0.15, abs=0.25)
            assert (hold.start_s + hold.end_s) / 2 == pytest.approx(rep.top_s)


def test_what_is_not_held_has_no_hold() -> None:
    assert performed("bridge", replace(QUICK, hold_s=0.0)).holds == ()


def test_what_alternates_changes_side_with_each_and_one_side_can_be_asked_for() -> None:
    assert [rep.side for rep in performed("dead_bug_heel_taps").reps] == ["left", "right", "left"]
    only = performed("dead_bug_heel_taps", replace(QUICK, side="right"))
    assert [rep.side for rep in only.reps] == ["right", "right", "right"]
    assert [rep.side for rep in performed("bridge").reps] == [None, None, None]


def test_one_side_then_the_other_changes_in_the_middle_and_never_sinks_into_the_floor() -> None:
    performance = performed("half_kneeling_hip_flexor", replace(QUICK, reps=4))
    assert [rep.side for rep in performance.reps] == ["left", "left", "right", "right"]
    bones = performer("half_kneeling_hip_flexor").bones(performance)
    assert bones.places[..., 2].min() > -0.01


def test_the_side_that_works_is_the_side_it_says() -> None:
    performance = performed("dead_bug_heel_taps")
    for rep in performance.reps:
        low = angle(performance, f"{rep.side}_hip_flexion", rep.top_s)
        other = "left" if rep.side == "right" else "right"
        assert angle(performance, f"{other}_hip_flexion", rep.top_s) - low > 20


def test_the_same_seed_gives_the_same_performance_and_another_seed_another() -> None:
    again = performer("bridge").perform(QUICK)
    assert np.array_equal(again.angles, performed("bridge").angles)
    assert again.reps == performed("bridge").reps
    assert performed("bridge", replace(QUICK, seed=1)).reps != again.reps


def test_no_two_repetitions_are_quite_alike() -> None:
    lengths = [rep.end_s - rep.start_s for rep in performed("bridge", replace(QUICK, reps=6)).reps]
    assert len({round(length, 2) for length in lengths}) > 3
    assert max(lengths) / min(lengths) < 1.6


def test_twice_the_pace_takes_about_half_the_time() -> None:
    usual, quick = (performed("bridge", Wish(reps=4, hold_s=0.0, pace=pace)).reps for pace in (1.0, 2.0))
    ratio = sum(rep.end_s - rep.start_s for rep in usual) / sum(rep.end_s - rep.start_s for rep in quick)
    assert ratio == pytest.approx(2, rel=0.15)


def test_half_the_range_goes_half_the_way() -> None:
    whole, half = (performed("bridge", replace(QUICK, range_share=share)) for share in (1.0, 0.5))
    ways = [
        angle(each, "left_hip_flexion", 0) - angle(each, "left_hip_flexion", each.reps[0].top_s)
        for each in (whole, half)
    ]
    assert ways[1] / ways[0] == pytest.approx(0.5, abs=0.12)


def test_a_fault_shows_in_its_share_of_the_repetitions_and_only_there() -> None:
    wish = replace(QUICK, reps=6, faults=("hips_low",), share=0.5)
    performance = performed("bridge", wish)
    wrong = {each.rep for each in performance.faults}
    assert len(wrong) == 3
    for number, rep in enumerate(performance.reps, start=1):
        assert (angle(performance, "left_hip_flexion", rep.top_s) > 15) == (number in wrong)
    for each in performance.faults:
        rep = performance.reps[each.rep - 1]
        assert rep.start_s - 0.5 <= each.start_s < each.end_s <= rep.end_s + 0.5


def test_two_faults_take_turns() -> None:
    performance = performed("bridge", replace(QUICK, reps=4, faults=("hips_low", "drop")))
    assert [each.fault for each in performance.faults] == ["hips_low", "drop", "hips_low", "drop"]


def test_a_drop_is_quick_only_on_the_way_back() -> None:
    performance = performed("bridge", Wish(reps=1, hold_s=1.0, faults=("drop",)))
    rep, hold, fault = performance.reps[0], performance.holds[0], performance.faults[0]
    assert rep.end_s - hold.end_s < 0.5 * (hold.start_s - rep.start_s)
    assert fault.start_s >= hold.start_s


def test_bouncing_goes_to_and_fro_in_the_hold() -> None:
    movement = "standing_hip_flexor"
    still, bouncing = (
        performed(movement, Wish(reps=1, hold_s=3.0, faults=faults)) for faults in ((), ("bouncing",))
    )
    turns = []
    for each in (still, bouncing):
        hold = each.holds[0]
        knee = each.angles[round(hold.start_s * 30) : round(hold.end_s * 30), ANGLE["right_knee_flexion"]]
        turns.append(np.ptp(knee[10:-10]))
    assert turns[1] > 5 * turns[0]
    assert turns[1] > 8


def test_what_cannot_be_shown_is_refused_with_every_reason() -> None:
    with pytest.raises(CannotShow) as refused:
        performer("bridge").perform(replace(QUICK, side="left", faults=("no_such", "hips_low")))
    assert len(str(refused.value).splitlines()) == 2


@pytest.mark.parametrize("movement", [each.id for each in catalogue().movements if each.figure])
def test_every_fault_that_is_shown_is_one_the_file_names(movement: str) -> None:
    known = catalogue()[movement]
    assert known.figure is not None
    assert known.figure.faults.keys() <= {fault.id for fault in known.faults}
