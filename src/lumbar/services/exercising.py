"""Exercising: a session to play, what to do when it hurts, and a session done."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Literal

from lumbar.care.soreness import Soreness, answer_pain
from lumbar.services.forms import ID, read_hurts, read_session
from lumbar.services.gathering import begun, history
from lumbar.services.planning import current_plan, interviewed
from lumbar.services.practice import Practice
from lumbar.services.records import (
    Decided,
    Document,
    ItemRecord,
    LevelChange,
    Person,
    SessionRecord,
    SetRecord,
)
from lumbar.services.refusals import Refusal
from lumbar.services.reviewing import review


@dataclass(frozen=True, kw_only=True)
class SessionToPlay:
    """One slot of the plan that holds, and the screening it rests on."""

    date: date
    slot: Document
    screening: Decided


@dataclass(frozen=True, kw_only=True)
class Finished:
    """What became of a session that was sent. ``advice`` is what progress says to do besides."""

    stored: Literal["new", "already"]
    changes: tuple[LevelChange, ...]
    advice: str | None


def session_to_play(practice: Practice, person_id: str, day: date, slot: str) -> SessionToPlay:
    """Return a slot of the plan, once today's short form allows it.

    Raises:
        Refusal: the interview, the full or the short form comes first, or the plan has nothing there.
    """
    today = practice.clock.today()
    planned = current_plan(practice, person_id, today)
    if planned.person.ready_on != today or planned.person.screening_id is None:
        raise Refusal("short_form_first")
    found = slot_of(planned.plan, day, slot)
    with practice.store.reading() as ledger:
        screening = ledger.decided(person_id, planned.person.screening_id)
    if found is None or screening is None or not found["items"]:
        raise Refusal("no_session")
    return SessionToPlay(date=day, slot=found, screening=screening)


def slot_of(plan: Decided, day: date, slot: str) -> Document | None:
    """Return a slot of a day in the plan's own form."""
    for planned_day in plan.outcome["week"]:
        if planned_day["date"] == day.isoformat():
            return next((each for each in planned_day["slots"] if each["slot"] == slot), None)
    return None


def say_it_hurts(practice: Practice, document: object) -> tuple[Mapping[str, Any], Soreness]:
    """Decide what else to leave out now that a movement hurt; the answer's parts come beside the decision.

    Raises:
        BadDocument: the document does not have its form, or names a movement that is not there.
    """
    data = read_hurts(document, practice.catalogue)
    movements = practice.catalogue
    remaining = tuple(movements[movement] for movement in data["remaining"])
    return data, answer_pain(movements[data["movement"]], data["pain"], data["where"], remaining)


def finish_session(practice: Practice, person_id: str, session_id: str, document: object) -> Finished:
    """Keep a finished session with all that follows from it; sending it again changes nothing.

    Raises:
        BadDocument: the session does not have its form; carries every problem, and nothing is kept.
        Refusal: its id is that of another session, or there was no interview.
    """
    ID.parse(session_id)
    today = practice.clock.today()
    data = read_session(document, practice.catalogue, today)
    with practice.store.writing() as ledger:
        person = interviewed(ledger, person_id)
        session = _record(practice, person, session_id, data)
        stored = ledger.add_session(person_id, session)
        if stored == "different":
            raise Refusal("session_differs")
        if stored == "already":
            return Finished(stored=stored, changes=tuple(ledger.changes(person_id, today, limit=50)), advice=None)
        done = [item for item in session.items if begun(item)]
        person = replace(
            person,
            ready_on=None,
            last_session_on=max(session.date, person.last_session_on or session.date),
            spread_open=person.spread_open or any(item.pain_where == "further" for item in done),
        )
        started = {
            item.movement: item.level
            for item in done
            if item.movement not in person.levels and not practice.catalogue[item.movement].roles
        }
        past = history(ledger, person, today)
        reviewed = review(practice, ledger, person, past, "session", today, started)
        ledger.save_person(reviewed.person)
    return Finished(stored="new", changes=reviewed.changes, advice=reviewed.decision.outcome["advice"])


def _record(practice: Practice, person: Person, session_id: str, data: Mapping[str, Any]) -> SessionRecord:
    canonical = json.dumps(data, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return SessionRecord(
        id=session_id,
        date=date.fromisoformat(data["date"]),
        slot=data["slot"],
        started_at=data["started_at"],
        finished_at=data["finished_at"],
        stored_at=practice.clock.now().isoformat(),
        pain_before=data["pain_before"],
        pain_after=data["pain_after"],
        effort=data["effort"],
        note=data["note"],
        next_morning=None,
        plan_id=person.plan_id,
        fingerprint=hashlib.sha256(canonical.encode()).hexdigest(),
        items=tuple(_item(item) for item in data["items"]),
    )


def _item(data: Mapping[str, Any]) -> ItemRecord:
    sets = tuple(SetRecord(**each) for each in data["sets"])
    stopped = {each.set for each in sets if not each.completed}
    return ItemRecord(
        movement=data["movement"],
        level=data["level"],
        completed=data["completed"],
        skipped=data["skipped"],
        hurt=data["hurt"],
        pain_during=data["pain_during"],
        pain_where=data["pain_where"],
        sets_done=len({each.set for each in sets} - stopped),
        reps_done=min(sum(each.reps for each in sets), MOST_REPS),
        note=data["note"],
        sets=sets,
    )


MOST_REPS = 1000
"""What a decision reads as the repetitions of one item, at most."""
