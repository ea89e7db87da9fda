"""What a trim or a swap document must hold: every problem is named, and all of them at once."""

from typing import Any

import pytest

from lumbar.care.decisions import Kind, decide
from lumbar.vocabulary.catalogue import Catalogue
from lumbar.vocabulary.shape import BadDocument
from lumbar.vocabulary.words import Words
from tests.care.scenes import placed, swap_document, trim_document

TRIM = {"minutes": 8, "items": {"warm_up": 60, "bridge": 2}}
SWAP = {"items": {"bridge": 2, "cat_cow": 2}}


def problems(kind: Kind, document: dict[str, Any], catalogue: Catalogue, words: Words) -> set[str]:
    with pytest.raises(BadDocument) as raised:
        decide(kind, document, catalogue, words)
    return {problem.key for problem in raised.value.problems}


@pytest.mark.parametrize(
    ("changes", "keys"),
    [
        ({"minutes": 4.9}, {"minutes"}),
        ({"minutes": 181}, {"minutes"}),
        ({"minutes": None, "items": []}, {"minutes", "items"}),
        ({"slot": "day"}, {"slot"}),
    ],
)
def test_a_trim_document_names_what_is_wrong(
    changes: dict[str, Any], keys: set[str], catalogue: Catalogue, words: Words
) -> None:
    assert problems("trim", trim_document(TRIM, catalogue) | changes, catalogue, words) == keys


@pytest.mark.parametrize(
    ("changes", "key"),
    [
        ({"movement": "moonwalk"}, "movement"),
        ({"level": 12}, "level"),
        ({"level": 0}, "level"),
        ({"level": "default"}, "level"),
        ({"side": None}, "side"),
    ],
)
def test_an_item_that_cannot_be_is_named(
    changes: dict[str, Any], key: str, catalogue: Catalogue, words: Words
) -> None:
    item = placed("bridge", 2, catalogue) | changes
    document = {"minutes": 8, "items": [placed("cat_cow", 2, catalogue), item]}
    assert problems("trim", document, catalogue, words) == {f"items[1].{key}"}
    swapped = swap_document(SWAP, catalogue) | {"item": item}
    assert problems("swap", swapped, catalogue, words) == {f"item.{key}"}


@pytest.mark.parametrize(
    "changes",
    [{"reps": None}, {"duration_s": 60}, {"sets": 0}, {"hold_s": -1}, {"times_per_day": 0}, {"per_side": "yes"}],
)
def test_a_dose_that_cannot_be_done_is_named(changes: dict[str, Any], catalogue: Catalogue, words: Words) -> None:
    item = placed("bridge", 2, catalogue)
    document = {"minutes": 8, "items": [item | {"dose": item["dose"] | changes}]}
    [key] = problems("trim", document, catalogue, words)
    assert key.startswith("items[0].dose")


def test_everything_wrong_with_a_swap_is_named_at_once(catalogue: Catalogue, words: Words) -> None:
    document = swap_document(SWAP, catalogue) | {"in_session": ["bridge", "moonwalk"], "hurt": ["moonwalk"]}
    document |= {"levels": {"moonwalk": 1}, "history": [{"date": "2026-03-01", "items": []}]}
    assert problems("swap", document, catalogue, words) == {"in_session[1]", "hurt[0]", "levels.moonwalk"}
    assert problems("swap", document | {"extra": "day", "age": -1}, catalogue, words) == {"extra", "age"}


@pytest.mark.parametrize("slot", ["sore_now", "break"])
def test_a_slot_of_the_plan_is_not_named_like_a_session_beside_it(
    slot: str, catalogue: Catalogue, words: Words
) -> None:
    document = {"as_of": "2026-03-02", "age": 40, "unlisted": "no", "slots": ["morning", slot]}
    assert problems("plan", document, catalogue, words) == {"slots[1]"}
