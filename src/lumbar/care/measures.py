"""Measures: what is asked on a schedule, how an answer becomes a number, and which change of it matters.

The person's own goals follow the patient-specific method, the global change is one question; both are in our own
words. The 24 statements of the Roland-Morris questionnaire are scored here and supplied by whoever runs lumbar.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import fmean
from typing import Literal

Measure = Literal["goals", "global_change", "rmdq"]
MEASURES: tuple[Measure, ...] = ("goals", "global_change", "rmdq")

GOALS_EVERY_DAYS = 14
"""The patient-specific method is asked every two to four weeks."""
GLOBAL_CHANGE_EVERY_DAYS = 28
"""Asked at 4 and 12 weeks in trials: change since the beginning needs a beginning."""
RMDQ_DAYS = (0, 28, 84)
"""At the start, after 4 and after 12 weeks; then every 12 weeks."""
RMDQ_EVERY_DAYS = 84

GOALS_MOST = 10.0
GLOBAL_CHANGE_LEAST, GLOBAL_CHANGE_MOST = -5, 5
RMDQ_STATEMENTS = 24

PAIN_MATTERS = 2.0
PAIN_MATTERS_SHARE = 0.3
"""2 points of 10, or 30 % (Ostelo 2008)."""
GOALS_MATTER = 2.0
"""2 points of the mean; commonly quoted, above the 1.4 of measurement error (Maughan 2010)."""
GLOBAL_CHANGE_MATTERS = 3.0
"""2.5 of the eleven-point scale (Bobos 2020), so 3 of its whole numbers."""
RMDQ_MATTERS = 5.0
RMDQ_MATTERS_SHARE = 0.3
"""5 points of 24, or 30 % (Ostelo 2008)."""

Meaning = Literal["better", "same", "worse", "first"]
"""``first``: there is nothing to compare with yet."""


@dataclass(frozen=True, kw_only=True)
class Asked:
    """When a measure was first and last answered; None for one that never was."""

    first: date | None = None
    last: date | None = None


def due(
    as_of: date, began: date | None, asked: Mapping[Measure, Asked], *, has_goals: bool, has_rmdq: bool
) -> tuple[Measure, ...]:
    """Return which measures to ask today.

    Args:
        as_of: today.
        began: the day of the first interview, or of the first session; None before both.
        asked: when each was answered.
        has_goals: whether the person named goals.
        has_rmdq: whether the questionnaire's text was supplied.
    """
    if began is None:
        return ()
    found: list[Measure] = []
    if has_goals and _days_since(asked.get("goals", Asked()).last, as_of, GOALS_EVERY_DAYS) >= GOALS_EVERY_DAYS:
        found.append("goals")
    changed = asked.get("global_change", Asked()).last or began
    if (as_of - changed).days >= GLOBAL_CHANGE_EVERY_DAYS:
        found.append("global_change")
    if has_rmdq and _rmdq_due(as_of, began, asked.get("rmdq", Asked())):
        found.append("rmdq")
    return tuple(found)


def _days_since(last: date | None, as_of: date, never: int) -> int:
    return never if last is None else (as_of - last).days


def _rmdq_due(as_of: date, began: date, asked: Asked) -> bool:
    if asked.last is None:
        return True
    days = (as_of - began).days
    later = range(RMDQ_DAYS[-1] + RMDQ_EVERY_DAYS, days + 1, RMDQ_EVERY_DAYS)
    reached = [day for day in (*RMDQ_DAYS, *later) if day <= days]
    return bool((asked.last - began).days < reached[-1])


def goals_value(ratings: Sequence[float]) -> float:
    """Return the mean of the goals' ratings, each 0 (cannot) to 10 (as before)."""
    return round(fmean(ratings), 2)


def rmdq_score(ticked: Sequence[int]) -> int:
    """Count the statements that were ticked: 0 to 24, the higher the more the back is in the way."""
    return len(set(ticked))


def pain_meaning(first: float | None, last: float | None) -> Meaning:
    """Say whether pain changed by more than a rating wobbles; less pain is better."""
    return _meaning(first, last, PAIN_MATTERS, PAIN_MATTERS_SHARE, lower_is_better=True)


def meaning(measure: Measure, first: float | None, last: float | None) -> Meaning:
    """Say whether a measure changed by more than its smallest change that matters."""
    if measure == "goals":
        return _meaning(first, last, GOALS_MATTER, None, lower_is_better=False)
    if measure == "rmdq":
        return _meaning(first, last, RMDQ_MATTERS, RMDQ_MATTERS_SHARE, lower_is_better=True)
    if last is None:
        return "first"
    if abs(last) < GLOBAL_CHANGE_MATTERS:
        return "same"
    return "better" if last > 0 else "worse"


def _meaning(
    first: float | None, last: float | None, points: float, share: float | None, *, lower_is_better: bool
) -> Meaning:
    if first is None or last is None:
        return "first"
    change = last - first
    # A share of a small number is less than anybody can tell apart, so at least one point has to be left of it.
    enough = abs(change) >= points or (share is not None and abs(change) >= max(1.0, share * first))
    if not enough:
        return "same"
    return "better" if (change < 0) == lower_is_better else "worse"
