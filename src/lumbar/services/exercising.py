"""Exercising: a session to play, what to do when it hurts, and a session done."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Literal

from lumbar.care.decisions import decide
from lumbar.care.session.documents import PLACED
from lumbar.care.soreness import Soreness, answer_pain, is_strong
from lumbar.services.forms import ID, read_hurts, read_session, read_swap
from lumbar.services.gathering import begun, history, plan_document
from lumbar.services.planning import current_plan, interviewed
from lumbar.services.ports import Ledger
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
from lumbar.vocabulary.movement import Movement
from lumbar.vocabulary.session import EXTRAS, Extra


@dataclass(frozen=True, kw_only=True)
class SessionToPlay:
    """A session, whether of the plan or beside it, and the screening it rests on.

    ``trimmed_to`` are the minutes it was made to fit, ``left_out`` what did not, ``reasons`` why it is as it is.
    """

    date: date
    slot: Document
    screening: Decided
    plan_id: str | None
    trimmed_to: float | None = None
    left_out: Sequence[Document] = ()
    reasons: Sequence[Document] = ()


@dataclass(frozen=True, kw_only=True)
class Finished:
    """What became of a session that was sent. ``advice`` is what progress says to do besides."""

    stored: Literal["new", "already"]
    changes: tuple[LevelChange, ...]
    advice: str | None


def session_to_play(
    practice: Practice, person_id: str, day: date, slot: str, minutes: float | None = None
) -> SessionToPlay:
    """Return a slot of the plan or a session beside it, once today's short form allows it.

    Args:
        practice: what the use cases work with.
        person_id: whose session.
        day: the day of the plan; a session beside it is always today's.
        slot: a slot of the plan, or one of EXTRAS.
        minutes: how long it may take; None for all of it.

    Raises:
        BadDocument: there are fewer minutes than a session needs.
        Refusal: the interview, the full or the short form comes first, or there is nothing to do.
    """
    today = practice.clock.today()
    planned = current_plan(practice, person_id, today)
    with practice.store.reading() as ledger:
        screening = _screening(ledger, planned.person, today, slot)
        past = history(ledger, planned.person, today) if slot in EXTRAS else None
    if past is None:
        found = slot_of(planned.plan, day, slot)
        if found is None or not found["items"]:
            raise Refusal("no_session")
        session = SessionToPlay(date=day, slot=found, screening=screening, plan_id=planned.plan.id)
    else:
        kind: Extra = "sore_now" if slot == "sore_now" else "break"
        document = plan_document(planned.person, past, practice.catalogue, today)
        made = decide(kind, document, practice.catalogue, practice.words)["outcome"]
        session = SessionToPlay(date=today, slot=made, screening=screening, plan_id=None, reasons=made["reasons"])
    return session if minutes is None or not session.slot["items"] else _trimmed(practice, session, minutes)


def _screening(ledger: Ledger, person: Person, today: date, slot: str) -> Decided:
    """Return the screening that opens a session now.

    Every session has a short form of its own; a break goes by that of any time today, until something hurt a lot.
    """
    screening = ledger.decided(person.id, person.screening_id) if person.screening_id else None
    if screening is None:
        raise Refusal("short_form_first")
    asked = person.ready_on == today
    if slot == "break" and screening.trigger == "short_form" and screening.as_of == today:
        asked = asked or not any(_hurt_a_lot(session) for session in ledger.sessions(person.id, today, today))
    if not asked:
        raise Refusal("short_form_first")
    return screening


def _hurt_a_lot(session: SessionRecord) -> bool:
    return any(is_strong(item.pain_during, item.pain_where) for item in session.items if begun(item))


def _trimmed(practice: Practice, session: SessionToPlay, minutes: float) -> SessionToPlay:
    items = {item["movement"]: item for item in session.slot["items"]}
    placed = [{key: item[key] for key in PLACED.keys} for item in items.values()]
    made = decide("trim", {"items": placed, "minutes": minutes}, practice.catalogue, practice.words)["outcome"]
    kept = [
        items[each["movement"]] | each | {"reasons": [*items[each["movement"]]["reasons"], *each["reasons"]]}
        for each in made["items"]
    ]
    return replace(
        session,
        slot={**session.slot, "minutes": made["minutes"], "items": kept},
        trimmed_to=minutes,
        left_out=made["left_out"],
    )


@dataclass(frozen=True, kw_only=True)
class Options:
    """What can take a movement's place, as items of a plan, and the session it is taken in."""

    session: SessionToPlay
    instead_of: Movement
    items: Sequence[Document]


