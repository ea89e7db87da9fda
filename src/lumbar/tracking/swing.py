"""A swing: from one number over time to laps, out from rest and back to it.

    phase      rises        falls        settles
    unknown    out          rest         -
    rest       out          -            -
    out        -            back         -
    back       -            -            rest

*Rises*: it is further from rest than a repetition needs. *Falls*: it has come back from its highest by most of the
way. *Settles*: it is at rest again, or comes back no further. What rises from the unknown, or falls, must have come
from a rest or a top; what was going on before the first sample is told, and no lap.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from lumbar.tracking.marks import Marks
from lumbar.tracking.trace import Times, Trace

Phase = Literal["unknown", "rest", "out", "back"]
Sign = Literal["rises", "falls", "settles"]
TABLE: Mapping[Phase, Mapping[Sign, Phase]] = {
    "unknown": {"rises": "out", "falls": "rest"},
    "rest": {"rises": "out"},
    "out": {"falls": "back"},
    "back": {"settles": "rest"},
}
LEAST = 0.25
"""Share of the figure's travel that a first repetition needs. A camera sees about three quarters of what a body
does (81 degrees read as 61 to 64), a stiff person does less than the figure, and a repetition that stops halfway is
one done wrong. A pose model trembles by less than 0.05."""
OWN = 0.4
"""Share of the person's own travel that any other repetition needs: one that stops halfway is one done wrong."""
RETURNED = 0.65
"""Who comes back less bounces; who comes back so far has come back."""
REST_BELOW = 0.55
"""Nearer to the top than to the start, and it is no rest."""
AT_REST, TURNED, CREEPS = 0.04, 0.12, 0.02
"""Near enough to rest to be there; so far up again, and the next one begins; so little is no way any more."""
NEARLY = 0.2
"""Who is as near when a recording ends has come back: it may end before they lie still, or with a leg hidden."""
STILL_S, KEPT_S = 0.5, 3.0
SINKS_S, RESTS_S = 0.2, 3.0
"""How slowly the rest follows down and up: a way that begins slowly would else lift its own rest and seem short."""
FORGETS_S = 6.0
SHORTEST_S = 0.4
"""No repetition of these movements is done faster; a landmark jumps faster."""
IN_POSTURE, HIGHER = 0.8, 0.04


@dataclass(frozen=True, kw_only=True, slots=True)
class Lap:
    """Out and back once."""

    times: Times
    held: Sequence[tuple[float, float]]
    """What was done from arriving to leaving: when, and how far out, shares of the figure's travel."""


