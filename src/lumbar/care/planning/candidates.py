"""Candidates: which movements this person may be given, at which level, in which dose, and why not the rest."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from lumbar.care.course import done_of, left_out_until_answered, usual_now
from lumbar.care.dosing import capped, combined, halved, reduced, sets_halved
from lumbar.care.pacing import item_seconds
from lumbar.care.planning.calendar import Calendar
from lumbar.care.planning.person import LeftOut, PlanInput
from lumbar.care.zones import zone_of
from lumbar.vocabulary.catalogue import Catalogue
from lumbar.vocabulary.decision import Fact, Modification, Phase, Reason, Screening
from lumbar.vocabulary.dose import Cap, Dose
from lumbar.vocabulary.movement import Movement

AFTER_FLARE_SHARE = 0.7
AFTER_FLARE_SESSIONS = 2


@dataclass(frozen=True, kw_only=True)
class Candidate:
    """A movement this person may be given, with its dose after every cap."""

    movement: Movement
    level: int
    dose: Dose
    modified: tuple[Modification, ...]
    reasons: tuple[Reason, ...]

    @property
    def seconds(self) -> float:
        """How long it takes once."""
        return item_seconds(self.dose, self.movement.sides)


def candidates(
    movements: Iterable[Movement], given: PlanInput, phase: Phase, screening: Screening, catalogue: Catalogue
) -> tuple[list[Candidate], list[LeftOut]]:
    """Sort the movements into those that can be given and those that cannot, each with its reasons."""
    allowed: list[Candidate] = []
    left: list[LeftOut] = []
    for movement in movements:
        refused = _refused(movement, given, screening, catalogue)
        if refused:
            left.append(refused)
        else:
            allowed.append(_dosed(movement, given, phase, screening))
    return allowed, left


def _refused(movement: Movement, given: PlanInput, screening: Screening, catalogue: Catalogue) -> LeftOut | None:
    """Return why the movement cannot be given, the safety reasons first."""
    text: str | None = None
    reason: Reason | None = None
    if movement.id in screening.blocked:
        reason, text = _blocked(movement, screening)
    elif substitute := _substitute(movement, screening):
        reason, text = _substituted(movement, substitute, given, screening, catalogue)
    else:
        reason = _lacking(movement, given) or _unsafe_now(movement, given)
    if reason is None:
        return None
    return LeftOut(movement=movement.id, family=movement.family, reason=reason, text=text)


def _blocked(movement: Movement, screening: Screening) -> tuple[Reason, str | None]:
    signs = {reason.facts.get("sign") or reason.rule for reason in screening.reasons}
    caution = next((c for c in movement.cautions if c.effect == "block" and c.condition in signs), None)
    facts: dict[str, Fact] = {"sign": caution.condition if caution else None}
    return Reason(rule="blocked", facts=facts), caution.text if caution else None


def _substitute(movement: Movement, screening: Screening) -> Modification | None:
    return next((each for each in screening.modified if each.movement == movement.id and each.substitute), None)


def _substituted(
    movement: Movement, modification: Modification, given: PlanInput, screening: Screening, catalogue: Catalogue
) -> tuple[Reason, str]:
    substitute = modification.substitute or ""
    usable = substitute in catalogue and substitute not in screening.blocked
    usable = usable and _lacking(catalogue[substitute], given) is None
    usable = usable and _substitute(catalogue[substitute], screening) is None
    name = catalogue[substitute].name if substitute in catalogue else substitute
    rule = "substitute" if usable else "substitute_missing"
    return Reason(rule=rule, facts={"sign": modification.condition, "substitute": name}), modification.text


def _lacking(movement: Movement, given: PlanInput) -> Reason | None:
    """Return what the movement needs and the person does not have."""
    if missing := [name for name in movement.equipment if name not in given.equipment]:
        return Reason(rule="equipment", facts={"missing": missing[0]})
    if lacking := [name for name in movement.surroundings if name in given.without]:
        return Reason(rule="surroundings", facts={"missing": lacking[0]})
    return None


def _unsafe_now(movement: Movement, given: PlanInput) -> Reason | None:
    done = done_of(movement.id, given.history, given.cuts.flare_keep_pain)
    if waits := left_out_until_answered(done, given.answered.get(movement.id)):
        return waits
    if given.state != "flare" or movement.family == "aerobic":
        return None
    if not done:
        return Reason(rule="flare_unrated")
    pain = done[-1][1].pain_during
    if pain > given.cuts.flare_keep_pain:
        return Reason(rule="flare_painful", facts={"pain": pain, "limit": given.cuts.flare_keep_pain})
    return None


def _dosed(movement: Movement, given: PlanInput, phase: Phase, screening: Screening) -> Candidate:
    level, why = _level(movement, given, phase)
    dose = movement.at(level).dose
    reasons = [why]
    for reason, smaller in _smaller(movement, level, dose, given):
        if smaller != dose:
            reasons.append(reason)
            dose = smaller
    modified = tuple(each for each in screening.modified if each.movement == movement.id)
    caps = {each.condition: each.cap for each in modified if each.cap}
    if (limited := capped(dose, combined(caps.values()), movement.sides)) != dose:
        binding = [condition for condition, cap in caps.items() if capped(dose, cap, movement.sides) != dose]
        reasons.append(Reason(rule="capped", facts={"sign": binding[0]}))
        dose = limited
    reasons += [Reason(rule="modified", facts={"sign": each.condition}) for each in modified if not each.cap]
    reasons += [
        Reason(rule="cautioned", facts={"sign": each.condition})
        for each in screening.cautioned
        if each.movement == movement.id
    ]
    return Candidate(movement=movement, level=level, dose=dose, modified=modified, reasons=tuple(reasons))


def _level(movement: Movement, given: PlanInput, phase: Phase) -> tuple[int, Reason]:
    """Return the level to do it at: the person's own, never above the default in the careful phases."""
    own = given.levels.get(movement.id)
    default = movement.default_level
    if own is None and _hurt_beside_plan(movement, given):
        return 1, Reason(rule="level_given", facts={"level": 1})
    if own is None:
        return default, Reason(rule="level_default", facts={"level": default})
    own = min(own, movement.top_level)
    if phase in ("start", "return") and own > default:
        rule = "level_return" if phase == "return" else "level_default"
        return default, Reason(rule=rule, facts={"level": default, "own_level": own})
    return own, Reason(rule="level_given", facts={"level": own})


