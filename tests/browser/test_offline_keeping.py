"""What is kept on a device, and where it can't be: storage that refuses or is full, and saving of data."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.offline import OFFLINE, SAVES_DATA, Device, comes_with_a_plan, device, exercises, kept_by
from tests.browser.person import Person
from tests.browser.serving import App

REFUSED = """
const open = () => { throw new DOMException('refused', 'SecurityError') };
Object.defineProperty(window, 'indexedDB', { value: { open } });
"""
FULL = """
const { add } = Cache.prototype;
Cache.prototype.add = function (url) {
  return window.roomy ? add.call(this, url) : Promise.reject(new DOMException('full', 'QuotaExceededError'));
};
"""


@pytest.fixture
def laptop(browser: Browser, app: App) -> Iterator[Device]:
    """A device on which nothing has been done yet."""
    with device(browser, app) as laptop:
        yield laptop


def test_a_device_that_keeps_nothing_goes_on_as_long_as_the_page_is_open(laptop: Device, app: App) -> None:
    laptop.page.add_init_script(REFUSED)
    person = laptop.person
    person.opens()
    laptop.is_told("This device keeps nothing at the moment.")
    person.answers_the_interview()
    person.presses("See my week")
    person.sees_heading("Today")
    laptop.lets_pass(60)
    app.stop()
    exercises(person)
    laptop.is_told("2 things are not sent yet.")
    app.start()
    laptop.hears_of_the_server_again()
    assert kept_by(app)["sessions"] == 1


def test_a_full_device_says_so_and_can_be_asked_again(laptop: Device, app: App) -> None:
    laptop.page.add_init_script(FULL)
    comes_with_a_plan(laptop.person, app)
    laptop.person.opens("/settings/offline")
    laptop.lets_pass(30)
    laptop.is_told("There is no room for it on this device.")
    laptop.page.evaluate("window.roomy = true")
    laptop.person.presses("Keep lumbar ready for offline use")
    laptop.is_told("This device is ready.")


def test_who_saves_data_is_asked_first(laptop: Device, app: App) -> None:
    laptop.page.add_init_script(SAVES_DATA)
    comes_with_a_plan(laptop.person, app)
    laptop.person.opens("/settings/offline")
    laptop.lets_pass(30)
    laptop.is_told("You save data, so this waits until you ask for it.")
    assert not [request for request in app.requests if "/device/" in request]
    laptop.person.presses("Keep lumbar ready for offline use")
    laptop.is_told("This device is ready.")


def test_nothing_is_fetched_for_somebody_without_a_plan(laptop: Device, app: App) -> None:
    laptop.person.opens("/settings/offline")
    laptop.lets_pass(30)
    expect(laptop.page.get_by_text("It gets ready by itself once your week is planned.")).to_be_visible()
    assert not [request for request in app.requests if "/device/" in request]


def test_where_nothing_may_be_kept_everything_works_with_the_server(person: Person, app: App) -> None:
    comes_with_a_plan(person, app)
    exercises(person)
    person.opens("/settings/offline")
    for _ in range(10):
        person.lets_pass(1)
    expect(person.page.get_by_text("so lumbar needs the server here")).to_be_visible()
    app.stop()
    person.page.locator("nav a[href='/']").click()
    expect(person.page.get_by_role("alert")).to_contain_text("Nothing you have done is lost")
    expect(person.page.get_by_text(OFFLINE)).to_have_count(0)
