"""Charting: weeks of a person in numbers, as they stand; what they mean is for `care` to say."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from lumbar.care.course import usual_now
from lumbar.services.gathering import FIRST_DAY, daily_pain
from lumbar.services.measuring import schedule_of
from lumbar.services.planning import interviewed
from lumbar.services.practice import Practice
from lumbar.services.records import LevelChange, Measurement, SessionRecord
from lumbar.vocabulary.session import EXTRAS

WEEKS = 12
DAY = timedelta(days=1)
LONGEST_MINUTES = 180.0
"""A session that lay open longer than this was forgotten, not done."""


@dataclass(frozen=True, kw_only=True)
class WeekDone:
    """A week from its Monday: days of the plan exercised, of so many wanted; minutes exercised and walked."""

    monday: date
    days: int
    wanted: int
    minutes: float
    walked: float
    extras: int


@dataclass(frozen=True, kw_only=True)
class Course:
    """The last twelve weeks of a person, oldest first."""

    today: date
    pain: Mapping[date, float]
    usual: float
    weeks: Sequence[WeekDone]
    steps: Sequence[LevelChange]
    levels: Mapping[str, int]
    measurements: Sequence[Measurement]
    phase: str | None


def course(practice: Practice, person_id: str) -> Course:
    """Return the weeks as they were.

    Raises:
        Refusal: there was no interview.
    """
    today = practice.clock.today()
    first = today - DAY * today.weekday() - (WEEKS - 1) * timedelta(weeks=1)
    with practice.store.reading() as ledger:
        person = interviewed(ledger, person_id)
        sessions = ledger.sessions(person_id, first, today + DAY)
        walks = {walk.date: walk.minutes for walk in ledger.walks(person_id, first, today + DAY)}
        pain = daily_pain(ledger.ratings(person_id, first, today))
        steps = ledger.changes(person_id, first, limit=1000)[::-1]
        plan = ledger.decided(person_id, person.plan_id) if person.plan_id else None
        answered = schedule_of(practice, ledger, person, today).answered
    profile = person.profile or {}
    weeks = [
        _week(first + number * timedelta(weeks=1), sessions, walks, profile["days_per_week"])
        for number in range(WEEKS)
    ]
    begun = next((number for number, week in enumerate(weeks) if week.days or week.walked), len(weeks) - 1)
    return Course(
        today=today,
        pain=pain,
        usual=usual_now(pain, profile["pain"]["usual"], (), today),
        weeks=weeks[begun:],
        steps=steps,
        levels=person.levels,
        measurements=[each for each in answered if each.date >= FIRST_DAY],
        phase=plan.outcome["phase"] if plan else None,
    )


def _week(monday: date, sessions: Sequence[SessionRecord], walks: Mapping[date, float], wanted: int) -> WeekDone:
    own = [session for session in sessions if monday <= session.date < monday + timedelta(weeks=1)]
    planned = [session for session in own if session.slot not in EXTRAS]
    return WeekDone(
        monday=monday,
        days=len({session.date for session in planned}),
        wanted=wanted,
        minutes=round(sum(minutes_of(session) for session in own), 1),
        walked=sum(minutes for day, minutes in walks.items() if monday <= day < monday + timedelta(weeks=1)),
        extras=len(own) - len(planned),
    )


def minutes_of(session: SessionRecord) -> float:
    """Return how long a session took, from its beginning to its end."""
    took = datetime.fromisoformat(session.finished_at) - datetime.fromisoformat(session.started_at)
    return min(took.total_seconds() / 60, LONGEST_MINUTES)
