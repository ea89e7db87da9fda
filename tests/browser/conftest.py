"""Browser tests: Debian's Chromium, driven by Playwright; loudly skipped where there is none."""

import os
import shutil
import socket
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from threading import Thread

import pytest
import uvicorn
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from lumbar.bootstrap import open_data
from lumbar.web.app import create_app, local_hosts
from tests.browser.person import Person
from tests.services.scenes import FakeClock, practice

HERE = Path(__file__).parent
SKIPPED = 'SKIPPED: browser tests: install Debian\'s package "chromium" (or set LUMBAR_CHROMIUM to a browser)'
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
PHONE = {"width": 360, "height": 800}


def chromium_path() -> str | None:
    """Find the browser: the one LUMBAR_CHROMIUM names, else the first on the path; None without one."""
    named = os.environ.get("LUMBAR_CHROMIUM")
    if named:
        return shutil.which(named)
    return next((found for name in NAMES if (found := shutil.which(name))), None)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if chromium_path() is not None:
        return
    ours = [item for item in items if HERE in item.path.parents]
    for item in ours:
        item.add_marker(pytest.mark.skip(reason=SKIPPED))
    config.stash[_skipped] = len(ours)


_skipped = pytest.StashKey[int]()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    if config.stash.get(_skipped, 0):
        terminalreporter.write_line(SKIPPED, red=True, bold=True)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path(), headless=True, args=list(FLAGS))
        yield browser
        browser.close()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(viewport=PHONE, reduced_motion="reduce")  # type: ignore[arg-type]
    context.set_default_timeout(10_000)
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    return context.new_page()


@dataclass
class App:
    """The real app, on a clock that can be moved."""

    base: str
    clock: FakeClock


@pytest.fixture
def app(tmp_path: Path) -> Iterator[App]:
    listener = socket.create_server(("127.0.0.1", 0))
    port = listener.getsockname()[1]
    clock = FakeClock()
    with closing(open_data(tmp_path / "data")) as store:
        here = practice(store, clock)
        server = uvicorn.Server(
            uvicorn.Config(
                create_app(lambda: here, allowed_hosts=local_hosts(port)),
                log_level="warning",
                lifespan="off",
            )
        )
        thread = Thread(target=server.run, kwargs={"sockets": [listener]})
        thread.start()
        yield App(base=f"http://127.0.0.1:{port}", clock=clock)
        server.should_exit = True
        thread.join()
    listener.close()


@pytest.fixture
def person(page: Page, app: App) -> Person:
    """Somebody who has just opened their browser, at the hour the app has, and has answered nothing."""
    page.clock.install(time=app.clock.now())
    page.clock.pause_at(app.clock.now())
    return Person(page=page, base=app.base)
