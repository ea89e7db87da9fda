"""Trunk: how far it bends to the side and how far it turns, and whether that can be believed.

A bend lies in the picture of somebody who faces the camera. A turn lies in the depth that a pose model guesses:
beside motion capture it reads too much, and an arm before the face turns shoulders that do not turn. So a turn is
told with the least it can be, and with what speaks against it.
"""

from dataclasses import dataclass
from math import sqrt
from typing import Literal

from lumbar.signals.arithmetic import direction_deg
from lumbar.vocabulary.landmark import INDEX, Frame
from lumbar.vocabulary.posture import SIDES, Side

OVER_READS = 1.4
"""A turn of 108 to 116 degrees from side to side, by motion capture, is read as 143 to 150: 1.23 to 1.39 times as
much. It is told as a bound and not taken off: it changes with the camera, and nobody knows how."""
HEAD = 0.3
"""From the nose to chin or forehead are 12 cm, and half a forearm is 4: a lower arm nearer than this, lengths of a
trunk of 50 cm, is before the face."""
SHOULDER = 0.24
"""Half a shoulder is 7 cm, half an elbow or a hand 5: a lower arm nearer than this, lengths of the trunk, hides the
shoulder or lies on it."""
RAISED = 0.15
"""An elbow so far above its shoulder, lengths of the trunk: 8 cm, more than a pose model is off. An arm raised
above the level takes its shoulder up and back along."""
NARROWEST, WIDEST = 0.4, 1.8
"""Shoulders are 0.6 to 0.95 lengths of the trunk apart. Raised and rolled forward they come nearer, to 0.5. A turn
of 55 degrees that is read as 1.4 times as much makes of 0.95 as much as 1.8: what is wider is no turn."""
FASTEST_DEG_PER_S = 300.0
"""Nobody turns faster in a guided exercise: 90 degrees, read as 126, in less than half a second."""
SHORTEST_STEP_S = 1 / 120
"""Frames nearer in time than this are taken to be so far apart."""

Doubt = Literal["arm_over_face", "arm_over_shoulder", "arm_raised", "odd_shoulders", "jump"]
DOUBTS: tuple[Doubt, ...] = ("arm_over_face", "arm_over_shoulder", "arm_raised", "odd_shoulders", "jump")
"""Why a turn is not believed: an arm before the face, one before a shoulder, one raised that takes
its shoulder along, shoulders as narrow or as wide as nobody's, a turn faster than anybody's."""

Way = tuple[float, float, float]
"""To the right and up in the picture and towards the camera, pixels."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Trunk:
    """How a trunk is held in one picture.

    Attributes:
        bend_deg: from upright to the person's left; to their right it is negative. In the picture.
        yaw_deg: how far the shoulders are turned against the hips, to the person's left. In the depth.
        doubt: why the turn is not to be believed; None where nothing speaks against it.
    """

    bend_deg: float
    yaw_deg: float
    doubt: Doubt | None

    @property
    def least_yaw_deg(self) -> float:
        """How far it is turned at least: what is read is up to `OVER_READS` times what is."""
        return self.yaw_deg / OVER_READS


class Trunks:
    """Reads one person's trunk from one frame after the other."""

    def __init__(self) -> None:
        self._last: tuple[float, float] | None = None

    def feed(self, frame: Frame) -> Trunk | None:
        """Return how the trunk is held; None where nobody is seen, or a trunk of no length."""
        if not frame.points:
            self.forget()
            return None
        left, right, left_hip, right_hip = (
            _place(frame, f"{side}_{limb}") for limb in ("shoulder", "hip") for side in SIDES
        )
        shoulders, hips = _way(right, left), _way(right_hip, left_hip)
        up = _way(_middle(left_hip, right_hip), _middle(left, right))
        trunk_px = sqrt(up[0] * up[0] + up[1] * up[1])
        if trunk_px == 0:
            self.forget()
            return None
        # Who turns their back to the camera has their left on its left.
        faces = 1.0 if shoulders[0] + hips[0] >= 0 else -1.0
        bend_deg, yaw_deg = direction_deg(up[1], faces * up[0]), _turn_deg(hips, shoulders, up)
        doubt = _covered(frame, up, trunk_px) or _odd(shoulders, up)
        if self._jumps(frame.t_s, yaw_deg) and doubt is None:
            doubt = "jump"
        return Trunk(bend_deg=bend_deg, yaw_deg=yaw_deg, doubt=doubt)

    def forget(self) -> None:
        """Forget the frame before a gap."""
        self._last = None

    def _jumps(self, t_s: float, yaw_deg: float) -> bool:
        before, self._last = self._last, (t_s, yaw_deg)
        if before is None:
            return False
        off = abs(yaw_deg - before[1])
        return min(off, 360 - off) > FASTEST_DEG_PER_S * max(t_s - before[0], SHORTEST_STEP_S)


