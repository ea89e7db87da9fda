"""The line drawings, from a border between pixels to a whole movement."""

import re
from functools import cache
from xml.etree import ElementTree as ET

import numpy as np
import pytest

from lumbar.figure.body import load
from lumbar.figure.curves import path
from lumbar.figure.cycle import solve
from lumbar.figure.drawing import FILLS, INK, MAT_FILL, UNITS, drawn
from lumbar.figure.lines import cracks, loops, strokes
from lumbar.figure.scene import MOST, chosen
from lumbar.figure.slivers import behind, mend
from lumbar.figure.solver import Solver
from lumbar.library.packaged import catalogue
from lumbar.vocabulary.posture import Figure, Posture, View

SVG = "{http://www.w3.org/2000/svg}"
BYTES = 12_000


@cache
def drawings(movement: str) -> list[tuple[str, str]]:
    figure = catalogue()[movement].figure
    assert figure is not None
    solver = Solver(load("woman"))
    return drawn(figure, solver, solve(figure, solver))


def disc(radius: int) -> np.ndarray[tuple[int, int], np.dtype[np.bool_]]:
    y, x = np.indices((2 * radius + 21, 2 * radius + 21))
    return np.asarray((x - radius - 10) ** 2 + (y - radius - 10) ** 2 < radius**2)


def test_the_start_is_drawn_first_and_what_is_held_last() -> None:
    assert [name for name, _ in drawings("bridge")] == ["start", "up"]


def test_all_drawings_of_a_movement_have_one_frame() -> None:
    frames = {ET.fromstring(svg).get("viewBox") for _, svg in drawings("bridge")}
    assert len(frames) == 1


def test_each_drawing_says_how_much_is_empty_above_it() -> None:
    empty = sorted(float(ET.fromstring(svg).get("data-top", "nan")) for _, svg in drawings("prone_press_up"))
    assert empty[0] <= UNITS
    assert empty[1] > 300


def test_a_drawing_is_small_and_is_made_of_fills_and_round_lines() -> None:
    for _, svg in drawings("bridge"):
        assert len(svg.encode()) < BYTES
        root = ET.fromstring(svg)
        fills = {each.get("fill") for each in root.iter(f"{SVG}path")}
        assert {FILLS[name] for name in ("skin", "hair", "shirt", "trousers")} <= fills
        lines = [each for each in root.iter(f"{SVG}path") if each.get("stroke") == INK]
        assert lines
        assert {each.get("stroke-linejoin") for each in lines} == {"round"}
        assert root.find(f"{SVG}polygon").get("fill") == MAT_FILL  # type: ignore[union-attr]


def test_a_chair_that_is_held_is_drawn() -> None:
    for _, svg in drawings("standing_hip_flexor"):
        fills = {each.get("fill") for each in ET.fromstring(svg).iter(f"{SVG}path")}
        assert FILLS["tall_chair"] in fills


def test_a_drawing_has_no_specks() -> None:
    for _, svg in drawings("bridge"):
        for each in ET.fromstring(svg).iter(f"{SVG}path"):
            if each.get("stroke") == INK:
                for line in (each.get("d") or "").split("M")[1:]:
                    numbers = [abs(int(number)) for number in re.findall(r"-?\d+", line)][2:]
                    assert sum(numbers) > 6 * UNITS, line


def test_the_same_posture_is_drawn_the_same() -> None:
    figure = catalogue()["bridge"].figure
    assert figure is not None
    solver = Solver(load("woman"))
    assert drawn(figure, solver, solve(figure, solver)) == drawings("bridge")


def _figure(move: tuple[str, ...] = (), flow: tuple[str, ...] = ()) -> Figure:
    postures = {name: Posture(angles={}, contacts={}) for name in ("start", *move, *flow)}
    return Figure(base="supine", side="right", view=View(), postures=postures, move=move, flow=flow)


