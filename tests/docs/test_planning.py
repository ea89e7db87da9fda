"""docs/planning.md says the numbers the planner uses."""

from importlib import import_module

import pytest

from lumbar.care.planning.objective import DAY_GAIN, FAMILY_WEIGHT
from tests.docs.pages import code, page, rows, section

PAGE = page("planning.md")
NUMBERS = rows(section(PAGE, "## The numbers"))
VALUE = rows(section(PAGE, "## 6. What makes one week better than another"))


def test_the_weights_are_the_planners() -> None:
    told = {code(family): float(weight) for family, weight in VALUE if family.startswith("`")}
    assert told == FAMILY_WEIGHT


def test_the_gains_of_the_days_are_the_planners() -> None:
    told = [(int(day), float(gain)) for day, gain in VALUE if not day.startswith("`")]
    assert told == list(enumerate(DAY_GAIN, start=1))


ROOMS = {
    "planning": ["objective", "phase", "calendar", "candidates", "packing"],
    "session": ["trimming", "swapping", "extra"],
}
MODULES = {module: f"lumbar.care.{room}.{module}" for room, modules in ROOMS.items() for module in modules}


@pytest.mark.parametrize(("where", "number"), NUMBERS)
def test_a_number_is_the_planners(where: str, number: str) -> None:
    module, _, name = code(where).partition(".")
    assert getattr(import_module(MODULES[module]), name) == float(number)


@pytest.mark.parametrize("module", MODULES)
def test_every_number_of_the_planner_is_told(module: str) -> None:
    named = vars(import_module(MODULES[module]))
    own = {name for name, value in named.items() if name.isupper() and isinstance(value, int | float)}
    told = {code(where).partition(".")[2] for where, _ in NUMBERS}
    assert own - told <= {"WEEK_DAYS", "MOST_FILLS"}
