"""A swing: what is a lap of one number, and what is none."""

import math
from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lumbar.tracking.marks import Marks
from lumbar.tracking.swing import SHORTEST_S, TABLE, Lap, Swing
from tests.tracking.people import reps, smoothstep

FPS = 30.0
STRAIGHT = Marks([0.0, 1.0])
Number = Callable[[float], float]


def swung(number: Number, seconds: float, swing: Swing | None = None, *, from_s: float = 0.0) -> list[Lap]:
    swing = swing or Swing(STRAIGHT)
    times = (from_s + frame / FPS for frame in range(round(seconds * FPS)))
    return [lap for t_s in times if (lap := swing.feed(t_s, number(t_s))) is not None]


def sine(times: int, period_s: float = 4.0, far: float = 1.0, rest_s: float = 1.0) -> Number:
    def number(t_s: float) -> float:
        turns = (t_s - rest_s) / period_s
        return far * (1 - math.cos(2 * math.pi * turns)) / 2 if 0 <= turns <= times else 0.0

    return number


def test_every_phase_and_sign_leads_to_a_phase_that_has_a_row() -> None:
    assert {to for row in TABLE.values() for to in row.values()} < set(TABLE)
    assert "unknown" not in {to for row in TABLE.values() for to in row.values()}


@pytest.mark.parametrize("period_s", [1.5, 4.0, 9.0])
def test_a_sine_from_rest_to_the_top_counts(period_s: float) -> None:
    assert len(swung(sine(5, period_s), 5 * period_s + 3)) == 5


def test_a_lap_tells_when_it_began_arrived_left_and_ended() -> None:
    (lap,) = swung(reps(1, go_s=2.0, hold_s=3.0), 10)
    times = lap.times
    assert times.start_s == pytest.approx(1.0, abs=0.2)
    assert times.arrived_s == pytest.approx(3.0, abs=0.2)
    assert times.left_s == pytest.approx(6.0, abs=0.2)
    assert times.end_s == pytest.approx(8.0, abs=0.2)
    assert times.height == pytest.approx(1.0, abs=0.02)


@pytest.mark.parametrize("far", [0.35, 0.6, 1.0, 1.4])
def test_who_goes_less_far_than_the_figure_is_counted_too(far: float) -> None:
    laps = swung(sine(3, far=far), 16)
    assert [lap.times.height for lap in laps] == pytest.approx([0.95 * far] * 3, rel=0.08)


def test_a_fifth_of_the_way_is_no_repetition() -> None:
    assert swung(sine(3, far=0.2), 16) == []


def test_once_the_own_range_is_known_less_than_two_fifths_of_it_is_none() -> None:
    for far, count in ((0.36, 0), (0.6, 2)):
        swing = Swing(STRAIGHT)
        swing.own = 1.0
        assert len(swung(sine(2, far=far), 12, swing)) == count


def test_what_comes_back_only_half_goes_on_and_is_one_lap_not_two() -> None:
    def bounced(t_s: float) -> float:
        return reps(1, go_s=1.5, hold_s=4.0)(t_s) - (0.5 if 3.5 < t_s < 4.5 else 0.0)

    (lap,) = swung(bounced, 12)
    assert min(value for _, value in lap.held) == pytest.approx(0.5, abs=0.05)


def test_what_comes_back_nearly_all_the_way_is_two() -> None:
    def twice(t_s: float) -> float:
        return max(smoothstep(1 - abs(t_s - 3) / 2), smoothstep(1 - abs(t_s - 6.2) / 2), 0.0)

    assert len(swung(twice, 11)) == 2


def test_what_was_out_before_the_first_sample_is_told_and_is_no_lap() -> None:
    swing, began = Swing(STRAIGHT), []
    for frame in range(240):
        assert swing.feed(frame / FPS, 1.0 - smoothstep((frame / FPS - 3.0) / 1.5)) is None
        if swing.began_before:
            began.append(swing.held)
    ((from_s, to_s),) = began
    assert from_s == 0.0
    assert to_s == pytest.approx(3.4, abs=0.3)


def test_after_what_began_before_whole_laps_count() -> None:
    assert len(swung(lambda t_s: (1 + math.cos(math.pi * t_s / 2)) / 2, 14)) == 3


