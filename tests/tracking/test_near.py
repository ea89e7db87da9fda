"""Which side is nearer: the one better seen, and not another one every frame."""

from itertools import pairwise

from lumbar.tracking.near import LIMBS, Near
from lumbar.vocabulary.landmark import INDEX, LANDMARKS, Frame, Point
from lumbar.vocabulary.posture import Side


def seen(t_s: float, left: float, right: float) -> Frame:
    points: list[Point] = [(0.5, 0.5, 0.0, 0.5)] * len(LANDMARKS)
    for limb in LIMBS:
        points[INDEX[f"left_{limb}"]] = (0.5, 0.5, 0.0, left)
        points[INDEX[f"right_{limb}"]] = (0.5, 0.5, 0.0, right)
    return Frame(t_s=t_s, points=points, width=640, height=480)


def sides(*frames: Frame) -> list[Side]:
    near, found = Near(), []
    for frame in frames:
        near.feed(frame)
        found.append(near.side)
    return found


def test_the_side_better_seen_is_nearer_from_the_first_frame_on() -> None:
    assert sides(seen(0, 0.4, 0.9)) == ["right"]
    assert sides(seen(0, 0.9, 0.4)) == ["left"]


def test_for_a_while_the_other_side_may_be_seen_better() -> None:
    frames = [seen(at / 30, 0.9, 0.5) for at in range(60)]
    frames += [seen(2 + at / 30, 0.4, 0.8) for at in range(8)]
    assert set(sides(*frames)) == {"left"}


def test_who_turns_round_for_good_changes_it_once() -> None:
    found = sides(*(seen(at / 30, 0.9, 0.5) if at < 60 else seen(at / 30, 0.4, 0.8) for at in range(200)))
    assert found[:60] == ["left"] * 60
    assert found[-1] == "right"
    assert sum(one != other for one, other in pairwise(found)) == 1


def test_sides_seen_alike_never_change() -> None:
    assert len(set(sides(*(seen(at / 30, 0.9, 0.9 + 0.05 * (-1) ** at) for at in range(300))))) == 1


def test_how_fast_it_changes_hangs_on_time_not_on_frames() -> None:
    for fps in (10, 60):
        found = sides(
            *(seen(at / fps, 0.9, 0.5) if at < fps else seen(at / fps, 0.4, 0.8) for at in range(9 * fps))
        )
        assert 0.3 < found.index("right") / fps - 1 < 1.5
