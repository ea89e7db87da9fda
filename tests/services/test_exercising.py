from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest

from lumbar.services.exercising import Finished, finish_session, say_it_hurts, session_to_play
from lumbar.services.interviewing import take_interview, take_short_form
from lumbar.services.looking import today, week
from lumbar.services.mornings import answer_morning
from lumbar.services.practice import Practice
from lumbar.services.records import Person
from lumbar.services.refusals import Refusal
from lumbar.vocabulary.shape import BadDocument
from tests.services.scenes import (
    ME,
    MONDAY,
    FakeClock,
    item,
    profile,
    session,
    session_id,
    set_done,
    short_form,
    ten_sets,
)


def person(here: Practice) -> Person:
    with here.store.reading() as ledger:
        found = ledger.person(ME)
    assert found is not None
    return found


def finish(here: Practice, document: dict[str, Any], number: int = 1) -> Finished:
    return finish_session(here, ME, session_id(number), document)


@pytest.fixture(autouse=True)
def interviewed(here: Practice) -> None:
    take_interview(here, ME, profile())


def test_a_session_can_be_played_once_the_short_form_allows_it(here: Practice) -> None:
    with pytest.raises(Refusal, match="short_form_first"):
        session_to_play(here, ME, MONDAY, "morning")
    take_short_form(here, ME, short_form())
    played = session_to_play(here, ME, MONDAY, "morning")
    assert played.slot["items"]
    assert played.screening.trigger == "short_form"


def test_the_short_form_comes_before_every_session(here: Practice) -> None:
    take_short_form(here, ME, short_form())
    finish(here, session(MONDAY, item("bridge")))
    with pytest.raises(Refusal, match="short_form_first"):
        session_to_play(here, ME, MONDAY, "evening")


@pytest.mark.parametrize(("offset", "slot"), [(0, "midnight"), (8, "morning"), (-1, "morning")])
def test_what_is_not_planned_cannot_be_played(here: Practice, offset: int, slot: str) -> None:
    take_short_form(here, ME, short_form())
    with pytest.raises(Refusal, match="no_session"):
        session_to_play(here, ME, MONDAY + timedelta(days=offset), slot)


def test_a_session_is_kept_whole(here: Practice) -> None:
    document = session(
        MONDAY,
        item("bridge", 2, sets=2, note="easy"),
        item("bird_dog", 1, sets=0, skipped=True, completed=False),
        item("cat_cow", 1, hurt=True, completed=False, pain_during=4, pain_where="closer"),
        note="slept well",
    )
    assert finish(here, document).stored == "new"
    with here.store.reading() as ledger:
        kept = ledger.session(ME, session_id(1))
    assert kept is not None
    assert (kept.note, kept.slot, kept.effort) == ("slept well", "morning", 4)
    assert [(each.movement, each.sets_done, each.skipped, each.hurt) for each in kept.items] == [
        ("bridge", 2, False, False),
        ("bird_dog", 0, True, False),
        ("cat_cow", 1, False, True),
    ]
    assert [(each.set, each.reps) for each in kept.items[0].sets] == [(1, 8), (2, 8)]


def test_a_set_counts_as_done_when_both_sides_are(here: Practice) -> None:
    sets = [
        set_done(1, side="left"),
        set_done(1, side="right"),
        set_done(2, side="left"),
        set_done(2, side="right", completed=False, reps=3),
    ]
    finish(here, session(MONDAY, item("bird_dog", 1, sets=0) | {"sets": sets, "completed": False}))
    with here.store.reading() as ledger:
        kept = ledger.session(ME, session_id(1))
    assert kept is not None
    assert (kept.items[0].sets_done, kept.items[0].reps_done) == (1, 27)


def test_the_plan_it_was_done_from_is_remembered(here: Practice) -> None:
    plan = week(here, ME).plan
    finish(here, ten_sets(plan_id=plan.id))
    with here.store.reading() as ledger:
        kept = ledger.session(ME, session_id(1))
    assert kept is not None
    assert kept.plan_id == plan.id


def test_a_plan_that_is_none_of_the_persons_is_not_remembered(here: Practice) -> None:
    screening = person(here).screening_id
    for number, unknown in enumerate(("some-plan-of-long-ago", f"{screening}".ljust(8, "0"), screening)):
        assert finish(here, ten_sets(plan_id=unknown), number).stored == "new"
        with here.store.reading() as ledger:
            kept = ledger.session(ME, session_id(number))
        assert kept is not None
        assert kept.plan_id is None