def test_a_jump_out_and_back_within_a_third_of_a_second_is_none() -> None:
    assert swung(lambda t_s: 1.0 if 2.0 <= t_s < 2.2 else 0.0, 5) == []


def test_what_lies_still_never_rises_nor_falls() -> None:
    swing = Swing(STRAIGHT)
    assert swung(lambda _: 0.0, 30, swing) == []
    assert swing.phase == "unknown"


def test_a_rest_that_slowly_sinks_is_followed() -> None:
    number = reps(8)
    laps = swung(lambda t_s: number(t_s) - 0.01 * t_s, 48)
    assert len(laps) == 8
    assert all(lap.times.height == pytest.approx(1.0, abs=0.1) for lap in laps)


def test_who_is_lost_on_the_way_is_told_since_when_and_begins_anew() -> None:
    swing = Swing(STRAIGHT)
    for frame in range(75):
        swing.feed(frame / FPS, reps(1)(frame / FPS))
    assert swing.phase == "out"
    began_s = swing.lose()
    assert began_s is not None
    assert began_s <= 1.1
    assert (swing.phase, swing.lose()) == ("unknown", None)


def test_who_is_lost_at_rest_loses_nothing() -> None:
    swing = Swing(STRAIGHT)
    swung(reps(1), 6.8, swing)
    assert swing.phase == "rest"
    assert swing.lose() is None


def test_a_half_after_a_blind_spell_is_none() -> None:
    swing, number = Swing(STRAIGHT), reps(2)
    laps = swung(number, 3.0, swing)
    swing.lose()
    laps += swung(number, 8.0, swing, from_s=5.0)
    assert [round(lap.times.start_s) for lap in laps] == [7]


@pytest.mark.parametrize("hold_s", [0.5, 2.0, 5.0, 30.0])
def test_a_hold_is_as_long_as_it_was(hold_s: float) -> None:
    number = reps(1, go_s=1.5, hold_s=hold_s)
    truly_s = sum(number(frame / 1000) >= 0.99 for frame in range(round(1000 * (hold_s + 6)))) / 1000
    (lap,) = swung(number, hold_s + 7)
    assert lap.times.left_s - lap.times.arrived_s == pytest.approx(truly_s, abs=0.15)


def test_an_hour_of_holding_is_kept_in_little_room() -> None:
    swing = Swing(STRAIGHT)
    for frame in range(40_000):
        swing.feed(frame / 11, min(1.0, frame / 22))
    assert len(swing._trace.samples) <= 4096
    assert swing.held[1] - swing.held[0] == pytest.approx(40_000 / 11 - 2, abs=1.0)


def test_a_time_of_nothing_is_no_wrong_time() -> None:
    (here,), (there,) = swung(reps(1), 8), swung(lambda t_s: reps(1)(t_s + 100), 8, from_s=-100.0)
    assert here.times.start_s == pytest.approx(there.times.start_s + 100)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.floats(-3, 3) | st.sampled_from([0.0, 1.0, 0.25, 0.65]), max_size=150))
def test_whatever_the_number_does_laps_are_long_enough_and_follow_each_other(values: list[float]) -> None:
    swing = Swing(STRAIGHT)
    laps = [lap for at, value in enumerate(values) if (lap := swing.feed(at / 10, value)) is not None]
    for lap in laps:
        times = lap.times
        assert times.start_s <= times.arrived_s <= times.left_s <= times.end_s
        assert times.end_s - times.start_s >= SHORTEST_S == 0.4
    assert all(one.times.arrived_s <= other.times.arrived_s for one, other in pairwise(laps))


def test_a_slow_beginning_does_not_lift_its_own_rest() -> None:
    swing = Swing(STRAIGHT)
    swing.own = 1.0
    assert len(swung(reps(2, go_s=3.0, far=0.6), 24, swing)) == 2


@pytest.mark.parametrize(("comes_to", "count"), [(0.08, 1), (0.3, 0)])
def test_when_a_recording_ends_who_is_nearly_back_has_come_back(comes_to: float, count: int) -> None:
    swing = Swing(STRAIGHT)
    assert swung(lambda t_s: max(reps(1)(t_s), comes_to if t_s > 4 else 0.0), 5.7, swing) == []
    assert (swing.finish() is not None) == count
    assert swing.finish() is None
