"""Rules: how one signal, one time or one swing tells a fault."""

from dataclasses import dataclass, field
from typing import Literal

from lumbar.signals.arithmetic import median
from lumbar.tracking.expected import Wrong
from lumbar.tracking.swing import Lap
from lumbar.vocabulary.watch import Signal, TempoSeen

OF_THE_HEAD = frozenset({"face", "head", "neck"})
"""Where a nose and an ear are in a face, and what a pose model takes for them, differs from person to person by 20
to 30 degrees, but not from rest to top: of the head only what changes is judged."""
WINDOW_S = 1.0
"""What is held is judged by the middle of the last second."""
STILL = 0.25
"""What moves less than this, of the way from right to wrong, should stay as it is."""
DOUBT = 0.1
"""So near to the limit, in shares of the way from right to wrong, it cannot be told without a calibration."""
SHARP_S = 1.5
"""A swing slower than this is a change of mind."""


Verdict = Literal["right", "wrong", "doubtful"]


@dataclass(kw_only=True)
class PostureRule:
    """Judges the posture at the top by one signal."""

    fault: str
    signal: Signal
    share: float
    expected: Wrong
    own_right: float | None = None
    """What is right for this person, where a calibration has told."""
    at_rest: float | None = None
    """What was seen while nothing was done yet."""
    _seen: list[tuple[float, float, float]] = field(default_factory=list)

    def right(self, reach: float) -> float:
        """Return what is right so far along the way."""
        if self.own_right is not None:
            return self.own_right
        way = self.expected.right
        own = 0.0
        if self.at_rest is not None and self._is_of_a_change:
            own = self.at_rest - way[0]
        place = min(max(reach, 0.0), 1.0) * (len(way) - 1)
        before = min(int(place), len(way) - 2)
        return own + way[before] + (place - before) * (way[before + 1] - way[before])

    @property
    def _is_of_a_change(self) -> bool:
        """Whether only what changes from rest to top is judged: of the head, and of what should stay as it is."""
        way = self.expected.right
        still = self.signal.of == "other" and abs(way[-1] - way[0]) < STILL * abs(self.span)
        return still or self.signal.measure in OF_THE_HEAD

    @property
    def span(self) -> float:
        """How far the wrong posture is from the right one."""
        return self.expected.wrong - self.expected.right[-1]

    def limit(self, reach: float) -> float:
        """Return from where on it is wrong."""
        return self.right(reach) + self.share * self.span

    def verdict(self, value: float, reach: float = 1.0) -> Verdict:
        """Tell whether a value is wrong, for somebody whose top is so far along the way."""
        wrongness = (value - self.right(reach)) / self.span
        doubt = DOUBT if self.own_right is None else 0.0
        if abs(wrongness - self.share) < doubt:
            return "doubtful"
        return "wrong" if wrongness >= self.share else "right"

    def add(self, t_s: float, share: float, value: float | None) -> None:
        """Take what is seen so far out."""
        if value is not None:
            self._seen.append((t_s, share, value))
        while self._seen and self._seen[0][0] < t_s - WINDOW_S:
            del self._seen[0]

    def middle(self, top: float, least_s: float = 0.0) -> float | None:
        """Return the middle of what was seen last, so far out and further; None for less than so long of it."""
        own = [(t_s, value) for t_s, share, value in self._seen if share >= top]
        if not own or own[-1][0] - own[0][0] < least_s:
            return None
        return median(value for _, value in own)

    def clear(self) -> None:
        """Forget what was seen."""
        self._seen.clear()


@dataclass(frozen=True, kw_only=True)
class TempoRule:
    """Judges how long the ways took: less than ``limit_s`` is too fast."""

    fault: str
    seen: TempoSeen
    limit_s: float

    def value_s(self, lap: Lap) -> float:
        """Return how long the way took, or either way in the mean."""
        times = lap.times
        go_s, back_s = times.arrived_s - times.start_s, times.end_s - times.left_s
        return {"go": go_s, "back": back_s, "both": (go_s + back_s) / 2}[self.seen.way]


@dataclass(frozen=True, kw_only=True)
class BounceRule:
    """Judges how often what is held went out of it and in again."""

    fault: str
    depth: float
    """So far is a bounce, in shares of the travel."""

    def value(self, lap: Lap) -> int:
        """Return how often it swung."""
        depth = self.depth * lap.times.height
        swings, high, low, low_s = 0, None, None, 0.0
        for t_s, value in lap.held:
            if high is None or (low is None and value >= high):
                high = value
            elif low is None:
                if value <= high - depth:
                    low, low_s = value, t_s
            elif value <= low:
                low, low_s = value, t_s
            elif value >= low + depth:
                swings += t_s - low_s <= SHARP_S
                high, low = value, None
        return swings
