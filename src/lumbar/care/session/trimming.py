"""Trimming: today's session in the minutes there are. What matters most stays, by the planner's own objective."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from lumbar.care.dosing import capped
from lumbar.care.planning.calendar import SHORT_DAY_MINUTES, SHORT_WARM_UP_S, core_room_s
from lumbar.care.planning.objective import POSITION_CHANGE_S, TRANSITION_S, Opening, Problem
from lumbar.care.planning.packing import pack
from lumbar.care.session.placed import Placed, first_position, session_seconds
from lumbar.vocabulary.decision import Fact, Reason
from lumbar.vocabulary.dose import Cap

LEAST_MINUTES = 5.0
"""As in the plan itself; less than this is a movement break."""


@dataclass(frozen=True, kw_only=True)
class Kept:
    """An item that stays. ``reasons`` are those of the trimming: why there is less of it, if there is."""

    placed: Placed
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, kw_only=True)
class Trimmed:
    """A session that fits. ``left_out`` are the movements that don't, each with its reason."""

    kept: tuple[Kept, ...]
    seconds: float
    left_out: tuple[tuple[str, Reason], ...]


def trim(items: Sequence[Placed], minutes: float) -> Trimmed:
    """Return as much of the session as fits, in its own order. One that fits already stays as it is.

    What is too long is cut before the choice, so that it is not all there is; the time left is given back to it.
    """
    whole_s = session_seconds(items)
    if whole_s <= minutes * 60:
        return Trimmed(kept=tuple(Kept(placed=item, reasons=()) for item in items), seconds=whole_s, left_out=())
    warm_up = [_shorter_warm_up(item, minutes) for item in items if item.movement.roles]
    room_s = minutes * 60 - sum(each.placed.seconds for each in warm_up)
    own = [item for item in items if not item.movement.roles]
    core_s = core_room_s(room_s)
    between_s = TRANSITION_S + POSITION_CHANGE_S
    shorter = [_within(item, (core_s if _is_core(item) else room_s) - between_s) for item in own]
    chosen = _chosen([each.placed for each in shorter], items, room_s, core_s)
    kept = [*warm_up, *(shorter[number] for number in sorted(chosen))]
    left_s = minutes * 60 - session_seconds([each.placed for each in kept])
    for place, number in enumerate(sorted(chosen), start=len(warm_up)):
        before_s = kept[place].placed.seconds
        kept[place] = _within(own[number], before_s + left_s)
        left_s -= kept[place].placed.seconds - before_s
    facts: dict[str, Fact] = {"minutes": minutes}
    return Trimmed(
        kept=tuple(kept),
        seconds=session_seconds([each.placed for each in kept]),
        left_out=tuple(
            (item.movement.id, Reason(rule="trim_left_out", facts=facts))
            for number, item in enumerate(own)
            if number not in chosen
        ),
    )


def _is_core(item: Placed) -> bool:
    return item.movement.family == "core"


def _shorter_warm_up(item: Placed, minutes: float) -> Kept:
    duration_s = item.dose.duration_s or 0.0
    if minutes > SHORT_DAY_MINUTES or duration_s <= SHORT_WARM_UP_S:
        return Kept(placed=item, reasons=())
    facts: dict[str, Fact] = {"seconds": SHORT_WARM_UP_S, "minutes": minutes, "limit": SHORT_DAY_MINUTES}
    shorter = replace(item, dose=replace(item.dose, duration_s=SHORT_WARM_UP_S))
    return Kept(placed=shorter, reasons=(Reason(rule="warm_up", facts=facts),))


def _within(item: Placed, longest_s: float) -> Kept:
    """Return the item with as much of its dose as takes no longer than that."""
    if item.seconds <= longest_s:
        return Kept(placed=item, reasons=())
    shorter = replace(item, dose=capped(item.dose, Cap(duration_s=longest_s), item.movement.sides))
    facts: dict[str, Fact] = {
        "level_minutes": round(item.seconds / 60, 1), "minutes": round(shorter.seconds / 60, 1)
    }  # fmt: skip
    return Kept(placed=shorter, reasons=(Reason(rule="trimmed", facts=facts),))


def _chosen(own: Sequence[Placed], items: Sequence[Placed], room_s: float, core_s: float) -> frozenset[int]:
    core = any(_is_core(item) for item in own)
    opening = Opening(day=0, slot="", seconds=room_s, core_s=core_s if core else None, core_due=core)
    problem = Problem(
        options=[item.option for item in own], openings=(opening,), warm_up_position=first_position(items)
    )
    return frozenset(pack(problem)[0])
