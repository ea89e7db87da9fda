"""The objective: what makes one week better than another. docs/planning.md tells it in words.

A week is a choice of which option goes into which slot. Its value is the sum of four parts: the days each family is
reached on, each further day worth less; every option used at least once; every option used before it would count
as an absence; and every single placing. Families weigh by what the evidence says of them (JOSPT 2021 and Owen 2020:
core, bridge and back extension "should", trunk mobility "may", stretches as part of a mix, rest and release last).
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from lumbar.vocabulary.movement import Family, Position

FAMILY_WEIGHT: dict[Family, float] = {
    "core": 3.0,
    "pelvic_tilt_bridge": 3.0,
    "back_extension": 2.5,
    "knee_to_chest": 2.0,
    "cat_cow": 2.0,
    "spine_twist": 2.0,
    "hip_flexor": 1.5,
    "hamstring": 1.5,
    "piriformis": 1.5,
    "childs_pose": 1.0,
}
DAY_GAIN = (4.0, 1.5, 1.0, 0.6, 0.4, 0.3, 0.2)
"""What the first, second … seventh day of a family in the week adds, times its weight."""
FIRST_USE_GAIN = 0.5
"""What using an option at all adds, times its family's weight: variety."""
DUE_GAIN = 1.0
"""What using an option by its due day adds, times its family's weight: a plan must not make absences."""
PLACING_GAIN = 0.2
"""What every placing adds, times its family's weight: time used well."""
CORE_PLACING_GAIN = 1.0
"""The same in the core block, which is made of several options on one day."""

TRANSITION_S = 30.0
POSITION_CHANGE_S = 30.0
"""On top of the transition: 60 seconds where the position changes."""


@dataclass(frozen=True, kw_only=True)
class Option:
    """Something that can be placed: one candidate.

    ``rest_days``: not on two days running (48 hours apart). ``due_day``: the last day on which it is not yet too
    long since it was last done; None where it was never done, or is late already.
    """

    id: str
    family: Family
    position: Position
    seconds: float
    days_per_week: int
    times_per_day: int
    rest_days: bool
    due_day: int | None = None


@dataclass(frozen=True, kw_only=True)
class Opening:
    """A slot of a day that can be filled: the seconds left in it after the warm-up.

    ``core_s`` is the most the core block may take, transitions included; None where there is no core block.
    ``core_due``: at least one core item must be in it.
    """

    day: int
    slot: str
    seconds: float
    core_s: float | None
    core_due: bool = False


@dataclass(frozen=True, kw_only=True)
class Problem:
    """A week to fill.

    ``resting``: options that cannot be used on day 0, having been done the day before. ``done_today``: how often
    options have been done on day 0 already.
    """

    options: Sequence[Option]
    openings: Sequence[Opening]
    warm_up_position: Position
    resting: frozenset[str] = frozenset()
    done_today: Mapping[str, int] = field(default_factory=dict)


Filling = Mapping[int, Collection[int]]
"""Opening index -> the indexes of the options placed in it."""


def slot_seconds(options: Collection[Option], warm_up_position: Position) -> float:
    """Return what these options take in one slot: their own time, transitions and changes of position."""
    positions = {option.position for option in options} - {warm_up_position}
    own_s = sum(option.seconds for option in options)
    return own_s + TRANSITION_S * len(options) + POSITION_CHANGE_S * len(positions)


def placing_gain(family: Family) -> float:
    """Return what one placing of the family adds by itself."""
    return FAMILY_WEIGHT[family] * (CORE_PLACING_GAIN if family == "core" else PLACING_GAIN)


def value(problem: Problem, filling: Filling) -> float:
    """Return how good a week is. It does not say whether the week is allowed."""
    days: dict[Family, set[int]] = {}
    first_day: dict[int, int] = {}
    total = 0.0
    for index, placed in filling.items():
        for number in placed:
            family = problem.options[number].family
            days.setdefault(family, set()).add(problem.openings[index].day)
            day = problem.openings[index].day
            first_day[number] = min(day, first_day.get(number, day))
            total += placing_gain(family)
    for family, on in days.items():
        total += FAMILY_WEIGHT[family] * sum(DAY_GAIN[: len(on)])
    for number, day in first_day.items():
        option = problem.options[number]
        total += FAMILY_WEIGHT[option.family] * FIRST_USE_GAIN
        if option.due_day is not None and day <= option.due_day:
            total += FAMILY_WEIGHT[option.family] * DUE_GAIN
    return total
