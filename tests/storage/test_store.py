"""What every store promises, asked of the real one and of the fake."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, timedelta
from threading import Barrier

import pytest

from lumbar.services.ports import Store
from lumbar.services.records import Decided, Rating
from tests.storage.records import DAY, ME, change, decision, item, person, session


@pytest.fixture(autouse=True)
def somebody(store: Store) -> None:
    with store.writing() as ledger:
        ledger.save_person(person())


def test_nobody_is_there_before_they_are_saved(store: Store) -> None:
    with store.reading() as ledger:
        assert ledger.person("somebody else") is None


def test_a_person_comes_back_as_they_were_saved(store: Store) -> None:
    saved = person(
        state="flare",
        flare_started=DAY,
        flare_ended=date(2026, 4, 1),
        full_form_due=True,
        screening_id="s",
        plan_id="p",
        plan_stale=True,
        reviewed_on=DAY,
        ready_on=DAY,
        last_session_on=DAY,
        spread_open=True,
        spread_answered_on=DAY,
    )
    with store.writing() as ledger:
        ledger.save_person(saved)
    with store.reading() as ledger:
        assert ledger.person(ME) == saved


def test_saving_a_person_leaves_profile_and_levels_alone(store: Store) -> None:
    with store.writing() as ledger:
        ledger.save_profile(ME, {"age": 45}, DAY)
        ledger.set_levels(ME, {"bridge": 2}, DAY)
        ledger.save_person(person(state="refer"))
    with store.reading() as ledger:
        assert ledger.person(ME) == person(
            state="refer", profile={"age": 45}, full_form_on=DAY, levels={"bridge": 2}
        )


def test_a_new_interview_replaces_the_one_before(store: Store) -> None:
    with store.writing() as ledger:
        ledger.save_profile(ME, {"age": 45}, DAY)
        ledger.save_profile(ME, {"age": 46, "goals": ["größer"]}, DAY + timedelta(days=7))
    with store.reading() as ledger:
        found = ledger.person(ME)
    assert found is not None
    assert found.profile == {"age": 46, "goals": ["größer"]}
    assert found.full_form_on == DAY + timedelta(days=7)


def test_levels_are_set_and_dropped_one_by_one(store: Store) -> None:
    with store.writing() as ledger:
        ledger.set_levels(ME, {"bridge": 2, "bird_dog": 1, "cat_cow": 3}, DAY)
        ledger.set_levels(ME, {"bridge": 3}, DAY)
        ledger.set_levels(ME, {}, DAY)
        ledger.drop_levels(ME, ["cat_cow", "never_there"])
        ledger.drop_levels(ME, [])
    with store.reading() as ledger:
        found = ledger.person(ME)
    assert found is not None
    assert found.levels == {"bridge": 3, "bird_dog": 1}


def test_a_decision_comes_back_whole(store: Store) -> None:
    with store.writing() as ledger:
        ledger.add_decision(ME, decision())
    with store.reading() as ledger:
        assert ledger.decision(ME, "decision-1") == decision()


def test_what_was_decided_comes_without_its_input(store: Store) -> None:
    with store.writing() as ledger:
        ledger.add_decision(ME, decision())
    with store.reading() as ledger:
        found = ledger.decided(ME, "decision-1")
    assert found is not None
    assert type(found) is Decided
    assert (found.kind, found.as_of, found.outcome) == ("plan", DAY, decision().outcome)


def test_a_decision_is_only_for_its_person(store: Store) -> None:
    with store.writing() as ledger:
        ledger.save_person(person(id="neighbour"))
        ledger.add_decision(ME, decision())
    with store.reading() as ledger:
        assert ledger.decision("neighbour", "decision-1") is None
        assert ledger.decided("neighbour", "decision-1") is None
        assert ledger.decision(ME, "decision-2") is None


def test_a_decision_is_never_written_over(store: Store) -> None:
    with store.writing() as ledger:
        ledger.add_decision(ME, decision())
    with pytest.raises(Exception, match=r"."), store.writing() as ledger:
        ledger.add_decision(ME, decision(rule_version=2))
    with store.reading() as ledger:
        assert ledger.decision(ME, "decision-1") == decision()


def test_a_session_comes_back_whole(store: Store) -> None:
    with store.writing() as ledger:
        ledger.add_decision(ME, decision())
        assert ledger.add_session(ME, session(plan_id="decision-1")) == "new"
    with store.reading() as ledger:
        assert ledger.session(ME, "session-1") == session(plan_id="decision-1")


def test_a_session_without_items_comes_back_too(store: Store) -> None:
    with store.writing() as ledger:
        ledger.add_session(ME, session(items=()))
        ledger.add_session(ME, session("session-2", items=(item("bridge", sets=()),)))
    with store.reading() as ledger:
        assert ledger.session(ME, "session-1") == session(items=())
        assert ledger.session(ME, "session-2") == session("session-2", items=(item("bridge", sets=()),))


def test_a_session_is_only_for_its_person(store: Store) -> None:
    with store.writing() as ledger:
        ledger.save_person(person(id="neighbour"))
        ledger.add_session(ME, session())
        assert ledger.add_session("neighbour", session()) == "different"
    with store.reading() as ledger:
        assert ledger.session("neighbour", "session-1") is None
        assert ledger.sessions("neighbour", DAY, DAY) == ()


def test_the_same_session_again_changes_nothing(store: Store) -> None:
    with store.writing() as ledger:
        ledger.add_session(ME, session())
        ledger.answer_morning(ME, DAY, 4)
    with store.writing() as ledger:
        assert ledger.add_session(ME, session()) == "already"
    with store.reading() as ledger:
        assert ledger.session(ME, "session-1") == session(next_morning=4.0)


def test_another_session_under_the_same_id_is_refused_and_changes_nothing(store: Store) -> None:
    with store.writing() as ledger:
        ledger.add_session(ME, session())
    with store.writing() as ledger:
        other = session(fingerprint="another", effort=9.0, items=(item("cat_cow"),))
        assert ledger.add_session(ME, other) == "different"
    with store.reading() as ledger:
        assert ledger.session(ME, "session-1") == session()


def test_ten_at_once_store_one(store: Store) -> None:
    together = Barrier(10)

    def send(_: int) -> str:
        together.wait()
        with store.writing() as ledger:
            return ledger.add_session(ME, session())

    with ThreadPoolExecutor(10) as threads:
        answers = sorted(threads.map(send, range(10)))
    assert answers == ["already"] * 9 + ["new"]
    with store.reading() as ledger:
        assert ledger.session(ME, "session-1") == session()


def test_sessions_come_oldest_first_within_their_days_and_without_sets(store: Store) -> None:
    days = [DAY + timedelta(days=offset) for offset in (3, 0, 1, 2)]
    with store.writing() as ledger:
        for day in days:
            ledger.add_session(ME, session(f"session-{day}", date=day))
    with store.reading() as ledger:
        found = ledger.sessions(ME, DAY, DAY + timedelta(days=2))
    assert [each.date for each in found] == sorted(days)[:3]
    assert found[0].items == tuple(replace(each, sets=()) for each in session().items)


def test_two_sessions_of_a_day_come_in_the_order_they_ended(store: Store) -> None:
    with store.writing() as ledger:
        ledger.add_session(ME, session("session-b", finished_at="2026-05-04T08:15:00+02:00"))
        ledger.add_session(ME, session("session-a", finished_at="2026-05-04T18:15:00+02:00"))
    with store.reading() as ledger:
        assert [each.id for each in ledger.sessions(ME, DAY, DAY)] == ["session-b", "session-a"]


def test_a_morning_answers_that_days_sessions_that_wait(store: Store) -> None:
    with store.writing() as ledger:
        ledger.add_session(ME, session("session-1"))
        ledger.add_session(ME, session("session-2", next_morning=1.0))
        ledger.add_session(ME, session("session-3", date=DAY - timedelta(days=1)))
        assert ledger.answer_morning(ME, DAY, 5) == 1
        assert ledger.answer_morning(ME, DAY, 6) == 0
    with store.reading() as ledger:
        found = ledger.sessions(ME, DAY - timedelta(days=1), DAY)
    assert {each.id: each.next_morning for each in found} == {
        "session-1": 5.0,
        "session-2": 1.0,
        "session-3": None,
    }


def test_a_second_rating_of_a_day_and_kind_replaces_the_first(store: Store) -> None:
    with store.writing() as ledger:
        ledger.rate(ME, Rating(date=DAY, kind="morning", value=3.0))
        ledger.rate(ME, Rating(date=DAY, kind="morning", value=4.0))
        ledger.rate(ME, Rating(date=DAY, kind="interview", value=5.0))
        ledger.rate(ME, Rating(date=DAY - timedelta(days=1), kind="morning", value=1.0))
    with store.reading() as ledger:
        assert ledger.ratings(ME, DAY, DAY) == (
            Rating(date=DAY, kind="interview", value=5.0),
            Rating(date=DAY, kind="morning", value=4.0),
        )
        assert len(ledger.ratings(ME, DAY - timedelta(days=1), DAY)) == 3


def test_changes_come_newest_first_from_a_day_on(store: Store) -> None:
    older = change(date=DAY - timedelta(days=1))
    with store.writing() as ledger:
        ledger.add_decision(ME, decision())
        ledger.add_changes(ME, [change(), change(movement="cat_cow")])
        ledger.add_changes(ME, [older])
        ledger.add_changes(ME, [])
    with store.reading() as ledger:
        assert ledger.changes(ME, None, limit=10) == (change(movement="cat_cow"), change(), older)
        assert ledger.changes(ME, DAY, limit=10) == (change(movement="cat_cow"), change())
        assert ledger.changes(ME, None, limit=1) == (change(movement="cat_cow"),)


def test_a_block_that_fails_leaves_nothing_behind(store: Store) -> None:
    class Broken(Exception):
        pass

    def fail() -> None:
        with store.writing() as ledger:
            ledger.add_session(ME, session())
            ledger.rate(ME, Rating(date=DAY, kind="morning", value=3.0))
            ledger.save_person(person(state="flare"))
            raise Broken

    with pytest.raises(Broken):
        fail()
    with store.reading() as ledger:
        assert ledger.session(ME, "session-1") is None
        assert ledger.ratings(ME, DAY, DAY) == ()
        assert ledger.person(ME) == person()


def test_what_is_written_is_there_for_the_next_reader(store: Store) -> None:
    with store.writing() as ledger:
        ledger.add_session(ME, session())
        assert ledger.session(ME, "session-1") == session()
    with store.reading() as ledger:
        assert ledger.session(ME, "session-1") == session()
