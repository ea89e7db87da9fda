"""The player on the page: pain stops it, a reload keeps it, a lost connection loses nothing."""

import pytest
from playwright.sync_api import expect

from tests.browser.person import Person


@pytest.fixture
def ready(person: Person) -> Person:
    """Return a person whose session waits for its start."""
    person.opens()
    person.answers_the_interview()
    person.presses("See my week")
    person.goes_to_the_session()
    return person


def test_time_goes_on_by_the_clock_and_a_pause_keeps_the_place(ready: Person) -> None:
    ready.presses("Start")
    ready.presses("Begin now")
    ready.lets_pass(10)
    number = ready.page.locator(".number")
    before = number.inner_text()
    ready.presses("Pause")
    ready.lets_pass(600)
    expect(number).to_have_text(before)
    ready.page.locator("body").press("Space")
    expect(ready.page.get_by_role("button", name="Pause")).to_be_visible()
    ready.lets_pass(3)
    expect(number).not_to_have_text(before)


def test_numerals_are_at_least_thirty_vmin_and_controls_at_least_56_px(ready: Person) -> None:
    ready.presses("Start")
    for _ in range(3):
        ready.lets_pass(7)
        size = ready.page.locator(".number").evaluate("e => parseFloat(getComputedStyle(e).fontSize)")
        assert size >= 0.30 * 360
    for button in ready.page.get_by_role("button").all():
        box = button.bounding_box()
        assert box is not None
        assert box["height"] >= 56


def test_it_hurts_stays_in_the_same_place(ready: Person) -> None:
    ready.presses("Start")
    hurts = ready.page.get_by_role("button", name="It hurts")
    first = hurts.bounding_box()
    for _ in range(20):
        ready.lets_pass(11)
        assert hurts.bounding_box() == first


def test_pain_stops_the_movement_even_when_the_page_is_reloaded_at_once(ready: Person) -> None:
    ready.presses("Start")
    ready.presses("Begin now")
    ready.lets_pass(5)
    sore = ready.sees_heading().inner_text()
    ready.page.route("**/api/hurts", lambda route: None, times=1)  # the first answer never comes
    ready.says_it_hurts(pain=7, where="Same place")
    ready.page.reload()
    ready.page.get_by_role("dialog").get_by_role("button", name="Go on with what is next").click()
    if ready.page.url.endswith("/session"):
        ready.sees_heading()
        expect(ready.page.get_by_role("listitem").filter(has_text=sore)).not_to_have_attribute(
            "aria-current", "step"
        )


def test_a_reload_goes_on_at_the_set_it_was_in(ready: Person) -> None:
    ready.presses("Start")
    ready.presses("Begin now")
    ready.presses("Skip this one")
    ready.lets_pass(12)
    name = ready.sees_heading().inner_text()
    ready.page.reload()
    ready.sees_heading("Welcome back")
    expect(ready.page.get_by_role("listitem").filter(has=ready.page.get_by_text(name))).to_have_attribute(
        "aria-current", "step"
    )
    ready.presses("Go on")
    assert ready.sees_heading().inner_text() == name


def test_a_session_finished_without_a_connection_is_sent_when_it_is_back(ready: Person) -> None:
    ready.presses("Start")
    ready.exercises_to_the_end()
    ready.page.context.set_offline(True)
    ready.finishes()
    expect(ready.page.get_by_role("status")).to_contain_text("1 session is kept on this device")
    ready.page.context.set_offline(False)
    ready.lets_pass(25)
    expect(ready.page.get_by_text("1 session is kept")).to_have_count(0)
    ready.opens()
    expect(ready.page.get_by_text("That was all for today.")).to_be_visible()


def test_what_is_new_is_told_to_a_screen_reader(ready: Person) -> None:
    ready.presses("Start")
    live = ready.page.locator("[aria-live=polite]")
    expect(live).to_contain_text("Get ready")
    ready.presses("Begin now")
    expect(live).not_to_contain_text("Get ready")
    ready.presses("Pause")
    expect(live).to_contain_text("Paused")


def test_a_new_page_takes_the_focus_to_its_heading(ready: Person) -> None:
    ready.opens("/movements")
    for link, heading in (("Settings", "Settings"), ("Today", "Today"), ("Movements", "Movements")):
        ready.follows(link)
        expect(ready.sees_heading(heading)).to_be_focused()


def test_pain_that_nobody_answers_ends_the_session_and_is_kept(ready: Person) -> None:
    ready.presses("Start")
    ready.presses("Begin now")
    ready.lets_pass(5)
    ready.page.context.set_offline(True)
    ready.says_it_hurts(pain=4, where="Further")
    expect(ready.page.get_by_role("alert")).to_contain_text("Start it again, then try once more")
    expect(ready.page.get_by_role("button", name="It was nothing")).to_have_count(0)
    ready.presses("End the session here")
    ready.sees_heading("How was it?")
    sore = ready.page.get_by_role("group", name="March on the spot")
    expect(sore.get_by_role("radio", name="4", exact=True)).to_be_checked()
