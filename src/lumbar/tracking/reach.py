"""A reach: a bearing's way out and back, each repetition from where the one before it ended.

A swing's rest goes along with what changes slowly, and somebody who takes ten seconds for a way changes slowly. A
phone knows what rest is where one repetition ends, so each begins from there; what slips is slipped by then.
"""

from dataclasses import dataclass

from lumbar.tracking.marks import Marks
from lumbar.tracking.swing import STILL_S, Lap, Phase, Swing

ARRIVED, KEPT = 0.9, 0.8
"""It is kept from this share of its top on, and while it is above that one: breath rocks it by a tenth."""

OVER = 0.15
"""Who has come back so near to where it began has come back, when nothing more follows."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Done:
    """A repetition, and how far it went: the whole of it, in the units that were fed."""

    lap: Lap
    range: float


class Reach:
    """Follows one number out and back.

    Args:
        marks: when a way has come to which level.
        from_zero: rest is 0; else where it first was, and then where each repetition ended.
    """

    def __init__(self, marks: Marks, *, from_zero: bool = False) -> None:
        self._swing = Swing(marks)
        self._from_zero = from_zero
        self.began_before = False
        """Whether something was going on before the first sample, and is over now."""
        self._forget()

    def _forget(self) -> None:
        self._rest: float | None = 0.0 if self._from_zero else None
        self._first = True
        self._least: float | None = None
        """The lowest since it rested; and the highest since then."""
        self._most = 0.0
        self._last_s = self._value = 0.0
        self._held = 0.0, 0.0
        self._arrived_at, self._keeps = 0.0, False

    @property
    def phase(self) -> Phase:
        """What it does; it only rests until the next sample, and is then unknown until it rises."""
        return self._swing.phase

    @property
    def need(self) -> float:
        """How far out a repetition has to go."""
        return self._swing.need

    @property
    def own(self) -> float | None:
        """The person's own travel, once known."""
        return self._swing.own

    @own.setter
    def own(self, travel: float | None) -> None:
        self._swing.own = travel

    @property
    def held(self) -> tuple[float, float]:
        """From when to when it has been kept at the top of what is under way."""
        return self._held if self.phase in ("out", "back") else (0.0, 0.0)

    def finish(self) -> Done | None:
        """Return the repetition that was over when the samples ended, though it was not yet seen to rest."""
        if self.phase != "back" or self._value - (self._least or 0.0) > OVER * (self._most - (self._least or 0.0)):
            return None
        return self.feed(self._last_s + STILL_S, self._value)

    def feed(self, t_s: float, value: float) -> Done | None:
        """Take a sample; return the repetition it completes."""
        if self._rest is None:
            self._rest = value
        self._last_s, self._value = t_s, value
        lap = self._swing.feed(t_s, value - self._rest)
        if self._least is None or (self._swing.phase == "unknown" and value < self._least):
            self._least, self._most, self._arrived_at = value, value, 0.0
        self._most = max(self._most, value)
        if self._swing.phase == "out":
            self._hold(t_s, value - self._least)
        done = None if lap is None else Done(lap=lap, range=self._most - self._least)
        self.began_before = False
        if self._swing.phase == "rest":
            self.began_before = self._first and lap is None and (self._swing.began_before or not self._from_zero)
            self._swing.lose()
            self._rest = 0.0 if self._from_zero else value
            self._first, self._least = False, None
        return done

    def _hold(self, t_s: float, height: float) -> None:
        """Take note of how long it is kept: from nearly the top on, while it stays about there."""
        top = self._most - (self._least or 0.0)
        if self._arrived_at < ARRIVED * top:
            self._held, self._arrived_at, self._keeps = (t_s, t_s), height, True
        elif height < KEPT * top:
            self._keeps = False
        elif not self._keeps:
            self._held, self._arrived_at, self._keeps = (t_s, t_s), height, True
        else:
            self._held = self._held[0], t_s

    def lose(self) -> float | None:
        """Forget where it was; return when a repetition began that is lost with it."""
        self._forget()
        return self._swing.lose()
