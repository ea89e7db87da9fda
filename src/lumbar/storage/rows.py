"""Rows to records and back."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date
from itertools import groupby
from operator import itemgetter
from typing import Any

from sqlalchemy import Row

from lumbar.services.records import (
    Decided,
    Decision,
    ItemRecord,
    LevelChange,
    Measurement,
    Person,
    SessionRecord,
    SetRecord,
)
from lumbar.storage import tables

Values = dict[str, Any]


def dumped(document: object) -> str:
    """Write JSON data as text, the same for the same data."""
    return json.dumps(document, ensure_ascii=False, separators=(",", ":"))


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _text(day: date | None) -> str | None:
    return day.isoformat() if day else None


def person(found: Sequence[Row[Any]]) -> Person | None:
    """Build a person from their row joined with the profile and, row by row, the levels."""
    if not found:
        return None
    row = found[0]
    return Person(
        id=row.id,
        name=row.name,
        state=row.state,
        flare_started=_day(row.flare_started),
        flare_ended=_day(row.flare_ended),
        full_form_due=row.full_form_due,
        screening_id=row.screening_id,
        plan_id=row.plan_id,
        plan_stale=row.plan_stale,
        reviewed_on=_day(row.reviewed_on),
        ready_on=_day(row.ready_on),
        last_session_on=_day(row.last_session_on),
        spread_open=row.spread_open,
        spread_answered_on=_day(row.spread_answered_on),
        profile=json.loads(row.document) if row.document else None,
        full_form_on=_day(row.full_form_on),
        levels={each.movement: each.level for each in found if each.movement is not None},
    )


def person_row(person: Person) -> Values:
    """Write the person's own row."""
    return {
        "id": person.id,
        "name": person.name,
        "state": person.state,
        "flare_started": _text(person.flare_started),
        "flare_ended": _text(person.flare_ended),
        "full_form_due": person.full_form_due,
        "screening_id": person.screening_id,
        "plan_id": person.plan_id,
        "plan_stale": person.plan_stale,
        "reviewed_on": _text(person.reviewed_on),
        "ready_on": _text(person.ready_on),
        "last_session_on": _text(person.last_session_on),
        "spread_open": person.spread_open,
        "spread_answered_on": _text(person.spread_answered_on),
    }


def decided(row: Row[Any]) -> Decided:
    """Build what was decided."""
    return Decided(**_decided(row))


def decision(row: Row[Any]) -> Decision:
    """Build a decision whole."""
    return Decision(**_decided(row), input=json.loads(row.input))


def _decided(row: Row[Any]) -> Values:
    return {
        "id": row.id,
        "kind": row.kind,
        "trigger": row.trigger,
        "as_of": date.fromisoformat(row.as_of),
        "made_at": row.made_at,
        "rule_version": row.rule_version,
        "catalogue": row.catalogue,
        "outcome": json.loads(row.outcome),
    }


def decision_row(person_id: str, decision: Decision) -> Values:
    """Write a decision."""
    return {
        "id": decision.id,
        "person_id": person_id,
        "kind": decision.kind,
        "trigger": decision.trigger,
        "as_of": decision.as_of.isoformat(),
        "made_at": decision.made_at,
        "rule_version": decision.rule_version,
        "catalogue": decision.catalogue,
        "input": dumped(decision.input),
        "outcome": dumped(decision.outcome),
    }


SESSION_COLUMNS = len(tables.session.c)
_ITEM_KEYS = ("session_id", "place")
_ITEM_NAMES = tuple(column.name for column in tables.session_item.c if column.name not in _ITEM_KEYS)
_FIRST_ITEM_VALUE = SESSION_COLUMNS + len(_ITEM_KEYS)
_PLACE = _FIRST_ITEM_VALUE - 1


