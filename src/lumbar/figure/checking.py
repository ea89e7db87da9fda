"""Checks a solved figure: what should touch touches, nothing sinks in or goes through, joints stay human."""

import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from lumbar.figure.body import BONES
from lumbar.figure.cycle import Cycle
from lumbar.figure.skeleton import ANGLE, Skin
from lumbar.figure.solver import FLAT, LOWEST_SHARE, Room, Solved, Solver, facing
from lumbar.vocabulary.posture import ANGLES, Figure, Posture

Floats = NDArray[np.float64]

GAP_M, CONTACT_M = 0.005, 0.015
"""What rests on a surface is no further above it with the part of it that is nearest, nor further in; and what is
planted is so near to where it was."""
REACH_M, FACING_DEG = 0.045, 45.0
"""A hand is so near to what it holds, skin to skin, from the middle of the palm to the middle of the place; and its
palm faces the place, give or take."""
SINK_M, FLESH_SINK_M = 0.025, 0.045
"""So deep may skin go into the floor, where a mat of 1 cm gives way and a hand or a foot is pressed flat; and where
much flesh is: belly, seat, thighs. The figure's own skin does not give."""
FLESH = ("root", "spine", "upperleg", "lowerleg01")
OVERLAP_M, HAND_OVERLAP_M = 0.01, 0.035
"""So deep may two limbs, or a limb and the trunk, be in each other, beyond what flesh gives; and a hand, which is
soft, and holds, or lies under a back."""
HAND = ("wrist", "finger")
BEYOND_DEG = 1.0
STEP_M = 0.35
"""No place of the body goes further from one solved posture to the next."""


@dataclass(frozen=True, kw_only=True)
class Finding:
    """One thing that is wrong with a figure on one body: where in it, and by how much."""

    body: str
    where: str
    expected: str
    found: str

    def __str__(self) -> str:
        return f"{self.where}: expected {self.expected}, found {self.found} ({self.body})"


def findings(figure: Figure, solver: Solver, cycle: Cycle) -> list[Finding]:
    """List what is wrong with a solved figure."""
    return list(_Check(figure, solver, cycle).all())


