"""The phone as a sensor, on bodies whose movement is known: what is done is counted, and nothing else."""

from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from math import cos, nan, radians, sin

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lumbar.figure.motion import Sensor, motions
from lumbar.figure.performance import Performance, Wish
from lumbar.figure.performer import Performer
from lumbar.library import packaged
from lumbar.library.templates import phone_way
from lumbar.tracking.events import (
    Calibrated,
    Event,
    HoldEnded,
    HoldProgress,
    RepCompleted,
    RepDropped,
    SightFound,
    SightLost,
)
from lumbar.tracking.phone import PhoneTracker
from lumbar.tracking.report import Report
from lumbar.tracking.tracker import CannotTrack
from lumbar.vocabulary.lying import Lying, PhoneWay
from lumbar.vocabulary.motion import Motion, Vector
from lumbar.vocabulary.movement import Movement
from lumbar.vocabulary.posture import SIDES, Side
from lumbar.vocabulary.watch import PhoneWatch

CATALOGUE = packaged.catalogue()
BY_PHONE = sorted(movement.id for movement in CATALOGUE.movements if movement.phone)
FPS = 60.0
USUAL = Sensor(noise=1, askew_deg=10, seed=5)

Done = tuple[Performance, list[Motion]]


@cache
def performer(name: str, body: str = "woman") -> Performer:
    return Performer(CATALOGUE[name], body)


def done(name: str, wish: Wish, body: str = "woman", sensor: Sensor = USUAL) -> Done:
    phone = CATALOGUE[name].phone
    assert phone is not None
    own = performer(name, body)
    performance = own.perform(replace(wish, fps=FPS))
    return performance, motions(own, performance, phone.spot, sensor)


def way_of(name: str) -> PhoneWay:
    phone = CATALOGUE[name].phone
    assert phone is not None
    way = phone_way(name, phone.spot)
    assert way is not None, "not built: run make build"
    return way


def watched(name: str, samples: Sequence[Motion], sides: tuple[Side, ...] = SIDES) -> tuple[Report, list[Event]]:
    tracker, report = PhoneTracker(CATALOGUE[name], way_of(name), sides=sides), Report.of(CATALOGUE[name])
    events: list[Event] = []
    for sample in samples:
        events += tracker.feed(sample)
        report.frame(sample.t_s, seen=tracker.sees)
    events += tracker.finish()
    for event in events:
        report.add(event)
    report.end()
    return report, events


@pytest.mark.parametrize("pace", [0.6, 1.5])
@pytest.mark.parametrize("body", ["woman", "broad"])
@pytest.mark.parametrize("name", BY_PHONE)
def test_what_a_body_does_is_counted_and_timed(name: str, body: str, pace: float) -> None:
    performance, samples = done(name, Wish(reps=5, pace=pace, seed=3), body)
    report, events = watched(name, samples)
    assert [rep.side for rep in report.reps] == [rep.side for rep in performance.reps]
    for rep, truth in zip(report.reps, performance.reps, strict=True):
        assert truth.start_s - 0.8 < rep.start_s < rep.end_s < truth.end_s + 0.8
    assert len(report.holds) == len(performance.holds)
    for hold, known in zip(report.holds, performance.holds, strict=True):
        assert hold.held_s == pytest.approx(known.held_s, abs=0.55 if pace < 1 else 0.5)
    assert (report.notes, report.blind) == ([], [])
    assert sum(isinstance(event, Calibrated) for event in events) == 1


@pytest.mark.parametrize("name", BY_PHONE)
def test_whoever_goes_half_as_far_is_counted_too(name: str) -> None:
    goes_round = way_of(name).goes_round
    performance, samples = done(name, Wish(reps=4, range_share=0.5, seed=4))
    if goes_round:
        # It rests at the far end before and after, which is not what somebody who goes half as far does.
        first, last = performance.reps[0].start_s + 3, performance.reps[-1].end_s - 3
        samples = [sample for sample in samples if first < sample.t_s < last]
    report, _ = watched(name, samples)
    assert len(performance.reps) - goes_round <= len(report.reps) <= len(performance.reps)


@pytest.mark.parametrize("name", [each for each in BY_PHONE if any(f.seen for f in CATALOGUE[each].faults)])
def test_the_faults_that_are_seen_are_told_and_no_other(name: str) -> None:
    for fault in (each.id for each in CATALOGUE[name].faults if each.seen):
        wrong, samples = done(name, Wish(reps=4, faults=(fault,), share=0.5, seed=2))
        report, _ = watched(name, samples)
        assert [(each.fault, each.rep) for each in report.faults] == [
            (each.fault, each.rep) for each in wrong.faults
        ]


def test_the_range_is_told_in_true_degrees() -> None:
    _, samples = done("pelvic_tilt", Wish(reps=4), sensor=Sensor())
    report, _ = watched("pelvic_tilt", samples)
    assert all(rep.range_deg == pytest.approx(29, abs=2) for rep in report.reps)


