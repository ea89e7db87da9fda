"""What is expected of a movement: its signals at rest and at the top, the postures on its way, and its faults."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from lumbar.signals.measures import MEASURES, Pose
from lumbar.tracking.near import Near
from lumbar.tracking.readings import Reading, Values
from lumbar.vocabulary.posture import OTHER_SIDE, SIDES, Side
from lumbar.vocabulary.template import Template
from lumbar.vocabulary.watch import PostureSeen, Signal, Watch

POSTURE = ("trunk", "hip", "knee", "thigh", "shank")
"""The measures that tell how a body lies."""
MEASURABLE = 1e-6
ALIKE_DEG = 8.0
"""Postures that differ by less, in the mean of their angles, look alike."""


@dataclass(frozen=True, kw_only=True)
class Travel:
    """A signal, from where to where it goes, and how it goes along the way."""

    signal: Signal
    rest: float
    target: float
    way: Sequence[float]

    def share(self, value: float) -> float:
        """Return how much of the figure's travel this value is: 0 at rest, 1 at the top."""
        return (value - self.rest) / (self.target - self.rest)


@dataclass(frozen=True, kw_only=True)
class Wrong:
    """A signal as it is at the top when all is right, along the way, and as it is in a fault."""

    right: Sequence[float]
    wrong: float


class Expected:
    """What a template says of the signals of a movement.

    What is said of the template's side holds for the other one: its mirror image gives the same numbers.
    """

    def __init__(self, template: Template, watch: Watch) -> None:
        self.template = template
        self.way = [Pose(frame) for frame in template.way]
        near = Near()
        near.feed(template.way[0])
        self._near = near.side
        self.travels = tuple(self._travel(signal) for signal in watch.signals)
        self.postures: Sequence[Mapping[Reading, float]] = [_posture(pose, template.side) for pose in self.way]
        """The measures of `POSTURE` along the way; "left" stands for the moving side."""

    @property
    def begins_apart(self) -> bool:
        """Whether one sees from how it begins which side it is: not where both sides begin alike."""
        start = self.postures[0]
        return (away_deg(start, start, "right") or 0.0) > ALIKE_DEG

    def curve(self) -> list[float]:
        """Return how far the signals have come, in shares of their travel, at evenly spaced places along the way.

        Of a way that goes round only that it goes from 0 to 1.
        """
        found = []
        for at in range(len(self.way)):
            share = 0.0
            for travel in self.travels:
                share += travel.share(travel.way[at])
            found.append(share / len(self.travels))
        return [0.0, 1.0] if self.template.goes_round else found

    def wrong(self, fault: str, seen: PostureSeen) -> Wrong:
        """Return a signal as it is when right, at each place of the way, and in a fault."""
        right, frames = [self._value(pose, seen.signal) for pose in self.way], self.template.faults[fault]
        if self.template.goes_round:
            # Of a way that goes round, the postures written are kept, evenly spaced.
            top = self._top(self.travels[0].way)
            right, frames = [right[top]] * 2, [frames[top * len(frames) // (len(self.way) - 1) % len(frames)]]
        return Wrong(right=right, wrong=self._value(Pose(frames[-1]), seen.signal))

    def spread(self) -> tuple[float, float]:
        """Return how far apart the shoulders and the hips are in the picture, the least and the most on the way."""
        spreads = [seen_from(pose) for pose in self.way]
        return min(spreads), max(spreads)

    def _travel(self, signal: Signal) -> Travel:
        way = [self._value(pose, signal) for pose in self.way]
        target = way[self._top(way)]
        if abs(target - way[0]) < MEASURABLE:
            raise ValueError(f"expected a signal that moves, found {signal.measure} of {signal.of} at {target:g}")
        return Travel(signal=signal, rest=way[0], target=target, way=way)

    def _top(self, way: Sequence[float]) -> int:
        """Return where on the way the top is: at its end, or of one that goes round farthest from the beginning."""
        if not self.template.goes_round:
            return len(way) - 1
        return max(range(len(way)), key=lambda at: abs(way[at] - way[0]))

    def _value(self, pose: Pose, signal: Signal) -> float:
        return MEASURES[signal.measure](pose, side_of(signal, self.template.side, self._near))


def side_of(signal: Signal, moving: Side, near: Side) -> Side:
    """Return which side a signal is of, when this side is done and that one is nearer to the camera."""
    if signal.of == "near":
        return near
    return moving if signal.of == "moving" else OTHER_SIDE[moving]


def seen_from(pose: Pose) -> float:
    """Return how much of a body's width is seen: the shoulders and hips apart, lengths of the trunk."""
    return (MEASURES["shoulder_spread"](pose, "left") + MEASURES["hip_spread"](pose, "left")) / 2


def away_deg(values: Values, posture: Mapping[Reading, float], moving: Side) -> float | None:
    """Return how far a body is from a posture: the mean of its angles; None where none is seen."""
    off, count = 0.0, 0
    for (measure, side), expected in posture.items():
        own = values.get((measure, side if moving == "left" else OTHER_SIDE[side]))
        if own is not None:
            off += abs(own - expected)
            count += 1
    return off / count if count else None


def _posture(pose: Pose, side: Side) -> dict[Reading, float]:
    return {
        (measure, "left" if own == side else "right"): MEASURES[measure](pose, own)
        for measure in POSTURE
        for own in SIDES
    }
