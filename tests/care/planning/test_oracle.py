"""The planner's weeks against the best there are, on random people."""

import random

import pytest

from lumbar.care.documents import read_plan
from lumbar.care.planning.objective import value
from lumbar.care.planning.packing import pack
from lumbar.care.planning.week import frame_week
from lumbar.care.screening import screen
from lumbar.vocabulary.catalogue import Catalogue
from tests.care.people import person

PEOPLE = 20
WITHIN = 0.95


def shares(count: int, seed: int, catalogue: Catalogue) -> list[float]:
    """Return, for each of so many random people with something to plan, the planner's share of the best value."""
    pytest.importorskip("ortools")
    from tests.care.planning.oracle import best_value

    chance = random.Random(seed)
    found: list[float] = []
    while len(found) < count:
        given = read_plan(person(chance, catalogue), catalogue)
        frame = frame_week(given, screen(given.screening, catalogue), catalogue)
        reached = value(frame.problem, pack(frame.problem))
        if reached > 0:
            found.append(reached / best_value(frame.problem))
    return found


def test_a_week_is_within_five_percent_of_the_best(catalogue: Catalogue) -> None:
    assert min(shares(PEOPLE, 7, catalogue)) >= WITHIN
