from dataclasses import replace

import pytest

from lumbar.services.exercising import finish_session
from lumbar.services.interviewing import take_interview
from lumbar.services.looking import changes, decision, today, week
from lumbar.services.practice import Practice
from lumbar.services.refusals import NotThere, Refusal
from tests.services.scenes import ME, MONDAY, FakeClock, item, profile, session, session_id, ten_sets


def test_whoever_comes_first_needs_the_interview(here: Practice) -> None:
    seen = today(here, ME)
    assert (seen.needs, seen.week) == ("interview", None)
    with pytest.raises(Refusal, match="interview_first"):
        week(here, ME)


def test_the_plan_is_kept_while_nothing_changes(here: Practice, clock: FakeClock) -> None:
    take_interview(here, ME, profile())
    first = week(here, ME).plan.id
    assert today(here, ME).week == week(here, ME)
    clock.next_day(6)
    assert week(here, ME).plan.id == first


def test_after_its_seven_dates_the_week_is_planned_anew(here: Practice, clock: FakeClock) -> None:
    take_interview(here, ME, profile())
    first = week(here, ME).plan.id
    clock.next_day(7)
    again = week(here, ME).plan
    assert again.id != first
    assert again.as_of == clock.today()


def test_a_session_makes_the_plan_new(here: Practice) -> None:
    take_interview(here, ME, profile())
    first = week(here, ME).plan.id
    finish_session(here, ME, session_id(1), ten_sets())
    assert week(here, ME).plan.id != first


def test_other_movement_files_make_the_plan_new(here: Practice) -> None:
    take_interview(here, ME, profile())
    first = week(here, ME).plan.id
    changed = replace(here, catalogue=replace(here.catalogue, fingerprint="changed"))
    assert week(changed, ME).plan.id != first


def test_a_movement_that_left_the_library_is_left_out_of_what_is_decided(here: Practice) -> None:
    take_interview(here, ME, profile())
    finish_session(here, ME, session_id(1), session(MONDAY, item("bridge"), item("bird_dog", 1)))
    rest = tuple(movement for movement in here.catalogue if movement.id != "bridge")
    smaller = replace(here, catalogue=replace(here.catalogue, movements=rest, fingerprint="smaller"))
    plan = decision(smaller, ME, week(smaller, ME).plan.id)
    assert "bridge" not in plan.input["levels"]
    assert [each["movement"] for each in plan.input["history"][0]["items"]] == ["bird_dog"]


def test_coming_back_after_weeks_is_reviewed_before_it_is_planned(here: Practice, clock: FakeClock) -> None:
    take_interview(here, ME, profile())
    finish_session(here, ME, session_id(1), session(MONDAY, item("bridge", 3)))
    clock.next_day(50)
    take_interview(here, ME, profile())
    [step] = changes(here, ME)
    assert (step.movement, step.change, step.reasons[0]["rule"]) == ("bridge", "down", "absence_long")
    plan = decision(here, ME, week(here, ME).plan.id)
    assert plan.outcome["phase"] == "return"


def test_a_day_opens_with_a_review(here: Practice, clock: FakeClock) -> None:
    take_interview(here, ME, profile())
    finish_session(here, ME, session_id(1), session(MONDAY, item("bridge", 3)))
    clock.next_day(7)
    take_interview(here, ME, profile())
    assert changes(here, ME) == ()
    clock.next_day(7)
    seen = today(here, ME)
    assert [(step.movement, step.reasons[0]["rule"]) for step in seen.changes] == [("bridge", "absence_week")]


def test_changes_are_news_for_two_days(here: Practice, clock: FakeClock) -> None:
    take_interview(here, ME, profile())
    hurt = item("bridge", 2, pain_during=7, hurt=True, completed=False)
    finish_session(here, ME, session_id(1), session(MONDAY, hurt))
    news = []
    for _ in range(3):
        news.append(len(today(here, ME).changes))
        clock.next_day()
    assert news == [1, 1, 0]
    assert len(changes(here, ME)) == 1


def test_a_decision_that_was_never_made_is_not_there(here: Practice) -> None:
    with pytest.raises(NotThere):
        decision(here, ME, "never")
