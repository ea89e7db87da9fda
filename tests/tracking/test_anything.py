"""The tracker of any movement: it counts what is repeated, and says why it sees nothing."""

import math
from collections.abc import Iterator
from dataclasses import replace
from math import inf, nan

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lumbar.tracking.anything import AnythingTracker
from lumbar.tracking.events import Event, RepCompleted, SecondPerson, SightFound, SightLost
from lumbar.vocabulary.landmark import INDEX, LANDMARKS, Frame
from tests.tracking.people import away, mirrored, person, posture


def repeated(name: str = "bridge", count: int = 5, *, period_s: float = 3.0, fps: float = 12) -> list[Frame]:
    def way(t_s: float) -> float:
        return (1 - math.cos(2 * math.pi * t_s / period_s)) / 2 if t_s < count * period_s else 0.0

    return list(person(name, way, count * period_s + 2, fps=fps))


def told(frames: Iterator[Frame] | list[Frame]) -> list[Event]:
    tracker = AnythingTracker()
    events = [event for frame in frames for event in tracker.feed(frame)]
    events += tracker.finish()
    assert tracker.count == sum(isinstance(event, RepCompleted) for event in events)
    return events


def count(frames: list[Frame]) -> int:
    return sum(isinstance(event, RepCompleted) for event in told(frames))


HALVES = pytest.mark.xfail(
    strict=True,
    reason="where nothing trembles, a limb that goes and comes within half a repetition is taken for the movement",
)


@pytest.mark.parametrize(
    "name",
    [
        "bridge",
        "bird_dog",
        *(pytest.param(each, marks=HALVES) for each in ("standing_hip_hinge", "single_knee_to_chest")),
    ],
)
def test_whatever_is_repeated_is_counted(name: str) -> None:
    assert count(repeated(name)) == 5


def test_a_repetition_of_anything_has_no_side_no_hold_and_a_number() -> None:
    reps = [event for event in told(repeated()) if isinstance(event, RepCompleted)]
    assert [rep.rep for rep in reps] == [1, 2, 3, 4, 5]
    assert {(rep.side, rep.held_s) for rep in reps} == {(None, 0.0)}
    assert all(rep.start_s < rep.top_s < rep.end_s for rep in reps)
    assert all(rep.tempo_s == pytest.approx(rep.end_s - rep.start_s) for rep in reps)
    assert all(rep.range_deg is not None and rep.range_deg > 5 for rep in reps)


def test_in_a_mirror_as_much_is_counted() -> None:
    assert count([mirrored(frame) for frame in repeated()]) == 5


def test_who_stays_still_repeats_nothing() -> None:
    assert told(person("bridge", lambda _: 0.4, 20)) == []


def test_nobody_is_told_and_nothing_is_invented_meanwhile() -> None:
    events = told(away(repeated(count=9), 10.0, 14.0))
    lost, found = (event for event in events if isinstance(event, (SightLost, SightFound)))
    assert lost == SightLost(t_s=10.0, why="nobody")
    assert found.t_s == pytest.approx(14.0, abs=0.1)
    reps = [event for event in events if isinstance(event, RepCompleted)]
    assert not any(rep.start_s < 10.0 and rep.end_s > 14.0 for rep in reps)


@pytest.mark.parametrize("number", [nan, inf])
def test_broken_numbers_are_told(number: float) -> None:
    frame = posture("bridge", 0.0)
    points = list(frame.points)
    points[INDEX["left_knee"]] = (number, 0.5, 0.0, 1.0)
    assert told([replace(frame, points=points, t_s=at / 10) for at in range(20)]) == [
        SightLost(t_s=0, why="broken")
    ]


def test_a_body_of_which_no_angle_is_seen_is_hidden() -> None:
    frame = posture("bridge", 0.0)
    points = [(x, y, z, 0.0) for x, y, z, _ in frame.points]
    assert told([replace(frame, points=points, t_s=at / 10) for at in range(20)]) == [
        SightLost(t_s=0, why="hidden")
    ]


def test_a_second_person_is_told_once() -> None:
    frames = [replace(posture("bridge", 0.0), people=2, t_s=at / 10) for at in range(20)]
    assert told(frames) == [SecondPerson(t_s=0.0)]


def test_time_that_runs_backwards_tells_nothing() -> None:
    tracker = AnythingTracker()
    frame = posture("bridge", 0.0)
    assert tracker.finish() == ()
    tracker.feed(replace(frame, t_s=5.0))
    assert tracker.sees
    assert tracker.feed(replace(frame, points=[], people=3, t_s=5.0)) == ()
    assert tracker.feed(replace(frame, points=[], people=3, t_s=-5.0)) == ()


PLACE = st.floats(-2, 3) | st.sampled_from([nan, inf, -inf, 1e300])


@settings(max_examples=20, deadline=None)
@given(
    st.lists(
        st.tuples(st.sampled_from([-1.0, 0.0, 0.1, 0.3, 5.0, 1e9]), st.sampled_from(LANDMARKS), PLACE, PLACE),
        max_size=60,
    )
)
def test_whatever_comes_nothing_breaks(steps: list[tuple[float, str, float, float]]) -> None:
    t_s, frames = 0.0, []
    for step_s, name, x, y in steps:
        t_s += step_s
        points = list(posture("bridge", abs(t_s) % 1.0).points)
        points[INDEX[name]] = (x, y, 0.0, 1.0)
        frames.append(replace(posture("bridge", 0.0), t_s=t_s, points=points))
    for event in told(frames):
        assert math.isfinite(event.t_s)
