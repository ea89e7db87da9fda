"""Swapping: another movement in place of one, in the same session, for the same purpose, in no larger a dose."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from lumbar.care.dosing import capped
from lumbar.care.pacing import in_minutes
from lumbar.care.planning.candidates import Candidate, candidates, on_a_sore_day
from lumbar.care.planning.person import PlanInput
from lumbar.care.planning.phase import decide_phase
from lumbar.care.planning.strands import place_of, steps_reached, within_reach
from lumbar.care.screening import screen
from lumbar.care.session.extra import beside_plan
from lumbar.care.session.frequency import free_today
from lumbar.care.session.placed import Placed
from lumbar.care.soreness import alike
from lumbar.vocabulary.catalogue import Catalogue
from lumbar.vocabulary.decision import Fact, Reason, Screening
from lumbar.vocabulary.dose import Cap
from lumbar.vocabulary.movement import Movement
from lumbar.vocabulary.session import Extra

MOST_OPTIONS = 3
"""Few enough to choose from while lying on the floor."""


@dataclass(frozen=True, kw_only=True)
class SwapInput:
    """All that swapping may know: the person, the item that is to go, and the session it stands in.

    ``in_session`` are all movements of the session, ``hurt`` those that hurt in it. ``extra`` says that the session
    is beside the plan.
    """

    given: PlanInput
    replaced: Placed
    in_session: frozenset[str] = frozenset()
    hurt: frozenset[str] = frozenset()
    extra: Extra | None = None


@dataclass(frozen=True, kw_only=True)
class Instead:
    """A movement that can take the place, in its dose, and why."""

    candidate: Candidate
    reasons: tuple[Reason, ...]


def swap(asked: SwapInput, catalogue: Catalogue) -> tuple[Instead, ...]:
    """Return what can take a movement's place, the likest first.

    Of the same family, or for the same purpose; allowed for this person today; not a second time what the session
    holds already; never harder than what the person has reached; nothing like what hurt in it; never more than the
    place had, nor longer.
    """
    screening = screen(asked.given.screening, catalogue)
    if screening.outcome in ("stop", "refer"):
        return ()
    replaced = asked.replaced.movement
    others = [catalogue[name] for name in sorted(asked.in_session - {replaced.id})]
    hurt = [catalogue[name] for name in sorted(asked.hurt)]
    usable = [
        each
        for each in _allowed(asked, screening, catalogue)
        if _reason(each.movement, replaced)
        and not _stands_there(each.movement, replaced, others, catalogue)
        and _within_reach(each.movement, asked, catalogue)
        and not any(alike(each.movement, sore) for sore in hurt)
    ]
    ranked = sorted(usable, key=lambda each: _distance(each.movement, replaced))
    fitting = [(each, smaller) for each in ranked if (smaller := _fitted(each, asked.replaced))]
    return tuple(_instead(each, smaller, replaced) for each, smaller in fitting[:MOST_OPTIONS])


def _allowed(asked: SwapInput, screening: Screening, catalogue: Catalogue) -> list[Candidate]:
    """Return what the person may do today: in a session beside the plan, what may be in such a one."""
    given, replaced = asked.given, asked.replaced.movement
    if asked.extra:
        return beside_plan(asked.extra, given, catalogue)
    pool = catalogue.with_role(replaced.roles[0]) if replaced.roles else catalogue.exercises()
    phase, _ = decide_phase(given)
    allowed, _ = candidates(pool, given, phase, screening, catalogue)
    return [on_a_sore_day(each, given) for each in allowed if each.movement.roles or free_today(each, given)]


def _reason(own: Movement, replaced: Movement) -> str | None:
    """Return the rule by which one movement can stand for the other; None where strength would be put for less."""
    if own.is_strength and not replaced.is_strength:
        return None
    if own.family == replaced.family:
        return "swap_family"
    # The core block has days and a share of its own, so nothing from elsewhere is put into it or taken out of it.
    core = "core" in (own.family, replaced.family)
    return "swap_purpose" if own.purpose == replaced.purpose and not core else None


def _stands_there(own: Movement, replaced: Movement, others: Iterable[Movement], catalogue: Catalogue) -> bool:
    """Tell whether the session holds this already, or something easier or harder, or of another family's own."""
    strand, _ = place_of(own.id, catalogue)
    return own.id == replaced.id or any(
        place_of(other.id, catalogue)[0] == strand or other.family == own.family != replaced.family
        for other in others
    )


def _within_reach(own: Movement, asked: SwapInput, catalogue: Catalogue) -> bool:
    """Tell whether the person may be given it; what is one step easier than the place had always may be."""
    replaced = asked.replaced.movement
    theirs = {*asked.given.levels, replaced.id}
    reached = steps_reached(theirs, catalogue)
    return own.id == replaced.regress_to or within_reach(own, theirs, reached, catalogue)


def _distance(own: Movement, replaced: Movement) -> tuple[bool, int, bool, int, str]:
    unlike = len(set(own.muscles) ^ set(replaced.muscles))
    return own.family != replaced.family, unlike, own.position != replaced.position, own.choice_order or 10, own.id


def _fitted(candidate: Candidate, place: Placed) -> Candidate | None:
    """Return the candidate in no larger a dose than the place had; None where it cannot be as short as that."""
    planned = place.dose
    cap = Cap(sets=planned.sets, reps=planned.reps, hold_s=planned.hold_s, duration_s=place.seconds)
    smaller = replace(candidate, dose=capped(candidate.dose, cap, candidate.movement.sides))
    return smaller if smaller.seconds <= place.seconds else None


def _instead(candidate: Candidate, smaller: Candidate, replaced: Movement) -> Instead:
    facts: dict[str, Fact] = {"replaced": replaced.name}
    reasons = [Reason(rule=_reason(candidate.movement, replaced) or "", facts=facts), *candidate.reasons]
    if smaller.dose != candidate.dose:
        reasons.append(Reason(rule="swap_dose", facts={"minutes": in_minutes(smaller.seconds)}))
    return Instead(candidate=smaller, reasons=tuple(reasons))
