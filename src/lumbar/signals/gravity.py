"""Gravity: how a phone is tilted, from which way is up in its own axes. See `Motion` for the axes and the signs."""

from math import sqrt

from lumbar.signals.arithmetic import direction_deg
from lumbar.vocabulary.motion import Motion, Vector

HALF_TURN_DEG, FULL_TURN_DEG = 180.0, 360.0


def pitch_deg(up: Vector) -> float:
    """Return how far the top of a phone is raised: 0 on its back, 90 upright, all the way round to 180."""
    return direction_deg(up[2], up[1])


def roll_deg(up: Vector) -> float:
    """Return how far the right edge of a phone is raised, -90 to 90."""
    return direction_deg(sqrt(up[1] * up[1] + up[2] * up[2]), up[0])


def about_upright_deg_s(motion: Motion) -> float:
    """Return how fast a phone turns about the upright, to the left; 0 where nothing says which way is up."""
    strength = length(motion.gravity)
    return dot(motion.rotation, motion.gravity) / strength if strength > 0 else 0.0


def apart_deg(one: Vector, other: Vector) -> float:
    """Return the angle between two ways, 0 to 180; 0 where one is none."""
    x = one[1] * other[2] - one[2] * other[1]
    y = one[2] * other[0] - one[0] * other[2]
    z = one[0] * other[1] - one[1] * other[0]
    return direction_deg(dot(one, other), length((x, y, z)))


def round_deg(angle: float) -> float:
    """Return an angle between -360 and 360 the short way round: -180 to 180."""
    if angle > HALF_TURN_DEG:
        return angle - FULL_TURN_DEG
    return angle + FULL_TURN_DEG if angle < -HALF_TURN_DEG else angle


def dot(one: Vector, other: Vector) -> float:
    """Return the product of two ways."""
    return one[0] * other[0] + one[1] * other[1] + one[2] * other[2]


def length(vector: Vector) -> float:
    """Return how long a way is."""
    return sqrt(dot(vector, vector))
