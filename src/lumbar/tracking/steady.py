"""Steadiness: a number that a pose model gets wrong for a moment stays what it was."""

from collections import deque

from lumbar.signals.arithmetic import median

WINDOW_S = 0.3
"""A pose model that takes one leg for the other does so for a frame or three; nobody goes out and comes back in so
short a time, even who drops."""


class Steady:
    """Keeps the middle of the last samples, and says of when it is."""

    def __init__(self) -> None:
        self._samples: deque[tuple[float, float]] = deque()

    def feed(self, t_s: float, value: float) -> tuple[float, float]:
        """Take a sample, and return when the middle of those kept was, and the middle value."""
        self._samples.append((t_s, value))
        while self._samples[0][0] < t_s - WINDOW_S:
            self._samples.popleft()
        return self._samples[len(self._samples) // 2][0], median(value for _, value in self._samples)

    def reset(self) -> None:
        """Forget everything."""
        self._samples.clear()
