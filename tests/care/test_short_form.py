"""The short form before a session, and how long the full one holds."""

from datetime import date, timedelta

import pytest

from lumbar.care.short_form import SHORT_FORM, carried, full_form_due, merged, spreading_settled
from lumbar.vocabulary.condition import Answer

TODAY = date(2026, 3, 2)


@pytest.mark.parametrize(("days", "due"), [(0, False), (7, False), (8, True), (-1, True)])
def test_the_full_form_holds_seven_days(days: int, due: bool) -> None:
    assert full_form_due(TODAY - timedelta(days=days), TODAY) is due


def test_who_never_answered_is_asked() -> None:
    assert full_form_due(None, TODAY)


def test_older_answers_count_as_unknown() -> None:
    assert carried({"osteoporosis": "no"}, TODAY - timedelta(days=8), TODAY) == {}


def test_todays_answers_outrank_the_full_form() -> None:
    answers = merged({"fever": "no", "osteoporosis": "no"}, {"fever": "yes"}, TODAY, TODAY)
    assert (answers["fever"], answers["osteoporosis"]) == ("yes", "no")


def test_a_short_question_left_open_is_unknown_whatever_the_full_form_said() -> None:
    assert merged({"chest_pain": "no"}, {}, TODAY, TODAY)["chest_pain"] == "unknown"


def test_the_short_form_asks_the_emergency_signs_fever_and_spreading() -> None:
    assert len(SHORT_FORM) == 8
    assert {"fever", "spreading_leg_symptoms", "saddle_numbness"} <= set(SHORT_FORM)


@pytest.mark.parametrize(("answer", "settled"), [("no", True), ("unknown", False), ("yes", False)])
def test_only_a_plain_no_settles_pain_that_had_spread(answer: Answer, settled: bool) -> None:
    assert spreading_settled({"spreading_leg_symptoms": answer}) is settled
    assert not spreading_settled({})
