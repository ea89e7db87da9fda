"""Settings: people who are kept apart on one device, files to take along, a copy to bring back, and erasing."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Download, Page, expect

from lumbar.storage.backup import Vault
from tests.browser.person import Person
from tests.browser.serving import App
from tests.browser.weeks import weeks_went_by


def told(person: Person, path: str, who: str = "me") -> Any:
    return person.page.request.get(f"{person.base}/api/{path}", headers={"lumbar-person": who}).json()


def fetched(page: Page, what: Callable[[], None]) -> Download:
    with page.expect_download() as download:
        what()
    return download.value


@pytest.fixture
def lived(person: Person, app: App) -> Person:
    """Return a person with some days behind them."""
    weeks_went_by(app, 4)
    return person


def adds(person: Person, name: str) -> None:
    person.page.get_by_role("textbox", name="Name").fill(name)
    person.presses("Add")
    expect(person.page.get_by_text(f"{name} is here now.")).to_be_visible()


def test_every_section_is_one_touch_from_the_settings(lived: Person) -> None:
    page = lived.page
    lived.opens("/settings")
    ways = page.get_by_role("main").get_by_role("link")
    addresses = [way.get_attribute("href") for way in ways.all()]
    assert len(addresses) == 10
    for address in addresses:
        page.locator(f"main a[href='{address}']").click()
        page.wait_for_url(f"**{address}")
        page.get_by_role("link", name="Settings", exact=True).first.click()
        lived.sees_heading("Settings")
    lived.opens("/settings/nowhere")
    lived.sees_heading("There is no such page")


def test_people_are_added_named_and_shown(lived: Person) -> None:
    page = lived.page
    lived.opens("/settings/people")
    adds(lived, "Ben")
    lived.presses("Rename You")
    expect(page.get_by_role("textbox", name="New name")).to_be_focused()
    page.get_by_role("textbox", name="New name").fill("Anna")
    lived.presses("Save")
    expect(page.get_by_text("The name is Anna now.")).to_be_visible()
    expect(page.get_by_role("link", name="Shown now: Anna")).to_be_visible()
    lived.presses("Show Ben")
    lived.sees_heading("Exercise for a sore back, at home")
    lived.opens("/settings/people")
    expect(page.get_by_role("link", name="Shown now: Ben")).to_be_visible()
    lived.presses("Show Anna")
    lived.sees_heading("Today")


def test_a_session_in_progress_waits_for_its_own_person(lived: Person) -> None:
    page = lived.page
    sent: list[tuple[str, str]] = []
    page.on(
        "request",
        lambda request: (
            sent.append((request.url, request.headers.get("lumbar-person", "")))
            if "/api/sessions/" in request.url
            else None
        ),
    )
    lived.opens()
    lived.goes_to_the_session()
    lived.presses("Start")
    lived.presses("Begin now")
    lived.lets_pass(120)
    lived.opens("/settings/people")
    adds(lived, "Ben")
    lived.presses("Show Ben")
    lived.sees_heading("Exercise for a sore back, at home")
    lived.answers_the_interview()
    lived.presses("See my week")
    lived.sees_heading("Today")
    expect(page.get_by_text("Your session is waiting")).to_have_count(0)
    assert sent == []

    lived.opens("/settings/people")
    lived.presses("Show You")
    lived.sees_heading("Today")
    expect(page.get_by_text("Your session is waiting")).to_be_visible()
    lived.follows("Go on")
    lived.sees_heading()
    lived.presses("Go on")
    lived.exercises_to_the_end()
    lived.finishes()
    assert {who for _, who in sent} == {"me"}


def test_another_window_shows_the_same_person(lived: Person) -> None:
    other = lived.page.context.new_page()
    lived.opens("/settings/people")
    adds(lived, "Ben")
    other.goto(f"{lived.base}/progress")
    other.get_by_role("heading", level=1, name="Progress").wait_for()
    lived.presses("Show Ben")
    other.get_by_role("heading", level=1, name="Exercise for a sore back, at home").wait_for()
    other.close()


def test_nobody_is_changed_while_a_session_runs_in_another_window(lived: Person) -> None:
    lived.opens()
    lived.goes_to_the_session()
    other = lived.page.context.new_page()
    other.goto(f"{lived.base}/settings/people")
    other.get_by_role("textbox", name="Name").fill("Ben")
    other.get_by_role("button", name="Add", exact=True).click()
    other.get_by_role("button", name="Show Ben").click()
    expect(other.get_by_text("A session is under way in another window.")).to_be_visible()
    other.close()


def test_erasing_takes_the_right_word_and_leaves_the_others(lived: Person) -> None:
    page = lived.page
    lived.opens("/settings/people")
    adds(lived, "Ben")
    lived.opens("/settings/data")
    lived.presses("Erase everything of Ben")
    box = page.get_by_role("textbox", name="To be sure, type: Ben")
    expect(box).to_be_focused()
    box.fill("Anna")
    lived.presses("Erase for good")
    expect(page.get_by_text("That is not the same.")).to_be_visible()
    expect(box).to_be_focused()
    box.fill("ben")
    lived.presses("Erase for good")
    expect(page.get_by_text("Everything of Ben is erased.")).to_be_visible()
    assert [person["id"] for person in told(lived, "people")] == ["me"]

    lived.presses("Erase everything of mine")
    page.get_by_role("textbox", name="To be sure, type: erase").fill("erase")
    lived.presses("Erase for good")
    lived.sees_heading("Exercise for a sore back, at home")
    assert told(lived, "people") == []


def test_the_week_goes_into_a_calendar_at_the_hours_one_has(lived: Person) -> None:
    page = lived.page
    lived.opens("/settings/calendar")
    page.get_by_label("Morning").fill("06:45")
    file = fetched(page, lambda: lived.presses("Get the calendar file"))
    assert file.suggested_filename == "lumbar-plan.ics"
    text = Path(file.path()).read_text()
    assert "DTSTART:20260504T064500" in text
    lived.opens("/settings/calendar")
    expect(page.get_by_label("Morning")).to_have_value("06:45")


def test_everything_can_be_taken_along(lived: Person) -> None:
    page = lived.page
    lived.opens("/settings/data")
    table = fetched(page, lambda: lived.presses("Every set, as a table"))
    assert Path(table.path()).read_text(encoding="utf-8-sig").startswith("date,slot,")
    whole = fetched(page, lambda: lived.presses("Everything, as data"))
    assert json.loads(Path(whole.path()).read_text())["person"]["id"] == "me"
    expect(page.get_by_text("The file is in your downloads.")).to_be_visible()


def test_a_copy_is_brought_back(lived: Person, app: App, tmp_path: Path) -> None:
    app._practice = replace(app._practice, vault=Vault(tmp_path / "data" / "lumbar.sqlite3"))
    page = lived.page
    lived.opens("/settings/data")
    backup = fetched(page, lambda: lived.presses("Get a backup"))
    copy = tmp_path / backup.suggested_filename
    backup.save_as(copy)
    before = told(lived, "timeline")

    lived.presses("Erase everything of mine")
    page.get_by_role("textbox", name="To be sure").fill("erase")
    lived.presses("Erase for good")
    lived.sees_heading("Exercise for a sore back, at home")

    lived.opens("/settings/data")
    (tmp_path / "no.sqlite3").write_bytes(b"not a backup")
    page.get_by_label("The backup file").set_input_files(tmp_path / "no.sqlite3")
    lived.presses("Yes, bring it back")
    expect(page.get_by_role("alert")).to_be_visible()
    page.get_by_label("The backup file").set_input_files(copy)
    expect(page.get_by_text(f"Put {copy.name} in the place of everything")).to_be_visible()
    lived.presses("Yes, bring it back")
    expect(page.get_by_role("heading", name="The backup is in place")).to_be_focused()
    lived.presses("Go to today")
    lived.sees_heading("Today")
    assert told(lived, "timeline") == before


def test_the_country_is_kept(lived: Person) -> None:
    page = lived.page
    lived.opens("/settings/place")
    page.get_by_label("I am in").select_option("ES")
    expect(page.get_by_role("heading", name="Numbers to call: Spain")).to_be_visible()
    lived.opens("/settings/place")
    expect(page.get_by_role("heading", name="Numbers to call: Spain")).to_be_visible()


def test_the_language_changes_at_once(lived: Person) -> None:
    lived.opens("/settings/place")
    lived.page.get_by_role("radio", name="Español").check(force=True)
    expect(lived.page.locator("html")).to_have_attribute("lang", "es")
