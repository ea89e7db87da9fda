"""Several people on one machine: each has a profile, a plan and a history of their own."""

from datetime import timedelta

import pytest

from lumbar.services.exercising import finish_session, session_to_play
from lumbar.services.interviewing import take_interview, take_short_form
from lumbar.services.looking import today, week
from lumbar.services.people import add, everybody, forget, rename
from lumbar.services.practice import Practice
from lumbar.services.refusals import NotThere, Refusal
from lumbar.vocabulary.shape import BadDocument
from tests.services.scenes import ME, MONDAY, item, profile, session, session_id, short_form


@pytest.fixture(autouse=True)
def interviewed(here: Practice) -> None:
    take_interview(here, ME, profile())


def names(here: Practice) -> dict[str, str | None]:
    return {each.id: each.name for each in everybody(here)}


def test_the_first_person_has_no_name(here: Practice) -> None:
    assert names(here) == {ME: None}


def test_another_person_gets_an_id_and_begins_with_the_interview(here: Practice) -> None:
    ana = add(here, {"name": "Ana"})
    assert names(here) == {ME: None, ana.id: "Ana"}
    assert today(here, ana.id).needs == "interview"
    take_interview(here, ana.id, profile(age=70))
    assert week(here, ana.id).plan.id != week(here, ME).plan.id
    assert names(here) == {ME: None, ana.id: "Ana"}


def test_two_people_may_have_the_same_name(here: Practice) -> None:
    assert add(here, {"name": "Ana"}).id != add(here, {"name": "Ana"}).id


def test_a_name_is_changed_and_nothing_else(here: Practice) -> None:
    before = week(here, ME).plan.id
    assert rename(here, ME, {"name": "Bo"}).name == "Bo"
    assert names(here) == {ME: "Bo"}
    assert week(here, ME).plan.id == before


def test_the_name_outlasts_a_session_and_a_new_interview(here: Practice) -> None:
    rename(here, ME, {"name": "Bo"})
    finish_session(here, ME, session_id(1), session())
    take_interview(here, ME, profile())
    assert names(here) == {ME: "Bo"}


@pytest.mark.parametrize("name", ["", "  ", "x" * 61, None, 3, "\0", "\ud800"])
def test_a_name_that_is_none_is_refused(here: Practice, name: object) -> None:
    for refused in (add, lambda practice, document: rename(practice, ME, document)):
        with pytest.raises(BadDocument):
            refused(here, {"name": name})
    assert names(here) == {ME: None}


def test_nobody_can_be_renamed_or_forgotten(here: Practice) -> None:
    with pytest.raises(NotThere):
        rename(here, "nobody", {"name": "Bo"})
    with pytest.raises(NotThere):
        forget(here, "nobody")


def test_whoever_is_forgotten_is_gone_and_the_others_stay(here: Practice) -> None:
    ana = add(here, {"name": "Ana"})
    take_interview(here, ana.id, profile())
    finish_session(here, ana.id, session_id(1), session())
    stays = week(here, ana.id).plan.id
    finish_session(here, ME, session_id(2), session())
    forget(here, ME)
    assert names(here) == {ana.id: "Ana"}
    assert week(here, ana.id).plan.id == stays
    assert today(here, ME).needs == "interview"
    with pytest.raises(Refusal, match="interview_first"):
        week(here, ME)


def test_one_persons_pain_is_not_anothers(here: Practice) -> None:
    ana = add(here, {"name": "Ana"}).id
    take_interview(here, ana, profile())
    before = week(here, ana).plan.id
    hurt = item("bridge", 2, pain_during=7, hurt=True, completed=False, pain_where="further")
    finish_session(here, ME, session_id(1), session(MONDAY, hurt))
    assert week(here, ana).plan.id == before
    assert today(here, ana).changes == ()
    with here.store.reading() as ledger:
        person = ledger.person(ana)
        assert person is not None
        assert (person.levels, person.spread_open) == ({}, False)
        assert ledger.sessions(ana, MONDAY, MONDAY + timedelta(days=1)) == ()


def test_one_persons_short_form_opens_nobody_elses_session(here: Practice) -> None:
    ana = add(here, {"name": "Ana"}).id
    take_interview(here, ana, profile())
    take_short_form(here, ME, short_form())
    for slot in ("morning", "break", "sore_now"):
        assert session_to_play(here, ME, MONDAY, slot).slot["items"]
        with pytest.raises(Refusal, match="short_form_first"):
            session_to_play(here, ana, MONDAY, slot)


def test_a_session_is_not_taken_a_second_time_for_somebody_else(here: Practice) -> None:
    ana = add(here, {"name": "Ana"}).id
    take_interview(here, ana, profile())
    finish_session(here, ME, session_id(1), session())
    with pytest.raises(Refusal, match="session_differs"):
        finish_session(here, ana, session_id(1), session())
