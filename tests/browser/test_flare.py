"""A flare: fewer things, fewer numbers, help at hand, and an end that comes by itself and is told."""

import pytest
from playwright.sync_api import expect

from tests.browser.person import Person
from tests.browser.serving import App

A_FEW_DAYS = 5


@pytest.fixture
def flaring(planned: Person) -> Person:
    """Return somebody who has said that their back has flared up, and has answered the safety questions again."""
    person = planned
    person.presses("My back has flared up")
    person.presses("Yes, make it lighter")
    person.sees_heading("Exercise for a sore back, at home")
    person.answers_the_interview(pain=6)
    person.presses("See my week")
    person.sees_heading("Today")
    return person


def test_the_day_becomes_simple(flaring: Person) -> None:
    page = flaring.page
    expect(page.get_by_text("Less, but not nothing").first).to_be_visible()
    expect(page.locator("main .button.main")).to_have_count(1)
    expect(page.get_by_role("link", name="When your back flares up")).to_be_visible()
    for gone in ("This week", "What changed", "Left out, or less often", "Is your back much worse?"):
        expect(page.get_by_text(gone)).to_have_count(0)
    expect(page.locator("main canvas, main svg[role=img]")).to_have_count(0)


def test_when_to_get_help_stands_with_the_numbers(flaring: Person) -> None:
    page = flaring.page
    page.get_by_text("When to get help").click()
    expect(page.get_by_text("Call your emergency number now if", exact=False)).to_be_visible()
    expect(page.locator("a[href^='tel:']").first).to_be_visible()


def test_it_ends_by_itself_and_says_so(flaring: Person, app: App) -> None:
    page = flaring.page
    expect(page.get_by_text("have to switch this off.", exact=False)).to_be_visible()
    settled = page.get_by_text("The flare has settled.", exact=False)
    for _ in range(A_FEW_DAYS):
        app.clock.next_day()
        flaring.opens()
        flaring.follows("Answer")
        flaring.sees_heading("Morning check-in")
        flaring.rates_all(3)
        flaring.presses("Save")
        flaring.sees_heading("Thank you")
        if settled.count():
            break
    expect(settled).to_be_visible()
    flaring.follows("Back to today")
    expect(page.get_by_role("heading", name="This week")).to_be_visible()
