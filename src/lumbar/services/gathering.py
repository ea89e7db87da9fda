"""Gathering: writes a decision's input document from what is kept. It selects and never decides."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from lumbar.care.course import usual_now
from lumbar.care.short_form import carried, merged
from lumbar.services.ports import Ledger
from lumbar.services.records import RATING_KINDS, Decided, ItemRecord, Measurement, Person, Rating, SessionRecord
from lumbar.vocabulary.catalogue import Catalogue
from lumbar.vocabulary.condition import Answer
from lumbar.vocabulary.session import EXTRAS, SessionDone

HISTORY_DAYS = 35
"""How far back a decision looks from the last session: two weeks past the longest window of the rules, which is
21 days of absence. Counted from the last session, so that however long somebody was away, it shows."""

FIRST_DAY = date(2000, 1, 1)
"""Before everything that is kept."""
MOST_GOALS = 40
"""The latest ratings of the goals that a decision looks at; the form of its input takes up to 50 goals."""

MOST_CHANGES = 1000
"""More changes of level than anyone can have in the days looked back on."""

_SCREEN_KEYS = ("age", "pregnancy_weeks", "clearances")
_PLAN_KEYS = ("minutes_per_day", "days_per_week", "slots", "equipment", "without")


@dataclass(frozen=True, kw_only=True)
class History:
    """What a person did and felt lately, oldest first. ``goals`` are all ratings of the own goals there are."""

    sessions: Sequence[SessionRecord]
    ratings: Sequence[Rating]
    goals: Sequence[Measurement]
    stepped_down: Mapping[str, date]
    half_sets: Sequence[str]


def history(ledger: Ledger, person: Person, as_of: date) -> History:
    """Read what the decisions of a day look back on."""
    since = min(as_of, person.last_session_on or as_of) - timedelta(days=HISTORY_DAYS)
    downs = [change for change in ledger.changes(person.id, since, MOST_CHANGES) if change.change == "down"]
    sessions = ledger.sessions(person.id, since, as_of)
    planned = [session for session in sessions if session.slot not in EXTRAS]
    last = {item.movement: session.date for session in planned for item in session.items}
    staying = [each for each in downs if (each.movement, each.from_level) == (each.to_movement, each.to_level)]
    return History(
        sessions=sessions,
        half_sets=sorted({each.movement for each in staying if each.date >= last.get(each.movement, each.date)}),
        ratings=ledger.ratings(person.id, since, as_of),
        goals=[each for each in ledger.measurements(person.id, FIRST_DAY, as_of) if each.kind == "goals"],
        stepped_down={change.to_movement: change.date for change in reversed(downs)},
    )


def ruled_out(screening: Decided | None) -> list[str]:
    """Return the movements a screening leaves out: those blocked, and those another takes the place of."""
    if screening is None:
        return []
    replaced = {each["movement"] for each in screening.outcome["modified"] if each["substitute"]}
    return sorted(replaced.union(screening.outcome["blocked"]))


def screen_document(person: Person, as_of: date, short: Mapping[str, Answer] | None = None) -> dict[str, Any]:
    """Write the input of a screening: by the full form alone, or with today's short form over it."""
    profile = _profile(person)
    answers = (
        carried(profile["answers"], person.full_form_on, as_of)
        if short is None
        else merged(profile["answers"], short, person.full_form_on, as_of)
    )
    return {"as_of": as_of.isoformat(), "answers": answers} | {key: profile[key] for key in _SCREEN_KEYS}


def plan_document(person: Person, past: History, catalogue: Catalogue, as_of: date) -> dict[str, Any]:
    """Write the input of a week's plan."""
    profile = _profile(person)
    daily = daily_pain(past.ratings)
    return (
        screen_document(person, as_of)
        | {key: profile[key] for key in _PLAN_KEYS}
        | _shared(person, past, catalogue)
        | {
            "goals": [*profile["goals"], *_goals(past)],
            "pain": {
                "usual": usual_now(daily, profile["pain"]["usual"], _before(past.sessions), as_of),
                "today": daily.get(as_of),
            },
            "half_sets": [movement for movement in past.half_sets if movement in catalogue],
            "history": [session_document(session, catalogue) for session in past.sessions],
        }
    )


def progress_document(
    person: Person, past: History, catalogue: Catalogue, as_of: date, *, ruled_out: Sequence[str]
) -> dict[str, Any]:
    """Write the input of a progress decision; ``ruled_out`` are the movements today's screening leaves out."""
    daily = daily_pain(past.ratings)
    return _shared(person, past, catalogue) | {
        "as_of": as_of.isoformat(),
        "blocked": list(ruled_out),
        "stepped_down": {
            movement: day.isoformat() for movement, day in past.stepped_down.items() if movement in catalogue
        },
        "flare_started": person.flare_started.isoformat() if person.flare_started else None,
        "usual_pain": _profile(person)["pain"]["usual"],
        "daily_pain": {day.isoformat(): pain for day, pain in daily.items()},
        "goals": _goals(past),
        "sessions": [session_document(session, catalogue) for session in past.sessions],
    }


def _goals(past: History) -> list[dict[str, Any]]:
    return [{"date": each.date.isoformat(), "mean": each.value} for each in past.goals[-MOST_GOALS:]]


def daily_pain(ratings: Sequence[Rating]) -> dict[date, float]:
    """Return one pain a day; of several kinds on one day, the first in RATING_KINDS."""
    worst_first = sorted(ratings, key=lambda rating: (rating.date, -RATING_KINDS.index(rating.kind)))
    return {rating.date: rating.value for rating in worst_first}


def session_document(session: SessionRecord, catalogue: Catalogue) -> dict[str, Any]:
    """Write a session as the decisions read it: without what was skipped before it began, and what is not known."""
    return {
        "date": session.date.isoformat(),
        "slot": session.slot,
        "pain_before": session.pain_before,
        "pain_after": session.pain_after,
        "effort": session.effort,
        "items": [_item_document(item) for item in session.items if begun(item) and item.movement in catalogue],
    } | ({} if session.next_morning is None else {"next_morning": session.next_morning})


def _item_document(item: ItemRecord) -> dict[str, Any]:
    return {
        "movement": item.movement,
        "level": item.level,
        "completed": item.completed,
        "pain_during": item.pain_during,
        "sets_done": item.sets_done,
        "reps_done": item.reps_done,
    } | ({} if item.pain_where is None else {"pain_where": item.pain_where})


def begun(item: ItemRecord) -> bool:
    """Tell whether anything of the item was done, or felt."""
    return not item.skipped or item.hurt or item.sets_done > 0 or item.reps_done > 0


def _before(sessions: Sequence[SessionRecord]) -> list[SessionDone]:
    """Return of each session what its day felt like before it."""
    return [
        SessionDone(date=each.date, items=(), pain_before=each.pain_before, slot=each.slot) for each in sessions
    ]


def _shared(person: Person, past: History, catalogue: Catalogue) -> dict[str, Any]:
    answered = None if person.spread_open else person.spread_answered_on
    movements = {item.movement for session in past.sessions for item in session.items if item.movement in catalogue}
    return {
        "state": "flare" if person.state == "flare" else "normal",
        "flare_ended": person.flare_ended.isoformat() if person.flare_ended else None,
        "levels": {
            movement: min(level, catalogue[movement].top_level)
            for movement, level in person.levels.items()
            if movement in catalogue
        },
        "answered": {movement: answered.isoformat() for movement in sorted(movements)} if answered else {},
    }


def _profile(person: Person) -> Mapping[str, Any]:
    if person.profile is None:
        raise ValueError("a person without an interview cannot be decided about")
    return person.profile
