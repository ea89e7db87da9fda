"""Everything that is kept of a person can be taken away."""

import json

import pytest

from lumbar.services.exercising import finish_session
from lumbar.services.interviewing import take_interview
from lumbar.services.keeping import SET_COLUMNS, everything, sets
from lumbar.services.practice import Practice
from lumbar.services.refusals import NotThere
from tests.services.scenes import ME, MONDAY, item, profile, session, session_id, set_done


@pytest.fixture
def here(here: Practice) -> Practice:
    take_interview(here, ME, profile())
    both_sides = item("bird_dog", 1, note="wobbly")
    both_sides["sets"] = [set_done(1, side="left", reps=3), set_done(1, side="right", reps=2, completed=False)]
    skipped = item("cat_cow", 1, sets=0, skipped=True, completed=False, pain_during=None)
    finish_session(here, ME, session_id(1), session(MONDAY, both_sides, skipped))
    return here


def test_each_side_of_each_set_is_a_row_and_what_was_skipped_is_one_too(here: Practice) -> None:
    rows = [dict(zip(SET_COLUMNS, row, strict=True)) for row in sets(here, ME)]
    assert [(row["movement"], row["set"], row["side"], row["reps"]) for row in rows] == [
        ("bird_dog", 1, "left", 3), ("bird_dog", 1, "right", 2), ("cat_cow", None, None, None),
    ]  # fmt: skip
    assert rows[0]["name"] == here.catalogue["bird_dog"].name
    assert (rows[0]["note"], rows[2]["skipped"], rows[2]["pain_during"]) == ("wobbly", True, None)


def test_everything_holds_the_interview_the_sets_and_the_plan(here: Practice) -> None:
    taken = json.loads(json.dumps(everything(here, ME), default=str))
    assert taken["person"]["profile"]["age"] == 45
    assert taken["sessions"][0]["items"][0]["sets"][1]["reps"] == 2
    assert taken["plans"]
    assert taken["ratings"][0]["value"] == 3


def test_nobody_has_nothing_to_take(here: Practice) -> None:
    with pytest.raises(NotThere):
        everything(here, "nobody")
    with pytest.raises(NotThere):
        list(sets(here, "nobody"))
