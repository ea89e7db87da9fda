"""Ports: what the use cases need from outside, and nothing more."""

from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import date, datetime
from pathlib import Path
from typing import Literal, Protocol

from lumbar.services.records import (
    Decided,
    Decision,
    Device,
    LevelChange,
    Measurement,
    Person,
    Rating,
    SessionRecord,
    Walk,
)

Stored = Literal["new", "already", "different"]
"""What became of a session that was sent: stored now, there before, or there before with other content."""


class Clock(Protocol):
    """The time where the person is."""

    def now(self) -> datetime:
        """Return the time, with its offset."""

    def today(self) -> date:
        """Return the calendar day."""


class Ids(Protocol):
    """Ids that no one else makes."""

    def new(self) -> str:
        """Return an id that has never been returned before."""


class Chance(Protocol):
    """Chance that nobody can foresee."""

    def letters(self, alphabet: str, count: int) -> str:
        """Return this many letters, each drawn from the whole alphabet."""

    def token(self) -> str:
        """Return 256 bits, written in letters, digits, - and _."""


class Ledger(Protocol):
    """One transaction: all of what is written in it is kept, or nothing.

    Dates bound both ends inclusively. Sessions and ratings come oldest first, changes newest first.
    """

    def people(self) -> Sequence[Person]:
        """Return everybody, in the order of their ids, without profile and levels."""

    def forget(self, person_id: str) -> None:
        """Erase everything that is kept of a person."""

    def person(self, person_id: str) -> Person | None:
        """Return how the person stands; None for one who has never been here."""

    def save_person(self, person: Person) -> None:
        """Keep how the person stands: everything but the profile and the levels."""

    def save_profile(self, person_id: str, profile: Mapping[str, object], full_form_on: date) -> None:
        """Keep the interview of a person already saved."""

    def set_levels(self, person_id: str, levels: Mapping[str, int], on: date) -> None:
        """Keep the levels of these movements; the others stay as they are."""

    def drop_levels(self, person_id: str, movements: Sequence[str]) -> None:
        """Forget the levels of these movements."""

    def add_decision(self, person_id: str, decision: Decision) -> None:
        """Keep a decision for good."""

    def decision(self, person_id: str, decision_id: str) -> Decision | None:
        """Return a decision whole."""

    def decided(self, person_id: str, decision_id: str) -> Decided | None:
        """Return what a decision came to, without reading its input."""

    def add_session(self, person_id: str, session: SessionRecord) -> Stored:
        """Keep a session whole, unless its id is there already."""

    def session(self, person_id: str, session_id: str) -> SessionRecord | None:
        """Return a session whole."""

    def sessions(self, person_id: str, since: date, until: date) -> Sequence[SessionRecord]:
        """Return the sessions of these days with their items, the items without their sets."""

    def answer_morning(self, person_id: str, session_date: date, pain: float) -> int:
        """Set the next-morning pain of that day's sessions that have none; return how many there were."""

    def rate(self, person_id: str, rating: Rating) -> None:
        """Keep a pain rating; a second one of the same day and kind replaces the first."""

    def ratings(self, person_id: str, since: date, until: date) -> Sequence[Rating]:
        """Return the pain ratings of these days."""

    def walked(self, person_id: str, walk: Walk) -> None:
        """Keep the minutes walked on a day, in place of what was kept of that day."""

    def walks(self, person_id: str, since: date, until: date) -> Sequence[Walk]:
        """Return the walks of these days."""

    def measure(self, person_id: str, measurement: Measurement) -> None:
        """Keep a measurement; a second one of the same day and kind replaces the first."""

    def measurements(self, person_id: str, since: date, until: date) -> Sequence[Measurement]:
        """Return the measurements of these days, in the order of days and kinds."""

    def read_lesson(self, person_id: str, lesson: str, on: date) -> None:
        """Note that a lesson was read; a second reading changes nothing."""

    def lessons_read(self, person_id: str) -> Mapping[str, date]:
        """Return the lessons that were read, with the day of the first reading."""

    def plans(self, person_id: str, since: date, limit: int) -> Sequence[Decided]:
        """Return what the plans from that day on came to, the newest first, at most this many."""

    def add_changes(self, person_id: str, changes: Sequence[LevelChange]) -> None:
        """Keep changes of level."""

    def changes(self, person_id: str, since: date | None, limit: int) -> Sequence[LevelChange]:
        """Return changes of level from that day on, at most this many."""


class Store(Protocol):
    """Where everything is kept."""

    def reading(self) -> AbstractContextManager[Ledger]:
        """Open one consistent view; nothing can be written through it."""

    def writing(self) -> AbstractContextManager[Ledger]:
        """Open the one writing transaction: it is durable when the block ends, undone when the block raises."""


class Vault(Protocol):
    """Copies of everything that is kept, of all people, as one file."""

    def write(self, target: Path) -> None:
        """Copy everything as it stands into a new file."""

    def restore(self, backup: Path, now: datetime) -> Path:
        """Put a copy in the place of everything, and return where what was there before is kept.

        Raises:
            NotABackup: the file is no such copy, or one of a newer lumbar; nothing was touched.
        """


class NotABackup(Exception):
    """The file is no backup of lumbar; says in a few words what it is instead."""


class Devices(Protocol):
    """The paired devices. Each call is a transaction of its own."""

    def add(self, device: Device) -> None:
        """Keep a device; its id and its token are new."""

    def with_token(self, token_hash: str) -> Device | None:
        """Return the device whose token has this hash."""

    def all(self) -> Sequence[Device]:
        """Return every device, in the order they were paired."""

    def see(self, device_id: str, on: date) -> None:
        """Note that the device came on this day; one that is gone stays gone."""

    def remove(self, device_id: str) -> bool:
        """Forget a device; return whether it was there."""
