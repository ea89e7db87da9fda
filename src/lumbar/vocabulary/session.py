"""Session: what was done, and how it is paced."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from lumbar.vocabulary.decision import Where
from lumbar.vocabulary.dose import Side

Extra = Literal["sore_now", "break"]
EXTRAS: tuple[Extra, ...] = ("sore_now", "break")
"""Sessions beside the plan: a gentle ten minutes for a sore back, and a short break from sitting."""

StepKind = Literal["get_ready", "move", "hold", "back", "flow", "rest", "switch"]
Tone = Literal["ready", "turn", "done"]


@dataclass(frozen=True, kw_only=True)
class Cue:
    """What is heard at a moment of a step: words, a tone, or both. ``at_s`` counts from the step's beginning."""

    at_s: float
    say: str | None = None
    tone: Tone | None = None


@dataclass(frozen=True, kw_only=True)
class Step:
    """One timed stretch of an item. ``cues`` are heard, in the order of time; ``show`` stands under the count."""

    kind: StepKind
    seconds: float
    side: Side | None
    set: int
    sets: int
    rep: int | None
    reps: int | None
    show: str
    cues: tuple[Cue, ...]


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

    @property
    def extra(self) -> bool:
        """Tell whether it was done beside the plan: then it is no exercise day and earns no step."""
        return self.slot in EXTRAS
