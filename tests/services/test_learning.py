"""One new lesson a day, the one that fits."""

import pytest

from lumbar.services.exercising import finish_session
from lumbar.services.interviewing import take_interview, take_short_form
from lumbar.services.learning import all_lessons, read_lesson
from lumbar.services.looking import today
from lumbar.services.practice import Practice
from lumbar.services.refusals import NotThere
from tests.services.scenes import ME, MONDAY, FakeClock, item, profile, session, session_id, short_form


@pytest.fixture
def here(here: Practice) -> Practice:
    take_interview(here, ME, profile())
    return here


def _offered(practice: Practice) -> str | None:
    lesson = today(practice, ME).lesson
    return lesson.id if lesson else None


def test_after_one_was_read_the_next_comes_on_another_day(here: Practice, clock: FakeClock) -> None:
    assert _offered(here) == "what_back_pain_is"
    read_lesson(here, ME, "what_back_pain_is")
    assert _offered(here) is None
    clock.next_day()
    assert _offered(here) == "when_to_seek_help"


def test_after_a_session_that_hurt_the_lesson_is_about_that(here: Practice, clock: FakeClock) -> None:
    read_lesson(here, ME, "when_to_seek_help")
    take_short_form(here, ME, short_form())
    hurt = item("cat_cow", hurt=True, completed=False, pain_during=6, pain_where="same")
    finish_session(here, ME, session_id(1), session(MONDAY, hurt))
    clock.next_day()
    assert _offered(here) == "hurt_and_harm"


def test_a_lesson_read_twice_keeps_its_first_day(here: Practice, clock: FakeClock) -> None:
    read_lesson(here, ME, "walking")
    clock.next_day()
    read_lesson(here, ME, "walking")
    _, read = all_lessons(here, ME)
    assert read == {"walking": MONDAY}


def test_a_lesson_or_a_person_that_is_not_there_is_refused(here: Practice) -> None:
    with pytest.raises(NotThere, match="lesson"):
        read_lesson(here, ME, "no_such")
    with pytest.raises(NotThere, match="person"):
        read_lesson(here, "nobody", "walking")
