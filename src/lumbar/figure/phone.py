"""A phone on a body: where it lies, which way is up for it, and how far it has been turned."""

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from lumbar.figure.skeleton import PLACE, Bones, Skin
from lumbar.figure.solver import Solver
from lumbar.library.templates import PER_DEGREE, PER_UP
from lumbar.vocabulary.watch import SPOTS, Spot

Floats = NDArray[np.float64]

ON: Mapping[Spot, tuple[str, str]] = {
    "sacrum": ("root", "sacrum"),
    "pelvis": ("root", "pelvis_front"),
    "chest": ("spine01", "chest"),
}
"""The bone that a phone goes along with, and the pad that it lies flat on."""
UP = np.array([0.0, 0.0, 1.0])


class Phone:
    """A phone on one spot of one body."""

    def __init__(self, solver: Solver, spot: Spot) -> None:
        bone, pad = ON[spot]
        self._bone = PLACE[bone]
        self._skeleton = solver.skeleton
        self._skin = Skin.of(solver.body, solver.pads.vertices[pad])
        self._mount = _mount(solver.pads.facing[pad].direction)

    def turns(self, bones: Bones) -> Floats:
        """Return its axes in the world, as columns, (..., 3, 3)."""
        return np.asarray(bones.turns[..., self._bone, :, :] @ self._mount)

    def places(self, bones: Bones) -> Floats:
        """Return where it is in the world, metres, (..., 3)."""
        return np.asarray(self._skeleton.skin(bones, self._skin).mean(axis=-2))


def up_in(turns: Floats) -> Floats:
    """Return which way is up in the axes of each of these, (..., 3)."""
    return np.asarray(turns[..., 2, :])


def rotations_deg(turns: Floats) -> Floats:
    """Return how each of these is turned against the one before, degrees about its own axes, (n - 1, 3)."""
    steps = np.swapaxes(turns[:-1], 1, 2) @ turns[1:]
    about = np.stack(
        [
            steps[:, 2, 1] - steps[:, 1, 2],
            steps[:, 0, 2] - steps[:, 2, 0],
            steps[:, 1, 0] - steps[:, 0, 1],
        ],
        axis=1,
    )
    sine = np.linalg.norm(about, axis=1) / 2
    angle = np.arctan2(sine, (np.einsum("nii->n", steps) - 1) / 2)
    return np.asarray(np.degrees(about * (angle / np.maximum(2 * sine, 1e-12))[:, None]))


def lyings(bones: Bones, solver: Solver) -> dict[str, list[list[int]]]:
    """Return for each spot how a phone lies along a way, as whole numbers: which way is up, and how far turned."""
    return {spot: _lying(Phone(solver, spot).turns(bones)) for spot in SPOTS}


def baked(ways: Mapping[str | None, Bones], solver: Solver, *, goes_round: bool) -> dict[str, Any]:
    """Return how a phone lies along the right way, and at the end of the way of each fault, by its spot."""
    along = {fault: lyings(bones, solver) for fault, bones in ways.items()}
    return {
        spot: {
            "way": along[None][spot],
            "faults": {
                fault: lying[spot][-1] for fault, lying in along.items() if fault is not None and not goes_round
            },
        }
        for spot in SPOTS
    }


def _lying(turns: Floats) -> list[list[int]]:
    up = up_in(turns)
    steps = (rotations_deg(turns) * (up[:-1] + up[1:]) / 2).sum(axis=1)
    turned = np.concatenate([[0.0], np.cumsum(steps)])
    whole: list[list[int]] = (
        np.round(np.concatenate([up * PER_UP, turned[:, None] * PER_DEGREE], axis=1)).astype(int).tolist()
    )
    return whole


def _mount(out: Floats) -> Floats:
    """Return the axes of a phone that lies on skin which faces this way: its screen outwards, its top upwards."""
    z = out * [0, 1, 1] / np.linalg.norm(out[1:])
    y = UP - z * (UP @ z)
    y /= np.linalg.norm(y)
    return np.stack([np.cross(y, z), y, z], axis=1)