def swap_options(practice: Practice, person_id: str, document: object) -> Options:
    """Return what can take the place of a movement of a session.

    Raises:
        BadDocument: the document does not have its form, or names a movement that is not there.
        Refusal: no session is open, or the movement is not in it.
    """
    data = read_swap(document, practice.catalogue)
    day = date.fromisoformat(data["date"])
    session = session_to_play(practice, person_id, day, data["slot"], data["minutes"])
    item = next((each for each in session.slot["items"] if each["movement"] == data["movement"]), None)
    if item is None:
        raise Refusal("not_in_session")
    today = practice.clock.today()
    with practice.store.reading() as ledger:
        person = interviewed(ledger, person_id)
        past = history(ledger, person, today)
    asked = plan_document(person, past, practice.catalogue, today) | {
        "item": {key: item[key] for key in PLACED.keys},
        "in_session": data["in_session"],
        "hurt": data["hurt"],
        "extra": data["slot"] if data["slot"] in EXTRAS else None,
    }
    made = decide("swap", asked, practice.catalogue, practice.words)["outcome"]
    return Options(session=session, instead_of=practice.catalogue[item["movement"]], items=made["options"])


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
        plan = ledger.decided(person_id, data["plan_id"]) if data["plan_id"] else None
        known_plan = plan is not None and plan.kind == "plan"
        session = _record(practice, session_id, data, known_plan=known_plan)
        stored = ledger.add_session(person_id, session)
        if stored == "different":
            raise Refusal("session_differs")
        if stored == "already":
            return Finished(stored=stored, changes=tuple(ledger.changes(person_id, today, limit=50)), advice=None)
        started = _started(practice, person, session)
        person = _after_session(person, session)
        past = history(ledger, person, today)
        reviewed = review(practice, ledger, person, past, "session", today, started)
        ledger.save_person(reviewed.person)
    return Finished(stored="new", changes=reviewed.changes, advice=reviewed.decision.outcome["advice"])


def _started(practice: Practice, person: Person, session: SessionRecord) -> dict[str, int]:
    """Return the levels of movements done for the first time; beside the plan none begins."""
    return {
        item.movement: item.level
        for item in session.items
        if session.slot not in EXTRAS
        and begun(item)
        and item.movement not in person.levels
        and not practice.catalogue[item.movement].roles
    }


def _after_session(person: Person, session: SessionRecord) -> Person:
    """Return how the person stands: the short form that allowed the session is used up, a break's only by pain."""
    spread = any(item.pain_where == "further" for item in session.items if begun(item))
    person = replace(
        person,
        last_session_on=max(session.date, person.last_session_on or session.date),
        spread_open=person.spread_open or spread,
    )
    earlier = person.ready_on is not None and session.date < person.ready_on
    keeps = earlier or (session.slot == "break" and not _hurt_a_lot(session))
    return person if keeps else replace(person, ready_on=None)


def _record(practice: Practice, session_id: str, data: Mapping[str, Any], *, known_plan: bool) -> SessionRecord:
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
        plan_id=data["plan_id"] if known_plan else None,
        source=data["source"],
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
        instead_of=data["instead_of"],
        swap_reason=data["swap_reason"],
        sets=sets,
    )


MOST_REPS = 1000
"""What a decision reads as the repetitions of one item, at most."""
