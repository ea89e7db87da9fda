"""Measures: named numbers of one pose, in degrees or in lengths of its trunk.

Angles are measured in the picture, in pixels, since that is what a camera sees; a movement is filmed from where its
angles lie in the picture. Up is up, whatever way the body faces.
"""

from collections.abc import Callable, Mapping
from functools import partial
from math import sqrt

from lumbar.signals.arithmetic import direction_deg
from lumbar.vocabulary.landmark import INDEX, Frame
from lumbar.vocabulary.posture import SIDES, Side

Place = tuple[float, float]
"""x to the right and y up, pixels."""


class Pose:
    """Where the landmarks of one body are in one picture."""

    def __init__(self, frame: Frame) -> None:
        self._frame = frame
        self.trunk_px = _length(self.middle("shoulder"), self.middle("hip"))
        """From the middle of the hips to the middle of the shoulders."""

    def place(self, side: Side, limb: str) -> Place:
        """Return where a landmark is."""
        x, y, _, _ = self._frame.points[INDEX[f"{side}_{limb}"]]
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


def _height(ends: tuple[str, str], pose: Pose, side: Side) -> float:
    a, b = (pose.place(side, limb) for limb in ends)
    return (b[1] - a[1]) / pose.trunk_px


def _line(ends: tuple[str, str, str], pose: Pose, side: Side) -> float:
    a, b, c = (pose.place(side, limb) for limb in ends)
    return above_line_px(a, b, c) / pose.trunk_px


def _gap(ends: tuple[str, str], pose: Pose, side: Side) -> float:
    a, b = (pose.place(side, limb) for limb in ends)
    return _length(a, b) / pose.trunk_px


JOINTS: Mapping[str, tuple[str, str, str]] = {
    "hip": ("shoulder", "hip", "knee"),
    "knee": ("hip", "knee", "ankle"),
    "ankle": ("knee", "ankle", "foot_index"),
    "shoulder": ("hip", "shoulder", "elbow"),
    "elbow": ("shoulder", "elbow", "wrist"),
    "neck": ("hip", "shoulder", "ear"),
}
"""The angle at the middle one, degrees: 0 folded up, 180 straight."""
SEGMENTS: Mapping[str, tuple[str, str]] = {
    "trunk": ("hip", "shoulder"),
    "head": ("shoulder", "ear"),
    "thigh": ("hip", "knee"),
    "shank": ("knee", "ankle"),
    "leg": ("hip", "ankle"),
    "foot": ("heel", "foot_index"),
    "upper_arm": ("shoulder", "elbow"),
    "forearm": ("elbow", "wrist"),
    "arm": ("shoulder", "wrist"),
}
"""How steeply the way from the first to the second rises, degrees."""
HEIGHTS: Mapping[str, tuple[str, str]] = {
    "hip_height": ("shoulder", "hip"),
    "knee_height": ("hip", "knee"),
    "ankle_height": ("hip", "ankle"),
    "wrist_height": ("shoulder", "wrist"),
}
"""How far the second is above the first, lengths of the trunk."""
LINES: Mapping[str, tuple[str, str, str]] = {
    "hip_line": ("shoulder", "hip", "ankle"),
    "hip_knee_line": ("shoulder", "hip", "knee"),
}
"""How far the middle one is above the line between the other two, lengths of the trunk."""
GAPS: Mapping[str, tuple[str, str]] = {
    "knee_gap": ("shoulder", "knee"),
    "heel_gap": ("hip", "heel"),
    "wrist_gap": ("hip", "wrist"),
}
"""How far the two are from each other, lengths of the trunk."""

MEASURES: Mapping[str, Measure] = {
    **{name: partial(_joint, ends) for name, ends in JOINTS.items()},
    **{name: partial(_segment, ends) for name, ends in SEGMENTS.items()},
    **{name: partial(_height, ends) for name, ends in HEIGHTS.items()},
    **{name: partial(_line, ends) for name, ends in LINES.items()},
    **{name: partial(_gap, ends) for name, ends in GAPS.items()},
}
"""Every measure by name; a pose whose trunk has no length has none that is in lengths of it."""
