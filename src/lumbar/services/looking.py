"""Looking: today, the week, and what has changed, as they stand."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import Literal

from lumbar.care.measures import Measure
from lumbar.care.timeline import Turn, turns
from lumbar.services.charting import minutes_of
from lumbar.services.exercising import slot_of
from lumbar.services.gathering import begun
from lumbar.services.interviewing import ended_day
from lumbar.services.items import bare_item
from lumbar.services.learning import lesson_of_today
from lumbar.services.measuring import schedule_of
from lumbar.services.mornings import morning_due
from lumbar.services.planning import asks_full_form, current_plan, holding_plan
from lumbar.services.ports import Ledger
from lumbar.services.practice import Practice
from lumbar.services.records import Decided, Decision, Document, LevelChange, Person, SessionRecord
from lumbar.services.refusals import NotThere, Refusal
from lumbar.vocabulary.lesson import Lesson

Needs = Literal["interview", "full_screening"]
TIMELINE = 200
"""The most changes shown at once."""
TURNS_BACK = timedelta(days=42)
MOST_PLANS = 120
"""So far back, and through so many plans, is looked for turns."""
NEWS_DAYS = 2
"""A change is news on its day and on the day after."""


@dataclass(frozen=True, kw_only=True)
class Done:
    """A slot of a day that was done: its items as the plan of then had them, or as they were done without one."""

    date: date
    slot: str
    items: Sequence[Document]
    minutes: float


@dataclass(frozen=True, kw_only=True)
class Week:
    """The plan that holds, and what was done of its days."""

    today: date
    plan: Decided
    done: tuple[Done, ...]


@dataclass(frozen=True, kw_only=True)
class Today:
    """The day. Without ``week`` there is nothing to do until what it ``needs``, or for all of the day."""

    day: date
    needs: Needs | None
    person: Person | None = None
    screening: Decided | None = None
    week: Week | None = None
    morning_after: date | None = None
    changes: Sequence[LevelChange] = ()
    lesson: Lesson | None = None
    walked_minutes: float = 0.0
    measures: tuple[Measure, ...] = ()


def today(practice: Practice, person_id: str) -> Today:
    """Return the day as it stands; a plan that no longer holds is made anew first."""
    day = practice.clock.today()
    with practice.store.reading() as ledger:
        seen = _seen(practice, ledger, person_id, day, None)
    if seen is not None:
        return seen
    try:
        made = current_plan(practice, person_id, day).plan
    except Refusal:
        return Today(day=day, needs="full_screening")
    with practice.store.reading() as ledger:
        seen = _seen(practice, ledger, person_id, day, made)
    return seen or Today(day=day, needs="full_screening")


def _seen(practice: Practice, ledger: Ledger, person_id: str, day: date, made: Decided | None) -> Today | None:
    """Return the day in one view; None where a plan must be made first. ``made`` is one made just now."""
    person = ledger.person(person_id)
    if person is None or person.profile is None:
        return Today(day=day, needs="interview")
    screening = ledger.decided(person_id, person.screening_id) if person.screening_id else None
    if screening and ended_day(screening, practice):
        return Today(day=day, needs=None, person=person, screening=screening)
    if asks_full_form(person, day):
        return Today(day=day, needs="full_screening", person=person, screening=screening)
    plan = holding_plan(practice, ledger, person, day) or made
    if plan is None:
        return None
    return Today(
        day=day,
        needs=None,
        person=person,
        screening=screening,
        week=Week(today=day, plan=plan, done=_done(practice, ledger, person, plan, day)),
        morning_after=morning_due(ledger, person, day),
        changes=ledger.changes(person_id, day - timedelta(days=NEWS_DAYS - 1), limit=TIMELINE),
        lesson=lesson_of_today(practice, ledger, person, plan, day),
        walked_minutes=sum(walk.minutes for walk in ledger.walks(person_id, day, day)),
        measures=schedule_of(practice, ledger, person, day).due,
    )


def week(practice: Practice, person_id: str) -> Week:
    """Return the week as it stands.

    Raises:
        Refusal: before the first interview, or while the full questions are due.
    """
    day = practice.clock.today()
    planned = current_plan(practice, person_id, day)
    with practice.store.reading() as ledger:
        return Week(today=day, plan=planned.plan, done=_done(practice, ledger, planned.person, planned.plan, day))


@dataclass(frozen=True, kw_only=True)
class Timeline:
    """What has changed and when, the newest first: steps of level, and turns of the plan with their day."""

    steps: Sequence[LevelChange]
    turns: Sequence[tuple[date, Turn]]


def timeline(practice: Practice, person_id: str) -> Timeline:
    """Return everything that was changed for a person lately, each with its reasons."""
    since = practice.clock.today() - TURNS_BACK
    with practice.store.reading() as ledger:
        steps = ledger.changes(person_id, None, limit=TIMELINE)
        plans = ledger.plans(person_id, since, MOST_PLANS)
    found = [
        (later.as_of, turn) for later, earlier in pairwise(plans) for turn in turns(earlier.outcome, later.outcome)
    ]
    return Timeline(steps=steps, turns=found)


def changes(practice: Practice, person_id: str) -> Sequence[LevelChange]:
    """Return all that has changed, the newest first."""
    with practice.store.reading() as ledger:
        return ledger.changes(person_id, None, limit=TIMELINE)


def decision(practice: Practice, person_id: str, decision_id: str) -> Decision:
    """Return a stored decision whole; NotThere without it."""
    with practice.store.reading() as ledger:
        found = ledger.decision(person_id, decision_id)
    if found is None:
        raise NotThere("decision", decision_id)
    return found


def _done(practice: Practice, ledger: Ledger, person: Person, plan: Decided, day: date) -> tuple[Done, ...]:
    """Return the slots done from the day on, each as the plan it was done from had it."""
    if person.last_session_on is None or person.last_session_on < day:
        return ()
    plans: dict[str, Decided | None] = {plan.id: plan}
    done: list[Done] = []
    for session in ledger.sessions(person.id, day, day + timedelta(days=1)):
        if session.plan_id and session.plan_id not in plans:
            plans[session.plan_id] = ledger.decided(person.id, session.plan_id)
        then = plans.get(session.plan_id or "")
        planned = slot_of(then, session.date, session.slot) if then else None
        done.append(
            Done(
                date=session.date,
                slot=session.slot,
                items=planned["items"] if planned else _as_done(session, practice),
                minutes=planned["minutes"] if planned else round(minutes_of(session), 1),
            )
        )
    return tuple(done)


def _as_done(session: SessionRecord, practice: Practice) -> Sequence[Document]:
    begun_items = [item for item in session.items if begun(item) and item.movement in practice.catalogue]
    return [bare_item(practice.catalogue[item.movement], item.level) for item in begun_items]
