"""The player on the page: it goes by the clock, pain stops it, and everything stays in its place."""

from typing import Any

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.person import Person

SHIFTS = """
    window.shifts = [];
    new PerformanceObserver((list) => shifts.push(...list.getEntries().filter((each) => !each.hadRecentInput)))
        .observe({type: 'layout-shift'});
"""


def fill_of(person: Person) -> str | None:
    """Return how much of the ring is left to fill: it changes with every second."""
    return person.page.locator(".ring .fill").get_attribute("stroke-dashoffset")


def touches(person: Person, x: float, y: float) -> None:
    """Touch the screen with a finger, which unlike a mouse comes from nowhere."""
    tools = person.page.context.new_cdp_session(person.page)
    tools.send("Emulation.setTouchEmulationEnabled", {"enabled": True})
    tools.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [{"x": x, "y": y}]})
    tools.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})


def controls(person: Person) -> Locator:
    return person.page.get_by_role("group", name="Controls")


def test_time_goes_on_by_the_clock_and_a_pause_keeps_the_place(ready: Person) -> None:
    ready.presses("Start")
    ready.presses("Begin now")
    ready.lets_pass(10)
    before = fill_of(ready)
    ready.presses("Pause")
    ready.lets_pass(600)
    assert fill_of(ready) == before
    ready.page.locator("body").press("Space")
    expect(ready.page.get_by_role("button", name="Pause")).to_be_visible()
    ready.lets_pass(3)
    assert fill_of(ready) != before


def test_numerals_are_at_least_thirty_vmin_and_controls_at_least_56_px(ready: Person) -> None:
    ready.presses("Start")
    for _ in range(6):
        ready.lets_pass(7)
        size = ready.page.locator(".number").evaluate("e => parseFloat(getComputedStyle(e).fontSize)")
        assert size >= 0.30 * 360
    for button in ready.page.get_by_role("button").all():
        box = button.bounding_box()
        assert box is not None
        assert box["height"] >= 56


def test_nothing_on_the_screen_ever_slides_away(ready: Person) -> None:
    ready.page.evaluate(SHIFTS)
    ready.presses("Start")
    hurts = ready.page.get_by_role("button", name="It hurts")
    ring = ready.page.locator(".ring")
    first = hurts.bounding_box(), ring.bounding_box()
    for _ in range(60):
        ready.lets_pass(7)
        assert (hurts.bounding_box(), ring.bounding_box()) == first
    found: list[Any] = ready.page.evaluate(
        "shifts.map((each) => [each.value, each.sources.map((s) => s.node?.className)])"
    )
    assert found == []


def test_the_controls_go_after_a_while_and_come_with_a_touch_a_key_or_the_focus(ready: Person) -> None:
    ready.presses("Start")
    ready.presses("Begin now")
    shown = ready.page.locator(".player:not(.bare)")
    expect(shown).to_be_visible()
    ready.lets_pass(5)
    expect(shown).to_have_count(0)
    ready.page.mouse.click(180, 150)
    expect(shown).to_be_visible()
    ready.lets_pass(5)
    expect(shown).to_have_count(0)
    ready.page.keyboard.press("x")
    expect(shown).to_be_visible()
    ready.lets_pass(5)
    ready.page.keyboard.press("Tab")
    expect(shown).to_be_visible()
    ready.lets_pass(60)
    expect(shown).to_be_visible()


