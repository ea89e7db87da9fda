"""Anything: follows a movement of which nothing is known but that it is repeated."""

from collections.abc import Iterator, Sequence
from math import isfinite

from lumbar.tracking.events import Event, RepCompleted, SecondPerson, Why
from lumbar.tracking.periodic import PeriodicCounter, Repetition
from lumbar.tracking.sampling import angles
from lumbar.tracking.sight import Sight
from lumbar.vocabulary.landmark import INDEX, MAIN, Frame


class AnythingTracker:
    """Counts whatever one person repeats. It knows no posture, so no side, no hold and no fault."""

    def __init__(self) -> None:
        self.count = 0
        """The repetitions so far."""
        self._counter = PeriodicCounter()
        self._sight = Sight()
        self._crowded = False

    @property
    def sees(self) -> bool:
        """Whether the last frame told anything."""
        return self._sight.sees

    def feed(self, frame: Frame) -> tuple[Event, ...]:
        """Take a frame, and return what there is to say. Frames that are not later than the last tell nothing."""
        if self._sight.last_s is not None and frame.t_s <= self._sight.last_s:
            return ()
        return tuple(self._feed(frame))

    def finish(self) -> tuple[Event, ...]:
        """Return what is left to say when no frame follows."""
        last_s = self._sight.last_s
        if last_s is None:
            return ()
        return (*self._sight.finish(), *self._told(last_s, self._counter.finish()))

    def _feed(self, frame: Frame) -> Iterator[Event]:
        why = _bars(frame)
        values = angles(frame) if why is None else {}
        yield from self._sight.feed(frame.t_s, "hidden" if why is None and not values else why)
        if frame.people > 1 and not self._crowded:
            yield SecondPerson(t_s=frame.t_s)
        self._crowded = frame.people > 1
        yield from self._told(frame.t_s, self._counter.feed(frame.t_s, values))

    def _told(self, t_s: float, found: Sequence[Repetition]) -> Iterator[Event]:
        for each in found:
            self.count += 1
            yield RepCompleted(
                t_s=t_s,
                rep=self.count,
                side=None,
                start_s=each.start_s,
                top_s=each.top_s,
                end_s=each.end_s,
                range_deg=each.travel,
                tempo_s=each.end_s - each.start_s,
                held_s=0.0,
            )


def _bars(frame: Frame) -> Why | None:
    if not frame.points:
        return "nobody"
    if not all(isfinite(each) for name in MAIN for each in frame.points[INDEX[name]]):
        return "broken"
    return None
