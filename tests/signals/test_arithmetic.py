"""Arithmetic that is the same everywhere: how near it comes to the C library's, and what it may not use."""

import ast
import math
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import lumbar
from lumbar.signals.arithmetic import arctan, direction_deg, median, total

ULPS = 8
SAME_EVERYWHERE = {"sqrt", "hypot", "dist", "degrees", "radians", "fsum", "fmod", "isfinite", "isnan", "inf", "nan"}
"""Of the math module, what CPython and Pyodide round alike."""

numbers = st.floats(-1e6, 1e6, allow_nan=False)


@given(numbers)
def test_the_arc_tangent_is_that_of_the_c_library_but_for_the_last_places(x: float) -> None:
    assert arctan(x) == pytest.approx(math.atan(x), rel=ULPS * 2.3e-16, abs=1e-300)


@given(numbers, numbers)
def test_a_direction_is_right_all_the_way_round(x: float, y: float) -> None:
    expected = math.degrees(math.atan2(y + 0.0, x + 0.0)) if x or y else 0.0
    assert direction_deg(x, y) == pytest.approx(expected, rel=ULPS * 2.3e-16, abs=1e-300)


@pytest.mark.parametrize(
    ("x", "y", "deg"), [(1, 0, 0), (0, 1, 90), (-1, 0, 180), (0, -1, -90), (2, 2, 45), (-3, -3, -135), (0, 0, 0)]
)
def test_the_plain_directions_are_exact(x: float, y: float, deg: float) -> None:
    assert direction_deg(x, y) == pytest.approx(deg, abs=1e-13)


def test_a_total_is_added_up_in_order() -> None:
    assert total([1e16, 1.0, -1e16]) == 0.0  # rounded on the way, as everywhere


def test_a_median_lies_in_the_middle() -> None:
    assert median([3, 1, 2]) == 2
    assert median([4, 1, 2, 3]) == 2.5


@pytest.mark.parametrize("room", ["signals", "tracking"])
def test_nothing_is_used_that_is_rounded_otherwise_elsewhere(room: str) -> None:
    modules = sorted((Path(lumbar.__file__).parent / room).rglob("*.py"))
    assert modules, f"no modules found in {room}"
    for path in modules:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            where = f"{path.name}:{getattr(node, 'lineno', 0)}"
            assert not isinstance(node, ast.Pow), f"{where}: x ** y"
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                assert node.func.id not in {"sum", "pow"}, f"{where}: {node.func.id}()"
            if isinstance(node, ast.ImportFrom) and node.module == "math":
                assert {alias.name for alias in node.names} <= SAME_EVERYWHERE, where
            assert not (isinstance(node, ast.Import) and node.names[0].name in {"math", "statistics"}), where
