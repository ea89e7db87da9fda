"""The one-euro filter, by what it is for."""

import math

import pytest

from lumbar.signals.one_euro import OneEuro

FPS = 30


def fed(one: OneEuro, values: list[float], start: int = 0) -> list[float]:
    return [one.feed((start + i) / FPS, value) for i, value in enumerate(values)]


def test_the_first_value_is_taken_as_it_is_even_at_time_zero() -> None:
    assert OneEuro().feed(0.0, 7.0) == 7.0


def test_what_stays_the_same_stays_the_same() -> None:
    assert fed(OneEuro(), [5.0] * 20) == [5.0] * 20


def test_trembling_is_taken_away() -> None:
    shaken = [90 + 3 * (-1) ** i for i in range(90)]
    assert max(abs(value - 90) for value in fed(OneEuro(), shaken)[30:]) < 1.0


def test_a_quick_move_is_followed_at_once() -> None:
    swing = [45 - 45 * math.cos(math.pi * i / FPS) for i in range(FPS + 1)]  # 90 degrees in a second
    behind = [raw - value for raw, value in zip(swing, fed(OneEuro(), swing), strict=True)]
    assert max(behind) < 12
    assert OneEuro(per_speed=0).feed(0, 0) == 0


def test_time_that_stands_still_or_runs_back_changes_nothing() -> None:
    one = OneEuro()
    one.feed(1.0, 10.0)
    after = one.feed(2.0, 20.0)
    assert one.feed(2.0, 90.0) == after
    assert one.feed(0.5, 90.0) == after
    assert 10 < after < 20.0001


def test_after_a_reset_nothing_of_before_is_left() -> None:
    one = OneEuro()
    fed(one, [float(i) for i in range(60)])
    one.reset()
    assert one.feed(3.0, 500.0) == 500.0
    assert one.speed == 0.0
    assert one.feed(4.0, 500.0) == pytest.approx(500.0)
