"""What every store promises, asked of the real one and of the fake."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, timedelta
from threading import Barrier

import pytest

from lumbar.services.ports import Store
from lumbar.services.records import Decided, Measurement, Rating, Walk
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
        name="Zoë",
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


def test_what_took_a_place_and_what_was_never_begun_come_back(store: Store) -> None:
    swapped = item("bridge", instead_of="single_leg_bridge", swap_reason="too_hard")
    skipped = item("cat_cow", pain_during=None, skipped=True, completed=False, sets_done=0, reps_done=0, sets=())
    kept = session(items=(swapped, skipped), source="paper")
    with store.writing() as ledger:
        ledger.add_session(ME, kept)
    with store.reading() as ledger:
        assert ledger.session(ME, "session-1") == kept
        [listed] = ledger.sessions(ME, DAY, DAY)
    assert listed == replace(kept, items=tuple(replace(each, sets=()) for each in kept.items))


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


def test_a_days_walk_replaces_what_was_kept_of_it(store: Store) -> None:
    before = DAY - timedelta(days=1)
    with store.writing() as ledger:
        for walk in (Walk(date=DAY, minutes=10), Walk(date=DAY, minutes=25.5), Walk(date=before, minutes=0)):
            ledger.walked(ME, walk)
    with store.reading() as ledger:
        assert ledger.walks(ME, before, DAY) == (Walk(date=before, minutes=0), Walk(date=DAY, minutes=25.5))
        assert ledger.walks(ME, before, before) == (Walk(date=before, minutes=0),)


def test_a_measurement_replaces_that_of_its_day_and_kind(store: Store) -> None:
    def goals(value: float) -> Measurement:
        return Measurement(kind="goals", date=DAY, value=value, answers={"play on the floor": value})

    change_told = Measurement(kind="global_change", date=DAY, value=2, answers={"change": 2})
    earlier = replace(change_told, date=DAY - timedelta(days=14), answers={"note": "größer"})
    with store.writing() as ledger:
        for measurement in (goals(3), change_told, goals(4.5), earlier):
            ledger.measure(ME, measurement)
    with store.reading() as ledger:
        assert ledger.measurements(ME, DAY, DAY) == (change_told, goals(4.5))
        assert ledger.measurements(ME, DAY - timedelta(days=20), DAY) == (earlier, change_told, goals(4.5))


def test_a_lesson_is_read_once(store: Store) -> None:
    with store.writing() as ledger:
        ledger.read_lesson(ME, "pacing", DAY)
        ledger.read_lesson(ME, "pacing", DAY + timedelta(days=3))
        ledger.read_lesson(ME, "sleep", DAY)
    with store.reading() as ledger:
        assert ledger.lessons_read(ME) == {"pacing": DAY, "sleep": DAY}


def test_plans_come_newest_first_and_without_other_decisions(store: Store) -> None:
    moments = {f"plan-{hour}": f"2026-05-04T0{hour}:00:00+02:00" for hour in (7, 9, 8)}
    with store.writing() as ledger:
        for name, moment in moments.items():
            ledger.add_decision(ME, decision(name, made_at=moment))
        ledger.add_decision(
            ME, decision("older", as_of=DAY - timedelta(days=9), made_at="2026-04-25T08:00:00+02:00")
        )
        ledger.add_decision(ME, decision("screening", kind="screen"))
    with store.reading() as ledger:
        since = DAY - timedelta(days=3)
        assert [each.id for each in ledger.plans(ME, since, 10)] == ["plan-9", "plan-8", "plan-7"]
        assert [each.id for each in ledger.plans(ME, since, 2)] == ["plan-9", "plan-8"]
        assert [each.id for each in ledger.plans(ME, DAY - timedelta(days=20), 10)][-1] == "older"
        assert type(ledger.plans(ME, since, 1)[0]) is Decided


def test_everybody_is_listed_in_order_without_profile_and_levels(store: Store) -> None:
    with store.writing() as ledger:
        ledger.save_person(person(id="a-neighbour", name="Ana", state="flare"))
        ledger.save_profile(ME, {"age": 45}, DAY)
        ledger.set_levels(ME, {"bridge": 2}, DAY)
    with store.reading() as ledger:
        assert ledger.people() == (person(id="a-neighbour", name="Ana", state="flare"), person())


def keep_everything(store: Store, name: str) -> None:
    """Keep one of each thing there is to keep."""
    plan = f"decision-{name}"
    with store.writing() as ledger:
        ledger.save_person(person(id=name, plan_id=plan, screening_id=plan))
        ledger.save_profile(name, {"age": 45}, DAY)
        ledger.set_levels(name, {"bridge": 2}, DAY)
        ledger.add_decision(name, decision(plan))
        ledger.add_session(name, session(f"session-{name}", plan_id=plan))
        ledger.rate(name, Rating(date=DAY, kind="morning", value=3.0))
        ledger.walked(name, Walk(date=DAY, minutes=20))
        ledger.measure(name, Measurement(kind="goals", date=DAY, value=3, answers={}))
        ledger.read_lesson(name, "pacing", DAY)
        ledger.add_changes(name, [change(decision_id=plan)])


def kept_of(store: Store, name: str) -> list[object]:
    with store.reading() as ledger:
        return [
            ledger.person(name),
            ledger.decision(name, f"decision-{name}"),
            ledger.session(name, f"session-{name}"),
            ledger.sessions(name, DAY, DAY),
            ledger.ratings(name, DAY, DAY),
            ledger.walks(name, DAY, DAY),
            ledger.measurements(name, DAY, DAY),
            ledger.lessons_read(name),
            ledger.changes(name, None, 10),
            ledger.plans(name, DAY, 10),
        ]


def test_a_forgotten_person_leaves_nothing_behind_and_takes_nothing_along(store: Store) -> None:
    for name in ("leaves", "stays"):
        keep_everything(store, name)
    others = kept_of(store, "stays")
    assert all(kept_of(store, "leaves"))
    with store.writing() as ledger:
        ledger.forget("leaves")
        ledger.forget("never was here")
    assert not any(kept_of(store, "leaves"))
    assert kept_of(store, "stays") == others
    with store.reading() as ledger:
        assert [each.id for each in ledger.people()] == [ME, "stays"]


def test_whoever_comes_back_after_being_forgotten_begins_anew(store: Store) -> None:
    keep_everything(store, "leaves")
    with store.writing() as ledger:
        ledger.forget("leaves")
    keep_everything(store, "leaves")
    assert all(kept_of(store, "leaves"))


def test_nothing_of_one_person_is_anothers(store: Store) -> None:
    keep_everything(store, "leaves")
    with store.reading() as ledger:
        assert ledger.decision(ME, "decision-leaves") is None
        assert ledger.session(ME, "session-leaves") is None
    found = kept_of(store, ME)
    assert found[0] == person()
    assert not any(found[1:])


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
