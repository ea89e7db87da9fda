"""The trunk's bend and turn, on a stick figure whose angles are known."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lumbar.signals.trunk import DOUBTS, OVER_READS, Trunk, Trunks
from lumbar.vocabulary.landmark import INDEX, LANDMARKS, Frame, Point
from lumbar.vocabulary.posture import OTHER_SIDE

WIDTH, HEIGHT, PX_PER_M = 1280, 720, 300.0
FACING = {
    "nose": (0.0, 1.55, 0.1), "ear": (0.08, 1.57, 0.0), "shoulder": (0.19, 1.4, 0.0), "elbow": (0.25, 1.1, 0.0),
    "wrist": (0.27, 0.85, 0.05), "index": (0.27, 0.75, 0.05), "hip": (0.13, 0.9, 0.0),
}  # fmt: skip
"""Somebody who stands and faces the camera: metres to their left, up and ahead; of the right side mirrored."""
UPPER = ("nose", "ear", "shoulder", "elbow", "wrist", "index")

Place = tuple[float, float, float]


def frame(
    *, turn_deg: float = 0.0, bend_deg: float = 0.0, moved: dict[str, Place] | None = None, t_s: float = 0.0
) -> Frame:
    """Return a picture of somebody who turns and bends above the hips, to their left."""
    points: list[Point] = [(0.5, 0.5, 0.0, 0.0)] * len(LANDMARKS)
    turn, bend = math.radians(turn_deg), math.radians(bend_deg)
    for name in LANDMARKS:
        side, _, limb = name.partition("_")
        if limb not in FACING and name != "nose":
            continue
        left, up, ahead = FACING[limb or name]
        left, up, ahead = (moved or {}).get(name, (-left if side == "right" else left, up, ahead))
        if (limb or name) in UPPER:
            left, ahead = (
                left * math.cos(turn) + ahead * math.sin(turn),
                ahead * math.cos(turn) - left * math.sin(turn),
            )
            rise = up - 0.9
            left, up = (
                left * math.cos(bend) + rise * math.sin(bend),
                0.9 + rise * math.cos(bend) - left * math.sin(bend),
            )
        x, y, z = 0.5 + left * PX_PER_M / WIDTH, (650 - up * PX_PER_M) / HEIGHT, -ahead * PX_PER_M / WIDTH
        points[INDEX[name]] = (x, y, z, 0.99)
    return Frame(t_s=t_s, points=points, width=WIDTH, height=HEIGHT)


def mirrored(picture: Frame) -> Frame:
    """Return what would be seen in a mirror: left and right change places."""
    points = list(picture.points)
    for name in LANDMARKS:
        x, y, z, seen = picture.points[INDEX["_".join(OTHER_SIDE.get(word, word) for word in name.split("_"))]]
        points[INDEX[name]] = (1 - x, y, z, seen)
    return Frame(t_s=picture.t_s, points=points, width=picture.width, height=picture.height)


def seen_from_behind(picture: Frame) -> Frame:
    """Return what a camera behind them sees."""
    points = [(1 - x, y, -z, seen) for x, y, z, seen in picture.points]
    return Frame(t_s=picture.t_s, points=points, width=picture.width, height=picture.height)


def read(picture: Frame) -> Trunk:
    trunk = Trunks().feed(picture)
    assert trunk is not None
    return trunk


def test_who_faces_the_camera_is_neither_bent_nor_turned() -> None:
    trunk = read(frame())
    assert trunk.bend_deg == pytest.approx(0, abs=1e-9)
    assert trunk.yaw_deg == pytest.approx(0, abs=1e-9)
    assert trunk.doubt is None


@pytest.mark.parametrize("turn_deg", [-75, -40, -10, 5, 30, 60, 100])
def test_a_turn_to_the_left_is_read_as_it_is(turn_deg: float) -> None:
    assert read(frame(turn_deg=turn_deg)).yaw_deg == pytest.approx(turn_deg)


@pytest.mark.parametrize("bend_deg", [-35, -10, 5, 30])
def test_a_bend_to_the_left_is_read_as_it_is(bend_deg: float) -> None:
    trunk = read(frame(bend_deg=bend_deg))
    assert trunk.bend_deg == pytest.approx(bend_deg)
    assert trunk.yaw_deg == pytest.approx(0, abs=1e-9)


def test_somebody_lying_on_their_back_turns_as_one_who_stands() -> None:
    standing = frame(turn_deg=40)
    lying = Frame(
        t_s=0.0,
        points=[(y * HEIGHT / WIDTH, (1 - x) * WIDTH / HEIGHT, z, seen) for x, y, z, seen in standing.points],
        width=WIDTH,
        height=HEIGHT,
    )
    assert read(lying).yaw_deg == pytest.approx(40)


def test_seen_from_behind_left_stays_left() -> None:
    picture = seen_from_behind(frame(bend_deg=20))
    assert read(picture).bend_deg == pytest.approx(20)
    assert read(seen_from_behind(frame(turn_deg=35))).yaw_deg == pytest.approx(35)


@given(st.floats(-80, 80), st.floats(-40, 40))
def test_in_a_mirror_everything_goes_to_the_other_side(turn_deg: float, bend_deg: float) -> None:
    one, other = (
        read(frame(turn_deg=turn_deg, bend_deg=bend_deg)),
        Trunks().feed(mirrored(frame(turn_deg=turn_deg, bend_deg=bend_deg))),
    )
    assert other is not None
    assert other.bend_deg == pytest.approx(-one.bend_deg, abs=1e-6)
    assert other.yaw_deg == pytest.approx(-one.yaw_deg, abs=1e-6)
    assert other.doubt == one.doubt


@given(st.floats(-80, 80), st.floats(0.3, 3))
def test_how_far_away_the_camera_is_changes_nothing(turn_deg: float, scale: float) -> None:
    picture = frame(turn_deg=turn_deg)
    scaled = Frame(
        t_s=0.0,
        points=[(x * scale, y * scale, z * scale, seen) for x, y, z, seen in picture.points],
        width=WIDTH,
        height=HEIGHT,
    )
    assert read(scaled).yaw_deg == pytest.approx(read(picture).yaw_deg, abs=1e-6)
    assert read(scaled).doubt == read(picture).doubt


@given(st.lists(st.tuples(*[st.floats(-2, 3)] * 3), min_size=33, max_size=33))
def test_any_numbers_give_angles_or_nothing(places: list[Place]) -> None:
    picture = Frame(t_s=0.0, points=[(*place, 1.0) for place in places], width=640, height=480)
    trunk = Trunks().feed(picture)
    if trunk is not None:
        assert -180 <= trunk.bend_deg <= 180
        assert -180 <= trunk.yaw_deg <= 180
        assert trunk.doubt is None or trunk.doubt in DOUBTS


def test_a_turn_is_at_least_what_is_read_less_what_is_read_too_much() -> None:
    trunk = read(frame(turn_deg=42))
    assert trunk.least_yaw_deg == pytest.approx(30)
    assert OVER_READS == 1.4


def test_an_arm_before_the_face_makes_a_turn_doubtful() -> None:
    hand = {"left_elbow": (0.3, 1.4, 0.2), "left_wrist": (0.1, 1.55, 0.3), "left_index": (0.0, 1.57, 0.3)}
    assert read(frame(moved=hand)).doubt == "arm_over_face"
    across = {"left_elbow": (0.25, 1.55, 0.2), "left_wrist": (-0.2, 1.55, 0.3), "left_index": (-0.3, 1.55, 0.3)}
    assert read(frame(moved=across)).doubt == "arm_over_face"


def test_a_hand_on_the_other_shoulder_makes_a_turn_doubtful() -> None:
    hand = {"left_elbow": (0.2, 1.15, 0.2), "left_wrist": (-0.1, 1.36, 0.2), "left_index": (-0.18, 1.4, 0.1)}
    assert read(frame(moved=hand)).doubt == "arm_over_shoulder"


def test_an_upper_arm_that_points_at_the_camera_makes_a_turn_doubtful() -> None:
    pointing = {"right_elbow": (-0.2, 1.4, 0.3), "right_wrist": (-0.4, 1.5, 0.3), "right_index": (-0.5, 1.5, 0.3)}
    assert read(frame(moved=pointing)).doubt == "arm_over_shoulder"


def test_an_arm_raised_above_the_level_makes_a_turn_doubtful() -> None:
    raised = {"left_elbow": (0.35, 1.65, 0.0), "left_wrist": (0.4, 1.9, 0.0), "left_index": (0.4, 2.0, 0.0)}
    assert read(frame(moved=raised)).doubt == "arm_raised"
    level = {"left_elbow": (0.49, 1.42, 0.0), "left_wrist": (0.75, 1.42, 0.0), "left_index": (0.85, 1.42, 0.0)}
    assert read(frame(moved=level)).doubt is None


@pytest.mark.parametrize("half_m", [0.08, 0.5])
def test_shoulders_as_wide_or_narrow_as_nobodys_make_a_turn_doubtful(half_m: float) -> None:
    odd = {"left_shoulder": (half_m, 1.4, 0.0), "right_shoulder": (-half_m, 1.4, 0.0)}
    arms: dict[str, Place] = {
        f"{side}_{limb}": (sign * 0.9, up, 0.0)
        for side, sign in (("left", 1), ("right", -1))
        for limb, up in (("elbow", 1.1), ("wrist", 0.9), ("index", 0.8))
    }
    assert read(frame(moved=odd | arms)).doubt == "odd_shoulders"


def test_a_turn_faster_than_anybodys_is_doubtful_and_a_slow_one_is_not() -> None:
    trunks = Trunks()
    doubts = []
    for number, turn_deg in enumerate([0, 4, 8, 30, 34]):
        trunk = trunks.feed(frame(turn_deg=turn_deg, t_s=number / 30))
        assert trunk is not None
        doubts.append(trunk.doubt)
    assert doubts == [None, None, None, "jump", None]


def test_after_a_gap_nothing_jumps() -> None:
    trunks = Trunks()
    trunks.feed(frame(t_s=0.0))
    empty = Frame(t_s=1 / 30, points=[], width=WIDTH, height=HEIGHT, people=0)
    assert trunks.feed(empty) is None
    trunk = trunks.feed(frame(turn_deg=60, t_s=2 / 30))
    assert trunk is not None
    assert trunk.doubt is None


def test_a_trunk_of_no_length_tells_nothing() -> None:
    nowhere = Frame(t_s=0.0, points=[(0.5, 0.5, 0.0, 1.0)] * len(LANDMARKS), width=WIDTH, height=HEIGHT)
    assert Trunks().feed(nowhere) is None
