"""Sight: since when nothing is seen, and why. A frame or two that tell nothing are no blind spell."""

from collections.abc import Iterator

from lumbar.tracking.events import SightFound, SightLost, Why

LOST_S, FOUND_S = 0.6, 0.2
"""Blind for so long, and what goes on is not known any more; seen for so long, and it is."""


class Sight:
    """Follows whether frames tell anything."""

    def __init__(self) -> None:
        self.lost = False
        self.last_s: float | None = None
        """When the last frame was."""
        self.seen_s = 0.0
        """When the last frame was that told anything."""
        self.since_s = 0.0
        """Since when it is seen."""
        self._blind_s: float | None = None
        self._why: Why = "nobody"
        self._good_s: float | None = None
        self._tells = False

    @property
    def sees(self) -> bool:
        """Whether the last frame told anything, and was not the first after a blind spell."""
        return not self.lost and self._tells

    def feed(self, t_s: float, why: Why | None) -> Iterator[SightLost | SightFound]:
        """Take why a frame tells nothing, or None, and yield what that changes."""
        before_s, self.last_s = self.last_s, t_s
        self._tells = why is None
        if before_s is None:
            self.since_s = self.seen_s = t_s
        elif t_s - before_s > LOST_S and not self.lost:
            yield from self._lose(before_s, "gap")
        if why is None:
            yield from self._good(t_s)
        else:
            self._good_s = None
            if self._blind_s is None:
                self._blind_s, self._why = t_s, why
            if not self.lost and t_s - self._blind_s >= LOST_S:
                yield from self._lose(self._blind_s, self._why)
            elif self.lost and why != self._why:
                self._why = why

    def finish(self) -> Iterator[SightLost]:
        """Yield the blind spell that the last frames began."""
        if self._blind_s is not None and not self.lost:
            yield from self._lose(self._blind_s, self._why)

    def _lose(self, t_s: float, why: Why) -> Iterator[SightLost]:
        self.lost, self._why, self._good_s = True, why, None
        yield SightLost(t_s=t_s, why=why)

    def _good(self, t_s: float) -> Iterator[SightFound]:
        if self.lost:
            if self._good_s is None:
                self._good_s = t_s
            if t_s - self._good_s < FOUND_S:
                return
            self.lost, self.since_s = False, t_s
            yield SightFound(t_s=self._good_s)
        self._blind_s = self._good_s = None
        self.seen_s = t_s
