"""A heading: how far a phone has been turned about the upright, added up from how fast it turns.

Nothing tells a phone on a body which way it looks, so what it adds up wanders off: by a gyroscope's own error, some
tenths of a degree a second. That error is what it says while it is still, and is taken off. Whoever is never still
gets a heading that forgets: what was added up in error some minutes ago is gone, and a repetition hardly suffers.
"""

STILL_DEG_S, STILL_S = 1.5, 0.5
"""Slower for so long, and it is still: a trunk that turns so slowly takes half a minute to its end."""
ERROR_S, ERROR_MOST_DEG_S = 2.0, 1.0
"""How slowly its error is made up, and the most it can be: more is a movement."""
KEPT_S = 90.0
"""For so long a turn is kept while it goes on moving: an error of 0.1 degrees a second never makes more than 9."""
LONGEST_STEP_S = 0.25
"""Between samples further apart than this, it is not known how fast it turned."""


class Heading:
    """Adds up turns about the upright, degrees to the left."""

    def __init__(self) -> None:
        self.turned_deg = 0.0
        self.error_deg_s = 0.0
        self._last_s: float | None = None
        self._still_s = 0.0

    @property
    def is_still(self) -> bool:
        """Whether it hardly turns now."""
        return self._still_s > 0

    def feed(self, t_s: float, rate_deg_s: float) -> float:
        """Take how fast it turns; return how far it has been turned. Time that does not go on changes nothing."""
        before_s = self._last_s
        if before_s is not None and t_s <= before_s:
            return self.turned_deg
        self._last_s = t_s
        if before_s is None:
            return self.turned_deg
        step_s = min(t_s - before_s, LONGEST_STEP_S)
        rate = rate_deg_s - self.error_deg_s
        self._still_s = self._still_s + step_s if abs(rate) < STILL_DEG_S else 0.0
        if self._still_s >= STILL_S:
            error = self.error_deg_s + rate * step_s / (step_s + ERROR_S)
            self.error_deg_s = min(max(error, -ERROR_MOST_DEG_S), ERROR_MOST_DEG_S)
        else:
            self.turned_deg -= self.turned_deg * step_s / (step_s + KEPT_S)
        self.turned_deg += rate * step_s
        return self.turned_deg

    def reset(self) -> None:
        """Begin anew from here; the error of the gyroscope stays what it was."""
        self.turned_deg, self._last_s, self._still_s = 0.0, None, 0.0
