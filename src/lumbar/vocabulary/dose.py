"""Dose: how much of a movement, and how often."""

from dataclasses import dataclass
from typing import Literal

Side = Literal["left", "right"]
Sides = Literal["none", "alternate", "one_then_other"]
SIDES: tuple[Sides, ...] = ("none", "alternate", "one_then_other")


@dataclass(frozen=True, kw_only=True)
class Dose:
    """One level's numbers. Either ``reps`` or ``duration_s`` says how long a set is, never both.

    ``tempo_s`` is the moving part of one repetition (out and back together), ``hold_s`` the still part at its
    far end; ``rest_s`` lies between sets. With ``per_side`` the reps, or the duration, are done on each side.
    """

    sets: int
    reps: int | None = None
    duration_s: float | None = None
    hold_s: float | None = None
    per_side: bool = False
    tempo_s: float | None = None
    rest_s: float | None = None
    times_per_day: int
    days_per_week: int

    def __post_init__(self) -> None:
        """Refuse a dose that cannot be done."""
        if (self.reps is None) == (self.duration_s is None):
            raise ValueError("a dose has either reps or duration_s")
        if self.sets < 1 or (self.reps is not None and self.reps < 1):
            raise ValueError("a dose has at least one set and one repetition")


@dataclass(frozen=True, kw_only=True)
class Level:
    """A rung of a movement's ladder: its dose, and for every number of it the source it came from."""

    level: int
    dose: Dose
    sources: dict[str, str]


@dataclass(frozen=True, kw_only=True)
class Cap:
    """An upper bound that a condition puts on a dose; ``range`` says a bound on the movement in words."""

    sets: int | None = None
    reps: int | None = None
    hold_s: float | None = None
    duration_s: float | None = None
    range: str | None = None
