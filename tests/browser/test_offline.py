"""Without the server: a whole day from a cold start, the same words as with it, and nothing lost on the way."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.offline import (
    OFFLINE,
    PATIENCE_MS,
    Device,
    device,
    exercises,
    kept_by,
    ready_device,
)
from tests.browser.serving import App

PAGES = ("/", "/movements", "/movements/bird_dog", "/lessons", "/progress", "/timeline")


@pytest.fixture
def phone(browser: Browser, app: App) -> Iterator[Device]:
    with ready_device(browser, app) as phone:
        yield phone


def test_a_whole_day_without_the_server(phone: Device, app: App) -> None:
    person = phone.person
    person.opens()
    online = phone.reads()
    before = kept_by(app)
    app.stop()

    phone.opens_anew()
    phone.is_told(OFFLINE)
    assert phone.reads() == online

    person.goes_to_the_session()
    person.presses("Start")
    person.presses("Begin now")
    person.lets_pass(5)
    person.says_it_hurts(pain=7, where="Same place")
    expect(person.page.get_by_text("We stop this one").first).to_be_visible()
    person.presses("Go on with what is next")
    person.presses("Go on")
    person.exercises_to_the_end()
    person.finishes()
    expect(person.page.get_by_text("What changed, and why")).to_be_visible()
    phone.is_told("2 things are not sent yet.")

    phone.opens_anew()
    phone.is_told(OFFLINE)
    expect(person.page.get_by_text("Done", exact=True).first).to_be_visible()
    offline = phone.reads()
    assert kept_by(app) == before

    app.start()
    phone.hears_of_the_server_again()
    once = before | {
        "sessions": before["sessions"] + 1,
        "screenings before a session": before["screenings before a session"] + 1,
        "sets": kept_by(app)["sets"],
    }
    assert kept_by(app) == once
    phone.opens_anew()
    assert phone.reads() == offline
    assert kept_by(app) == once
    assert [request for request in phone.requests if f" {app.base}/" not in request] == []


@pytest.mark.parametrize("language", ["English", "Español"])
def test_every_page_says_the_same_without_the_server(phone: Device, app: App, language: str) -> None:
    phone.person.opens("/settings/place")
    phone.page.get_by_role("radio", name=language).check(force=True)
    phone.lets_pass(2)
    online = {path: phone.opens_and_reads(path) for path in PAGES}
    app.stop()
    phone.opens_anew()
    assert {path: phone.opens_and_reads(path) for path in PAGES} == online


def test_a_server_that_goes_in_the_middle_of_a_session_is_not_missed(phone: Device, app: App) -> None:
    person = phone.person
    person.opens()
    person.goes_to_the_session()
    phone.lets_pass(8)
    person.presses("Start")
    person.presses("Begin now")
    person.lets_pass(5)
    sore = person.sees_heading().inner_text()
    app.stop()
    person.says_it_hurts(pain=7, where="Same place")
    person.presses("Go on with what is next")
    person.presses("Go on")
    assert person.sees_heading().inner_text() != sore
    person.presses("Swap")
    dialog = person.page.get_by_role("dialog")
    dialog.get_by_role("button").first.click()
    expect(dialog.get_by_role("listitem").or_(dialog.get_by_text("Skip this one")).first).to_be_visible()


def test_the_interview_and_its_week_need_no_server(phone: Device, app: App) -> None:
    app.stop()
    phone.opens_anew()
    phone.person.opens("/welcome")
    phone.person.answers_the_interview(yes=["Is kneeling"])
    expect(phone.page.get_by_text("What we changed for you")).to_be_visible()
    phone.person.presses("See my week")
    without = phone.reads()
    app.start()
    phone.hears_of_the_server_again()
    assert kept_by(app)["interviews"] == 2
    phone.opens_anew()
    assert phone.reads() == without


def test_a_sign_told_without_the_server_shuts_the_day_there_as_well(
    phone: Device, app: App, browser: Browser
) -> None:
    person = phone.person
    app.stop()
    phone.opens_anew()
    person.follows("Start")
    person.sees_heading("Before you start")
    question = person.page.get_by_role("group", name="bladder or bowel")
    question.get_by_role("radio", name="Yes", exact=True).check(force=True)
    person.says_no_to_the_rest()
    person.rates_all(3)
    person.page.get_by_role("button", name="Go to the session").or_(
        person.page.get_by_role("button", name="Next")
    ).first.click()
    expect(person.page.get_by_text("Call your emergency number now", exact=False).first).to_be_visible()
    app.start()
    phone.hears_of_the_server_again()
    with device(browser, app) as laptop:
        laptop.person.opens()
        expect(laptop.page.get_by_text("Call your emergency number now", exact=False).first).to_be_visible()


def test_a_server_that_does_not_answer_is_waited_for_only_once(phone: Device) -> None:
    phone.page.route("**/api/**", lambda _: None)
    phone.person.follows("Today")
    phone.lets_pass(5)
    phone.is_told(OFFLINE)
    phone.person.sees_heading("Today")
    phone.page.locator("nav a[href='/movements']").click()
    phone.person.sees_heading("Movements")


def test_a_clock_that_was_set_back_undoes_no_day(phone: Device, app: App) -> None:
    person = phone.person
    app.clock.next_day()
    phone.opens_anew(now=app.clock.now())
    phone.gets_ready()
    app.stop()
    phone.opens_anew()
    exercises(person)
    phone.opens_anew(now=app.clock.now().replace(day=2))
    expect(person.page.get_by_text("Done", exact=True).first).to_be_visible(timeout=PATIENCE_MS)
    phone.is_told("shows an earlier time than before")
    app.start()
    phone.hears_of_the_server_again()
    assert kept_by(app)["sessions"] == 1
