"""The gate: whether a frame tells anything, and if not, why.

That a pose model is sure of a landmark proves nothing: it misplaces legs at a visibility of 0.98. So what it says
is also held against what a body can be, and against what this movement looks like.
"""

from collections.abc import Sequence
from math import isfinite, sqrt

from lumbar.signals.measures import Place, Pose
from lumbar.tracking.events import Why
from lumbar.tracking.expected import Expected, away_deg, seen_from
from lumbar.tracking.readings import SEEN, Values
from lumbar.vocabulary.landmark import INDEX, MAIN, Frame
from lumbar.vocabulary.measure import limbs_of
from lumbar.vocabulary.posture import SIDES, Side

EDGE = 0.03
"""So far beyond the edge, in shares of the picture, a pose model still places a limb well."""
SMALLEST = 0.06
"""A trunk less long than this, in heights of the picture, is too small to measure: 29 pixels of 480."""
BONES = (("hip", "knee"), ("knee", "ankle"))
LONGER = 1.6
"""A thigh or shank is never so many times longer, beside the trunk, than anywhere on the figure's way."""
BACKWARDS = 0.34
"""Knees bend one way. Where they seem to be bent the other way by so much, the sine of 20 degrees, added up over
both, it is nobody's body: left and right have been exchanged, or front and back. Knees overstretch by 10 degrees at
most, and a pose model is as much off."""
JUMP = 0.5
"""No trunk turns or moves by so much of its length from one frame to the next a thirtieth later."""
FRAME_S = 1 / 30
OFF_DEG = 32.0
"""How far a body may be from the nearest posture of the movement, the mean over trunk, hips, knees, thighs and
shanks. A pose model and another body are off by 5 to 15; another position is off by 40 and more."""
TURNED = 0.35
"""How much more, or less, of the body's width may be seen than expected, lengths of the trunk: from about 25
degrees further round."""

Way = tuple[float, float, float]
"""To the right and up in the picture and towards the camera, pixels."""


class Gate:
    """Judges frames of one movement."""

    def __init__(self, expected: Expected) -> None:
        self._expected = expected
        self._least, self._most = expected.spread()
        needed = _needed(expected)
        self._limbs = tuple((limb, tuple(INDEX[f"{side}_{limb}"] for side in SIDES)) for limb in needed)
        self._longest = [
            max(length / pose.trunk_px for length, pose in of_bone)
            for of_bone in zip(*([(px, pose) for px in _bones_px(pose)] for pose in expected.way), strict=True)
        ]
        """Of each bone, beside the trunk; left and right may change places."""
        self._last: tuple[float, Pose] | None = None

    def bars(self, frame: Frame) -> Why | None:
        """Return why the frame itself tells nothing, before anything is measured."""
        points = frame.points
        if not points:
            return "nobody"
        for name in MAIN:
            x, y, z, seen = points[INDEX[name]]
            if not (isfinite(x) and isfinite(y) and isfinite(z) and isfinite(seen)):
                return "broken"
        for _, places in self._limbs:
            if all(not _inside(points[place]) for place in places):
                return "out_of_frame"
        for _, places in self._limbs:
            if all(points[place][3] < SEEN for place in places):
                return "hidden"
        return None

    def refuses(self, frame: Frame, pose: Pose) -> Why | None:
        """Return why these landmarks are no body, or not one that is seen as it has to be."""
        if pose.trunk_px < SMALLEST * frame.height or self._is_long(pose) or _bends_back(frame):
            return "implausible"
        if self._jumps(frame, pose):
            return "implausible"
        spread = seen_from(pose)
        if spread > self._most + TURNED or spread < self._least - TURNED:
            return "wrong_view"
        return None

    def nearest(self, values: Values, side: Side) -> float | None:
        """Return how far the body is from the nearest posture of a side, degrees; None where nothing is seen."""
        found = None
        for posture in self._expected.postures:
            away = away_deg(values, posture, side)
            if away is not None and (found is None or away < found):
                found = away
        return found

    def forget(self) -> None:
        """Forget the frame before a gap."""
        self._last = None

    def _is_long(self, pose: Pose) -> bool:
        return any(
            length > LONGER * most * pose.trunk_px
            for length, most in zip(_bones_px(pose), self._longest, strict=True)
        )

    def _jumps(self, frame: Frame, pose: Pose) -> bool:
        before, self._last = self._last, (frame.t_s, pose)
        if before is None:
            return False
        frames = max(1.0, (frame.t_s - before[0]) / FRAME_S)
        allowed = JUMP * frames * max(pose.trunk_px, before[1].trunk_px)
        return any(_apart(pose.middle(limb), before[1].middle(limb)) > allowed for limb in ("hip", "shoulder"))


def _bones_px(pose: Pose) -> list[float]:
    """Return how long the thighs and the shanks are: of either the longer one."""
    return [max(_apart(pose.place(side, one), pose.place(side, other)) for side in SIDES) for one, other in BONES]


def _bends_back(frame: Frame) -> bool:
    """Tell whether the knees are bent the way that no knee bends, as far as the depth says it."""
    points, width, height = frame.points, frame.width, frame.height

    def way(one: str, other: str) -> Way:
        a, b = points[INDEX[one]], points[INDEX[other]]
        return (b[0] - a[0]) * width, (a[1] - b[1]) * height, (a[2] - b[2]) * width

    shoulders, hips = way("right_shoulder", "left_shoulder"), way("right_hip", "left_hip")
    left = shoulders[0] + hips[0], shoulders[1] + hips[1], shoulders[2] + hips[2]
    backwards = 0.0
    for side in SIDES:
        if all(points[INDEX[f"{side}_{limb}"]][3] >= SEEN for limb in ("hip", "knee", "ankle")):
            bent = _bent(way(f"{side}_hip", f"{side}_knee"), way(f"{side}_knee", f"{side}_ankle"), left)
            backwards -= min(0.0, bent)
    return backwards > BACKWARDS


def _bent(thigh: Way, shank: Way, left: Way) -> float:
    """Return the sine of how far a knee is bent: above 0 as knees bend, below 0 the other way."""
    # What the shank turns about, beside the thigh, points to the left of the body.
    about = (
        thigh[1] * shank[2] - thigh[2] * shank[1],
        thigh[2] * shank[0] - thigh[0] * shank[2],
        thigh[0] * shank[1] - thigh[1] * shank[0],
    )
    lengths = sqrt(_times(thigh, thigh) * _times(shank, shank) * _times(left, left))
    return _times(about, left) / lengths if lengths > 0 else 0.0


def _times(one: Way, other: Way) -> float:
    return one[0] * other[0] + one[1] * other[1] + one[2] * other[2]


def _apart(one: Place, other: Place) -> float:
    x, y = one[0] - other[0], one[1] - other[1]
    return sqrt(x * x + y * y)


def _inside(point: Sequence[float]) -> bool:
    return -EDGE <= point[0] <= 1 + EDGE and -EDGE <= point[1] <= 1 + EDGE


def _needed(expected: Expected) -> list[str]:
    """Return the limbs without which nothing can be told: the trunk, and those of the signals."""
    limbs = ["shoulder", "hip"]
    for travel in expected.travels:
        limbs += [limb for limb in limbs_of(travel.signal.measure) if limb not in limbs and limb != "nose"]
    return limbs
