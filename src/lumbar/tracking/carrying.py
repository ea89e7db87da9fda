"""Carrying: whether a phone lies on the body as it should, and if not, why what it says tells nothing."""

from collections.abc import Sequence
from math import isfinite

from lumbar.signals.gravity import apart_deg, length
from lumbar.tracking.events import Why
from lumbar.vocabulary.lying import Lying
from lumbar.vocabulary.motion import GRAVITY_M_S2, Motion, Vector
from lumbar.vocabulary.watch import Bearing

SHAKEN_M_S2 = 4.0
"""Nobody pushes a phone about so hard in a slow movement; a fall, a grip and a knock on the floor do."""
SPUN_DEG_S = 300.0
"""A trunk thrown round reaches 200."""
CALM_S = 0.7
"""For so long after that it is not believed: longer than a blind spell, since it may lie elsewhere now."""
ASKEW_DEG = 60.0
"""How far from how it lies anywhere on the figure's way. A belly, a breastbone and a sacrum slope otherwise by 10
to 30 degrees from one body to the next, and a phone is put there askew; on its face or upside down it is off by 90
and more."""


class Carrying:
    """Judges samples of a phone that should lie as it does along a way.

    Args:
        way: how it lies along the way.
        signal: what is told from it; where that is a side's, the way's mirror image is as right.
    """

    def __init__(self, way: Sequence[Lying], signal: Bearing) -> None:
        self._ups = [lying.up for lying in way]
        if signal != "pitch":
            self._ups += [_mirrored(up) for up in self._ups]
        self._shaken_s: float | None = None

    def refuses(self, motion: Motion) -> Why | None:
        """Return why a sample tells nothing."""
        if not all(isfinite(each) for each in (*motion.gravity, *motion.rotation)):
            return "broken"
        off = abs(length(motion.gravity) - GRAVITY_M_S2)
        if off > SHAKEN_M_S2 or length(motion.rotation) > SPUN_DEG_S:
            self._shaken_s = motion.t_s
        if self._shaken_s is not None and motion.t_s - self._shaken_s < CALM_S:
            return "carried"
        if min(apart_deg(motion.gravity, up) for up in self._ups) > ASKEW_DEG:
            return "not_in_position"
        return None


def _mirrored(up: Vector) -> Vector:
    return -up[0], up[1], up[2]
