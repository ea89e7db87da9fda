"""A session done from paper is written down once, and counts like any other."""

from typing import Any

import pytest
from playwright.sync_api import Locator, Request, Route, expect

from tests.browser.person import Person
from tests.browser.serving import App
from tests.browser.weeks import weeks_went_by

YESTERDAY = "2026-05-03"
EFFORT = "How hard was the session?"


def told(person: Person, path: str) -> Any:
    return person.page.request.get(f"{person.base}/api/{path}").json()


@pytest.fixture
def at_the_sheet(person: Person, app: App) -> Person:
    """Return a person with the sheet of today before them."""
    weeks_went_by(app, 5)
    person.opens()
    person.sees_heading("Today")
    person.opens("/paper")
    return person


def ticks(person: Person, name: str) -> Locator:
    box = person.page.get_by_role("listitem").filter(has_text=name).first
    box.get_by_role("checkbox").first.check(force=True)
    return box


def says_how_it_was(person: Person) -> None:
    for question in ("How strong was your back pain before it?", "How strong was it afterwards?", EFFORT):
        person.rates(person.page.get_by_role("group", name=question), 3)


def sent(person: Person) -> list[dict[str, Any]]:
    """Note every session that is sent from now on."""
    bodies: list[dict[str, Any]] = []

    def note(request: Request) -> None:
        if "/api/sessions/" in request.url:
            bodies.append(request.post_data_json or {})

    person.page.on("request", note)
    return bodies


def test_a_session_of_yesterday_is_written_down(at_the_sheet: Person) -> None:
    page = at_the_sheet.page
    bodies = sent(at_the_sheet)
    page.get_by_label("Which day?").select_option(YESTERDAY)
    slot = told(at_the_sheet, f"sheet?date={YESTERDAY}")["slots"][0]
    expect(page.get_by_role("heading", name="What did you do?")).to_be_visible()
    done, stopped, *rest = slot["items"]
    ticks(at_the_sheet, done["name"])
    box = ticks(at_the_sheet, stopped["name"])
    if stopped["dose"]["sets"] > 1:
        box.get_by_role("radio", name="1", exact=True).first.check(force=True)
    box.get_by_role("checkbox", name="It hurt, so I stopped").check()

    at_the_sheet.presses("Write it down")
    assert page.evaluate("document.activeElement.closest('.missing') !== null")
    at_the_sheet.rates(box.get_by_role("group", name="Your pain during it"), 6)
    box.get_by_role("radio", name="Same place").check(force=True)
    at_the_sheet.presses("No pain in the others")
    says_how_it_was(at_the_sheet)
    page.get_by_role("spinbutton", name="Minutes, about").fill("20")
    page.get_by_label("Anything to add?").fill("in the garden")
    at_the_sheet.presses("Write it down")
    at_the_sheet.sees_heading("Written down")
    expect(page.get_by_role("heading", name="What changed, and why")).to_be_visible()

    (body,) = bodies
    assert (body["source"], body["date"], body["note"]) == ("paper", YESTERDAY, "in the garden")
    assert [item["skipped"] for item in body["items"]] == [False, False, *(True for _ in rest)]
    first, second = body["items"][:2]
    sides = 2 if done["dose"]["per_side"] else 1
    assert len(first["sets"]) == done["dose"]["sets"] * sides
    assert (second["hurt"], second["pain_during"], second["pain_where"]) == (True, 6, "same")


def test_nothing_can_be_ticked_on_the_sheet_of_a_day_that_was_left(at_the_sheet: Person) -> None:
    page = at_the_sheet.page
    on_its_way: list[Route] = []
    page.route("**/api/sheet?*", lambda route: on_its_way.append(route))  # noqa: PLW0108 - the library marks it
    expect(page.get_by_role("heading", name="What did you do?")).to_be_visible()
    page.get_by_label("Which day?").select_option(YESTERDAY)
    expect(page.get_by_role("checkbox")).to_have_count(0)
    expect(page.get_by_role("status").filter(has_text="One moment")).to_be_attached()
    on_its_way.pop().continue_()
    expect(page.get_by_role("heading", name="What did you do?")).to_be_visible()


def test_a_double_tap_and_a_second_try_write_it_down_once(at_the_sheet: Person) -> None:
    page = at_the_sheet.page
    sessions: list[str] = []
    page.on("request", lambda request: sessions.append(request.url) if "/api/sessions/" in request.url else None)
    at_the_sheet.presses("I did all of it")
    at_the_sheet.presses("No pain in any of them")
    says_how_it_was(at_the_sheet)
    page.get_by_role("button", name="Write it down").dblclick()
    at_the_sheet.sees_heading("Written down")
    assert len(set(sessions)) == 1
    day = next(day for day in told(at_the_sheet, "week")["days"] if day["is_today"])
    assert [slot["done"] for slot in day["slots"]] == [True]


def test_what_was_ticked_is_there_again_after_a_reload(at_the_sheet: Person) -> None:
    page = at_the_sheet.page
    at_the_sheet.presses("I did all of it")
    ticked = page.get_by_role("checkbox", checked=True).count()
    assert ticked > 3
    at_the_sheet.rates(page.get_by_role("group", name=EFFORT), 5)
    page.reload()
    at_the_sheet.sees_heading("I did it on paper")
    expect(page.get_by_role("checkbox", checked=True)).to_have_count(ticked)
    expect(page.get_by_role("group", name=EFFORT).get_by_role("radio", name="5")).to_be_checked()


def test_changing_the_day_leaves_the_keyboard_where_it_is(at_the_sheet: Person) -> None:
    page = at_the_sheet.page
    day = page.get_by_label("Which day?")
    day.focus()
    page.keyboard.press("ArrowDown")
    expect(day).to_have_value(YESTERDAY)
    expect(day).to_be_focused()


def test_nothing_ticked_is_said_so(at_the_sheet: Person) -> None:
    at_the_sheet.presses("Write it down")
    expect(at_the_sheet.page.get_by_text("Please tick what you did.")).to_be_visible()
