"""Readings: the measures of a body that a tracker needs, smoothed, from one frame after the other."""

from collections.abc import Iterable, Mapping

from lumbar.signals.measures import MEASURES, Pose
from lumbar.signals.one_euro import OneEuro
from lumbar.vocabulary.landmark import INDEX, Frame
from lumbar.vocabulary.measure import IN_DEGREES, limbs_of, of_both_sides
from lumbar.vocabulary.posture import OTHER_SIDE, SIDES, Side

Reading = tuple[str, Side]
"""A measure, and the side it is of."""
Values = Mapping[Reading, float]

SEEN = 0.1
"""A landmark less visible than this is a guess. Pose models give hidden limbs 0 to 0.3, and mostly say 0.9 of what
they see; that they say so proves nothing, see `Gate`."""
TRUNK = frozenset({"shoulder", "hip", "ear"})
"""What is hidden of the trunk or the head lies behind its other side, and is where that is."""
LEAST_HZ = 2.0
PER_SPEED_DEG, PER_SPEED_LENGTH = 0.04, 2.0
"""How much quicker the filter follows: hertz for each degree a second, or trunk length a second."""


class Readings:
    """Reads and smooths the measures it is asked for.

    Args:
        wanted: what to read.
    """

    def __init__(self, wanted: Iterable[Reading]) -> None:
        self._filters = {
            reading: OneEuro(
                least_hz=LEAST_HZ,
                per_speed=PER_SPEED_DEG if reading[0] in IN_DEGREES else PER_SPEED_LENGTH,
            )
            for reading in wanted
        }
        self._needs = {reading: tuple(_needed(*reading)) for reading in self._filters}

    def feed(self, frame: Frame, pose: Pose) -> dict[Reading, float]:
        """Return the smoothed value of each reading whose landmarks are seen."""
        read: dict[Reading, float] = {}
        points = frame.points
        for reading, own in self._filters.items():
            for places in self._needs[reading]:
                if all(points[place][3] < SEEN for place in places):
                    own.reset()
                    break
            else:
                measure, side = reading
                read[reading] = own.feed(frame.t_s, MEASURES[measure](pose, side))
        return read

    def reset(self) -> None:
        """Forget what came before a gap."""
        for each in self._filters.values():
            each.reset()


def _needed(measure: str, side: Side) -> Iterable[tuple[int, ...]]:
    """Yield groups of landmarks, of each of which one has to be seen."""
    sides = (side, OTHER_SIDE[side]) if of_both_sides(measure) else (side,)
    for limb in limbs_of(measure):
        if limb == "nose":
            yield (INDEX["nose"],)
        elif limb in TRUNK and not of_both_sides(measure):
            yield tuple(INDEX[f"{each}_{limb}"] for each in SIDES)
        else:
            yield from ((INDEX[f"{each}_{limb}"],) for each in sides)
