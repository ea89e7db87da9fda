"""What is wrong with a solved figure is found, and where."""

from collections.abc import Mapping
from dataclasses import replace

import numpy as np
import pytest

from lumbar.figure.body import BODIES, BONES
from lumbar.figure.checking import findings
from lumbar.figure.cycle import Cycle, mirror
from lumbar.figure.furniture import tall_chair
from lumbar.figure.props import standing
from lumbar.figure.skeleton import ANGLE, Skin
from lumbar.figure.solver import facing
from tests.figure.scenes import figure, solved, solver

HELD = (("standing_back_bend", "start"), ("seated_march", "start"), ("single_knee_to_chest", "in"))


def with_angles(cycle: Cycle, name: str, changed: Mapping[str, float]) -> Cycle:
    """Return a cycle in which one posture has some of its angles changed, and so has the end of its way."""
    posture = cycle.postures[name]
    angles = posture.angles.copy()
    for angle, degrees in changed.items():
        angles[ANGLE[angle]] += degrees
    bad = replace(posture, angles=angles)
    move, flow = ([bad if one is posture else one for one in way] for way in (cycle.move, cycle.flow))
    return Cycle(postures={**cycle.postures, name: bad}, move=move, flow=flow)


def found(movement: str, cycle: Cycle) -> list[str]:
    return [str(one) for one in findings(figure(movement), solver("woman"), cycle)]


@pytest.mark.parametrize("body", BODIES)
@pytest.mark.parametrize(("movement", "name"), HELD)
def test_a_hand_lies_on_what_it_holds_and_not_in_it(movement: str, name: str, body: str) -> None:
    posture = solved(movement, body).postures[name]
    own = solver(body)
    bones = own.pose(posture)
    for pad, at in figure(movement).postures[name].holds.items():
        facing_it = -facing(own.pads, bones, pad) @ facing(own.pads, bones, at)
        assert np.degrees(np.arccos(facing_it)) < 45
        assert np.linalg.norm(own.skin_of(posture, pad) - own.skin_of(posture, at)) < 0.045


def test_a_palm_that_is_turned_away_is_found() -> None:
    turned = with_angles(solved("seated_march"), "start", {"left_forearm_supination": 120})
    lines = found("seated_march", turned)
    assert any("expected left_palm facing left_thigh_front, within 45 degrees" in line for line in lines)


def test_a_foot_that_hangs_in_the_air_is_found() -> None:
    lifted = with_angles(solved("bridge"), "up", {"left_ankle_dorsiflexion": 25})
    lines = found("bridge", lifted)
    assert any("expected left_sole on the floor, 0.5 cm above it to 1.5 cm in it" in line for line in lines)


def test_a_hand_that_leaves_the_back_of_the_chair_is_found() -> None:
    lifted = with_angles(solved("standing_hip_flexor"), "forward", {"right_elbow_flexion": 20})
    lines = found("standing_hip_flexor", lifted)
    assert any("expected right_palm on the chair_back, 0.5 cm above it to 1.5 cm in it" in line for line in lines)


@pytest.mark.parametrize("body", BODIES)
@pytest.mark.parametrize("movement", ["standing_hip_flexor", "standing_hamstring"])
def test_nothing_but_the_hand_that_holds_it_is_in_the_chair(movement: str, body: str) -> None:
    own, cycle = solver(body), solved(movement, body)
    ((_, place),) = standing(figure(movement), cycle, own)
    boxes = tall_chair(place.tolist()).at.reshape(-1, 8, 3)
    least, most = boxes.min(axis=1), boxes.max(axis=1)
    not_hand = np.flatnonzero([not BONES[bone].startswith(("wrist", "finger")) for bone in own.body.bones[:, 0]])
    for posture in cycle.move:
        at = own.skeleton.skin(own.pose(posture), Skin.of(own.body, not_hand))[:, None]
        assert not ((at > least) & (at < most)).all(axis=-1).any()


def test_an_arm_through_the_trunk_is_found() -> None:
    crossed = with_angles(solved("bridge"), "up", {"left_shoulder_abduction": -60, "left_elbow_flexion": 60})
    lines = found("bridge", crossed)
    assert any(line.startswith("move, posture 6 of 6") and "in each other by at most" in line for line in lines)


@pytest.mark.parametrize("movement", ["bird_dog", "dead_bug", "single_knee_to_chest", "trunk_rotation_supine"])
def test_what_alternates_starts_from_the_middle(movement: str) -> None:
    start = solved(movement).postures["start"]
    own, other = (solver("woman").pose(one).places for one in (start, mirror(start)))
    assert np.linalg.norm(own - other - (own - other)[0], axis=1).max() < 0.03
