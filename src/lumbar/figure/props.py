"""Props: what a figure rests on besides the floor, and where that stands."""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from lumbar.figure.cycle import Cycle
from lumbar.figure.solver import Solver
from lumbar.vocabulary.posture import Figure, Surface

Floats = NDArray[np.float64]

PROPS: Mapping[Surface, str] = {
    "seat": "chair", "chair_back": "tall_chair", "table": "table", "roller": "foam_roller", "ball": "ball",
    "pillow": "pillow",
}  # fmt: skip
AT_WALL: tuple[Surface, ...] = ("wall", "ball")
OUT_M: Mapping[Surface, float] = {"roller": 0.15, "chair_back": 0.12}
"""Under one leg a roller lies to the outside, and leaves the other leg the floor; under one hand a chair stands to
the outside, and leaves the hips room."""


def standing(figure: Figure, cycle: Cycle, solver: Solver) -> list[tuple[str, Floats]]:
    """List the props of a figure, with where each stands, metres, (3,)."""
    found = ((kind, _place(figure, cycle, solver, surface)) for surface, kind in PROPS.items())
    return [(kind, place) for kind, place in found if place is not None]


def has_wall(figure: Figure) -> bool:
    """Tell whether anything rests on a wall."""
    return any(surface in AT_WALL for posture in figure.postures.values() for surface in posture.contacts)


def _place(figure: Figure, cycle: Cycle, solver: Solver, surface: Surface) -> Floats | None:
    """Return where a prop stands: what is held says it, else the first posture that rests on it."""
    for name in (*figure.flow[-1:], *figure.move[-1:], *figure.postures):
        if pads := figure.postures[name].contacts.get(surface):
            at = cycle.postures[name]
            place = np.asarray(np.mean([solver.pad(at, pad).mean(axis=0) for pad in pads], axis=0))
            if surface in OUT_M and len({pad.partition("_")[0] for pad in pads}) == 1:
                place[1] += OUT_M[surface] * np.sign(place[1] - at.place[1])
            return place
    return None
