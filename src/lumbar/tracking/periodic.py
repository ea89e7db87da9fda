"""Periodic: counts the repetitions of a movement nobody has described.

What is repeated is found by itself: signals that go and come back are listened to, the cycles of each compared with
those before, and the few signals whose like cycles fill the most time each propose a pattern of the whole body.
What most of them count is counted. Until they agree nothing is said; then what was done meanwhile is told too. What
was said stays said.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from lumbar.signals.arithmetic import median, total
from lumbar.tracking.pattern import Pattern
from lumbar.tracking.rhythm import ALIKE, THRESHOLDS_DEG, Cycle, Likeness, Rhythm, Window
from lumbar.tracking.sampling import SAMPLES_A_SECOND, Sample, Sampler

WINDOW_S = 30.0
"""Over how long what is repeated is judged: the slowest repetition twice."""
LOOK_SAMPLES = 15
"""How often it is looked what has been repeated: every second and a half."""
SAY_ALIKE = 1.5
"""How alike cycles are at least, added up, before anything is said: three or four of what a camera sees clearly."""
FEWEST = 2
"""How many like cycles make a repeated movement: at least two, each like the other."""
LEAST_SHARE = 0.1
"""Of the time, what like cycles fill at least, each for as much as it is alike."""
KEPT = 1.2
"""How much better another signal must be to be followed instead."""
PROPOSERS = 5
NEARLY = 0.5
"""How strong a proposer is at least, as a share of the strongest."""
CYCLES = 8
"""From how many of the latest cycles a pattern is made: people change their way as they tire."""
FAIR = 1 / 3
"""How far a repetition goes at least in its proposer's signal, as a share of what is usual there."""
AGREE, WITHIN_SHARE = 0.7, 0.1
"""What share of the proposers counts the same; of a count of more than ten, nearly the same."""
WAIT_S = 15.0
"""For how long nothing is said because they don't agree."""
OVERLAP = 0.3
"""How much of a repetition may lie in the one told before, where another pattern is followed from then on."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Repetition:
    """One time the movement was done.

    Attributes:
        start_s: when it began.
        top_s: when it had gone furthest.
        end_s: when it had come back.
        signal: the signal it shows best in.
        travel: how far that signal went, in its unit; the lesser of out and back.
    """

    start_s: float
    top_s: float
    end_s: float
    signal: str
    travel: float


@dataclass(frozen=True, kw_only=True, slots=True)
class _Proposer:
    """A signal that repeats itself: its like cycles, how alike they are, added up, and how much time they fill."""

    rhythm: Rhythm
    high: bool
    cycles: Sequence[Cycle]
    alike: float
    strength_s: float


@dataclass(frozen=True, kw_only=True, slots=True)
class _Proposal:
    """What a proposer's pattern counts since what was last told."""

    by: _Proposer
    found: Sequence[tuple[int, int, int]]


