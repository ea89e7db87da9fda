"""Measures and walks: asked when they are due, answered with a thumb or a key, and told what they mean."""

import re
from dataclasses import replace
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.person import Person
from tests.browser.serving import App
from tests.browser.weeks import GOALS, weeks_went_by
from tests.services.test_measuring import MADE_UP

MONTH = 28


def told(person: Person, path: str) -> Any:
    return person.page.request.get(f"{person.base}/api/{path}").json()


@pytest.fixture
def month(person: Person, app: App) -> Person:
    """Return a person to whom the goals and the whole picture are to be asked today."""
    weeks_went_by(app, MONTH)
    return person


def test_what_is_due_comes_first_and_is_told_what_it_means(month: Person) -> None:
    page = month.page
    month.opens("/measures")
    due = [measure["title"] for measure in told(month, "measures") if measure["due"]]
    assert due == ["Your goals", "All in all"]
    assert page.get_by_role("heading", level=2).all_inner_texts()[:2] == due

    month.presses("Save")
    expect(page.get_by_text("Please choose an answer.")).to_have_count(2)
    assert page.evaluate("document.activeElement.type") == "radio"
    for goal in GOALS:
        page.get_by_role("group", name=goal).get_by_role("radio", name="8", exact=True).check(force=True)
    month.presses("Save")
    expect(page.get_by_text("Saved for Monday")).to_be_visible()
    assert page.evaluate("document.activeElement.innerText") == "Your goals"
    line = next(line for line in told(month, "progress")["measures"] if line["kind"] == "goals")
    assert line["points"][-1] == {"date": "2026-05-04", "value": 8}
    expect(page.get_by_text(line["text"], exact=True)).to_be_visible()
    expect(page.get_by_text(line["explained"], exact=True)).to_be_visible()


def test_the_whole_picture_is_a_scale_for_keys_and_thumbs(month: Person) -> None:
    page = month.page
    month.opens("/measures")
    page.get_by_role("button", name="Answer now").click()
    scale = page.get_by_role("group", name="Compared with when you began")
    expect(scale.get_by_role("radio")).to_have_count(11)
    assert all(label.bounding_box()["height"] >= 44 for label in scale.locator("label").all())  # type: ignore[index]
    expect(scale.get_by_role("radio").first).to_have_accessible_name("-5: very much worse")
    scale.get_by_role("radio", name="0", exact=True).focus()
    page.keyboard.press("Space")
    for _ in range(3):
        page.keyboard.press("ArrowRight")
    page.get_by_role("button", name="Save").last.click()
    expect(page.get_by_text("Saved for Monday")).to_be_visible()
    line = next(line for line in told(month, "progress")["measures"] if line["kind"] == "global_change")
    assert line["points"][-1]["value"] == 3


def test_a_supplied_questionnaire_is_a_list_to_tick(month: Person, app: App) -> None:
    app._practice = replace(app._practice, questionnaires={("rmdq", "en"): MADE_UP})
    page = month.page
    month.opens("/measures")
    last = page.get_by_role("button", name="Answer now").last
    last.click()
    ticks = page.get_by_role("group", name=MADE_UP.intro)
    expect(ticks.get_by_role("checkbox")).to_have_count(25)
    for number in (1, 5, 24):
        ticks.get_by_role("checkbox", name=f"Statement {number}.", exact=True).check(force=True)
    expect(page.get_by_text(MADE_UP.citation)).to_be_visible()
    page.get_by_role("button", name="Save").last.click()
    expect(page.get_by_text("Saved for Monday")).to_be_visible()
    line = next(line for line in told(month, "progress")["measures"] if line["kind"] == "rmdq")
    assert line["points"][-1]["value"] == 3


def test_when_nothing_is_due_one_may_answer_all_the_same(person: Person, app: App) -> None:
    weeks_went_by(app, 3)
    person.opens("/measures")
    expect(person.page.get_by_text("Nothing is due today.")).to_be_visible()
    person.page.get_by_role("button", name="Answer now").first.click()
    assert person.page.evaluate("document.activeElement.innerText") == "Your goals"
    expect(person.page.get_by_role("group", name=GOALS[0])).to_be_visible()


def test_a_walk_is_set_with_a_thumb_and_corrected_later(person: Person, app: App) -> None:
    weeks_went_by(app, 3)
    page = person.page
    person.opens("/walk")
    today = page.get_by_role("spinbutton", name=re.compile("Minutes walked, Monday"))
    today.fill("10")
    page.get_by_role("button", name="5 minutes more").first.click()
    expect(today).to_have_value("15")
    page.get_by_role("button", name="Save").first.click()
    expect(page.get_by_text("Saved: 15 minutes.")).to_be_visible()
    assert told(person, "today")["walk"]["walked_minutes"] == 15

    page.get_by_label("Which day?").select_option("2026-05-02")
    page.get_by_role("spinbutton", name=re.compile("Minutes walked, Saturday")).fill("70")
    page.get_by_role("button", name="Save").last.click()
    expect(page.get_by_text("Saved: 70 minutes.")).to_be_visible()
    assert told(person, "progress")["weeks"][0]["walked"] == 20 + 70 + 20

    today.fill("12.5")
    page.get_by_role("button", name="Save").first.click()
    expect(page.get_by_text("A whole number of minutes")).to_be_visible()
    expect(today).to_be_focused()
