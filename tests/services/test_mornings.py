from datetime import timedelta
from typing import Any

import pytest

from lumbar.services.exercising import finish_session
from lumbar.services.interviewing import take_interview, take_short_form
from lumbar.services.looking import today, week
from lumbar.services.mornings import Answered, answer_morning, say_flare
from lumbar.services.practice import Practice
from lumbar.services.records import Person, SessionRecord
from lumbar.services.refusals import Refusal
from lumbar.vocabulary.shape import BadDocument
from tests.services.scenes import ME, MONDAY, FakeClock, item, profile, session, session_id, short_form


@pytest.fixture(autouse=True)
def interviewed(here: Practice) -> None:
    take_interview(here, ME, profile())


def person(here: Practice) -> Person:
    with here.store.reading() as ledger:
        found = ledger.person(ME)
    assert found is not None
    return found


def kept(here: Practice, number: int) -> SessionRecord:
    with here.store.reading() as ledger:
        found = ledger.session(ME, session_id(number))
    assert found is not None
    return found


def exercise(here: Practice, clock: FakeClock, number: int = 1, **changes: Any) -> None:
    finish_session(here, ME, session_id(number), session(clock.today(), item("bridge", 2, **changes)))


def wake(here: Practice, clock: FakeClock, pain: float = 3) -> Answered:
    return answer_morning(here, ME, {"date": clock.today().isoformat(), "pain": pain})


def test_the_morning_after_a_session_asks(here: Practice, clock: FakeClock) -> None:
    exercise(here, clock)
    assert today(here, ME).morning_after is None
    clock.next_day()
    assert today(here, ME).morning_after == MONDAY


def test_a_morning_is_asked_once(here: Practice, clock: FakeClock) -> None:
    exercise(here, clock)
    clock.next_day()
    wake(here, clock)
    assert today(here, ME).morning_after is None
    clock.next_day()
    assert today(here, ME).morning_after is None


def test_the_answer_goes_to_the_last_day_with_a_session(here: Practice, clock: FakeClock) -> None:
    exercise(here, clock, 1)
    clock.next_day()
    exercise(here, clock, 2)
    clock.next_day()
    wake(here, clock, pain=2)
    assert (kept(here, 1).next_morning, kept(here, 2).next_morning) == (None, 2)


def test_both_sessions_of_a_day_get_the_answer(here: Practice, clock: FakeClock) -> None:
    for number, slot in ((1, "morning"), (2, "evening")):
        finish_session(here, ME, session_id(number), session(MONDAY, item(), slot=slot))
    clock.next_day()
    wake(here, clock, pain=2)
    assert (kept(here, 1).next_morning, kept(here, 2).next_morning) == (2, 2)


def test_todays_session_is_not_answered_this_morning(here: Practice, clock: FakeClock) -> None:
    exercise(here, clock)
    wake(here, clock)
    assert kept(here, 1).next_morning is None


def test_three_good_sessions_with_their_mornings_are_a_step_up(here: Practice, clock: FakeClock) -> None:
    changes = []
    for number in range(1, 4):
        exercise(here, clock, number)
        clock.next_day()
        changes.append(wake(here, clock, pain=2).changes)
    assert [len(each) for each in changes] == [0, 0, 1]
    [step] = changes[-1]
    assert (step.movement, step.change, step.to_level) == ("bridge", "up", 3)
    assert person(here).levels["bridge"] == 3


def test_without_the_morning_nothing_steps_up(here: Practice, clock: FakeClock) -> None:
    for number in range(1, 5):
        exercise(here, clock, number)
        clock.next_day()
    assert person(here).levels["bridge"] == 2


def test_a_bad_morning_steps_down(here: Practice, clock: FakeClock) -> None:
    exercise(here, clock)
    clock.next_day()
    answered = wake(here, clock, pain=6)
    [step] = answered.changes
    assert (step.movement, step.change) == ("bridge", "down")
    assert step.reasons[0]["rule"] == "red_next_morning"


def test_a_flare_asks_the_full_form_and_halves_the_plan(here: Practice, clock: FakeClock) -> None:
    exercise(here, clock)
    clock.next_day()
    say_flare(here, ME)
    assert today(here, ME).needs == "full_screening"
    with pytest.raises(Refusal, match="full_form_first"):
        take_short_form(here, ME, short_form())
    take_interview(here, ME, profile(pain={"usual": 3, "today": 6}))
    assert (person(here).state, today(here, ME).needs) == ("flare", None)
    rules = {
        reason["rule"]
        for day in week(here, ME).plan.outcome["week"]
        for slot in day["slots"]
        for planned in slot["items"]
        for reason in planned["reasons"]
    }
    assert "flare_halved" in rules


def test_good_days_before_a_flare_do_not_end_it(here: Practice, clock: FakeClock) -> None:
    for number in range(1, 5):
        exercise(here, clock, number)
        clock.next_day()
        wake(here, clock, pain=3)
    say_flare(here, ME)
    take_interview(here, ME, profile(pain={"usual": 3, "today": 3}))
    assert person(here).state == "flare"


def test_a_flare_asks_every_morning_and_ends_after_three_good_ones(here: Practice, clock: FakeClock) -> None:
    say_flare(here, ME)
    take_interview(here, ME, profile(pain={"usual": 3, "today": 7}))
    for expected in ("flare", "flare", "normal"):
        clock.next_day()
        assert today(here, ME).morning_after == clock.today() - timedelta(days=1)
        assert wake(here, clock, pain=4).state == expected
    assert person(here).flare_ended == clock.today()
    assert person(here).flare_started is None


def test_two_bad_days_begin_a_flare_by_themselves(here: Practice, clock: FakeClock) -> None:
    for pain in (3, 3, 3, 6):
        clock.next_day()
        assert wake(here, clock, pain=pain).state == "normal"
    clock.next_day()
    assert wake(here, clock, pain=6).state == "flare"
    assert today(here, ME).needs == "full_screening"


def test_a_flare_needs_an_interview(here: Practice) -> None:
    with pytest.raises(Refusal, match="interview_first"):
        say_flare(here, "somebody else")


@pytest.mark.parametrize(
    ("document", "key"),
    [
        ({"date": "2026-05-06", "pain": 3}, "date"),
        ({"date": "2026-04-26", "pain": 3}, "date"),
        ({"date": "tomorrow", "pain": 3}, "date"),
        ({"date": "2026-05-04", "pain": 11}, "pain"),
        ({"date": "2026-05-04"}, "pain"),
    ],
)
def test_a_wrong_morning_is_named(here: Practice, document: dict[str, Any], key: str) -> None:
    with pytest.raises(BadDocument) as raised:
        answer_morning(here, ME, document)
    assert [problem.key for problem in raised.value.problems] == [key]
