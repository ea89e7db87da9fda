"""The rules about one session by their scenarios: trimmed, swapped in, and made beside the plan."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

import pytest

from lumbar.care.decisions import decide, replay
from lumbar.care.pacing import item_seconds
from lumbar.vocabulary.catalogue import Catalogue
from lumbar.vocabulary.dose import Dose
from lumbar.vocabulary.words import Words
from tests.care.scenes import plan_document, scenarios, swap_document, trim_document
from tests.care.test_scenarios import Scenario, check_rules

SCENES = scenarios("session")
MAKERS: dict[str, Callable[[Mapping[str, Any], Catalogue], dict[str, Any]]] = {
    "trim": trim_document,
    "swap": swap_document,
    "sore_now": plan_document,
    "break": plan_document,
}
LISTS = {"trim": "items", "swap": "options", "sore_now": "items", "break": "items"}
Items = list[dict[str, Any]]


def _decided(scene: Scenario, catalogue: Catalogue, words: Words) -> dict[str, Any]:
    document = MAKERS[scene["kind"]](scene["input"], catalogue)
    return decide(scene["kind"], document, catalogue, words)


@pytest.mark.parametrize("scene", SCENES, ids=[f"{scene['kind']}: {scene['says']}" for scene in SCENES])
def test_session(scene: Scenario, catalogue: Catalogue, words: Words) -> None:
    decision = _decided(scene, catalogue, words)
    items = decision["outcome"][LISTS[scene["kind"]]]
    check_rules(scene, decision["outcome"], words)
    for name, wanted in scene["expect"].items():
        if name not in ("rules", "absent_rules"):
            _CHECKS[name](items, wanted, decision, catalogue)
    assert replay(decision, catalogue, words)["same"] is True


def _names(items: Items) -> list[str]:
    return [item["movement"] for item in items]


def _families(items: Items, catalogue: Catalogue) -> set[str]:
    return {catalogue[item["movement"]].family for item in items}


def _seconds(item: Mapping[str, Any], catalogue: Catalogue) -> float:
    return item_seconds(Dose(**item["dose"]), catalogue[item["movement"]].sides)


def _kept(items: Items, wanted: list[str], *_: object) -> None:
    assert _names(items) == wanted


def _holds(items: Items, wanted: Iterable[str], *_: object) -> None:
    assert set(wanted) <= set(_names(items))


def _holds_not(items: Items, wanted: Iterable[str], *_: object) -> None:
    assert not set(wanted) & set(_names(items))


def _only(items: Items, wanted: Iterable[str], *_: object) -> None:
    assert set(_names(items)) == set(wanted)


def _left_out(_: Items, wanted: list[str], decision: Mapping[str, Any], *__: object) -> None:
    assert [each["movement"] for each in decision["outcome"]["left_out"]] == wanted


def _as_placed(items: Items, _: object, decision: Mapping[str, Any], *__: object) -> None:
    given = decision["input"]["items"]
    assert [(each["level"], each["dose"]) for each in items] == [(each["level"], each["dose"]) for each in given]


def _smaller(items: Items, wanted: Iterable[str], decision: Mapping[str, Any], catalogue: Catalogue) -> None:
    given = {each["movement"]: _seconds(each, catalogue) for each in decision["input"]["items"]}
    for name in wanted:
        [item] = [each for each in items if each["movement"] == name]
        assert _seconds(item, catalogue) < given[name]


def _no_larger(items: Items, _: object, decision: Mapping[str, Any], catalogue: Catalogue) -> None:
    place = decision["input"]["item"]
    for item in items:
        assert _seconds(item, catalogue) <= _seconds(place, catalogue)
        for name in ("sets", "reps", "hold_s"):
            if place["dose"].get(name) is not None and item["dose"][name] is not None:
                assert item["dose"][name] <= place["dose"][name]


def _dose(items: Items, wanted: Mapping[str, Mapping[str, Any]], *_: object) -> None:
    for name, numbers in wanted.items():
        [item] = [each for each in items if each["movement"] == name]
        assert {key: item["dose"][key] for key in numbers} == numbers


def _most_minutes(_: Items, wanted: float, decision: Mapping[str, Any], *__: object) -> None:
    assert decision["outcome"]["minutes"] <= wanted


def _set_of(read: Callable[[Mapping[str, Any], Catalogue], object]) -> Callable[..., None]:
    """Check that what is read off every item is among the wanted."""

    def check(items: Items, wanted: Any, _: object, catalogue: Catalogue) -> None:
        allowed = set(wanted) if isinstance(wanted, list) else {wanted}
        assert {read(item, catalogue) for item in items} <= allowed

    return check


_CHECKS: dict[str, Callable[..., None]] = {
    "kept": _kept,
    "options": _kept,
    "left_out": _left_out,
    "some_left_out": lambda _, wanted, decision, __: _true(bool(decision["outcome"]["left_out"]) is wanted),
    "as_placed": _as_placed,
    "smaller": _smaller,
    "no_larger": _no_larger,
    "dose": _dose,
    "most_minutes": _most_minutes,
    "holds": _holds,
    "offered": _holds,
    "holds_not": _holds_not,
    "not_offered": _holds_not,
    "only": _only,
    "first": lambda items, wanted, *_: _true(_names(items)[0] == wanted),
    "some_offered": lambda items, wanted, *_: _true(bool(items) is wanted),
    "at_most": lambda items, wanted, *_: _true(len(items) <= wanted),
    "least_items": lambda items, wanted, *_: _true(len(items) >= wanted),
    "not_families": lambda items, wanted, _, catalogue: _true(not set(wanted) & _families(items, catalogue)),
    "only_families": lambda items, wanted, _, catalogue: _true(_families(items, catalogue) == set(wanted)),
    "levels": _set_of(lambda item, _: item["level"]),
    "positions": _set_of(lambda item, catalogue: catalogue[item["movement"]].position),
    "purposes": _set_of(lambda item, catalogue: catalogue[item["movement"]].purpose),
}


def _true(found: bool) -> None:
    assert found
