"""A Store that keeps everything in memory, held to the same contract as the database.

It is what a device has when the server is out of reach, and what the tests of the use cases begin with.
"""

import copy
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, fields, replace
from datetime import date
from threading import RLock
from typing import Any

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


@dataclass
class _Books:
    """What is kept of everybody."""

    people: dict[str, Person] = field(default_factory=dict)
    decisions: dict[str, tuple[str, Decision]] = field(default_factory=dict)
    sessions: dict[str, tuple[str, SessionRecord]] = field(default_factory=dict)
    ratings: dict[tuple[str, date, str], Rating] = field(default_factory=dict)
    walks: dict[tuple[str, date], Walk] = field(default_factory=dict)
    measurements: dict[tuple[str, date, str], Measurement] = field(default_factory=dict)
    lessons: dict[tuple[str, str], date] = field(default_factory=dict)
    changes: list[tuple[str, LevelChange]] = field(default_factory=list)


class MemoryLedger:
    """What can be read and written inside one transaction."""

    def __init__(self, books: _Books) -> None:
        self._books = books

    def people(self) -> Sequence[Person]:
        """Return everybody, without profile and levels."""
        people = self._books.people.values()
        return tuple(Person(id=each.id, name=each.name, state=each.state) for each in sorted(people, key=_own_id))

    def forget(self, person_id: str) -> None:
        """Erase a person."""
        books = self._books
        books.people.pop(person_id, None)
        books.decisions = {name: each for name, each in books.decisions.items() if each[0] != person_id}
        books.sessions = {name: each for name, each in books.sessions.items() if each[0] != person_id}
        books.ratings = {key: each for key, each in books.ratings.items() if key[0] != person_id}
        books.walks = {key: each for key, each in books.walks.items() if key[0] != person_id}
        books.measurements = {key: each for key, each in books.measurements.items() if key[0] != person_id}
        books.lessons = {key: each for key, each in books.lessons.items() if key[0] != person_id}
        books.changes = [each for each in books.changes if each[0] != person_id]

    def person(self, person_id: str) -> Person | None:
        """Return how the person stands; None for one who has never been here."""
        return self._books.people.get(person_id)

    def save_person(self, person: Person) -> None:
        """Keep how the person stands: everything but the profile and the levels."""
        before = self._books.people.get(person.id, Person(id=person.id))
        kept = replace(person, profile=before.profile, full_form_on=before.full_form_on, levels=before.levels)
        self._books.people[person.id] = kept

    def _change_person(self, person_id: str, **changes: Any) -> None:
        self._books.people[person_id] = replace(self._books.people[person_id], **changes)

    def save_profile(self, person_id: str, profile: Mapping[str, object], full_form_on: date) -> None:
        """Keep the interview of a person already saved."""
        self._change_person(person_id, profile=copy.deepcopy(dict(profile)), full_form_on=full_form_on)

    def set_levels(self, person_id: str, levels: Mapping[str, int], on: date) -> None:
        """Keep the levels of these movements; the others stay as they are."""
        if levels:
            self._change_person(person_id, levels={**self._books.people[person_id].levels, **levels})

    def drop_levels(self, person_id: str, movements: Sequence[str]) -> None:
        """Forget the levels of these movements."""
        left = {
            name: level for name, level in self._books.people[person_id].levels.items() if name not in movements
        }
        self._change_person(person_id, levels=left)

    def add_decision(self, person_id: str, decision: Decision) -> None:
        """Keep a decision for good."""
        if person_id not in self._books.people or decision.id in self._books.decisions:
            raise ValueError("a decision belongs to somebody, and its id is new")
        self._books.decisions[decision.id] = (person_id, copy.deepcopy(decision))

    def decision(self, person_id: str, decision_id: str) -> Decision | None:
        """Return a decision whole."""
        owner, found = self._books.decisions.get(decision_id, (None, None))
        return found if owner == person_id else None

    def decided(self, person_id: str, decision_id: str) -> Decided | None:
        """Return what a decision came to, without reading its input."""
        found = self.decision(person_id, decision_id)
        return found and _decided(found)

    def add_session(self, person_id: str, session: SessionRecord) -> Stored:
        """Keep a session whole, unless its id is there already."""
        if session.id in self._books.sessions:
            owner, found = self._books.sessions[session.id]
            return "already" if (owner, found.fingerprint) == (person_id, session.fingerprint) else "different"
        self._books.sessions[session.id] = (person_id, session)
        return "new"

    def session(self, person_id: str, session_id: str) -> SessionRecord | None:
        """Return a session whole."""
        owner, found = self._books.sessions.get(session_id, (None, None))
        return found if owner == person_id else None

    def sessions(self, person_id: str, since: date, until: date) -> Sequence[SessionRecord]:
        """Return the sessions of these days with their items, the items without their sets."""
        found = [
            replace(session, items=tuple(replace(item, sets=()) for item in session.items))
            for owner, session in self._books.sessions.values()
            if owner == person_id and since <= session.date <= until
        ]
        return tuple(sorted(found, key=lambda session: (session.date, session.finished_at, session.id)))

    def answer_morning(self, person_id: str, session_date: date, pain: float) -> int:
        """Set the next-morning pain of that day's sessions that have none; return how many there were."""
        waiting = [
            session
            for owner, session in self._books.sessions.values()
            if owner == person_id and session.date == session_date and session.next_morning is None
        ]
        for session in waiting:
            self._books.sessions[session.id] = (person_id, replace(session, next_morning=pain))
        return len(waiting)

    def rate(self, person_id: str, rating: Rating) -> None:
        """Keep a pain rating; a second one of the same day and kind replaces the first."""
        self._books.ratings[person_id, rating.date, rating.kind] = rating

    def ratings(self, person_id: str, since: date, until: date) -> Sequence[Rating]:
        """Return the pain ratings of these days."""
        return tuple(
            rating
            for (owner, day, _), rating in sorted(self._books.ratings.items(), key=lambda each: each[0])
            if owner == person_id and since <= day <= until
        )

    def walked(self, person_id: str, walk: Walk) -> None:
        """Keep a day's walk, over what was kept of that day."""
        self._books.walks[person_id, walk.date] = walk

    def walks(self, person_id: str, since: date, until: date) -> Sequence[Walk]:
        """Return these days' walks."""
        found = sorted(self._books.walks.items(), key=lambda each: each[0])
        return tuple(walk for (owner, day), walk in found if owner == person_id and since <= day <= until)

    def measure(self, person_id: str, measurement: Measurement) -> None:
        """Keep a measurement, over one of the same day and kind."""
        self._books.measurements[person_id, measurement.date, measurement.kind] = measurement

    def measurements(self, person_id: str, since: date, until: date) -> Sequence[Measurement]:
        """Return these days' measurements."""
        found = sorted(self._books.measurements.items(), key=lambda each: each[0])
        return tuple(each for (owner, day, _), each in found if owner == person_id and since <= day <= until)

    def read_lesson(self, person_id: str, lesson: str, on: date) -> None:
        """Note a first reading."""
        self._books.lessons.setdefault((person_id, lesson), on)

    def lessons_read(self, person_id: str) -> Mapping[str, date]:
        """Return the lessons read."""
        return {lesson: day for (owner, lesson), day in self._books.lessons.items() if owner == person_id}

    def plans(self, person_id: str, since: date, limit: int) -> Sequence[Decided]:
        """Return what the plans came to, newest first."""
        found = [
            decision
            for owner, decision in self._books.decisions.values()
            if owner == person_id and decision.kind == "plan" and decision.as_of >= since
        ]
        newest = sorted(found, key=lambda each: (each.made_at, each.id), reverse=True)[:limit]
        return tuple(_decided(each) for each in newest)

    def add_changes(self, person_id: str, changes: Sequence[LevelChange]) -> None:
        """Keep changes of level."""
        self._books.changes += [(person_id, change) for change in changes]

    def changes(self, person_id: str, since: date | None, limit: int) -> Sequence[LevelChange]:
        """Return changes of level from that day on, at most this many."""
        found = [
            (change.date, index, change)
            for index, (owner, change) in enumerate(self._books.changes)
            if owner == person_id and (since is None or change.date >= since)
        ]
        return tuple(change for *_, change in sorted(found, key=lambda each: each[:2], reverse=True))[:limit]


def _decided(decision: Decision) -> Decided:
    return Decided(**{each.name: getattr(decision, each.name) for each in fields(Decided)})


def _own_id(person: Person) -> str:
    return person.id


class MemoryStore:
    """One writer at a time; a block that raises leaves nothing behind."""

    def __init__(self) -> None:
        self._books = _Books()
        self._turn = RLock()

    @contextmanager
    def reading(self) -> Iterator[MemoryLedger]:
        """Open one consistent view; nothing can be written through it."""
        with self._turn:
            yield MemoryLedger(copy.copy(self._books))

    @contextmanager
    def writing(self) -> Iterator[MemoryLedger]:
        """Open the one writing transaction: it is durable when the block ends, undone when the block raises."""
        with self._turn:
            draft = _Books(**{each.name: copy.copy(getattr(self._books, each.name)) for each in fields(_Books)})
            yield MemoryLedger(draft)
            self._books = draft