def _place(frame: Frame, name: str) -> Way:
    x, y, z, _ = frame.points[INDEX[name]]
    return x * frame.width, -y * frame.height, -z * frame.width


def _way(a: Way, b: Way) -> Way:
    return b[0] - a[0], b[1] - a[1], b[2] - a[2]


def _middle(a: Way, b: Way) -> Way:
    return (a[0] + b[0]) / 2, (a[1] + b[1]) / 2, (a[2] + b[2]) / 2


def _dot(a: Way, b: Way) -> float:
    return a[0] * b[0] + a[1] * b[1] + a[2] * b[2]


def _length(a: Way) -> float:
    return sqrt(_dot(a, a))


def _across(a: Way, axis: Way) -> Way:
    """Return what of a way is across an axis."""
    along = _dot(a, axis) / _dot(axis, axis)
    return a[0] - along * axis[0], a[1] - along * axis[1], a[2] - along * axis[2]


def _turn_deg(hips: Way, shoulders: Way, up: Way) -> float:
    """Return how far the shoulders are turned from the hips, round the trunk, from above against the clock."""
    a, b = _across(hips, up), _across(shoulders, up)
    round_up = (
        up[0] * (a[1] * b[2] - a[2] * b[1])
        + up[1] * (a[2] * b[0] - a[0] * b[2])
        + up[2] * (a[0] * b[1] - a[1] * b[0])
    )
    return direction_deg(_dot(a, b), round_up / _length(up))


def _covered(frame: Frame, up: Way, trunk_px: float) -> Doubt | None:
    """Tell whether a lower arm, from the elbow to the hand, is before the face or a shoulder, or is raised."""
    face, *shoulders = (_place(frame, name) for name in ("nose", *(f"{side}_shoulder" for side in SIDES)))
    arms = []
    for side in SIDES:
        elbow, wrist, hand = (_place(frame, f"{side}_{limb}") for limb in ("elbow", "wrist", "index"))
        arms += [(elbow, wrist), (wrist, hand)]
    if any(_off(face, *part) < HEAD * trunk_px for part in arms):
        return "arm_over_face"
    if any(_off(shoulder, *part) < SHOULDER * trunk_px for shoulder in shoulders for part in arms):
        return "arm_over_shoulder"
    return "arm_raised" if any(_rises(frame, side, up) > RAISED for side in SIDES) else None


def _rises(frame: Frame, side: Side, up: Way) -> float:
    """Return how far an elbow is above its shoulder, along the trunk in the picture, lengths of the trunk."""
    arm = _way(_place(frame, f"{side}_shoulder"), _place(frame, f"{side}_elbow"))
    return (arm[0] * up[0] + arm[1] * up[1]) / (up[0] * up[0] + up[1] * up[1])


def _odd(shoulders: Way, up: Way) -> Doubt | None:
    wide = _length(shoulders) / _length(up)
    return None if NARROWEST <= wide <= WIDEST else "odd_shoulders"


def _off(place: Way, a: Way, b: Way) -> float:
    """Return how far a place is from the way between two others, in the picture."""
    x, y = b[0] - a[0], b[1] - a[1]
    px, py = place[0] - a[0], place[1] - a[1]
    length = x * x + y * y
    share = 0.0 if length == 0 else min(max((px * x + py * y) / length, 0.0), 1.0)
    px, py = px - share * x, py - share * y
    return sqrt(px * px + py * py)
