"""Every page, in both themes and at each size: accessible, inside the screen, quiet in the console."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, expect

from tests.browser.person import Person
from tests.browser.serving import App

AXE = (Path(__file__).parents[2] / "frontend/node_modules/axe-core/axe.min.js").read_text(encoding="utf-8")
PHONE, ON_ITS_SIDE, TABLET, LAPTOP = (360, 800), (800, 360), (820, 1180), (1440, 900)
Theme = Literal["light", "dark"]
EXPECTED = "404 (Not Found)"
"""The browser itself notes that there is no profile yet."""
OTHERS = (
    "/movements",
    "/movements?words=zebra",
    "/movements/bird_dog",
    "/movements/no_such_movement",
    "/lessons",
    "/lessons/when_to_seek_help",
    "/settings",
    "/no/such/page",
)


class Looks:
    """Collects what is wrong with the pages as they go by."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.wrong: list[Any] = []
        page.on("pageerror", lambda error: self.wrong.append(str(error)))
        page.on("console", self._hears)

    def _hears(self, message: ConsoleMessage) -> None:
        if message.type == "error" and EXPECTED not in message.text:
            self.wrong.append(message.text)

    def at(self, name: str) -> None:
        self.page.get_by_role("heading", level=1).or_(self.page.get_by_role("dialog")).first.wait_for()
        self.page.wait_for_timeout(100)  # colours settle
        self.page.evaluate(AXE + "; 0")
        found = self.page.evaluate(
            "axe.run().then(r => r.violations.map(v => [v.id, v.nodes.map(n => n.target.join(' '))]))"
        )
        self.wrong += [(name, *violation) for violation in found]
        over = self.page.evaluate("document.documentElement.scrollWidth - innerWidth")
        if over > 0:
            self.wrong.append((name, f"{over} px wider than the screen"))


@pytest.fixture(
    params=[(PHONE, "light"), (PHONE, "dark"), (ON_ITS_SIDE, "light"), (TABLET, "dark"), (LAPTOP, "light")],
    ids=["phone, light", "phone, dark", "phone on its side, light", "tablet, dark", "laptop, light"],
)
def page(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Page]:
    size: tuple[int, int]
    theme: Theme
    size, theme = request.param
    width, height = size
    context = browser.new_context(
        viewport={"width": width, "height": height}, color_scheme=theme, reduced_motion="reduce"
    )
    context.set_default_timeout(10_000)
    yield context.new_page()
    context.close()


def test_all_pages_are_accessible_and_fit_the_screen(person: Person, app: App) -> None:
    looks = Looks(person.page)
    person.page.clock.resume()  # axe waits for timers of its own
    person.opens()
    looks.at("welcome")
    person.presses("Begin")
    person.presses("Next")
    looks.at("a screen with answers missing")
    person.answers_the_interview(yes=["fever"])
    looks.at("stop")
    person.presses("Change my answers")
    person.answers_the_interview(yes=["had cancer"], no=["fever"])
    looks.at("refer")
    person.presses("Change my answers")
    person.answers_the_interview(yes=["Is kneeling"], no=["had cancer"])
    looks.at("limit")
    person.presses("See my week")
    person.sees_heading("Today")
    person.page.get_by_role("heading", name="This week").wait_for()
    person.page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
    looks.at("today, all opened")

    person.goes_to_the_session()
    looks.at("the player waiting")
    person.presses("Start")
    looks.at("get ready")
    person.presses("Begin now")
    person.lets_pass(2)
    looks.at("at work")
    person.presses("Pause")
    looks.at("paused")
    person.presses("It hurts")
    looks.at("it hurts")
    person.presses("It was nothing. Back to the session")
    person.presses("End")
    looks.at("end?")
    person.presses("End it here")
    person.sees_heading("How was it?")
    person.presses("Save the session")
    looks.at("after, with answers missing")
    person.finishes()
    looks.at("done")

    app.clock.next_day()
    person.opens("/morning")
    looks.at("morning")
    person.rates_all(3)
    person.presses("Save")
    person.sees_heading("Thank you")
    looks.at("morning, answered")
    for path in OTHERS:
        person.opens(path)
        looks.at(path)
    person.opens()
    person.presses("My back has flared up")
    person.presses("Yes, make it lighter")
    person.sees_heading("Exercise for a sore back, at home")
    person.answers_the_interview()
    person.presses("See my week")
    person.sees_heading("Today")
    person.page.get_by_text("When to get help").click()
    looks.at("a day in a flare")
    assert looks.wrong == []


def test_a_sign_that_must_not_wait_is_told_at_once(person: Person) -> None:
    person.opens("/")
    person.answers_the_interview(yes=["bladder or bowel"])
    expect(person.page.get_by_role("heading", level=1)).to_be_focused()
    expect(person.page.get_by_text("Call your emergency number now", exact=False)).to_be_visible()
    assert not person.page.url.endswith("/outcome")
    person.presses("Change my answers")
    person.answers_the_interview(no=["bladder or bowel"])
    assert person.page.url.endswith("/outcome")
