"""Writes what became of one session as JSON data; items have the form of a plan's items."""

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from lumbar.care.pacing import in_minutes, item_seconds
from lumbar.care.planning.candidates import Candidate
from lumbar.care.reports import modification_out, reason_out
from lumbar.care.session.extra import ExtraSession
from lumbar.care.session.swapping import Instead
from lumbar.care.session.trimming import Kept, Trimmed
from lumbar.vocabulary.catalogue import Catalogue
from lumbar.vocabulary.decision import Reason
from lumbar.vocabulary.dose import Dose
from lumbar.vocabulary.movement import Movement
from lumbar.vocabulary.words import Words


def trim_out(trimmed: Trimmed, catalogue: Catalogue, words: Words) -> dict[str, Any]:
    """Write a trimmed session; an item's reasons are those of the trimming."""
    return {
        "minutes": in_minutes(trimmed.seconds),
        "items": [_kept(kept, words) for kept in trimmed.kept],
        "left_out": [
            {"movement": movement, "family": catalogue[movement].family, **reason_out(reason, words)}
            for movement, reason in trimmed.left_out
        ],
    }


def _kept(kept: Kept, words: Words) -> dict[str, Any]:
    placed = kept.placed
    return {
        "movement": placed.movement.id,
        "level": placed.level,
        "dose": asdict(placed.dose),
        "minutes": in_minutes(placed.seconds),
        "reasons": [reason_out(reason, words) for reason in kept.reasons],
    }


def swap_out(options: Iterable[Instead], words: Words) -> dict[str, Any]:
    """Write what can take a movement's place."""
    return {"options": [item_out(each.candidate, each.reasons, words) for each in options]}


def extra_out(session: ExtraSession, words: Words) -> dict[str, Any]:
    """Write a session beside the plan."""
    return {
        "slot": session.slot,
        "minutes": in_minutes(session.seconds),
        "items": [item_out(each, each.reasons, words) for each in session.items],
        "reasons": [reason_out(reason, words) for reason in session.reasons],
    }


def item_out(candidate: Candidate, reasons: Iterable[Reason], words: Words) -> dict[str, Any]:
    """Write a candidate as an item of a plan."""
    movement: Movement = candidate.movement
    dose: Dose = candidate.dose
    return {
        "movement": movement.id,
        "family": movement.family,
        "level": candidate.level,
        "dose": asdict(dose),
        "side": None,
        "position": movement.position,
        "minutes": in_minutes(item_seconds(dose, movement.sides)),
        "modified": [modification_out(modification) for modification in candidate.modified],
        "reasons": [reason_out(reason, words) for reason in reasons],
    }
