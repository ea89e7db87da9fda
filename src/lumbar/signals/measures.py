"""Measures: named numbers of one pose, in degrees or in lengths of its trunk.

Angles are measured in the picture, in pixels, since that is what a camera sees; a movement is filmed from where its
angles lie in the picture. Up is up, whatever way the body faces.
"""

from collections.abc import Callable, Mapping
from functools import partial
from math import sqrt

from lumbar.signals.arithmetic import direction_deg
from lumbar.vocabulary.landmark import INDEX, Frame
from lumbar.vocabulary.measure import GAPS, HEIGHTS, JOINTS, LEANS, LINES, MIDDLES, SEGMENTS, SPREADS, TILTS
from lumbar.vocabulary.posture import OTHER_SIDE, SIDES, Side

Place = tuple[float, float]
"""x to the right and y up, pixels."""


class Pose:
    """Where the landmarks of one body are in one picture."""

    def __init__(self, frame: Frame) -> None:
        self._frame = frame
        self.trunk_px = _length(self.middle("shoulder"), self.middle("hip"))
        """From the middle of the hips to the middle of the shoulders."""

    def place(self, side: Side, limb: str) -> Place:
        """Return where a landmark is; there is one nose."""
        x, y, _, _ = self._frame.points[INDEX["nose" if limb == "nose" else f"{side}_{limb}"]]
        return x * self._frame.width, -y * self._frame.height

    def middle(self, limb: str) -> Place:
        """Return the place between the left and the right one."""
        (ax, ay), (bx, by) = (self.place(side, limb) for side in SIDES)
        return (ax + bx) / 2, (ay + by) / 2


Measure = Callable[[Pose, Side], float]


def angle_deg(a: Place, b: Place, c: Place) -> float:
    """Return the angle at b between the ways to a and to c, 0 folded up to 180 straight."""
    ux, uy, vx, vy = a[0] - b[0], a[1] - b[1], c[0] - b[0], c[1] - b[1]
    return direction_deg(ux * vx + uy * vy, abs(ux * vy - uy * vx))


def rise_deg(a: Place, b: Place) -> float:
    """Return how steeply the way from a to b rises, -90 straight down to 90 straight up."""
    return direction_deg(abs(b[0] - a[0]), b[1] - a[1])


def above_line_px(a: Place, b: Place, c: Place) -> float:
    """Return how far b is above the line through a and c; of an upright line, how far to its left."""
    x, y = c[0] - a[0], c[1] - a[1]
    length = sqrt(x * x + y * y)
    if length == 0:
        return 0.0
    off = (x * (b[1] - a[1]) - y * (b[0] - a[0])) / length
    return off if x >= 0 else -off


def _length(a: Place, b: Place) -> float:
    x, y = a[0] - b[0], a[1] - b[1]
    return sqrt(x * x + y * y)


def _joint(ends: tuple[str, str, str], pose: Pose, side: Side) -> float:
    a, b, c = (pose.place(side, limb) for limb in ends)
    return angle_deg(a, b, c)


def _segment(ends: tuple[str, str], pose: Pose, side: Side) -> float:
    a, b = (pose.place(side, limb) for limb in ends)
    return rise_deg(a, b)


def _middle(ends: tuple[str, str], pose: Pose, _: Side) -> float:
    a, b = (pose.middle(limb) for limb in ends)
    return rise_deg(a, b)


def _lean(ends: tuple[str, ...], pose: Pose, side: Side) -> float:
    a, b, heel, toes = (pose.place(side, limb) for limb in ends)
    ahead = b[0] - a[0] if toes[0] >= heel[0] else a[0] - b[0]
    return direction_deg(b[1] - a[1], ahead)


def _height(ends: tuple[str, str], pose: Pose, side: Side) -> float:
    a, b = (pose.place(side, limb) for limb in ends)
    return (b[1] - a[1]) / pose.trunk_px


def _line(ends: tuple[str, str, str], pose: Pose, side: Side) -> float:
    a, b, c = (pose.place(side, limb) for limb in ends)
    return above_line_px(a, b, c) / pose.trunk_px


def _gap(ends: tuple[str, str], pose: Pose, side: Side) -> float:
    a, b = (pose.place(side, limb) for limb in ends)
    return _length(a, b) / pose.trunk_px


def _tilt(limb: str, pose: Pose, side: Side) -> float:
    return (pose.place(side, limb)[1] - pose.place(OTHER_SIDE[side], limb)[1]) / pose.trunk_px


def _spread(limb: str, pose: Pose, side: Side) -> float:
    return _length(pose.place(side, limb), pose.place(OTHER_SIDE[side], limb)) / pose.trunk_px


MEASURES: Mapping[str, Measure] = {
    **{name: partial(_joint, ends) for name, ends in JOINTS.items()},
    **{name: partial(_segment, ends) for name, ends in SEGMENTS.items()},
    **{name: partial(_middle, ends) for name, ends in MIDDLES.items()},
    **{name: partial(_lean, ends) for name, ends in LEANS.items()},
    **{name: partial(_height, ends) for name, ends in HEIGHTS.items()},
    **{name: partial(_line, ends) for name, ends in LINES.items()},
    **{name: partial(_gap, ends) for name, ends in GAPS.items()},
    **{name: partial(_tilt, limb) for name, limb in TILTS.items()},
    **{name: partial(_spread, limb) for name, limb in SPREADS.items()},
}
"""Every measure by name; a pose whose trunk has no length has none that is in lengths of it."""
