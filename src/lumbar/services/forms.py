"""Forms: what a person or a device may send, with every bound. Reading one lists every problem at once."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from lumbar.care.documents import PLAN
from lumbar.care.measures import GLOBAL_CHANGE_LEAST, GLOBAL_CHANGE_MOST, RMDQ_STATEMENTS
from lumbar.care.session.documents import TRIM
from lumbar.care.short_form import SHORT_FORM
from lumbar.services.records import SWAP_REASONS
from lumbar.vocabulary.catalogue import Catalogue
from lumbar.vocabulary.condition import ANSWERS
from lumbar.vocabulary.shape import (
    PAIN,
    SNAKE,
    BadDocument,
    Check,
    Day,
    Flag,
    Key,
    ListOf,
    MapOf,
    Maybe,
    Number,
    OneOf,
    Path,
    Problem,
    Shape,
    Table,
    Text,
    describe,
)

DAYS_BACK = 365
"""A session may have waited on a device this long."""
DAYS_AHEAD = 1
"""A device east of the server may have the next day already."""
MORNING_DAYS_BACK = 7
ID = Text(pattern=r"[A-Za-z0-9_-]{8,64}", called="an id of 8 to 64 letters, digits, - and _")


@dataclass(frozen=True)
class Moment(Shape):
    """A date and time as text, ISO 8601 with its offset; stays text when read."""

    def read(self, value: object, path: Path, problems: list[Problem]) -> Any:
        """Accept an existing moment."""
        try:
            if not isinstance(value, str) or len(value) > 40 or datetime.fromisoformat(value).tzinfo is None:
                raise ValueError
        except ValueError:
            expected = "a date and time with its offset, as in 2026-05-03T08:30:00+02:00"
            problems.append(Problem(path=path, expected=expected, found=describe(value)))
        return value

    def schema(self) -> dict[str, Any]:
        """Write as a JSON Schema date-time."""
        return {"type": "string", "format": "date-time"}


@dataclass(frozen=True)
class Note(Shape):
    """Own words, or none; a blank is none."""

    most: int = 2000

    def read(self, value: object, path: Path, problems: list[Problem]) -> Any:
        """Accept text that can be kept."""
        if value is None or (isinstance(value, str) and not value.strip()):
            return None
        return Text(called="null or text", most=self.most).read(value, path, problems)

    def schema(self) -> dict[str, Any]:
        """Write as a JSON Schema nullable string."""
        return {"type": ["string", "null"], "maxLength": self.most}


@dataclass(frozen=True)
class Writable(Shape):
    """A shape whose every text, however deep, can be written down: no NUL, no half of a character."""

    shape: Shape

    def read(self, value: object, path: Path, problems: list[Problem]) -> Any:
        """Accept what the shape accepts, without unwritable text."""
        found = list(_unwritable(value, path))
        problems.extend(found)
        return value if found else self.shape.read(value, path, problems)

    def schema(self) -> dict[str, Any]:
        """Write the shape."""
        return self.shape.schema()


def _unwritable(value: object, path: Path) -> Iterator[Problem]:
    if isinstance(value, str):
        if "\0" in value or any("\ud800" <= letter <= "\udfff" for letter in value):
            yield Problem(path=path, expected="text that can be written down", found="a broken character in it")
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from _unwritable(item, (*path, index))
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from _unwritable(key, path)
            yield from _unwritable(item, (*path, key.encode(errors="replace").decode()))


def _finished_after_start(session: dict[str, Any], path: Path) -> Iterator[Problem]:
    if datetime.fromisoformat(session["finished_at"]) < datetime.fromisoformat(session["started_at"]):
        expected = f"a time not before started_at, {session['started_at']}"
        yield Problem(path=(*path, "finished_at"), expected=expected, found=describe(session["finished_at"]))


def _pain_told(item: dict[str, Any], path: Path) -> Iterator[Problem]:
    """Ask for the pain of everything that was begun: what is not known is not none."""
    if item["pain_during"] is None and (item["sets"] or item["hurt"] or not item["skipped"]):
        expected = "a number from 0 to 10 where something was done"
        yield Problem(path=(*path, "pain_during"), expected=expected, found="null")


PROFILE_KEYS = (
    "age", "answers", "pregnancy_weeks", "clearances", "minutes_per_day", "days_per_week", "slots", "equipment",
    "without", "goals",
)  # fmt: skip
PROFILE = Writable(
    Table(
        {name: Key(PLAN.keys[name].shape) for name in PROFILE_KEYS}
        | {"pain": Key(Table({"usual": Key(PAIN), "today": Key(PAIN)}))}
    )
)
SIGNS = Table({name: Key(PLAN.keys[name].shape) for name in ("age", "answers")})
"""The interview's safety answers so far."""
SHORT_SCREENING = Table(
    {
        "id": Key(Maybe(ID, "null or an id"), None),
        "answers": Key(MapOf(OneOf(SHORT_FORM), OneOf(ANSWERS))),
        "pain_now": Key(PAIN),
    }
)
WHERE = OneOf(("closer", "same", "further"))
SET = Table(
    {
        "set": Key(Number(1, 50, whole=True)),
        "side": Key(Maybe(OneOf(("left", "right")), "null, left or right")),
        "reps": Key(Number(0, 1000, whole=True)),
        "held_s": Key(Number(0, 36_000, unit="seconds")),
        "completed": Key(Flag()),
    }
)
ITEM = Table(
    {
        "movement": Key(SNAKE),
        "level": Key(Number(1, 12, whole=True)),
        "sets": Key(ListOf(SET, most=100)),
        "completed": Key(Flag()),
        "skipped": Key(Flag()),
        "hurt": Key(Flag()),
        "pain_during": Key(Maybe(PAIN, "null or a number from 0 to 10")),
        "pain_where": Key(Maybe(WHERE, "null, closer, same or further")),
        "note": Key(Note(), None),
        "instead_of": Key(Maybe(SNAKE, "null or the id of a movement"), None),
        "swap_reason": Key(Maybe(OneOf(SWAP_REASONS), f"null or one of {', '.join(SWAP_REASONS)}"), None),
    },
    also=(Check(("sets", "hurt", "skipped", "pain_during"), _pain_told),),
)
SESSION = Writable(
    Table(
        {
            "date": Key(Day()),
            "slot": Key(SNAKE),
            "started_at": Key(Moment()),
            "finished_at": Key(Moment()),
            "pain_before": Key(PAIN),
            "pain_after": Key(PAIN),
            "effort": Key(PAIN),
            "note": Key(Note(), None),
            "plan_id": Key(Maybe(ID, "null or the id of a plan"), None),
            "source": Key(OneOf(("player", "paper")), "player"),
            "items": Key(ListOf(ITEM, most=100)),
        },
        also=(Check(("started_at", "finished_at"), _finished_after_start),),
    )
)
HURTS = Table(
    {"movement": Key(SNAKE), "pain": Key(PAIN), "where": Key(WHERE), "remaining": Key(ListOf(SNAKE, most=100))}
)
SWAP = Table(
    {
        "date": Key(Day()),
        "slot": Key(SNAKE),
        "minutes": Key(Maybe(TRIM.keys["minutes"].shape, "null or a number of minutes"), None),
        "movement": Key(SNAKE),
        "in_session": Key(ListOf(SNAKE, most=100)),
        "hurt": Key(ListOf(SNAKE, most=100), []),
    }
)
GLOBAL_CHANGE = Table({"change": Key(Number(GLOBAL_CHANGE_LEAST, GLOBAL_CHANGE_MOST, whole=True))})
RMDQ = Table({"ticked": Key(ListOf(Number(1, RMDQ_STATEMENTS, whole=True), most=RMDQ_STATEMENTS, unique=True))})
WALK = Table({"minutes": Key(Number(0, 1440, unit="minutes"))})
PERSON_NAME = Writable(Table({"name": Key(Text(called="a name", most=60))}))
MORNING = Table({"date": Key(Day()), "pain": Key(PAIN)})