def _hurt_beside_plan(movement: Movement, given: PlanInput) -> bool:
    """Tell whether it hurt a lot when it was last done, at its easiest: then it begins no higher than that."""
    done = done_of(movement.id, given.history, given.cuts.red_during)
    return bool(done) and done[-1][0].extra


def _smaller(movement: Movement, level: int, dose: Dose, given: PlanInput) -> Iterable[tuple[Reason, Dose]]:
    """Yield each reason to do less, with the dose it leads to; later ones build on those before."""
    if movement.roles:
        return
    if given.state == "flare":
        yield Reason(rule="flare_halved", facts={"level": level}), halved(dose)
        return
    if movement.id in given.half_sets or _red_at_lowest(movement, level, given):
        dose = sets_halved(dose)
        yield Reason(rule="red_halved", facts={"level": level}), dose
    if given.flare_ended is not None:
        since = sum(session.date > given.flare_ended for session in given.exercised)
        if since < AFTER_FLARE_SESSIONS:
            facts: dict[str, Fact] = {"sessions": since, "needed": AFTER_FLARE_SESSIONS}
            yield Reason(rule="flare_after", facts=facts), reduced(dose, AFTER_FLARE_SHARE)


def _red_at_lowest(movement: Movement, level: int, given: PlanInput) -> bool:
    """Tell whether the movement went red at the lowest level and is still the one to do."""
    done = done_of(movement.id, given.history, given.cuts.red_during)
    if level != 1 or not done or done[-1][1].level != 1:
        return False
    usual = usual_now({}, given.usual_pain, given.history, given.as_of)
    return zone_of(done[-1][1], done[-1][0], usual, given.cuts).zone == "red"


def trimmed(candidate: Candidate, calendar: Calendar) -> Candidate:
    """Return the candidate with as much of its dose as fits the day at all."""
    longest_s = calendar.longest_s(core=candidate.movement.family == "core")
    if longest_s is None or candidate.seconds <= longest_s:
        return candidate
    dose = capped(candidate.dose, Cap(duration_s=longest_s), candidate.movement.sides)
    facts: dict[str, Fact] = {
        "level_minutes": round(candidate.seconds / 60, 1),
        "minutes": round(item_seconds(dose, candidate.movement.sides) / 60, 1),
    }
    return replace(candidate, dose=dose, reasons=(*candidate.reasons, Reason(rule="trimmed", facts=facts)))


def on_a_sore_day(candidate: Candidate, given: PlanInput) -> Candidate:
    """Return the candidate as it is done today, when today's pain is above the limit: half of it."""
    pain = given.pain_today
    if pain is None or pain <= given.cuts.red_during or candidate.movement.roles or given.state == "flare":
        return candidate
    reason = Reason(rule="pain_today", facts={"pain": pain, "limit": given.cuts.red_during})
    return replace(candidate, dose=halved(candidate.dose), reasons=(*candidate.reasons, reason))
