"""The tracker: frames in, events out, on people whose movement is known."""

from collections.abc import Iterable
from dataclasses import replace
from itertools import pairwise
from math import inf, nan
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lumbar.tracking.events import (
    Calibrated,
    Event,
    FaultRaised,
    HoldEnded,
    HoldProgress,
    RepCompleted,
    RepDropped,
    SecondPerson,
    SideSwitched,
    SightFound,
    SightLost,
)
from lumbar.tracking.tracker import CannotTrack, Tracker
from lumbar.vocabulary.landmark import INDEX, LANDMARKS, Frame
from lumbar.vocabulary.posture import OTHER_SIDE, Side
from lumbar.vocabulary.watch import BounceSeen, TempoSeen
from tests.tracking import films
from tests.tracking.people import (
    CATALOGUE,
    away,
    known,
    lasts_s,
    mirrored,
    movement,
    person,
    posture,
    reps,
    smoothstep,
    told,
    tracker,
    watched,
)

WATCHED = sorted(each.id for each in CATALOGUE if each.watch is not None)
GOES_AND_COMES = [name for name in WATCHED if not known(name).goes_round]
ONE_SIDED = [name for name in GOES_AND_COMES if movement(name).sides != "none"]
CROSSES = "seated_figure_four"
"""Straight between two postures of its template its knee is hidden: no way that a body goes."""


def of_kind(events: Iterable[Event], kind: type) -> list[Any]:
    return [event for event in events if isinstance(event, kind)]


def bridge(count: int = 3, **more: Any) -> list[Frame]:
    return list(person("bridge", reps(count), lasts_s(count, go_s=2.0), **more))


# Counting.


@pytest.mark.parametrize("name", sorted({*GOES_AND_COMES} - {CROSSES}))
def test_whoever_does_as_the_figure_does_is_counted_and_does_nothing_wrong(name: str) -> None:
    report = watched(name, person(name, reps(2), lasts_s(2, go_s=2.0), fps=12)).document()
    side = known(name).side if movement(name).sides != "none" else None
    assert [rep["side"] for rep in report["reps"]] == [side, side]
    assert (report["seen_share"], report["unseen"], report["notes"]) == (1.0, [], [])
    tempos = {fault.id for fault in movement(name).faults if isinstance(fault.seen, TempoSeen)}
    assert {fault["fault"] for fault in report["faults"]} <= tempos


def test_a_repetition_tells_when_how_far_and_how_long() -> None:
    rep, *_ = of_kind(told(tracker("bridge"), bridge()), RepCompleted)
    assert (rep.start_s, rep.top_s, rep.end_s) == pytest.approx((1.0, 3.5, 6.0), abs=0.25)
    assert rep.tempo_s + rep.held_s == pytest.approx(rep.end_s - rep.start_s)
    assert rep.range_deg == pytest.approx(45, abs=15)
    assert rep.t_s >= rep.end_s - 0.3


def test_a_movement_that_goes_round_is_counted_round_by_round() -> None:
    name = "march_on_the_spot"
    assert known(name).goes_round
    report = watched(name, person(name, lambda t_s: (t_s % 2.0) / 2.0, 12.0)).document()
    assert report["rep_count"] in {5, 6, 10, 11, 12}
    assert report["holds"] == []


def test_who_lies_there_does_nothing() -> None:
    assert told(tracker("bridge"), person("bridge", lambda _: 0.0, 20)) == []


def test_a_movement_of_which_no_camera_knows_what_to_look_at_cannot_be_tracked() -> None:
    unseen = next(each for each in CATALOGUE if each.watch is None)
    with pytest.raises(CannotTrack, match=unseen.id):
        Tracker(unseen, known("bridge"))


def test_a_repetition_that_comes_back_only_half_is_one_and_a_bounce() -> None:
    name = "single_knee_to_chest"
    (bouncing,) = (fault.id for fault in movement(name).faults if isinstance(fault.seen, BounceSeen))

    def way(t_s: float) -> float:
        return reps(1, go_s=2.0, hold_s=6.0)(t_s) - 0.5 * sum(max(0.0, 1 - abs(t_s - at) / 0.6) for at in (5, 6.5))

    report = watched(name, person(name, way, 13)).document()
    assert report["rep_count"] == 1
    (fault,) = (each for each in report["faults"] if each["fault"] == bouncing)
    assert (fault["rep"], fault["value"], fault["limit"]) == (1, 2, 2)


