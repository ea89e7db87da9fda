"""The day's page: one thing to do, and everything else in reach beside it."""

from playwright.sync_api import Locator, expect

from tests.browser.person import Person
from tests.browser.serving import App


def the_one_thing(person: Person) -> Locator:
    """Return the primary action: there is one, and only one."""
    main = person.page.locator("main .button.main")
    expect(main).to_have_count(1)
    return main


def exercises(person: Person) -> None:
    person.goes_to_the_session()
    person.presses("Start")
    person.exercises_to_the_end()
    person.finishes()
    person.sees_heading("Done")


def test_there_is_one_thing_to_do(planned: Person, app: App) -> None:
    expect(the_one_thing(planned)).to_have_text("Start")
    exercises(planned)
    app.clock.next_day()
    planned.opens()
    expect(the_one_thing(planned)).to_have_text("Answer")
    expect(planned.page.get_by_role("link", name="Start", exact=True)).to_be_visible()


def test_what_is_in_the_session_is_told_with_its_reasons(planned: Person) -> None:
    planned.page.get_by_text("What is in it, and why").click()
    first = planned.page.get_by_role("listitem").filter(has_text="Why?").first
    first.locator("summary").click()
    expect(first.get_by_text("Source: ").first).to_be_visible()
    first.get_by_role("link", name="How to do it:").click()
    expect(planned.page.get_by_role("heading", name="Set up")).to_be_visible()


def test_a_walk_is_written_down_in_place(planned: Person) -> None:
    page = planned.page
    page.get_by_text("Write down a walk").click()
    page.get_by_label("Minutes walked").fill("12")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("You walked 12 minutes today.")).to_be_visible()
    page.reload()
    expect(page.get_by_text("You walked 12 minutes today.")).to_be_visible()


def test_a_break_beside_the_plan_is_found_and_shown_as_done(planned: Person) -> None:
    page = planned.page
    page.get_by_role("link", name="Movement break").click()
    planned.sees_heading("A short break from sitting")
    planned.says_no_to_the_rest()
    planned.rates_all(2)
    planned.presses("Go to the session")
    page.wait_for_url("**/session")
    planned.presses("Start")
    planned.exercises_to_the_end()
    planned.finishes()
    planned.follows("Back to today")
    expect(page.get_by_role("listitem").filter(has_text="Movement break").filter(has_text="Done")).to_be_visible()
    expect(the_one_thing(planned)).to_have_text("Start")


def test_sore_now_leads_to_a_gentle_ten_minutes(planned: Person) -> None:
    planned.page.get_by_role("link", name="Sore now").click()
    planned.sees_heading("A gentle ten minutes")


def test_a_lesson_is_offered_quietly(planned: Person) -> None:
    planned.page.get_by_role("link", name="A one-minute lesson.").click()
    planned.page.wait_for_url("**/lessons/*")
    expect(planned.page.get_by_role("heading", level=1)).not_to_have_text("Today")


def test_after_a_day_that_is_done_the_next_one_is_named(planned: Person) -> None:
    exercises(planned)
    planned.follows("Back to today")
    expect(planned.page.get_by_role("heading", name="That was all for today")).to_be_visible()
    expect(planned.page.get_by_text("Next: ", exact=False).first).to_be_visible()
    expect(planned.page.locator("main .button.main")).to_have_count(0)
