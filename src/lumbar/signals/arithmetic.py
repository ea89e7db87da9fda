"""Arithmetic that comes out the same to the last bit wherever it runs.

A browser's C library rounds inverse functions, powers and sums otherwise than another's. What is written with plus,
minus, times, divided by and the square root only comes out the same, so that a recording gives the same repetitions
on a phone as on a desk. A test forbids the rest in the rooms that need it.
"""

from collections.abc import Iterable
from math import sqrt

PI = 3.141592653589793
DEG_PER_RAD = 57.29577951308232
HALVINGS = 3
TERMS = tuple((-1.0 if k % 2 else 1.0) / (2 * k + 1) for k in range(12, -1, -1))
"""Of the series of the arc tangent, the last first: enough for what is left after the halvings."""


def arctan(x: float) -> float:
    """Return the arc tangent, radians; within a few units in the last place."""
    if x < 0:
        return -arctan(-x)
    if x > 1:
        return PI / 2 - arctan(1 / x)
    # tan(a / 2) = tan a / (1 + sqrt(1 + tan² a)): the series soon ends for a small angle.
    for _ in range(HALVINGS):
        x = x / (1 + sqrt(1 + x * x))
    square, series = x * x, 0.0
    for term in TERMS:
        series = series * square + term
    return (1 << HALVINGS) * x * series


def direction_deg(x: float, y: float) -> float:
    """Return the angle of a way from the x axis towards the y axis, -180 to 180; 0 for no way at all."""
    if x == 0 and y == 0:
        return 0.0
    if abs(y) <= abs(x):
        angle = arctan(y / x)
        if x < 0:
            angle = angle - PI if y < 0 else angle + PI
    else:
        angle = (PI / 2 if y > 0 else -PI / 2) - arctan(x / y)
    return angle * DEG_PER_RAD


def total(values: Iterable[float]) -> float:
    """Return the sum, added up in order: the built-in one is rounded otherwise since Python 3.12."""
    whole = 0.0
    for value in values:
        whole += value
    return whole


def median(values: Iterable[float]) -> float:
    """Return the middle value, the mean of the middle two; of at least one."""
    ordered = sorted(values)
    half = len(ordered) // 2
    return ordered[half] if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) / 2
