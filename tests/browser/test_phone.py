"""The phone: paired with a code from the computer, known in the list, and out when it is removed."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from lumbar.bootstrap import open_data
from lumbar.views import desk
from lumbar.web.app import STATIC
from tests.browser.conftest import PHONE
from tests.browser.person import Person
from tests.browser.serving import App
from tests.services.scenes import ME, FakeClock, practice, profile
from tests.web.lan_serving import Sides, serving_sides

TEN_MINUTES = timedelta(minutes=10)


@dataclass
class Home:
    """The computer's window, the phone's, and both sides of lumbar."""

    clock: FakeClock
    sides: Sides
    computer: Person
    phone: Person


@pytest.fixture
def home(browser: Browser, tmp_path: Path) -> Iterator[Home]:
    clock = FakeClock(datetime.now(UTC))
    store = open_data(tmp_path / "data")
    here = practice(store, clock)
    desk.put_profile(here, ME, profile())
    with serving_sides(tmp_path, STATIC, here, clock) as sides:
        contexts = [
            browser.new_context(viewport=PHONE, service_workers="block", ignore_https_errors=True) for _ in range(2)
        ]
        computer, phone = (context.new_page() for context in contexts)
        yield Home(clock, sides, Person(computer, sides.local_address), Person(phone, sides.side.address))
        for context in contexts:
            context.close()
    store.close()


def shows_a_code(home: Home) -> str:
    home.computer.opens("/phone")
    home.computer.presses("Show a code")
    expect(home.computer.page.get_by_role("img")).to_be_visible()
    return home.computer.page.locator(".letters").inner_text()


def pairs(phone: Page, code: str, name: str) -> None:
    phone.get_by_role("textbox", name="Code").fill(code)
    phone.get_by_role("textbox", name="Name of this device").fill(name)
    phone.get_by_role("button", name="Pair", exact=True).click()


def test_without_the_home_network_the_page_says_how_to_start(person: Person, app: App) -> None:
    person.opens("/phone")
    expect(person.page.get_by_text("lumbar --lan")).to_be_visible()
    person.opens("/pair")
    person.sees_heading("This is the computer itself")


def test_a_phone_is_paired_by_the_link_and_is_out_when_removed(home: Home) -> None:
    code = shows_a_code(home)
    picture = home.computer.page.get_by_role("img")
    expect(picture).to_have_attribute("alt", f"QR code that opens {home.sides.side.address} with the code {code}")
    for print_ in (home.sides.side.fingerprint, home.sides.side.root_fingerprint):
        expect(home.computer.page.get_by_text(print_)).to_be_visible()

    phone = home.phone.page
    home.phone.opens(f"/pair#{code.replace('-', '')}")
    home.phone.sees_heading("Pair this device")
    expect(phone.get_by_role("textbox", name="Code")).to_have_value(code.replace("-", ""))
    assert "#" not in phone.url
    assert phone.get_by_role("textbox", name="Name of this device").input_value() != ""
    phone.get_by_role("textbox", name="Name of this device").fill("Kitchen phone")
    phone.get_by_role("button", name="Pair", exact=True).click()
    home.phone.sees_heading("Today")

    expect(home.computer.page.get_by_text("Kitchen phone is paired.")).to_be_visible()
    expect(home.computer.page.get_by_role("heading", name="Pair a device")).to_be_focused()
    home.computer.presses("Remove Kitchen phone")
    home.computer.presses("Yes, remove Kitchen phone")
    expect(home.computer.page.get_by_text("No device is paired.")).to_be_visible()
    home.phone.page.goto(f"{home.phone.base}/progress")
    home.phone.sees_heading("Pair this device")


def test_a_stranger_is_led_to_pairing_from_anywhere(home: Home) -> None:
    for path in ("/", "/progress", "/movements/bird_dog", "/settings/data"):
        home.phone.page.goto(home.phone.base + path)
        home.phone.sees_heading("Pair this device")


def test_a_wrong_code_is_told_and_what_is_missing_too(home: Home) -> None:
    phone = home.phone.page
    home.phone.opens("/pair")
    phone.get_by_role("button", name="Pair", exact=True).click()
    expect(phone.get_by_text("Please type the code from the computer.")).to_be_visible()
    expect(phone.get_by_role("textbox", name="Code")).to_be_focused()
    shows_a_code(home)
    pairs(phone, "ABCD-EFGH", "Phone")
    expect(phone.get_by_role("alert")).to_be_visible()
    expect(phone.get_by_role("textbox", name="Code")).to_have_value("ABCD-EFGH")


def test_a_code_that_has_ended_is_taken_away(home: Home) -> None:
    page = home.computer.page
    page.clock.install(time=datetime.now(UTC))
    shows_a_code(home)
    expect(page.get_by_role("timer")).to_have_text(re.compile(r"10:00|9:5\d"))
    home.clock.time += TEN_MINUTES
    page.clock.fast_forward(TEN_MINUTES // timedelta(milliseconds=1))
    expect(page.get_by_text("This code has ended.")).to_be_visible()
    expect(page.get_by_role("img")).to_have_count(0)
    home.computer.presses("Show a new code")
    expect(page.get_by_role("img")).to_be_visible()
