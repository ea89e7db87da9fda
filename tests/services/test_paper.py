"""What there was to do on a day, to be written down after it was done from paper."""

import pytest

from lumbar.services.exercising import finish_session
from lumbar.services.interviewing import take_interview
from lumbar.services.looking import today, week
from lumbar.services.paper import sheet
from lumbar.services.practice import Practice
from lumbar.services.refusals import Refusal
from tests.services.scenes import ME, MONDAY, FakeClock, item, practice, profile, session, session_id


@pytest.fixture
def here(here: Practice) -> Practice:
    take_interview(here, ME, profile())
    return here


def test_yesterdays_sheet_is_what_the_plan_of_then_had(here: Practice, clock: FakeClock) -> None:
    planned = [slot["slot"] for slot in week(here, ME).plan.outcome["week"][0]["slots"]]
    clock.next_day()
    week(here, ME)
    found = sheet(here, ME, "2026-05-04")
    assert [slot["slot"] for slot in found.slots] == planned
    assert found.plan_id


def test_a_day_before_every_plan_offers_the_persons_own_movements(here: Practice) -> None:
    finish_session(here, ME, session_id(1), session(MONDAY, item("bridge", 2)))
    found = sheet(here, ME, "2026-04-20")
    assert found.plan_id is None
    assert [each["movement"] for slot in found.slots for each in slot["items"]] == ["bridge"]


def test_a_session_from_paper_is_kept_as_such_and_fills_its_slot(here: Practice) -> None:
    plan = week(here, ME).plan
    finish_session(here, ME, session_id(1), session(source="paper", plan_id=plan.id))
    with here.store.reading() as ledger:
        kept = ledger.session(ME, session_id(1))
    assert kept
    assert (kept.source, kept.plan_id) == ("paper", plan.id)
    seen = today(here, ME).week
    assert seen
    assert [(done.slot, bool(done.items)) for done in seen.done] == [("morning", True)]


def test_before_the_interview_there_is_no_sheet() -> None:
    with pytest.raises(Refusal):
        sheet(practice(), ME, "2026-05-04")
