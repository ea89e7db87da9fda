"""Mornings: how the back is on the day after, and a flare said by the person."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from lumbar.services.forms import MORNING_DAYS_BACK, read_morning
from lumbar.services.gathering import history
from lumbar.services.planning import interviewed
from lumbar.services.ports import Ledger
from lumbar.services.practice import Practice
from lumbar.services.records import LevelChange, Person, Rating
from lumbar.services.reviewing import review
from lumbar.vocabulary.decision import State

DAY = timedelta(days=1)


@dataclass(frozen=True, kw_only=True)
class Answered:
    """How the person stands after a morning's answer."""

    state: State
    changes: tuple[LevelChange, ...]
    advice: str | None


def answer_morning(practice: Practice, person_id: str, document: object) -> Answered:
    """Keep a morning's pain, give it to the last day's sessions that wait for it, and review.

    Raises:
        BadDocument: the answer does not have its form.
        Refusal: there was no interview.
    """
    today = practice.clock.today()
    day, pain = read_morning(document, today)
    with practice.store.writing() as ledger:
        person = interviewed(ledger, person_id)
        ledger.rate(person_id, Rating(date=day, kind="morning", value=pain))
        last, waits = _last_sessions(ledger, person, day)
        if last and waits:
            ledger.answer_morning(person_id, last, pain)
        past = history(ledger, person, today)
        reviewed = review(practice, ledger, person, past, "morning", today)
        ledger.save_person(reviewed.person)
    return Answered(
        state=reviewed.person.state, changes=reviewed.changes, advice=reviewed.decision.outcome["advice"]
    )


def morning_due(ledger: Ledger, person: Person, day: date) -> date | None:
    """Return the day the morning's question asks back to: the last session's; in a flare, the day before.

    None when it was answered, or when there is nothing to ask.
    """
    if any(rating.kind == "morning" for rating in ledger.ratings(person.id, day, day)):
        return None
    last, waits = _last_sessions(ledger, person, day)
    if waits:
        return last
    return day - DAY if person.state == "flare" else None


def _last_sessions(ledger: Ledger, person: Person, day: date) -> tuple[date | None, bool]:
    """Return the last day before this one with a session, and whether any of it waits for its next morning."""
    sessions = ledger.sessions(person.id, day - MORNING_DAYS_BACK * DAY, day - DAY)
    last = max((session.date for session in sessions), default=None)
    return last, any(session.date == last and session.next_morning is None for session in sessions)


def say_flare(practice: Practice, person_id: str) -> None:
    """Note that the person's back has flared up: the full questions come next, and the plan is made lighter.

    Raises:
        Refusal: there was no interview.
    """
    today = practice.clock.today()
    with practice.store.writing() as ledger:
        person = interviewed(ledger, person_id)
        ledger.save_person(
            replace(
                person,
                state="flare",
                flare_started=today,
                flare_ended=None,
                full_form_due=True,
                ready_on=None,
                plan_stale=True,
            )
        )
