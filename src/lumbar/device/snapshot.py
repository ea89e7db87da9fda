"""Snapshot: all of a person that the use cases look at, as one document a device can take along."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import date, timedelta
from types import NoneType, UnionType
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

from lumbar.care.decisions import RULE_VERSION
from lumbar.device.memory import MemoryStore
from lumbar.library.packaged import catalogue
from lumbar.services.gathering import HISTORY_DAYS
from lumbar.services.practice import Practice
from lumbar.services.records import Decision, LevelChange, Measurement, Person, Rating, SessionRecord, Walk
from lumbar.vocabulary.shape import BadDocument, Problem

VERSION = 2
"""Raised when the form changes; a device with another one asks for a new one before it goes on."""
LOOKING_BACK = timedelta(days=365)
"""The measurements and walks that are taken along."""
MOST_CHANGES = 200

Record = TypeVar("Record")


def take(practice: Practice, person_id: str) -> dict[str, Any]:
    """Write the snapshot of a person as they stand; one who has never been here is written as nobody."""
    today = practice.clock.today()
    tomorrow = today + timedelta(days=1)
    with practice.store.reading() as ledger:
        person = ledger.person(person_id)
        taken = {
            "version": VERSION,
            "rule_version": RULE_VERSION,
            "movements": list(practice.catalogue.ids),
            "taken_at": practice.clock.now().isoformat(),
        }
        if person is None:
            return {**taken, "person": None}
        since = min(today, person.last_session_on or today) - timedelta(days=HISTORY_DAYS)
        decisions = (ledger.decision(person_id, each) for each in (person.screening_id, person.plan_id) if each)
        return {
            **taken,
            "person": _plain(person),
            "decisions": [_plain(each) for each in decisions if each],
            "sessions": _plain(ledger.sessions(person_id, since, tomorrow)),
            "ratings": _plain(ledger.ratings(person_id, since, tomorrow)),
            "changes": _plain(ledger.changes(person_id, None, MOST_CHANGES)),
            "walks": _plain(ledger.walks(person_id, today - LOOKING_BACK, tomorrow)),
            "lessons_read": _plain(ledger.lessons_read(person_id)),
            "measurements": _plain(ledger.measurements(person_id, today - LOOKING_BACK, tomorrow)),
        }


def load(document: Mapping[str, Any]) -> MemoryStore:
    """Return a store that holds what the snapshot holds.

    Raises:
        BadDocument: its form is another, and it must be taken again; or it comes from rules or a library newer than
            those here, and older ones must not decide over it.
    """
    _check(document)
    store = MemoryStore()
    if document["person"] is None:
        return store
    person = _record(Person, document["person"])
    with store.writing() as ledger:
        ledger.save_person(person)
        if person.profile is not None and person.full_form_on is not None:
            ledger.save_profile(person.id, person.profile, person.full_form_on)
        ledger.set_levels(person.id, person.levels, person.full_form_on or date.min)
        for decision in _records(Decision, document["decisions"]):
            ledger.add_decision(person.id, decision)
        for session in _records(SessionRecord, document["sessions"]):
            ledger.add_session(person.id, session)
        for rating in _records(Rating, document["ratings"]):
            ledger.rate(person.id, rating)
        ledger.add_changes(person.id, list(_records(LevelChange, document["changes"]))[::-1])
        for lesson, on in document["lessons_read"].items():
            ledger.read_lesson(person.id, lesson, date.fromisoformat(on))
        for walk in _records(Walk, document["walks"]):
            ledger.walked(person.id, walk)
        for measurement in _records(Measurement, document["measurements"]):
            ledger.measure(person.id, measurement)
    return store


def _check(document: Mapping[str, Any]) -> None:
    found = document.get("version", "nothing")
    if found != VERSION:
        raise BadDocument([Problem(path=("version",), expected=str(VERSION), found=str(found))])
    if document["rule_version"] > RULE_VERSION:
        expected, found = f"at most {RULE_VERSION}", str(document["rule_version"])
        raise BadDocument([Problem(path=("rule_version",), expected=expected, found=found)])
    if unknown := [movement for movement in document["movements"] if movement not in catalogue()]:
        raise BadDocument([Problem(path=("movements",), expected="movements known here", found=", ".join(unknown))])


def _plain(value: Any) -> Any:
    """Write records as plain JSON data: a table each, dates as text."""
    if is_dataclass(value):
        return {each.name: _plain(getattr(value, each.name)) for each in fields(value)}
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {key: _plain(each) for key, each in value.items()}
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [_plain(each) for each in value]
    return value


def _records(kind: type[Record], data: Sequence[Mapping[str, Any]]) -> Iterator[Record]:
    return (_record(kind, each) for each in data)


def _record(kind: type[Record], data: Mapping[str, Any]) -> Record:
    hints = get_type_hints(kind)
    return kind(**{name: _read(hints[name], value) for name, value in data.items()})


def _read(hint: Any, value: Any) -> Any:
    """Read a field by its type: dates are text, tuples are lists; everything else is as it was written."""
    if value is None:
        return None
    if get_origin(hint) in (Union, UnionType):
        hint = next(each for each in get_args(hint) if each is not NoneType)
    if hint is date:
        return date.fromisoformat(value)
    if get_origin(hint) is tuple:
        (inner, _) = get_args(hint)
        return tuple(
            _record(inner, each) if isinstance(inner, type) and is_dataclass(inner) else each for each in value
        )
    return value
