"""A session as it is made today: in the minutes there are, beside the plan, and changed in place."""

from datetime import timedelta
from typing import Any

import pytest

from lumbar.services.exercising import Options, SessionToPlay, finish_session, session_to_play, swap_options
from lumbar.services.interviewing import take_interview, take_short_form
from lumbar.services.looking import decision, today, week
from lumbar.services.mornings import answer_morning, say_flare
from lumbar.services.practice import Practice
from lumbar.services.records import Person
from lumbar.services.refusals import Refusal
from lumbar.vocabulary.shape import BadDocument
from tests.services.scenes import ME, MONDAY, FakeClock, item, profile, session, session_id, short_form

EXTRAS = ["sore_now", "break"]


def person(here: Practice) -> Person:
    with here.store.reading() as ledger:
        found = ledger.person(ME)
    assert found is not None
    return found


def play(here: Practice, slot: str = "morning", minutes: float | None = None) -> SessionToPlay:
    return session_to_play(here, ME, here.clock.today(), slot, minutes)


def movements(played: SessionToPlay) -> list[str]:
    return [each["movement"] for each in played.slot["items"]]


def finish(here: Practice, number: int, *items: dict[str, Any], **changes: Any) -> None:
    finish_session(here, ME, session_id(number), session(here.clock.today(), *items, **changes))


@pytest.fixture(autouse=True)
def interviewed(here: Practice) -> None:
    take_interview(here, ME, profile(minutes_per_day=40))


@pytest.fixture
def ready(here: Practice) -> None:
    """The person has answered the short form."""
    take_short_form(here, ME, short_form())


@pytest.mark.usefixtures("ready")
def test_without_minutes_the_session_is_the_plans(here: Practice) -> None:
    played = play(here)
    planned = week(here, ME).plan
    assert played.slot == planned.outcome["week"][0]["slots"][0]
    assert (played.plan_id, played.trimmed_to, played.left_out, played.reasons) == (planned.id, None, (), ())


@pytest.fixture
def whole_day(here: Practice) -> None:
    """The person exercises once a day, and has answered the short form."""
    take_interview(here, ME, profile(slots=["day"]))
    take_short_form(here, ME, short_form())


@pytest.mark.usefixtures("whole_day")
def test_in_few_minutes_it_says_what_it_leaves_out(here: Practice) -> None:
    whole, played = play(here, "day"), play(here, "day", 5)
    assert played.trimmed_to == 5
    assert played.slot["minutes"] <= 5
    assert played.plan_id == whole.plan_id
    left = [each["movement"] for each in played.left_out]
    assert left
    assert sorted(movements(played) + left) == sorted(movements(whole))
    assert all(each["text"] for each in played.left_out)


@pytest.mark.usefixtures("ready")
def test_in_few_minutes_an_item_still_says_why_it_is_in_the_plan(here: Practice) -> None:
    whole = {each["movement"]: each for each in play(here).slot["items"]}
    for each in play(here, minutes=8).slot["items"]:
        planned = whole[each["movement"]]["reasons"]
        assert each["reasons"][: len(planned)] == planned
        assert each.keys() == whole[each["movement"]].keys()


@pytest.mark.usefixtures("ready")
def test_with_time_for_all_of_it_nothing_is_left_out(here: Practice) -> None:
    played = play(here, minutes=60)
    assert (played.slot["items"], played.left_out, played.trimmed_to) == (play(here).slot["items"], [], 60)


@pytest.mark.usefixtures("ready")
@pytest.mark.parametrize("minutes", [4.9, 0, -5, 181, float("nan")])
def test_too_few_minutes_are_refused(here: Practice, minutes: float) -> None:
    with pytest.raises(BadDocument) as raised:
        play(here, minutes=minutes)
    assert [problem.key for problem in raised.value.problems] == ["minutes"]


@pytest.mark.parametrize("slot", EXTRAS)
def test_beside_the_plan_too_the_short_form_comes_first(here: Practice, slot: str) -> None:
    with pytest.raises(Refusal, match="short_form_first"):
        play(here, slot)


@pytest.mark.usefixtures("ready")
@pytest.mark.parametrize("slot", EXTRAS)
def test_a_session_beside_the_plan_is_todays_and_of_no_plan(here: Practice, slot: str) -> None:
    played = session_to_play(here, ME, MONDAY + timedelta(days=3), slot)
    assert (played.date, played.plan_id, played.slot["slot"]) == (MONDAY, None, slot)
    assert played.slot["items"]
    assert [reason["rule"] for reason in played.reasons] == ["extra"]


