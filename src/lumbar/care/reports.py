"""Writes outcomes as the JSON of the contract, each reason with its source and its words."""

from dataclasses import asdict
from typing import Any

from lumbar.care.planning.person import DayPlan, ItemPlan, LeftOut, SlotPlan, WeekPlan
from lumbar.care.progression import Next, Progress
from lumbar.care.rules import RULES
from lumbar.vocabulary.catalogue import Catalogue
from lumbar.vocabulary.decision import Modification, Reason, Screening
from lumbar.vocabulary.dose import Cap, Dose, Level
from lumbar.vocabulary.movement import Caution, Fault, Movement
from lumbar.vocabulary.words import Words


def reason_out(reason: Reason, words: Words) -> dict[str, Any]:
    """Write a reason: rule, facts, source, and the sentence it is told in."""
    return {
        "rule": reason.rule,
        "facts": dict(reason.facts),
        "source": RULES[reason.rule],
        "text": reason_text(reason, words),
    }


def reason_text(reason: Reason, words: Words) -> str:
    """Tell a reason in a sentence; KeyError where there are no words for the rule, or a fact is missing."""
    return words.say(f"rule.{reason.rule}", facts_in_words(reason, words))


def facts_in_words(reason: Reason, words: Words) -> dict[str, Any]:
    """Give ids among the facts their names, so that a sentence never shows an id."""

    def name(key: str, value: Any) -> Any:
        if value is None:
            return words.texts.get(f"fact.{key}.none") or words.say("fact.none")
        for place in (f"{value}.label", f"fact.{key}.{value}", f"family.{value}", f"name.{value}"):
            if isinstance(value, str) and place in words:
                return words.say(place)
        return value

    return {key: name(key, value) for key, value in reason.facts.items()}


def screening_out(screening: Screening, words: Words) -> dict[str, Any]:
    """Write a screening."""
    return {
        "outcome": screening.outcome,
        "urgency": screening.urgency,
        "blocked": list(screening.blocked),
        "modified": [modification_out(modification) for modification in screening.modified],
        "cautioned": [
            {"movement": warned.movement, "condition": warned.condition, "text": warned.text}
            for warned in screening.cautioned
        ],
        "reasons": [reason_out(reason, words) for reason in screening.reasons],
        "what_to_do": words.say(f"outcome.{screening.what_to_do}"),
        "what_to_do_key": screening.what_to_do,
    }


def modification_out(modification: Modification) -> dict[str, Any]:
    """Write how a movement is changed for this person."""
    return {
        "movement": modification.movement,
        "condition": modification.condition,
        "substitute": modification.substitute,
        "cap": _cap_out(modification.cap),
        "text": modification.text,
    }


def _cap_out(cap: Cap | None) -> dict[str, Any] | None:
    return None if cap is None else {name: value for name, value in asdict(cap).items() if value is not None}


def plan_out(plan: WeekPlan, catalogue: Catalogue, words: Words) -> dict[str, Any]:
    """Write a week."""
    return {
        "outcome": plan.screening.outcome,
        "urgency": plan.screening.urgency,
        "phase": plan.phase,
        "week": [_day_out(day, catalogue, words) for day in plan.week],
        "left_out": [_left_out(left, words) for left in plan.left_out],
        "reasons": [reason_out(reason, words) for reason in plan.reasons],
        "what_to_do": words.say(f"outcome.{plan.screening.what_to_do}"),
    }


def _day_out(day: DayPlan, catalogue: Catalogue, words: Words) -> dict[str, Any]:
    return {
        "date": day.date.isoformat(),
        "walk_minutes": day.walk_minutes,
        "minutes": day.minutes,
        "slots": [_slot_out(slot, catalogue, words) for slot in day.slots],
    }


def _slot_out(slot: SlotPlan, catalogue: Catalogue, words: Words) -> dict[str, Any]:
    return {
        "slot": slot.slot,
        "minutes": slot.minutes,
        "items": [_item_out(item, catalogue[item.movement], words) for item in slot.items],
    }


def _item_out(item: ItemPlan, movement: Movement, words: Words) -> dict[str, Any]:
    return {
        "movement": item.movement,
        "family": movement.family,
        "level": item.level,
        "dose": asdict(item.dose),
        "side": item.side,
        "position": movement.position,
        "minutes": item.minutes,
        "modified": [modification_out(modification) for modification in item.modified],
        "reasons": [reason_out(reason, words) for reason in item.reasons],
    }


def _left_out(left: LeftOut, words: Words) -> dict[str, Any]:
    reason = reason_out(left.reason, words)
    return {
        "movement": left.movement,
        "family": left.family,
        "rule": left.reason.rule,
        "text": left.text or reason["text"],
        "facts": reason["facts"],
        "source": reason["source"],
    }


def progress_out(result: Progress, words: Words) -> dict[str, Any]:
    """Write next levels."""
    return {
        "state": result.state,
        "next": {movement: _next_out(step, words) for movement, step in result.next.items()},
        "reasons": [reason_out(reason, words) for reason in result.reasons],
        "advice": None if result.advice is None else words.say(f"advice.{result.advice}"),
        "usual_pain": result.usual_pain,
    }


def _next_out(step: Next, words: Words) -> dict[str, Any]:
    return {
        "movement": step.movement,
        "level": step.level,
        "change": step.change,
        "half_sets": step.half_sets,
        "left_out": step.left_out,
        "reasons": [reason_out(reason, words) for reason in step.reasons],
    }


def movement_out(movement: Movement) -> dict[str, Any]:
    """Write a movement as the library lists it."""
    return {
        "id": movement.id,
        "family": movement.family,
        "name": movement.name,
        "position": movement.position,
        "sides": movement.sides,
        "equipment": list(movement.equipment),
        "surroundings": list(movement.surroundings),
        "purpose": movement.purpose,
        "roles": list(movement.roles),
        "muscles": list(movement.muscles),
        "demands": list(movement.demands),
        "summary": movement.summary,
        "set_up": list(movement.set_up),
        "steps": list(movement.steps),
        "breathing": movement.breathing,
        "feel": movement.feel,
        "not_feel": movement.not_feel,
        "camera": movement.camera,
        "cues": {name: cue for name, cue in asdict(movement.cues).items() if cue is not None},
        "faults": [_fault_out(fault) for fault in movement.faults],
        "cautions": [_caution_out(caution) for caution in movement.cautions],
        "choice_order": movement.choice_order,
        "default_level": movement.default_level,
        "article_level": movement.article_level,
        "ladder": [_level_out(level) for level in movement.ladder],
        "regress_to": movement.regress_to,
        "progress_to": movement.progress_to,
        "measured_by": list(movement.measured_by),
    }


def _fault_out(fault: Fault) -> dict[str, Any]:
    return {
        "id": fault.id,
        "looks": fault.looks,
        "cue": fault.cue,
        "seen": fault.seen is not None,
        "unseen": fault.unseen,
    }


def _caution_out(caution: Caution) -> dict[str, Any]:
    return {
        "condition": caution.condition,
        "effect": caution.effect,
        "text": caution.text,
        "substitute": caution.substitute,
        "cap": _cap_out(caution.cap),
        "source": caution.source,
    }


def _level_out(level: Level) -> dict[str, Any]:
    dose: Dose = level.dose
    return {"level": level.level, **asdict(dose), "sources": dict(level.sources)}