def test_a_posture_that_is_only_passed_and_looks_like_the_one_before_is_left_out() -> None:
    at = {"start": np.zeros((5, 3)), "tuck": np.full((5, 3), 0.001), "sink": np.full((5, 3), 0.2)}
    assert chosen(_figure(move=("tuck", "sink")), at) == ["start", "sink"]


def test_what_is_held_is_drawn_even_if_it_looks_like_the_start() -> None:
    at = {"start": np.zeros((5, 3)), "tilt": np.full((5, 3), 0.001)}
    assert chosen(_figure(move=("tilt",)), at) == ["start", "tilt"]


def test_there_are_no_more_than_four_and_the_last_is_among_them() -> None:
    move = ("a", "b", "c", "d", "e")
    at = {name: np.full((5, 3), float(place)) for place, name in enumerate(("start", *move))}
    names = chosen(_figure(move=move), at)
    assert (len(names), names[0], names[-1]) == (MOST, "start", "e")


def test_a_border_is_followed_all_round_with_what_it_holds_on_the_right() -> None:
    mask = np.zeros((6, 6), dtype=bool)
    mask[1:3, 1:4] = True
    (loop,) = loops(mask)
    assert len(loop) == 10
    x, y = np.array(loop).T
    area = (x * np.roll(y, -1) - y * np.roll(x, -1)).sum() / 2
    assert area == 6


def test_pixels_that_touch_at_a_corner_are_held_apart() -> None:
    mask = np.eye(2, dtype=bool)
    assert sorted(map(len, loops(mask))) == [4, 4]


def test_a_staircase_becomes_round_and_keeps_its_size() -> None:
    radius = 60
    mask = disc(radius)
    ranks = dict.fromkeys(cracks(mask[:, 1:] != mask[:, :-1], mask[1:] != mask[:-1]), 0)
    (stroke,), _ = strokes(ranks)
    assert stroke.closed
    away = np.linalg.norm(stroke.at - stroke.at.mean(axis=0), axis=1)
    assert away.mean() == pytest.approx(radius, abs=0.7)
    assert away.std() < 0.35


def test_a_round_border_takes_few_curves() -> None:
    turns = np.linspace(0, 2 * np.pi, 200, endpoint=False)
    written = path(200 + 150 * np.stack([np.cos(turns), np.sin(turns)], axis=1), closed=True, tolerance=1.0)
    assert written.startswith("M")
    assert written.endswith("z")
    assert len(re.findall(r"-?\d+", written)) <= 2 + 6 * 12


def test_an_outline_goes_straight_on_where_a_line_ends_on_it() -> None:
    outline = {((x, 5), (x + 1, 5)): 0 for x in range(20)}
    inner = {((10, y), (10, y + 1)): 2 for y in range(5, 15)}
    found, placed = strokes({**outline, **inner})
    assert [len(each.points) for each in found] == [21, 11]
    assert placed[10, 5] == pytest.approx([10, 5])


def test_a_few_pixels_of_another_kind_go_to_what_is_around_them() -> None:
    kinds = np.ones((20, 20), dtype=np.int32)
    kinds[5:7, 5:7] = 2
    kinds[15, 15] = 3
    mend(kinds, 9, np.array([False, False, False, True]))
    assert (kinds == 2).sum() == 0
    assert kinds[15, 15] == 3


def test_what_peeps_out_too_narrowly_gives_way_to_what_is_behind_it() -> None:
    near = np.zeros((60, 60), dtype=np.float32)
    near[:, :30] = 2.0  # a leg
    near[:, 30:33] = 1.0  # three pixels of the other leg behind it; then nothing
    across = near[:, 1:] != near[:, :-1]
    down = near[1:] != near[:-1]
    source = behind(across, down, near, near == 0, half=3.6, least=50)
    drawn_as = near.ravel()[source]
    assert (drawn_as == 1).sum() == 0
    assert (drawn_as[:, 30:] == 0).all()
