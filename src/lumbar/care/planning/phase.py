"""Phase: where the person stands - starting, building, maintaining, or coming back."""

from datetime import date, timedelta
from itertools import pairwise

from lumbar.care.planning.person import PlanInput
from lumbar.vocabulary.decision import Phase, Reason

START_DAYS = 14
START_MINUTES = 20.0
"""The most minutes a day in the first two weeks (docs/rules.md, phases)."""
MAINTAIN_DAYS = 3
"""The most days a week once the goals are reached (docs/rules.md: 2 to 3)."""
GOALS_REACHED_MEAN = 8.0
"""Goals count as reached from this mean on, of 10 (engineering choice)."""


def decide_phase(given: PlanInput) -> tuple[Phase, Reason]:
    """Return the phase and why: coming back outranks starting, which outranks maintaining."""
    days = [session.date for session in given.exercised]
    long_days = given.cuts.long_absence_days
    if days and (away := (given.as_of - max(days)).days) > long_days:
        return "return", Reason(rule="phase_return", facts={"days": away, "limit": long_days})
    began = start_of_run(days, long_days)
    if began is None or (given.as_of - began).days < START_DAYS:
        since = None if began is None else (given.as_of - began).days
        return "start", Reason(
            rule="phase_start", facts={"days": since, "limit": START_DAYS, "minutes": START_MINUTES}
        )
    latest = max(given.goals, key=lambda goal: goal.date, default=None)
    if latest is not None and latest.mean >= GOALS_REACHED_MEAN:
        return "maintain", Reason(rule="phase_maintain", facts={"mean": latest.mean, "limit": GOALS_REACHED_MEAN})
    return "build", Reason(rule="phase_build", facts={"days": (given.as_of - began).days, "limit": START_DAYS})


def start_of_run(days: list[date], long_days: int) -> date | None:
    """Return the first day since the last long absence: whoever comes back starts anew."""
    ordered = sorted(days)
    gaps = (day for last, day in pairwise(ordered) if day - last > timedelta(days=long_days))
    return max(gaps, default=ordered[0] if ordered else None)


def minutes_of(phase: Phase, given: PlanInput) -> float:
    """Return the minutes a day may have in this phase."""
    return min(given.minutes_per_day, START_MINUTES) if phase in ("start", "return") else given.minutes_per_day


def days_of(phase: Phase, given: PlanInput) -> int:
    """Return how many days of the week are exercised in this phase."""
    return min(given.days_per_week, MAINTAIN_DAYS) if phase == "maintain" else given.days_per_week
