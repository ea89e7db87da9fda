"""The first start: small, quick, and from nowhere but lumbar's own address."""

import gzip
from collections.abc import Iterator
from datetime import timedelta

import pytest
from playwright.sync_api import Browser, Page, Response

from tests.browser.conftest import PHONE
from tests.browser.serving import App

MOST_BYTES = 200_000
"""Gzipped: all that is fetched before the page can be used."""
MOST_BUSY_S = 0.5
"""Half of the second within which the page must be usable; the other half is the network's, and the server's."""


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport=PHONE, reduced_motion="reduce")
    yield context.new_page()
    context.close()


def test_the_first_load_is_small(page: Page, app: App) -> None:
    page.clock.install(time=app.clock.now() - timedelta(minutes=1))
    page.clock.pause_at(app.clock.now())  # so that what waits for an idle moment waits
    answers: dict[str, Response] = {}
    page.on("response", lambda answer: answers.update({answer.url.removeprefix(app.base): answer}))
    page.goto(app.base)
    page.get_by_role("heading", level=1).wait_for()
    page.wait_for_load_state("networkidle")
    sizes = {path: len(gzip.compress(answer.body())) for path, answer in answers.items()}
    assert sum(sizes.values()) <= MOST_BYTES, sizes
    assert not [path for path in sizes if not path.startswith("/") or path.startswith("/device/")]


def test_the_first_page_can_be_used_at_once(page: Page, app: App) -> None:
    measuring = page.context.new_cdp_session(page)
    # The page's own work, however much else the machine has to do.
    measuring.send("Performance.enable", {"timeDomain": "threadTicks"})
    page.goto(app.base, wait_until="commit")
    page.get_by_role("button", name="Begin").click()
    metrics = {each["name"]: each["value"] for each in measuring.send("Performance.getMetrics")["metrics"]}
    assert 0 < metrics["TaskDuration"] <= MOST_BUSY_S, metrics
