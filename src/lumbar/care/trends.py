"""Trends: what weeks of ratings and sessions say that a single session cannot."""

from collections.abc import Mapping
from datetime import date
from statistics import fmean, median

from lumbar.care.course import WEEK_DAYS, ProgressInput
from lumbar.care.cutpoints import CutPoints
from lumbar.vocabulary.decision import Fact, Reason

NO_GAIN_DAYS = 14
WORSE_TWICE_DAYS = 14


def rising_weeks(daily_pain: Mapping[date, float], as_of: date, cuts: CutPoints) -> Reason | None:
    """Say whether the weekly mean rose two weeks running: three weeks, each above the one before.

    Together they must have risen by more than the wobble of a rating; means of noise rise twice one time in six.
    """
    means = [_mean_of_week(daily_pain, as_of, back) for back in (2, 1, 0)]
    first, second, third = means
    if first is None or second is None or third is None or not first < second < third:
        return None
    if third - first < cuts.weekly_rise:
        return None
    facts: dict[str, Fact] = {"first": round(first, 1), "second": round(second, 1), "third": round(third, 1)}
    return Reason(rule="red_weekly_mean", facts=facts)


def _week(daily_pain: Mapping[date, float], as_of: date, back: int) -> list[float]:
    low = back * WEEK_DAYS
    return [pain for day, pain in daily_pain.items() if low <= (as_of - day).days < low + WEEK_DAYS]


def _mean_of_week(daily_pain: Mapping[date, float], as_of: date, back: int) -> float | None:
    ratings = _week(daily_pain, as_of, back)
    return fmean(ratings) if ratings else None


def no_gain(given: ProgressInput) -> Reason | None:
    """Say whether two weeks of real use brought nothing: then advise to see someone; the plan goes on."""
    cuts = given.cuts
    done = [session for session in given.sessions if not session.extra]
    recent = [session for session in done if 0 <= (given.as_of - session.date).days < NO_GAIN_DAYS]
    now, before = _week(given.daily_pain, given.as_of, 0), _week(given.daily_pain, given.as_of, 1)
    if not now or not before:
        told = [session for session in recent if session.pain_before is not None]
        now = now or [s.pain_before or 0.0 for s in told if (given.as_of - s.date).days < WEEK_DAYS]
        before = before or [s.pain_before or 0.0 for s in told if (given.as_of - s.date).days >= WEEK_DAYS]
    if len(recent) < cuts.no_gain_sessions or not now or not before:
        return None
    this_week, last_week = float(median(now)), float(median(before))
    gain = _goal_gain(given)
    if (
        this_week < cuts.no_gain_pain
        or last_week - this_week >= cuts.no_gain_change
        or (gain is not None and gain >= cuts.no_gain_change)
    ):
        return None
    facts: dict[str, Fact] = {
        "sessions": len(recent),
        "this_week": this_week,
        "last_week": last_week,
        "goal_gain": gain,
    }
    return Reason(rule="no_gain", facts=facts)


def _goal_gain(given: ProgressInput) -> float | None:
    """Return how much the goals rose from two weeks ago, or from the first rating, to the latest."""
    ratings = sorted((goal for goal in given.goals if goal.date <= given.as_of), key=lambda goal: goal.date)
    if len(ratings) < 2:
        return None
    old = [goal for goal in ratings[:-1] if (given.as_of - goal.date).days >= NO_GAIN_DAYS]
    return ratings[-1].mean - (old[-1] if old else ratings[0]).mean


def worse_twice(given: ProgressInput) -> Reason | None:
    """Say whether pain spread down the leg in two sessions of the last two weeks."""
    spread = [
        session
        for session in given.sessions
        if (given.as_of - session.date).days < WORSE_TWICE_DAYS
        and any(item.pain_where == "further" for item in session.items)
    ]
    if len(spread) < 2:
        return None
    return Reason(rule="worse_twice", facts={"sessions": len(spread), "days": WORSE_TWICE_DAYS})
