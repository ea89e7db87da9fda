"""Lessons: a minute each, noted as read by reaching the end or by a button, one leading to the next."""

import pytest
from playwright.sync_api import expect

from tests.browser.person import Person

LESSONS = 10


@pytest.fixture
def learner(planned: Person) -> Person:
    planned.opens("/lessons")
    planned.sees_heading("Lessons")
    return planned


def read_so_far(person: Person) -> str:
    person.opens("/lessons")
    return person.page.get_by_text("You have read", exact=False).inner_text()


def test_reaching_the_end_in_its_time_is_reading(learner: Person) -> None:
    page = learner.page
    page.get_by_role("link", name="A little, often").click()
    learner.sees_heading("A little, often")
    learner.lets_pass(5)
    page.get_by_role("button", name="I have read this").scroll_into_view_if_needed()
    learner.lets_pass(5)
    expect(page.get_by_role("button", name="I have read this")).to_be_visible()
    learner.lets_pass(6)
    expect(page.get_by_role("status").filter(has_text="Read")).to_be_visible()
    assert read_so_far(learner) == f"You have read 1 of {LESSONS}."
    expect(page.get_by_text("Read on 4 May").or_(page.get_by_text("Read on May 4"))).to_be_visible()


def test_looking_in_is_not_reading(learner: Person) -> None:
    learner.page.get_by_role("link", name="A little, often").click()
    learner.sees_heading("A little, often")
    learner.lets_pass(3)
    learner.follows("All lessons")
    learner.sees_heading("Lessons")
    learner.lets_pass(60)
    assert read_so_far(learner) == f"You have read 0 of {LESSONS}."


def test_the_button_says_it_at_once_and_the_next_one_waits(learner: Person) -> None:
    page = learner.page
    page.locator("main ol a").first.click()
    first = learner.sees_heading().inner_text()
    learner.presses("I have read this")
    following = page.get_by_role("link", name="Next: ")
    expect(following).to_be_focused()
    following.click()
    expect(page.get_by_role("heading", level=1)).not_to_have_text(first)
    expect(page.get_by_role("button", name="I have read this")).to_be_visible()


def test_a_lesson_says_where_it_comes_from(learner: Person) -> None:
    learner.opens("/lessons/flare")
    learner.page.get_by_text("Where this comes from").click()
    sources = learner.page.locator("ul[lang=en] li")
    expect(sources.first).to_be_visible()


def test_when_to_seek_help_has_the_numbers(learner: Person) -> None:
    learner.opens("/lessons/when_to_seek_help")
    expect(learner.page.locator("a[href^='tel:']").first).to_be_visible()


def test_anybody_may_read_before_answering_anything(person: Person) -> None:
    person.opens("/lessons/pacing")
    person.presses("I have read this")
    expect(person.page.get_by_role("link", name="Next: ")).to_be_visible()


def test_a_lesson_that_is_not_there_is_said(person: Person) -> None:
    person.opens("/lessons/no_such_lesson")
    expect(person.page.get_by_text("There is no such lesson.", exact=False)).to_be_visible()


def test_the_signs_to_seek_help_for_are_a_list(learner: Person) -> None:
    learner.opens("/lessons/when_to_seek_help")
    signs = learner.page.get_by_role("article").get_by_role("list").first.get_by_role("listitem")
    expect(signs).to_have_count(6)
    expect(signs.first).to_have_text("Your bladder or bowel changes.")
