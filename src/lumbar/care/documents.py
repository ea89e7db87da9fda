"""Reads the JSON documents of the contract into the input values of the decisions.

Every table is closed, every problem is listed at once, and an id that the catalogue does not have is a problem.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from lumbar.care.course import GoalRating, ProgressInput
from lumbar.care.cutpoints import CUT_POINTS, CutPoints
from lumbar.care.planning.person import PlanInput
from lumbar.care.screening import ScreeningInput
from lumbar.care.short_form import SPREADING
from lumbar.vocabulary.catalogue import Catalogue
from lumbar.vocabulary.condition import ANSWERS, QUESTIONS
from lumbar.vocabulary.movement import EQUIPMENT, SURROUNDINGS
from lumbar.vocabulary.session import EXTRAS, ItemDone, SessionDone
from lumbar.vocabulary.shape import (
    PAIN,
    SNAKE,
    BadDocument,
    Day,
    Either,
    Except,
    Flag,
    Key,
    ListOf,
    MapOf,
    Maybe,
    Nothing,
    Number,
    OneOf,
    Path,
    Problem,
    Table,
    Text,
)

_FROM_UNLISTED = "from unlisted"
DEFAULT_MINUTES = 15
DEFAULT_DAYS = 7
DEFAULT_SLOTS = ("day",)

_QUESTION = OneOf((*QUESTIONS, SPREADING), called="the id of a safety question")
_MAYBE_PAIN = Maybe(PAIN, "null or a number from 0 to 10")
_MAYBE_DAY = Maybe(Day(), "null or a date YYYY-MM-DD")
_COUNT = Maybe(Number(0, 1000, whole=True), "null or a whole number from 0 to 1000")
_LEVEL = Number(1, 12, whole=True)

_SCREEN_KEYS = {
    "as_of": Key(Day()),
    "age": Key(Number(0, 120, unit="years")),
    "answers": Key(MapOf(_QUESTION, OneOf(ANSWERS)), {}),
    "unlisted": Key(OneOf(("unknown", "no")), "unknown"),
    "pregnancy_weeks": Key(
        Either((Nothing(), OneOf(("unknown",)), Number(0, 45)), 'null, "unknown" or a number from 0 to 45 weeks'),
        _FROM_UNLISTED,
    ),
    "clearances": Key(MapOf(_QUESTION, Day()), {}),
}
_ITEM = Table(
    {
        "movement": Key(SNAKE),
        "level": Key(_LEVEL),
        "completed": Key(Flag()),
        "pain_during": Key(PAIN),
        "pain_where": Key(Maybe(OneOf(("closer", "same", "further")), "null, closer, same or further"), None),
        "sets_done": Key(_COUNT, None),
        "reps_done": Key(_COUNT, None),
        "side": Key(Maybe(OneOf(("left", "right", "both")), "null, left, right or both"), None),
    }
)
_SESSION = Table(
    {
        "date": Key(Day()),
        "slot": Key(Maybe(SNAKE, "null or the name of a slot"), None),
        "pain_before": Key(_MAYBE_PAIN, None),
        "pain_after": Key(_MAYBE_PAIN, None),
        "next_morning": Key(_MAYBE_PAIN, None),
        "effort": Key(_MAYBE_PAIN, None),
        "items": Key(ListOf(_ITEM)),
    }
)
_GOAL_RATING = Table({"date": Key(Day()), "mean": Key(PAIN)})
_STATE = Key(OneOf(("normal", "flare")), "normal")
_LEVELS = MapOf(SNAKE, _LEVEL)
_SHARED_KEYS = {
    "state": _STATE,
    "flare_ended": Key(_MAYBE_DAY, None),
    "answered": Key(MapOf(SNAKE, Day()), {}),
    "cut_points": Key(CUT_POINTS, {}),
}
SCREEN = Table(_SCREEN_KEYS)
PLAN = Table(
    _SCREEN_KEYS
    | _SHARED_KEYS
    | {
        "minutes_per_day": Key(Number(5, 180, unit="minutes"), DEFAULT_MINUTES),
        "days_per_week": Key(Number(1, 7, whole=True), DEFAULT_DAYS),
        "slots": Key(ListOf(Except(SNAKE, EXTRAS), least=1, most=6, unique=True), list(DEFAULT_SLOTS)),
        "equipment": Key(ListOf(OneOf(EQUIPMENT), unique=True), []),
        "without": Key(ListOf(OneOf(SURROUNDINGS), unique=True), []),
        "goals": Key(
            ListOf(
                Either((Text(most=200), _GOAL_RATING), "a goal in words, or a table of date and mean"),
                most=50,
            ),
            [],
        ),
        "pain": Key(Table({"usual": Key(_MAYBE_PAIN, None), "today": Key(_MAYBE_PAIN, None)}), {}),
        "levels": Key(_LEVELS, {}),
        "half_sets": Key(ListOf(SNAKE, unique=True), []),
        "history": Key(ListOf(_SESSION), []),
    }
)
PROGRESS = Table(
    _SHARED_KEYS
    | {
        # What progress said last may be handed back as it is; being told to see someone changes no rule.
        "state": Key(OneOf(("normal", "flare", "refer")), "normal"),
        "as_of": Key(Day()),
        "usual_pain": Key(_MAYBE_PAIN, None),
        "levels": Key(_LEVELS),
        "quota": Key(Flag(), False),
        "blocked": Key(ListOf(SNAKE, unique=True), []),
        "stepped_down": Key(MapOf(SNAKE, Day()), {}),
        "flare_started": Key(_MAYBE_DAY, None),
        "daily_pain": Key(MapOf(Day(), PAIN), {}),
        "goals": Key(ListOf(_GOAL_RATING), []),
        "sessions": Key(ListOf(_SESSION)),
    }
)


def read_screening(document: Mapping[str, Any]) -> ScreeningInput:
    """Read a screen document; BadDocument lists every problem."""
    return _screening(SCREEN.parse(document))


def read_plan(document: Mapping[str, Any], catalogue: Catalogue) -> PlanInput:
    """Read a plan document; BadDocument lists every problem."""
    problems: list[Problem] = []
    data = PLAN.read(document, (), problems)
    if not problems:
        problems.extend(unknown_movements(data, "history", catalogue))
    if problems:
        raise BadDocument(problems)
    return plan_input(data)


def plan_input(data: Mapping[str, Any]) -> PlanInput:
    """Return the value of a plan document that has been read and found whole."""
    pain = data["pain"]
    return PlanInput(
        screening=_screening(data),
        minutes_per_day=data["minutes_per_day"],
        days_per_week=data["days_per_week"],
        slots=tuple(data["slots"]),
        equipment=frozenset(data["equipment"]),
        without=frozenset(data["without"]),
        goals=tuple(_goal(goal) for goal in data["goals"] if not isinstance(goal, str)),
        usual_pain=pain.get("usual"),
        pain_today=pain.get("today"),
        levels=data["levels"],
        half_sets=frozenset(data["half_sets"]),
        state=data["state"],
        history=_sessions(data["history"]),
        answered=_dates(data["answered"]),
        flare_ended=_day(data["flare_ended"]),
        cuts=CutPoints(**data["cut_points"]),
    )


def read_progress(document: Mapping[str, Any], catalogue: Catalogue) -> ProgressInput:
    """Read a progress document; BadDocument lists every problem."""
    problems: list[Problem] = []
    data = PROGRESS.read(document, (), problems)
    if not problems:
        problems.extend(unknown_movements(data, "sessions", catalogue))
    if problems:
        raise BadDocument(problems)
    return ProgressInput(
        as_of=date.fromisoformat(data["as_of"]),
        asked_usual_pain=data["usual_pain"],
        levels=data["levels"],
        state="flare" if data["state"] == "flare" else "normal",
        quota=data["quota"],
        blocked=frozenset(data["blocked"]),
        stepped_down=_dates(data["stepped_down"]),
        flare_started=_day(data["flare_started"]),
        daily_pain=dict(sorted((date.fromisoformat(day), pain) for day, pain in data["daily_pain"].items())),
        goals=tuple(_goal(goal) for goal in data["goals"]),
        sessions=_sessions(data["sessions"]),
        answered=_dates(data["answered"]),
        flare_ended=_day(data["flare_ended"]),
        cuts=CutPoints(**data["cut_points"]),
    )


def _screening(data: Mapping[str, Any]) -> ScreeningInput:
    weeks = data["pregnancy_weeks"]
    if weeks == _FROM_UNLISTED:
        weeks = "unknown" if data["unlisted"] == "unknown" else None
    return ScreeningInput(
        as_of=date.fromisoformat(data["as_of"]),
        age=data["age"],
        answers=data["answers"],
        unlisted=data["unlisted"],
        pregnancy_weeks=weeks,
        clearances=_dates(data["clearances"]),
    )


def unknown_movements(data: Mapping[str, Any], sessions: str, catalogue: Catalogue) -> Iterator[Problem]:
    """Name every movement that is not in the catalogue, level that is not on its ladder, and day to come."""
    for key in ("levels", "answered"):
        for movement in data[key]:
            yield from unknown_movement(movement, (key, movement), catalogue)
    for movement, level in data["levels"].items():
        yield from beyond_ladder(movement, level, ("levels", movement), catalogue)
    for index, session in enumerate(data[sessions]):
        path: Path = (sessions, index)
        if session["date"] > data["as_of"]:
            yield Problem(
                path=(*path, "date"), expected=f"a day up to as_of, {data['as_of']}", found=session["date"]
            )
        for place, item in enumerate(session["items"]):
            yield from unknown_movement(item["movement"], (*path, "items", place, "movement"), catalogue)


def unknown_movement(movement: str, path: Path, catalogue: Catalogue) -> Iterator[Problem]:
    """Name a movement that is not in the catalogue."""
    if movement not in catalogue:
        yield Problem(path=path, expected="the id of a movement", found=f'"{movement}"')


def beyond_ladder(movement: str, level: int, path: Path, catalogue: Catalogue) -> Iterator[Problem]:
    """Name a level that is not on its movement's ladder."""
    if movement in catalogue and level > catalogue[movement].top_level:
        yield Problem(path=path, expected=f"a level from 1 to {catalogue[movement].top_level}", found=str(level))


def _sessions(data: list[dict[str, Any]]) -> tuple[SessionDone, ...]:
    """Read sessions in the order of their dates; those of one day keep the document's order."""
    read = (
        SessionDone(
            **{name: value for name, value in session.items() if name not in ("date", "items")},
            date=date.fromisoformat(session["date"]),
            items=tuple(ItemDone(**item) for item in session["items"]),
        )
        for session in data
    )
    return tuple(sorted(read, key=lambda session: session.date))


def _goal(data: Mapping[str, Any]) -> GoalRating:
    return GoalRating(date=date.fromisoformat(data["date"]), mean=data["mean"])


def _dates(data: Mapping[str, str]) -> dict[str, date]:
    return {name: date.fromisoformat(day) for name, day in data.items()}


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)
