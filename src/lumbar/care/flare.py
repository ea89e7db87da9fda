"""Flare: when it begins, when it is over. It begins by the person's word or by two days well above the usual."""

from collections.abc import Mapping
from datetime import date, timedelta
from statistics import median
from typing import Literal

from lumbar.care.cutpoints import CutPoints
from lumbar.vocabulary.decision import Fact, Reason

MEDIAN_DAYS = 7
STALE_DAYS = 7
"""Ratings older than this say nothing about today."""
DAY = timedelta(days=1)


def flare_state(
    said: Literal["normal", "flare"],
    daily_pain: Mapping[date, float],
    usual: float,
    as_of: date,
    cuts: CutPoints,
) -> tuple[Literal["normal", "flare"], tuple[Reason, ...]]:
    """Return the state as of today, and why. ``daily_pain`` holds ratings from 0 to 10."""
    known = {day: pain for day, pain in daily_pain.items() if day <= as_of and (as_of - day).days <= 2 * STALE_DAYS}
    if said == "flare":
        over = _over(known, usual, as_of, cuts)
        return ("normal", (over,)) if over else ("flare", (Reason(rule="flare_in_said"),))
    began = _began(known, usual, as_of, cuts)
    return ("flare", (began,)) if began else ("normal", ())


def _last_days(known: Mapping[date, float], count: int, as_of: date) -> list[tuple[date, float]]:
    """Return the latest ``count`` days in a row with a rating on each, ending at the last rated day; or none."""
    recent = [day for day in known if (as_of - day).days <= STALE_DAYS]
    if not recent:
        return []
    last = max(recent)
    days = [last - DAY * back for back in range(count)]
    return [(day, known[day]) for day in reversed(days)] if all(day in known for day in days) else []


def _began(known: Mapping[date, float], usual: float, as_of: date, cuts: CutPoints) -> Reason | None:
    days = _last_days(known, cuts.flare_days, as_of)
    if not days:
        return None
    first = days[0][0]
    before = [pain for day, pain in known.items() if 0 < (first - day).days <= MEDIAN_DAYS]
    baseline = float(median(before)) if before else usual
    limit = baseline + cuts.flare_rise
    lowest = min(pain for _, pain in days)
    if lowest < limit:
        return None
    facts: dict[str, Fact] = {"days": len(days), "lowest": lowest, "median": baseline, "limit": limit}
    return Reason(rule="flare_in", facts=facts)


def _over(known: Mapping[date, float], usual: float, as_of: date, cuts: CutPoints) -> Reason | None:
    days = _last_days(known, cuts.flare_out_days, as_of)
    limit = usual + cuts.flare_out_rise
    if not days or max(pain for _, pain in days) > limit:
        return None
    facts: dict[str, Fact] = {"days": len(days), "highest": max(pain for _, pain in days), "limit": limit}
    return Reason(rule="flare_out", facts=facts)