@pytest.mark.usefixtures("ready")
def test_ten_gentle_minutes_can_be_five(here: Practice) -> None:
    played = play(here, "sore_now", 5)
    assert played.slot["minutes"] <= 5
    assert played.left_out


@pytest.mark.usefixtures("ready")
def test_with_nothing_to_do_minutes_change_nothing(here: Practice) -> None:
    say_flare(here, ME)
    take_interview(here, ME, profile())
    take_short_form(here, ME, short_form())
    played = play(here, "sore_now", 5)
    assert played.slot["items"] == []
    assert [reason["rule"] for reason in played.reasons] == ["extra_nothing"]


@pytest.mark.usefixtures("ready")
def test_a_break_uses_up_no_short_form_and_needs_no_new_one(here: Practice) -> None:
    for number in range(3):
        played = play(here, "break")
        finish(here, number, *(item(each, 1) for each in movements(played)), slot="break")
    assert play(here).slot["items"]


@pytest.mark.usefixtures("ready")
def test_a_session_uses_up_the_short_form_for_all_but_a_break(here: Practice) -> None:
    finish(here, 1, item("bridge"))
    assert play(here, "break").slot["items"]
    for slot in ("evening", "sore_now"):
        with pytest.raises(Refusal, match="short_form_first"):
            play(here, slot)


@pytest.mark.usefixtures("ready")
def test_ten_gentle_minutes_use_it_up_too(here: Practice) -> None:
    finish(here, 1, item("cat_cow", 1), slot="sore_now")
    with pytest.raises(Refusal, match="short_form_first"):
        play(here)


@pytest.mark.usefixtures("ready")
def test_yesterdays_short_form_opens_no_break(here: Practice, clock: FakeClock) -> None:
    clock.next_day()
    with pytest.raises(Refusal, match="short_form_first"):
        play(here, "break")


@pytest.mark.usefixtures("ready")
@pytest.mark.parametrize("slot", ["morning", "break"])
@pytest.mark.parametrize("hurt", [{"pain_during": 6}, {"pain_during": 2, "pain_where": "further"}])
def test_after_a_lot_of_pain_a_break_asks_again(here: Practice, slot: str, hurt: dict[str, Any]) -> None:
    finish(here, 1, item("bridge", 2, hurt=True, completed=False, **hurt), slot=slot)
    for wanted in ("break", "evening"):
        with pytest.raises(Refusal, match="short_form_first"):
            play(here, wanted)
    take_short_form(here, ME, short_form())
    assert play(here, "break").slot["items"]


@pytest.mark.usefixtures("ready")
def test_a_little_pain_in_a_break_asks_nothing(here: Practice) -> None:
    finish(here, 1, item("seated_cat_cow", 1, hurt=True, pain_during=4, pain_where="same"), slot="break")
    assert play(here, "break").slot["items"]
    assert play(here).slot["items"]


@pytest.mark.usefixtures("ready")
def test_a_session_of_yesterday_that_comes_late_uses_up_nothing_of_today(here: Practice, clock: FakeClock) -> None:
    clock.next_day()
    take_short_form(here, ME, short_form())
    finish_session(here, ME, session_id(1), session(MONDAY, item("bridge")))
    assert play(here).slot["items"]


@pytest.mark.usefixtures("ready")
def test_the_day_an_answer_ended_has_no_break_either(here: Practice) -> None:
    take_short_form(here, ME, short_form(fever="yes"))
    for slot in EXTRAS:
        with pytest.raises(Refusal):
            play(here, slot)


@pytest.mark.usefixtures("ready")
def test_the_next_break_has_other_movements(here: Practice) -> None:
    first = movements(play(here, "break"))
    finish(here, 1, *(item(each, 1) for each in first), slot="break")
    assert not set(first) & set(movements(play(here, "break")))


@pytest.mark.usefixtures("ready")
def test_beside_the_plan_no_movement_begins_its_levels(here: Practice) -> None:
    finish(here, 1, item("cat_cow", 1), item("childs_pose", 1, pain_during=7, hurt=True), slot="sore_now")
    assert person(here).levels == {}