# Sight.


@pytest.mark.parametrize("from_s", [2.0, 4.0, 5.0])
def test_half_a_repetition_in_a_blind_spell_is_dropped_and_never_invented(from_s: float) -> None:
    events = told(tracker("bridge"), away(bridge(2), from_s, from_s + 1.5))
    (rep,) = of_kind(events, RepCompleted)
    assert 6.5 <= rep.start_s <= 8.0
    assert [drop.why for drop in of_kind(events, RepDropped)][:1] == ["blind"]
    (lost,), (found,) = of_kind(events, SightLost), of_kind(events, SightFound)
    assert (lost.t_s, lost.why) == (pytest.approx(from_s, abs=0.05), "nobody")
    assert found.t_s == pytest.approx(from_s + 1.5, abs=0.1)


def test_frames_that_do_not_come_are_a_gap() -> None:
    events = told(tracker("bridge"), [frame for frame in bridge(2) if not 3.0 < frame.t_s < 5.0])
    (lost,) = of_kind(events, SightLost)
    assert (lost.t_s, lost.why) == (pytest.approx(3.0, abs=0.05), "gap")
    assert len(of_kind(events, RepCompleted)) == 1


def test_a_few_frames_without_a_body_do_no_harm() -> None:
    frames = [replace(frame, points=[]) if at % 24 < 4 else frame for at, frame in enumerate(bridge(3))]
    assert watched("bridge", frames).document()["rep_count"] == 3


def changed(frame: Frame, why: str) -> Frame:
    points = list(frame.points)
    if why == "nobody":
        return replace(frame, points=[], people=0)
    if why == "not_in_position":
        return replace(posture("forearm_plank", 1.0), t_s=frame.t_s)
    for side in ("left", "right"):
        x, y, z, seen = points[INDEX[f"{side}_hip"]]
        points[INDEX[f"{side}_hip"]] = {
            "broken": (nan, y, z, seen),
            "out_of_frame": (x, 1.5, z, seen),
            "hidden": (x, y, z, 0.0),
            "implausible": (points[INDEX["left_shoulder"]][0], points[INDEX["left_shoulder"]][1], z, seen),
        }[why]
    return replace(frame, points=points)


@pytest.mark.parametrize("why", ["nobody", "broken", "out_of_frame", "hidden", "implausible", "not_in_position"])
def test_why_nothing_is_seen_is_told(why: str) -> None:
    frames = [changed(frame, why) if 2.0 <= frame.t_s < 4.0 else frame for frame in bridge(2)]
    report = watched("bridge", frames).document()
    (unseen,) = report["unseen"]
    assert unseen["why"] == why
    assert (unseen["start_s"], unseen["end_s"]) == pytest.approx((2.0, 4.0), abs=0.2)
    assert report["rep_count"] == 1
    assert report["notes"][0]["note"] == "blind"


def test_who_is_filmed_from_elsewhere_is_told_so() -> None:
    wide = {
        f"{side}_{limb}": 0.09 if side == "left" else -0.09 for side in OTHER_SIDE for limb in ("shoulder", "hip")
    }
    frames = []
    for frame in person("standing_hip_hinge", reps(1), 8):
        points = list(frame.points)
        for name, by in wide.items():
            x, y, z, seen = points[INDEX[name]]
            points[INDEX[name]] = (x + by, y, z, seen)
        frames.append(replace(frame, points=points))
    events = told(tracker("standing_hip_hinge"), frames)
    assert [type(event) for event in events] == [SightLost]
    assert events[0] == SightLost(t_s=0.0, why="wrong_view")


def test_a_second_person_is_told_once_each_time_one_comes() -> None:
    frames = [replace(frame, people=2 if 1 < frame.t_s < 3 or frame.t_s > 6 else 1) for frame in bridge(2)]
    assert [round(event.t_s) for event in of_kind(told(tracker("bridge"), frames), SecondPerson)] == [1, 6]


# The ends of a recording.


