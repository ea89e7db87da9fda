"""The Ledger port over one SQLAlchemy connection, inside one transaction."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Connection, Row, Select, bindparam, delete, insert, select, update
from sqlalchemy.dialects import sqlite

from lumbar.services.ports import Stored
from lumbar.services.records import (
    Decided,
    Decision,
    LevelChange,
    Measurement,
    Person,
    Rating,
    SessionRecord,
    Walk,
)
from lumbar.storage import rows, tables

_PERSON = (
    select(tables.person, tables.profile, tables.level.c.movement, tables.level.c.level)
    .select_from(
        tables.person.outerjoin(tables.profile, tables.profile.c.person_id == tables.person.c.id).outerjoin(
            tables.level, tables.level.c.person_id == tables.person.c.id
        )
    )
    .where(tables.person.c.id == bindparam("person"))
    .order_by(tables.level.c.movement)
)
_SESSIONS = (
    select(tables.session, *(column.label(f"item_{column.name}") for column in tables.session_item.c))
    .select_from(
        tables.session.outerjoin(tables.session_item, tables.session_item.c.session_id == tables.session.c.id)
    )
    .where(tables.session.c.person_id == bindparam("person"))
    .order_by(tables.session.c.date, tables.session.c.finished_at, tables.session.c.id, tables.session_item.c.place)
)
_SESSIONS_BETWEEN = _SESSIONS.where(tables.session.c.date.between(bindparam("since"), bindparam("until")))
_ONE_SESSION = _SESSIONS.where(tables.session.c.id == bindparam("session"))
_SETS = (
    select(tables.session_set)
    .where(tables.session_set.c.session_id == bindparam("session"))
    .order_by(tables.session_set.c.item_place, tables.session_set.c.place)
)
_DECISION = select(tables.decision).where(
    tables.decision.c.person_id == bindparam("person"), tables.decision.c.id == bindparam("decision")
)
_DECIDED = select(*(column for column in tables.decision.c if column.name != "input")).where(
    tables.decision.c.person_id == bindparam("person"), tables.decision.c.id == bindparam("decision")
)
_RATINGS = (
    select(tables.pain_rating)
    .where(
        tables.pain_rating.c.person_id == bindparam("person"),
        tables.pain_rating.c.date.between(bindparam("since"), bindparam("until")),
    )
    .order_by(tables.pain_rating.c.date, tables.pain_rating.c.kind)
)
_CHANGES = (
    select(tables.change)
    .where(tables.change.c.person_id == bindparam("person"), tables.change.c.date >= bindparam("since"))
    .order_by(tables.change.c.date.desc(), tables.change.c.id.desc())
    .limit(bindparam("most"))
)
_WALKS = (
    select(tables.walk)
    .where(
        tables.walk.c.person_id == bindparam("person"),
        tables.walk.c.date.between(bindparam("since"), bindparam("until")),
    )
    .order_by(tables.walk.c.date)
)
_MEASUREMENTS = (
    select(tables.measurement)
    .where(
        tables.measurement.c.person_id == bindparam("person"),
        tables.measurement.c.date.between(bindparam("since"), bindparam("until")),
    )
    .order_by(tables.measurement.c.date, tables.measurement.c.kind)
)
_READ_LESSON = sqlite.insert(tables.lesson_read).on_conflict_do_nothing(index_elements=["person_id", "lesson"])
_LESSONS_READ = select(tables.lesson_read).where(tables.lesson_read.c.person_id == bindparam("person"))
_PLANS = (
    select(*(column for column in tables.decision.c if column.name != "input"))
    .where(
        tables.decision.c.person_id == bindparam("person"),
        tables.decision.c.kind == "plan",
        tables.decision.c.as_of >= bindparam("since"),
    )
    .order_by(tables.decision.c.made_at.desc(), tables.decision.c.id.desc())
    .limit(bindparam("most"))
)
_PEOPLE = select(tables.person).order_by(tables.person.c.id)
_OWN_SESSIONS = select(tables.session.c.id).where(tables.session.c.person_id == bindparam("person"))
_FORGET = (
    delete(tables.session_set).where(tables.session_set.c.session_id.in_(_OWN_SESSIONS)),
    delete(tables.session_item).where(tables.session_item.c.session_id.in_(_OWN_SESSIONS)),
    *(
        delete(table).where(table.c.person_id == bindparam("person"))
        for table in (
            tables.session, tables.change, tables.level, tables.pain_rating, tables.walk, tables.measurement,
            tables.lesson_read,
            tables.profile, tables.decision,
        )
    ),
    delete(tables.person).where(tables.person.c.id == bindparam("person")),
)  # fmt: skip
_MORNING = (
    update(tables.session)
    .where(
        tables.session.c.person_id == bindparam("person"),
        tables.session.c.date == bindparam("day"),
        tables.session.c.next_morning.is_(None),
    )
    .values(next_morning=bindparam("pain"))
)
_DAWN = "0000-00-00"
"""Before every date."""


def _upsert(table: Any, *key: str) -> Any:
    """Return an insert that replaces the row of the same key. SQLite and PostgreSQL write it alike."""
    statement = sqlite.insert(table)
    rest = {column.name: statement.excluded[column.name] for column in table.c if column.name not in key}
    return statement.on_conflict_do_update(index_elements=key, set_=rest)


_SAVE_PERSON = _upsert(tables.person, "id")
_SAVE_PROFILE = _upsert(tables.profile, "person_id")
_SET_LEVELS = _upsert(tables.level, "person_id", "movement")
_DROP_LEVELS = delete(tables.level).where(
    tables.level.c.person_id == bindparam("person"), tables.level.c.movement == bindparam("gone")
)
_RATE = _upsert(tables.pain_rating, "person_id", "date", "kind")
_WALKED = _upsert(tables.walk, "person_id", "date")
_MEASURE = _upsert(tables.measurement, "person_id", "kind", "date")
_ADD_SESSION = sqlite.insert(tables.session).on_conflict_do_nothing(index_elements=["id"])
_FINGERPRINT = select(tables.session.c.person_id, tables.session.c.fingerprint).where(
    tables.session.c.id == bindparam("session")
)


class SqlLedger:
    """What can be read and written inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def people(self) -> Sequence[Person]:
        """Return everybody's own rows."""
        return tuple(Person(id=row.id, name=row.name, state=row.state) for row in self._rows(_PEOPLE))

    def forget(self, person_id: str) -> None:
        """Erase a person, what hangs on what before what it hangs on."""
        for statement in _FORGET:
            self._connection.execute(statement, {"person": person_id})

    def person(self, person_id: str) -> Person | None:
        """Return how the person stands, levels and profile included, in one query."""
        return rows.person(self._rows(_PERSON, person=person_id))

    def save_person(self, person: Person) -> None:
        """Keep the person's own row."""
        self._connection.execute(_SAVE_PERSON, rows.person_row(person))

    def save_profile(self, person_id: str, profile: Mapping[str, object], full_form_on: date) -> None:
        """Keep the interview, over the one before."""
        row = {"person_id": person_id, "document": rows.dumped(profile), "full_form_on": full_form_on.isoformat()}
        self._connection.execute(_SAVE_PROFILE, row)

    def set_levels(self, person_id: str, levels: Mapping[str, int], on: date) -> None:
        """Keep these movements' levels."""
        if levels:
            since = on.isoformat()
            self._connection.execute(
                _SET_LEVELS,
                [
                    {"person_id": person_id, "movement": movement, "level": level, "since": since}
                    for movement, level in levels.items()
                ],
            )

    def add_decision(self, person_id: str, decision: Decision) -> None:
        """Keep a decision; its id must be new."""
        self._connection.execute(insert(tables.decision), rows.decision_row(person_id, decision))

    def decision(self, person_id: str, decision_id: str) -> Decision | None:
        """Return a decision whole."""
        found = self._rows(_DECISION, person=person_id, decision=decision_id)
        return rows.decision(found[0]) if found else None

    def decided(self, person_id: str, decision_id: str) -> Decided | None:
        """Return what a decision came to; its input, which may be large, is not read."""
        found = self._rows(_DECIDED, person=person_id, decision=decision_id)
        return rows.decided(found[0]) if found else None

    def add_session(self, person_id: str, session: SessionRecord) -> Stored:
        """Keep a session whole; where its id is there already, compare and keep nothing."""
        added = self._connection.execute(_ADD_SESSION, rows.session_row(person_id, session)).rowcount
        if not added:
            there = self._rows(_FINGERPRINT, session=session.id)[0]
            same = (there.person_id, there.fingerprint) == (person_id, session.fingerprint)
            return "already" if same else "different"
        if items := rows.item_rows(session):
            self._connection.execute(insert(tables.session_item), items)
        if sets := rows.set_rows(session):
            self._connection.execute(insert(tables.session_set), sets)
        return "new"

    def session(self, person_id: str, session_id: str) -> SessionRecord | None:
        """Return a session whole, sets included."""
        found = self._rows(_ONE_SESSION, person=person_id, session=session_id)
        if not found:
            return None
        sets = self._rows(_SETS, session=session_id)
        return rows.sessions(found, sets)[0]

    def sessions(self, person_id: str, since: date, until: date) -> Sequence[SessionRecord]:
        """Return these days' sessions and items in one query."""
        return rows.sessions(
            self._rows(_SESSIONS_BETWEEN, person=person_id, since=since.isoformat(), until=until.isoformat())
        )

    def drop_levels(self, person_id: str, movements: Sequence[str]) -> None:
        """Forget the levels of these movements."""
        if movements:
            self._connection.execute(
                _DROP_LEVELS, [{"person": person_id, "gone": movement} for movement in movements]
            )

    def answer_morning(self, person_id: str, session_date: date, pain: float) -> int:
        """Set the next-morning pain where that day's sessions have none."""
        answered = {"person": person_id, "day": session_date.isoformat(), "pain": pain}
        return self._connection.execute(_MORNING, answered).rowcount

    def rate(self, person_id: str, rating: Rating) -> None:
        """Keep a pain rating, over one of the same day and kind."""
        row = {"person_id": person_id, "date": rating.date.isoformat(), "kind": rating.kind, "value": rating.value}
        self._connection.execute(_RATE, row)

    def ratings(self, person_id: str, since: date, until: date) -> Sequence[Rating]:
        """Return these days' pain ratings."""
        found = self._rows(_RATINGS, person=person_id, since=since.isoformat(), until=until.isoformat())
        return tuple(Rating(date=date.fromisoformat(row.date), kind=row.kind, value=row.value) for row in found)

    def walked(self, person_id: str, walk: Walk) -> None:
        """Keep a day's walk, over what was kept of that day."""
        row = {"person_id": person_id, "date": walk.date.isoformat(), "minutes": walk.minutes}
        self._connection.execute(_WALKED, row)

    def walks(self, person_id: str, since: date, until: date) -> Sequence[Walk]:
        """Return these days' walks."""
        found = self._rows(_WALKS, person=person_id, since=since.isoformat(), until=until.isoformat())
        return tuple(Walk(date=date.fromisoformat(row.date), minutes=row.minutes) for row in found)

    def measure(self, person_id: str, measurement: Measurement) -> None:
        """Keep a measurement, over one of the same day and kind."""
        self._connection.execute(_MEASURE, rows.measurement_row(person_id, measurement))

    def measurements(self, person_id: str, since: date, until: date) -> Sequence[Measurement]:
        """Return these days' measurements."""
        found = self._rows(_MEASUREMENTS, person=person_id, since=since.isoformat(), until=until.isoformat())
        return tuple(rows.measurement(row) for row in found)

    def read_lesson(self, person_id: str, lesson: str, on: date) -> None:
        """Note a first reading."""
        row = {"person_id": person_id, "lesson": lesson, "date": on.isoformat()}
        self._connection.execute(_READ_LESSON, row)

    def lessons_read(self, person_id: str) -> Mapping[str, date]:
        """Return the lessons read."""
        return {row.lesson: date.fromisoformat(row.date) for row in self._rows(_LESSONS_READ, person=person_id)}

    def plans(self, person_id: str, since: date, limit: int) -> Sequence[Decided]:
        """Return what the plans came to, newest first; their inputs are not read."""
        found = self._rows(_PLANS, person=person_id, since=since.isoformat(), most=limit)
        return tuple(rows.decided(row) for row in found)

    def add_changes(self, person_id: str, changes: Sequence[LevelChange]) -> None:
        """Keep changes of level."""
        if changes:
            self._connection.execute(insert(tables.change), [rows.change_row(person_id, each) for each in changes])

    def changes(self, person_id: str, since: date | None, limit: int) -> Sequence[LevelChange]:
        """Return changes of level, newest first."""
        first = since.isoformat() if since else _DAWN
        return tuple(rows.change(row) for row in self._rows(_CHANGES, person=person_id, since=first, most=limit))

    def _rows(self, statement: Select[Any], **bound: object) -> Sequence[Row[Any]]:
        return self._connection.execute(statement, bound).all()
