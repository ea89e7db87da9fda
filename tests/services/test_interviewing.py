from typing import Any

import pytest

from lumbar.care.decisions import replay
from lumbar.services.interviewing import profile as profile_of
from lumbar.services.interviewing import stop_at, take_interview, take_short_form
from lumbar.services.looking import decision, today, week
from lumbar.services.practice import Practice
from lumbar.services.records import Person, Rating
from lumbar.services.refusals import Refusal
from lumbar.vocabulary.shape import BadDocument
from tests.services.scenes import ME, MONDAY, FakeClock, profile, short_form


def person(here: Practice) -> Person:
    with here.store.reading() as ledger:
        found = ledger.person(ME)
    assert found is not None
    return found


def test_before_the_first_interview_there_is_no_profile(here: Practice) -> None:
    assert profile_of(here, ME) is None


def test_a_sign_that_must_not_wait_is_told_before_the_interview_ends(here: Practice) -> None:
    stopped = stop_at(here, ME, {"age": 44, "answers": {"chest_pain": "yes"}})
    assert stopped is not None
    assert (stopped.outcome["outcome"], stopped.outcome["urgency"]) == ("stop", "emergency")
    assert decision(here, ME, stopped.id).input["answers"] == {"chest_pain": "yes"}
    assert profile_of(here, ME) is None


@pytest.mark.parametrize("answers", [{}, {"chest_pain": "no"}, {"cancer_history": "yes"}, {"osteoporosis": "yes"}])
def test_what_can_wait_waits_for_the_end_of_the_interview(answers: dict[str, str], here: Practice) -> None:
    assert stop_at(here, ME, {"age": 44, "answers": answers}) is None


def test_an_interview_is_kept_as_it_was_answered(here: Practice) -> None:
    take_interview(here, ME, profile())
    assert profile_of(here, ME) == profile()


def test_an_interview_is_screened_and_a_week_is_planned(here: Practice) -> None:
    screening = take_interview(here, ME, profile())
    assert screening.outcome["outcome"] == "proceed"
    found = week(here, ME)
    assert found.plan.as_of == MONDAY
    assert len(found.plan.outcome["week"]) == 7


def test_a_condition_limits_the_plan(here: Practice) -> None:
    screening = take_interview(here, ME, profile(answers={"cannot_lie_prone": "yes"}))
    assert screening.outcome["outcome"] == "limit"
    blocked = set(screening.outcome["blocked"])
    planned = {
        item["movement"]
        for day in week(here, ME).plan.outcome["week"]
        for slot in day["slots"]
        for item in slot["items"]
    }
    assert blocked
    assert not blocked & planned


def test_a_question_that_was_not_asked_counts_as_unknown(here: Practice) -> None:
    document = profile()
    del document["answers"]["chest_pain"]
    screening = take_interview(here, ME, document)
    assert (screening.outcome["outcome"], screening.outcome["urgency"]) == ("stop", "urgent")


def test_after_a_stop_the_week_is_empty(here: Practice) -> None:
    take_interview(here, ME, profile(answers={"saddle_numbness": "yes"}))
    assert week(here, ME).plan.outcome["week"] == []
    seen = today(here, ME)
    assert seen.needs is None
    assert seen.screening is not None
    assert seen.screening.outcome["urgency"] == "emergency"


def test_the_interviews_pain_is_that_days_rating(here: Practice) -> None:
    take_interview(here, ME, profile(pain={"usual": 3, "today": 5}))
    with here.store.reading() as ledger:
        assert ledger.ratings(ME, MONDAY, MONDAY) == (Rating(date=MONDAY, kind="interview", value=5),)


def test_every_decision_of_an_interview_can_be_computed_again(here: Practice) -> None:
    screening = take_interview(here, ME, profile(answers={"sciatica": "yes"}))
    plan_id = person(here).plan_id
    for decision_id in (screening.id, plan_id or ""):
        with here.store.reading() as ledger:
            kept = ledger.decision(ME, decision_id)
        assert kept is not None
        document = {
            "kind": kept.kind,
            "rule_version": kept.rule_version,
            "catalogue": kept.catalogue,
            "input": kept.input,
            "outcome": kept.outcome,
        }
        assert replay(document, here.catalogue, here.words)["same"]


@pytest.mark.parametrize(
    ("changes", "key"),
    [
        ({"age": 121}, "age"),
        ({"answers": {"fever": "perhaps"}}, "answers.fever"),
        ({"answers": {"fewer": "no"}}, "answers.fewer"),
        ({"pregnancy_weeks": 46}, "pregnancy_weeks"),
        ({"clearances": {"cancer_history": "2026-02-30"}}, "clearances.cancer_history"),
        ({"minutes_per_day": 4}, "minutes_per_day"),
        ({"days_per_week": 8}, "days_per_week"),
        ({"slots": []}, "slots"),
        ({"slots": ["morning", "morning"]}, "slots[1]"),
        ({"equipment": ["barbell"]}, "equipment[0]"),
        ({"without": ["roof"]}, "without[0]"),
        ({"goals": ["\ud800"]}, "goals[0]"),
        ({"goals": ["nul\0"]}, "goals[0]"),
        ({"pain": {"usual": 11, "today": 3}}, "pain.usual"),
        ({"pain": {"usual": 3, "today": -1}}, "pain.today"),
        ({"pain": {"usual": 3, "today": float("nan")}}, "pain.today"),
        ({"mood": "good"}, "mood"),
    ],
)
def test_a_wrong_answer_is_named_and_nothing_is_kept(here: Practice, changes: dict[str, Any], key: str) -> None:
    with pytest.raises(BadDocument) as raised:
        take_interview(here, ME, profile(**changes))
    assert [problem.key for problem in raised.value.problems] == [key]
    with here.store.reading() as ledger:
        assert ledger.person(ME) is None


