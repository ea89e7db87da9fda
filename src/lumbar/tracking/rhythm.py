"""Rhythm: where a signal turns, and which of its goings and comings are alike.

A signal is listened to at several thresholds at once, each twice the one below. A small movement shows at the
lowest; at a higher one a large movement is free of what trembles on top of it. Nobody needs to know beforehand how
far it goes.
"""

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt
from typing import NamedTuple

THRESHOLDS_DEG = (8.0, 16.0, 32.0, 64.0)
"""From what a pose model still tells apart up to what only whole limbs do."""
SHORTEST_S, LONGEST_S = 0.5, 15.0
"""How long one repetition takes, holds included. Quicker is trembling, slower is changing position."""
TREMBLES = 3.0
"""How many times further a cycle goes than its signal trembles."""
LEAST_SHARE = 1 / 3
"""How long, and how far, the lesser of two cycles of one movement is at least, as a share of the other."""
ALIKE = 0.25
"""How alike two cycles are at least to count as repeated: 1 the same, 0 no more alike than rest and top."""
LOOK_BACK = 3
"""With how many earlier cycles a cycle is compared: one that went wrong doesn't part those around it."""
FAR_DEG = 60.0
"""No signal counts for more than this where postures are compared: a limb found in the wrong place is one limb."""
CYCLES = 128
COMPARED = 4096
"""How many comparisons are remembered: two thresholds often find the same cycles."""


class Turn(NamedTuple):
    """Where a signal turns back: at which sample, at what value, and whether from going up to going down."""

    at: int
    value: float
    high: bool


class Turning:
    """Finds where one signal turns: it has turned once it has gone back by the threshold."""

    __slots__ = ("_high", "_high_at", "_low", "_low_at", "_threshold", "_up")

    def __init__(self, threshold: float) -> None:
        self._threshold = threshold
        self.reset()

    def reset(self) -> None:
        """Forget which way it was going."""
        self._high, self._low = float("-inf"), float("inf")
        self._high_at = self._low_at = 0
        self._up: bool | None = None

    def feed(self, at: int, value: float) -> Turn | None:
        """Take a sample; return the turn that is now certain."""
        if value > self._high:
            self._high, self._high_at = value, at
        if value < self._low:
            self._low, self._low_at = value, at
        if self._up is not False and self._high - value > self._threshold:
            turn = Turn(self._high_at, self._high, True)
            self._up, self._low, self._low_at = False, value, at
            return turn
        if self._up is not True and value - self._low > self._threshold:
            turn = Turn(self._low_at, self._low, False)
            self._up, self._high, self._high_at = True, value, at
            return turn
        return None

    def latest(self) -> Turn | None:
        """Return where it would turn if nothing more came; None before the first turn."""
        if self._up is None:
            return None
        return Turn(self._high_at, self._high, True) if self._up else Turn(self._low_at, self._low, False)


@dataclass(slots=True)
class Cycle:
    """One going and coming back of a signal, by the numbers of its samples.

    Attributes:
        marks: where it begins, is half-way out, at the top, and half-way back.
        end: where it has come back.
        lasts_s: how long it takes.
        travel: how far it goes, the lesser of out and back.
        alike: how alike it is to the most alike of its neighbours.
    """

    marks: tuple[int, int, int, int]
    end: int
    lasts_s: float
    travel: float
    alike: float = 0.0


class Window:
    """The latest samples, by their numbers since the stream began."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._times: list[float] = []
        self._rows: list[list[float]] = []
        self.first = 0
        """The number of the oldest sample kept."""

    @property
    def end(self) -> int:
        """The number of the next sample."""
        return self.first + len(self._rows)

    def append(self, t_s: float, row: list[float]) -> None:
        """Add a sample. A signal that is new is taken to have been so before."""
        for old in reversed(self._rows):
            if len(old) == len(row):
                break
            old.extend(row[len(old) :])
        self._times.append(t_s)
        self._rows.append(row)
        if len(self._rows) >= 2 * self._most:
            del self._rows[: self._most], self._times[: self._most]
            self.first += self._most

    def row(self, at: int) -> list[float]:
        """Return a sample's values."""
        return self._rows[at - self.first]

    def t_s(self, at: int) -> float:
        """Return when a sample was."""
        return self._times[at - self.first]

    def half_way(self, column: int, a: int, b: int) -> int:
        """Return where a signal passes half of its way from sample a to sample b."""
        start, goal = self.row(a)[column], self.row(b)[column]
        middle = (start + goal) / 2
        for at in range(a, b):
            if (self.row(at)[column] >= middle) == (goal > start):
                return at
        return b


