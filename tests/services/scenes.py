"""A person, their days, and the practice they come to: what the tests of the use cases begin with."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta, timezone
from itertools import count
from typing import Any

from lumbar.care.short_form import SHORT_FORM
from lumbar.device.memory import MemoryStore
from lumbar.library.packaged import catalogue
from lumbar.library.wording import words
from lumbar.services.ports import Store
from lumbar.services.practice import Practice
from lumbar.vocabulary.condition import QUESTIONS

ME = "me"
MONDAY = date(2026, 5, 4)
HERE = timezone(timedelta(hours=2))


@dataclass
class FakeClock:
    """A clock that stands until it is moved."""

    time: datetime = field(default_factory=lambda: datetime(2026, 5, 4, 8, 0, tzinfo=HERE))

    def now(self) -> datetime:
        return self.time

    def today(self) -> date:
        return self.time.date()

    def next_day(self, days: int = 1) -> None:
        self.time += timedelta(days=days)


class CountingIds:
    """Ids one after another."""

    def __init__(self) -> None:
        self._next = count(1)

    def new(self) -> str:
        return f"id-{next(self._next):06}"


def practice(store: Store | None = None, clock: FakeClock | None = None) -> Practice:
    return Practice(
        store=store or MemoryStore(),
        clock=clock or FakeClock(),
        ids=CountingIds(),
        catalogue=catalogue(),
        words=words(),
    )


def profile(**changes: Any) -> dict[str, Any]:
    """Return the interview of somebody with ordinary back pain and no sign of anything else."""
    document: dict[str, Any] = {
        "age": 45,
        "answers": dict.fromkeys(QUESTIONS, "no"),
        "pregnancy_weeks": None,
        "clearances": {},
        "minutes_per_day": 20,
        "days_per_week": 7,
        "slots": ["morning", "evening"],
        "equipment": [],
        "without": [],
        "goals": ["play on the floor with the children"],
        "pain": {"usual": 3, "today": 3},
    }
    answers = {**document["answers"], **changes.pop("answers", {})}
    return {**document, **changes, "answers": answers}


def short_form(pain_now: float = 3, **answers: str) -> dict[str, Any]:
    return {"answers": {**dict.fromkeys(SHORT_FORM, "no"), **answers}, "pain_now": pain_now}


def set_done(number: int = 1, **changes: Any) -> dict[str, Any]:
    return {"set": number, "side": None, "reps": 8, "held_s": 0, "completed": True, **changes}


def item(movement: str = "bridge", level: int = 2, sets: int = 1, **changes: Any) -> dict[str, Any]:
    return {
        "movement": movement,
        "level": level,
        "sets": [set_done(number) for number in range(1, sets + 1)],
        "completed": True,
        "skipped": False,
        "hurt": False,
        "pain_during": 1,
        "pain_where": None,
        "note": None,
        **changes,
    }


def session(day: date = MONDAY, *items: Mapping[str, Any], **changes: Any) -> dict[str, Any]:
    return {
        "date": day.isoformat(),
        "slot": "morning",
        "started_at": f"{day}T08:00:00+02:00",
        "finished_at": f"{day}T08:15:00+02:00",
        "pain_before": 3,
        "pain_after": 3,
        "effort": 4,
        "note": None,
        "items": [dict(each) for each in items or (item(),)],
        **changes,
    }


def ten_sets(day: date = MONDAY, **changes: Any) -> dict[str, Any]:
    """Return a session of five movements with two sets each."""
    movements = ("bridge", "bird_dog", "cat_cow", "dead_bug", "single_knee_to_chest")
    return session(day, *(item(movement, 1, sets=2) for movement in movements), **changes)


def session_id(number: int) -> str:
    return f"00000000-0000-4000-8000-{number:012}"
