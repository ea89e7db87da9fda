"""What a phone on a performer measures, beside what is known of how it lies."""

import numpy as np
import pytest

from lumbar.figure.motion import Sensor, motions
from lumbar.figure.performance import Wish
from lumbar.figure.performer import Performer
from lumbar.figure.phone import Phone, rotations_deg
from lumbar.figure.skeleton import about_x, about_z
from lumbar.library import packaged
from lumbar.signals.gravity import about_upright_deg_s, length, pitch_deg
from lumbar.vocabulary.motion import GRAVITY_M_S2
from lumbar.vocabulary.watch import Spot

SPOTS_APART: tuple[Spot, Spot] = ("chest", "sacrum")
QUICK = Wish(reps=2, hold_s=0.5, pace=2, fps=60)


@pytest.fixture(scope="module")
def tilting() -> Performer:
    return Performer(packaged.catalogue()["pelvic_tilt"], "woman")


@pytest.fixture(scope="module")
def turning() -> Performer:
    return Performer(packaged.catalogue()["trunk_rotation_seated"], "woman")


def test_a_phone_at_rest_feels_its_own_weight_and_nothing_else(tilting: Performer) -> None:
    first, second = motions(tilting, tilting.perform(QUICK), "pelvis", Sensor())[1:3]
    for each in (first, second):
        assert length(each.gravity) == pytest.approx(GRAVITY_M_S2, abs=0.1)
        assert length(each.rotation) < 2


def test_a_pelvis_that_tilts_tilts_the_phone_as_much(tilting: Performer) -> None:
    performance = tilting.perform(QUICK)
    samples = motions(tilting, performance, "pelvis", Sensor())
    turns = Phone(tilting.solver, "pelvis").turns(tilting.bones(performance))
    pitches = np.degrees(np.arctan2(turns[:, 2, 1], turns[:, 2, 2]))
    measured = np.array([pitch_deg(each.gravity) for each in samples])
    assert np.ptp(pitches) > 25
    assert np.abs(measured - pitches).max() < 2.5  # what it is pushed about by is little


def test_a_chest_that_turns_left_is_felt_as_a_turn_to_the_left(turning: Performer) -> None:
    performance = turning.perform(Wish(reps=1, side="left", fps=60))
    samples = motions(turning, performance, "chest", Sensor())
    top = round(performance.reps[0].top_s * performance.fps)
    turned = sum(about_upright_deg_s(each) for each in samples[:top]) / performance.fps
    assert 35 < turned < 55


def test_the_screen_looks_away_from_the_body_and_the_top_to_the_head(turning: Performer) -> None:
    bones = turning.bones(turning.perform(Wish(reps=1, fps=10)), slice(0, 1))
    front, back = (Phone(turning.solver, spot).turns(bones)[0] for spot in SPOTS_APART)
    assert front[2, 1] > 0.9
    assert back[2, 1] > 0.8
    assert front[:, 2] @ back[:, 2] < -0.8


def test_the_same_seed_errs_alike_and_another_otherwise(tilting: Performer) -> None:
    performance = tilting.perform(QUICK)

    def errs(seed: int) -> list[object]:
        return list(motions(tilting, performance, "pelvis", Sensor(noise=1, askew_deg=10, seed=seed)))

    assert errs(1) == errs(1)
    assert errs(1) != errs(2)


def test_what_browsers_round_is_rounded(tilting: Performer) -> None:
    samples = motions(tilting, tilting.perform(QUICK), "pelvis", Sensor(noise=1))
    numbers = [number for each in samples for number in (*each.gravity, *each.rotation)]
    assert all(abs(number * 10 - round(number * 10)) < 1e-6 for number in numbers)


def test_turns_come_back_as_they_were_made() -> None:
    turns = np.stack([np.eye(3), about_x(np.array(10.0)), about_x(np.array(10.0)) @ about_z(np.array(-25.0))])
    assert rotations_deg(turns) == pytest.approx(np.array([[10, 0, 0], [0, 0, -25.0]]))
