"""Session: what was done, and how it is paced."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from lumbar.vocabulary.decision import Where
from lumbar.vocabulary.dose import Side

StepKind = Literal["get_ready", "move", "hold", "back", "flow", "rest", "switch"]


@dataclass(frozen=True, kw_only=True)
class Step:
    """One timed stretch of an item. ``say`` is spoken when it begins, ``show`` stands under the count."""

    kind: StepKind
    seconds: float
    side: Side | None
    set: int
    sets: int
    rep: int | None
    reps: int | None
    say: str | None
    show: str


@dataclass(frozen=True, kw_only=True)
class ItemDone:
    """One movement of a session as it went. ``pain_during`` is 0 to 10."""

    movement: str
    level: int
    completed: bool
    pain_during: float
    pain_where: Where | None = None
    sets_done: int | None = None
    reps_done: int | None = None
    side: Side | Literal["both"] | None = None


@dataclass(frozen=True, kw_only=True)
class SessionDone:
    """A finished session. ``next_morning`` is None until the person has answered."""

    date: date
    items: tuple[ItemDone, ...]
    pain_before: float | None = None
    pain_after: float | None = None
    next_morning: float | None = None
    effort: float | None = None
    slot: str | None = None
