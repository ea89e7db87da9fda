"""A movement's postures become true of a body, and so do the ways between them."""

from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray

from lumbar.figure.body import BODIES
from lumbar.figure.checking import findings
from lumbar.figure.cycle import at, mirror, solve
from lumbar.figure.skeleton import ANGLE, PLACE
from lumbar.figure.solver import Solved
from lumbar.library import packaged
from lumbar.vocabulary.posture import Posture
from tests.figure.scenes import figure, solved, solver

Floats = NDArray[np.float64]
A_FEW = ("bridge", "cat_cow", "seated_march", "standing_bird_dog", "standing_hamstring", "side_plank_knees")


def joint(one: Solved, bone: str, body: str = "woman") -> Floats:
    return np.asarray(solver(body).pose(one).places[PLACE[bone]])


@pytest.mark.parametrize("body", BODIES)
@pytest.mark.parametrize("movement", A_FEW)
def test_what_should_touch_touches_on_every_body(movement: str, body: str) -> None:
    assert findings(figure(movement), solver(body), solved(movement, body)) == []


def test_every_movement_of_the_library_has_a_figure() -> None:
    assert [one.id for one in packaged.catalogue().movements if one.figure is None] == []


def test_a_bridge_is_one_line_from_shoulder_to_knee_with_the_feet_where_they_were() -> None:
    start, top = solved("bridge").postures["start"], solved("bridge").postures["up"]
    shoulder, hip, knee = (joint(top, f"{bone}.L") for bone in ("upperarm01", "upperleg01", "lowerleg01"))
    one, other = hip - shoulder, knee - hip
    turned = np.degrees(np.arccos(one @ other / np.linalg.norm(one) / np.linalg.norm(other)))
    assert turned < 15
    assert joint(top, "root")[2] > joint(start, "root")[2] + 0.12
    for side in "LR":
        assert np.linalg.norm(joint(top, f"foot.{side}") - joint(start, f"foot.{side}")) < 0.03


def test_cat_and_cow_curve_the_spine_both_ways() -> None:
    def sag(one: Solved) -> float:
        """Return how far the middle of the spine is above the line from its lower end to its upper end."""
        low, middle, high = (joint(one, bone) for bone in ("spine05", "spine03", "neck01"))
        along = (middle - low) @ (high - low) / ((high - low) @ (high - low))
        return float(middle[2] - low[2] - along * (high[2] - low[2]))

    postures = solved("cat_cow").postures
    start = sag(postures["start"])
    assert sag(postures["round"]) > start + 0.03
    assert sag(postures["hollow"]) < start - 0.02


def test_a_pelvic_tilt_turns_the_pelvis_and_flattens_the_low_back() -> None:
    postures = solved("pelvic_tilt").postures
    assert postures["tilt"].angles[ANGLE["lumbar_flexion"]] > postures["start"].angles[ANGLE["lumbar_flexion"]] + 15
    up = np.array([0.0, 0.0, 1.0])
    tilted, level = (postures[name].turn @ up for name in ("tilt", "start"))
    assert np.degrees(np.arccos(np.clip(tilted @ level, -1, 1))) > 8


def test_solving_twice_gives_the_very_same() -> None:
    again = solve(figure("bridge"), solver("woman"))
    for name, one in solved("bridge").postures.items():
        assert np.array_equal(one.angles, again.postures[name].angles)
        assert np.array_equal(one.place, again.postures[name].place)


def test_the_mirror_image_changes_sides_and_twice_is_itself() -> None:
    top = solved("bird_dog").postures[figure("bird_dog").move[-1]]
    other = mirror(top)
    for bone in ("foot", "wrist", "lowerleg01"):
        assert joint(other, f"{bone}.R") == pytest.approx(joint(top, f"{bone}.L") * [1, -1, 1], abs=2e-3)
    back = mirror(other)
    assert back.angles == pytest.approx(top.angles)
    assert back.turn == pytest.approx(top.turn)


def test_a_way_begins_and_ends_at_its_postures_and_goes_on_without_a_leap() -> None:
    way = solved("bridge").move
    assert at(way, 0.0).angles == pytest.approx(way[0].angles)
    assert at(way, 1.0).angles == pytest.approx(way[-1].angles)
    hips = [joint(at(way, share), "root")[2] for share in np.linspace(0, 1, 41)]
    assert np.all(np.diff(hips) > -1e-3)
    assert np.abs(np.diff(hips)).max() < 0.02


def test_what_is_wrong_with_a_figure_is_named_with_where_and_by_how_much() -> None:
    good = figure("bridge")
    start = good.postures["start"]
    floating = Posture(angles={**start.angles}, contacts={"floor": (*start.contacts["floor"], "belly")})
    bad = replace(good, postures={**good.postures, "start": floating})
    found = [str(one) for one in findings(bad, solver("woman"), solve(bad, solver("woman")))]
    assert any(
        line.startswith("postures.start: expected belly on the floor, 0.5 cm above it to 1.5 cm in it, found ")
        and line.endswith("(woman)")
        for line in found
    )


def test_a_joint_beyond_its_range_is_found() -> None:
    cycle = solved("bridge")
    angles = cycle.postures["up"].angles.copy()
    angles[ANGLE["left_knee_flexion"]] = 175
    broken = replace(cycle, postures={**cycle.postures, "up": replace(cycle.postures["up"], angles=angles)})
    found = [str(one) for one in findings(figure("bridge"), solver("woman"), broken)]
    assert "postures.up: expected left_knee_flexion of -2 to 160 degrees, found 175.0 (woman)" in found
