"""Which muscles lie under each vertex, 0 to 1 with soft borders, for showing what works.

Drawn by anatomy on the reference body (figure_landmarks); metres, x the person's left, y back, z up. A patch is
the product of soft steps: along the muscle, across it, and on which side of the limb or trunk it is.
"""

from collections.abc import Mapping

import numpy as np

from tools.figure_landmarks import ELBOW, HIP, KNEE, SACRUM, SHOULDER, TROCHANTER, TRUNK_AXIS
from tools.figure_regions import arm, limb
from tools.figure_surface import Floats, Surface

MUSCLES = (
    "abdominals", "obliques", "back_extensors", "gluteals", "piriformis", "hamstrings", "quadriceps", "hip_flexors",
    "shoulders", "latissimus", "triceps", "spine",
)  # fmt: skip


def muscled(surface: Surface) -> Surface:
    """Return the surface with the row ``muscles``, (V, muscles) in the order of `MUSCLES`."""
    at = surface.rows["reference"]
    patches = {**_trunk(surface, at), **_pelvis(surface, at), **_thigh(surface, at), **_upper_arm(surface, at)}
    return surface.with_rows(muscles=np.stack([patches[name] for name in MUSCLES], axis=1))


def _trunk(surface: Surface, at: Floats) -> Mapping[str, Floats]:
    x, y, z = at.T
    around = np.degrees(np.arctan2(np.abs(x), -(y - TRUNK_AXIS)))
    trunk = _fall(arm(surface), 0.35, 0.65) * _fall(limb(surface, "head"), 0.1, 0.5)
    back = _rise(around, 95, 115) * trunk
    muscle_edge = np.interp(z, [0.915, 1.015, 1.165, 1.35], [0.045, 0.062, 0.070, 0.050])
    lateral = np.interp(z, [1.00, 1.20, 1.32], [0.050, 0.062, 0.095])
    return {
        "abdominals": trunk * _band(z, 0.870, 1.190, 0.04) * _fall(around, 26, 48),
        "obliques": trunk * _band(z, 0.965, 1.175, 0.03) * _band(around, 42, 132, 18),
        "back_extensors": back
        * _band(z, 0.94, 1.350, 0.03)
        * _rise(x, 0.004, 0.022)
        * _fall(x - muscle_edge, -0.010, 0.025),
        "latissimus": back
        * _rise(z, 1.015, 1.075)
        * _fall(z, 1.285, 1.335)
        * _rise(x - lateral, -0.02, 0.025)
        * _rise(around, 88, 115),
        "spine": back * _rise(z, 0.9, 0.92) * _fall(z, 1.490, 1.520) * _fall(x, 0.008, 0.036),
    }


def _pelvis(surface: Surface, at: Floats) -> Mapping[str, Floats]:
    x, y, z = at.T
    around = np.degrees(np.arctan2(np.abs(x), -(y - TRUNK_AXIS + 0.02)))
    body = _fall(arm(surface), 0.35, 0.65)
    front, back = _fall(around, 78, 95) * _fall(y, -0.06, -0.03), _rise(around, 92, 112) * _rise(y, -0.02, 0.02)
    crest = 0.990 - 0.45 * np.abs(x - 0.08)
    fold = 0.800 + 0.10 * np.clip(x - 0.06, 0, 1)
    groin = 0.085 - 0.20 * (0.965 - z)
    way = TROCHANTER - SACRUM
    along = np.clip(((at - SACRUM) * [1, 0, 1]) @ way / (way @ way), 0, 1)
    away = np.linalg.norm(((at - SACRUM) - along[:, None] * way)[:, [0, 2]], axis=1)
    return {
        "gluteals": body
        * back
        * _fall(z - crest, -0.04, 0.015)
        * _rise(z - fold, -0.01, 0.04)
        * _rise(x, 0.0, 0.020),
        "piriformis": body * back * _fall(away, 0.010, 0.042) * _rise(y, 0.0, 0.03),
        "hip_flexors": body * front * _band(z, 0.815, 0.97, 0.025) * _fall(np.abs(x - groin), 0.022, 0.042),
    }


def _thigh(surface: Surface, at: Floats) -> Mapping[str, Floats]:
    leg = limb(surface, "upperleg", "lowerleg", "root", "spine05")
    along, back, _ = _round(at, HIP, KNEE)
    front = _rise(leg, 0.4, 0.7) * _band(along, 0.16, 0.95, 0.06) * _fall(back, -0.15, 0.30)
    rear = _rise(leg, 0.4, 0.7) * _band(along, 0.20, 0.97, 0.06) * _rise(back, 0.15, 0.55)
    return {"quadriceps": front, "hamstrings": rear}


def _upper_arm(surface: Surface, at: Floats) -> Mapping[str, Floats]:
    along, back, outer = _round(at, SHOULDER, ELBOW)
    held = limb(surface, "upperarm", "lowerarm", "shoulder01", "clavicle")
    cap = _rise(limb(surface, "upperarm", "shoulder01"), 0.3, 0.7)
    lower = 0.62 - 0.20 * np.abs(back)
    shoulder = cap * _rise(along, -0.22, -0.05) * _fall(along - lower, -0.12, 0.0) * _rise(outer, -0.35, 0.15)
    rear = _rise(held, 0.6, 0.9) * _band(along, 0.30, 0.94, 0.08) * _rise(back, 0.05, 0.45)
    return {"shoulders": shoulder, "triceps": rear}


def _round(at: Floats, start: Floats, end: Floats) -> tuple[Floats, Floats, Floats]:
    """Return how far along a limb each vertex is, 0 to 1, and how far at its back and outside, -1 to 1."""
    way = end - start
    along = (at - start) @ way / (way @ way)
    off = at - start - along[:, None] * way
    off /= np.maximum(np.linalg.norm(off, axis=1, keepdims=True), 1e-9)
    unit = way / np.linalg.norm(way)
    behind = np.array([0.0, 1.0, 0.0]) - unit[1] * unit
    behind /= np.linalg.norm(behind)
    return along, off @ behind, off @ np.cross(unit, behind)


def _rise(value: Floats, low: float, high: float) -> Floats:
    part = np.clip((value - low) / (high - low), 0, 1)
    return np.asarray(part * part * (3 - 2 * part))


def _fall(value: Floats, low: float, high: float) -> Floats:
    return 1 - _rise(value, low, high)


def _band(value: Floats, low: float, high: float, soft: float) -> Floats:
    return _rise(value, low, low + soft) * _fall(value, high - soft, high)
