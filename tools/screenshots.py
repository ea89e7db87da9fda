"""Takes the pictures of docs/screenshots from the running app: ``make screenshots``.

A made-up person answers the questions, exercises, says that something hurts, and comes back the next morning.
"""

import base64
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from itertools import product
from pathlib import Path
from typing import Literal

from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright
from tests.browser.person import Person
from tests.browser.serving import FLAGS, App, chromium_path, serving
from tests.browser.test_accessibility import PAGES
from tests.browser.weeks import weeks_went_by

PICTURES = Path(__file__).parents[1] / "docs" / "screenshots"
PHONE: ViewportSize = {"width": 390, "height": 844}
LAPTOP: ViewportSize = {"width": 1280, "height": 800}
Theme = Literal["light", "dark"]
THEMES: tuple[Theme, ...] = ("light", "dark")
SIZES = ((360, 800), (820, 1180), (1440, 900))
SHOWN_AS = "~/.local/share/lumbar"


@contextmanager
def someone(
    browser: Browser, app: App, size: ViewportSize, theme: Theme, *, sharp: bool = True
) -> Iterator[Person]:
    """Open a browser window of that size, in that theme, with nothing kept in it."""
    context = browser.new_context(
        viewport=size,
        device_scale_factor=2 if sharp else 1,
        color_scheme=theme,
        reduced_motion="reduce",
        locale="en-GB",
    )
    context.set_default_timeout(10_000)
    page = context.new_page()
    page.clock.install(time=app.clock.now() - timedelta(minutes=1))
    page.clock.pause_at(app.clock.now())
    yield Person(page=page, base=app.base)
    context.close()


def take(page: Page, name: str) -> None:
    """Save what the window shows as docs/screenshots/NAME.png."""
    still(page)
    page.screenshot(path=PICTURES / f"{name}.png", animations="disabled")
    print(f"docs/screenshots/{name}.png")


def on_a_phone(person: Person, app: App) -> None:
    """Go from the first question to the next morning's changed plan."""
    page = person.page
    person.opens()
    person.presses("Begin")
    person.presses("Back")
    take(page, "welcome")
    person.answers_the_interview(yes=["Does bending forwards"])
    take(page, "outcome")
    person.presses("See my week")
    person.sees_heading("Today")
    page.locator("summary").first.click()
    take(page, "today")
    person.goes_to_the_session()
    person.presses("Start")
    person.presses("Begin now")
    person.presses("Skip this one")
    person.presses("Begin now")
    person.lets_pass(7)
    take(page, "session")
    person.says_it_hurts(pain=6, where="Closer")
    page.get_by_role("button", name="Go on with what is next").wait_for()
    take(page, "it-hurts")
    person.presses("Go on with what is next")
    if page.get_by_role("button", name="Begin now").count():
        person.presses("Begin now")
    person.exercises_to_the_end()
    person.finishes()
    take(page, "done")
    app.clock.next_day()
    person.opens("/morning")
    person.rates_all(2)
    person.presses("Save")
    person.sees_heading("Thank you")
    take(page, "morning")


def on_a_laptop(person: Person) -> None:
    """Show the week, and a page of the library."""
    person.opens()
    person.sees_heading("Today")
    take(person.page, "week-laptop")
    person.opens("/movements/bird_dog")
    take(person.page, "movement-laptop")


def every_page(browser: Browser) -> None:
    """Show every page at three sizes in both themes, to somebody four weeks in: docs/screenshots/pages."""
    for (width, height), theme in product(SIZES, THEMES):
        with (
            tempfile.TemporaryDirectory() as folder,
            serving(Path(folder), data_shown_as=SHOWN_AS) as app,
            someone(browser, app, {"width": width, "height": height}, theme, sharp=False) as person,
        ):
            weeks_went_by(app, 28)
            person.page.clock.set_system_time(app.clock.now())
            for name in through_all_pages(person, app):
                save(person.page, PICTURES / "pages" / f"{name}-{width}-{theme}.webp")


def through_all_pages(person: Person, app: App) -> Iterator[str]:
    """Go through every page, first those that are always there, then those of a day; give each one's name."""
    for path in PAGES:
        person.opens(path)
        yield path.strip("/").replace("/", "-").replace("_", "-") or "today"
    person.opens("/welcome")
    yield "welcome"
    person.answers_the_interview(numbers={}, yes=["Does bending forwards"])
    yield "outcome"
    person.presses("See my week")
    person.goes_to_the_session()
    person.presses("Start")
    yield "session-get-ready"
    person.presses("Begin now")
    person.lets_pass(20)
    yield "session"
    person.exercises_to_the_end()
    person.sees_heading("How was it?")
    yield "after"
    person.finishes()
    yield "done"
    app.clock.next_day()
    person.page.clock.set_system_time(app.clock.now())
    person.opens("/morning")
    yield "morning"
    person.opens()
    person.presses("My back has flared up")
    person.presses("Yes, make it lighter")
    person.sees_heading("Exercise for a sore back, at home")
    person.answers_the_interview(numbers={}, pain=6)
    person.presses("See my week")
    person.sees_heading("Today")
    yield "today-in-a-flare"


def save(page: Page, file: Path) -> None:
    """Save what the window shows as a small picture."""
    still(page)
    tools = page.context.new_cdp_session(page)
    shot = tools.send("Page.captureScreenshot", {"format": "webp", "quality": 60})
    file.write_bytes(base64.b64decode(shot["data"]))


def still(page: Page) -> None:
    """Let nothing be touched, focused or half loaded."""
    page.evaluate("document.activeElement?.blur()")
    page.mouse.move(0, 0)
    page.evaluate("document.fonts.ready.then(() => 0)")


def main() -> int:
    """Take all pictures; 1 without a browser."""
    path = chromium_path(light=False)
    if path is None:
        print('install Debian\'s package "chromium", or set LUMBAR_CHROMIUM to a browser', file=sys.stderr)
        return 1
    (PICTURES / "pages").mkdir(parents=True, exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as folder,
        serving(Path(folder), data_shown_as=SHOWN_AS) as app,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=path, headless=True, args=list(FLAGS))
        with someone(browser, app, PHONE, "light") as person:
            on_a_phone(person, app)
        with someone(browser, app, LAPTOP, "light") as person:
            on_a_laptop(person)
        with someone(browser, app, PHONE, "dark") as person:
            person.opens()
            person.goes_to_the_session()
            person.presses("Start")
            person.presses("Begin now")
            person.lets_pass(20)
            take(person.page, "session-dark")
        every_page(browser)
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
