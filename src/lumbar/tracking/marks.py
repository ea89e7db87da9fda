"""Marks: at which levels of a signal a way is timed, and how much of the way and of its time lies before each."""

from collections.abc import Sequence

LEFT = 0.01
"""A repetition has begun with the first hundredth of its way, and arrived with the last: the eye sees no more."""
LOW, HALF = 0.1, 0.5
"""Where the signal is timed on its way out, of its travel: the first tenth is lost in the trembling of a limb at
rest."""
HIGH = (0.85, 0.98)
"""And where it is timed last, the least and the most: as near to the top as it is still there."""
TREMBLES = 3.0
"""As near as so many times the middle of its trembling."""
HALVINGS = 40


class Marks:
    """Tells when, as a share of its time, a way has come to a level of its signal.

    Args:
        curve: how far the signal has come, 0 to 1, at evenly spaced places along the way.
    """

    def __init__(self, curve: Sequence[float]) -> None:
        self._curve = tuple(curve)
        self.low_at, self.half_at = self.at(LOW), self.at(HALF)

    def at(self, level: float) -> float:
        """Return when a level is passed."""
        return when(self.along(level))

    def along(self, level: float) -> float:
        """Return how far along the way, 0 to 1, a level is passed."""
        return _along(self._curve, level)


def high(trembling: float) -> float:
    """Return the level at which to time the arrival, for a signal that trembles so much, of its travel."""
    return min(max(HIGH[0], 1 - TREMBLES * trembling), HIGH[1])


def when(share: float) -> float:
    """Return when, as a share of its time, a way has come so far for one who sets out slowly and arrives slowly.

    By minimum jerk: Flash and Hogan 1985, https://doi.org/10.1523/JNEUROSCI.05-07-01688.1985.
    """
    least, most = 0.0, 1.0
    for _ in range(HALVINGS):
        t = (least + most) / 2
        if t * t * t * (10 - 15 * t + 6 * t * t) < share:
            least = t
        else:
            most = t
    return (least + most) / 2


BEGINS, ARRIVES = when(LEFT), when(1 - LEFT)


def _along(curve: Sequence[float], level: float) -> float:
    """Return how far along the way the signal first comes to a level."""
    steps = len(curve) - 1
    for at in range(steps):
        before, after = curve[at], curve[at + 1]
        if before < level <= after:
            return (at + (level - before) / (after - before)) / steps
    return 1.0 if level > curve[0] else 0.0