class _Check:
    def __init__(self, figure: Figure, solver: Solver, cycle: Cycle) -> None:
        self._figure, self._solver, self._cycle = figure, solver, cycle
        self._room = Room(wall=figure.wall)
        self._skin = Skin.of(solver.body, np.arange(len(solver.body.vertices)))
        self._start = cycle.postures["start"]

    def all(self) -> Iterator[Finding]:
        """Check each posture, then the ways between them."""
        for name, solved in self._cycle.postures.items():
            at = self._at(solved)
            yield from self._touches(name, self._figure.postures[name], at)
            yield from self._planted(name, self._figure.postures[name], solved)
            yield from self._within(name, solved)
        for name, way in (("move", self._cycle.move), ("flow", self._cycle.flow)):
            places = [self._at(solved) for solved in way]
            for number, (solved, at) in enumerate(zip(way, places, strict=True)):
                where = f"{name}, posture {number + 1} of {len(way)}"
                yield from self._sinks(where, at)
                yield from self._overlaps(where, solved)
            for number, (one, other) in enumerate(itertools.pairwise(places)):
                far = float(np.linalg.norm(other - one, axis=1).max())
                if far > STEP_M:
                    expected = f"no leap of more than {_cm(STEP_M)}"
                    yield self._finding(f"{name}, from posture {number + 1} to the next", expected, _cm(far))

    def _at(self, solved: Solved) -> Floats:
        return self._solver.skeleton.skin(self._solver.pose(solved), self._skin)

    def _finding(self, where: str, expected: str, found: str) -> Finding:
        return Finding(body=self._solver.body.name, where=where, expected=expected, found=found)

    def _touches(self, name: str, posture: Posture, at: Floats) -> Iterator[Finding]:
        for surface, pads in posture.contacts.items():
            for pad in pads:
                away = self._room.away(at[self._solver.pads.vertices[pad]], surface)
                share = 1.0 if pad.endswith(FLAT) else LOWEST_SHARE
                near = float(np.sort(away)[: max(1, round(share * len(away)))].mean())
                if not -CONTACT_M <= near <= GAP_M:
                    expected = f"{pad} on the {surface}, {_cm(GAP_M)} above it to {_cm(CONTACT_M)} in it"
                    yield self._finding(f"postures.{name}", expected, _cm(near))

    def _planted(self, name: str, posture: Posture, solved: Solved) -> Iterator[Finding]:
        for pad in posture.plant:
            slip = self._middle(solved, pad) - self._middle(self._start, pad)
            far = float(np.linalg.norm(slip[:2]))
            if far > CONTACT_M:
                expected = f"{pad} within {_cm(CONTACT_M)} of where the start has it"
                yield self._finding(f"postures.{name}", expected, _cm(far))
        for pad, at in posture.holds.items():
            far = float(np.linalg.norm(self._solver.skin_of(solved, pad) - self._solver.skin_of(solved, at)))
            if far > REACH_M:
                yield self._finding(f"postures.{name}", f"{pad} within {_cm(REACH_M)} of {at}", _cm(far))
            aside = self._aside_deg(solved, pad, at)
            if aside > FACING_DEG:
                expected = f"{pad} facing {at}, within {FACING_DEG:g} degrees"
                yield self._finding(f"postures.{name}", expected, f"{aside:.0f}")

    def _aside_deg(self, solved: Solved, pad: str, at: str) -> float:
        """Return how far a pad is turned away from the one it is held at; 0 where one of them faces nowhere."""
        bones, pads = self._solver.pose(solved), self._solver.pads
        one, other = facing(pads, bones, pad), facing(pads, bones, at)
        if not one.any() or not other.any():
            return 0.0
        return float(np.degrees(np.arccos(np.clip(-one @ other, -1, 1))))

    def _middle(self, solved: Solved, pad: str) -> Floats:
        return np.asarray(self._solver.pad(solved, pad).mean(axis=0))

    def _within(self, name: str, solved: Solved) -> Iterator[Finding]:
        for angle, (least, most) in ANGLES.items():
            found = float(solved.angles[ANGLE[angle]])
            if not least - BEYOND_DEG <= found <= most + BEYOND_DEG:
                yield self._finding(f"postures.{name}", f"{angle} of {least:g} to {most:g} degrees", f"{found:.1f}")

    def _sinks(self, where: str, at: Floats) -> Iterator[Finding]:
        beyond = -at[:, 2] - self._may_sink
        worst = int(beyond.argmax())
        if beyond[worst] > 0:
            bone = BONES[self._solver.body.bones[worst, 0]]
            expected = f"{bone} in the floor by at most {_cm(float(self._may_sink[worst]))}"
            yield self._finding(where, expected, _cm(float(-at[worst, 2])))

    @cached_property
    def _may_sink(self) -> Floats:
        flesh = np.array([bone.startswith(FLESH) for bone in BONES])
        return np.where(flesh[self._solver.body.bones[:, 0]], FLESH_SINK_M, SINK_M)

    def _overlaps(self, where: str, solved: Solved) -> Iterator[Finding]:
        names = self._solver.capsules.names()
        bounds = np.array(
            [
                HAND_OVERLAP_M if one.startswith(HAND) or other.startswith(HAND) else OVERLAP_M
                for one, other in names
            ]
        )
        depths = self._solver.capsules.overlaps(self._solver.pose(solved))
        worst = int((depths - bounds).argmax())
        if depths[worst] > bounds[worst]:
            expected = f"{' and '.join(names[worst])} in each other by at most {_cm(float(bounds[worst]))}"
            yield self._finding(where, expected, _cm(float(depths[worst])))


def _cm(metres: float) -> str:
    return f"{metres * 100:.1f} cm"
