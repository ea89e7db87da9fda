"""The planner's weeks against the best a solver finds, on random people."""

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import chain, combinations, product

import pytest

from lumbar.care.documents import read_plan
from lumbar.care.planning.objective import Opening, Option, Problem, slot_seconds, value
from lumbar.care.planning.packing import pack
from lumbar.care.planning.week import frame_week
from lumbar.care.screening import screen
from lumbar.vocabulary.catalogue import Catalogue
from tests.care.people import person

PEOPLE = 20
WITHIN = 0.95
SOLVER_S = 3.0


@dataclass(frozen=True)
class Measured:
    """The planner's share of the best value found, and whether that best was proven to be the best."""

    share: float
    proven: bool


def measure(count: int, seed: int, catalogue: Catalogue, solver_s: float = SOLVER_S) -> Iterator[Measured]:
    """Go through so many random people with something to plan."""
    from tests.care.planning.oracle import best_week

    chance = random.Random(seed)
    done = 0
    while done < count:
        given = read_plan(person(chance, catalogue), catalogue)
        problem = frame_week(given, screen(given.screening, catalogue), catalogue).problem
        reached = value(problem, pack(problem))
        if reached > 0:
            best = best_week(problem, solver_s)
            done += 1
            yield Measured(share=reached / best.value, proven=best.bound - best.value < 0.01 * best.value)


def test_a_week_is_within_five_percent_of_the_best(catalogue: Catalogue) -> None:
    pytest.importorskip("ortools")
    assert min(found.share for found in measure(PEOPLE, 7, catalogue)) >= WITHIN


def _option(name: str, family: str, seconds: float, **more: object) -> Option:
    plain = {"position": "supine", "days_per_week": 7, "times_per_day": 1, "rest_days": False}
    return Option(id=name, family=family, seconds=seconds, **{**plain, **more})  # type: ignore[arg-type]


SMALL = Problem(
    options=(
        _option("a", "core", 100, position="quadruped"),
        _option("b", "spine_twist", 60),
        _option("c", "hamstring", 90, position="seated", days_per_week=1),
        _option("d", "pelvic_tilt_bridge", 80, rest_days=True),
    ),
    openings=(
        Opening(day=0, slot="day", seconds=300, core_s=180, core_due=True),
        Opening(day=1, slot="day", seconds=300, core_s=None),
        Opening(day=2, slot="day", seconds=300, core_s=180, core_due=True),
    ),
    warm_up_position="standing",
    resting=frozenset({"d"}),
)


def _allowed(filling: dict[int, tuple[int, ...]]) -> bool:
    days = {number: [index for index, placed in filling.items() if number in placed] for number in range(4)}
    fits = all(
        slot_seconds([SMALL.options[number] for number in placed], "standing") <= 300 for placed in filling.values()
    )
    return (
        fits
        and 0 in filling[0]
        and 0 in filling[2]
        and 0 not in filling[1]
        and len(days[2]) <= 1
        and (0 not in days[3] and days[3] != [1, 2])
    )


def test_solver_and_planner_both_find_the_best_of_every_small_week() -> None:
    pytest.importorskip("ortools")
    from tests.care.planning.oracle import best_week

    subsets = list(chain.from_iterable(combinations(range(4), size) for size in range(5)))
    weeks = (dict(enumerate(week)) for week in product(subsets, repeat=3))
    best = max(value(SMALL, week) for week in weeks if _allowed(week))
    assert best_week(SMALL).value == pytest.approx(best)
    assert value(SMALL, pack(SMALL)) == pytest.approx(best)


ONE_DAY = Problem(
    options=(
        _option("knee_to_chest", "knee_to_chest", 66, times_per_day=2),
        _option("bird_dog", "core", 138, position="quadruped"),
        _option("bridge", "pelvic_tilt_bridge", 42),
        _option("cat_cow", "cat_cow", 60, position="quadruped", times_per_day=2),
        _option("childs_pose", "childs_pose", 40, position="kneeling"),
        _option("heel_taps", "core", 130),
        _option("figure_four", "piriformis", 117),
        _option("hip_flexor", "hip_flexor", 117, position="half_kneeling"),
        _option("knee_plank", "core", 188, position="quadruped"),
        _option("pelvic_tilt", "pelvic_tilt_bridge", 49, times_per_day=2),
        _option("back_bend", "back_extension", 49, position="standing", times_per_day=3),
        _option("hip_hinge", "back_extension", 110, position="standing"),
        _option("turn", "spine_twist", 60, position="seated", times_per_day=2, due_day=6),
        _option("hamstring", "hamstring", 117, position="seated"),
    ),
    openings=(
        Opening(day=6, slot="morning", seconds=420, core_s=252, core_due=True),
        Opening(day=6, slot="midday", seconds=420, core_s=252),
    ),
    warm_up_position="standing",
)


def _one_slot(placed: tuple[int, ...], opening: Opening) -> bool:
    options = [ONE_DAY.options[number] for number in placed]
    core = [option for option in options if option.family == "core"]
    others = [option.family for option in options if option.family != "core"]
    fits = slot_seconds(options, "standing") <= 420 and slot_seconds(core, "standing") <= 252
    return fits and len(others) == len(set(others)) and (bool(core) or not opening.core_due)


def test_a_day_of_two_slots_is_not_spoilt_by_the_one_that_is_filled_first() -> None:
    count = len(ONE_DAY.options)
    subsets = list(chain.from_iterable(combinations(range(count), size) for size in range(6)))
    first, second = ([each for each in subsets if _one_slot(each, opening)] for opening in ONE_DAY.openings)
    twice = {number for number in range(count) if ONE_DAY.options[number].times_per_day > 1}
    best = max(value(ONE_DAY, {0: a, 1: b}) for a in first for b in second if set(a) & set(b) <= twice)
    assert value(ONE_DAY, pack(ONE_DAY)) >= WITHIN * best


def test_what_was_done_today_is_placed_no_oftener_than_its_level_says() -> None:
    def placed(times: int) -> int:
        problem = replace(ONE_DAY, openings=tuple(replace(each, day=0) for each in ONE_DAY.openings))
        filling = pack(replace(problem, done_today={"knee_to_chest": times}))
        return sum(0 in options for options in filling.values())

    assert placed(0) >= 1
    assert placed(1) <= 1
    assert placed(2) == 0