def sessions(found: Sequence[Row[Any]], sets: Sequence[Row[Any]] = ()) -> tuple[SessionRecord, ...]:
    """Build sessions from their rows joined, row by row, with their items.

    Each row holds the session's columns, then the item's. A history is hundreds of them, so they are read by
    position.
    """
    by_place: dict[int, list[SetRecord]] = {}
    for row in sets:
        by_place.setdefault(row.item_place, []).append(
            SetRecord(set=row.set, side=row.side, reps=row.reps, held_s=row.held_s, completed=row.completed)
        )
    return tuple(_session(list(group), by_place) for _, group in groupby(found, key=itemgetter(0)))


def _session(found: Sequence[Row[Any]], sets: Mapping[int, Sequence[SetRecord]]) -> SessionRecord:
    row = found[0]
    return SessionRecord(
        id=row.id,
        date=date.fromisoformat(row.date),
        slot=row.slot,
        started_at=row.started_at,
        finished_at=row.finished_at,
        stored_at=row.stored_at,
        pain_before=row.pain_before,
        pain_after=row.pain_after,
        effort=row.effort,
        note=row.note,
        next_morning=row.next_morning,
        plan_id=row.plan_id,
        fingerprint=row.fingerprint,
        source=row.source,
        items=tuple(_item(tuple(each), sets) for each in found if each[_PLACE] is not None),
    )


def _item(row: tuple[Any, ...], sets: Mapping[int, Sequence[SetRecord]]) -> ItemRecord:
    values = dict(zip(_ITEM_NAMES, row[_FIRST_ITEM_VALUE:], strict=True))
    return ItemRecord(**values, sets=tuple(sets.get(row[_PLACE], ())))


def session_row(person_id: str, session: SessionRecord) -> Values:
    """Write a session's own row."""
    return {
        "id": session.id,
        "person_id": person_id,
        "date": session.date.isoformat(),
        "slot": session.slot,
        "started_at": session.started_at,
        "finished_at": session.finished_at,
        "stored_at": session.stored_at,
        "pain_before": session.pain_before,
        "pain_after": session.pain_after,
        "effort": session.effort,
        "note": session.note,
        "next_morning": session.next_morning,
        "plan_id": session.plan_id,
        "fingerprint": session.fingerprint,
        "source": session.source,
    }


def item_rows(session: SessionRecord) -> list[Values]:
    """Write a session's items, each at its place."""
    return [
        {name: value for name, value in vars(item).items() if name != "sets"}
        | {"session_id": session.id, "place": place}
        for place, item in enumerate(session.items)
    ]


def set_rows(session: SessionRecord) -> list[Values]:
    """Write all sets of a session, each at its place in its item."""
    return [
        asdict(each) | {"session_id": session.id, "item_place": item_place, "place": place}
        for item_place, item in enumerate(session.items)
        for place, each in enumerate(item.sets)
    ]


def measurement(row: Row[Any]) -> Measurement:
    """Build a measurement."""
    return Measurement(
        kind=row.kind, date=date.fromisoformat(row.date), value=row.value, answers=json.loads(row.answers)
    )


def measurement_row(person_id: str, measurement: Measurement) -> Values:
    """Write a measurement."""
    return {
        "person_id": person_id,
        "kind": measurement.kind,
        "date": measurement.date.isoformat(),
        "value": measurement.value,
        "answers": dumped(measurement.answers),
    }


def change(row: Row[Any]) -> LevelChange:
    """Build a change of level."""
    return LevelChange(
        date=date.fromisoformat(row.date),
        movement=row.movement,
        change=row.change,
        from_level=row.from_level,
        to_movement=row.to_movement,
        to_level=row.to_level,
        decision_id=row.decision_id,
        reasons=tuple(json.loads(row.reasons)),
    )


def change_row(person_id: str, change: LevelChange) -> Values:
    """Write a change of level."""
    return {
        "person_id": person_id,
        "decision_id": change.decision_id,
        "date": change.date.isoformat(),
        "movement": change.movement,
        "change": change.change,
        "from_level": change.from_level,
        "to_movement": change.to_movement,
        "to_level": change.to_level,
        "reasons": dumped(change.reasons),
    }
