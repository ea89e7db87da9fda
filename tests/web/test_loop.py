"""The whole loop over HTTP: every answer has the form the contract promises, and says what it should."""

from typing import Any, TypeVar

import pytest
from pydantic import TypeAdapter

from lumbar.services.practice import Practice
from lumbar.views.about import About, DecisionOut
from lumbar.views.interview import Interview, Question
from lumbar.views.library import MovementBrief, MovementPage
from lumbar.views.mornings import MorningOut, ScreeningNeeded
from lumbar.views.reasons import ChangeOut
from lumbar.views.screening import ScreeningOut
from lumbar.views.session import HurtsOut, PlayItem, SessionPlan, SessionStored
from lumbar.views.week import Today, Week
from lumbar.vocabulary.condition import BLOCKING_CONDITIONS, REFER_SIGNS
from lumbar.web.bodies import Profile
from tests.services.scenes import FakeClock, item, profile, session, short_form
from tests.web.client import Client

Model = TypeVar("Model")
SESSION = "/api/sessions/00000000-0000-4000-8000-000000000001"


def get(client: Client, path: str, model: type[Model]) -> Model:
    answer = client.get(path)
    assert answer.status_code == 200, answer.text
    return TypeAdapter(model).validate_json(answer.content, strict=True)


def get_all(client: Client, path: str, model: type[Model]) -> list[Model]:
    answer = client.get(path)
    assert answer.status_code == 200, answer.text
    return TypeAdapter(list[model]).validate_json(answer.content, strict=True)  # type: ignore[valid-type]


def send(client: Client, method: str, path: str, model: type[Model], body: object | None = None) -> Model:
    answer = client.send(method, path) if body is None else client.send(method, path, json=body)
    assert answer.status_code == 200, answer.text
    return TypeAdapter(model).validate_json(answer.content, strict=True)


def as_played(item_: PlayItem, **changes: Any) -> dict[str, Any]:
    return item(item_.movement, item_.level, sets=item_.dose.sets, **changes)


def test_before_anything_there_is_the_interview(client: Client) -> None:
    seen = get(client, "/api/today", Today)
    assert seen.needs == "interview"
    assert seen.needs_text
    assert client.get("/api/profile").status_code == 404
    assert client.get("/api/week").status_code == 409


def test_about_says_what_this_is(client: Client, here: Practice) -> None:
    about = get(client, "/api/about", About)
    assert about.movements == len(here.catalogue)
    assert about.data_folder == "/somewhere"
    assert about.intended_use


def test_the_interviews_questions_fill_the_profile(client: Client) -> None:
    sections = get(client, "/api/interview", Interview).sections
    questions = {question.id: question for section in sections for question in section.questions}
    asked = {name for name, question in questions.items() if question.kind != "yes_no"}
    yes_no = questions.keys() - asked
    told = profile()
    assert yes_no == told["answers"].keys()
    assert asked == told.keys() - {"answers", "clearances", "pain"} | {"usual_pain", "pain_today"}
    assert all(question.text and question.why and question.label for question in questions.values())


def test_every_choice_of_the_interview_is_accepted(client: Client) -> None:
    sections = get(client, "/api/interview", Interview).sections
    questions = {question.id: question for section in sections for question in section.questions}
    told = {
        name: [choice.id for choice in questions[name].choices][: int(questions[name].most or 0)]
        for name in ("slots", "equipment", "without")
    }
    bounds = {name: questions[name].most for name in ("minutes_per_day", "days_per_week")}
    told_bounds = {name: int(most or 0) for name, most in bounds.items()}
    send(client, "PUT", "/api/profile", ScreeningOut, profile(**told, **told_bounds))


def test_the_profile_comes_back_as_it_was_sent(interviewed: Client) -> None:
    assert get(interviewed, "/api/profile", Profile).model_dump() == profile()


def test_a_limit_is_shown_with_its_words(client: Client) -> None:
    told = profile(answers={"cannot_lie_prone": "yes", "sciatica": "unknown"})
    screening = send(client, "PUT", "/api/profile", ScreeningOut, told)
    assert screening.outcome == "limit"
    assert screening.title
    assert screening.what_to_do
    assert {"block", "caution"} <= {limit.effect for limit in screening.limits}
    assert all(limit.name and limit.text and limit.condition_label for limit in screening.limits)


@pytest.mark.parametrize("sign", [*REFER_SIGNS, *BLOCKING_CONDITIONS, "immune_suppression"])
def test_a_clinicians_agreement_is_asked_for_where_it_opens_the_plan(client: Client, sign: str) -> None:
    told = profile(answers={sign: "yes"})
    screening = send(client, "PUT", "/api/profile", ScreeningOut, told)
    assert (screening.outcome, [each.id for each in screening.clearable]) == ("refer", [sign])
    told["clearances"] = {sign: "2026-05-01"}
    screening = send(client, "PUT", "/api/profile", ScreeningOut, told)
    assert screening.outcome in ("proceed", "limit")
    assert screening.clearable == []


@pytest.mark.parametrize(
    ("sign", "outcome", "urgency"),
    [("saddle_numbness", "stop", "emergency"), ("fever", "stop", "urgent"), ("cancer_history", "refer", None)],
)
def test_a_warning_sign_leaves_the_day_empty(client: Client, sign: str, outcome: str, urgency: str | None) -> None:
    send(client, "PUT", "/api/profile", ScreeningOut, profile(answers={sign: "yes"}))
    seen = get(client, "/api/today", Today)
    assert seen.day is None
    assert seen.screening is not None
    assert (seen.screening.outcome, seen.screening.urgency) == (outcome, urgency)
    week = get(client, "/api/week", Week)
    assert (week.outcome, week.days) == (outcome, [])


