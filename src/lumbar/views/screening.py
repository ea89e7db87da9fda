"""A screening, as it is shown: what to do, why, and what it does to which movement."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from lumbar.care.screening import CLEARABLE
from lumbar.services.practice import Practice
from lumbar.services.records import Decided
from lumbar.views.reasons import ReasonOut, cautions_of, label, movement_name, reasons_out
from lumbar.vocabulary.decision import Outcome, Urgency
from lumbar.vocabulary.movement import Effect, Movement
from lumbar.vocabulary.words import Words


@dataclass(frozen=True, kw_only=True)
class LimitOut:
    """What an answer does to a movement."""

    movement: str
    name: str
    effect: Effect
    condition_label: str
    text: str
    substitute_name: str | None = None


@dataclass(frozen=True, kw_only=True)
class Clearable:
    """A lasting answer that a clinician's agreement lifts; the date is recorded in Profile.clearances."""

    id: str
    label: str


@dataclass(frozen=True, kw_only=True)
class ScreeningOut:
    """What the safety answers led to, what to do now, and why."""

    outcome: Outcome
    urgency: Urgency | None
    title: str
    what_to_do: str
    reasons: list[ReasonOut]
    limits: list[LimitOut]
    clearable: list[Clearable]


@dataclass(frozen=True, kw_only=True)
class SignsOut:
    """``screening`` only where a sign among the answers so far must not wait for the rest."""

    screening: ScreeningOut | None


def screening_out(decided: Decided, practice: Practice) -> ScreeningOut:
    """Show a stored screening."""
    outcome = decided.outcome
    return ScreeningOut(
        outcome=outcome["outcome"],
        urgency=outcome["urgency"],
        title=practice.words.say(f"verdict.{outcome['urgency'] or outcome['outcome']}"),
        what_to_do=_what_to_do(outcome, practice.words),
        reasons=reasons_out(outcome["reasons"], practice.words),
        limits=[*_blocked(outcome, practice), *_softer(outcome, practice)],
        clearable=_clearable(outcome, practice),
    )


def _what_to_do(outcome: Mapping[str, Any], words: Words) -> str:
    key = f"outcome.{outcome.get('what_to_do_key')}"
    return words.say(key) if key in words else str(outcome["what_to_do"])


def _signs(outcome: Mapping[str, Any]) -> set[str]:
    """Return the conditions and signs the reasons name; a rule named as a condition is one itself."""
    return {str(reason["facts"].get("sign") or reason["rule"]) for reason in outcome["reasons"]}


def _blocked(outcome: Mapping[str, Any], practice: Practice) -> Iterator[LimitOut]:
    signs = _signs(outcome)
    blocked = [practice.catalogue[movement] for movement in outcome["blocked"] if movement in practice.catalogue]
    if len(blocked) == len(practice.catalogue):
        return
    for movement in blocked:
        caution = next((c for c in movement.cautions if c.effect == "block" and c.condition in signs), None)
        text = caution.text if caution else practice.words.say("limit.blocked")
        yield _limit(movement, "block", caution.condition if caution else "", text, None, practice)


def _softer(outcome: Mapping[str, Any], practice: Practice) -> Iterator[LimitOut]:
    effects: tuple[tuple[str, Effect], ...] = (("modified", "modify"), ("cautioned", "caution"))
    for key, effect in effects:
        for each in outcome[key]:
            if each["movement"] in practice.catalogue:
                movement = practice.catalogue[each["movement"]]
                condition = each.get("condition", "")
                text = next(iter(cautions_of(movement, [each])), each["text"])
                yield _limit(movement, effect, condition, text, each.get("substitute"), practice)


def _limit(
    movement: Movement, effect: Effect, condition: str, text: str, substitute: str | None, practice: Practice
) -> LimitOut:
    return LimitOut(
        movement=movement.id,
        name=movement.name,
        effect=effect,
        condition_label=label(condition, practice.words) if condition else "",
        text=text,
        substitute_name=movement_name(substitute, practice) if substitute else None,
    )


def _clearable(outcome: Mapping[str, Any], practice: Practice) -> list[Clearable]:
    """List the lasting answers behind a refer, each of which a clinician's agreement lifts."""
    if outcome["outcome"] != "refer":
        return []
    signs = dict.fromkeys(
        str(reason["facts"]["sign"])
        for reason in outcome["reasons"]
        if reason["rule"] in REFERRING and reason["facts"].get("sign") in CLEARABLE
    )
    return [Clearable(id=sign, label=label(sign, practice.words)) for sign in signs]


REFERRING = frozenset({"refer_sign", "immune", "surgery", "pregnancy_complication"})
"""The rules whose refer a clinician's agreement lifts (docs/rules.md, clearance)."""
