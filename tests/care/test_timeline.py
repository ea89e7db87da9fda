"""What one plan changed against the one before it."""

from typing import Any

from lumbar.care.decisions import decide
from lumbar.care.timeline import turns
from lumbar.vocabulary.catalogue import Catalogue
from lumbar.vocabulary.words import Words
from tests.care.scenes import plan_document


def _plan(catalogue: Catalogue, words: Words, **given: Any) -> Any:
    return decide("plan", plan_document(given, catalogue), catalogue, words)["outcome"]


def test_the_same_plan_has_no_turns(catalogue: Catalogue, words: Words) -> None:
    plan = _plan(catalogue, words)
    assert turns(plan, plan) == ()


def test_a_movement_that_goes_tells_why(catalogue: Catalogue, words: Words) -> None:
    before = _plan(catalogue, words)
    after = _plan(catalogue, words, answers={"cannot_kneel": "yes"})
    gone = {turn.movement: turn for turn in turns(before, after) if turn.change == "left"}
    assert gone
    assert all(turn.reasons[0]["text"] for turn in gone.values())


def test_a_movement_that_comes_tells_why(catalogue: Catalogue, words: Words) -> None:
    before = _plan(catalogue, words, answers={"cannot_kneel": "yes"})
    came = [turn for turn in turns(before, _plan(catalogue, words)) if turn.change == "joined"]
    assert came
    assert all(turn.reasons for turn in came)


def test_a_new_phase_is_a_turn_with_its_rule(catalogue: Catalogue, words: Words) -> None:
    before = _plan(catalogue, words)
    weeks_of_it = [{"day": day, "bridge": [2, 1]} for day in range(-20, 0, 2)]
    after = _plan(catalogue, words, history=weeks_of_it, levels={"bridge": 2})
    (phase,) = [turn for turn in turns(before, after) if turn.change == "phase"]
    assert phase.reasons[0]["rule"] == "phase_build"


def test_answers_that_shut_a_plan_are_one_turn_and_opening_it_another(catalogue: Catalogue, words: Words) -> None:
    open_, shut = _plan(catalogue, words), _plan(catalogue, words, answers={"fever": "yes"})
    assert [turn.change for turn in turns(open_, shut)] == ["shut"]
    assert [turn.change for turn in turns(shut, open_)] == ["opened"]
    assert "urgent" in {reason["rule"] for reason in turns(open_, shut)[0].reasons}
