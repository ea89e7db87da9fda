"""Every rule by its scenario: a written input, and what must come of it."""

from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from lumbar.care.decisions import decide, replay
from lumbar.care.rules import PLANNING_RULES, PROGRESSION_RULES, SCREENING_RULES, SESSION_RULES
from lumbar.vocabulary.catalogue import Catalogue
from lumbar.vocabulary.words import Words
from tests.care.scenes import day, level_of, plan_document, progress_document, scenarios, screen_document

Scenario = Mapping[str, Any]


def _named(name: str) -> pytest.MarkDecorator:
    found = scenarios(name)
    return pytest.mark.parametrize("scene", found, ids=[scene["says"] for scene in found])


def _rules(outcome: object) -> set[str]:
    """Every rule named anywhere in an outcome."""
    if isinstance(outcome, Mapping):
        own = {outcome["rule"]} if "rule" in outcome else set()
        return own.union(*(_rules(value) for value in outcome.values()))
    if isinstance(outcome, list):
        return set().union(*(_rules(value) for value in outcome))
    return set()


def _compared(outcome: object) -> set[str]:
    """Every fact named anywhere in an outcome."""
    if isinstance(outcome, Mapping):
        own = set(outcome["facts"]) if "rule" in outcome else set()
        return own.union(*(_compared(value) for value in outcome.values()))
    if isinstance(outcome, list):
        return set().union(*(_compared(value) for value in outcome))
    return set()


def check_rules(scene: Scenario, outcome: Mapping[str, Any], words: Words) -> None:
    """See that a scenario's rules are named, none it does not want, and that what they compare has a name."""
    assert {name for name in _compared(outcome) if f"fact_name.{name}" not in words} == set()
    named = _rules(outcome)
    wanted = set(scene["expect"].get("rules", ())) | ({scene["rule"]} if "rule" in scene else set())
    assert wanted <= named
    assert not named & set(scene["expect"].get("absent_rules", ()))


@_named("screening")
def test_screening(scene: Scenario, catalogue: Catalogue, words: Words) -> None:
    outcome = decide("screen", screen_document(scene["input"]), catalogue, words)["outcome"]
    expect = scene["expect"]
    check_rules(scene, outcome, words)
    assert outcome["outcome"] == expect["outcome"]
    if "urgency" in expect:
        assert outcome["urgency"] == expect["urgency"]
    blocked = expect.get("blocked", [])
    every = {"all": list(catalogue.ids), "none": []}
    if isinstance(blocked, str):
        assert outcome["blocked"] == every[blocked]
    else:
        assert set(blocked) <= set(outcome["blocked"])
    assert not set(expect.get("not_blocked", ())) & set(outcome["blocked"])
    assert set(expect.get("modified", ())) <= {each["movement"] for each in outcome["modified"]}
    assert set(expect.get("cautioned", ())) <= {each["movement"] for each in outcome["cautioned"]}


@_named("progression")
def test_progression(scene: Scenario, catalogue: Catalogue, words: Words) -> None:
    document = progress_document(_with_levels(scene["input"], catalogue), catalogue)
    outcome = decide("progress", document, catalogue, words)["outcome"]
    expect = scene["expect"]
    check_rules(scene, outcome, words)
    for key in ("state", "usual_pain"):
        if key in expect:
            assert outcome[key] == expect[key]
    if "advice" in expect:
        assert bool(outcome["advice"]) is expect["advice"]
    for movement, wanted in expect.get("next", {}).items():
        for key, value in wanted.items():
            expected = level_of(movement, value, catalogue) if key == "level" else value
            assert outcome["next"][movement][key] == expected


def _with_levels(given: Mapping[str, Any], catalogue: Catalogue) -> dict[str, Any]:
    levels = {m: level_of(m, level, catalogue) for m, level in given.get("levels", {}).items()}
    return {**given, "levels": levels}


@_named("planning")
def test_planning(scene: Scenario, catalogue: Catalogue, toy_catalogue: Catalogue, words: Words) -> None:
    movements = toy_catalogue if scene.get("catalogue") == "toy" else catalogue
    outcome = decide("plan", plan_document(scene["input"], movements), movements, words)["outcome"]
    check_rules(scene, outcome, words)
    for name, wanted in scene["expect"].items():
        if name not in ("rules", "absent_rules"):
            _PLAN_CHECKS[name](outcome, wanted, movements)


