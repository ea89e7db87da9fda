"""Dosing: a level's dose made smaller for a reason. Nothing here ever makes a dose larger."""

import math
from collections.abc import Iterable
from dataclasses import replace

from lumbar.care.pacing import item_seconds
from lumbar.vocabulary.dose import Cap, Dose, Sides

LEAST_HOLD_S = 1.0
LEAST_DURATION_S = 10.0


def _at_least(least: float, before: float, wanted: float) -> float:
    """Return the wanted number, not below the least, and never above what it was before."""
    return min(before, max(least, wanted))


def combined(caps: Iterable[Cap]) -> Cap:
    """Return one cap that holds all of these: the lower of each number; the words of the first that has some."""
    caps = tuple(caps)

    def lowest(name: str) -> float | None:
        return min((value for cap in caps if (value := getattr(cap, name)) is not None), default=None)

    sets, reps = lowest("sets"), lowest("reps")
    return Cap(
        sets=None if sets is None else int(sets),
        reps=None if reps is None else int(reps),
        hold_s=lowest("hold_s"),
        duration_s=lowest("duration_s"),
        range=next((cap.range for cap in caps if cap.range), None),
    )


def capped(dose: Dose, cap: Cap, sides: Sides) -> Dose:
    """Return the dose with every number at or below the cap; ``duration_s`` bounds the whole item's time."""
    result = replace(
        dose,
        sets=dose.sets if cap.sets is None else min(dose.sets, cap.sets),
        reps=None if dose.reps is None else min(dose.reps, cap.reps or dose.reps),
        hold_s=None if dose.hold_s is None else min(dose.hold_s, cap.hold_s or dose.hold_s),
    )
    if cap.duration_s is not None:
        result = _within(result, cap.duration_s, sides)
    return result


def _within(dose: Dose, limit_s: float, sides: Sides) -> Dose:
    while item_seconds(dose, sides) > limit_s and dose.sets > 1:
        dose = replace(dose, sets=dose.sets - 1)
    while item_seconds(dose, sides) > limit_s and (dose.reps or 1) > 1:
        dose = replace(dose, reps=(dose.reps or 1) - 1)
    over_s = item_seconds(dose, sides) - limit_s
    if over_s > 0:
        share = 1 - over_s / item_seconds(dose, sides)
        if dose.duration_s is not None:
            dose = replace(
                dose, duration_s=_at_least(LEAST_DURATION_S, dose.duration_s, math.floor(dose.duration_s * share))
            )
        elif dose.hold_s is not None:
            dose = replace(dose, hold_s=_at_least(LEAST_HOLD_S, dose.hold_s, math.floor(dose.hold_s * share)))
    return dose


def halved(dose: Dose) -> Dose:
    """Halve the volume: the sets first, then the repetitions while it is still more than half, rounded up.

    A dose of one set and one repetition halves its time instead (docs/rules.md, flare in).
    """
    sets = math.ceil(dose.sets / 2)
    result = replace(dose, sets=sets)
    if sets * 2 <= dose.sets:
        return result
    if dose.reps is not None and dose.reps > 1:
        return replace(result, reps=math.ceil(dose.reps / 2))
    if dose.duration_s is not None:
        return replace(
            result, duration_s=_at_least(LEAST_DURATION_S, dose.duration_s, math.ceil(dose.duration_s / 2))
        )
    if dose.hold_s is not None:
        return replace(result, hold_s=_at_least(LEAST_HOLD_S, dose.hold_s, math.ceil(dose.hold_s / 2)))
    return result


def sets_halved(dose: Dose) -> Dose:
    """Halve the sets only, or the repetitions of a single set (docs/rules.md, red at the lowest level)."""
    return halved(dose) if dose.sets == 1 else replace(dose, sets=math.ceil(dose.sets / 2))


def reduced(dose: Dose, share: float) -> Dose:
    """Return the dose at a share of its volume, rounded down: fewer repetitions, else sets, else time."""
    if dose.reps is not None and dose.reps > 1:
        return replace(dose, reps=max(1, math.floor(dose.reps * share)))
    if dose.sets > 1:
        return replace(dose, sets=max(1, math.floor(dose.sets * share)))
    if dose.duration_s is not None:
        return replace(
            dose, duration_s=_at_least(LEAST_DURATION_S, dose.duration_s, math.floor(dose.duration_s * share))
        )
    if dose.hold_s is not None:
        return replace(dose, hold_s=_at_least(LEAST_HOLD_S, dose.hold_s, math.floor(dose.hold_s * share)))
    return dose
