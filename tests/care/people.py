"""Random people for the planner, with numbers chosen beside the limits of the rules."""

import random
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from lumbar.vocabulary.catalogue import Catalogue
from lumbar.vocabulary.condition import BLOCKING_CONDITIONS, CONDITIONS
from lumbar.vocabulary.movement import EQUIPMENT, SURROUNDINGS
from tests.care.scenes import AS_OF

LIMITING = tuple(name for name in CONDITIONS if name not in BLOCKING_CONDITIONS)
MINUTES = (5, 6, 8, 10, 10.5, 11, 15, 16, 20, 21, 25, 30, 45, 60, 90)
SLOTS = (["day"], ["morning"], ["morning", "evening"], ["morning", "midday", "evening"])


def person(chance: random.Random, catalogue: Catalogue) -> dict[str, Any]:
    """Return a plan document of someone who may exercise, with whatever limits chance gave them."""
    few = chance.choice([0, 0, 0, 1, 1, 2, 4])
    document: dict[str, Any] = {
        "as_of": AS_OF.isoformat(),
        "age": chance.choice([18, 34, 64, 65, 80]),
        "unlisted": "no",
        "answers": {name: chance.choice(["yes", "unknown"]) for name in chance.sample(LIMITING, few)},
        "pregnancy_weeks": chance.choice([None] * 12 + [5, 13.9, 14, 30, "unknown"]),
        "minutes_per_day": chance.choice(MINUTES),
        "days_per_week": chance.randint(1, 7),
        "slots": chance.choice(SLOTS),
        "equipment": [name for name in EQUIPMENT if chance.random() < 0.5],
        "without": [name for name in SURROUNDINGS if chance.random() < 0.1],
        "pain": {"usual": chance.choice([None, 0, 3, 5]), "today": chance.choice([None, 0, 5, 5.5, 8])},
        "levels": _levels(chance, catalogue),
        "state": chance.choice(["normal"] * 5 + ["flare"]),
        "history": _history(chance, catalogue),
    }
    if chance.random() < 0.1:
        document["flare_ended"] = (AS_OF - timedelta(days=chance.randint(0, 5))).isoformat()
    return document


def _levels(chance: random.Random, catalogue: Catalogue) -> dict[str, int]:
    if chance.random() < 0.5:
        return {}
    some = chance.sample(catalogue.ids, chance.randint(1, 12))
    return {movement: chance.randint(1, catalogue[movement].top_level) for movement in some}


def _history(chance: random.Random, catalogue: Catalogue) -> list[Mapping[str, Any]]:
    if chance.random() < 0.4:
        return []
    offsets = chance.sample([0, 1, 2, 3, 7, 8, 13, 14, 15, 21, 22, 40], chance.randint(1, 6))
    return [
        {
            "date": (AS_OF - timedelta(days=offset)).isoformat(),
            "slot": chance.choice([None, None, None, "day", "sore_now", "break"]),
            "pain_before": chance.choice([None, 0, 3, 6]),
            "next_morning": chance.choice([None, 0, 3, 6]),
            "items": [
                {
                    "movement": movement,
                    "level": chance.randint(1, catalogue[movement].top_level),
                    "completed": chance.random() < 0.9,
                    "pain_during": chance.choice([0, 1, 2, 2.5, 5, 5.5, 8]),
                    "pain_where": chance.choice([None, None, None, "same", "further"]),
                }
                for movement in chance.sample(catalogue.ids, chance.randint(1, 8))
            ],
        }
        for offset in offsets
    ]
