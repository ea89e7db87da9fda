"""The timeline: everything that was changed, with its reason."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from lumbar.care.timeline import Turn
from lumbar.services.looking import Timeline
from lumbar.services.practice import Practice
from lumbar.views.reasons import ReasonOut, changes_out, movement_name, reasons_out

Happened = Literal["up", "down", "hold", "phase", "joined", "left", "shut", "opened"]


@dataclass(frozen=True, kw_only=True)
class Event:
    """Something that was changed on a day, in a sentence, with the reasons for it."""

    date: str
    kind: Happened
    movement: str | None
    name: str | None
    text: str
    reasons: list[ReasonOut]


def timeline_out(timeline: Timeline, practice: Practice) -> list[Event]:
    """Show what has changed, the newest first."""
    events = [*_steps(timeline, practice), *(_turn(day, turn, practice) for day, turn in timeline.turns)]
    return sorted(events, key=lambda event: event.date, reverse=True)


def _steps(timeline: Timeline, practice: Practice) -> Iterator[Event]:
    for step in changes_out(timeline.steps, practice):
        yield Event(
            date=step.date,
            kind=step.change,
            movement=step.movement,
            name=step.name,
            text=step.text,
            reasons=step.reasons,
        )


def _turn(day: date, turn: Turn, practice: Practice) -> Event:
    name = movement_name(turn.movement, practice) if turn.movement else None
    return Event(
        date=day.isoformat(),
        kind=turn.change,
        movement=turn.movement,
        name=name,
        text=practice.words.say(f"turn.{turn.change}", {"name": name}),
        reasons=reasons_out(turn.reasons, practice.words),
    )
