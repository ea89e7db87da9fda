"""A trace, and the marks it is timed at: when a way begins and arrives, though its ends are lost in trembling."""

import math
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lumbar.tracking.marks import ARRIVES, BEGINS, HIGH, Marks, high, when
from lumbar.tracking.trace import MOST, Trace
from tests.tracking.people import reps

STRAIGHT = Marks([0.0, 1.0])


def traced(seconds: float, *, fps: float = 30.0, noise: float = 0.0, **more: float) -> Trace:
    trace, chance, number = Trace(), random.Random(4), reps(1, **more)
    for frame in range(round(seconds * fps)):
        trace.add(frame / fps, number(frame / fps) + chance.gauss(0, noise))
    return trace


def test_halfway_is_half_of_the_time() -> None:
    assert when(0.5) == pytest.approx(0.5)
    assert [when(0.0), when(1.0)] == pytest.approx([0.0, 1.0], abs=1e-3)


def test_the_first_and_the_last_hundredth_of_a_way_take_a_ninth_of_the_time_each() -> None:
    assert pytest.approx(0.106, abs=0.005) == BEGINS
    assert pytest.approx(1 - BEGINS) == ARRIVES


@given(st.floats(0, 1), st.floats(0, 1))
def test_who_has_come_further_has_taken_longer(one: float, other: float) -> None:
    low, high_ = sorted((one, other))
    assert 0 <= when(low) <= when(high_) <= 1


def test_a_signal_that_does_all_at_the_end_is_passed_late() -> None:
    late = Marks([0.0, 0.0, 0.0, 0.1, 1.0])
    assert late.along(0.1) == pytest.approx(0.75)
    assert late.along(0.55) == pytest.approx(0.875)
    assert late.low_at > STRAIGHT.low_at


@pytest.mark.parametrize(("level", "place"), [(-1.0, 0.0), (0.0, 0.0), (0.25, 0.25), (1.0, 1.0), (2.0, 1.0)])
def test_a_level_that_is_never_passed_lies_at_an_end(level: float, place: float) -> None:
    assert STRAIGHT.along(level) == pytest.approx(place)


@pytest.mark.parametrize(("trembling", "level"), [(0.0, 0.98), (0.02, 0.94), (0.04, 0.88), (0.2, 0.85)])
def test_what_trembles_more_is_timed_earlier_within_bounds(trembling: float, level: float) -> None:
    assert high(trembling) == pytest.approx(level)
    assert HIGH == (0.85, 0.98)


@pytest.mark.parametrize("noise", [0.0, 0.01, 0.02])
@pytest.mark.parametrize("go_s", [1.0, 2.5])
def test_times_are_right_though_it_trembles(noise: float, go_s: float) -> None:
    trace = traced(2 * go_s + 4, noise=noise, go_s=go_s, hold_s=2.0)
    times = trace.times(0.0, 0.0, STRAIGHT)
    off_s = 0.15 + 0.05 * go_s + 4 * noise * go_s
    assert times.start_s == pytest.approx(1.0, abs=off_s)
    assert times.arrived_s == pytest.approx(1 + go_s, abs=off_s)
    assert times.left_s == pytest.approx(3 + go_s, abs=off_s)
    assert times.end_s == pytest.approx(3 + 2 * go_s, abs=off_s)
    assert times.height == pytest.approx(1.0, abs=0.03)


@pytest.mark.parametrize("fps", [8.0, 15.0, 60.0])
def test_times_lie_between_frames(fps: float) -> None:
    times = traced(8, fps=fps, go_s=2.0, hold_s=1.0).times(0.0, 0.0, STRAIGHT)
    assert times.arrived_s - times.start_s == pytest.approx(1.8, abs=0.15)
    assert times.left_s - times.arrived_s == pytest.approx(1.2, abs=0.15)


def test_coming_back_not_all_the_way_is_timed_by_where_it_came_back_to() -> None:
    trace = Trace()
    for frame in range(150):
        t_s = frame / 30
        trace.add(t_s, min(1.0, t_s / 2) if t_s < 3 else max(0.3, 1 - (t_s - 3) / 2))
    times = trace.times(0.0, 0.3, STRAIGHT)
    assert times.end_s == pytest.approx(4.4, abs=0.2)


def test_a_single_sample_begins_and_ends_at_once() -> None:
    trace = Trace()
    trace.add(3.0, 1.0)
    times = trace.times(0.0, 0.0, STRAIGHT)
    assert times.start_s == times.arrived_s == times.left_s == times.end_s == 3.0


def test_what_is_older_is_forgotten_and_what_lies_between_is_found() -> None:
    trace = Trace()
    for t_s in range(10):
        trace.add(float(t_s), t_s / 10)
    trace.cut(4.0)
    assert [t_s for t_s, _ in trace.samples] == [4, 5, 6, 7, 8, 9]
    assert trace.between(5.0, 6.5) == [(5.0, 0.5), (6.0, 0.6)]
    trace.clear()
    assert trace.samples == []


def test_of_a_long_hold_the_ends_are_kept_whole() -> None:
    trace = Trace()
    for frame in range(3 * MOST):
        trace.add(frame / 30, 1.0)
    times = [t_s for t_s, _ in trace.samples]
    assert len(times) <= MOST == 4096
    assert times == sorted(times)
    assert times[:3] == [0, 1 / 30, 2 / 30]
    assert times[-1] == (3 * MOST - 1) / 30


@given(st.lists(st.tuples(st.floats(0.01, 1), st.floats(-2, 2)), min_size=1, max_size=60))
def test_whatever_was_traced_is_timed_in_order_and_finite(steps: list[tuple[float, float]]) -> None:
    trace, t_s = Trace(), 0.0
    for step_s, value in steps:
        t_s += step_s
        trace.add(t_s, value)
    values = [value for _, value in steps]
    times = trace.times(min(values), min(values), STRAIGHT)
    assert times.arrived_s <= times.left_s
    assert all(math.isfinite(each) for each in (times.start_s, times.arrived_s, times.left_s, times.end_s))
