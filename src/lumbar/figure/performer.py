"""A performer: one body that goes through one movement as a person would.

How long each repetition takes, how far it goes, how long it rests and how steadily it holds varies a little, and a
seed says how. The same wish gives the same performance.
"""

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from lumbar.figure.annotation import Annotation, flows
from lumbar.figure.body import Body, load
from lumbar.figure.cycle import Cycle
from lumbar.figure.easing import eased
from lumbar.figure.performance import CannotShow, Performance, Wish
from lumbar.figure.quaternion import turns_of
from lumbar.figure.skeleton import ANGLE, Bones
from lumbar.figure.solver import Solver
from lumbar.figure.timetable import Stretch, Timetable
from lumbar.figure.ways import TURN, Ways
from lumbar.vocabulary.movement import Movement
from lumbar.vocabulary.posture import ANGLES, Figure

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]

BREATH_S, BREATH_VARIES, BREATH_DEG = 4.2, 0.15, 0.5
TREMBLES, TREMOR_S, SHIVER = 0.0012, 0.18, 4096
SWINGS_S = 0.75
"""One bounce takes so long."""
SLUGGISH_S = 0.05
"""A body takes no corner sharper than this."""
FAULT_FROM = 0.35
"""A posture that is wrong is wholly wrong after so much of the way."""
HALF = 0.5


class Performer:
    """One body that can perform one movement; solves each way once."""

    def __init__(self, movement: Movement, body: str) -> None:
        if movement.figure is None:
            raise CannotShow(f"{movement.id} has no figure")
        self.movement = movement
        self.figure: Figure = movement.figure
        self.body: Body = load(body)
        self.solver = Solver(self.body)
        self._ways = Ways(self.figure, self.solver, sided=movement.sides != "none")

    def cycle(self) -> Cycle:
        """Return the solved postures."""
        return self._ways.cycle()

    def perform(self, wish: Wish) -> Performance:
        """Perform.

        Raises:
            CannotShow: the movement has no such side or fault, or a body cannot show it.
        """
        self.check(wish)
        chance = np.random.default_rng(wish.seed)
        timetable = Timetable(self.movement, self.figure, wish, chance, self._change_s(wish))
        rounds = self._ways.go_round
        stretches = timetable.stretches(rounds=rounds)
        rows, along, mirrored = _Motion(self._ways, wish, chance).rows(stretches)
        reps, holds, wrong = Annotation(
            self.figure, stretches, along, wish.fps,
            sided=self.movement.sides != "none", held=timetable.hold_s > 0, rounds=rounds,
        ).known()  # fmt: skip
        return Performance(
            movement=self.movement.id,
            body=self.body.name,
            fps=wish.fps,
            angles=rows[:, : len(ANGLES)],
            turns=turns_of(rows[:, TURN]),
            places=rows[:, -3:],
            mirrored=mirrored,
            reps=tuple(reps),
            holds=tuple(holds),
            faults=tuple(wrong),
        )

    def check(self, wish: Wish) -> None:
        """Check that the movement can be performed so.

        Raises:
            CannotShow: as `perform`; names every problem, a line each.
        """
        problems: list[str] = []
        if wish.side is not None and self.movement.sides == "none":
            problems.append(f'side: expected none, since {self.movement.id} has no sides, found "{wish.side}"')
        known = sorted(fault.id for fault in self.movement.faults)
        for fault in wish.faults:
            if fault not in known:
                problems.append(f'fault: expected one of {", ".join(known)}, found "{fault}"')
            elif fault not in self.figure.faults:
                shown = ", ".join(self.figure.faults) or "none of them"
                problems.append(f'fault: expected one that a body can show ({shown}), found "{fault}"')
        if problems:
            raise CannotShow("\n".join(problems))

    def bones(self, performance: Performance, frames: slice = slice(None)) -> Bones:
        """Return where the bones are in some frames."""
        return self.solver.skeleton.pose(
            performance.angles[frames], performance.turns[frames], performance.places[frames]
        )

    def _change_s(self, wish: Wish) -> float:
        both = self.movement.sides != "none" and wish.side is None and wish.reps > 1
        return self._ways.change_s() if both else 0.0


