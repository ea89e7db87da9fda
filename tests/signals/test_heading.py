"""A heading: turns are added up, and what a gyroscope is wrong by is found out while it is still."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lumbar.signals.heading import Heading

HZ = 60


def fed(heading: Heading, rates: list[float], start_s: float = 0.0) -> float:
    for i, rate in enumerate(rates):
        heading.feed(start_s + i / HZ, rate)
    return start_s + len(rates) / HZ


def turn(rate: float, seconds: float) -> list[float]:
    return [rate] * round(seconds * HZ)


def test_a_quarter_turn_is_ninety_degrees() -> None:
    heading = Heading()
    fed(heading, turn(30, 3))
    assert heading.turned_deg == pytest.approx(90, abs=3)


def test_there_and_back_is_nowhere() -> None:
    heading = Heading()
    fed(heading, turn(20, 2) + turn(-20, 2))
    assert abs(heading.turned_deg) < 1.5


def test_a_gyroscope_that_errs_is_found_out_while_it_is_still() -> None:
    heading = Heading()
    t_s = fed(heading, turn(0.4, 10))
    assert heading.error_deg_s == pytest.approx(0.4, abs=0.02)
    before = heading.turned_deg
    fed(heading, turn(20.4, 2) + turn(-19.6, 2), t_s)
    assert abs(heading.turned_deg - before) < 1.5


def test_a_slow_turn_is_not_taken_for_an_error() -> None:
    heading = Heading()
    fed(heading, turn(5, 9))
    assert heading.turned_deg == pytest.approx(45, rel=0.1)
    assert heading.error_deg_s == 0


def test_whoever_is_never_still_wanders_only_so_far() -> None:
    heading = Heading()
    t_s, furthest = 0.0, 0.0
    for _ in range(200):
        t_s = fed(heading, turn(20.1, 1) + turn(-19.9, 1), t_s)
        furthest = max(furthest, abs(heading.turned_deg))
    assert furthest < 15


def test_time_that_stands_still_or_runs_back_changes_nothing() -> None:
    heading = Heading()
    heading.feed(1.0, 10)
    after = heading.feed(1.1, 10)
    assert heading.feed(1.1, 90) == after
    assert heading.feed(0.5, 90) == after


def test_over_a_gap_only_a_little_is_added_up() -> None:
    heading = Heading()
    heading.feed(0.0, 100)
    assert heading.feed(60.0, 100) <= 25


def test_after_a_reset_nothing_is_turned() -> None:
    heading = Heading()
    fed(heading, turn(30, 1))
    heading.reset()
    assert heading.feed(5.0, 30) == 0


@given(st.lists(st.floats(-2000, 2000, allow_nan=False), max_size=200))
def test_the_error_is_never_more_than_a_gyroscope_has(rates: list[float]) -> None:
    heading = Heading()
    fed(heading, rates)
    assert abs(heading.error_deg_s) <= 1
