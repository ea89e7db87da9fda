"""Leaving out: the families a week does not reach, or less often than the source says, and what was binding."""

from collections.abc import Iterator, Mapping, Sequence

from lumbar.care.planning.calendar import Calendar
from lumbar.care.planning.candidates import Candidate
from lumbar.care.planning.person import LeftOut, PlanInput
from lumbar.care.planning.phase import minutes_of
from lumbar.vocabulary.decision import Fact, Phase, Reason
from lumbar.vocabulary.movement import ARTICLE_FAMILIES, Family

Slots = Mapping[tuple[int, str], Sequence[Candidate]]


def left_out_families(
    slots: Slots,
    allowed: Sequence[Candidate],
    chosen: Sequence[Candidate],
    calendar: Calendar,
    given: PlanInput,
    phase: Phase,
) -> Iterator[LeftOut]:
    """Go through the ten families; yield those that are not in the week as often as their level asks."""
    for family in ARTICLE_FAMILIES:
        days = {day for (day, _), placed in slots.items() if any(c.movement.family == family for c in placed)}
        window = max((c.dose.days_per_week for c in chosen if c.movement.family == family), default=0)
        if not any(c.movement.family == family for c in allowed):
            yield LeftOut(
                movement=None, family=family, reason=Reason(rule="none_allowed", facts={"family": family})
            )
        elif len(days) < window or not days:
            yield LeftOut(
                movement=None,
                family=family,
                reason=_binding(family, len(days), window, chosen, calendar, given, phase),
            )


def _binding(
    family: Family,
    days: int,
    window: int,
    chosen: Sequence[Candidate],
    calendar: Calendar,
    given: PlanInput,
    phase: Phase,
) -> Reason:
    """Return which number kept the family from its window."""
    facts: dict[str, Fact] = {"family": family, "days": days, "days_per_week": window}
    minutes = minutes_of(phase, given)
    if not days:
        shortest = min((c.seconds for c in chosen if c.movement.family == family), default=None)
        if shortest is None:
            return Reason(rule="none_allowed", facts={"family": family})
        return Reason(rule="no_time", facts=facts | {"minutes": minutes, "shortest_s": shortest})
    exercise_days = len({opening.day for opening in calendar.openings})
    if days >= exercise_days:
        return Reason(rule="below_window_days", facts=facts | {"exercise_days": exercise_days})
    if family == "core" and days >= len(calendar.core_days):
        return Reason(rule="below_window_rest", facts=facts | {"hours": 48})
    return Reason(rule="below_window_minutes", facts=facts | {"minutes": minutes})
