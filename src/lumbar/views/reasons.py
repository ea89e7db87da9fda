"""Reasons, changes and the names in them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from lumbar.care.reports import facts_in_words, reason_text
from lumbar.services.practice import Practice
from lumbar.services.records import LevelChange
from lumbar.vocabulary.decision import Change, Reason
from lumbar.vocabulary.movement import Movement
from lumbar.vocabulary.words import Words


@dataclass(frozen=True, kw_only=True)
class FactOut:
    """Something a rule compared, and what that is called."""

    name: str
    label: str
    value: str | int | float


@dataclass(frozen=True, kw_only=True)
class ReasonOut:
    """A rule that applied, the numbers it compared, its source, and the sentence for it."""

    rule: str
    facts: list[FactOut]
    source: str
    text: str


@dataclass(frozen=True, kw_only=True)
class ChangeOut:
    """A step of one movement, with its reasons."""

    date: str
    movement: str
    name: str
    change: Change
    from_level: int
    to_level: int
    to_movement: str
    to_name: str
    text: str
    reasons: list[ReasonOut]


def reasons_out(reasons: Iterable[Mapping[str, Any]], words: Words) -> list[ReasonOut]:
    """Show stored reasons: rule, the numbers compared, the source, the sentence."""
    return [
        ReasonOut(
            rule=reason["rule"], facts=_facts(reason, words), source=reason["source"], text=retold(reason, words)
        )
        for reason in reasons
    ]


def _facts(reason: Mapping[str, Any], words: Words) -> list[FactOut]:
    values = facts_in_words(Reason(rule=reason["rule"], facts=reason["facts"]), words)
    return [FactOut(name=name, label=_fact_name(name, words), value=value) for name, value in values.items()]


def _fact_name(name: str, words: Words) -> str:
    """Name a fact; one of rules that are gone keeps its id."""
    return words.say(f"fact_name.{name}") if f"fact_name.{name}" in words else name.replace("_", " ")


def retold(reason: Mapping[str, Any], words: Words) -> str:
    """Tell a stored reason in the language of today; one of rules that are gone keeps the words it had."""
    try:
        return reason_text(Reason(rule=reason["rule"], facts=reason["facts"]), words)
    except KeyError:
        return str(reason["text"])


def cautions_of(movement: Movement, stored: Iterable[Mapping[str, Any]]) -> list[str]:
    """Return what was stored of a movement's cautions, each once, in the language of today."""
    now = {caution.condition: caution.text for caution in movement.cautions}
    own = (each for each in stored if each["movement"] == movement.id)
    return list(dict.fromkeys(now.get(each["condition"], each["text"]) for each in own))


def movement_name(movement: str, practice: Practice) -> str:
    """Name a movement; one that is no longer in the library keeps its id as its name."""
    return practice.catalogue[movement].name if movement in practice.catalogue else said(movement)


def said(name: str) -> str:
    """Write an id as words."""
    return name.replace("_", " ").capitalize()


def label(question: str, words: Words) -> str:
    """Name a condition or a sign in a few words."""
    for key in (f"{question}.label", f"label.{question}"):
        if key in words:
            return words.say(key)
    return said(question)


def changes_out(changes: Iterable[LevelChange], practice: Practice) -> list[ChangeOut]:
    """Show changes of level, each with its sentence."""
    return [_change_out(change, practice) for change in changes]


def _change_out(change: LevelChange, practice: Practice) -> ChangeOut:
    name, to_name = movement_name(change.movement, practice), movement_name(change.to_movement, practice)
    if change.to_movement != change.movement:
        key = "change.harder" if change.change == "up" else "change.easier"
    elif change.to_level == change.from_level:
        key = "change.same"
    else:
        key = f"change.{change.change}"
    return ChangeOut(
        date=change.date.isoformat(),
        movement=change.movement,
        name=name,
        change=change.change,
        from_level=change.from_level,
        to_level=change.to_level,
        to_movement=change.to_movement,
        to_name=to_name,
        text=practice.words.say(key, {"name": name, "to_name": to_name, "level": change.to_level}),
        reasons=reasons_out(change.reasons, practice.words),
    )
