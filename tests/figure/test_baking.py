"""What is baked is what was solved, in numbers a browser can read."""

import base64
import json

import numpy as np
import pytest

from lumbar.figure.baking import PER_METRE, PER_TURN, bake, fingerprint, written
from lumbar.figure.body import BODIES, BONES, MUSCLES, PARENTS, load
from lumbar.figure.model import model
from lumbar.figure.quaternion import quaternions
from tests.figure.scenes import figure, solved, solver


def turned(x: float, y: float, z: float, w: float) -> np.ndarray[tuple[int, int], np.dtype[np.float64]]:
    return np.array(
        [
            [1 - 2 * (y * y + z * z), 2 * (x * y - z * w), 2 * (x * z + y * w)],
            [2 * (x * y + z * w), 1 - 2 * (x * x + z * z), 2 * (y * z - x * w)],
            [2 * (x * z - y * w), 2 * (y * z + x * w), 1 - 2 * (x * x + y * y)],
        ]
    )


def test_turns_become_quaternions_and_back() -> None:
    rng = np.random.default_rng(1)
    found = rng.normal(size=(60, 4))
    found /= np.linalg.norm(found, axis=1, keepdims=True)
    found = np.where(found[:, 3:] < 0, -found, found)
    assert quaternions(np.stack([turned(*each) for each in found])) == pytest.approx(found)


def test_a_baked_posture_puts_the_bones_where_the_solver_had_them() -> None:
    body = bake(figure("bridge"), "key", ["woman"])["bodies"]["woman"]
    numbers = np.frombuffer(base64.b64decode(body["frames"]), dtype="<i2").reshape(-1, 3 + 4 * len(BONES))
    frame = numbers[body["move"][-1]]
    joints = load("woman").joints
    turns = [turned(*(quaternion / PER_TURN)) for quaternion in frame[3:].reshape(-1, 4)]
    places, whole = [frame[:3] / PER_METRE], [turns[0]]
    for bone, parent in enumerate(PARENTS[1:], start=1):
        whole.append(whole[parent] @ turns[bone])
        places.append(places[parent] + whole[parent] @ (joints[bone] - joints[parent]))
    expected = solver("woman").pose(solved("bridge").postures["up"]).places
    assert np.stack(places) == pytest.approx(expected, abs=2e-3)


def test_a_document_is_keyed_by_its_figure_and_says_what_to_show() -> None:
    key = fingerprint(figure("cat_cow"))
    document = json.loads(written(bake(figure("cat_cow"), key, ["woman"])))
    assert document["key"] == key != fingerprint(figure("bridge"))
    assert document["flow"] == {"legs": len(figure("cat_cow").flow), "leg_s": figure("cat_cow").flow_s}
    body = document["bodies"]["woman"]
    assert body["flow"][0] == body["flow"][-1]
    assert set(body["angles_deg"]) == set(figure("cat_cow").postures)


def test_a_chair_stands_where_it_is_sat_on() -> None:
    (chair,) = bake(figure("seated_march"), "key", ["woman"])["bodies"]["woman"]["props"]
    assert chair["kind"] == "chair"
    assert chair["place_m"][2] == pytest.approx(0.45, abs=0.08)


def test_a_chair_that_is_held_stands_with_its_back_under_the_hand_and_beside_the_hips() -> None:
    (chair,) = bake(figure("standing_hip_flexor"), "key", ["woman"])["bodies"]["woman"]["props"]
    held = solved("standing_hip_flexor").postures["forward"]
    hand = solver("woman").pad(held, "right_palm").mean(axis=0)
    assert chair["kind"] == "tall_chair"
    assert chair["place_m"] == pytest.approx([hand[0], hand[1] + 0.12, 0.9], abs=0.01)
    assert chair["place_m"][1] > held.place[1] + 0.35


def test_the_model_file_lists_arrays_that_lie_inside_it() -> None:
    file = model()
    length = int.from_bytes(file[:4], "little")
    head = json.loads(file[4 : 4 + length])
    sizes = {"Uint8Array": 1, "Uint16Array": 2, "Int16Array": 2, "Float32Array": 4}
    for array in head["arrays"].values():
        begin = 4 + length + array["at"]
        assert begin % sizes[array["type"]] == 0
        assert begin + array["length"] * sizes[array["type"]] <= len(file)
    count = len(load("woman").vertices)
    assert head["arrays"]["muscles"]["length"] == len(MUSCLES) * count
    assert head["arrays"]["bones"]["length"] == 4 * count
    assert set(head["bodies"]) == set(BODIES)
    assert max(end for _, end in head["parts"].values()) == len(load("woman").faces)
