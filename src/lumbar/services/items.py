"""Items: a movement at a level in the form of a plan's item, where no plan had it."""

from dataclasses import asdict

from lumbar.care.pacing import item_seconds
from lumbar.services.records import Document
from lumbar.vocabulary.movement import Movement


def bare_item(movement: Movement, level: int) -> Document:
    """Return the movement with the dose of its level, without reasons: nobody planned it."""
    rung = movement.at(level)
    return {
        "movement": movement.id,
        "level": rung.level,
        "dose": asdict(rung.dose),
        "side": None,
        "minutes": round(item_seconds(rung.dose, movement.sides) / 60, 2),
        "modified": [],
        "reasons": [],
    }
