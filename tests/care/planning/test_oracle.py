"""The planner's weeks against the best a solver finds, on random people."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
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
