"""Reasons, changes and the names in them."""

from collections.abc import Iterable, Mapping
from typing import Any

from lumbar.services.practice import Practice
from lumbar.services.records import LevelChange
from lumbar.vocabulary.words import Words
from lumbar.web.schemas import ChangeOut, ReasonOut


def reasons_out(reasons: Iterable[Mapping[str, Any]]) -> list[ReasonOut]:
    """Show stored reasons: rule, the numbers compared, the source, the sentence."""
    return [
        ReasonOut.model_construct(
            rule=reason["rule"], facts=reason["facts"], source=reason["source"], text=reason["text"]
        )
        for reason in reasons
    ]


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
    return ChangeOut.model_construct(
        date=change.date.isoformat(),
        movement=change.movement,
        name=name,
        change=change.change,
        from_level=change.from_level,
        to_level=change.to_level,
        to_movement=change.to_movement,
        to_name=to_name,
        text=practice.words.say(key, {"name": name, "to_name": to_name, "level": change.to_level}),
        reasons=reasons_out(change.reasons),
    )