def test_all_wrong_answers_are_named_at_once(here: Practice) -> None:
    with pytest.raises(BadDocument) as raised:
        take_interview(here, ME, profile(age=-1, minutes_per_day=1, slots=["Morning!"]))
    assert {problem.key for problem in raised.value.problems} == {"age", "minutes_per_day", "slots[0]"}


def test_the_short_form_opens_the_day(here: Practice) -> None:
    take_interview(here, ME, profile())
    screening = take_short_form(here, ME, short_form())
    assert screening.outcome["outcome"] == "proceed"
    assert person(here).ready_on == MONDAY


def test_the_short_form_keeps_the_full_forms_limits(here: Practice) -> None:
    take_interview(here, ME, profile(answers={"sciatica": "yes"}))
    assert take_short_form(here, ME, short_form()).outcome["outcome"] == "limit"


def test_the_short_forms_pain_is_that_days_rating_over_the_interviews(here: Practice) -> None:
    take_interview(here, ME, profile(pain={"usual": 3, "today": 2}))
    take_short_form(here, ME, short_form(pain_now=6))
    plan = decision(here, ME, week(here, ME).plan.id)
    assert plan.input["pain"]["today"] == 6


@pytest.mark.parametrize(
    ("sign", "outcome"), [("saddle_numbness", "stop"), ("fever", "stop"), ("spreading_leg_symptoms", "refer")]
)
def test_a_sign_in_the_short_form_ends_the_day(here: Practice, sign: str, outcome: str) -> None:
    take_interview(here, ME, profile())
    assert take_short_form(here, ME, short_form(3, **{sign: "yes"})).outcome["outcome"] == outcome
    seen = today(here, ME)
    assert (seen.needs, seen.week) == (None, None)
    assert seen.screening is not None
    assert seen.screening.outcome["outcome"] == outcome
    with pytest.raises(Refusal, match="ended_today"):
        take_short_form(here, ME, short_form())


def test_after_an_ended_day_the_full_form_comes_first(here: Practice, clock: FakeClock) -> None:
    take_interview(here, ME, profile())
    take_short_form(here, ME, short_form(fever="yes"))
    clock.next_day()
    assert today(here, ME).needs == "full_screening"
    with pytest.raises(Refusal, match="full_form_first"):
        take_short_form(here, ME, short_form())


def test_the_full_form_opens_an_ended_day_again(here: Practice) -> None:
    take_interview(here, ME, profile())
    take_short_form(here, ME, short_form(fever="yes"))
    take_interview(here, ME, profile())
    assert today(here, ME).week is not None
    assert take_short_form(here, ME, short_form()).outcome["outcome"] == "proceed"


def test_an_unanswered_short_question_counts_as_unknown(here: Practice) -> None:
    take_interview(here, ME, profile())
    answers = short_form()
    del answers["answers"]["chest_pain"]
    assert take_short_form(here, ME, answers).outcome["outcome"] == "stop"


def test_the_short_form_needs_an_interview(here: Practice) -> None:
    with pytest.raises(Refusal, match="interview_first"):
        take_short_form(here, ME, short_form())


@pytest.mark.parametrize("days", [0, 7])
def test_the_full_forms_answers_hold_for_seven_days(here: Practice, clock: FakeClock, days: int) -> None:
    take_interview(here, ME, profile())
    clock.next_day(days)
    assert today(here, ME).needs is None


def test_on_the_eighth_day_the_full_form_is_due(here: Practice, clock: FakeClock) -> None:
    take_interview(here, ME, profile())
    clock.next_day(8)
    assert today(here, ME).needs == "full_screening"
    with pytest.raises(Refusal, match="full_form_first"):
        week(here, ME)


@pytest.mark.parametrize(
    ("document", "key"),
    [
        ({"answers": {}, "pain_now": 11}, "pain_now"),
        ({"answers": {"vertigo": "no"}, "pain_now": 1}, "answers.vertigo"),
        ({"answers": {"fever": "maybe"}, "pain_now": 1}, "answers.fever"),
        ({"answers": {}}, "pain_now"),
    ],
)
def test_a_wrong_short_form_is_named_and_nothing_is_kept(
    here: Practice, document: dict[str, Any], key: str
) -> None:
    take_interview(here, ME, profile())
    before = person(here)
    with pytest.raises(BadDocument) as raised:
        take_short_form(here, ME, document)
    assert [problem.key for problem in raised.value.problems] == [key]
    assert person(here) == before
