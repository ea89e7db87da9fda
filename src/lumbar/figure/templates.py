"""Templates: a figure's postures as a camera sees them, for whoever compares a person with them."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from lumbar.figure.cycle import BETWEEN
from lumbar.figure.framing import Shot, framed_from
from lumbar.figure.landmarks import Sight
from lumbar.figure.phone import baked
from lumbar.figure.quaternion import turns_of
from lumbar.figure.skeleton import Bones
from lumbar.figure.solver import Solver
from lumbar.figure.ways import TURN, Way, Ways
from lumbar.library.templates import PER_VISIBILITY, PER_WIDTH
from lumbar.vocabulary.landmark import INDEX, MAIN
from lumbar.vocabulary.posture import ANGLES, Figure

Floats = NDArray[np.float64]


def template(figure: Figure, ways: Ways) -> dict[str, Any]:
    """Return a figure's template as a JSON document: the right way on its own side, and each fault's posture."""
    solver, shot = ways.solver, Shot()
    sight = Sight(solver.body, solver.skeleton)
    shown = [None, *(fault for fault in figure.faults if figure.showing(fault) is not figure)]
    gone = {fault: _bones(ways.way(figure.side, fault), solver) for fault in shown}
    camera = framed_from(figure.view, shot, np.concatenate([sight.places(each) for each in gone.values()]))
    frames = {fault: _whole(sight.see(bones, camera).points) for fault, bones in gone.items()}
    kept = slice(None, -1, BETWEEN + 1) if ways.go_round else slice(-1, None)
    phones = baked(gone, solver, goes_round=ways.go_round)
    return {
        "side": figure.side,
        "goes_round": ways.go_round,
        "width": shot.width,
        "height": shot.height,
        "way": frames.pop(None),
        "faults": {fault: points[kept] for fault, points in frames.items()},
        "phone": phones,
    }


def _bones(way: Way, solver: Solver) -> Bones:
    return solver.skeleton.pose(way.rows[:, : len(ANGLES)], turns_of(way.rows[:, TURN]), way.rows[:, -3:])


def _whole(points: Floats) -> list[list[list[int]]]:
    """Return the main landmarks as whole numbers, (frames, landmarks, 4)."""
    main = points[:, [INDEX[name] for name in MAIN]] * [PER_WIDTH, PER_WIDTH, PER_WIDTH, PER_VISIBILITY]
    whole: list[list[list[int]]] = np.round(main).astype(int).tolist()
    return whole
