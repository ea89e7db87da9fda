"""Keeping: everything that is kept of a person, to take away."""

from collections.abc import Iterator
from dataclasses import asdict
from datetime import date, timedelta
from typing import Any

from lumbar.services.gathering import FIRST_DAY
from lumbar.services.ports import Ledger
from lumbar.services.practice import Practice
from lumbar.services.records import SessionRecord
from lumbar.services.refusals import NotThere

EXPORT_VERSION = 1
MOST_DECISIONS = 100_000
SET_COLUMNS = (
    "date", "slot", "source", "movement", "name", "level", "set", "side", "reps", "held_s", "set_completed",
    "item_completed", "skipped", "hurt", "pain_during", "pain_where", "instead_of", "swap_reason", "note",
    "pain_before", "pain_after", "next_morning", "effort", "session_id",
)  # fmt: skip


def everything(practice: Practice, person_id: str) -> dict[str, Any]:
    """Return all that is kept of a person as plain data.

    Raises:
        NotThere: there is nobody of that id.
    """
    until = practice.clock.today() + timedelta(days=1)
    with practice.store.reading() as ledger:
        person = ledger.person(person_id)
        if person is None:
            raise NotThere("person", person_id)
        return {
            "lumbar_export": EXPORT_VERSION,
            "made_at": practice.clock.now().isoformat(),
            "person": asdict(person),
            "sessions": [asdict(session) for session in _whole_sessions(ledger, person_id, until)],
            "ratings": [asdict(each) for each in ledger.ratings(person_id, FIRST_DAY, until)],
            "measurements": [asdict(each) for each in ledger.measurements(person_id, FIRST_DAY, until)],
            "walks": [asdict(each) for each in ledger.walks(person_id, FIRST_DAY, until)],
            "lessons_read": dict(ledger.lessons_read(person_id)),
            "changes": [asdict(each) for each in ledger.changes(person_id, None, MOST_DECISIONS)],
            "plans": [asdict(each) for each in ledger.plans(person_id, FIRST_DAY, MOST_DECISIONS)],
        }


def sets(practice: Practice, person_id: str) -> Iterator[tuple[Any, ...]]:
    """Yield a row for every set a person has done, in the order of SET_COLUMNS; a skipped item has one without.

    Raises:
        NotThere: there is nobody of that id.
    """
    until = practice.clock.today() + timedelta(days=1)
    with practice.store.reading() as ledger:
        if ledger.person(person_id) is None:
            raise NotThere("person", person_id)
        whole = list(_whole_sessions(ledger, person_id, until))
    for session in whole:
        yield from _rows(session, practice)


def _whole_sessions(ledger: Ledger, person_id: str, until: date) -> Iterator[SessionRecord]:
    for brief in ledger.sessions(person_id, FIRST_DAY, until):
        whole = ledger.session(person_id, brief.id)
        if whole is not None:
            yield whole


def _rows(session: SessionRecord, practice: Practice) -> Iterator[tuple[Any, ...]]:
    for item in session.items:
        known = item.movement in practice.catalogue
        name = practice.catalogue[item.movement].name if known else item.movement
        for each in item.sets or (None,):
            own = (None,) * 5 if each is None else (each.set, each.side, each.reps, each.held_s, each.completed)
            yield (
                session.date.isoformat(), session.slot, session.source, item.movement, name, item.level, *own,
                item.completed, item.skipped, item.hurt, item.pain_during, item.pain_where, item.instead_of,
                item.swap_reason, item.note, session.pain_before, session.pain_after, session.next_morning,
                session.effort, session.id,
            )  # fmt: skip
