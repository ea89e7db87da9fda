"""A movement's cycle on one body: its postures solved, and the ways between them."""

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from lumbar.figure.skeleton import ANGLE
from lumbar.figure.solver import Room, Solved, Solver
from lumbar.vocabulary.posture import ANGLES, MIRRORED, Figure, Posture, mirrored

Floats = NDArray[np.float64]

BETWEEN = 4
"""Postures solved between one that is written and the next: straight from one to the other, feet would slide."""
MIRROR = np.diag([1.0, -1.0, 1.0])
"""Lying or upright, a body's left and right are the room's depth."""
MIRROR_BODY = np.diag([-1.0, 1.0, 1.0])
SWAP = np.array([ANGLE[mirrored(name)] for name in ANGLES])
SIGN = np.array([-1.0 if name in MIRRORED else 1.0 for name in ANGLES])


@dataclass(frozen=True, kw_only=True)
class Cycle:
    """Solved postures to go through: ``move`` from the start to what is held, ``flow`` round and round.

    ``keys`` are the places in each where a written posture is reached.
    """

    postures: Mapping[str, Solved]
    move: Sequence[Solved]
    flow: Sequence[Solved]


def solve(figure: Figure, solver: Solver) -> Cycle:
    """Solve every posture of the figure, and some between them."""
    return _Figure(figure, solver).cycle()


class _Figure:
    def __init__(self, figure: Figure, solver: Solver) -> None:
        self._figure, self._solver = figure, solver
        self._room = Room(wall=figure.wall)

    def cycle(self) -> Cycle:
        """Solve the start, measure what is planted there, and solve the rest from it."""
        figure = self._figure
        start = self._solver.solve(figure.postures["start"], figure.base, room=self._room)
        self._planted = {
            pad: self._solver.pad(start, pad).mean(axis=0)
            for posture in figure.postures.values()
            for pad in posture.plant
        }
        solved = {"start": start}
        for way in (figure.move, figure.flow, tuple(figure.postures)):
            before = start
            for name in way:
                if name not in solved:
                    solved[name] = self._solve(figure.postures[name], before)
                before = solved[name]
        move = self._way(["start", *figure.move], solved) if figure.move else []
        # What is gone into and kept has its way in; what goes round comes back to where it began.
        around = ["start", *figure.flow] if len(figure.flow) == 1 else [*figure.flow, *figure.flow[:1]]
        flow = self._way(around, solved) if figure.flow else []
        return Cycle(postures=solved, move=move, flow=flow)

    def _solve(self, posture: Posture, near: Solved) -> Solved:
        planted = {pad: self._planted[pad] for pad in posture.plant}
        return self._solver.solve(
            posture, self._figure.base, planted=planted, near=self._meant(posture, near), room=self._room
        )

    def _meant(self, posture: Posture, near: Solved) -> Solved:
        """Begin where the posture before stands, with the angles that are meant."""
        angles = np.array([posture.angles.get(name, 0.0) for name in ANGLES])
        return (
            replace(near, angles=angles)
            if posture.plant
            else self._solver.drop(posture, self._figure.base, self._room)
        )

    def _way(self, names: Sequence[str], solved: Mapping[str, Solved]) -> list[Solved]:
        way = [solved[names[0]]]
        for one, other in itertools.pairwise(names):
            way += [self._between(one, other, solved, share) for share in np.linspace(0, 1, BETWEEN + 2)[1:-1]]
            way.append(solved[other])
        return way

    def _between(self, one: str, other: str, solved: Mapping[str, Solved], share: float) -> Solved:
        """Return the posture part of the way: straight between the two, then set on what both rest on."""
        straight = mixed(solved[one], solved[other], share)
        first, second = self._figure.postures[one], self._figure.postures[other]
        shared = {
            surface: kept
            for surface, pads in first.contacts.items()
            if (kept := tuple(pad for pad in pads if pad in second.contacts.get(surface, ())))
        }
        posture = Posture(
            angles=dict(zip(ANGLES, straight.angles.tolist(), strict=True)),
            contacts=shared,
            plant=tuple(pad for pad in second.plant if one == "start" or pad in first.plant),
            holds={pad: at for pad, at in first.holds.items() if second.holds.get(pad) == at},
            free=dict.fromkeys(ANGLES, BETWEEN_DEG),
        )
        planted = {pad: self._planted[pad] for pad in posture.plant}
        return self._solver.solve(
            posture, self._figure.base, planted=planted, near=straight, room=self._room, about=straight.turn
        )


BETWEEN_DEG = 6.0


def mixed(one: Solved, other: Solved, share: float) -> Solved:
    """Return what is part of the way from one solved posture to another, angle by angle."""
    turn = one.turn + share * (other.turn - one.turn)
    left, _, right = np.linalg.svd(turn)
    return Solved(
        angles=one.angles + share * (other.angles - one.angles),
        turn=left @ right,
        place=one.place + share * (other.place - one.place),
        error_m=max(one.error_m, other.error_m),
    )


def at(way: Sequence[Solved], share: float) -> Solved:
    """Return the posture at this share, 0 to 1, of a way."""
    place = min(max(share, 0.0), 1.0) * (len(way) - 1)
    before = min(int(place), len(way) - 2)
    return mixed(way[before], way[before + 1], place - before)


def mirror(solved: Solved) -> Solved:
    """Return the posture of the other side."""
    return Solved(
        angles=(solved.angles * SIGN)[SWAP],
        turn=MIRROR @ solved.turn @ MIRROR_BODY,
        place=solved.place * [1, -1, 1],
        error_m=solved.error_m,
    )
