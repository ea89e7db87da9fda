"""What is asked when, how an answer becomes a number, and which change of it matters."""

from collections.abc import Mapping
from datetime import date, timedelta

import pytest

from lumbar.care.measures import (
    Asked,
    Meaning,
    Measure,
    due,
    goals_value,
    meaning,
    pain_meaning,
    rmdq_score,
)

BEGAN = date(2026, 3, 2)


def _due(
    days: int, *, goals: bool = True, rmdq: bool = True, answered: Mapping[Measure, int] | None = None
) -> tuple[Measure, ...]:
    """Return what is due so many days after the beginning; ``answered`` holds the day of each last answer."""
    last = {kind: Asked(first=BEGAN, last=BEGAN + timedelta(days=day)) for kind, day in (answered or {}).items()}
    return due(BEGAN + timedelta(days=days), BEGAN, last, has_goals=goals, has_rmdq=rmdq)


def test_on_the_first_day_the_goals_and_the_questionnaire_are_asked() -> None:
    assert _due(0) == ("goals", "rmdq")


def test_nothing_is_asked_before_there_is_a_beginning() -> None:
    assert due(BEGAN, None, {}, has_goals=True, has_rmdq=True) == ()


def test_what_was_not_named_or_not_supplied_is_never_asked() -> None:
    assert _due(0, goals=False, rmdq=False) == ()


def test_goals_come_round_every_two_weeks() -> None:
    assert _due(13, rmdq=False, answered={"goals": 0}) == ()
    assert _due(14, rmdq=False, answered={"goals": 0}) == ("goals",)


def test_global_change_waits_four_weeks_for_something_to_compare_with() -> None:
    assert _due(27, goals=False, rmdq=False) == ()
    assert _due(28, goals=False, rmdq=False) == ("global_change",)
    assert _due(55, goals=False, rmdq=False, answered={"global_change": 28}) == ()
    assert _due(56, goals=False, rmdq=False, answered={"global_change": 28}) == ("global_change",)


@pytest.mark.parametrize(
    ("today", "last", "asked"),
    [(0, 0, False), (27, 0, False), (28, 0, True), (29, 28, False), (84, 28, True), (167, 84, False),
     (168, 84, True), (40, 30, False), (100, 30, True)],
)  # fmt: skip
def test_the_questionnaire_is_asked_at_0_4_and_12_weeks_then_every_12(today: int, last: int, asked: bool) -> None:
    assert ("rmdq" in _due(today, goals=False, answered={"rmdq": last})) is asked


def test_goals_are_one_number_by_their_mean() -> None:
    assert goals_value([4, 7]) == 5.5


def test_the_questionnaire_counts_what_was_ticked_once_each() -> None:
    assert rmdq_score([1, 5, 5, 24]) == 3
    assert rmdq_score([]) == 0


@pytest.mark.parametrize(
    ("first", "last", "means"),
    [(None, 3, "first"), (6, 4, "better"), (6, 4.5, "same"), (3, 2, "better"), (2, 1.4, "same"), (3, 5, "worse"),
     (0, 1, "worse"), (5, 5, "same")],
)  # fmt: skip
def test_pain_changed_when_it_did_by_two_points_or_thirty_percent(
    first: float | None, last: float, means: Meaning
) -> None:
    assert pain_meaning(first, last) == means


@pytest.mark.parametrize(
    ("kind", "first", "last", "means"),
    [
        ("goals", 4, 6, "better"), ("goals", 4, 5.9, "same"), ("goals", 6, 4, "worse"), ("goals", None, 4, "first"),
        ("rmdq", 14, 9, "better"), ("rmdq", 14, 10, "same"), ("rmdq", 10, 7, "better"), ("rmdq", 7, 12, "worse"),
        ("global_change", None, 3, "better"), ("global_change", 0, 2, "same"), ("global_change", 5, -3, "worse"),
        ("global_change", None, None, "first"),
    ],
)  # fmt: skip
def test_each_measure_has_its_own_smallest_change(
    kind: Measure, first: float | None, last: float | None, means: Meaning
) -> None:
    assert meaning(kind, first, last) == means