def test_a_touch_on_a_control_that_is_not_seen_only_shows_it(ready: Person) -> None:
    ready.presses("Start")
    ready.presses("Begin now")
    box = controls(ready).get_by_role("button", name="Skip this one").bounding_box()
    assert box is not None
    name = ready.sees_heading().inner_text()
    ready.lets_pass(5)
    touches(ready, box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    expect(ready.page.locator(".player:not(.bare)")).to_be_visible()
    assert ready.sees_heading().inner_text() == name
    touches(ready, box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    expect(ready.page.get_by_role("heading", level=1)).not_to_have_text(name)


@pytest.mark.parametrize("name", ["Begin now", "Go on"])
def test_a_touch_on_a_control_that_is_seen_is_meant_however_long_nobody_stirred(ready: Person, name: str) -> None:
    ready.presses("Start")
    if name == "Go on":
        ready.presses("Begin now")
        ready.presses("Pause")
    ready.lets_pass(8)
    button = controls(ready).get_by_role("button", name=name)
    box = button.bounding_box()
    assert box is not None
    touches(ready, box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    expect(button).to_have_count(0)


def test_controls_that_are_not_seen_are_still_there_for_a_screen_reader(ready: Person) -> None:
    ready.presses("Start")
    ready.presses("Begin now")
    ready.lets_pass(10)
    expect(ready.page.locator(".player.bare")).to_be_visible()
    for name in ("Back", "Pause", "Skip this one", "Swap", "End"):
        expect(ready.page.get_by_role("button", name=name, exact=True)).to_have_count(1)
    ready.page.get_by_role("button", name="Pause").evaluate("button => button.click()")
    expect(ready.page.get_by_role("button", name="Go on")).to_be_visible()


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


def test_a_session_finished_without_a_connection_is_sent_when_it_is_back(ready: Person) -> None:
    ready.presses("Start")
    ready.exercises_to_the_end()
    ready.page.context.set_offline(True)
    ready.finishes()
    expect(ready.page.get_by_role("status").filter(has_text="1 thing is not sent yet")).to_be_visible()
    ready.page.context.set_offline(False)
    for _ in range(25):
        ready.lets_pass(1)
        ready.page.wait_for_timeout(20)  # slowly enough for an answer to come in time
    expect(ready.page.get_by_text("1 thing is not sent yet")).to_have_count(0)
    ready.opens()
    expect(ready.page.get_by_role("heading", name="That was all for today")).to_be_visible()


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
    for link, heading in (("Settings", "Settings"), ("Today", "Today")):
        ready.follows(link)
        expect(ready.sees_heading(heading)).to_be_focused()


def test_in_silence_every_tone_is_seen_and_felt_and_nothing_is_heard(ready: Person) -> None:
    ready.presses("Sound on")
    ready.presses("Start")
    ready.lets_pass(13.1)
    assert ready.page.evaluate("buzzed().map((each) => each.pattern)") == [[60], [60]]
    expect(ready.page.locator(".ring.lit")).to_be_visible()
    ready.lets_pass(0.7)
    expect(ready.page.locator(".ring.lit")).to_have_count(0)
    ready.exercises_to_the_end()
    assert ready.heard() == []
    assert ready.page.evaluate("buzzed().at(-1).pattern.length") == 5, "the end is felt as the end"


def test_a_breath_is_paced_in_words_and_stands_still_with_the_session(ready: Person) -> None:
    ready.presses("Start")
    ready.presses("Begin now")
    ready.presses("Skip this one")
    ready.presses("Begin now")
    expect(ready.page.get_by_text("Breathe in", exact=True)).to_be_visible()
    ready.lets_pass(3)
    bar = ready.page.locator(".breath .bar div")
    widths = [bar.evaluate("bar => bar.style.inlineSize")]
    ready.lets_pass(2)
    expect(ready.page.get_by_text("Breathe out", exact=True)).to_be_visible()
    widths.append(bar.evaluate("bar => bar.style.inlineSize"))
    assert widths == ["75%", "75%"]
    ready.presses("Pause")
    ready.lets_pass(30)
    assert bar.evaluate("bar => bar.style.inlineSize") == "75%"


@pytest.mark.parametrize(("width", "height"), [(320, 256), (320, 568), (568, 320), (1440, 900)])
def test_a_small_window_loses_nothing(ready: Person, width: int, height: int) -> None:
    ready.page.set_viewport_size({"width": width, "height": height})
    ready.presses("Start")
    ready.lets_pass(1)
    assert ready.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    for name in ("Begin now", "Pause", "Swap", "It hurts", "End"):
        button = ready.page.get_by_role("button", name=name, exact=True)
        button.scroll_into_view_if_needed()
        expect(button).to_be_in_viewport(ratio=0.99)


def test_text_of_twice_the_size_stays_inside_and_reachable(ready: Person) -> None:
    ready.page.evaluate("document.documentElement.style.fontSize = '200%'")
    ready.presses("Start")
    ready.lets_pass(1)
    assert ready.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    for name in ("Begin now", "It hurts", "How to do it"):
        button = ready.page.get_by_role("button", name=name, exact=True)
        button.scroll_into_view_if_needed()
        expect(button).to_be_in_viewport(ratio=0.99)