def test_only_the_side_that_is_asked_for_is_counted() -> None:
    _, samples = done("trunk_rotation_seated", Wish(reps=6))
    report, _ = watched("trunk_rotation_seated", samples, sides=("right",))
    assert [rep.side for rep in report.reps] == ["right"] * 3


def test_a_hold_is_told_second_by_second() -> None:
    performance, samples = done("pelvic_tilt", Wish(reps=1, hold_s=5.4))
    _, events = watched("pelvic_tilt", samples)
    told = [event for event in events if isinstance(event, HoldProgress)]
    (hold,) = performance.holds
    assert [event.held_s for event in told] == list(range(1, len(told) + 1))
    assert len(told) == pytest.approx(hold.held_s, abs=1)
    for event in told:
        assert event.t_s - hold.start_s == pytest.approx(event.held_s, abs=0.5)


@pytest.mark.parametrize("name", BY_PHONE)
def test_whoever_lies_still_and_breathes_does_nothing(name: str) -> None:
    _, samples = done(name, Wish(reps=1))
    still = [replace(samples[5], t_s=i / FPS) for i in range(int(30 * FPS))]
    rocked = [replace(each, gravity=_pitched(each.gravity, 2 * sin(radians(90 * each.t_s)))) for each in still]
    report, _ = watched(name, rocked)
    assert (report.reps, report.holds, report.notes) == ([], [], [])


def _pitched(up: Vector, deg: float) -> Vector:
    c, s = cos(radians(deg)), sin(radians(deg))
    return up[0], c * up[1] - s * up[2], s * up[1] + c * up[2]


def shaken(start_s: float, seconds: float) -> list[Motion]:
    """Return a phone that is taken up and shaken."""
    return [
        Motion(
            t_s=start_s + i / FPS,
            gravity=(12 * sin(i / 2), 9.8 + 9 * cos(i / 3), 8 * sin(i / 5)),
            rotation=(400 * sin(i / 4), 200.0, 0.0),
        )
        for i in range(int(seconds * FPS))
    ]


@pytest.mark.parametrize("name", BY_PHONE)
def test_a_phone_that_is_shaken_counts_nothing_and_says_so(name: str) -> None:
    report, events = watched(name, shaken(0.0, 20))
    assert (report.reps, report.holds) == ([], [])
    assert [each.why for each in report.blind] == ["carried"]
    assert report.seen / report.frames < 0.05
    assert not any(isinstance(event, SightFound) for event in events)


@pytest.mark.parametrize("name", ["pelvic_tilt", "trunk_rotation_seated", "cat_cow"])
def test_a_phone_that_falls_off_loses_the_repetition_under_way(name: str) -> None:
    performance, samples = done(name, Wish(reps=3))
    second = performance.reps[1]
    cut_s = (second.start_s + second.top_s) / 2
    before = [sample for sample in samples if sample.t_s <= cut_s]
    falls = [Motion(t_s=cut_s + (i + 1) / FPS, gravity=(0.3, 0.2, 0.4), rotation=(90.0, 0, 0)) for i in range(15)]
    hits = [Motion(t_s=cut_s + 0.27 + i / FPS, gravity=(0.0, 0.0, 30.0), rotation=(0.0, 0, 0)) for i in range(2)]
    lies = [Motion(t_s=cut_s + 0.32 + i / FPS, gravity=(9.7, 0.4, -0.2), rotation=(0.0, 0, 0)) for i in range(600)]
    report, events = watched(name, before + falls + hits + lies)
    assert len(report.reps) == 1
    assert [event.why for event in events if isinstance(event, SightLost)] == ["carried"]
    assert [event.why for event in events if isinstance(event, RepDropped)] == ["blind"]


def test_a_phone_upside_down_is_told_and_counts_nothing() -> None:
    _, samples = done("trunk_rotation_standing", Wish(reps=2))
    upside_down = [replace(each, gravity=(-each.gravity[0], -each.gravity[1], each.gravity[2])) for each in samples]
    report, _ = watched("trunk_rotation_standing", upside_down)
    assert report.reps == []
    assert {each.why for each in report.blind} == {"not_in_position"}


@pytest.mark.parametrize("name", ["pelvic_tilt", "trunk_rotation_supine", "seated_cat_cow"])
def test_a_gap_within_a_repetition_loses_that_one_only(name: str) -> None:
    performance, samples = done(name, Wish(reps=4))
    second = performance.reps[1]
    gap = (second.start_s + 0.3 * (second.top_s - second.start_s), second.top_s)
    report, events = watched(name, [each for each in samples if not gap[0] < each.t_s < gap[1]])
    assert [each.why for each in report.blind] == ["gap"]
    assert any(isinstance(event, RepDropped) for event in events)
    assert 2 <= len(report.reps) <= 3
    assert all(rep.end_s <= gap[0] or rep.start_s >= gap[1] - 0.1 for rep in report.reps)


