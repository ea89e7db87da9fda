"""Whatever can be shown has its words."""

from typing import get_args

import pytest

from lumbar.care.short_form import SHORT_FORM
from lumbar.library.packaged import catalogue
from lumbar.library.wording import words
from lumbar.services.refusals import Why
from lumbar.views.interview import SLOTS
from lumbar.vocabulary.condition import QUESTIONS
from lumbar.vocabulary.decision import OUTCOMES, Phase, Urgency
from lumbar.vocabulary.movement import EQUIPMENT, FAMILIES, POSITIONS, PURPOSES, SURROUNDINGS

KEYS = [
    *(f"family.{family}" for family in FAMILIES),
    *(f"position.{position}" for position in POSITIONS),
    *(f"purpose.{purpose}" for purpose in PURPOSES),
    *(f"slot.{slot}" for slot in SLOTS),
    *(f"choice.{choice}" for choice in (*SLOTS, *EQUIPMENT, *SURROUNDINGS)),
    *(f"phase.{phase}" for phase in get_args(Phase)),
    *(f"verdict.{verdict}" for verdict in (*OUTCOMES, *get_args(Urgency))),
    *(f"refusal.{why}" for why in get_args(Why)),
    *(f"weekday.{day}" for day in range(1, 8)),
    *(f"{question}.{part}" for question in (*QUESTIONS, *SHORT_FORM) for part in ("text", "why", "label")),
]


@pytest.mark.parametrize("key", KEYS)
def test_a_word_is_there(key: str) -> None:
    assert words().say(key).strip()


def test_every_muscle_has_its_name() -> None:
    muscles = {muscle for movement in catalogue() for muscle in movement.muscles}
    assert not {muscle for muscle in muscles if f"muscle.{muscle}" not in words()}
