"""Annotation: the times of a performance's repetitions, holds and faults, taken from how it moved."""

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from lumbar.figure.easing import when_eased
from lumbar.figure.performance import LEFT, Hold, Rep, Wrong
from lumbar.figure.timetable import Stretch
from lumbar.vocabulary.posture import Figure, Side

Floats = NDArray[np.float64]
Timed = tuple[float, float, Stretch]
"""A stretch, and from when to when it lasts, seconds."""

FLOWING_S = 1.0
"""Legs of a round shorter than this run into each other."""
GO_HOLD_BACK = 3


class Annotation:
    """Says what happened when.

    Args:
        figure: what was shown.
        sided: whether the movement has sides.
        held: whether what is reached is held.
        stretches: what happened, in order.
        along: how far along its way the body was in each frame.
        fps: frames a second.
    """

    def __init__(
        self,
        figure: Figure,
        stretches: Sequence[Stretch],
        along: Floats,
        fps: float,
        *,
        sided: bool,
        held: bool,
        rounds: bool,
    ) -> None:
        self._figure, self._along, self._fps = figure, along, fps
        self._sided, self._held, self._rounds = sided, held, rounds
        ends = np.cumsum([each.seconds for each in stretches]).tolist()
        self._reps: dict[int, list[Timed]] = {}
        for end, each in zip(ends, stretches, strict=True):
            if each.rep is not None:
                self._reps.setdefault(each.rep, []).append((end - each.seconds, end, each))

    def known(self) -> tuple[list[Rep], list[Hold], list[Wrong]]:
        """Return the repetitions, holds and faults, each in order."""
        reps: list[Rep] = []
        holds: list[Hold] = []
        wrong: list[Wrong] = []
        for number, parts in self._reps.items():
            rep, held = (self._round(parts), []) if self._rounds else self._there_and_back(parts)
            reps.append(rep)
            holds += held
            if fault := parts[0][2].fault:
                start_s, end_s = self._wrong_from(fault, parts, rep)
                wrong.append(Wrong(fault=fault, rep=number + 1, start_s=start_s, end_s=end_s))
        # What is gone into once and kept is no repetition.
        return reps if self._figure.move or self._rounds else [], holds, wrong

    def _round(self, parts: Sequence[Timed]) -> Rep:
        first, last, middle = parts[0], parts[-1], parts[len(parts) // 2]
        slack = 0.0 if flows(first[2]) else when_eased(LEFT)
        start_s, end_s = first[0] + slack * first[2].seconds, last[1] - slack * last[2].seconds
        return Rep(side=self._named(first[2].side), start_s=start_s, top_s=middle[0], end_s=end_s)

    def _there_and_back(self, parts: Sequence[Timed]) -> tuple[Rep, list[Hold]]:
        (go_s, _, go), (hold_from_s, hold_to_s, _), (_, back_s, _) = parts
        low, high = LEFT * go.end, (1 - LEFT) * go.end
        there_s, back_again_s = (go_s + hold_from_s) / 2, (hold_to_s + back_s) / 2
        start_s, end_s = self._crossing(there_s, low, -1), self._crossing(back_again_s, low, 1)
        arrived_s, left_s = self._crossing(there_s, high, 1), self._crossing(back_again_s, high, -1)
        if left_s < arrived_s:
            arrived_s = left_s = (hold_from_s + hold_to_s) / 2
        side = self._named(go.side)
        held = [Hold(side=side, start_s=arrived_s, end_s=left_s)] if self._held else []
        return Rep(side=side, start_s=start_s, top_s=(arrived_s + left_s) / 2, end_s=end_s), held

    def _named(self, side: Side) -> Side | None:
        return side if self._sided else None

    def _wrong_from(self, fault: str, parts: Sequence[Timed], rep: Rep) -> tuple[float, float]:
        shown = self._figure.faults[fault]
        if self._figure.showing(fault) is not self._figure or len(parts) != GO_HOLD_BACK:
            return rep.start_s, rep.end_s
        begins = [
            rep.start_s if shown.tempo != 1 else math.inf,
            parts[1][0] if shown.bounce else math.inf,
            parts[2][0] if shown.back_tempo != 1 else math.inf,
        ]
        ends = [
            parts[0][1] if shown.tempo != 1 else 0.0,
            parts[1][1] if shown.bounce else 0.0,
            rep.end_s if shown.back_tempo != 1 else 0.0,
        ]
        return min(begins), max(ends)

    def _crossing(self, from_s: float, level: float, step: int) -> float:
        """Return when, going from a time forward (1) or back (-1), the body first comes to a level."""
        along, last = self._along, len(self._along) - 1
        at = int(np.clip(round(from_s * self._fps), 1, last - 1))
        above = along[at] > level
        while 0 < at < last and (along[at + step] > level) == above:
            at += step
        other = int(np.clip(at + step, 0, last))
        span = along[other] - along[at]
        share = (level - along[at]) / span if abs(span) > 1e-9 else 0.0
        return float((at + share * (other - at)) / self._fps)


def flows(stretch: Stretch) -> bool:
    """Tell whether a leg of a round runs into the next, without slowing down."""
    return stretch.round_leg and stretch.seconds < FLOWING_S