def read_session(document: object, catalogue: Catalogue, today: date) -> dict[str, Any]:
    """Read a finished session; BadDocument lists every problem."""
    data: dict[str, Any] = SESSION.parse(document)
    problems = list(_out_of_reach(data["date"], today, DAYS_BACK, DAYS_AHEAD))
    for index, item in enumerate(data["items"]):
        problems += _not_in(catalogue, item["movement"], ("items", index, "movement"))
        if item["movement"] in catalogue and item["level"] > (top := catalogue[item["movement"]].top_level):
            path: Path = ("items", index, "level")
            problems.append(Problem(path=path, expected=f"a level from 1 to {top}", found=str(item["level"])))
        if item["instead_of"] is not None:
            problems += _not_in(catalogue, item["instead_of"], ("items", index, "instead_of"))
    if problems:
        raise BadDocument(problems)
    return data


def read_morning(document: object, today: date) -> tuple[date, float]:
    """Read a next-morning answer; BadDocument lists every problem."""
    data = MORNING.parse(document)
    if problems := list(_out_of_reach(data["date"], today, MORNING_DAYS_BACK, DAYS_AHEAD)):
        raise BadDocument(problems)
    return date.fromisoformat(data["date"]), data["pain"]


def goals_form(goals: Sequence[str]) -> Table:
    """Return the form of a rating of these goals: each from 0 (cannot) to 10 (as before)."""
    return Table({"goals": Key(Table({goal: Key(PAIN) for goal in goals}))})


def read_day(text: str, today: date) -> date:
    """Read the day something was said of; BadDocument where it is none, or too long ago."""
    Day().parse(text)
    if problems := list(_out_of_reach(text, today, DAYS_BACK, DAYS_AHEAD)):
        raise BadDocument(problems)
    return date.fromisoformat(text)


def read_hurts(document: object, catalogue: Catalogue) -> dict[str, Any]:
    """Read what hurts; BadDocument lists every problem."""
    data: dict[str, Any] = HURTS.parse(document)
    problems = list(_not_in(catalogue, data["movement"], ("movement",)))
    for index, movement in enumerate(data["remaining"]):
        problems += _not_in(catalogue, movement, ("remaining", index))
    if problems:
        raise BadDocument(problems)
    return data


def read_swap(document: object, catalogue: Catalogue) -> dict[str, Any]:
    """Read what is to be swapped; BadDocument lists every problem."""
    data: dict[str, Any] = SWAP.parse(document)
    problems = list(_not_in(catalogue, data["movement"], ("movement",)))
    for key in ("in_session", "hurt"):
        for index, movement in enumerate(data[key]):
            problems += _not_in(catalogue, movement, (key, index))
    if problems:
        raise BadDocument(problems)
    return data


def _not_in(catalogue: Catalogue, movement: str, path: Path) -> Iterator[Problem]:
    if movement not in catalogue:
        yield Problem(path=path, expected="the id of a movement", found=describe(movement))


def _out_of_reach(text: str, today: date, back: int, ahead: int) -> Iterator[Problem]:
    day = date.fromisoformat(text)
    if not -back <= (day - today).days <= ahead:
        first, last = today - timedelta(days=back), today + timedelta(days=ahead)
        yield Problem(path=("date",), expected=f"a day from {first} to {last}", found=text)
