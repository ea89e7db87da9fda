"""Reviewing: has progress decided, and keeps what changed because of it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from lumbar.services.gathering import History, progress_document, ruled_out
from lumbar.services.ports import Ledger
from lumbar.services.practice import Practice
from lumbar.services.records import Decision, Document, LevelChange, Person, Trigger


@dataclass(frozen=True, kw_only=True)
class Review:
    """How the person stands after a progress decision, and the changes it made."""

    person: Person
    decision: Decision
    changes: tuple[LevelChange, ...]


def review(
    practice: Practice,
    ledger: Ledger,
    person: Person,
    past: History,
    trigger: Trigger,
    as_of: date,
    started: Mapping[str, int] | None = None,
) -> Review:
    """Decide progress as of a day and keep its consequences: levels, changes and the person's state.

    ``started`` are the levels of movements done for the first time. The person is returned, not saved.
    """
    known = person.levels
    person = replace(person, levels={**(started or {}), **known})
    screening = ledger.decided(person.id, person.screening_id) if person.screening_id else None
    document = progress_document(person, past, practice.catalogue, as_of, ruled_out=ruled_out(screening))
    decision = practice.decide(ledger, person, "progress", trigger, document, as_of)
    changes = _changes(ledger, person, past, decision)
    levels, gone = _levels(document["levels"], changes)
    ledger.set_levels(person.id, {name: level for name, level in levels.items() if known.get(name) != level}, as_of)
    ledger.drop_levels(person.id, sorted(gone & known.keys()))
    ledger.add_changes(person.id, changes)
    person = _stands(person, decision.outcome, as_of)
    return Review(person=replace(person, levels=levels), decision=decision, changes=changes)


def _changes(ledger: Ledger, person: Person, past: History, decision: Decision) -> tuple[LevelChange, ...]:
    changes = [
        LevelChange(
            date=decision.as_of,
            movement=movement,
            change=step["change"],
            from_level=decision.input["levels"][movement],
            to_movement=step["movement"],
            to_level=step["level"],
            decision_id=decision.id,
            reasons=tuple(step["reasons"]),
        )
        for movement, step in decision.outcome["next"].items()
        if step["change"] != "hold"
    ]
    staying = [each for each in changes if (each.to_movement, each.to_level) == (each.movement, each.from_level)]
    if not staying:
        return tuple(changes)
    told = _told_since_last_done(ledger, person, past)
    return tuple(each for each in changes if each not in staying or each.movement not in told)


def _told_since_last_done(ledger: Ledger, person: Person, past: History) -> set[str]:
    """Return the movements whose last session has brought a change already.

    A step that leaves the level as it is (half the sets) is decided again each time, and is told once.
    """
    last = {item.movement: session.date for session in past.sessions for item in session.items}
    told = ledger.changes(person.id, min(last.values(), default=None), limit=200)
    return {each.movement for each in told if each.movement in last and each.date >= last[each.movement]}


def _levels(levels: dict[str, int], changes: tuple[LevelChange, ...]) -> tuple[dict[str, int], set[str]]:
    """Return the levels after the changes, and the movements that gave way to an easier or harder one."""
    gone = {change.movement for change in changes if change.to_movement != change.movement}
    after = {movement: level for movement, level in levels.items() if movement not in gone}
    return after | {change.to_movement: change.to_level for change in changes}, gone


def _stands(person: Person, outcome: Document, as_of: date) -> Person:
    state: Any = outcome["state"]
    person = replace(person, state=state, reviewed_on=as_of, plan_stale=True)
    if state == "flare" and person.flare_started is None:
        return replace(person, flare_started=as_of, flare_ended=None, full_form_due=True)
    if state != "flare" and person.flare_started is not None:
        return replace(person, flare_started=None, flare_ended=as_of)
    return person