@pytest.mark.usefixtures("ready")
def test_beside_the_plan_nothing_of_the_plan_is_done(here: Practice) -> None:
    before = week(here, ME).plan.outcome["week"]
    finish(here, 1, *(item(each, 1) for each in movements(play(here, "sore_now"))), slot="sore_now")
    after = week(here, ME).plan.outcome
    assert after["week"] == before
    assert after["phase"] == "start"


def test_three_good_days_beside_the_plan_earn_no_step(here: Practice, clock: FakeClock) -> None:
    take_short_form(here, ME, short_form())
    finish(here, 1, item("cat_cow", 1))
    for number in range(2, 6):
        clock.next_day()
        answer_morning(here, ME, {"date": clock.today().isoformat(), "pain": 2})
        finish(here, number, item("cat_cow", 1, pain_during=0), slot="sore_now")
    assert person(here).levels == {"cat_cow": 1}


def test_a_lot_of_pain_beside_the_plan_is_one_step_back_and_no_more(here: Practice, clock: FakeClock) -> None:
    finish(here, 1, item("cat_cow", 3))
    clock.next_day()
    finish(here, 2, item("cat_cow", 1, pain_during=6, hurt=True), slot="break")
    assert person(here).levels == {"cat_cow": 2}
    for _ in range(3):
        clock.next_day()
        answer_morning(here, ME, {"date": clock.today().isoformat(), "pain": 3})
        assert today(here, ME).week
    assert person(here).levels == {"cat_cow": 2}


def test_half_the_sets_stay_halved_though_it_went_well_beside_the_plan(here: Practice, clock: FakeClock) -> None:
    finish(here, 1, item("cat_cow", 1, pain_during=1))
    clock.next_day()
    answer_morning(here, ME, {"date": clock.today().isoformat(), "pain": 7})
    clock.next_day()
    take_short_form(here, ME, short_form())
    finish(here, 2, item("cat_cow", 1, pain_during=0), slot="sore_now")
    assert decision(here, ME, week(here, ME).plan.id).input["half_sets"] == ["cat_cow"]


def swapped(here: Practice, movement: str, slot: str = "morning", **changes: Any) -> Options:
    there = movements(play(here, slot, changes.get("minutes")))
    asked = {"date": MONDAY.isoformat(), "slot": slot, "movement": movement, "in_session": there, **changes}
    return swap_options(here, ME, asked)


@pytest.mark.usefixtures("ready")
def test_what_can_take_a_place_is_like_an_item_of_the_plan(here: Practice) -> None:
    played = play(here)
    place = played.slot["items"][1]
    options = swapped(here, place["movement"])
    assert 1 <= len(options.items) <= 3
    assert options.session == played
    for option in options.items:
        assert option.keys() == place.keys()
        assert option["movement"] not in movements(played)
        assert option["minutes"] <= place["minutes"]


@pytest.mark.usefixtures("ready")
def test_in_a_trimmed_session_the_place_is_as_short_as_it_was_made(here: Practice) -> None:
    sessions = [play(here, minutes=5), play(here)]
    shorter = next(
        (short, whole)
        for short in sessions[0].slot["items"][1:]
        for whole in sessions[1].slot["items"]
        if short["movement"] == whole["movement"] and short["minutes"] < whole["minutes"]
    )
    options = swapped(here, shorter[0]["movement"], minutes=5)
    assert options.items
    assert all(option["minutes"] <= shorter[0]["minutes"] for option in options.items)


@pytest.mark.usefixtures("ready")
def test_what_is_in_the_session_now_is_not_offered(here: Practice) -> None:
    place = movements(play(here))[1]
    first, *_ = (option["movement"] for option in swapped(here, place).items)
    there = [*movements(play(here)), first]
    assert first not in [option["movement"] for option in swapped(here, place, in_session=there).items]


@pytest.mark.usefixtures("ready")
def test_after_something_hurt_nothing_like_it_is_offered(here: Practice) -> None:
    place = movements(play(here))[1]
    assert here.catalogue[place].family in {option["family"] for option in swapped(here, place).items}
    offered = swapped(here, place, hurt=[place]).items
    assert here.catalogue[place].family not in {option["family"] for option in offered}


