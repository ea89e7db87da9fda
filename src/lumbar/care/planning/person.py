"""The one value planning reads, and the one it returns."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from lumbar.care.course import GoalRating
from lumbar.care.cutpoints import DEFAULT, CutPoints
from lumbar.care.screening import ScreeningInput
from lumbar.vocabulary.decision import Modification, Phase, Reason, Screening
from lumbar.vocabulary.dose import Dose, Side
from lumbar.vocabulary.movement import Family
from lumbar.vocabulary.session import SessionDone


@dataclass(frozen=True, kw_only=True)
class PlanInput:
    """All that planning may know about a person. ``history`` is in the order of its dates.

    ``half_sets`` are the movements that progress said to do with half the sets since they were last done.
    """

    screening: ScreeningInput
    minutes_per_day: float
    days_per_week: int
    slots: tuple[str, ...]
    equipment: frozenset[str] = frozenset()
    without: frozenset[str] = frozenset()
    goals: tuple[GoalRating, ...] = ()
    usual_pain: float | None = None
    pain_today: float | None = None
    levels: Mapping[str, int] = field(default_factory=dict)
    state: Literal["normal", "flare"] = "normal"
    history: tuple[SessionDone, ...] = ()
    answered: Mapping[str, date] = field(default_factory=dict)
    half_sets: frozenset[str] = frozenset()
    flare_ended: date | None = None
    cuts: CutPoints = DEFAULT

    @property
    def as_of(self) -> date:
        """The first of the week's seven dates."""
        return self.screening.as_of

    @property
    def exercised(self) -> tuple[SessionDone, ...]:
        """The sessions of the plan itself; those done beside it are no exercise days."""
        return tuple(session for session in self.history if not session.extra)


@dataclass(frozen=True, kw_only=True)
class ItemPlan:
    """One movement in a slot, with the dose as it is to be done."""

    movement: str
    level: int
    dose: Dose
    side: Side | None
    minutes: float
    modified: tuple[Modification, ...]
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, kw_only=True)
class SlotPlan:
    """A time of day with its items in order. ``minutes`` include warm-up and transitions."""

    slot: str
    minutes: float
    items: tuple[ItemPlan, ...]


@dataclass(frozen=True, kw_only=True)
class DayPlan:
    """One date. The outdoor walk stands apart and is not in ``minutes``."""

    date: date
    walk_minutes: float
    minutes: float
    slots: tuple[SlotPlan, ...]


@dataclass(frozen=True, kw_only=True)
class LeftOut:
    """A movement or a family that is not in the week, or less often than its source says, and why."""

    movement: str | None
    family: Family
    reason: Reason
    text: str | None = None
    """The movement file's own words, where a condition rules the movement out."""


@dataclass(frozen=True, kw_only=True)
class WeekPlan:
    """Seven dates, or none where the screening says stop or refer."""

    screening: Screening
    phase: Phase | None
    week: tuple[DayPlan, ...]
    left_out: tuple[LeftOut, ...]
    reasons: tuple[Reason, ...]
