"""The first questions: in under three minutes, one screen back with every Back, and nothing lost on leaving."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.person import ABOUT_ME, Person

THREE_MINUTES_S = 180
WORDS_A_MINUTE = 238
"""Silent reading of adults: Brysbaert, How many words do we read per minute?, 2019."""
TOUCH_S, KEY_S = 1.1, 0.28
"""To point at something, and to press a key: Card, Moran and Newell, The keystroke-level model, 1980."""


def at_step(person: Person, step: int) -> None:
    person.page.get_by_text(f"Step {step} of", exact=False).wait_for()


@pytest.fixture
def asked(person: Person) -> Person:
    """Return somebody at the first screen of questions."""
    person.opens()
    person.presses("Begin")
    at_step(person, 1)
    return person


def tells_about_themselves(person: Person) -> None:
    person.page.get_by_role("spinbutton").fill("44")
    person.page.get_by_role("radio", name="No", exact=True).check(force=True)


def test_the_browsers_back_goes_one_screen_back(asked: Person) -> None:
    tells_about_themselves(asked)
    asked.presses("Next")
    at_step(asked, 2)
    asked.presses("None of these")
    asked.presses("Next")
    at_step(asked, 3)
    asked.page.go_back()
    at_step(asked, 2)
    expect(asked.page.get_by_role("heading", level=1)).to_be_focused()
    asked.page.go_back()
    at_step(asked, 1)
    asked.page.go_back()
    asked.sees_heading("Exercise for a sore back, at home")
    asked.page.go_forward()
    at_step(asked, 1)


def test_back_on_the_page_and_back_of_the_browser_are_the_same(asked: Person) -> None:
    tells_about_themselves(asked)
    asked.presses("Next")
    at_step(asked, 2)
    asked.presses("Back")
    at_step(asked, 1)
    asked.page.go_back()
    asked.sees_heading("Exercise for a sore back, at home")


def test_answers_are_kept_in_the_middle_of_a_question(asked: Person) -> None:
    page = asked.page
    page.get_by_role("spinbutton").fill("44")
    page.get_by_role("radio", name="Yes", exact=True).check(force=True)
    page.reload()
    at_step(asked, 1)
    expect(page.get_by_role("spinbutton", name="How old")).to_have_value("44")
    expect(page.get_by_role("radio", name="Yes", exact=True)).to_be_checked()
    expect(page.get_by_label("How many weeks?")).to_have_value("")
    asked.presses("Next")
    expect(page.get_by_label("How many weeks?")).to_be_focused()
    at_step(asked, 1)


def test_who_left_goes_on_where_they_were(asked: Person) -> None:
    tells_about_themselves(asked)
    asked.presses("Next")
    at_step(asked, 2)
    asked.opens("/")
    asked.page.get_by_role("button", name="Go on at step 2 of").click()
    at_step(asked, 2)
    asked.page.go_back()
    asked.presses("From the first question")
    at_step(asked, 1)
    expect(asked.page.get_by_role("spinbutton")).to_have_value("44")


def test_nobody_gets_past_a_question_by_its_address(asked: Person) -> None:
    asked.opens("/welcome?step=9")
    at_step(asked, 1)


def test_one_may_look_around_first(person: Person) -> None:
    person.opens()
    person.follows("Just look around first")
    person.sees_heading("Movements")
    person.follows("Lessons")
    person.sees_heading("Lessons")


def words_to_skim(page: Page) -> int:
    """Count what somebody who is well reads: titles, what each question is about, all that is to be filled in."""
    return int(
        page.evaluate(
            """() => {
              const texts = [...document.querySelectorAll('h1, .lead, .topic, legend, label')]
                .filter((one) => !one.querySelector('.topic') && !one.closest('.row, .scale'))
                .map((one) => one.textContent);
              const options = [...document.querySelectorAll('.row')]
                .filter((row) => row.querySelector('input[type=checkbox]'))
                .map((row) => row.textContent);
              return [...texts, ...options].join(' ').split(/\\s+/).filter(Boolean).length;
            }"""
        )
    )


def test_somebody_who_is_well_is_through_in_under_three_minutes(person: Person) -> None:
    page = person.page
    words = keys = screens = 0
    touches = 1
    person.opens()
    words += len(page.locator("main").inner_text().split())
    person.presses("Begin")
    while True:
        screens += 1
        at_step(person, screens)
        words += words_to_skim(page)
        for word, number in ABOUT_ME.items():
            box = page.get_by_role("spinbutton", name=word)
            if box.count():
                box.fill(number)
                touches += 1
                keys += len(number)
        none = page.get_by_role("button", name="None of these")
        if none.count():
            none.click()
            touches += 1
        for question in person.open_questions():
            touches += 1
            if question.get_by_role("radio").count() == 11:
                person.rates(question, 3)
            elif question.get_by_role("radio").count():
                question.get_by_role("radio", name="No", exact=True).check(force=True)
            else:
                question.get_by_role("checkbox").last.check(force=True)
        touches += 1
        if page.get_by_role("button", name="See what fits me").count():
            break
        person.presses("Next")
    person.presses("See what fits me")
    page.wait_for_url("**/outcome")
    took_s = words / WORDS_A_MINUTE * 60 + touches * TOUCH_S + keys * KEY_S
    assert took_s < THREE_MINUTES_S, (took_s, words, touches, keys)


def test_every_question_says_why_it_is_asked(asked: Person) -> None:
    tells_about_themselves(asked)
    asked.presses("Next")
    at_step(asked, 2)
    questions = asked.page.get_by_role("group").filter(has=asked.page.get_by_role("radio"))
    for question in questions.all():
        question.get_by_text("Why?").click()
        expect(question.get_by_text(re.compile(r"\w{3,} .*\."), exact=False).last).to_be_visible()


def test_a_sign_that_must_not_wait_is_told_at_once(person: Person) -> None:
    person.opens("/")
    person.answers_the_interview(yes=["bladder or bowel"])
    expect(person.page.get_by_role("heading", level=1)).to_be_focused()
    expect(person.page.get_by_text("Call your emergency number now", exact=False)).to_be_visible()
    assert not person.page.url.endswith("/outcome")
    person.presses("Change my answers")
    person.answers_the_interview(no=["bladder or bowel"])
    assert person.page.url.endswith("/outcome")
