"""Pacing: a dose written out in seconds, step by step, as the player speaks and counts it.

The planner's minutes and the player's clock come from the same numbers, so a session takes as long as the
plan says.
"""

from collections.abc import Iterator

from lumbar.vocabulary.dose import Dose, Side, Sides
from lumbar.vocabulary.movement import Movement
from lumbar.vocabulary.session import Step, StepKind

GET_READY_S = 5.0
"""Part of the transition into an item, so not of the item's own time."""
SWITCH_S = 5.0
BOTH: tuple[Side, ...] = ("left", "right")


def item_seconds(dose: Dose, sides: Sides) -> float:
    """Return how long the dose takes, rests and side switches included, without getting ready."""
    rep_s = (dose.tempo_s or 0.0) + (dose.hold_s or 0.0)
    stretch_s = dose.duration_s if dose.reps is None else dose.reps * rep_s
    set_s = stretch_s or 0.0
    if dose.per_side:
        switches = sides == "one_then_other" or dose.reps is None
        set_s = 2 * set_s + (SWITCH_S if switches else 0.0)
    return dose.sets * set_s + (dose.sets - 1) * (dose.rest_s or 0.0)


def script(movement: Movement, dose: Dose) -> tuple[Step, ...]:
    """Return the item's steps in order, the first of them getting ready.

    ``say`` holds the movement's own cues the first time each comes round and the number of the repetition after
    that; rests have nothing to say of their own.
    """
    return (
        _step(movement, dose, "get_ready", GET_READY_S, say=movement.cues.start, show=movement.cues.start),
        *_sets(movement, dose),
    )


def _sets(movement: Movement, dose: Dose) -> Iterator[Step]:
    for number in range(1, dose.sets + 1):
        if dose.reps is None:
            yield from _timed_set(movement, dose, number)
        elif movement.sides == "one_then_other" and dose.per_side:
            yield from _reps(movement, dose, number, side="left")
            yield _switch(movement, dose, number)
            yield from _reps(movement, dose, number, side="right")
        else:
            yield from _reps(movement, dose, number, side=None)
        if number < dose.sets and dose.rest_s:
            yield _step(movement, dose, "rest", dose.rest_s, number=number, show=movement.cues.start)


def _timed_set(movement: Movement, dose: Dose, number: int) -> Iterator[Step]:
    sides: tuple[Side | None, ...] = BOTH if dose.per_side else (None,)
    for index, side in enumerate(sides):
        if index:
            yield _switch(movement, dose, number)
        yield _step(
            movement,
            dose,
            "flow",
            dose.duration_s or 0.0,
            side=side,
            number=number,
            say=movement.cues.move,
            show=movement.cues.hold or movement.cues.move,
        )


def _reps(movement: Movement, dose: Dose, number: int, *, side: Side | None) -> Iterator[Step]:
    """Go through a set's repetitions; a movement that alternates changes side with each."""
    alternates = movement.sides == "alternate"
    for rep in range(1, (dose.reps or 0) + 1):
        if alternates and dose.per_side:
            for each in BOTH:
                yield from _rep(movement, dose, number, rep, each)
        else:
            turn = BOTH[(rep - 1) % 2] if alternates else side
            yield from _rep(movement, dose, number, rep, turn)


def _rep(movement: Movement, dose: Dose, number: int, rep: int, side: Side | None) -> Iterator[Step]:
    half_s = (dose.tempo_s or 0.0) / 2
    first = rep == 1
    cues = movement.cues
    parts: list[tuple[StepKind, float, str, str | None]] = [
        ("move", half_s, cues.move, None if first else str(rep))
    ]
    if dose.hold_s:
        parts.append(("hold", dose.hold_s, cues.hold or cues.move, None))
    parts.append(("back", half_s, cues.back or cues.start, None))
    for kind, seconds, cue, otherwise in parts:
        yield _step(
            movement,
            dose,
            kind,
            seconds,
            side=side,
            number=number,
            rep=rep,
            say=cue if first else otherwise,
            show=cue,
        )


def _switch(movement: Movement, dose: Dose, number: int) -> Step:
    words = movement.cues.switch or movement.cues.start
    return _step(movement, dose, "switch", SWITCH_S, number=number, say=words, show=words)


def _step(
    movement: Movement,
    dose: Dose,
    kind: StepKind,
    seconds: float,
    *,
    show: str,
    say: str | None = None,
    side: Side | None = None,
    number: int = 1,
    rep: int | None = None,
) -> Step:
    return Step(
        kind=kind,
        seconds=seconds,
        side=side,
        set=number,
        sets=dose.sets,
        rep=rep,
        reps=dose.reps,
        say=say,
        show=show,
    )