def test_a_recording_that_begins_in_a_posture_gives_a_note_and_a_hold_and_no_repetition() -> None:
    frames = person("bridge", lambda t_s: 1 - smoothstep((t_s - 3.0) / 2.0), 8)
    report = watched("bridge", frames).document()
    assert report["rep_count"] == 0
    assert report["notes"] == [{"t_s": 0.0, "note": "began_before"}]
    (hold,) = report["holds"]
    assert (hold["start_s"], hold["held_s"]) == (pytest.approx(0.0, abs=0.3), pytest.approx(3.3, abs=0.5))


def test_a_recording_that_ends_in_a_posture_gives_a_note_and_a_hold_and_no_repetition() -> None:
    following = tracker("bridge")
    events = [event for frame in bridge(1) if frame.t_s < 4.5 for event in following.feed(frame)]
    assert of_kind(events, HoldEnded) == of_kind(events, RepCompleted) == []
    hold, dropped = following.finish()
    assert isinstance(hold, HoldEnded)
    assert hold.end_s == pytest.approx(4.0, abs=0.6)
    assert isinstance(dropped, RepDropped)
    assert dropped.why == "not_ended"
    assert dropped.start_s == pytest.approx(0.5, abs=0.6)
    assert following.finish() == ()


def test_a_recording_that_ends_with_the_last_repetition_has_it() -> None:
    frames = [frame for frame in bridge(2) if frame.t_s < 11.95]
    assert watched("bridge", frames).document()["rep_count"] == 2


def test_who_is_asked_before_the_first_frame_has_nothing_to_say() -> None:
    following = tracker("bridge")
    assert following.finish() == ()
    assert not following.sees


@pytest.mark.parametrize("step_s", [0.0, -1.0, -1e9])
def test_time_that_stands_still_or_runs_backwards_tells_nothing(step_s: float) -> None:
    following, usual = tracker("bridge"), tracker("bridge")
    for frame in bridge(1):
        assert following.feed(frame) == usual.feed(frame)
        assert following.feed(replace(posture("bridge", 1.0), t_s=frame.t_s + step_s)) == ()


# Holds.


@pytest.mark.parametrize("hold_s", [1.0, 3.0, 10.0])
@pytest.mark.parametrize("name", ["bridge", "forearm_plank", "supine_strap_hamstring"])
def test_a_hold_is_the_time_really_held(name: str, hold_s: float) -> None:
    way = reps(1, go_s=2.0, hold_s=hold_s)
    truly_s = sum(way(at / 1000) >= 0.99 for at in range(round(1000 * (hold_s + 6)))) / 1000
    (hold,) = watched(name, person(name, way, hold_s + 6.5)).document()["holds"]
    assert hold["held_s"] == pytest.approx(truly_s, abs=0.15)


def test_every_whole_second_of_a_hold_is_told_while_it_lasts() -> None:
    events = of_kind(told(tracker("forearm_plank"), person("forearm_plank", reps(1, hold_s=4.0), 11)), HoldProgress)
    assert [event.held_s for event in events][:4] == [1, 2, 3, 4]
    assert all(other.t_s - one.t_s == pytest.approx(1.0, abs=0.1) for one, other in pairwise(events))


def test_what_is_not_held_has_no_hold() -> None:
    assert watched("standing_hip_hinge", person("standing_hip_hinge", reps(2), 12)).document()["holds"] == []


# Sides.


def both(name: str, moving: float, resting: float, t_s: float) -> Frame:
    """Return a posture in which the resting side goes some of the way as well."""
    side = known(name).side
    other, moved, still = mirrored(posture(name, resting)), posture(name, moving), posture(name, 0.0)
    points = list(moved.points)
    for limb in ("knee", "ankle", "heel", "foot_index"):
        at = INDEX[f"{OTHER_SIDE[side]}_{limb}"]
        (x, y, z, seen), mirror, rest = points[at], other.points[at], mirrored(still).points[at]
        points[at] = (x - (mirror[0] - rest[0]), y + mirror[1] - rest[1], z, seen)
    return replace(moved, points=points, t_s=t_s)


def test_a_resting_side_that_goes_along_two_fifths_of_the_way_never_counts() -> None:
    name, way = "single_knee_to_chest", reps(4)
    frames = [
        both(name, way(at / 24), 0.4 * way(at / 24), at / 24) for at in range(round(24 * lasts_s(4, go_s=2.0)))
    ]
    assert [rep["side"] for rep in watched(name, frames).document()["reps"]] == [known(name).side] * 4


