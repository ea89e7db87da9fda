"""Tilts: faults that show in how a phone on the body is tilted at the top of a repetition, beside its rest."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from lumbar.signals.arithmetic import median
from lumbar.signals.gravity import round_deg
from lumbar.tracking.bearings import tilt_deg
from lumbar.tracking.events import FaultDoubtful, FaultRaised
from lumbar.vocabulary.lying import PhoneWay
from lumbar.vocabulary.motion import Vector
from lumbar.vocabulary.movement import Movement
from lumbar.vocabulary.watch import Tilt, TiltSeen

AT_TOP = 0.85
"""From this share of how far it has gone on, a tilt is judged."""
DOUBT = 0.15
"""So near to the limit, in shares of the way from right to wrong, it cannot be told."""
SLOWLY = 0.02
"""How much of a new tilt at rest counts beside those before: at sixty a second, the last second."""


@dataclass
class TiltRule:
    """Judges one tilt; ``right`` and ``wrong`` are how far it should go from its rest, and how far in the fault."""

    fault: str
    tilt: Tilt
    share: float
    right: float
    wrong: float
    _rest: float | None = None
    _seen: list[tuple[float, float]] = field(default_factory=list)

    def rest(self, up: Vector) -> None:
        """Take how it lies at rest."""
        tilt = tilt_deg(self.tilt, up)
        self._rest = tilt if self._rest is None else self._rest + SLOWLY * round_deg(tilt - self._rest)

    def add(self, out: float, up: Vector) -> None:
        """Take how it lies so far out."""
        if self._rest is not None:
            self._seen.append((out, round_deg(tilt_deg(self.tilt, up) - self._rest)))

    def close(self, t_s: float, rep: int) -> Iterator[FaultRaised | FaultDoubtful]:
        """Yield the fault, or that it cannot be told, of a repetition that is over; forget it."""
        limit = self.right + self.share * (self.wrong - self.right)
        if not self._seen:
            yield FaultDoubtful(t_s=t_s, rep=rep, fault=self.fault, value=None, limit=limit)
            return
        furthest = max(out for out, _ in self._seen)
        value = median(tilt for out, tilt in self._seen if out >= AT_TOP * furthest)
        gone = (value - self.right) / (self.wrong - self.right)
        if gone >= self.share + DOUBT:
            yield FaultRaised(t_s=t_s, rep=rep, fault=self.fault, value=value, limit=limit)
        elif gone > self.share - DOUBT:
            yield FaultDoubtful(t_s=t_s, rep=rep, fault=self.fault, value=value, limit=limit)
        self._seen.clear()

    def clear(self) -> None:
        """Forget what is under way, and how it lay."""
        self._rest = None
        self._seen.clear()


def tilt_rules(movement: Movement, way: PhoneWay) -> list[TiltRule]:
    """Return the rules of the faults that a movement's file says are seen in a tilt."""
    found = []
    for fault in movement.faults:
        if isinstance(seen := fault.seen, TiltSeen):
            start, right, wrong = (
                tilt_deg(seen.tilt, lying.up) for lying in (way.way[0], way.way[-1], way.faults[fault.id])
            )
            found.append(
                TiltRule(
                    fault=fault.id,
                    tilt=seen.tilt,
                    share=seen.share,
                    right=round_deg(right - start),
                    wrong=round_deg(wrong - start),
                )
            )
    return found
