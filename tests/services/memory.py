"""A Store that keeps everything in memory: the fake the use cases are tested with, held to the same contract."""

import copy
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, fields, replace
from datetime import date
from threading import RLock
from typing import Any

from lumbar.services.ports import Stored
from lumbar.services.records import Decided, Decision, LevelChange, Person, Rating, SessionRecord


@dataclass
class _Books:
    """What is kept of everybody."""

    people: dict[str, Person] = field(default_factory=dict)
    decisions: dict[str, tuple[str, Decision]] = field(default_factory=dict)
    sessions: dict[str, tuple[str, SessionRecord]] = field(default_factory=dict)
    ratings: dict[tuple[str, date, str], Rating] = field(default_factory=dict)
    changes: list[tuple[str, LevelChange]] = field(default_factory=list)


class MemoryLedger:
    def __init__(self, books: _Books) -> None:
        self._books = books

    def person(self, person_id: str) -> Person | None:
        return self._books.people.get(person_id)

    def save_person(self, person: Person) -> None:
        before = self._books.people.get(person.id, Person(id=person.id))
        kept = replace(person, profile=before.profile, full_form_on=before.full_form_on, levels=before.levels)
        self._books.people[person.id] = kept

    def _change_person(self, person_id: str, **changes: Any) -> None:
        self._books.people[person_id] = replace(self._books.people[person_id], **changes)

    def save_profile(self, person_id: str, profile: Mapping[str, object], full_form_on: date) -> None:
        self._change_person(person_id, profile=copy.deepcopy(dict(profile)), full_form_on=full_form_on)

    def set_levels(self, person_id: str, levels: Mapping[str, int], on: date) -> None:
        if levels:
            self._change_person(person_id, levels={**self._books.people[person_id].levels, **levels})

    def drop_levels(self, person_id: str, movements: Sequence[str]) -> None:
        left = {
            name: level for name, level in self._books.people[person_id].levels.items() if name not in movements
        }
        self._change_person(person_id, levels=left)

    def add_decision(self, person_id: str, decision: Decision) -> None:
        if person_id not in self._books.people or decision.id in self._books.decisions:
            raise ValueError("a decision belongs to somebody, and its id is new")
        self._books.decisions[decision.id] = (person_id, copy.deepcopy(decision))

    def decision(self, person_id: str, decision_id: str) -> Decision | None:
        owner, found = self._books.decisions.get(decision_id, (None, None))
        return found if owner == person_id else None

    def decided(self, person_id: str, decision_id: str) -> Decided | None:
        found = self.decision(person_id, decision_id)
        return found and Decided(**{each.name: getattr(found, each.name) for each in fields(Decided)})

    def add_session(self, person_id: str, session: SessionRecord) -> Stored:
        if session.id in self._books.sessions:
            owner, found = self._books.sessions[session.id]
            return "already" if (owner, found.fingerprint) == (person_id, session.fingerprint) else "different"
        self._books.sessions[session.id] = (person_id, session)
        return "new"

    def session(self, person_id: str, session_id: str) -> SessionRecord | None:
        owner, found = self._books.sessions.get(session_id, (None, None))
        return found if owner == person_id else None

    def sessions(self, person_id: str, since: date, until: date) -> Sequence[SessionRecord]:
        found = [
            replace(session, items=tuple(replace(item, sets=()) for item in session.items))
            for owner, session in self._books.sessions.values()
            if owner == person_id and since <= session.date <= until
        ]
        return tuple(sorted(found, key=lambda session: (session.date, session.finished_at, session.id)))

    def answer_morning(self, person_id: str, session_date: date, pain: float) -> int:
        waiting = [
            session
            for owner, session in self._books.sessions.values()
            if owner == person_id and session.date == session_date and session.next_morning is None
        ]
        for session in waiting:
            self._books.sessions[session.id] = (person_id, replace(session, next_morning=pain))
        return len(waiting)

    def rate(self, person_id: str, rating: Rating) -> None:
        self._books.ratings[person_id, rating.date, rating.kind] = rating

    def ratings(self, person_id: str, since: date, until: date) -> Sequence[Rating]:
        return tuple(
            rating
            for (owner, day, _), rating in sorted(self._books.ratings.items(), key=lambda each: each[0])
            if owner == person_id and since <= day <= until
        )

    def add_changes(self, person_id: str, changes: Sequence[LevelChange]) -> None:
        self._books.changes += [(person_id, change) for change in changes]

    def changes(self, person_id: str, since: date | None, limit: int) -> Sequence[LevelChange]:
        found = [
            (change.date, index, change)
            for index, (owner, change) in enumerate(self._books.changes)
            if owner == person_id and (since is None or change.date >= since)
        ]
        return tuple(change for *_, change in sorted(found, key=lambda each: each[:2], reverse=True))[:limit]


class MemoryStore:
    """One writer at a time; a block that raises leaves nothing behind."""

    def __init__(self) -> None:
        self._books = _Books()
        self._turn = RLock()

    @contextmanager
    def reading(self) -> Iterator[MemoryLedger]:
        with self._turn:
            yield MemoryLedger(copy.copy(self._books))

    @contextmanager
    def writing(self) -> Iterator[MemoryLedger]:
        with self._turn:
            draft = _Books(**{each.name: copy.copy(getattr(self._books, each.name)) for each in fields(_Books)})
            yield MemoryLedger(draft)
            self._books = draft