def test_whom_one_counts_only_on_one_side_is_not_counted_on_the_other() -> None:
    name = "single_knee_to_chest"
    side = known(name).side
    for counted, count in ((side, 2), (OTHER_SIDE[side], 0)):
        assert watched(name, person(name, reps(2), 14), sides=(counted,)).document()["rep_count"] == count


def test_a_change_of_sides_is_told_before_the_repetition() -> None:
    name, whole_s = "single_knee_to_chest", 6.0
    side = known(name).side
    frames: list[Frame] = []
    for turn, each in enumerate((side, side, OTHER_SIDE[side])):
        frames += (
            person(name, reps(1), whole_s, side=side, start_s=turn * whole_s)
            if each == side
            else [mirrored_in_place(frame) for frame in person(name, reps(1), whole_s + 1, start_s=turn * whole_s)]
        )
    events = of_kind(told(tracker(name), frames), (SideSwitched, RepCompleted))  # type: ignore[arg-type]
    assert [(type(event), event.side) for event in events] == [
        (RepCompleted, side),
        (RepCompleted, side),
        (SideSwitched, OTHER_SIDE[side]),
        (RepCompleted, OTHER_SIDE[side]),
    ]


def mirrored_in_place(frame: Frame) -> Frame:
    """Exchange the legs only: the other leg is done by somebody who lies as before."""
    points = list(frame.points)
    for limb in ("knee", "ankle", "heel", "foot_index", "hip"):
        left, right = INDEX[f"left_{limb}"], INDEX[f"right_{limb}"]
        points[left], points[right] = points[right], points[left]
    return replace(frame, points=points)


# Faults.

SHOWN = [
    ("forearm_plank", "hips_low"),
    ("forearm_plank", "hips_high"),
    ("supine_strap_hamstring", "knee_bent"),
    ("supine_strap_hamstring", "head_lifts"),
    ("bird_dog", "overarch"),
    ("bird_dog", "wrong_arm"),
    ("standing_hip_hinge", "back_rounds"),
    ("standing_hip_hinge", "knee_bent"),
]
"""Faults that leave the way its length: who goes less far from the first time on is compared with themselves."""


@pytest.mark.parametrize(("name", "fault"), SHOWN)
def test_a_fault_of_posture_is_raised_once_a_repetition_with_its_value_and_limit(name: str, fault: str) -> None:
    report = watched(name, person(name, reps(2), lasts_s(2, go_s=2.0), fps=12, fault=fault)).document()
    raised = [each for each in report["faults"] if each["fault"] == fault]
    assert [each["rep"] for each in raised] == list(range(1, report["rep_count"] + 1)) != []
    wrong_is_more = raised[0]["value"] > raised[0]["limit"]
    assert all((each["value"] > each["limit"]) == wrong_is_more for each in raised)
    assert {each["cue"] for each in raised} == {each.cue for each in movement(name).faults if each.id == fault}


def test_a_fault_of_posture_is_told_while_it_is_held_so_that_it_can_be_put_right() -> None:
    frames = person("bridge", reps(1, hold_s=4.0), 11, fault="hips_low")
    (raised,) = of_kind(told(tracker("bridge"), frames), FaultRaised)
    assert (raised.fault, raised.rep) == ("hips_low", 1)
    assert 3.0 <= raised.t_s <= 5.0


def test_who_falls_back_is_told_by_how_long_it_took() -> None:
    def way(t_s: float) -> float:
        into_s = t_s % 6.0
        return min(smoothstep((into_s - 1) / 2), smoothstep((4.6 - into_s) / 0.6)) if t_s < 12 else 0.0

    raised = of_kind(told(tracker("bridge"), person("bridge", way, 13.5)), FaultRaised)
    assert [(each.fault, each.rep) for each in raised] == [("drop", 1), ("drop", 2)]
    assert all(0.2 < each.value < each.limit for each in raised)


def test_a_slower_tempo_may_be_asked_for() -> None:
    name = "standing_hip_hinge"
    for tempo_s, count in ((4.0, 0), (12.0, 2)):
        report = watched(name, person(name, reps(2, go_s=2.0), 13.5), tempo_s=tempo_s).document()
        assert [fault["fault"] for fault in report["faults"]] == ["too_fast"] * count


# Calibration.


