"""Plans a week: screening first, then what is allowed, then when."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta

from lumbar.care.course import done_of
from lumbar.care.pacing import in_minutes, item_seconds
from lumbar.care.planning.calendar import WEEK_DAYS, Calendar, lay_out, spread
from lumbar.care.planning.candidates import Candidate, candidates, on_a_sore_day, trimmed
from lumbar.care.planning.leaving import Slots, left_out_families
from lumbar.care.planning.objective import Option, Problem, slot_seconds
from lumbar.care.planning.packing import pack
from lumbar.care.planning.person import DayPlan, ItemPlan, LeftOut, PlanInput, SlotPlan, WeekPlan
from lumbar.care.planning.phase import days_of, decide_phase, minutes_of
from lumbar.care.planning.strands import choose
from lumbar.care.screening import screen
from lumbar.vocabulary.catalogue import Catalogue
from lumbar.vocabulary.decision import Fact, Phase, Reason, Screening
from lumbar.vocabulary.dose import Dose
from lumbar.vocabulary.movement import POSITIONS, PURPOSES, Movement, Position, Role


@dataclass(frozen=True, kw_only=True)
class Frame:
    """A week before it is filled: what may go in, what may not, and the room there is."""

    phase: Phase
    why: Reason
    calendar: Calendar
    allowed: list[Candidate]
    chosen: list[Candidate]
    refused: list[LeftOut]
    warm_up: Candidate | None
    walk: Candidate | None
    problem: Problem


def frame_week(given: PlanInput, screening: Screening, catalogue: Catalogue) -> Frame:
    """Settle everything about a week but its filling."""
    phase, why = decide_phase(given)
    calendar = lay_out(given, minutes_of(phase, given), days_of(phase, given), catalogue)
    allowed, refused = candidates(catalogue.exercises(), given, phase, screening, catalogue)
    chosen = [trimmed(each, calendar) for each in choose(allowed, given.levels, given.exercised, catalogue)]
    warm_up, no_warm_up = _of_role("warm_up", given, phase, screening, catalogue)
    walk, no_walk = _of_role("outdoor_walk", given, phase, screening, catalogue)
    return Frame(
        phase=phase,
        why=why,
        calendar=calendar,
        allowed=allowed,
        chosen=chosen,
        refused=[*refused, *no_warm_up, *no_walk],
        warm_up=warm_up,
        walk=walk,
        problem=_problem(chosen, calendar, warm_up, given),
    )


def plan_week(given: PlanInput, catalogue: Catalogue) -> WeekPlan:
    """Plan the seven dates from as_of. The same input gives the same week."""
    screening = screen(given.screening, catalogue)
    if screening.outcome in ("stop", "refer"):
        reasons = (*screening.reasons, Reason(rule="no_plan", facts={"outcome": screening.outcome}))
        return WeekPlan(screening=screening, phase=None, week=(), left_out=(), reasons=reasons)
    frame = frame_week(given, screening, catalogue)
    filling = pack(frame.problem)
    slots = {
        (opening.day, opening.slot): [frame.chosen[number] for number in sorted(filling[index])]
        for index, opening in enumerate(frame.problem.openings)
    }
    families = left_out_families(slots, frame.allowed, frame.chosen, frame.calendar, given, frame.phase)
    return WeekPlan(
        screening=screening,
        phase=frame.phase,
        week=tuple(_day(offset, frame, slots, given) for offset in range(WEEK_DAYS)),
        left_out=(*frame.refused, *families),
        reasons=(*screening.reasons, frame.why, *frame.calendar.reasons, *_week_reasons(slots, frame)),
    )


def _of_role(
    role: Role, given: PlanInput, phase: Phase, screening: Screening, catalogue: Catalogue
) -> tuple[Candidate | None, list[LeftOut]]:
    """Return the first movement allowed for the warm-up or the walk, and those that are not."""
    allowed, refused = candidates(catalogue.with_role(role), given, phase, screening, catalogue)
    first = min(allowed, key=lambda each: (each.movement.choice_order or 10, each.movement.id), default=None)
    return first, refused


def _problem(
    chosen: Sequence[Candidate], calendar: Calendar, warm_up: Candidate | None, given: PlanInput
) -> Problem:
    options = tuple(
        Option(
            id=each.movement.id,
            family=each.movement.family,
            position=each.movement.position,
            seconds=each.seconds,
            days_per_week=each.dose.days_per_week,
            times_per_day=each.dose.times_per_day,
            rest_days=each.movement.is_strength and each.movement.family != "core",
            due_day=_due_day(each.movement, given),
        )
        for each in chosen
    )
    recent = {
        item.movement
        for session in given.history
        if 0 <= (given.as_of - session.date).days <= 1
        for item in session.items
    }
    today = [session for session in given.exercised if session.date == given.as_of]
    return Problem(
        options=options,
        openings=calendar.openings,
        warm_up_position=_position(warm_up),
        resting=frozenset(option.id for option in options if option.rest_days and option.id in recent),
        done_today=Counter(movement for session in today for movement in {item.movement for item in session.items}),
    )


def _due_day(movement: Movement, given: PlanInput) -> int | None:
    """Return the last day on which the movement is not yet away too long; None if never done, or late already."""
    done = done_of(movement.id, given.history, given.cuts.red_during)
    if not done:
        return None
    left = int(given.cuts.absence_days) - (given.as_of - done[-1][0].date).days
    return left if left >= 0 else None


def _position(warm_up: Candidate | None) -> Position:
    return warm_up.movement.position if warm_up else "standing"


def _day(offset: int, frame: Frame, slots: Slots, given: PlanInput) -> DayPlan:
    planned = tuple(
        _slot(opening.slot, slots[offset, opening.slot], frame, given, today=offset == 0)
        for opening in frame.calendar.openings
        if opening.day == offset and slots[offset, opening.slot]
    )
    walk = frame.walk
    walks = walk is not None and offset in spread(walk.dose.days_per_week)
    return DayPlan(
        date=given.as_of + timedelta(days=offset),
        walk_minutes=in_minutes(walk.seconds) if walk and walks else 0.0,
        minutes=round(sum(slot.minutes for slot in planned), 2),
        slots=planned,
    )


def _slot(name: str, placed: Iterable[Candidate], frame: Frame, given: PlanInput, *, today: bool) -> SlotPlan:
    warm_up, calendar = frame.warm_up, frame.calendar
    first = frame.problem.warm_up_position
    ordered = in_order([on_a_sore_day(each, given) if today else each for each in placed], first)
    items = [_item(each, each.dose, each.reasons, calendar) for each in ordered]
    seconds = slot_seconds([_as_option(each) for each in ordered], first)
    if warm_up is not None:
        dose = Dose(
            sets=1,
            duration_s=calendar.warm_up_s,
            times_per_day=warm_up.dose.times_per_day,
            days_per_week=warm_up.dose.days_per_week,
        )
        facts: dict[str, Fact] = {
            "seconds": calendar.warm_up_s,
            "minutes": in_minutes(calendar.warm_up_s),
            "limit": 10,
        }
        items.insert(0, _item(warm_up, dose, (Reason(rule="warm_up", facts=facts),), calendar))
        seconds += calendar.warm_up_s
    return SlotPlan(slot=name, minutes=in_minutes(seconds), items=tuple(items))


def in_order(placed: Iterable[Candidate], first: Position) -> list[Candidate]:
    """Order a slot so that nobody gets up twice: by position, and inside one loosen, work, then hold."""

    def key(candidate: Candidate) -> tuple[bool, int, int, str]:
        movement: Movement = candidate.movement
        return (
            movement.position != first,
            POSITIONS.index(movement.position),
            PURPOSES.index(movement.purpose),
            movement.id,
        )

    return sorted(placed, key=key)


def _as_option(candidate: Candidate) -> Option:
    movement = candidate.movement
    return Option(
        id=movement.id,
        family=movement.family,
        position=movement.position,
        seconds=candidate.seconds,
        days_per_week=candidate.dose.days_per_week,
        times_per_day=candidate.dose.times_per_day,
        rest_days=False,
    )


def _item(candidate: Candidate, dose: Dose, reasons: tuple[Reason, ...], calendar: Calendar) -> ItemPlan:
    movement = candidate.movement
    if movement.family == "core":
        reasons = (*reasons, Reason(rule="core_day", facts={"days": len(calendar.core_days), "hours": 48}))
    elif not movement.roles:
        facts: dict[str, Fact] = {"days_per_week": dose.days_per_week}
        reasons = (*reasons, Reason(rule="frequency", facts=facts))
    return ItemPlan(
        movement=movement.id,
        level=candidate.level,
        dose=dose,
        side=None,
        minutes=in_minutes(item_seconds(dose, movement.sides)),
        modified=candidate.modified,
        reasons=reasons,
    )


def _week_reasons(slots: Slots, frame: Frame) -> Iterable[Reason]:
    calendar, walk = frame.calendar, frame.walk
    if frame.warm_up is None:
        yield Reason(rule="no_warm_up")
    placed = [candidate for each in slots.values() for candidate in each]
    if calendar.core_days:
        yield Reason(rule="core_day", facts={"days": len(calendar.core_days), "hours": 48})
    if any(candidate.movement.is_strength for candidate in placed):
        yield Reason(rule="strength_kept", facts={"count": sum(c.movement.is_strength for c in placed)})
    else:
        yield Reason(rule="no_strength")
    if walk is not None:
        yield Reason(rule="walk", facts={"minutes": in_minutes(walk.seconds), "days": walk.dose.days_per_week})
