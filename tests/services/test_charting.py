"""Weeks in numbers, as they were."""

import pytest

from lumbar.services.charting import course
from lumbar.services.exercising import finish_session
from lumbar.services.interviewing import take_interview, take_short_form
from lumbar.services.practice import Practice
from lumbar.services.refusals import Refusal
from lumbar.services.walking import log_walk
from lumbar.vocabulary.shape import BadDocument
from tests.services.scenes import ME, MONDAY, FakeClock, practice, profile, session, session_id, short_form


@pytest.fixture
def here(here: Practice) -> Practice:
    take_interview(here, ME, profile(days_per_week=5))
    return here


def test_a_week_counts_days_of_the_plan_minutes_of_everything_and_walks(here: Practice, clock: FakeClock) -> None:
    take_short_form(here, ME, short_form())
    finish_session(here, ME, session_id(1), session())
    finish_session(here, ME, session_id(2), session(slot="break", finished_at="2026-05-04T08:03:00+02:00"))
    log_walk(here, ME, "2026-05-04", {"minutes": 10})
    log_walk(here, ME, "2026-05-04", {"minutes": 25})
    clock.next_day(8)
    first, second = course(here, ME).weeks
    assert (first.monday, first.days, first.wanted, first.extras) == (MONDAY, 1, 5, 1)
    assert (first.minutes, first.walked) == (18, 25)
    assert (second.days, second.minutes, second.walked) == (0, 0, 0)


def test_a_session_that_lay_open_overnight_counts_no_more_than_three_hours(here: Practice) -> None:
    finish_session(here, ME, session_id(1), session(finished_at="2026-05-05T08:00:00+02:00"))
    assert course(here, ME).weeks[-1].minutes == 180


def test_pain_is_one_number_a_day(here: Practice, clock: FakeClock) -> None:
    clock.next_day()
    take_short_form(here, ME, short_form(5))
    assert list(course(here, ME).pain.values()) == [3, 5]


def test_weeks_before_the_first_are_not_shown(here: Practice) -> None:
    assert [week.monday for week in course(here, ME).weeks] == [MONDAY]


def test_before_the_interview_there_is_no_course() -> None:
    with pytest.raises(Refusal):
        course(practice(), ME)


@pytest.mark.parametrize("minutes", [-1, 1441, None, "ten"])
def test_a_walk_has_its_bounds(here: Practice, minutes: object) -> None:
    with pytest.raises(BadDocument):
        log_walk(here, ME, "2026-05-04", {"minutes": minutes})
