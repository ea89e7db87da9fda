"""A trace: one signal from rest to rest, and when on its way it passed what."""

from dataclasses import dataclass, field

from lumbar.signals.arithmetic import median
from lumbar.tracking.marks import ARRIVES, BEGINS, HALF, LOW, Marks, high

MOST = 4096
"""So many samples are kept; of a longer hold every other one."""
PLATEAU = 0.8
BEYOND = 0.5
"""What lies beyond the levels is never said to take more of the time between them."""
TINY = 1e-9
LEAST_BETWEEN = 0.05
"""No half of a way is timed by less of it."""


@dataclass(frozen=True, kw_only=True)
class Times:
    """When a repetition began, arrived, left again and ended: seconds; and how far it went."""

    start_s: float
    arrived_s: float
    left_s: float
    end_s: float
    height: float


@dataclass
class Trace:
    """Keeps what one signal did since it was last at rest."""

    samples: list[tuple[float, float]] = field(default_factory=list)

    def add(self, t_s: float, value: float) -> None:
        """Add a sample."""
        self.samples.append((t_s, value))
        if len(self.samples) > MOST:
            del self.samples[MOST // 4 : -MOST // 4 : 2]

    def cut(self, before_s: float) -> None:
        """Forget what is older."""
        keep = 0
        while keep < len(self.samples) and self.samples[keep][0] < before_s:
            keep += 1
        if keep:
            del self.samples[:keep]

    def clear(self) -> None:
        """Forget everything."""
        self.samples.clear()

    def between(self, from_s: float, to_s: float) -> list[tuple[float, float]]:
        """Return the samples of a time."""
        return [sample for sample in self.samples if from_s <= sample[0] <= to_s]

    def times(self, rest: float, rest_after: float, marks: Marks) -> Times:
        """Return when what happened, for a signal that rose from rest to a top and came back.

        Args:
            rest: where it set out from.
            rest_after: where it came back to.
            marks: at which levels to time it.
        """
        values = [value for _, value in self.samples]
        peak = max(values)
        top = median(value for value in values if value >= rest + PLATEAU * (peak - rest))
        trembling = median(abs(value - top) for value in values if value >= rest + PLATEAU * (top - rest))
        start_s, arrived_s = self._edges(rest, top, trembling, marks, 1)
        end_s, left_s = self._edges(rest_after, top, trembling, marks, -1)
        arrived_s, left_s = min(arrived_s, left_s), max(arrived_s, left_s)
        # What is hardly sampled at all may seem to end before it is left.
        start_s, end_s = min(start_s, arrived_s), max(end_s, left_s)
        return Times(start_s=start_s, arrived_s=arrived_s, left_s=left_s, end_s=end_s, height=top - rest)

    def _edges(self, rest: float, top: float, trembling: float, marks: Marks, step: int) -> tuple[float, float]:
        """Return when it set out and when it arrived, from the first sample on (1) or from the last one back (-1).

        Each half of the way is timed between two levels; what lies beyond them takes as long as it does for one who
        moves so fast in between.
        """
        travel = max(top - rest, TINY)
        level = high(trembling / travel)
        low, half, full = (rest + share * travel for share in (LOW, HALF, level))
        order = self.samples if step > 0 else self.samples[::-1]
        middle = next((at for at, (_, value) in enumerate(order) if value >= half), len(order) - 1)
        below = next((at for at in range(middle, -1, -1) if order[at][1] < low), 0)
        above = next((at for at in range(middle, len(order)) if order[at][1] >= full), len(order) - 1)
        at_low, at_half = _crossed(order, below, low), _crossed(order, max(middle - 1, 0), half)
        at_full = _crossed(order, max(above - 1, 0), full)
        full_at, most = marks.at(level), BEYOND * abs(at_full - at_low)
        first = abs(at_half - at_low) / max(marks.half_at - marks.low_at, LEAST_BETWEEN)
        last = abs(at_full - at_half) / max(full_at - marks.half_at, LEAST_BETWEEN)
        before = min(first * max(0.0, marks.low_at - BEGINS), most)
        after = min(last * max(0.0, ARRIVES - full_at), most)
        return at_low - step * before, at_full + step * after


def _crossed(order: list[tuple[float, float]], at: int, level: float) -> float:
    """Return when it passed a level between this sample and the next."""
    t_s, value = order[at]
    if at + 1 >= len(order):
        return t_s
    next_s, next_value = order[at + 1]
    rise = next_value - value
    share = (level - value) / rise if rise > 0 else 0.0
    return t_s + min(max(share, 0.0), 1.0) * (next_s - t_s)