class _Motion:
    """From what happens when to a posture in every frame."""

    def __init__(self, ways: Ways, wish: Wish, chance: np.random.Generator) -> None:
        self._ways, self._wish, self._chance = ways, wish, chance

    def rows(self, stretches: Sequence[Stretch]) -> tuple[Floats, Floats, Bools]:
        """Return the row of every frame, how far along its way it is, and whether that is in the mirror."""
        fps = self._wish.fps
        ends = np.cumsum([each.seconds for each in stretches]).tolist()
        frames = math.floor(ends[-1] * fps) + 1
        times = np.arange(frames) / fps
        which = np.minimum(np.searchsorted(ends, times, side="right"), len(stretches) - 1)
        along, passed = np.zeros(frames), np.zeros(frames)
        own = [np.flatnonzero(which == number) for number in range(len(stretches))]
        for stretch, end, chosen in zip(stretches, ends, own, strict=True):
            if len(chosen):
                passed[chosen] = (times[chosen] - (end - stretch.seconds)) / stretch.seconds
                along[chosen] = _along(stretch, passed[chosen])
        along += self._tremor(frames) * (along > 0)
        rows, mirrored = np.empty((frames, len(ANGLES) + 7)), np.zeros(frames, dtype=np.bool_)
        for stretch, chosen in zip(stretches, own, strict=True):
            if len(chosen):
                rows[chosen] = self._posed(stretch, along[chosen], passed[chosen])
                mirrored[chosen] = not self._ways.as_written(stretch.side)
                if stretch.part == "change":
                    mirrored[chosen] ^= passed[chosen] < HALF
        sluggish = SLUGGISH_S * fps
        rows = self._breathing(_smoothed(rows, sluggish), times)
        return rows, _smoothed(along[:, None], sluggish)[:, 0], mirrored

    def _posed(self, stretch: Stretch, along: Floats, passed: Floats) -> Floats:
        if stretch.part == "change":
            return self._ways.changing(stretch.side, passed)
        rows = self._ways.way(stretch.side).at(along)
        if stretch.fault is not None:
            wrong = self._ways.way(stretch.side, stretch.fault).at(along)
            share = eased(_wrongness(stretch, along, passed))[:, None]
            wrong[:, TURN] *= np.sign((wrong[:, TURN] * rows[:, TURN]).sum(axis=1, keepdims=True) + 1e-12)
            rows = (1 - share) * rows + share * wrong
        if stretch.round_leg and self._wish.range_share < 1:
            start = self._ways.start(stretch.side)
            start[TURN] *= np.sign(start[TURN] @ rows[0, TURN])
            rows = start + self._wish.range_share * (rows - start)
        return rows

    def _tremor(self, frames: int) -> Floats:
        """Low noise that goes slowly up and down."""
        noise = self._chance.normal(size=(SHIVER, 1))
        slow = _smoothed(noise, TREMOR_S * self._wish.fps)[:, 0]
        return TREMBLES * np.resize(slow / slow.std(), frames)

    def _breathing(self, rows: Floats, times: Floats) -> Floats:
        breath_s = BREATH_S * float(np.exp(self._chance.normal(0, BREATH_VARIES)))
        phase = self._chance.uniform(0, 2 * np.pi)
        rows[:, ANGLE["thoracic_flexion"]] -= BREATH_DEG * np.sin(2 * np.pi * times / breath_s + phase)
        rows[:, TURN] /= np.linalg.norm(rows[:, TURN], axis=1, keepdims=True)
        return rows


def _along(stretch: Stretch, passed: Floats) -> Floats:
    """Return how far along its way a body is, when so much of a stretch has passed."""
    share = passed if flows(stretch) else eased(passed)
    along = stretch.begin + share * (stretch.end - stretch.begin)
    if stretch.bounce:
        swings = max(1, round(stretch.seconds / SWINGS_S))
        along = along - stretch.bounce * (1 - np.cos(2 * np.pi * swings * passed)) / 2
    return np.asarray(along)


def _wrongness(stretch: Stretch, along: Floats, passed: Floats) -> Floats:
    """Return how much of a wrong posture is there: none where the repetition begins and ends."""
    if stretch.round_leg:
        begins, ends = stretch.begin == 0, stretch.end == 1
        return np.asarray(passed if begins else 1 - passed if ends else np.ones_like(passed))
    return np.asarray(along / FAULT_FROM) if stretch.part != "hold" else np.ones_like(along)


def _smoothed(rows: Floats, frames: float) -> Floats:
    """Return rows with each the mean of its neighbours, weighted by a bell of this width in frames."""
    reach = max(1, math.ceil(3 * frames))
    bell = np.exp(-0.5 * (np.arange(-reach, reach + 1) / max(frames, 1e-3)) ** 2)
    bell /= bell.sum()
    wide = np.concatenate([np.repeat(rows[:1], reach, axis=0), rows, np.repeat(rows[-1:], reach, axis=0)])
    smooth = np.zeros_like(rows)
    for number, weight in enumerate(bell):
        smooth += weight * wide[number : number + len(rows)]
    return smooth
