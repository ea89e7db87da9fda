"""Takes the pictures of docs/screenshots from the running app: ``make screenshots``.

A made-up person answers the questions, exercises, says that something hurts, and comes back the next morning.
"""

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


def every_page(browser: Browser, app: App) -> None:
    """Show every page at three sizes in both themes, four weeks in: docs/screenshots/pages."""
    weeks_went_by(app, 28)
    for (width, height), theme in product(SIZES, THEMES):
        with someone(browser, app, {"width": width, "height": height}, theme, sharp=False) as person:
            for path in PAGES:
                person.opens(path)
                save(person.page, PICTURES / "pages" / f"{named(path)}-{width}-{theme}.jpg")
            person.opens()
            person.goes_to_the_session()
            person.presses("Start")
            save(person.page, PICTURES / "pages" / f"get-ready-{width}-{theme}.jpg")
            person.presses("Begin now")
            person.lets_pass(20)
            save(person.page, PICTURES / "pages" / f"session-{width}-{theme}.jpg")


def named(path: str) -> str:
    """Return a page's name for a file."""
    return path.strip("/").replace("/", "-").replace("_", "-") or "today"


def save(page: Page, file: Path) -> None:
    """Save what the window shows as a small picture."""
    still(page)
    page.screenshot(path=file, animations="disabled", type="jpeg", quality=50)


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
        tempfile.TemporaryDirectory() as first,
        tempfile.TemporaryDirectory() as second,
        serving(Path(first), data_shown_as=SHOWN_AS) as app,
        serving(Path(second), data_shown_as=SHOWN_AS) as later,
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
        every_page(browser, later)
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
