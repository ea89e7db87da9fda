"""Extras: sessions beside the plan. A gentle ten minutes when the back is sore now, and a short break from sitting.

Both are made of what this person may do today at its easiest level. They are no exercise days and earn no step.
"""

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from lumbar.care.course import done_of, usual_now
from lumbar.care.dosing import capped
from lumbar.care.planning.candidates import Candidate, candidates, on_a_sore_day
from lumbar.care.planning.objective import Opening, Problem
from lumbar.care.planning.packing import pack
from lumbar.care.planning.person import PlanInput
from lumbar.care.planning.phase import decide_phase
from lumbar.care.planning.strands import choose
from lumbar.care.planning.week import in_order
from lumbar.care.screening import screen
from lumbar.care.session.frequency import free_today
from lumbar.care.session.placed import Placed, session_seconds
from lumbar.care.zones import calm_limit
from lumbar.vocabulary.catalogue import Catalogue
from lumbar.vocabulary.decision import Fact, Reason
from lumbar.vocabulary.dose import Cap
from lumbar.vocabulary.movement import FLOOR_POSITIONS, Movement, Purpose
from lumbar.vocabulary.session import Extra

SORE_NOW_MINUTES = 10.0
BREAK_MINUTES = 3.0
BREAK_ITEMS = 2
BREAK_ITEM_S = 45.0
"""Two of these, their transitions and one change of position are the break's three minutes."""
EASIEST_LEVEL = 1
SORE_DAYS = 7
"""So long what hurt stays out: without an end, one bad day would take a movement away for good."""
GENTLE: frozenset[Purpose] = frozenset({"mobility", "rest"})
"""What a sore back is given: moving easily, and resting positions; no work, no long stretch."""
LOOSENING: frozenset[Purpose] = frozenset({"mobility", "activation"})


@dataclass(frozen=True, kw_only=True)
class ExtraSession:
    """A session beside the plan; without items there is nothing that may be done. ``reasons`` are the session's."""

    slot: Extra
    items: tuple[Candidate, ...]
    seconds: float
    reasons: tuple[Reason, ...]


def make_extra(extra: Extra, given: PlanInput, catalogue: Catalogue) -> ExtraSession:
    """Return a session beside the plan, whatever the plan says; after stop or refer there is none."""
    screening = screen(given.screening, catalogue)
    if screening.outcome in ("stop", "refer"):
        closed = Reason(rule="no_plan", facts={"outcome": screening.outcome})
        return ExtraSession(slot=extra, items=(), seconds=0.0, reasons=(*screening.reasons, closed))
    usable = choose(beside_plan(extra, given, catalogue), given.levels, given.exercised, catalogue)
    chosen = _ten_gentle_minutes(usable) if extra == "sore_now" else _next_pair(usable, given)
    items = tuple(in_order(chosen, "standing"))
    seconds = session_seconds([_placed(each) for each in items])
    most = SORE_NOW_MINUTES if extra == "sore_now" else BREAK_MINUTES
    facts: dict[str, Fact] = {"minutes": math.ceil(seconds / 60) if items else most}
    reason = Reason(rule="extra" if items else "extra_nothing", facts=facts)
    return ExtraSession(slot=extra, items=items, seconds=seconds, reasons=(reason,))


def beside_plan(extra: Extra, given: PlanInput, catalogue: Catalogue) -> list[Candidate]:
    """Return everything the person may do today in such a session, each at the first level of its ladder.

    Whoever asks has made sure that the screening lets the person exercise at all.
    """
    screening = screen(given.screening, catalogue)
    phase, _ = decide_phase(given)
    calm = calm_limit(usual_now({}, given.usual_pain, given.history, given.as_of), given.cuts)
    # At its easiest a movement is the same in every session beside the plan, so here all of these count.
    history = tuple(replace(session, slot=None) for session in given.history)
    easiest = replace(given, levels=dict.fromkeys(catalogue.ids, EASIEST_LEVEL), history=history)
    fits = _is_gentle if extra == "sore_now" else _fits_anywhere
    movements = [movement for movement in catalogue.exercises() if fits(movement)]
    allowed, _ = candidates(movements, easiest, phase, screening, catalogue)
    return [
        # The first reason is that of a person's own level, which this is not.
        on_a_sore_day(replace(each, reasons=each.reasons[1:]), given)
        for each in allowed
        if _was_comfortable(each, easiest, calm) and (each.movement.purpose == "rest" or free_today(each, given))
    ]


def _is_gentle(movement: Movement) -> bool:
    return movement.purpose in GENTLE


def _fits_anywhere(movement: Movement) -> bool:
    upright = movement.position not in FLOOR_POSITIONS and not movement.equipment
    return upright and movement.purpose in LOOSENING and movement.family != "core"


def _was_comfortable(candidate: Candidate, given: PlanInput, calm: float) -> bool:
    """Tell whether it hurt no more than this when it was last done; after a while that is forgotten."""
    done = done_of(candidate.movement.id, given.history, given.cuts.red_during)
    if not done or (given.as_of - done[-1][0].date).days > SORE_DAYS:
        return True
    item = done[-1][1]
    return item.pain_where != "further" and item.pain_during <= calm


def _ten_gentle_minutes(usable: Sequence[Candidate]) -> list[Candidate]:
    opening = Opening(day=0, slot="sore_now", seconds=SORE_NOW_MINUTES * 60, core_s=None)
    problem = Problem(
        options=[_placed(each).option for each in usable], openings=(opening,), warm_up_position="standing"
    )
    kept = [usable[number] for number in sorted(pack(problem)[0])]
    return [_with(each, Reason(rule="sore_now", facts={"level": each.level})) for each in kept]


def _next_pair(usable: Sequence[Candidate], given: PlanInput) -> list[Candidate]:
    """Take the two least done today, of different families; from day to day another one comes first."""
    today = [session for session in given.history if session.date == given.as_of]
    times = Counter(item.movement for session in today for item in session.items)
    breaks = sum(session.slot == "break" for session in today)
    ordered = sorted(usable, key=lambda each: each.movement.id)
    first = given.as_of.toordinal() * BREAK_ITEMS % max(1, len(ordered))
    chosen: list[Candidate] = []
    for each in sorted(ordered[first:] + ordered[:first], key=lambda each: times[each.movement.id]):
        if len(chosen) < BREAK_ITEMS and each.movement.family not in {one.movement.family for one in chosen}:
            chosen.append(_with(_short(each), Reason(rule="break", facts={"count": breaks + 1})))
    return chosen


def _short(candidate: Candidate) -> Candidate:
    cap = Cap(sets=1, duration_s=BREAK_ITEM_S)
    return replace(candidate, dose=capped(candidate.dose, cap, candidate.movement.sides))


def _with(candidate: Candidate, reason: Reason) -> Candidate:
    return replace(candidate, reasons=(reason, *candidate.reasons))


def _placed(candidate: Candidate) -> Placed:
    return Placed(movement=candidate.movement, level=candidate.level, dose=candidate.dose)
