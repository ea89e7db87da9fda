"""The library: looked through by words and filters that stand in the address, and read movement by movement."""

import re

from playwright.sync_api import expect

from tests.browser.person import Person
from tests.browser.waiting import comes_true


def count(person: Person) -> int:
    """Return the announced number of movements that are shown."""
    said = person.page.get_by_role("status").filter(has_text="movement").inner_text()
    return int(said.split()[0])


def narrows(person: Person, field: str, value: str) -> None:
    person.page.get_by_label(field, exact=True).select_option(label=value)


def test_filters_narrow_what_is_shown_and_say_how_many_are_left(person: Person) -> None:
    page = person.page
    person.opens("/movements")
    everything = count(person)
    page.get_by_text("Filters", exact=True).click()
    narrows(person, "Position", "Sitting")
    seated = count(person)
    assert 0 < seated < everything
    narrows(person, "Good for", "Strength that lasts")
    assert count(person) <= seated
    page.get_by_role("button", name="Show all").click()
    assert count(person) == everything
    expect(page.get_by_role("searchbox")).to_be_focused()


def test_back_finds_the_same_list_at_the_same_place(person: Person) -> None:
    page = person.page
    person.opens("/movements")
    page.get_by_text("Filters", exact=True).click()
    narrows(person, "You need", "Mat or carpet")
    found = count(person)
    last = page.locator("main li a").last
    last.scroll_into_view_if_needed()
    y = page.evaluate("scrollY")
    last.click()
    expect(page.get_by_role("heading", name="Steps of the ladder")).to_be_visible()
    assert page.evaluate("scrollY") == 0
    page.go_back()
    person.sees_heading("Movements")
    assert count(person) == found
    comes_true(page, "y => Math.abs(scrollY - y) < 2", y)
    last.click()
    person.follows("All movements")
    person.sees_heading("Movements")
    assert count(person) == found


def test_a_list_can_be_passed_on_by_its_address(person: Person) -> None:
    person.opens("/movements?position=supine&words=knee")
    expect(person.page.get_by_label("Position", exact=True)).to_have_value("supine")
    expect(person.page.get_by_role("searchbox")).to_have_value("knee")
    assert count(person) > 0


def test_words_are_found_without_their_accents(person: Person) -> None:
    person.opens("/welcome")
    person.page.get_by_role("radio", name="Español").check(force=True)
    person.sees_heading("Ejercicio en casa para una espalda dolorida")
    person.opens("/movements")
    person.page.get_by_role("searchbox").fill("bascula")
    expect(person.page.get_by_role("link", name="Báscula pélvica en silla")).to_be_visible()


def test_nothing_found_is_said(person: Person) -> None:
    person.opens("/movements")
    person.page.get_by_role("searchbox").fill("zebra")
    expect(person.page.get_by_text("No movement fits all of this.", exact=False)).to_be_visible()
    assert count(person) == 0


def test_a_movement_tells_all_that_its_file_knows(person: Person) -> None:
    page = person.page
    person.opens("/movements/bird_dog")
    for heading in ("Set up", "How to do it", "Breathing", "What it feels like", "Watch out for", "Steps of"):
        expect(page.get_by_role("heading", name=heading)).to_be_visible()
    expect(page.get_by_text("Can be measured")).to_be_visible()
    expect(page.get_by_text("you start here")).to_be_visible()
    expect(page.get_by_role("link", name=re.compile("^Easier: Bird dog, legs only"))).to_be_visible()
    caution = page.get_by_role("listitem").filter(has_text="trouble with kneeling")
    caution.locator("summary").click()
    expect(caution.get_by_text("Source: ")).to_be_visible()