class PeriodicCounter:
    """Counts what is repeated, one frame at a time: ``feed`` frames, ``finish`` at the end.

    Values are in degrees, or in what is as large for a small movement. A minute is kept at most, and no frame is
    used before it has come.
    """

    def __init__(self) -> None:
        self._sampler = Sampler()
        self._window = Window(round(WINDOW_S * SAMPLES_A_SECOND))
        self._likeness = Likeness(self._window)
        self._rhythms: list[list[Rhythm]] = []
        self._anew: dict[int, frozenset[int]] = {}
        self._followed: tuple[Rhythm, bool] | None = None
        self._told = -1

    def feed(self, t_s: float, values: Mapping[str, float]) -> tuple[Repetition, ...]:
        """Take the signals of a frame, none where nobody is seen; return the repetitions that are now certain."""
        sample = self._sampler.feed(t_s, values)
        if sample is None:
            return ()
        self._take(sample)
        return self._look(over=False) if self._window.end % LOOK_SAMPLES == 0 else ()

    def finish(self) -> tuple[Repetition, ...]:
        """Return the repetitions that were waited with, the last one also where it hasn't quite come back."""
        sample = self._sampler.finish()
        if sample is None:
            return ()
        self._take(sample)
        trembles = self._sampler.trembles()
        for column, rhythms in enumerate(self._rhythms):
            for rhythm in rhythms:
                rhythm.finish(trembles[column], self._likeness)
        return self._look(over=True)

    def kept(self) -> int:
        """Return how many samples are kept: it stops growing."""
        return self._window.end - self._window.first

    def _take(self, sample: Sample) -> None:
        at, trembles = self._window.end, self._sampler.trembles()
        self._window.append(sample.t_s, sample.values)
        self._likeness.weigh(trembles)
        for column in range(len(self._rhythms), len(sample.values)):
            self._rhythms.append([Rhythm(column, threshold, self._window) for threshold in THRESHOLDS_DEG])
        if sample.anew:
            self._anew[at] = sample.anew
            for old in [each for each in self._anew if each < self._window.first]:
                del self._anew[old]
        for column, value in enumerate(sample.values):
            for rhythm in self._rhythms[column]:
                if column in sample.anew:
                    rhythm.reset()
                rhythm.feed(at, value, trembles[column], self._likeness)

    def _look(self, *, over: bool) -> tuple[Repetition, ...]:
        """Return what can be told of what was done since what was told last."""
        proposals = [self._propose(by, over=over) for by in self._proposers()]
        chosen = _middle(proposals)
        if chosen is None or not chosen.found or not self._strong(chosen.by):
            return ()
        if not over and (chosen.by.alike < SAY_ALIKE or not (_agreed(proposals, chosen) or self._waited(chosen))):
            return ()
        self._followed = chosen.by.rhythm, chosen.by.high
        self._told = chosen.found[-1][2]
        return tuple(self._repetition(each, chosen.by.rhythm.column) for each in chosen.found)

    def _proposers(self) -> list[_Proposer]:
        """Return the signals that repeat themselves most, each at its best threshold, the strongest first."""
        best: list[tuple[float, int, _Proposer]] = []
        for column, rhythms in enumerate(self._rhythms):
            of_signal = [found for rhythm in rhythms if (found := self._way_round(rhythm)) is not None]
            if of_signal:
                # Of equals the first: max keeps it, and so does the column where signals are put in order.
                strongest = max(of_signal, key=lambda each: each.strength_s)
                best.append((-strongest.strength_s, column, strongest))
        best.sort(key=lambda each: each[:2])
        return [each for strength, _, each in best[:PROPOSERS] if strength <= NEARLY * best[0][0]]

    def _way_round(self, rhythm: Rhythm) -> _Proposer | None:
        """Return its cycles up and back, or those down and back.

        Who goes up and back five times has gone down and back four times in between, which is nearly as strong.
        What began first was meant, and later what goes on from what was told.
        """
        both = [found for high in (True, False) if (found := self._proposer(rhythm, high=high)) is not None]
        if len(both) < 2:
            return both[0] if both else None
        meant, other = sorted(both, key=self._off)
        return other if other.strength_s > KEPT * meant.strength_s else meant

    def _off(self, by: _Proposer) -> int:
        """Return how far its cycles are from going on where the last one told has ended."""
        if self._told < self._window.first:
            return by.cycles[0].marks[0]
        return min(min(abs(cycle.marks[0] - self._told), abs(cycle.end - self._told)) for cycle in by.cycles)

    def _proposer(self, rhythm: Rhythm, *, high: bool) -> _Proposer | None:
        since = self._since()
        cycles = [cycle for cycle in rhythm.cycles[high] if cycle.marks[0] >= since and cycle.alike >= ALIKE]
        if len(cycles) < FEWEST:
            return None
        strength_s = total(cycle.alike * cycle.lasts_s for cycle in cycles)
        if self._followed == (rhythm, high):
            strength_s *= KEPT
        alike = total(cycle.alike for cycle in cycles)
        return _Proposer(rhythm=rhythm, high=high, cycles=cycles, alike=alike, strength_s=strength_s)

    def _propose(self, by: _Proposer, *, over: bool) -> _Proposal:
        column, latest = by.rhythm.column, by.cycles[-CYCLES:]
        pattern = Pattern(self._window, latest, self._sampler.trembles())
        least = FAIR * median(cycle.travel for cycle in latest)
        breaks = [at for at, anew in self._anew.items() if column in anew]
        found = pattern.done(max(self._since(), self._told), breaks, over=over)
        return _Proposal(
            by=by,
            found=[
                each
                for each in found
                if each[0] >= self._told - OVERLAP * (each[2] - each[0]) and self._travel(each, column) >= least
            ],
        )

    def _since(self) -> int:
        return max(self._window.first, self._window.end - round(WINDOW_S * SAMPLES_A_SECOND))

    def _strong(self, by: _Proposer) -> bool:
        time_s = (self._window.end - self._since()) / SAMPLES_A_SECOND
        return by.strength_s >= LEAST_SHARE * time_s

    def _waited(self, chosen: _Proposal) -> bool:
        return self._window.t_s(self._window.end - 1) - self._window.t_s(chosen.found[0][0]) >= WAIT_S

    def _repetition(self, found: tuple[int, int, int], column: int) -> Repetition:
        begin, top, end = found
        return Repetition(
            start_s=self._window.t_s(begin),
            top_s=self._window.t_s(top),
            end_s=self._window.t_s(end),
            signal=self._sampler.names[column],
            travel=self._travel(found, column),
        )

    def _travel(self, found: tuple[int, int, int], column: int) -> float:
        """Return how far a signal goes, the lesser of out and back."""
        begin, top, end = (self._window.row(at)[column] for at in found)
        return min(abs(top - begin), abs(top - end))


def _middle(proposals: Sequence[_Proposal]) -> _Proposal | None:
    """Return the strongest of those whose count is the middle one, each counting for its strength."""
    half, weight = total(each.by.strength_s for each in proposals) / 2, 0.0
    for count in sorted({len(each.found) for each in proposals}):
        same = [each for each in proposals if len(each.found) == count]
        weight += total(each.by.strength_s for each in same)
        if weight >= half:
            return same[0]
    return None


def _agreed(proposals: Sequence[_Proposal], chosen: _Proposal) -> bool:
    """Tell whether most count as many as the chosen one, or one more or less."""
    count = len(chosen.found)
    within = max(1.0, WITHIN_SHARE * count)
    same = total(each.by.strength_s for each in proposals if abs(len(each.found) - count) <= within)
    return same >= AGREE * total(each.by.strength_s for each in proposals)
