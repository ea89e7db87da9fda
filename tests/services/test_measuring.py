"""What is asked on a schedule is kept by day, and the goals reach the plan."""

from dataclasses import replace

import pytest

from lumbar.services.interviewing import take_interview
from lumbar.services.looking import today, week
from lumbar.services.measuring import schedule, take_measure
from lumbar.services.practice import Practice
from lumbar.services.refusals import NotThere, Refusal
from lumbar.vocabulary.questionnaire import Questionnaire
from lumbar.vocabulary.shape import BadDocument
from tests.services.scenes import ME, practice, profile

GOAL = "play on the floor with the children"
MADE_UP = Questionnaire(
    id="rmdq",
    language="en",
    title="A questionnaire",
    citation="Made up for tests",
    intro="Tick what applies.",
    statements=tuple(f"Statement {number}." for number in range(1, 25)),
)


@pytest.fixture
def here(here: Practice) -> Practice:
    take_interview(here, ME, profile())
    return here


def test_goals_are_due_at_once_and_no_more_when_they_were_rated(here: Practice) -> None:
    assert schedule(here, ME).due == ("goals",)
    take_measure(here, ME, "goals", "2026-05-04", {"goals": {GOAL: 4}})
    assert schedule(here, ME).due == ()
    assert today(here, ME).measures == ()


def test_a_second_rating_of_a_day_replaces_the_first(here: Practice) -> None:
    take_measure(here, ME, "goals", "2026-05-04", {"goals": {GOAL: 4}})
    take_measure(here, ME, "goals", "2026-05-04", {"goals": {GOAL: 6}})
    assert [each.value for each in schedule(here, ME).answered] == [6]


def test_rated_goals_are_in_the_next_plans_input(here: Practice) -> None:
    take_measure(here, ME, "goals", "2026-05-04", {"goals": {GOAL: 9}})
    plan = week(here, ME).plan
    with here.store.reading() as ledger:
        whole = ledger.decision(ME, plan.id)
    assert whole
    assert whole.input["goals"] == [GOAL, {"date": "2026-05-04", "mean": 9}]


@pytest.mark.parametrize(
    ("measure", "body", "key"),
    [
        ("goals", {"goals": {}}, f"goals.{GOAL}"),
        ("goals", {"goals": {GOAL: 11}}, f"goals.{GOAL}"),
        ("global_change", {"change": 6}, "change"),
        ("global_change", {"change": 1.5}, "change"),
        ("rmdq", {"ticked": [0]}, "ticked[0]"),
        ("rmdq", {"ticked": [3, 3]}, "ticked[1]"),
    ],
)
def test_an_answer_out_of_its_form_names_the_field(here: Practice, measure: str, body: object, key: str) -> None:
    supplied = replace(here, questionnaires={("rmdq", "en"): MADE_UP})
    with pytest.raises(BadDocument) as refused:
        take_measure(supplied, ME, measure, "2026-05-04", body)
    assert key in {problem.key for problem in refused.value.problems}


@pytest.mark.parametrize("measure", ["rmdq", "phq", ""])
def test_a_measure_that_nobody_supplied_is_not_there(here: Practice, measure: str) -> None:
    with pytest.raises(NotThere):
        take_measure(here, ME, measure, "2026-05-04", {"ticked": []})


def test_a_supplied_questionnaire_is_asked_and_counted(here: Practice) -> None:
    supplied = replace(here, questionnaires={("rmdq", "en"): MADE_UP})
    assert "rmdq" in schedule(supplied, ME).due
    assert take_measure(supplied, ME, "rmdq", "2026-05-04", {"ticked": [1, 2, 24]}).value == 3
    assert "rmdq" not in schedule(supplied, ME).due


def test_a_questionnaire_in_another_language_is_not_asked(here: Practice) -> None:
    assert replace(here, questionnaires={("rmdq", "es"): MADE_UP}).questionnaire("rmdq") is None


@pytest.mark.parametrize("day", ["2026-05-06", "2024-05-04", "yesterday"])
def test_a_day_out_of_reach_is_refused(here: Practice, day: str) -> None:
    with pytest.raises(BadDocument):
        take_measure(here, ME, "global_change", day, {"change": 1})


def test_before_the_interview_nothing_is_measured() -> None:
    with pytest.raises(Refusal):
        schedule(practice(), ME)
