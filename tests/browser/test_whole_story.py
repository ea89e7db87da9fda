"""The whole story of one person: interview, plan, a session that hurts once, the next morning, a changed plan."""

from datetime import timedelta
from typing import Any

from playwright.sync_api import Locator, expect

from tests.browser.conftest import App
from tests.browser.person import Person

USUAL = 3
TOO_MUCH = 7


def week(person: Person) -> dict[str, Any]:
    found: dict[str, Any] = person.page.request.get(f"{person.base}/api/week").json()
    return found


def one_that_has_an_easier_level(person: Person) -> str:
    """Return the name of a movement of the coming session that can go back a level."""
    slot = next(slot for slot in week(person)["days"][0]["slots"] if not slot["done"])
    return str(next(item["name"] for item in slot["items"] if item["level"] > 1 and item["family"] != "aerobic"))


def exercises_until(person: Person, movement: str) -> None:
    """Let the session's time pass until the movement has been under way for some seconds."""
    for _ in range(360):
        if person.sees_heading().inner_text() == movement:
            person.lets_pass(8)
            return
        person.lets_pass(5)
    raise AssertionError(f"{movement} never comes")


def told_change(person: Person, movement: str) -> Locator:
    """Return the place that tells what changed of a movement, its reason opened."""
    change = person.page.get_by_role("listitem").filter(has_text=movement).filter(has_text="one step back").first
    expect(change).to_be_visible()
    change.get_by_text("Why?").click()
    return change


def test_the_whole_story(person: Person, app: App) -> None:
    person.opens()
    person.answers_the_interview(pain=USUAL)
    expect(person.page.get_by_text("No warning sign reported today.").first).to_be_visible()

    person.presses("See my week")
    person.sees_heading("Today")
    assert person.page.get_by_text("Why?").count() > 3
    person.page.get_by_text("Why this week looks like this").click()
    expect(person.page.get_by_text("The first 14 days").first).to_be_visible()

    sore = one_that_has_an_easier_level(person)
    began = app.clock.now()
    person.goes_to_the_session(pain=USUAL)
    person.presses("Start")
    exercises_until(person, sore)
    person.says_it_hurts(pain=TOO_MUCH, where="Same place")
    expect(person.page.get_by_text("We stop this one").first).to_be_visible()
    person.presses("Go on with what is next")
    assert person.sees_heading().inner_text() != sore
    person.presses("Go on")
    person.exercises_to_the_end()
    person.finishes(pain=USUAL)
    person.sees_heading("Done")
    expect(told_change(person, sore)).to_contain_text(f"it hurt {TOO_MUCH} of 10 while you did it. The limit is 5.")
    took_s = person.page.evaluate("Date.now()") / 1000 - began.timestamp()
    assert took_s > 5 * 60, "the session took its own time"

    person.follows("Back to today")
    expect(person.page.get_by_text("Done", exact=True).first).to_be_visible()

    app.clock.next_day()
    person.page.clock.pause_at(app.clock.now() + timedelta(seconds=took_s))
    person.opens()
    expect(person.page.get_by_text("You exercised yesterday.").first).to_be_visible()
    person.follows("Answer")
    person.sees_heading("Morning check-in")
    person.rates_all(USUAL)
    person.presses("Save")
    person.sees_heading("Thank you")
    person.follows("Back to today")

    person.sees_heading("Today")
    expect(told_change(person, sore)).to_contain_text("We go back one step")
    expect(person.page.get_by_text("You exercised yesterday.")).to_have_count(0)
    levels = {
        item["level"]: [reason["text"] for reason in item["reasons"]]
        for day in week(person)["days"]
        for slot in day["slots"]
        for item in slot["items"]
        if item["name"] == sore
    }
    assert len(levels) == 1, "what hurt is still in the plan, at one level"
    [(level, reasons)] = levels.items()
    assert f"Level {level}: where you are now." in reasons
    expect(person.page.get_by_text(f"step {level} of").first).to_be_attached()
