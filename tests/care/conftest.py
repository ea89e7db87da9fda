from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest

from lumbar.library import packaged
from lumbar.library.wording import words as packaged_words
from lumbar.vocabulary.catalogue import Catalogue
from lumbar.vocabulary.dose import Cap, Dose, Level
from lumbar.vocabulary.movement import Caution, Movement
from lumbar.vocabulary.words import Words


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    return packaged.catalogue()


@pytest.fixture(scope="session")
def words() -> Words:
    return packaged_words()


def _toy(movement: Movement, **changes: Any) -> Movement:
    plain: dict[str, Any] = {"regress_to": None, "progress_to": None, "equipment": (), "choice_order": 1}
    return replace(movement, **{**plain, **changes})


@pytest.fixture(scope="session")
def toy_catalogue(catalogue: Catalogue) -> Catalogue:
    """Two seated movements that answer for the conditions the packaged ones may not combine."""
    dose = Dose(sets=1, reps=2, hold_s=30, tempo_s=4, times_per_day=1, days_per_week=7)
    seated = catalogue["seated_hamstring"]
    ladder = (Level(level=1, dose=dose, sources={}),)
    common: Mapping[str, Any] = {"ladder": ladder, "default_level": 1, "article_level": None, "sides": "none"}

    def caution(condition: str, effect: Any, **more: Any) -> Caution:
        return Caution(condition=condition, effect=effect, text=f"{condition} words", source="design", **more)

    first = _toy(
        seated,
        **common,
        id="toy_first",
        cautions=(
            caution("sciatica", "modify", substitute="toy_second"),
            caution("glaucoma_or_reflux", "caution"),
            caution("blood_pressure_uncontrolled", "modify", cap=Cap(hold_s=10)),
        ),
    )
    second = _toy(
        seated,
        **common,
        id="toy_second",
        family="spine_twist",
        cautions=(caution("vertigo", "block"), caution("osteoporosis", "modify")),
    )
    return Catalogue(movements=(first, second, catalogue["march_on_the_spot"]), fingerprint="toy")