def test_sending_it_again_changes_nothing(here: Practice) -> None:
    first = finish(here, session(MONDAY, item("bridge", 2, pain_during=7, hurt=True, completed=False)))
    stands = person(here)
    again = finish(here, session(MONDAY, item("bridge", 2, pain_during=7, hurt=True, completed=False)))
    assert (first.stored, again.stored) == ("new", "already")
    assert again.changes == first.changes
    assert person(here) == stands


def test_ten_at_once_are_one(here: Practice) -> None:
    with ThreadPoolExecutor(10) as threads:
        answers = list(threads.map(lambda _: finish(here, ten_sets()).stored, range(10)))
    assert sorted(answers) == ["already"] * 9 + ["new"]
    with here.store.reading() as ledger:
        assert len(ledger.sessions(ME, MONDAY, MONDAY)) == 1


def test_another_session_under_the_same_id_is_refused(here: Practice) -> None:
    finish(here, ten_sets())
    stands = person(here)
    with pytest.raises(Refusal, match="session_differs"):
        finish(here, ten_sets(effort=9))
    assert person(here) == stands


def test_a_movement_done_for_the_first_time_gets_its_level(here: Practice) -> None:
    finish(here, session(MONDAY, item("bridge", 2), item("bird_dog", 1, sets=0, skipped=True, completed=False)))
    assert person(here).levels == {"bridge": 2}


def test_what_hurt_steps_down_with_its_reason(here: Practice) -> None:
    hurt = item("bridge", 2, pain_during=6, hurt=True, completed=False)
    finished = finish(here, session(MONDAY, hurt, item("bird_dog", 1)))
    [change] = finished.changes
    assert (change.movement, change.change, change.from_level, change.to_level) == ("bridge", "down", 2, 1)
    assert [reason["rule"] for reason in change.reasons] == ["red_during", "step_down"]
    assert person(here).levels == {"bridge": 1, "bird_dog": 1}


def test_the_next_plan_is_made_from_the_new_level(here: Practice, clock: FakeClock) -> None:
    before = week(here, ME).plan
    finish(here, session(MONDAY, item("bridge", 2, pain_during=6, hurt=True, completed=False)))
    clock.next_day()
    after = week(here, ME).plan
    assert after.id != before.id
    levels = {
        each["level"]
        for day in after.outcome["week"]
        for slot in day["slots"]
        for each in slot["items"]
        if each["movement"] == "bridge"
    }
    assert levels <= {1}
    assert [change.movement for change in today(here, ME).changes] == ["bridge"]


def test_a_step_to_an_easier_movement_takes_its_place(here: Practice) -> None:
    harder = next(movement for movement in here.catalogue.exercises() if movement.regress_to)
    easier = here.catalogue[harder.regress_to or ""]
    finish(here, session(MONDAY, item(harder.id, 1, pain_during=7, hurt=True, completed=False)))
    assert person(here).levels == {easier.id: easier.default_level}


def test_half_the_sets_at_the_lowest_level_is_told_once(here: Practice, clock: FakeClock) -> None:
    lowest = next(movement for movement in here.catalogue.exercises() if movement.regress_to is None)
    hurt = item(lowest.id, 1, pain_during=7, hurt=True, completed=False)
    told = [finish(here, session(MONDAY, hurt)).changes]
    clock.next_day()
    told.append(answer_morning(here, ME, {"date": clock.today().isoformat(), "pain": 3}).changes)
    assert [len(changes) for changes in told] == [1, 0]


def test_spreading_pain_leaves_the_movement_out_until_the_next_short_form_asks(
    here: Practice, clock: FakeClock
) -> None:
    take_short_form(here, ME, short_form())
    hurt = item("bridge", 3, pain_during=3, hurt=True, completed=False, pain_where="further")
    finish(here, session(MONDAY, hurt))
    clock.next_day()
    waiting = {each["movement"] for each in week(here, ME).plan.outcome["left_out"]}
    assert "bridge" in waiting
    take_short_form(here, ME, short_form())
    waiting = {
        each["movement"]
        for each in week(here, ME).plan.outcome["left_out"]
        if each["rule"] == "spreading_until_answered"
    }
    assert "bridge" not in waiting


def test_the_slot_that_was_done_is_shown_done_and_not_planned_again(here: Practice) -> None:
    take_short_form(here, ME, short_form())
    played = session_to_play(here, ME, MONDAY, "morning")
    items = [item(each["movement"], each["level"]) for each in played.slot["items"]]
    finish(here, session(MONDAY, *items, slot="morning", plan_id=played.plan_id))
    seen = today(here, ME).week
    assert seen is not None
    [done] = seen.done
    assert done.slot == "morning"
    assert [each["movement"] for each in done.items] == [each["movement"] for each in items]
    planned = next(day for day in seen.plan.outcome["week"] if day["date"] == MONDAY.isoformat())
    assert "morning" not in [slot["slot"] for slot in planned["slots"]]


