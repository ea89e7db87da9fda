"""The player over real minutes: true to its script in a hidden tab, and cheap. Measured beside the other tests."""

from benchmarks.timing import BOUND_CPU, BOUND_MS

from tests.browser.conftest import Measured

MINUTES = 3
MOST_WOKEN_MS = 900
"""A hidden tab is woken once a second; one that is looked at, much more often."""


def test_a_minute_of_the_player_costs_less_than_a_twentieth_of_a_core(measured: Measured) -> None:
    share = measured.cost.share()
    assert share < BOUND_CPU, f"{share:.1%} of a core"


def test_the_tones_of_a_hidden_tab_are_true_for_three_minutes(measured: Measured) -> None:
    truth = measured.hidden.truth(MINUTES)
    assert truth.hidden
    assert truth.longest_sleep_ms > MOST_WOKEN_MS, "the browser has throttled it"
    assert truth.minutes > MINUTES * 0.8
    assert truth.tones > 30
    assert truth.set_ms < BOUND_MS
    assert truth.heard_ms < BOUND_MS
