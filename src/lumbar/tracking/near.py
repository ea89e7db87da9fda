"""Which side of a body is nearer to the camera, and so better seen."""

from lumbar.vocabulary.landmark import INDEX, Frame
from lumbar.vocabulary.posture import OTHER_SIDE, SIDES, Side

LIMBS = ("elbow", "hip", "knee", "ankle")
SLOW_S, CHANGES = 1.0, 0.08
"""How slowly it is made up, and how much better the other side has to be seen before it changes: a signal taken now
from the left and now from the right would jump."""


class Near:
    """Follows which side is nearer."""

    def __init__(self) -> None:
        self.side: Side = "left"
        self._lead: float | None = None
        self._last_s = 0.0

    def feed(self, frame: Frame) -> None:
        """Take a frame."""
        left, right = (self._seen(frame, side) for side in SIDES)
        lead = left - right
        if self._lead is None:
            self._lead = lead
            self.side = "left" if lead >= 0 else "right"
        else:
            step_s = frame.t_s - self._last_s
            self._lead += (lead - self._lead) * step_s / (step_s + SLOW_S)
            if (self._lead < -CHANGES) if self.side == "left" else (self._lead > CHANGES):
                self.side = OTHER_SIDE[self.side]
        self._last_s = frame.t_s

    def _seen(self, frame: Frame, side: Side) -> float:
        seen = 0.0
        for limb in LIMBS:
            seen += frame.points[INDEX[f"{side}_{limb}"]][3]
        return seen / len(LIMBS)
