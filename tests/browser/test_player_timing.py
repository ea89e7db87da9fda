"""The player over real minutes: true to its script in a hidden tab, and cheap."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from benchmarks.timing import BOUND_CPU, BOUND_MS, MOSTLY, Hidden, cost
from playwright.sync_api import Playwright

from tests.browser.serving import App, serving
from tests.browser.weeks import was_interviewed

MINUTES = 3
MOST_WOKEN_MS = 900
"""A tab that is looked at is woken more often."""


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    with serving(tmp_path_factory.mktemp("timing") / "data") as app:
        was_interviewed(app)
        yield app


@pytest.fixture(scope="module", autouse=True)
def hidden(playwright: Playwright, app: App) -> Iterator[Hidden]:
    """Begin a session in a hidden tab, before anything else is measured here."""
    with closing(Hidden(playwright, app.folder / "hidden", app.base)) as hidden:
        yield hidden


def test_a_minute_of_the_player_costs_less_than_a_twentieth_of_a_core(
    playwright: Playwright, app: App, tmp_path: Path
) -> None:
    share = cost(playwright, tmp_path, app.base)
    assert share < BOUND_CPU, f"{share:.1%} of a core"


def test_the_tones_of_a_hidden_tab_are_true_for_three_minutes(hidden: Hidden) -> None:
    truth = hidden.truth(MINUTES)
    assert truth.hidden_share > MOSTLY
    assert truth.longest_sleep_ms > MOST_WOKEN_MS, "it is woken no more than once a second"
    assert truth.minutes > MINUTES * 0.8
    assert truth.tones > 30
    assert truth.set_ms < BOUND_MS
    assert truth.heard_ms < BOUND_MS