@pytest.mark.usefixtures("ready")
@pytest.mark.parametrize("slot", EXTRAS)
def test_beside_the_plan_only_what_may_be_there_is_offered(here: Practice, slot: str) -> None:
    offered = [option for place in movements(play(here, slot)) for option in swapped(here, place, slot).items]
    assert offered
    assert {option["level"] for option in offered} == {1}
    for option in offered:
        movement = here.catalogue[option["movement"]]
        assert movement.purpose in ("mobility", "rest")
        assert slot == "sore_now" or movement.position in ("standing", "seated")


@pytest.mark.usefixtures("whole_day")
def test_what_is_not_in_the_session_cannot_be_swapped(here: Practice) -> None:
    left, *_ = (each["movement"] for each in play(here, "day", 5).left_out)
    assert swapped(here, left, "day").session.slot == play(here, "day").slot
    with pytest.raises(Refusal, match="not_in_session"):
        swapped(here, left, "day", minutes=5)


@pytest.mark.usefixtures("ready")
@pytest.mark.parametrize(
    ("changes", "key"),
    [
        ({"date": "someday"}, "date"),
        ({"slot": "No Slot"}, "slot"),
        ({"minutes": 3}, "minutes"),
        ({"movement": "moonwalk"}, "movement"),
        ({"in_session": ["bridge", "moonwalk"]}, "in_session[1]"),
        ({"hurt": ["moonwalk"]}, "hurt[0]"),
        ({"reason": "too_hard"}, "reason"),
    ],
)
def test_a_swap_that_cannot_be_read_is_named(here: Practice, changes: dict[str, Any], key: str) -> None:
    asked = {"date": MONDAY.isoformat(), "slot": "morning", "movement": "bridge", "in_session": [], **changes}
    with pytest.raises(BadDocument) as raised:
        swap_options(here, ME, asked)
    assert [problem.key for problem in raised.value.problems] == [key]


def test_nothing_is_swapped_before_the_short_form(here: Practice) -> None:
    asked = {"date": MONDAY.isoformat(), "slot": "morning", "movement": "bridge", "in_session": []}
    with pytest.raises(Refusal, match="short_form_first"):
        swap_options(here, ME, asked)


@pytest.mark.usefixtures("ready")
def test_nothing_is_swapped_in_a_session_that_is_not_planned(here: Practice) -> None:
    asked = {"date": MONDAY.isoformat(), "slot": "midnight", "movement": "bridge", "in_session": []}
    with pytest.raises(Refusal, match="no_session"):
        swap_options(here, ME, asked)


def kept_item(here: Practice, **changes: Any) -> Any:
    finish(here, 1, item("bridge", 2, **changes))
    with here.store.reading() as ledger:
        kept = ledger.session(ME, session_id(1))
    assert kept is not None
    return kept.items[0]


def test_what_took_a_movements_place_is_kept_with_its_reason(here: Practice) -> None:
    kept = kept_item(here, instead_of="single_leg_bridge", swap_reason="too_hard")
    assert (kept.instead_of, kept.swap_reason) == ("single_leg_bridge", "too_hard")


def test_what_was_skipped_before_it_began_has_no_pain(here: Practice) -> None:
    kept = kept_item(here, sets=0, skipped=True, completed=False, pain_during=None)
    assert kept.pain_during is None
    [told] = decision(here, ME, week(here, ME).plan.id).input["history"]
    assert told["items"] == []
    assert person(here).levels == {}


@pytest.mark.parametrize(
    "changes",
    [
        {"pain_during": None},
        {"pain_during": None, "skipped": True},
        {"pain_during": None, "skipped": True, "sets": 0, "hurt": True},
        {"pain_during": None, "sets": 0},
        {"instead_of": "moonwalk"},
        {"swap_reason": "rain"},
    ],
    ids=["done", "skipped after a set", "hurt", "done without a count", "unknown movement", "unknown reason"],
)
def test_the_pain_of_what_was_begun_is_asked_for(here: Practice, changes: dict[str, Any]) -> None:
    with pytest.raises(BadDocument):
        finish(here, 1, item("bridge", 2, **changes))


def test_a_session_from_paper_is_kept_as_one(here: Practice) -> None:
    finish(here, 1, item("bridge"), source="paper")
    finish(here, 2, item("bridge"))
    with here.store.reading() as ledger:
        assert [each.source for each in ledger.sessions(ME, MONDAY, MONDAY)] == ["paper", "player"]
    with pytest.raises(BadDocument):
        finish(here, 3, item("bridge"), source="memory")