def _items(outcome: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    for each in outcome["week"]:
        for slot in each["slots"]:
            yield from slot["items"][1:]


def _planned(outcome: Mapping[str, Any]) -> set[str]:
    return {item["movement"] for item in _items(outcome)}


def _today(outcome: Mapping[str, Any]) -> set[str]:
    return {item["movement"] for slot in outcome["week"][0]["slots"] for item in slot["items"]}


def _core_days(outcome: Mapping[str, Any]) -> list[int]:
    found = []
    for offset, each in enumerate(outcome["week"]):
        if any(item["family"] == "core" for slot in each["slots"] for item in slot["items"]):
            found.append(offset)
    return found


def _equal(name: str) -> Any:
    def check(outcome: Mapping[str, Any], wanted: Any, _: Catalogue) -> None:
        assert outcome[name] == wanted

    return check


def _check_most_minutes(outcome: Mapping[str, Any], wanted: float, _: Catalogue) -> None:
    assert max(each["minutes"] for each in outcome["week"]) <= wanted


def _check_exercise_days(outcome: Mapping[str, Any], wanted: int, _: Catalogue) -> None:
    assert sum(bool(each["slots"]) for each in outcome["week"]) == wanted


def _check_levels(outcome: Mapping[str, Any], wanted: Mapping[str, Any], catalogue: Catalogue) -> None:
    for movement, level in wanted.items():
        found = {item["level"] for item in _items(outcome) if item["movement"] == movement}
        assert found == {level_of(movement, level, catalogue)}


def _check_warm_up(outcome: Mapping[str, Any], wanted: float, _: Catalogue) -> None:
    firsts = [slot["items"][0] for each in outcome["week"] for slot in each["slots"]]
    assert {(item["family"], item["minutes"]) for item in firsts} == {("aerobic", wanted)}


def _check_walks(outcome: Mapping[str, Any], wanted: bool, _: Catalogue) -> None:
    assert any(each["walk_minutes"] for each in outcome["week"]) is wanted


def _check_left_out(outcome: Mapping[str, Any], wanted: Mapping[str, str], _: Catalogue) -> None:
    left = {each["movement"]: each["rule"] for each in outcome["left_out"] if each["movement"]}
    assert wanted.items() <= left.items()


def _check_families_left(outcome: Mapping[str, Any], wanted: Mapping[str, str], _: Catalogue) -> None:
    left = {each["family"]: each["rule"] for each in outcome["left_out"] if each["movement"] is None}
    assert wanted.items() <= left.items()


def _check_halved(outcome: Mapping[str, Any], wanted: list[str], catalogue: Catalogue) -> None:
    for movement in wanted:
        usual = catalogue[movement].at(catalogue[movement].default_level).dose
        for item in _items(outcome):
            if item["movement"] == movement:
                done = item["dose"]["sets"] * item["dose"]["reps"]
                assert done <= -(-usual.sets * (usual.reps or 0) // 2)


def _check_hold(outcome: Mapping[str, Any], wanted: Mapping[str, float], _: Catalogue) -> None:
    for item in _items(outcome):
        if item["movement"] in wanted:
            assert item["dose"]["hold_s"] <= wanted[item["movement"]]


_PLAN_CHECKS: dict[str, Any] = {
    "outcome": _equal("outcome"),
    "phase": _equal("phase"),
    "week": lambda outcome, wanted, _: _assert(len(outcome["week"]) == wanted),
    "most_minutes": _check_most_minutes,
    "exercise_days": _check_exercise_days,
    "levels": _check_levels,
    "warm_up_minutes": _check_warm_up,
    "walks": _check_walks,
    "left_out": _check_left_out,
    "families_left": _check_families_left,
    "planned": lambda outcome, wanted, _: _assert(set(wanted) <= _planned(outcome)),
    "not_planned": lambda outcome, wanted, _: _assert(not set(wanted) & _planned(outcome)),
    "only_planned": lambda outcome, wanted, _: _assert(_planned(outcome) == set(wanted)),
    "halved": _check_halved,
    "hold_at_most": _check_hold,
    "core_days": lambda outcome, wanted, _: _assert(_core_days(outcome) == wanted),
    "slots": lambda outcome, wanted, _: _assert(
        all([slot["slot"] for slot in each["slots"]] == wanted for each in outcome["week"] if each["slots"])
    ),
    "today": lambda outcome, wanted, _: _assert(set(wanted) <= _today(outcome)),
    "not_today": lambda outcome, wanted, _: _assert(not set(wanted) & _today(outcome)),
    "today_slots": lambda outcome, wanted, _: _assert(
        [slot["slot"] for slot in outcome["week"][0]["slots"]] == wanted
    ),
}


def _assert(true: bool) -> None:
    assert true


@pytest.mark.parametrize(
    ("name", "rules"),
    [
        ("screening", SCREENING_RULES),
        ("planning", PLANNING_RULES),
        ("progression", PROGRESSION_RULES),
        ("session", SESSION_RULES),
    ],
)
def test_every_rule_has_a_scenario(name: str, rules: Mapping[str, str]) -> None:
    written = {scene.get("rule") for scene in scenarios(name)} | {
        rule for scene in scenarios(name) for rule in scene["expect"].get("rules", ())
    }
    assert set(rules) <= written


@pytest.mark.parametrize("name", ["screening", "planning", "progression"])
def test_every_scenario_replays_to_the_same_decision(name: str, catalogue: Catalogue, words: Words) -> None:
    makers: dict[str, Any] = {
        "screening": ("screen", screen_document),
        "planning": ("plan", lambda given: plan_document(given, catalogue)),
        "progression": ("progress", lambda given: progress_document(_with_levels(given, catalogue), catalogue)),
    }
    kind, make = makers[name]
    for scene in scenarios(name):
        if "catalogue" not in scene:
            decision = decide(kind, make(scene["input"]), catalogue, words)
            assert replay(decision, catalogue, words)["same"] is True


def test_the_scenarios_stand_on_one_day() -> None:
    assert day(0) == "2026-03-02"
