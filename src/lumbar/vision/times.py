"""When pictures are shown: seconds from the first, always later than the one before."""

from dataclasses import dataclass

ANEW_S = 1.0
PATIENCE = 8
"""When more pictures in a row than these are late, by more than that, the clock was set anew: files were joined, or
a counter ran over. Fewer come late where something in between is broken."""


@dataclass(kw_only=True)
class Times:
    """Puts the times of a stream in order.

    Attributes:
        step_s: how long a picture is shown where the stream doesn't say when the next one comes.
    """

    step_s: float
    _last_s: float | None = None
    _shift_s: float = 0.0
    _late: int = 0

    def place(self, shown_s: float | None) -> float | None:
        """Return when a picture is shown; None when that is no later than the one before, so that it has to go.

        Args:
            shown_s: when the stream says it is shown; None where it doesn't.
        """
        last_s = self._last_s
        if last_s is None:
            self._shift_s = -(shown_s or 0.0)
            placed = 0.0
        elif shown_s is None:
            placed = last_s + self.step_s
        else:
            placed = shown_s + self._shift_s
            if placed <= last_s:
                self._late += 1
                if self._late <= PATIENCE or placed > last_s - ANEW_S:
                    return None
                self._shift_s += last_s + self.step_s - placed
                placed = last_s + self.step_s
        self._late = 0
        self._last_s = placed
        return placed
