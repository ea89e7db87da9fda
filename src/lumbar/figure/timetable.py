"""A timetable: what a body does when, as it performs. No two repetitions take quite as long or go quite as far."""

import math
from dataclasses import dataclass, replace

import numpy as np

from lumbar.figure.performance import Wish
from lumbar.vocabulary.movement import Movement
from lumbar.vocabulary.posture import SIDES, Figure, ShownFault, Side

LEAD_IN_S, TAIL_S = (0.7, 1.3), (0.7, 1.1)
REST_S = (0.5, 1.2)
"""Least and most of the stillness before the first repetition, after the last, and between two."""
TEMPO_VARIES, HOLD_VARIES, RANGE_VARIES = 0.07, 0.04, 0.015
"""Standard deviations, as shares."""
BOUNCED_S = 2.6
"""What is bounced in is kept for so long at least."""
USUAL_TEMPO_S = 4.0


@dataclass(frozen=True, kw_only=True)
class Stretch:
    """What happens for some seconds: the body goes from one share of its way to another, or stays."""

    seconds: float
    begin: float
    end: float
    side: Side
    rep: int | None = None
    part: str = "rest"
    fault: str | None = None
    bounce: float = 0.0
    round_leg: bool = False


class Timetable:
    """Makes the timetable of one wish; what varies is drawn from ``chance``.

    ``change_s`` is how long changing sides takes.
    """

    def __init__(
        self, movement: Movement, figure: Figure, wish: Wish, chance: np.random.Generator, change_s: float
    ) -> None:
        self._movement, self._figure, self._wish = movement, figure, wish
        self._chance, self._change_s = chance, change_s
        dose = movement.ladder[movement.default_level - 1].dose
        self._tempo_s = (dose.tempo_s or USUAL_TEMPO_S) / wish.pace
        self.hold_s = (dose.hold_s or dose.duration_s or 0.0) if wish.hold_s is None else wish.hold_s

    def stretches(self, *, rounds: bool) -> list[Stretch]:
        """Return what happens, in order."""
        found: list[Stretch] = []
        sides = self._sides()
        for rep, (side, fault) in enumerate(zip(sides, self._faulty(), strict=True)):
            before = sides[rep - 1] if rep else side
            rest_s = self._between(*(LEAD_IN_S if rep == 0 else REST_S))
            rest = Stretch(seconds=rest_s, begin=0, end=0, side=before)
            if not rounds or rep == 0 or side != before:
                found.append(rest)
            if side != before and self._change_s:
                found.append(Stretch(seconds=self._change_s, begin=0, end=0, side=side, part="change"))
                found.append(replace(rest, side=side))
            found += self._round(rep, side, fault) if rounds else self._rep(rep, side, fault)
        found.append(Stretch(seconds=self._between(*TAIL_S), begin=0, end=0, side=found[-1].side))
        return found

    def _sides(self) -> list[Side]:
        wish = self._wish
        if self._movement.sides == "none":
            return [self._figure.side] * wish.reps
        if wish.side is not None:
            return [wish.side] * wish.reps
        if self._movement.sides == "alternate":
            return [SIDES[rep % 2] for rep in range(wish.reps)]
        first = math.ceil(wish.reps / 2)
        return [SIDES[rep >= first] for rep in range(wish.reps)]

    def _faulty(self) -> list[str | None]:
        """Say which repetition shows which fault."""
        wish = self._wish
        some = min(wish.reps, math.floor(wish.share * wish.reps + 0.5)) if wish.faults else 0
        chosen = sorted(self._chance.permutation(wish.reps)[:some].tolist())
        faults: list[str | None] = [None] * wish.reps
        for number, rep in enumerate(chosen):
            faults[rep] = wish.faults[number % len(wish.faults)]
        return faults

    def _rep(self, rep: int, side: Side, fault: str | None) -> list[Stretch]:
        shown = self._shown(fault)
        reach = self._wish.range_share * (1 - abs(self._chance.normal(0, RANGE_VARIES)))
        half_s, hold_s = self._tempo_s / 2, self.hold_s * self._about(HOLD_VARIES)
        go_s = half_s * self._about(TEMPO_VARIES) * shown.tempo
        back_s = half_s * self._about(TEMPO_VARIES) * shown.back_tempo
        if shown.bounce:
            hold_s = max(hold_s, BOUNCED_S)
        bounce = shown.bounce * reach / max(1, len(self._figure.move or self._figure.flow))
        go = Stretch(seconds=go_s, begin=0, end=reach, side=side, rep=rep, part="go", fault=fault)
        return [
            go,
            replace(go, seconds=hold_s, begin=reach, part="hold", bounce=bounce),
            replace(go, seconds=back_s, begin=reach, end=0, part="back"),
        ]

    def _round(self, rep: int, side: Side, fault: str | None) -> list[Stretch]:
        legs = len(self._figure.flow)
        leg_s = self._figure.flow_s / self._wish.pace * self._about(TEMPO_VARIES) * self._shown(fault).tempo
        return [
            Stretch(
                seconds=leg_s * self._about(TEMPO_VARIES / 2),
                begin=leg / legs, end=(leg + 1) / legs, side=side, rep=rep, part="round", fault=fault,
                round_leg=True,
            )
            for leg in range(legs)
        ]  # fmt: skip

    def _shown(self, fault: str | None) -> ShownFault:
        return self._figure.faults[fault] if fault else ShownFault(postures=self._figure.postures)

    def _about(self, varies: float) -> float:
        return float(np.exp(self._chance.normal(0, varies)))

    def _between(self, least: float, most: float) -> float:
        return float(self._chance.uniform(least, most)) / max(1.0, self._wish.pace)
