"""Knees bend one way: what the gate says of those that bend the other way."""

import pytest

from lumbar.library import packaged
from lumbar.library.templates import template
from lumbar.signals.measures import Pose
from lumbar.tracking.expected import Expected
from lumbar.tracking.gate import Gate
from lumbar.vocabulary.landmark import INDEX, LANDMARKS, Frame
from lumbar.vocabulary.posture import OTHER_SIDE
from lumbar.vocabulary.template import Template

WATCHED = tuple(movement.id for movement in packaged.catalogue() if movement.watch is not None)
BENT = ("bridge", "double_knee_to_chest", "seated_march")


def gate(movement_id: str) -> tuple[Gate, Template]:
    known, watch = template(movement_id), packaged.catalogue()[movement_id].watch
    assert known is not None
    assert watch is not None
    return Gate(Expected(known, watch)), known


def refused(movement_id: str, frame: Frame) -> str | None:
    return gate(movement_id)[0].refuses(frame, Pose(frame))


def exchanged(frame: Frame) -> Frame:
    """Return the same with left and right exchanged."""
    points = list(frame.points)
    for name in LANDMARKS:
        points[INDEX[name]] = frame.points[INDEX["_".join(OTHER_SIDE.get(word, word) for word in name.split("_"))]]
    return Frame(t_s=frame.t_s, points=points, width=frame.width, height=frame.height)


def mirrored(frame: Frame) -> Frame:
    """Return what would be seen in a mirror: a body as well."""
    swapped = exchanged(frame)
    points = [(1 - x, y, z, seen) for x, y, z, seen in swapped.points]
    return Frame(t_s=frame.t_s, points=points, width=frame.width, height=frame.height)


def flat(frame: Frame) -> Frame:
    """Return the same with nothing known of the depth."""
    points = [(x, y, 0.0, seen) for x, y, _, seen in frame.points]
    return Frame(t_s=frame.t_s, points=points, width=frame.width, height=frame.height)


@pytest.mark.parametrize("movement_id", WATCHED)
def test_the_figure_is_a_body_all_along_its_way_and_in_a_mirror(movement_id: str) -> None:
    for frame in gate(movement_id)[1].way:
        assert refused(movement_id, frame) is None
        assert refused(movement_id, mirrored(frame)) is None


@pytest.mark.parametrize("movement_id", BENT)
def test_a_body_with_left_and_right_exchanged_is_none(movement_id: str) -> None:
    for frame in gate(movement_id)[1].way:
        assert refused(movement_id, exchanged(frame)) == "implausible"


@pytest.mark.parametrize("movement_id", BENT)
def test_where_nothing_is_known_of_the_depth_knees_are_not_judged(movement_id: str) -> None:
    assert refused(movement_id, flat(exchanged(gate(movement_id)[1].way[0]))) is None


def test_a_knee_that_is_not_seen_is_not_judged() -> None:
    wrong = exchanged(gate("bridge")[1].way[0])
    points = list(wrong.points)
    for side in OTHER_SIDE:
        x, y, z, _ = points[INDEX[f"{side}_knee"]]
        points[INDEX[f"{side}_knee"]] = (x, y, z, 0.0)
    assert refused("bridge", Frame(t_s=0.0, points=points, width=wrong.width, height=wrong.height)) is None
