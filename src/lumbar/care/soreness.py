"""Soreness: what happens to the rest of a session when the person says that it hurts."""

from collections.abc import Sequence
from dataclasses import dataclass

from lumbar.care.cutpoints import DEFAULT, CutPoints
from lumbar.vocabulary.decision import Fact, Reason, Where
from lumbar.vocabulary.movement import Movement

SEVERE_PAIN = 8
"""At or above this the session ends: severe pain with any exercise is a stop sign (NHS); the number is ours."""


@dataclass(frozen=True, kw_only=True)
class Soreness:
    """The item in hand has stopped. ``leave_out`` of the remaining movements are dropped as well."""

    leave_out: tuple[str, ...]
    end_session: bool
    reasons: tuple[Reason, ...]


def answer_pain(
    movement: Movement, pain: float, where: Where, remaining: Sequence[Movement], cuts: CutPoints = DEFAULT
) -> Soreness:
    """Decide what else to leave out, now that this movement hurt this much (0 to 10), here."""
    facts: dict[str, Fact] = {"movement": movement.id, "pain": pain, "where": where}
    reasons = [Reason(rule="item_stopped", facts=facts | {"limit": cuts.red_during})]
    if pain >= SEVERE_PAIN:
        reasons.append(Reason(rule="session_ended", facts=facts | {"limit": SEVERE_PAIN}))
        return Soreness(leave_out=tuple(each.id for each in remaining), end_session=True, reasons=tuple(reasons))
    like_it: list[str] = []
    if is_strong(pain, where, cuts):
        like_it = [each.id for each in remaining if alike(each, movement)]
    if like_it:
        reasons.append(Reason(rule="family_left_out", facts=facts | {"count": len(like_it)}))
    return Soreness(leave_out=tuple(like_it), end_session=False, reasons=tuple(reasons))


def is_strong(pain: float | None, where: Where | None, cuts: CutPoints = DEFAULT) -> bool:
    """Tell whether something hurt so that more must follow than stopping it: a lot, or further down the leg."""
    return where == "further" or (pain is not None and pain > cuts.red_during)


def alike(other: Movement, movement: Movement) -> bool:
    """Tell whether two movements take the back the same way: one family, or a spine demand in common."""
    spine = {demand for demand in movement.demands if demand.startswith("spine_")}
    return other.family == movement.family or bool(spine & set(other.demands))