def test_a_hold_that_a_gap_ends_is_told_with_what_was_seen_of_it() -> None:
    performance, samples = done("pelvic_tilt", Wish(reps=1, hold_s=8))
    (hold,) = performance.holds
    _, events = watched("pelvic_tilt", [each for each in samples if each.t_s < hold.start_s + 4])
    (ended,) = (event for event in events if isinstance(event, HoldEnded))
    assert ended.held_s == pytest.approx(4, abs=0.5)


def test_a_recording_that_begins_in_the_posture_does_not_count_it() -> None:
    performance, samples = done("seated_pelvic_tilt", Wish(reps=3))
    report, _ = watched("seated_pelvic_tilt", [each for each in samples if each.t_s > performance.reps[0].top_s])
    assert len(report.reps) == 2
    assert [note for _, note in report.notes] == ["began_before"]


def test_a_recording_that_stops_as_the_last_repetition_ends_counts_it() -> None:
    performance, samples = done("pelvic_tilt", Wish(reps=3))
    end_s = performance.reps[-1].end_s
    report, _ = watched("pelvic_tilt", [each for each in samples if each.t_s <= end_s])
    assert (len(report.reps), len(report.holds), report.notes) == (3, 3, [])
    half_s = (performance.holds[-1].end_s + end_s) / 2
    report, _ = watched("pelvic_tilt", [each for each in samples if each.t_s <= half_s])
    assert [note for _, note in report.notes] == ["not_ended"]


def test_a_waistband_that_slips_does_not_matter() -> None:
    _, samples = done("pelvic_tilt", Wish(reps=8))
    slips = [replace(each, gravity=_pitched(each.gravity, 0.2 * each.t_s)) for each in samples]
    report, _ = watched("pelvic_tilt", slips)
    assert len(report.reps) == 8


def test_numbers_that_are_none_are_told_as_broken() -> None:
    _, samples = done("pelvic_tilt", Wish(reps=1))
    report, _ = watched("pelvic_tilt", [replace(each, gravity=(nan, 0.0, 9.8)) for each in samples])
    assert report.reps == []
    assert [each.why for each in report.blind] == ["broken"]


def test_time_that_stands_still_runs_back_or_is_none_changes_nothing() -> None:
    _, samples = done("pelvic_tilt", Wish(reps=2))
    muddled = [
        each
        for sample in samples
        for each in (sample, sample, replace(sample, t_s=sample.t_s - 5), replace(sample, t_s=nan))
    ]
    assert watched("pelvic_tilt", muddled)[1] == watched("pelvic_tilt", samples)[1]


def test_a_movement_without_a_phone_cannot_be_tracked() -> None:
    with pytest.raises(CannotTrack):
        PhoneTracker(CATALOGUE["bridge"], way_of("pelvic_tilt"))


@pytest.fixture(scope="module")
def tilt() -> Movement:
    movement = CATALOGUE["pelvic_tilt"]
    assert isinstance(movement.phone, PhoneWatch)
    return movement


def swinging(degrees: Sequence[float]) -> list[Motion]:
    return [
        Motion(t_s=i / FPS, gravity=_pitched((0.0, 0.0, 9.81), deg), rotation=(0.0, 0.0, 0.0))
        for i, deg in enumerate(degrees)
    ]


def test_four_degrees_are_no_repetition_and_ten_are_one(tilt: Movement) -> None:
    flat = PhoneWay(
        side="left", goes_round=False, way=[Lying(up=_pitched((0, 0, 1), 6 * i), turn_deg=0) for i in range(6)]
    )
    for deg, reps in ((4, 0), (10, 3)):
        tracker = PhoneTracker(tilt, flat)
        wave = [deg * (1 - cos(radians(90 * i / FPS))) / 2 for i in range(int(12 * FPS))] + [0.0] * 90
        events = [event for sample in swinging(wave) for event in tracker.feed(sample)]
        assert sum(isinstance(event, RepCompleted) for event in events) == reps


wild = st.floats(-40, 40, width=32) | st.just(nan)
samples_of_any_kind = st.lists(
    st.builds(
        Motion,
        t_s=st.floats(0, 60, width=32) | st.just(nan),
        gravity=st.tuples(wild, wild, wild),
        rotation=st.tuples(wild, wild, wild),
    ),
    max_size=60,
)


@given(samples_of_any_kind, st.sampled_from(BY_PHONE))
def test_whatever_comes_in_times_go_on_and_holds_are_no_longer_than_what_was_seen(
    samples: list[Motion], name: str
) -> None:
    _, events = watched(name, samples)
    last_s = 0.0
    for event in events:
        assert event.t_s <= 60
        if isinstance(event, RepCompleted):
            assert last_s <= event.top_s <= event.end_s
            last_s = event.start_s
        if isinstance(event, HoldEnded):
            assert 0 <= event.held_s <= 60
