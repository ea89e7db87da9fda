"""What was done without the server gets there: once, in order, beside what others did. What it refuses is kept."""

import json
from collections import Counter
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, expect

from lumbar.services import people
from lumbar.services.records import Person as Record
from tests.browser.offline import (
    Device,
    device,
    exercises,
    kept_by,
    loses_an_answer,
    now_on,
    ready_device,
)
from tests.browser.serving import App
from tests.services.scenes import ME, practice

ANSWERED_MS = 200


@pytest.fixture
def phone(browser: Browser, app: App) -> Iterator[Device]:
    with ready_device(browser, app) as phone:
        yield phone


def test_nothing_is_doubled_when_the_answers_of_the_server_are_lost(phone: Device, app: App) -> None:
    phone.person.opens()
    for path in ("**/api/short-screening", "**/api/sessions/*"):
        phone.page.route(path, loses_an_answer, times=2)
    exercises(phone.person)
    assert kept_by(app)["sessions"] == 1, "the server has it, and the phone does not know"
    phone.is_told("1 thing is not sent yet.")
    phone.hears_of_the_server_again()
    assert kept_by(app)["sessions"] == 1
    assert kept_by(app)["screenings before a session"] == 1
    sent = Counter(path for path in app.requests if path.startswith(("PUT /api/sessions", "POST /api/short")))
    assert len(sent) == 2
    assert min(sent.values()) > 1


def test_of_two_tabs_one_sends(phone: Device, app: App) -> None:
    first = phone.page
    app.stop()
    phone.person.opens()
    exercises(phone.person)
    second = phone.opens_another()
    phone.is_told("2 things are not sent yet.")
    app.start()
    for _ in range(25):
        for page in (first, second):
            page.clock.run_for(1000)
        # Their clocks run ahead of the server's: it may answer before they lose patience and send again.
        first.wait_for_timeout(ANSWERED_MS)
    phone.hears_of_the_server_again()
    assert len([request for request in app.requests if request.startswith("PUT /api/sessions/")]) == 1
    assert kept_by(app)["sessions"] == 1


def test_two_devices_may_send_the_same_session(phone: Device, app: App, browser: Browser) -> None:
    app.stop()
    phone.opens_anew()
    exercises(phone.person)
    twin = phone.context.storage_state(indexed_db=True)
    app.start()
    with device(browser, app, storage_state=twin) as other:
        other.person.opens()
        other.hears_of_the_server_again()
        phone.hears_of_the_server_again()
        assert kept_by(app)["sessions"] == 1
        assert kept_by(app)["screenings before a session"] == 1
        other.opens_anew()
        phone.opens_anew()
        assert other.reads() == phone.reads()


def test_a_plan_that_changed_meanwhile_keeps_what_was_done(phone: Device, app: App, browser: Browser) -> None:
    phone.context.set_offline(offline=True)
    phone.opens_anew()
    exercises(phone.person)
    phone.opens_anew()
    with device(browser, app) as laptop:
        laptop.person.opens()
        exercises(laptop.person)
        laptop.person.opens("/welcome")
        laptop.person.answers_the_interview(yes=["Is kneeling"])
        laptop.person.presses("See my week")
        phone.context.set_offline(offline=False)
        phone.hears_of_the_server_again()
        kept = kept_by(app)
        assert (kept["sessions"], kept["interviews"]) == (2, 2)
        phone.opens_anew()
        laptop.opens_anew()
        assert phone.reads() == laptop.reads()
        expect(phone.page.get_by_text("Done", exact=True).first).to_be_visible()


def test_what_the_server_does_not_take_is_kept_until_the_person_decides(phone: Device, app: App) -> None:
    app.stop()
    phone.opens_anew()
    exercises(phone.person)
    people.forget(practice(app.store, app.clock), ME)
    app.start()
    phone.hears_of_the_server_again()
    phone.person.opens("/settings/offline")
    refused = returned(phone)
    expect(refused.get_by_text("It said:", exact=False)).to_be_visible()

    with phone.page.expect_download() as saving:
        refused.get_by_role("button", name="Save as a file").click()
    saved = json.loads(saving.value.path().read_text(encoding="utf-8"))
    assert saved["status"] == 409
    assert json.loads(saved["letter"]["body"])["effort"] == 4

    phone.opens_anew("/settings/offline")
    refused = returned(phone)
    refused.get_by_role("button", name="Try again").click()
    expect(refused).to_have_count(1)
    refused.get_by_role("button", name="Delete for good").click()
    refused.get_by_role("button", name="Yes, delete it").click()
    expect(refused).to_have_count(0)
    phone.opens_anew("/settings/offline")
    expect(returned(phone)).to_have_count(0)


def returned(phone: Device) -> Locator:
    return phone.page.get_by_role("listitem").filter(has_text="A session")


def test_a_letter_carries_its_person_and_its_day(phone: Device, app: App) -> None:
    app.stop()
    phone.opens_anew()
    exercises(phone.person)
    told_at = now_on(phone.page).date()
    app.clock.next_day(2)
    app.start()
    phone.opens_anew(now=app.clock.now())
    phone.hears_of_the_server_again()
    with app.store.reading() as ledger:
        record = ledger.person(ME)
        assert isinstance(record, Record)
        screening = ledger.decided(ME, record.screening_id or "")
        assert screening is not None
        assert (screening.trigger, screening.as_of) == ("short_form", told_at)
        assert [each.date for each in ledger.sessions(ME, told_at, told_at)] == [told_at]