def test_the_week_is_shown_with_the_why_of_every_item(interviewed: Client) -> None:
    week = get(interviewed, "/api/week", Week)
    assert [day.is_today for day in week.days] == [True] + [False] * 6
    assert week.days[0].weekday == "Monday"
    items = [item for day in week.days for slot in day.slots for item in slot.items]
    assert items
    assert all(item.reasons and all(reason.text for reason in item.reasons) for item in items)
    assert all(left.text and left.family_name for left in week.left_out)
    assert all(reason.text and reason.source for reason in week.reasons)


def test_a_stored_decision_can_be_read(interviewed: Client) -> None:
    week = get(interviewed, "/api/week", Week)
    decision = get(interviewed, f"/api/decisions/{week.decision_id}", DecisionOut)
    assert decision.kind == "plan"
    assert decision.input["as_of"] == "2026-05-04"
    assert len(decision.outcome["week"]) == 7


def test_a_session_is_played_in_steps(interviewed: Client) -> None:
    questions = get_all(interviewed, "/api/short-screening", Question)
    assert [question.kind for question in questions][-1] == "pain"
    path = "/api/session?date=2026-05-04&slot=morning"
    assert interviewed.get(path).status_code == 409
    send(interviewed, "POST", "/api/short-screening", ScreeningOut, short_form())
    plan = get(interviewed, path, SessionPlan)
    assert plan.slot_name == "Morning"
    for play in plan.items:
        assert play.script[0].kind == "get_ready"
        assert sum(step.seconds for step in play.script) > 0
        assert play.set_up
        assert play.dose_text
    assert interviewed.get("/api/session?date=2026-05-04&slot=midnight").status_code == 404


def test_saying_that_it_hurts_leaves_out_what_is_like_it(interviewed: Client) -> None:
    body = {
        "movement": "trunk_rotation_supine",
        "pain": 7,
        "where": "further",
        "remaining": ["trunk_rotation_seated", "bridge"],
    }
    said = send(interviewed, "POST", "/api/hurts", HurtsOut, body)
    assert said.leave_out == ["trunk_rotation_seated"]
    assert not said.end_session
    assert said.title
    assert "leg" in said.text
    assert said.reasons


def test_the_whole_loop_ends_in_a_changed_plan_with_its_reason(interviewed: Client, clock: FakeClock) -> None:
    send(interviewed, "POST", "/api/short-screening", ScreeningOut, short_form())
    plan = get(interviewed, "/api/session?date=2026-05-04&slot=morning", SessionPlan)
    sore = next(play for play in plan.items if play.level > 1 and play.family != "aerobic")
    items = [
        as_played(play, hurt=True, completed=False, pain_during=6, pain_where="same")
        if play is sore
        else as_played(play)
        for play in plan.items
    ]
    body = session(clock.today(), *items)
    stored = send(interviewed, "PUT", SESSION, SessionStored, body)
    assert stored.stored == "new"
    [change] = stored.changes
    assert (change.movement, change.change) == (sore.movement, "down")
    assert change.text
    assert [reason.rule for reason in change.reasons] == ["red_during", "step_down"]
    assert send(interviewed, "PUT", SESSION, SessionStored, body).stored == "already"
    assert interviewed.put(SESSION, json={**body, "effort": 9}).status_code == 409

    seen = get(interviewed, "/api/today", Today)
    assert seen.day is not None
    assert {slot.slot: slot.done for slot in seen.day.slots} == {"morning": True, "evening": False}
    assert seen.morning is None

    clock.next_day()
    seen = get(interviewed, "/api/today", Today)
    assert seen.morning is not None
    assert seen.morning.date == "2026-05-05"
    assert [each.movement for each in seen.changes] == [sore.movement]
    answered = send(interviewed, "POST", "/api/morning", MorningOut, {"date": "2026-05-05", "pain": 3})
    assert answered.text
    seen = get(interviewed, "/api/today", Today)
    assert seen.morning is None
    levels = {
        item.level
        for day in get(interviewed, "/api/week", Week).days
        for slot in day.slots
        for item in slot.items
        if item.movement == sore.movement
    }
    assert levels <= {change.to_level}
    assert get_all(interviewed, "/api/changes", ChangeOut) == [change]


def test_a_flare_asks_the_questions_again_and_makes_the_plan_lighter(interviewed: Client) -> None:
    needed = send(interviewed, "POST", "/api/flare", ScreeningNeeded)
    assert needed.text
    seen = get(interviewed, "/api/today", Today)
    assert (seen.needs, seen.state) == ("full_screening", "flare")
    assert interviewed.get("/api/week").status_code == 409
    told = profile(pain={"usual": 3, "today": 6})
    send(interviewed, "PUT", "/api/profile", ScreeningOut, told)
    seen = get(interviewed, "/api/today", Today)
    assert (seen.needs, seen.state) == (None, "flare")
    assert seen.state_text


def test_every_movement_has_its_page(client: Client, here: Practice) -> None:
    briefs = get_all(client, "/api/movements", MovementBrief)
    assert [brief.id for brief in briefs] == list(here.catalogue.ids)
    for brief in briefs:
        page = get(client, f"/api/movements/{brief.id}", MovementPage)
        assert page.name == brief.name
        assert [level.level for level in page.ladder] == list(range(1, len(page.ladder) + 1))
        assert all(level.dose_text and level.sources for level in page.ladder)
        assert all(caution.condition_label and caution.source for caution in page.cautions)
        assert sum(level.is_default for level in page.ladder) == 1
