"""docs/rules.md has every rule, its source, and no rule that does not exist."""

import re

import pytest

from lumbar.care import course, rules, short_form, soreness, zones
from lumbar.care.planning import calendar
from lumbar.care.screening import AGE_NOTED, CLEARANCE_DAYS, OLDER_AGE, SUPINE_LIMIT_WEEKS
from lumbar.care.session import extra
from tests.docs.pages import code, page, rows, section

PAGE = page("rules.md")
READINGS = section(PAGE, "## How we read what was silent or ambiguous")
TABLES = [
    ("## Screening", rules.SCREENING_RULES),
    ("## Planning", rules.PLANNING_RULES),
    ("## Progression, flare, absence, quota, no gain", rules.PROGRESSION_RULES),
    ("## It hurts", rules.SORENESS_RULES),
    ("## One session", rules.SESSION_RULES),
]


@pytest.mark.parametrize(("heading", "known"), TABLES)
def test_every_rule_is_told_with_its_source(heading: str, known: dict[str, str]) -> None:
    told = {code(rule): source for rule, _, source in rows(section(PAGE, heading))}
    assert told == known


def test_every_rule_says_something_of_its_own() -> None:
    meanings = [meaning for _, meaning, _ in rows(PAGE)]
    assert all(meaning.endswith(".") for meaning in meanings)
    assert len(set(meanings)) == len(rules.RULES)


def test_the_page_says_that_a_clinician_has_not_signed() -> None:
    assert "awaiting a clinician's sign-off" in PAGE
    assert "awaiting a clinician's sign-off" in READINGS


@pytest.mark.parametrize(
    ("words", "number"),
    [
        (r"clearance holds for (\d+) days", CLEARANCE_DAYS),
        (r"Over (\d+) is noted", AGE_NOTED),
        (r"From (\d+) on a minor fall", OLDER_AGE),
        (r"pregnant from (\d+) weeks", SUPINE_LIMIT_WEEKS),
        (r"full form holds (\d+) days", short_form.FULL_FORM_DAYS),
        (r"at most (\d+) % of a slot", 100 * calendar.CORE_SHARE),
        (r"At least (\d+) minutes a slot", calendar.LEAST_SLOT_MINUTES),
        (r"last (\d+) days' ratings", zones.USUAL_PAIN_DAYS),
        (r"where there are at least (\d+)", zones.USUAL_PAIN_RATINGS),
        (r"\*\*(\d+) of 10 or more ends", soreness.SEVERE_PAIN),
        (r"stays out for (\d+) days", extra.SORE_DAYS),
        (r"beside the plan are done at level (\d+)", extra.EASIEST_LEVEL),
        (r"of the last (\d+) days against the days a week", course.WEEK_DAYS),
    ],
)
def test_a_reading_has_the_number_of_the_code(words: str, number: float) -> None:
    found = re.search(words, READINGS)
    assert found
    assert float(found[1]) == number
