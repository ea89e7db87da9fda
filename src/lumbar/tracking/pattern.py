"""Pattern: what a repeated movement looks like in the whole body, and where it is done again.

Cycles that are alike give the posture they begin and end in, and the posture at their top. On the way from the one
to the other every signal counts for as much as it goes, and for the less the more it differs from one time to the
next: so what belongs to the movement adds up, and what trembles or does something else cancels out.
"""

from collections.abc import Collection, Sequence

from lumbar.signals.arithmetic import total
from lumbar.tracking.rhythm import LONGEST_S, SHORTEST_S, Cycle, Turn, Turning, Window

HALF = 0.5
"""How far of the way a repetition goes at least, and comes back."""
RESTED_S = 1.0
"""How long nothing goes on where a repetition has come back without another one beginning."""
SURE_DEG = 3.0
"""How far two postures that are meant to be the same differ in any signal, even in one that seems still."""
DOUBT = 8.0
"""For how many cycles what a signal is expected to vary counts against what it was seen to: a few say little."""


class Pattern:
    """The way from rest to top: 0 at rest, 1 at the top of the cycles it was made from."""

    def __init__(self, window: Window, cycles: Sequence[Cycle], trembles: Sequence[float]) -> None:
        self._window = window
        tops = [window.row(cycle.marks[2]) for cycle in cycles]
        rests = [window.row(at) for cycle in cycles for at in (cycle.marks[0], cycle.end)]
        weights, ways, offs = [], [], []
        for signal, tremble in enumerate(trembles):
            top, varies = _spread([row[signal] for row in tops])
            rest, also_varies = _spread([row[signal] for row in rests])
            sure = SURE_DEG + tremble
            weight = (top - rest) / (varies + also_varies + sure * sure * DOUBT / len(cycles))
            weights.append(weight)
            ways.append(weight * (top - rest))
            offs.append(weight * rest)
        whole = total(ways)
        self._rest = total(offs) / whole if whole > 0 else 0.0
        self._weights = [weight / whole if whole > 0 else 0.0 for weight in weights]

    def done(self, start: int, breaks: Collection[int], *, over: bool) -> list[tuple[int, int, int]]:
        """Return begin, top and end of every time the way was gone and come back, from sample ``start`` on.

        None goes across a break. The last one has also come back where it has rested, or where all is ``over``.
        """
        found: list[tuple[int, int, int]] = []
        turning, turns = Turning(HALF), list[Turn]()
        for at in range(start, self._window.end):
            if at in breaks:
                turning.reset()
                turns.clear()
            turn = turning.feed(at, self._way(at))
            if turn is not None:
                self._take(turn, turns, found)
        last = turning.latest()
        if last is not None and (
            over or self._window.t_s(self._window.end - 1) - self._window.t_s(last.at) >= RESTED_S
        ):
            self._take(last, turns, found)
        return found

    def _way(self, at: int) -> float:
        way = -self._rest
        for weight, value in zip(self._weights, self._window.row(at), strict=False):
            way += weight * value
        return way

    def _take(self, turn: Turn, turns: list[Turn], found: list[tuple[int, int, int]]) -> None:
        turns.append(turn)
        if len(turns) < 3:
            return
        begin, top, end = turns[-3:]
        lasts_s = self._window.t_s(end.at) - self._window.t_s(begin.at)
        if top.high and top.value - end.value >= HALF and SHORTEST_S <= lasts_s <= LONGEST_S:
            found.append((begin.at, top.at, end.at))


def _spread(values: Sequence[float]) -> tuple[float, float]:
    """Return the mean and the variance."""
    mean = total(values) / len(values)
    return mean, total((value - mean) * (value - mean) for value in values) / len(values)