class Likeness:
    """Compares cycles by the posture of the whole body, each signal for as much as it can be relied on.

    In one signal every top looks like the next. A movement that is repeated brings back all of the body; and one
    that goes left and right in turn is only back when the same side is.
    """

    def __init__(self, window: Window) -> None:
        self._window = window
        self._known: dict[tuple[tuple[int, ...], int, tuple[int, ...], int], float] = {}
        self._ways: dict[tuple[int, int], float] = {}
        self._weights: list[float] = []

    def weigh(self, trembles: Sequence[float]) -> None:
        """Take note of how far each signal trembles; one degree is the least that is told apart."""
        self._weights = [1 / (1 + tremble) for tremble in trembles]

    def between(self, a: Cycle, b: Cycle) -> float:
        """Return how alike two cycles are, 1 the same; 0 or less of what only looks like a movement."""
        lasting = min(a.lasts_s, b.lasts_s) / max(a.lasts_s, b.lasts_s)
        going = min(a.travel, b.travel) / max(a.travel, b.travel)
        if lasting < LEAST_SHARE or going < LEAST_SHARE:
            return 0.0
        key = (a.marks, a.end, b.marks, b.end)
        if key not in self._known:
            if len(self._known) >= COMPARED:
                self._known.clear()
            self._known[key] = self._of_postures(a, b)
        return self._known[key] * sqrt(lasting) * sqrt(going)

    def _of_postures(self, a: Cycle, b: Cycle) -> float:
        """Compare where b is with where a was at the same mark, and with where b itself is half a cycle further."""
        same = 0.0
        for here, there in zip(b.marks, a.marks, strict=True):
            same += self._apart(here, there)
        # There and back: each mark is half a cycle from the one across, and that one from it.
        across = 2 * (self._across(b, 0) + self._across(b, 1))
        return 1 - same / across if across > 0 else 0.0

    def _across(self, cycle: Cycle, mark: int) -> float:
        key = cycle.marks[mark], cycle.marks[mark + 2]
        if key not in self._ways:
            if len(self._ways) >= COMPARED:
                self._ways.clear()
            self._ways[key] = self._apart(*key)
        return self._ways[key]

    def _apart(self, one: int, other: int) -> float:
        """Return how far the postures of two samples are from each other."""
        apart, window = 0.0, self._window
        for here, there, weight in zip(window.row(one), window.row(other), self._weights, strict=False):
            off = here - there if here > there else there - here
            apart += weight * (off if off < FAR_DEG else FAR_DEG)
        return apart


class Rhythm:
    """The cycles of one signal at one threshold: those that go up and come back, and those that go down."""

    def __init__(self, column: int, threshold: float, window: Window) -> None:
        self.column = column
        self._window = window
        self._turning = Turning(threshold)
        self._turns: deque[Turn] = deque(maxlen=3)
        self.cycles: dict[bool, deque[Cycle]] = {high: deque(maxlen=CYCLES) for high in (True, False)}
        """By whether the top is a high, the earliest first."""

    def reset(self) -> None:
        """Drop the cycle that is half done; what was done stays."""
        self._turning.reset()
        self._turns.clear()

    def feed(self, at: int, value: float, tremble: float, likeness: Likeness) -> None:
        """Take the signal's next sample."""
        turn = self._turning.feed(at, value)
        if turn is not None:
            self._turned(turn, tremble, likeness)

    def finish(self, tremble: float, likeness: Likeness) -> None:
        """Take the last turn, of which nobody will see whether it went further."""
        turn = self._turning.latest()
        if turn is not None:
            self._turned(turn, tremble, likeness)

    def _turned(self, turn: Turn, tremble: float, likeness: Likeness) -> None:
        self._turns.append(turn)
        if len(self._turns) < 3:
            return
        begin, top, end = self._turns
        if begin.at < self._window.first:
            return
        lasts_s = self._window.t_s(end.at) - self._window.t_s(begin.at)
        travel = min(abs(top.value - begin.value), abs(top.value - end.value))
        if not SHORTEST_S <= lasts_s <= LONGEST_S or travel <= TREMBLES * tremble:
            return
        out = self._window.half_way(self.column, begin.at, top.at)
        back = self._window.half_way(self.column, top.at, end.at)
        self._compare(Cycle((begin.at, out, top.at, back), end.at, lasts_s, travel), top.high, likeness)

    def _compare(self, cycle: Cycle, high: bool, likeness: Likeness) -> None:  # noqa: FBT001 - of two kinds of cycles
        cycles = self.cycles[high]
        for back in range(1, min(LOOK_BACK, len(cycles)) + 1):
            other = cycles[-back]
            begin = other.marks[0]
            if begin < self._window.first or (
                self._window.t_s(cycle.end) - self._window.t_s(other.end) > LONGEST_S + cycle.lasts_s
            ):
                break
            alike = likeness.between(other, cycle)
            cycle.alike, other.alike = max(cycle.alike, alike), max(other.alike, alike)
        cycles.append(cycle)
