"""Ways: the postures a body goes through in a movement, on either side, right or wrong."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from lumbar.figure.cycle import Cycle, mirror, solve
from lumbar.figure.easing import eased
from lumbar.figure.quaternion import quaternions, turns_of
from lumbar.figure.skeleton import ANGLE, Skin
from lumbar.figure.solver import Solved, Solver
from lumbar.vocabulary.posture import ANGLES, OTHER_SIDE, SIDES, Figure, Side

Floats = NDArray[np.float64]

TURN = slice(len(ANGLES), len(ANGLES) + 4)
"""Where in a row the pelvis's turn is."""
CHANGE_S, CHANGE_PER_DEG_S, CHANGE_MOST_S = 0.4, 0.025, 4.0
ALIKE_DEG = 1.0
FEET, LOOSE_FEET_DEG = [ANGLE[f"{side}_ankle_dorsiflexion"] for side in SIDES], 45.0
ROLLS_RAD, LETS_GO = 0.5, 1.8
"""Half the turn from which a body rolls over to change sides; how early it lets go of its posture meanwhile."""
CHANGE_KEYS, EVERY = 13, 5


@dataclass(frozen=True, kw_only=True)
class Way:
    """Postures to go along, each as one row: angles, the pelvis's turn as a quaternion, its place."""

    rows: Floats

    @classmethod
    def of(cls, postures: Sequence[Solved]) -> "Way":
        """Go along these postures."""
        rows = np.concatenate(
            [
                np.stack([each.angles for each in postures]),
                quaternions(np.stack([each.turn for each in postures])),
                np.stack([each.place for each in postures]),
            ],
            axis=1,
        )
        for before, row in pairwise(rows):
            if before[TURN] @ row[TURN] < 0:
                row[TURN] *= -1
        return cls(rows=rows)

    def at(self, shares: Floats) -> Floats:
        """Return the rows at these shares of the way, (n, columns)."""
        places = np.clip(shares, 0, 1) * (len(self.rows) - 1)
        before = np.minimum(places.astype(int), len(self.rows) - 2)
        part = (places - before)[:, None]
        return np.asarray((1 - part) * self.rows[before] + part * self.rows[before + 1])


class Ways:
    """The ways of one figure on one body; each is solved once."""

    def __init__(self, figure: Figure, solver: Solver, *, sided: bool) -> None:
        self._figure, self._sided = figure, sided
        self.solver = solver
        self._cycles: dict[str | None, Cycle] = {}
        self._ways: dict[tuple[str | None, Side], Way] = {}

    @property
    def go_round(self) -> bool:
        """Tell whether a repetition is a round."""
        return not self._figure.move and len(self._figure.flow) > 1

    def as_written(self, side: Side) -> bool:
        """Tell whether the file's own postures are of this side; the others are their mirror image."""
        return not self._sided or side == self._figure.side

    def cycle(self, fault: str | None = None) -> Cycle:
        """Return the solved postures, as they are with a fault."""
        shown = self._figure if fault is None else self._figure.showing(fault)
        if shown is self._figure:
            fault = None
        if fault not in self._cycles:
            self._cycles[fault] = solve(shown, self.solver)
        return self._cycles[fault]

    def way(self, side: Side, fault: str | None = None) -> Way:
        """Return the way of one repetition on a side, as it is with a fault."""
        if (fault, side) not in self._ways:
            cycle = self.cycle(fault)
            postures = list(cycle.move or cycle.flow)
            if self.go_round:
                postures = self._from_start(postures)
            if not self.as_written(side):
                postures = [mirror(each) for each in postures]
            self._ways[fault, side] = Way.of(postures)
        return self._ways[fault, side]

    def start(self, side: Side) -> Floats:
        """Return the row of the start posture of a side."""
        start = self.cycle().postures["start"]
        return np.asarray(Way.of([start if self.as_written(side) else mirror(start)]).rows[0])

    def change_s(self) -> float:
        """Return how long it takes to change sides: no time where both sides begin alike."""
        one, other = (self.way(side).rows[0] for side in SIDES)
        apart = float(np.abs(one[: len(ANGLES)] - other[: len(ANGLES)]).max())
        apart = max(apart, math.degrees(2 * math.acos(min(1.0, abs(float(one[TURN] @ other[TURN]))))))
        return 0.0 if apart < ALIKE_DEG else min(CHANGE_MOST_S, CHANGE_S + CHANGE_PER_DEG_S * apart)

    def changing(self, side: Side, passed: Floats) -> Floats:
        """Go over to a side from the start posture of the other, never through the floor: rows (n, columns)."""
        one, other = self.way(OTHER_SIDE[side]).rows[0], self.way(side).rows[0].copy()
        if one[TURN] @ other[TURN] < 0:
            other[TURN] *= -1
        turned = math.acos(min(1.0, float(one[TURN] @ other[TURN])))
        shares = np.linspace(0, 1, CHANGE_KEYS)[:, None]
        keys = (1 - shares) * one + shares * other
        if turned > 1e-6:
            spun = np.sin((1 - shares) * turned) * one[TURN] + np.sin(shares * turned) * other[TURN]
            keys[:, TURN] = spun / math.sin(turned) if math.sin(turned) > 1e-6 else keys[:, TURN]
        if turned > ROLLS_RAD:
            loose = np.minimum(1, LETS_GO * np.sin(np.pi * shares))
            keys[:, : len(ANGLES)] *= 1 - loose
            keys[:, FEET] -= LOOSE_FEET_DEG * loose
        lowest = self._lowest(keys)
        usual = np.linspace(lowest[0], lowest[-1], len(keys))
        keys[:, -1] -= lowest - usual
        return Way(rows=keys).at(eased(passed))

    def _from_start(self, postures: list[Solved]) -> list[Solved]:
        """Begin a round where it comes closest to the start posture."""
        cycle, legs = self.cycle(), len(self._figure.flow)
        step = (len(postures) - 1) // legs
        start = cycle.postures["start"].angles
        away = [float(np.abs(cycle.flow[leg * step].angles - start).max()) for leg in range(legs)]
        first = int(np.argmin(away)) * step
        return [*postures[first:-1], *postures[: first + 1]]

    def _lowest(self, rows: Floats) -> Floats:
        body, skeleton = self.solver.body, self.solver.skeleton
        skin = Skin.of(body, np.arange(0, len(body.vertices), EVERY))
        bones = skeleton.pose(rows[:, : len(ANGLES)], turns_of(rows[:, TURN]), rows[:, -3:])
        return np.asarray(skeleton.skin(bones, skin)[..., 2].min(axis=1))
