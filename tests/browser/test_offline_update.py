"""A new version of the app: it waits, it interrupts nobody, and it comes when it is welcome."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from lumbar.web.app import STATIC
from tests.browser.offline import PATIENCE_MS, SAVES_DATA, Device, comes_with_a_plan, device, ready_device
from tests.browser.serving import App, serving

READY = "A new version of lumbar is ready."


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """The built app, in a place where a new version of it can be put."""
    return shutil.copytree(STATIC, tmp_path / "static")


@pytest.fixture
def app(tmp_path: Path, site: Path) -> Iterator[App]:
    with serving(tmp_path / "data", static=site) as app:
        yield app


@pytest.fixture
def phone(browser: Browser, app: App) -> Iterator[Device]:
    with ready_device(browser, app) as phone:
        yield phone


def publish(site: Path) -> None:
    """Put a new version in the place of the one that is served: its first page is marked as the second."""
    index, worker = site / "index.html", site / "sw.js"
    index.write_text(index.read_text(encoding="utf-8").replace("<html", '<html data-version="second"'), "utf-8")
    was = worker.read_text(encoding="utf-8")
    now = re.sub(r"(`/index\.html`,revision:)`\w+`", r"\1`second`", was)
    assert now != was
    worker.write_text(now, "utf-8")


def bakes_again(site: Path) -> None:
    """Give a movement's figure other postures: so the file gets another name, and the app that knows it as well."""
    [postures] = (site / "figure").glob("bridge-*.json")
    [main] = (site / "assets").glob("index-*.js")
    names = {postures.name: "bridge-second.json", main.name: "index-second.js"}
    for path in (main, postures):
        path.rename(path.with_name(names[path.name]))
    for path in (site / "index.html", site / "sw.js", site / "assets/index-second.js"):
        text = path.read_text(encoding="utf-8")
        for was, now in names.items():
            text = text.replace(was, now)
        path.write_text(text, "utf-8")


def fetches_the_update(page: Page) -> None:
    """Let the browser look for a new version, and wait until it has it."""
    page.evaluate("navigator.serviceWorker.getRegistration().then((found) => found.update()).then(() => 0)")
    for _ in range(100):
        if page.evaluate("navigator.serviceWorker.getRegistration().then((found) => Boolean(found.waiting))"):
            return
        page.wait_for_timeout(100)
    raise AssertionError("the new version does not come")


def runs(page: Page, version: str) -> None:
    """Check that the page is of that version, once it has settled."""
    html = expect(page.locator("html"))
    if version == "first":
        html.not_to_have_attribute("data-version", "second")
    else:
        html.to_have_attribute("data-version", version, timeout=PATIENCE_MS)


def test_an_update_does_not_interrupt_a_session(phone: Device, site: Path) -> None:
    person = phone.person
    person.opens()
    phone.page.evaluate("caches.open('lumbar.device').then((c) => c.put('/device/older.whl', new Response('')))")
    person.goes_to_the_session()
    person.presses("Start")
    person.presses("Begin now")
    phone.lets_pass(8)
    publish(site)
    fetches_the_update(phone.page)
    phone.lets_pass(3)
    expect(phone.page.get_by_text(READY)).to_have_count(0)

    phone.page.reload()
    person.sees_heading("Welcome back")
    runs(phone.page, "first")
    phone.lets_pass(8)
    runs(phone.page, "first")
    assert "/device/older.whl" in phone.holds()
    person.presses("Go on")
    person.exercises_to_the_end()
    expect(phone.page.get_by_text(READY)).to_have_count(0)
    person.finishes()

    phone.is_told(READY)
    person.presses("Use it now")
    runs(phone.page, "second")
    person.opens()
    expect(phone.page.get_by_text("Done", exact=True).first).to_be_visible()
    runs(phone.page, "second")
    assert "/device/older.whl" not in phone.holds(), "nobody uses it any more"


def test_an_update_comes_with_the_next_start(phone: Device, site: Path, app: App) -> None:
    phone.person.opens()
    publish(site)
    fetches_the_update(phone.page)
    runs(phone.page, "first")
    app.stop()
    phone.opens_anew()
    phone.lets_pass(8)
    runs(phone.page, "second")
    assert phone.reads().startswith("Today"), "with all it needs to do without the server"


def test_an_update_waits_for_a_session_in_another_window(phone: Device, site: Path) -> None:
    person = phone.person
    person.opens()
    other = phone.opens_another()
    person.goes_to_the_session()
    publish(site)
    fetches_the_update(other)
    other.clock.run_for(8000)
    other.get_by_role("button", name="Use it now").click()
    expect(other.get_by_text("A session is going on in another window.")).to_be_visible()
    runs(phone.page, "first")
    runs(other, "first")

    person.presses("Start")
    person.exercises_to_the_end()
    person.finishes()
    other.get_by_role("button", name="Use it now").click()
    runs(other, "second")
    runs(phone.page, "second")


def test_an_update_brings_those_figures_that_changed(phone: Device, site: Path, app: App) -> None:
    phone.person.opens()
    before = set(phone.holds())
    asked = len(app.requests)
    bakes_again(site)
    publish(site)
    fetches_the_update(phone.page)
    fetched = [request for request in app.requests[asked:] if "/device/" in request or "/figure/" in request]
    assert fetched == ["GET /figure/bridge-second.json"]
    app.stop()
    phone.opens_anew()
    phone.lets_pass(8)
    runs(phone.page, "second")
    [old] = before - set(phone.holds())
    assert old.startswith("/figure/bridge-")
    assert set(phone.holds()) - before == {"/figure/bridge-second.json"}


def test_an_update_makes_no_device_ready_by_itself(browser: Browser, app: App, site: Path) -> None:
    with device(browser, app) as laptop:
        laptop.page.add_init_script(SAVES_DATA)
        comes_with_a_plan(laptop.person, app)
        laptop.lets_pass(10)
        laptop.person.opens("/movements/cat_cow")
        expect(laptop.page.locator(".stills img").first).to_be_visible()
        publish(site)
        fetches_the_update(laptop.page)
        assert laptop.holds(), "what was looked at"
        assert not [request for request in app.requests if "/device/" in request]