def test_the_first_repetition_tells_the_own_range() -> None:
    frames = person("bridge", reps(2, far=0.7), 13.5)
    (own,) = of_kind(told(tracker("bridge"), frames), Calibrated)
    assert own.share == pytest.approx(0.7, abs=0.15)
    assert of_kind(told(tracker("bridge", own=1.0), bridge(2)), Calibrated) == []


def test_no_repetition_is_judged_during_a_calibration_and_what_was_done_is_right_from_then_on() -> None:
    frames = list(person("forearm_plank", reps(3), 19.5, fault="hips_low"))
    events = told(tracker("forearm_plank", calibrate_s=6.5), frames)
    assert len(of_kind(events, RepCompleted)) == 3
    assert of_kind(events, FaultRaised) == []
    assert len(of_kind(told(tracker("forearm_plank"), frames), FaultRaised)) == 3


def test_after_a_calibration_what_is_further_off_is_wrong() -> None:
    name = "forearm_plank"
    right, wrong = person(name, reps(1), 6.0), person(name, reps(2), 13.5, fault="hips_low", start_s=6.0)
    raised = of_kind(told(tracker(name, calibrate_s=6.0), [*right, *wrong]), FaultRaised)
    assert [(each.fault, each.rep) for each in raised] == [("hips_low", 2), ("hips_low", 3)]


# The bodies of the clips.

BY_CAMERA = [name for name in films.names() if movement(films.truth(name)["movement"]).watch is not None]


def seen(name: str) -> dict[str, Any]:
    return watched(films.truth(name)["movement"], films.frames(name)).document()


def test_of_every_clip_every_frame_is_kept() -> None:
    assert len(films.names()) == 12
    with np.load(films.FILE) as kept:
        assert {name: len(kept[name]) for name in kept} == {
            name: films.truth(name)["frames"] for name in films.names()
        }


def test_what_is_kept_is_what_a_camera_sees() -> None:
    with np.load(films.FILE) as kept:
        assert np.abs(films.looked_at("bridge") - kept["bridge"]).max() <= 20, "run python -m tests.tracking.films"


HIDES = pytest.mark.xfail(
    strict=True,
    reason="a far leg comes to rest behind the near one: its end is told 0.7 s late, when it is seen again",
)


@pytest.mark.parametrize(
    "name", [pytest.param(name, marks=HIDES if name == "bird_dog" else ()) for name in BY_CAMERA]
)
def test_every_repetition_of_a_clip_is_counted_on_its_side(name: str) -> None:
    report, true = seen(name), films.truth(name)
    assert [rep["side"] for rep in report["reps"]] == [rep["side"] for rep in true["reps"]]
    for rep, truly in zip(report["reps"], true["reps"], strict=True):
        assert rep["start_s"] == pytest.approx(truly["start_s"], abs=0.5)
        assert rep["top_s"] == pytest.approx(truly["top_s"], abs=0.5)
        assert rep["end_s"] == pytest.approx(truly["end_s"], abs=0.5)
    assert (report["unseen"], report["notes"]) == ([], [])


OVERSHOOTS = pytest.mark.xfail(
    strict=True,
    reason="a back that lifts carries the hip beyond its top and back; the hold seems to begin 0.5 s too early",
)


@pytest.mark.parametrize(
    "name", [pytest.param(name, marks=OVERSHOOTS if name == "dead_bug_back_lifts" else ()) for name in BY_CAMERA]
)
def test_every_hold_of_a_clip_is_as_long_as_it_was(name: str) -> None:
    report, true = seen(name), films.truth(name)
    assert [hold["held_s"] for hold in report["holds"]] == [
        pytest.approx(hold["held_s"], abs=0.5) for hold in true["holds"]
    ]


@pytest.mark.parametrize("name", BY_CAMERA)
def test_the_fault_of_a_clip_is_raised_where_it_can_be_seen(name: str) -> None:
    report, true = seen(name), films.truth(name)
    can = {fault.id for fault in movement(true["movement"]).faults if fault.seen}
    shown = {(fault["fault"], fault["rep"]) for fault in true["faults"]}
    raised = {(fault["fault"], fault["rep"]) for fault in report["faults"]}
    assert {each for each in shown if each[0] in can} <= raised
    if all(fault in can for fault, _ in shown):
        assert raised <= shown


# Whatever comes.


