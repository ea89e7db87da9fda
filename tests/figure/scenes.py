"""Figures to try things on."""

from functools import cache

from lumbar.figure.body import load
from lumbar.figure.cycle import Cycle, solve
from lumbar.figure.solver import Solver
from lumbar.library import packaged
from lumbar.vocabulary.posture import Figure


def figure(movement: str) -> Figure:
    """Return the figure of a packaged movement."""
    found = packaged.catalogue()[movement].figure
    assert found is not None
    return found


@cache
def solver(body: str) -> Solver:
    """Return a solver, made once."""
    return Solver(load(body))


@cache
def solved(movement: str, body: str = "woman") -> Cycle:
    """Return a movement's cycle on a body, solved once."""
    return solve(figure(movement), solver(body))
