"""A device on which lumbar is kept, and what the server has of what was done there."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page, Request, Route, ViewportSize, expect

from lumbar.bootstrap import DATABASE
from tests.browser.conftest import EARS, PHONE
from tests.browser.person import Person
from tests.browser.serving import App
from tests.browser.weeks import was_interviewed

SOON_S = 25
"""In so many seconds the app has tried again to send what waits."""
ANSWERS_WITHIN = 50
"""So many times 20 ms an answer may take."""
PATIENCE_MS = 30_000
"""A device starts in about two seconds; on a machine with other work, in more."""
OFFLINE = "Offline. What you do is kept on this device and sent later."
SAVES_DATA = "Object.defineProperty(navigator, 'connection', { value: { saveData: true } })"
COUNTED = {
    "sessions": "SELECT count(*) FROM session",
    "sets": "SELECT count(*) FROM session_set",
    "screenings before a session": "SELECT count(*) FROM decision WHERE kind = 'screen' AND trigger = 'short_form'",
    "interviews": "SELECT count(*) FROM decision WHERE kind = 'screen' AND trigger = 'interview'",
    "mornings": "SELECT count(*) FROM pain_rating WHERE kind = 'morning'",
}


@dataclass
class Device:
    """A browser with a storage of its own, on a clock that is set when it is picked up."""

    context: BrowserContext
    app: App
    person: Person
    requests: list[str] = field(default_factory=list)
    """Every address that was asked for, by pages and workers alike."""
    under_way: set[Request] = field(default_factory=set)
    """What has been asked of the server and not been answered yet."""

    @property
    def page(self) -> Page:
        return self.person.page

    def opens_anew(self, path: str = "/", *, now: datetime | None = None) -> None:
        """Close the app, and open it as on another day: nothing of it is in memory."""
        then = now or now_on(self.page)
        self.page.close()
        self.person.page = new_page(self.context, then)
        self.person.opens(path)

    def opens_another(self) -> Page:
        """Open the app in a second tab."""
        page = new_page(self.context, now_on(self.page))
        page.goto(self.app.base)
        page.get_by_role("heading", level=1).wait_for()
        return page

    def reads(self) -> str:
        """Return what the page says, once it says something."""
        self.person.sees_heading()
        return self.page.get_by_role("main").inner_text()

    def opens_and_reads(self, path: str) -> str:
        self.person.opens(path)
        return self.reads()

    def gets_ready(self) -> None:
        """Leave the app alone until it has all it needs to go on without its server."""
        self.person.opens("/settings/offline")
        ready = self.page.get_by_text("This device is ready.")
        for _ in range(100):
            self.lets_pass(SOON_S)
            if ready.count():
                return
        raise AssertionError(self.page.get_by_role("main").inner_text())

    def lets_pass(self, seconds: int) -> None:
        """Let time pass, slowly enough for answers to come in time: what waits too long gives up."""
        for _ in range(seconds):
            self.person.lets_pass(1)
            for _ in range(ANSWERS_WITHIN):
                self.page.wait_for_timeout(20)
                if not self.under_way:
                    break

    def is_told(self, text: str) -> None:
        expect(self.page.get_by_role("status").filter(has_text=text)).to_be_visible(timeout=PATIENCE_MS)

    def holds(self) -> list[str]:
        """Return the files here with which the device answers by itself."""
        found: list[str] = self.page.evaluate(
            "caches.open('lumbar.device').then((cache) => cache.keys()).then((all) => all.map(({ url }) => url))"
        )
        return [url.removeprefix(self.app.base) for url in found]

    def hears_of_the_server_again(self) -> None:
        """Wait until what was kept here is sent, and the page has said that all is well."""
        status = self.page.get_by_role("status")
        for _ in range(20):
            self.lets_pass(SOON_S)
            if not status.filter(has_text="Offline").or_(status.filter(has_text="not sent")).count():
                return
        raise AssertionError(status.all_inner_texts())


def comes_with_a_plan(person: Person, app: App) -> None:
    """Open the app on a device that has not seen it yet, as somebody who has a plan."""
    was_interviewed(app)
    person.opens()
    person.sees_heading("Today")


def exercises(person: Person) -> None:
    """Go through today's session from its first question to the last."""
    person.goes_to_the_session()
    person.presses("Start")
    person.exercises_to_the_end()
    person.finishes()


def now_on(page: Page) -> datetime:
    return datetime.fromtimestamp(page.evaluate("Date.now()") / 1000).astimezone()


def new_page(context: BrowserContext, now: datetime) -> Page:
    page = context.new_page()
    page.clock.install(time=now - timedelta(minutes=1))
    page.clock.pause_at(now)
    page.add_init_script(path=EARS)
    return page


@contextmanager
def device(browser: Browser, app: App, **options: Any) -> Iterator[Device]:
    """Open a device that keeps apps; ``options`` as for a browser's context."""
    size: ViewportSize = PHONE
    context = browser.new_context(**{"viewport": size, "reduced_motion": "reduce", **options})
    context.set_default_timeout(PATIENCE_MS)
    person = Person(page=new_page(context, app.clock.now()), base=app.base)
    device = Device(context=context, app=app, person=person)

    def asks(request: Request) -> None:
        device.requests.append(f"{request.method} {request.url}")
        if "/api/" in request.url:
            device.under_way.add(request)

    def is_over(request: Request) -> None:
        device.under_way.discard(request)

    context.on("request", asks)
    context.on("requestfinished", is_over)
    context.on("requestfailed", is_over)
    yield device
    context.close()


@contextmanager
def ready_device(browser: Browser, app: App) -> Iterator[Device]:
    """Open the device of somebody who has a plan; it can go on without the server."""
    with device(browser, app) as ready:
        comes_with_a_plan(ready.person, app)
        ready.gets_ready()
        yield ready


def kept_by(app: App) -> dict[str, int]:
    """Count what the server has."""
    with closing(sqlite3.connect(app.folder / DATABASE)) as database:
        return {name: database.execute(query).fetchone()[0] for name, query in COUNTED.items()}


def loses_an_answer(route: Route) -> None:
    """Let the server do what it is told, and let nobody hear of it."""
    if route.request.method == "GET":
        route.fallback()
    else:
        route.fetch()
        route.abort()