class Swing:
    """Follows one number, in shares of the figure's travel: 0 at rest, 1 at the top."""

    def __init__(self, marks: Marks, own: float | None = None) -> None:
        self._marks = marks
        self.phase: Phase = "unknown"
        self.own = own
        """The person's own travel, once known."""
        self.began_before = False
        """Whether something was going on before the first sample, and is over now."""
        self._trace = Trace()
        self._restart()

    def _restart(self) -> None:
        self._fed = False
        self._low = 0.0
        self._high = self._rest = self._value = 0.0
        self._low_s = self._held_from_s = self._kept_s = self._reached = self._last_s = self._still = 0.0
        self._keeps = False

    @property
    def need(self) -> float:
        """How far out a repetition has to go."""
        return LEAST if self.own is None else max(LEAST * min(self.own, 1.0), OWN * self.own)

    @property
    def highest(self) -> float:
        """How far out it has been, from the figure's rest."""
        return self._high

    @property
    def out(self) -> float:
        """How far out it is now, from where it rested."""
        return self._value - (self._low if self.phase == "unknown" else self._rest)

    @property
    def is_out(self) -> bool:
        """Whether it is out from rest; what was out from the first sample on is taken to be by how far it is."""
        return self.phase == "out" or (self.phase == "unknown" and self._value >= REST_BELOW)

    @property
    def held(self) -> tuple[float, float]:
        """From when to when it has been kept at the top, as far as is known."""
        return self._held_from_s, max(self._held_from_s, self._kept_s)

    def feed(self, t_s: float, value: float) -> Lap | None:
        """Take a sample; return the lap it completes."""
        self.began_before = False
        if not self._fed:
            self._fed = True
            self._low = self._high = self._rest = value
            self._low_s = self._last_s = t_s
        self._trace.add(t_s, value)
        self._value = value
        step_s, self._last_s = t_s - self._last_s, t_s
        sign = self._follow(t_s, value, step_s)
        lap = None
        if sign is not None and sign in TABLE[self.phase]:
            before, self.phase = self.phase, TABLE[self.phase][sign]
            lap = self._enter(before, t_s, value)
        return lap

    def held_so_far(self) -> tuple[float, float] | None:
        """Return from when to when it has been held, of what has not come back; None where nothing is."""
        if self.phase == "out":
            times = self._trace.times(self._rest, self._rest, self._marks)
            return times.arrived_s, times.left_s
        return self.held if self.is_out else None

    def finish(self) -> Lap | None:
        """Return the lap that is as good as over, since no sample follows that would settle it."""
        if self.phase != "back" or self._value > self._rest + NEARLY * (self._high - self._rest):
            return None
        self.phase = TABLE[self.phase]["settles"]
        return self._enter("back", self._last_s, self._value)

    def lose(self) -> float | None:
        """Forget where it was, since it is not seen; return when what was under way began."""
        under_way = self.phase in ("out", "back") or self.is_out
        began = self._trace.samples[0][0] if under_way and self._trace.samples else None
        self.phase = "unknown"
        self._trace.clear()
        self._restart()
        return began

    def _follow(self, t_s: float, value: float, step_s: float) -> Sign | None:
        """Take note of how high and low it is, and tell what it does."""
        if self.phase == "unknown":
            # What it was at while another side moved is no rest for long.
            self._low = min(value, self._low + (value - self._low) * step_s / (step_s + FORGETS_S))
            self._high = max(self._high, value)
            if self._reached > 0 or value >= REST_BELOW:
                self._hold(t_s, value)
            if value >= self._low + self.need and self._low < REST_BELOW:
                return "rises"
            return "falls" if value <= self._high - self.need and value < REST_BELOW else None
        if self.phase == "rest":
            if abs(value - self._rest) < self.need / 2:
                follows_s = SINKS_S if value < self._rest else RESTS_S
                self._rest += (value - self._rest) * step_s / (step_s + follows_s)
            self._trace.cut(t_s - KEPT_S)
            return "rises" if value >= self._rest + self.need else None
        size = self._high - self._rest
        if self.phase == "out":
            self._hold(t_s, value)
            self._high = max(self._high, value)
            return "falls" if value <= self._high - RETURNED * size else None
        if value < self._still - CREEPS * size:
            self._still, self._low_s = value, t_s
        self._low = min(self._low, value)
        at_rest = value <= self._rest + AT_REST * size
        settled = at_rest or value >= self._low + TURNED * size or t_s - self._low_s >= STILL_S
        return "settles" if settled else None

    def _hold(self, t_s: float, value: float) -> None:
        height = value - (0.0 if self.phase == "unknown" else self._rest)
        if height > self._reached * (1 + HIGHER):
            self._reached, self._held_from_s = height, t_s
        if height >= IN_POSTURE * self._reached:
            if not self._keeps:
                self._held_from_s = t_s
            self._kept_s, self._keeps = t_s, True
        else:
            self._keeps = False

    def _enter(self, before: Phase, t_s: float, value: float) -> Lap | None:
        if self.phase == "out":
            if before == "unknown":
                self._rest = self._low
            self._high, self._reached = value, value - self._rest
            self._held_from_s = self._kept_s = t_s
        elif self.phase == "back":
            self._low = self._still = value
            self._low_s = t_s
        elif before == "unknown":
            self.began_before = self._high >= REST_BELOW
            self._reached = 0.0
            self._rest = value
            self._trace.clear()
        else:
            lap = self._lap()
            self._rest = self._low
            self._trace.cut(self._low_s)
            return lap
        return None

    def _lap(self) -> Lap | None:
        times = self._trace.times(self._rest, self._low, self._marks)
        if times.end_s - times.start_s < SHORTEST_S:
            return None
        return Lap(times=times, held=self._trace.between(times.arrived_s, times.left_s))
