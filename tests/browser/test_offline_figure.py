"""The figure's files on a device: none at the first start, those that were looked at, and all where it is ready."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.offline import SAVES_DATA, Device, comes_with_a_plan, device, ready_device
from tests.browser.serving import App

THE_APP = """
caches.keys()
  .then((names) => caches.open(names.find((name) => name.startsWith('workbox-precache'))))
  .then((cache) => cache.keys())
  .then((found) => found.map(({ url }) => new URL(url).pathname))
"""
IS_KEPT = "navigator.serviceWorker.ready.then(() => true)"
DRAWN = "[...document.querySelectorAll('.stills img')].map((image) => image.naturalWidth > 0)"


@pytest.fixture
def laptop(browser: Browser, app: App) -> Iterator[Device]:
    """A device whose owner has a plan and saves data: nothing is fetched before it is needed."""
    with device(browser, app) as laptop:
        laptop.page.add_init_script(SAVES_DATA)
        comes_with_a_plan(laptop.person, app)
        laptop.lets_pass(10)
        laptop.page.evaluate(IS_KEPT)
        yield laptop


def is_drawn(page: Page) -> list[str]:
    """Wait until a movement's drawings are all there, and return where they came from."""
    expect(page.locator(".stills img").first).to_be_visible()
    for _ in range(100):
        if all(page.evaluate(DRAWN)):
            break
        page.wait_for_timeout(50)
    assert all(page.evaluate(DRAWN))
    found: list[str] = page.evaluate("[...document.querySelectorAll('.stills img')].map((image) => image.src)")
    return found


def test_the_app_is_kept_without_the_figures(laptop: Device) -> None:
    kept = laptop.page.evaluate(THE_APP)
    assert "/index.html" in kept
    assert not [path for path in kept if path.startswith(("/figure/", "/device/"))]


def test_what_was_looked_at_once_is_asked_for_once(laptop: Device, app: App) -> None:
    laptop.person.opens("/movements/cat_cow")
    drawings = is_drawn(laptop.page)
    looked_at = [*drawings, next(url for url in laptop.requests if "cat_cow" in url and url.endswith(".json"))]
    asked = len(app.requests)
    laptop.opens_anew("/movements/cat_cow")
    assert is_drawn(laptop.page) == drawings
    assert {url.removeprefix("GET ").removeprefix(app.base) for url in looked_at} <= set(laptop.holds())
    assert not [request for request in app.requests[asked:] if "/figure/" in request]
    assert not [request for request in app.requests if "/device/" in request], "looking is not getting ready"


def test_a_ready_device_shows_any_movement_without_the_server(browser: Browser, app: App) -> None:
    with ready_device(browser, app) as phone:
        app.stop()
        phone.opens_anew("/movements/cat_cow")
        assert len(is_drawn(phone.page)) >= 2
        assert [url for url in phone.holds() if url.startswith("/figure/body-")], "and what moves as well"