@pytest.mark.parametrize("name", ["bridge", "single_knee_to_chest", "forearm_plank"])
def test_in_a_mirror_as_much_is_counted_on_the_other_side(name: str) -> None:
    frames = list(person(name, reps(2), 13.5, fps=15))
    here = watched(name, frames).document()
    there = watched(name, [mirrored(frame) for frame in frames]).document()
    other = {None: None, "left": "right", "right": "left"}
    assert [rep["side"] for rep in there["reps"]] == [other[rep["side"]] for rep in here["reps"]]
    for one, mirror in zip(here["reps"], there["reps"], strict=True):
        assert one["start_s"] == pytest.approx(mirror["start_s"], abs=0.05)
        assert one["held_s"] == pytest.approx(mirror["held_s"], abs=0.05)


@settings(max_examples=6, deadline=None)
@given(st.floats(-1e5, 1e5))
def test_when_a_recording_began_shifts_its_times_and_nothing_else(start_s: float) -> None:
    here = told(tracker("bridge"), bridge(1, fps=12))
    there = told(tracker("bridge"), bridge(1, fps=12, start_s=start_s))
    assert [type(event) for event in here] == [type(event) for event in there]
    for one, other in zip(here, there, strict=True):
        assert other.t_s - start_s == pytest.approx(one.t_s, abs=1e-4)
        if isinstance(one, RepCompleted) and isinstance(other, RepCompleted):
            assert other.top_s - start_s == pytest.approx(one.top_s, abs=1e-4)
            assert other.held_s == pytest.approx(one.held_s, abs=1e-4)


ODD = st.sampled_from([nan, inf, -inf, 0.0, -0.0, 1e300, -1e300, 5e-324])
PLACE = st.floats(-2, 3) | ODD


@st.composite
def streams(draw: st.DrawFn) -> list[Frame]:
    """Draw what a broken pose model might say, among what a good one says."""
    name = draw(st.sampled_from(["bridge", "single_knee_to_chest", "march_on_the_spot"]))
    t_s, frames = 0.0, []
    for _ in range(draw(st.integers(0, 60))):
        t_s += draw(st.sampled_from([0.03, 0.1, 0.3, 0.3, 0.5, 2.0, -1.0, 1e9, 0.0]))
        frame = posture(name, draw(st.sampled_from([0.0, 0.2, 0.5, 1.0])))
        points = list(frame.points)
        for landmark in draw(st.lists(st.sampled_from(LANDMARKS), max_size=2)):
            points[INDEX[landmark]] = draw(st.tuples(PLACE, PLACE, PLACE, st.floats(0, 1) | ODD))
        kind = draw(st.sampled_from(["kept", "kept", "kept", "nobody", "heap"]))
        if kind != "kept":
            points = [] if kind == "nobody" else [points[0]] * len(LANDMARKS)
        people = draw(st.integers(0, 3))
        frames.append(replace(frame, t_s=t_s, points=points, people=people, width=draw(st.sampled_from([1, 640]))))
    return frames


@settings(max_examples=40, deadline=None)
@given(streams(), st.sampled_from(["bridge", "single_knee_to_chest", "march_on_the_spot"]))
def test_whatever_a_pose_model_says_nothing_breaks_and_no_repetition_is_too_short(
    frames: list[Frame], name: str
) -> None:
    for rep in of_kind(told(tracker(name), frames), RepCompleted):
        assert rep.end_s - rep.start_s >= 0.4
        assert rep.start_s <= rep.top_s <= rep.end_s
        assert rep.held_s >= 0


@settings(max_examples=15, deadline=None)
@given(
    st.lists(st.sampled_from([0.0, 0.3, 0.5, 0.7, 1.0]), min_size=2, max_size=25),
    st.sampled_from(["left", "right"]),
)
def test_nothing_is_told_out_of_order(places: list[float], side: Side) -> None:
    def way(t_s: float) -> float:
        at = min(int(t_s), len(places) - 2)
        return places[at] + smoothstep(t_s - at) * (places[at + 1] - places[at])

    events = told(
        tracker("single_knee_to_chest"), person("single_knee_to_chest", way, len(places), fps=10, side=side)
    )
    assert all(
        one.t_s <= other.t_s for one, other in pairwise(events) if not isinstance(other, (SightLost, SightFound))
    )
    found = of_kind(events, RepCompleted)
    assert [rep.rep for rep in found] == list(range(1, len(found) + 1))
