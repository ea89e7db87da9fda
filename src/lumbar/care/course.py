"""Course: how things went - the input of progression, and what is read off it before anything is decided."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Literal

from lumbar.care.cutpoints import DEFAULT, CutPoints
from lumbar.care.zones import USUAL_PAIN_DAYS, usual_pain
from lumbar.vocabulary.decision import Reason
from lumbar.vocabulary.session import ItemDone, SessionDone

WEEK_DAYS = 7


@dataclass(frozen=True, kw_only=True)
class GoalRating:
    """The mean of the person's own goals on a day, 0 (cannot) to 10 (as before)."""

    date: date
    mean: float


@dataclass(frozen=True, kw_only=True)
class ProgressInput:
    """All that progression may know. ``sessions`` are in the order of their dates, none after ``as_of``.

    ``blocked`` are the movements the person's screening rules out: no step leads there. ``stepped_down`` holds the
    date of each movement's last step down, where one is known; without it, a level below that of the last session
    shows that there was one.
    """

    as_of: date
    asked_usual_pain: float | None
    levels: Mapping[str, int]
    sessions: tuple[SessionDone, ...]
    state: Literal["normal", "flare"] = "normal"
    quota: bool = False
    daily_pain: Mapping[date, float] = field(default_factory=dict)
    goals: tuple[GoalRating, ...] = ()
    answered: Mapping[str, date] = field(default_factory=dict)
    blocked: frozenset[str] = frozenset()
    stepped_down: Mapping[str, date] = field(default_factory=dict)
    flare_started: date | None = None
    flare_ended: date | None = None
    cuts: CutPoints = DEFAULT


Done = tuple[SessionDone, ItemDone]
"""A movement's item in one session, with the session."""


def usual_of(given: ProgressInput) -> float:
    """Return the usual pain to compare with; during a flare that of before it, or the flare would become usual."""
    if given.state != "flare":
        return usual_now(given.daily_pain, given.asked_usual_pain, given.sessions, given.as_of)
    before = given.flare_started or given.as_of - timedelta(days=WEEK_DAYS)
    calm = {day: pain for day, pain in given.daily_pain.items() if day < before}
    return usual_now(calm, given.asked_usual_pain, given.sessions, before - timedelta(days=1))


def since_flare(given: ProgressInput) -> Mapping[date, float]:
    """Return the ratings that can say whether a flare is over: those before it began cannot."""
    if given.state != "flare" or given.flare_started is None:
        return given.daily_pain
    return {day: pain for day, pain in given.daily_pain.items() if day >= given.flare_started}


def usual_now(
    daily_pain: Mapping[date, float], asked: float | None, sessions: Sequence[SessionDone], as_of: date
) -> float:
    """Return the usual pain as of a day. A session because the back is sore says nothing of what is usual."""

    def recent(day: date) -> bool:
        return 0 <= (as_of - day).days < USUAL_PAIN_DAYS

    ratings = [pain for day, pain in daily_pain.items() if recent(day)]
    planned = (session for session in sessions if not session.extra)
    before = [s.pain_before for s in planned if s.pain_before is not None and recent(s.date)]
    return usual_pain(ratings, asked, before)


def recent_ratings(given: ProgressInput) -> int:
    """Count the ratings the usual pain may be read from."""
    return sum(0 <= (given.as_of - day).days < USUAL_PAIN_DAYS for day in given.daily_pain)


def done_of(movement: str, sessions: tuple[SessionDone, ...], hurting: float) -> list[Done]:
    """Return a movement's items with their sessions, in the order they were done.

    A movement that a session holds twice, once for each side, counts once: by its worse side. Beside the plan a
    movement is done at its easiest, so what went well there says nothing of its level: of such a session only what
    hurt counts, which is pain above ``hurting``, or pain that spread.
    """
    done: list[Done] = []
    for session in sessions:
        items = [item for item in session.items if item.movement == movement]
        if session.extra:
            items = [item for item in items if item.pain_where == "further" or item.pain_during > hurting]
        if items:
            done.append((session, _worst(items)))
    return done


def _worst(items: list[ItemDone]) -> ItemDone:
    worst = max(items, key=lambda item: (item.pain_where == "further", item.pain_during))
    if all(item.completed for item in items):
        return worst
    return ItemDone(
        movement=worst.movement,
        level=worst.level,
        completed=False,
        pain_during=worst.pain_during,
        pain_where=worst.pain_where,
    )


def left_out_until_answered(done: list[Done], answered: date | None) -> Reason | None:
    """Say why the movement must wait: its pain spread, and the person has not said since where it is now."""
    if not done or done[-1][1].pain_where != "further":
        return None
    day = done[-1][0].date
    if answered is not None and answered >= day:
        return None
    return Reason(rule="spreading_until_answered", facts={"date": day.isoformat()})