def test_a_session_that_waited_on_the_device_is_still_taken(here: Practice, clock: FakeClock) -> None:
    clock.next_day(5)
    assert finish(here, ten_sets(MONDAY)).stored == "new"
    assert person(here).last_session_on == MONDAY


def test_a_device_a_time_zone_ahead_may_have_the_next_day_already(here: Practice) -> None:
    assert finish(here, ten_sets(MONDAY + timedelta(days=1))).stored == "new"


@pytest.mark.parametrize(
    ("changes", "key"),
    [
        ({"date": "2026-05-06"}, "date"),
        ({"date": "2025-05-03"}, "date"),
        ({"date": "4 May"}, "date"),
        ({"slot": "Morning Glory"}, "slot"),
        ({"started_at": "yesterday"}, "started_at"),
        ({"started_at": "2026-05-04T08:00:00"}, "started_at"),
        ({"finished_at": "2026-05-04T07:00:00+02:00"}, "finished_at"),
        ({"pain_before": -0.5}, "pain_before"),
        ({"pain_after": 10.5}, "pain_after"),
        ({"effort": float("inf")}, "effort"),
        ({"note": "x" * 2001}, "note"),
        ({"note": "\udfff"}, "note"),
        ({"items": [item("moonwalk")]}, "items[0].movement"),
        ({"items": [item("bridge", 13)]}, "items[0].level"),
        ({"items": [item("bridge", 0)]}, "items[0].level"),
        ({"items": [item(), item(pain_during=11)]}, "items[1].pain_during"),
        ({"items": [item(pain_where="elsewhere")]}, "items[0].pain_where"),
        ({"items": [item() | {"sets": [set_done(reps=-1)]}]}, "items[0].sets[0].reps"),
        ({"items": [item() | {"sets": [set_done(held_s=float("nan"))]}]}, "items[0].sets[0].held_s"),
        ({"items": [item() | {"sets": [set_done(side="middle")]}]}, "items[0].sets[0].side"),
        ({"items": [item()] * 101}, "items"),
        ({"mood": "good"}, "mood"),
    ],
)
def test_a_wrong_session_is_named_and_nothing_is_kept(here: Practice, changes: dict[str, Any], key: str) -> None:
    stands = person(here)
    with pytest.raises(BadDocument) as raised:
        finish(here, session(MONDAY, **changes))
    assert key in [problem.key for problem in raised.value.problems]
    assert person(here) == stands
    with here.store.reading() as ledger:
        assert ledger.session(ME, session_id(1)) is None


def test_a_level_beyond_the_ladder_names_the_ladders_end(here: Practice) -> None:
    top = here.catalogue["bridge"].top_level
    with pytest.raises(BadDocument, match=f"a level from 1 to {top}"):
        finish(here, session(MONDAY, item("bridge", min(12, top + 1))))


@pytest.mark.parametrize("bad", ["", "short", "x" * 65, "with space", "../../etc", "ünïcödé-id"])
def test_an_id_that_is_none_is_refused(here: Practice, bad: str) -> None:
    with pytest.raises(BadDocument):
        finish_session(here, ME, bad, ten_sets())


def test_without_an_interview_there_is_no_session(here: Practice) -> None:
    with pytest.raises(Refusal, match="interview_first"):
        finish_session(here, "somebody else", session_id(1), ten_sets())


def test_severe_pain_ends_the_session(here: Practice) -> None:
    document = {"movement": "bridge", "pain": 8, "where": "same", "remaining": ["bird_dog", "cat_cow"]}
    _, soreness = say_it_hurts(here, document)
    assert soreness.end_session
    assert set(soreness.leave_out) == {"bird_dog", "cat_cow"}


@pytest.mark.parametrize(
    ("changes", "key"),
    [
        ({"movement": "moonwalk"}, "movement"),
        ({"remaining": ["bridge", "moonwalk"]}, "remaining[1]"),
        ({"pain": 12}, "pain"),
        ({"where": "nowhere"}, "where"),
    ],
)
def test_what_hurts_must_be_there(here: Practice, changes: dict[str, Any], key: str) -> None:
    document = {"movement": "bridge", "pain": 4, "where": "same", "remaining": [], **changes}
    with pytest.raises(BadDocument) as raised:
        say_it_hurts(here, document)
    assert [problem.key for problem in raised.value.problems] == [key]
