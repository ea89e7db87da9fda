"""Browser tests: Debian's Chromium, driven by Playwright; loudly skipped where there is none."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, ViewportSize, sync_playwright

from tests.browser.person import Person
from tests.browser.serving import FLAGS, App, chromium_path, serving
from tests.browser.weeks import was_interviewed

__all__ = ["App"]

HERE = Path(__file__).parent
SKIPPED = 'SKIPPED: browser tests: install Debian\'s package "chromium" (or set LUMBAR_CHROMIUM to a browser)'
EARS = HERE / "ears.js"
"""Stands in for the browser's voice and sound, and takes down what is heard and when."""
PHONE: ViewportSize = {"width": 360, "height": 800}

TIMED = "test_player_timing.py"
"""Takes real minutes, most of them asleep: begun first, so that others run beside it."""

_skipped = pytest.StashKey[int]()


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    items.sort(key=lambda item: (item.path.name != TIMED, HERE not in item.path.parents))
    ours = [item for item in items if HERE in item.path.parents and not has_browser_for(item)]
    for item in ours:
        item.add_marker(pytest.mark.skip(reason=SKIPPED))
    config.stash[_skipped] = len(ours)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    if config.stash.get(_skipped, 0):
        terminalreporter.write_line(SKIPPED, red=True, bold=True)


def has_browser_for(item: pytest.Item) -> bool:
    return chromium_path(light=item.path.name != TIMED) is not None


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as playwright:
        yield playwright


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    browser = playwright.chromium.launch(executable_path=chromium_path(), headless=True, args=list(FLAGS))
    yield browser
    browser.close()


@pytest.fixture
def context(browser: Browser, app: App) -> Iterator[BrowserContext]:
    """A browser that keeps no app for later: who answers is the server, or nobody. It goes before the server."""
    assert app.base
    context = browser.new_context(viewport=PHONE, reduced_motion="reduce", service_workers="block")
    context.set_default_timeout(10_000)
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    return context.new_page()


@pytest.fixture
def app(tmp_path: Path) -> Iterator[App]:
    with serving(tmp_path / "data") as app:
        yield app


@pytest.fixture
def person(page: Page, app: App) -> Person:
    """Somebody who has just opened their browser, at the hour the app has, and has answered nothing.

    Time in the page stands still; `Person.lets_pass` lets it go by.
    """
    page.clock.install(time=app.clock.now() - timedelta(minutes=1))
    page.clock.pause_at(app.clock.now())
    page.add_init_script(path=EARS)
    return Person(page=page, base=app.base)


@pytest.fixture
def planned(person: Person, app: App) -> Person:
    """Return a person who has a plan, and looks at today."""
    was_interviewed(app)
    person.opens()
    person.sees_heading("Today")
    return person


@pytest.fixture
def ready(planned: Person) -> Person:
    """Return a person whose session waits for its start."""
    planned.goes_to_the_session()
    return planned
