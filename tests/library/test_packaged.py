"""The library that ships: every movement of the article, every number with its source."""

import re
import tomllib

import jsonschema
import pytest

from lumbar.care.reports import movement_out
from lumbar.library import packaged
from lumbar.library.form import LEVEL_NUMBERS, MOVEMENT
from lumbar.vocabulary.catalogue import Catalogue
from lumbar.vocabulary.movement import ARTICLE_FAMILIES, Movement

ARTICLE = {
    "single_knee_to_chest", "double_knee_to_chest", "pelvic_tilt", "bridge", "cat_cow", "trunk_rotation_supine",
    "trunk_rotation_seated", "trunk_rotation_standing", "half_kneeling_hip_flexor", "low_lunge",
    "foam_roll_hip_flexor", "childs_pose", "supine_strap_hamstring", "seated_forward_fold", "forearm_plank",
    "bird_dog", "dead_bug", "prone_prop", "prone_press_up", "prone_back_extension", "figure_four_supine",
    "roll_piriformis", "walking",
}  # fmt: skip
CLAIMS = re.compile(
    r"\b(cures?|treats?|heals?|prevents?|proven|guarantee|decompress\w*|adhesions?|drastic\w*|diagnos\w+)\b|!", re.I
)


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return packaged.catalogue()


def test_the_packaged_library_has_no_fault() -> None:
    assert packaged.check() == []


def test_every_movement_of_the_article_is_there(catalogue: Catalogue) -> None:
    assert set(catalogue.ids) >= ARTICLE
    assert len(catalogue) >= 30
    assert {movement.family for movement in catalogue} >= set(ARTICLE_FAMILIES)


def test_the_schema_accepts_every_file() -> None:
    for file, text in packaged.texts().items():
        if "/" not in file:
            jsonschema.validate(tomllib.loads(text), MOVEMENT.schema())


def test_every_number_of_every_level_names_a_known_source(catalogue: Catalogue) -> None:
    for movement in catalogue:
        for level in movement_out(movement)["ladder"]:
            numbers = {name for name in LEVEL_NUMBERS if level[name] is not None}
            assert set(level["sources"]) == numbers
            assert {text.partition(":")[0] for text in level["sources"].values()} <= set(packaged.sources())


def test_a_ladder_never_makes_a_step_down(catalogue: Catalogue) -> None:
    for movement in catalogue:
        volumes = [_volume(movement, level) for level in range(1, movement.top_level + 1)]
        assert volumes == sorted(volumes), movement.id


def _volume(movement: Movement, level: int) -> float:
    dose = movement.at(level).dose
    per_set = dose.duration_s or (dose.reps or 0) * ((dose.hold_s or 0) + (dose.tempo_s or 0))
    return dose.sets * per_set * dose.times_per_day * dose.days_per_week


@pytest.mark.parametrize(
    ("movement", "numbers"),
    [
        ("single_knee_to_chest", {"reps": (2, 3), "hold_s": (5, 5), "times_per_day": (2, 2)}),
        ("pelvic_tilt", {"reps": (10, 10), "hold_s": (3, 5), "sets": (1, 1)}),
        ("bridge", {"reps": (10, 10)}),
        ("cat_cow", {"duration_s": (60, 60)}),
        ("trunk_rotation_supine", {"reps": (10, 15)}),
        ("half_kneeling_hip_flexor", {"times_per_day": (2, 3)}),
        ("childs_pose", {"hold_s": (30, 30)}),
        ("supine_strap_hamstring", {"reps": (3, 5), "hold_s": (30, 30)}),
        ("seated_forward_fold", {"reps": (2, 3), "hold_s": (30, 30)}),
        ("forearm_plank", {"days_per_week": (2, 3)}),
        ("bird_dog", {"days_per_week": (2, 3)}),
        ("dead_bug", {"days_per_week": (2, 3)}),
        ("prone_back_extension", {"hold_s": (10, 30)}),
    ],
)
def test_the_articles_dose_is_one_level_exactly(
    movement: str, numbers: dict[str, tuple[float, float]], catalogue: Catalogue
) -> None:
    found = catalogue[movement]
    assert found.article_level is not None
    assert found.default_level <= found.article_level
    dose = found.at(found.article_level).dose
    for name, (least, most) in numbers.items():
        assert least <= getattr(dose, name) <= most


def test_nothing_claims_to_treat_or_shouts() -> None:
    for file, text in packaged.texts().items():
        for line in text.splitlines():
            if not line.startswith(("source", "sources")):
                assert not CLAIMS.search(line), f"{file}: {line}"


def test_the_same_files_have_the_same_fingerprint(catalogue: Catalogue) -> None:
    assert re.fullmatch(r"[0-9a-f]{16}", catalogue.fingerprint)
