"""Progress: pictures with the same numbers as a table behind each, and everything that changed with its reason."""

from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.person import Person
from tests.browser.serving import App
from tests.browser.waiting import comes_true
from tests.browser.weeks import weeks_went_by

DAYS = 20
POLICY = """
    window.refused = [];
    addEventListener('securitypolicyviolation', (event) => window.refused.push(event.violatedDirective));
"""
PICTURE = "canvas => canvas.toDataURL()"


@pytest.fixture
def weeks(person: Person, app: App) -> Person:
    """Return a person with weeks behind them."""
    weeks_went_by(app, DAYS)
    person.page.add_init_script(POLICY)
    return person


def told(person: Person, path: str) -> Any:
    return person.page.request.get(f"{person.base}/api/{path}").json()


def section(page: Page, heading: str) -> Locator:
    return page.locator("section", has=page.get_by_role("heading", name=heading, exact=True)).last


def rows(page: Page, heading: str) -> list[list[str]]:
    """Open the table behind a chart and read it, without its head."""
    inside = section(page, heading)
    inside.get_by_text("Show as a table").click()
    found = inside.locator("tbody tr").all()
    return [row.locator("th, td").all_inner_texts() for row in found]


def test_the_first_days_have_words_in_place_of_charts(planned: Person) -> None:
    planned.opens("/progress")
    expect(planned.page.get_by_role("heading", name="Your first days")).to_be_visible()
    expect(planned.page.locator("canvas")).to_have_count(0)
    planned.follows("Go to today")
    planned.sees_heading("Today")


def test_before_the_questions_the_way_there_is_shown(person: Person) -> None:
    person.opens("/progress")
    person.follows("Go to today")
    person.sees_heading("Exercise for a sore back, at home")


def test_each_chart_has_its_sentence_and_the_same_numbers_as_a_table(weeks: Person) -> None:
    page = weeks.page
    weeks.opens("/progress")
    said = told(weeks, "progress")
    for sentence in (said["pain"]["text"], said["weeks_text"], said["levels_text"], said["measures"][0]["text"]):
        expect(page.get_by_text(sentence, exact=True)).to_be_visible()
    expect(page.locator("canvas").first).to_be_visible()
    pictures = page.locator(".chart")
    assert pictures.count() >= 4
    assert all(picture.get_attribute("aria-hidden") == "true" for picture in pictures.all())

    pain = [float(value) for _, value in rows(page, "Pain")]
    assert pain[::-1] == [point["value"] for point in said["pain"]["points"]]
    days = rows(page, "Days with exercise")
    assert [[int(cell) for cell in row[1:3]] for row in days] == [
        [week["days"], week["wanted"]] for week in reversed(said["weeks"])
    ]
    walked = [int(row[2].replace(",", "")) for row in rows(page, "Minutes")]
    assert walked[::-1] == [round(week["walked"]) for week in said["weeks"]]
    goals = [float(row[1]) for row in rows(page, "Your goals")]
    assert goals[::-1] == [point["value"] for point in said["measures"][0]["points"]]
    assert page.evaluate("window.refused") == []


def test_the_drawing_is_fetched_for_this_page_only(weeks: Person) -> None:
    fetched: list[str] = []
    weeks.page.on("request", lambda request: fetched.append(request.url))
    weeks.opens()
    weeks.sees_heading("Today")
    weeks.page.wait_for_load_state("networkidle")
    assert not [url for url in fetched if "uPlot" in url]
    weeks.follows("Progress")
    expect(weeks.page.locator("canvas").first).to_be_visible()
    assert [url for url in fetched if "uPlot" in url]


def test_without_the_drawing_the_tables_are_still_there(weeks: Person) -> None:
    weeks.page.route("**/assets/uPlot*", lambda route: route.abort())
    weeks.opens("/progress")
    expect(weeks.page.get_by_text("be drawn now").first).to_be_visible()
    assert len(rows(weeks.page, "Pain")) > DAYS / 2


def test_a_chart_follows_the_theme_the_width_and_the_paper(weeks: Person) -> None:
    page = weeks.page
    weeks.opens("/progress")
    chart = page.locator("canvas").first

    def becomes_another_than(before: str) -> None:
        comes_true(page, f"before => ({PICTURE})(document.querySelector('canvas')) !== before", before)

    light = chart.evaluate(PICTURE)
    page.emulate_media(color_scheme="dark")
    becomes_another_than(light)
    dark = chart.evaluate(PICTURE)
    page.emulate_media(color_scheme="dark", media="print")
    becomes_another_than(dark)
    assert chart.evaluate(PICTURE) == light
    page.emulate_media(color_scheme="light", media="screen")
    page.set_viewport_size({"width": 820, "height": 1180})
    comes_true(page, "document.querySelector('canvas').getBoundingClientRect().width > 500")


def test_levels_are_shown_a_few_at_a_time(weeks: Person) -> None:
    page = weeks.page
    weeks.opens("/progress")
    steps = section(page, "Steps")
    changed = [line for line in told(weeks, "progress")["levels"] if len(line["points"]) > 1]
    assert len(changed) > 6
    expect(steps.locator(".chart")).to_have_count(6)
    steps.get_by_role("button", name=f"Show {len(changed) - 6} more").click()
    expect(steps.locator(".chart")).to_have_count(len(changed))
    assert page.evaluate("document.activeElement.tagName") == "A"


def test_the_timeline_tells_each_change_with_its_reason(weeks: Person) -> None:
    page = weeks.page
    weeks.opens("/progress")
    weeks.follows("See all changes")
    weeks.sees_heading("What changed, and why")
    events = told(weeks, "timeline")
    expect(page.get_by_role("status").get_by_text(f"{len(events)} changes")).to_be_visible()
    first = page.get_by_role("listitem").first
    expect(first).to_contain_text(events[0]["text"])
    first.get_by_text("Why?").click()
    expect(first).to_contain_text(events[0]["reasons"][0]["text"])

    ups = [event for event in events if event["kind"] == "up"]
    assert 0 < len(ups) < len(events)
    page.get_by_role("radio", name="Steps up").check(force=True)
    expect(page.get_by_role("status").get_by_text(f"{len(ups)} changes")).to_be_visible()
    expect(page.get_by_role("listitem").first).to_contain_text(ups[0]["text"])


def test_an_empty_timeline_says_what_will_be_there(planned: Person) -> None:
    planned.opens("/timeline")
    expect(planned.page.get_by_role("heading", name="Nothing has changed yet")).to_be_visible()
