"""Where the figure's clothes, hair, brows, lips and irises end: smooth lines, and the cuts along them.

All lines are drawn on the reference body (figure_landmarks), so the same triangles bear them in every body. Metres;
x the person's left, y back, z up, the soles at 0.
"""

from dataclasses import replace

import numpy as np

from tools.figure_landmarks import ANKLE, ELBOW, EYE, EYE_HEIGHT, HEAD_AXIS, KNEE, MOUTH, NECK, SHOULDER
from tools.figure_surface import Flags, Floats, Surface, cut, refined
from tools.mpfb import BONES

REGIONS = ("skin", "hair", "shirt", "trousers", "eyes", "iris", "brows", "lips")
SKIN, HAIR, SHIRT, TROUSERS, EYES, IRISES, BROWS, LIPS = range(len(REGIONS))

NEW = len(REGIONS)
"""A region while it is being cut out."""

HEM = 0.943
COLLAR = 0.086
COLLAR_BACK, COLLAR_DOWN = 1.5, 0.85
"""The neckline is where a ball of this radius around the neck meets the body, a ball flat behind and deep below."""
SLEEVE = 0.56
"""Sleeves end at this share of the way from shoulder to elbow, legs at this one of the way from knee to ankle."""
LEG = 0.84
THROAT = 1.47
"""Clothes are looked for below, the head's regions above."""
HAIRLINE = (
    (0, 1.6665), (22, 1.6650), (38, 1.6580), (49, 1.6410), (57, 1.6180), (63, 1.5960), (68, 1.5770), (73, 1.5720),
    (80, 1.5730), (92, 1.5790), (106, 1.5680), (116, 1.5480), (126, 1.5330), (140, 1.5240), (160, 1.5200),
    (180, 1.5190),
)  # fmt: skip
"""How high the hair begins, by the angle round the head: 0 the front, 90 the ears, 180 the nape."""
EAR_CLEARANCE = 0.0030
IRIS = 0.0055
MOUTH_HALF = 0.0245
LID = (
    (0.0185, 1.5868),
    (0.0210, 1.5905),
    (0.0250, 1.5924),
    (0.0300, 1.5930),
    (0.0350, 1.5922),
    (0.0390, 1.5902),
    (0.0425, 1.5878),
)
"""The edge of the upper lid, from the inner corner of the eye to the outer."""
BROW = (0.0125, 0.0490)
"""From the inner to the outer end."""


def regioned(surface: Surface) -> Surface:
    """Return the surface cut into regions. It brings the eyes as a region and the rest as skin.

    Its rows are ``reference`` (places on that body), ``shares`` (of the bones) and ``ear`` (metres from the ear).
    """
    surface = refined(surface, fine(surface))
    for part in (_shirt, _trousers, _hair, _brows, _lashes, _lips, _irises):
        surface = part(surface)
    return surface


def fine(surface: Surface) -> Flags:
    """Return the triangles too coarse for what is drawn on them: the scalp's, the brows' and the eyes'."""
    middles = _middles(surface)
    head = (limb(surface, "head") > 0.5)[surface.faces].all(axis=1)
    scalp = (middles[:, 2] > 1.60) | ((middles[:, 1] > -0.06) & (middles[:, 2] > 1.51))
    ears = (surface.rows["ear"] < 0.008)[surface.faces].any(axis=1)
    return np.asarray((head & scalp & ~ears) | (surface.regions == EYES))


def limb(surface: Surface, *stems: str) -> Floats:
    """Return the share of the left bones whose names begin so, (V,)."""
    columns = [BONES.index(bone) for bone in BONES if bone.startswith(stems) and not bone.endswith(".R")]
    return np.asarray(surface.rows["shares"][:, columns].sum(axis=1))


def arm(surface: Surface) -> Floats:
    """Return the share of the arm's bones, (V,)."""
    return limb(surface, "upperarm", "lowerarm", "wrist", "finger")


def _middles(surface: Surface) -> Floats:
    return np.asarray(surface.rows["reference"][surface.faces].mean(axis=1))


def _skin(surface: Surface, *, above: float = 0.0, below: float = 9.0) -> Flags:
    height = _middles(surface)[:, 2]
    return np.asarray((surface.regions == SKIN) & (height > above) & (height < below))


def _along(surface: Surface, start: Floats, end: Floats) -> Floats:
    """Return how far along the way from start to end each vertex is, 0 to 1."""
    way = end - start
    return np.asarray((surface.rows["reference"] - start) @ way / (way @ way))


def _shirt(surface: Surface) -> Surface:
    at = surface.rows["reference"]
    reach = np.linalg.norm(ELBOW - SHOULDER)
    sleeve = np.where(arm(surface) > 0.5, (SLEEVE - _along(surface, SHOULDER, ELBOW)) * reach, 1.0)
    off = at - NECK
    off *= np.where(off > 0, [1, COLLAR_BACK, 1], [1, 1, COLLAR_DOWN])
    nape = 0.007 * np.exp(-((at[:, 0] / 0.024) ** 2)) * (at[:, 1] > NECK[1])
    neck = np.linalg.norm(off, axis=1) - COLLAR + nape
    hem = at[:, 2] - HEM
    return cut(surface, np.min([sleeve, neck, hem], axis=0), _skin(surface, below=THROAT), SHIRT)


def _trousers(surface: Surface) -> Surface:
    field = (LEG - _along(surface, KNEE, ANKLE)) * np.linalg.norm(ANKLE - KNEE)
    arms = (arm(surface) > 0.5)[surface.faces].any(axis=1)
    return cut(surface, field, _skin(surface, below=HEM + 0.01) & ~arms, TROUSERS)


def hairline(surface: Surface) -> Floats:
    """Return how far above the hairline each vertex is, in about metres; below it, or on the ear, less than 0."""
    at = surface.rows["reference"]
    around = np.degrees(np.arctan2(np.abs(at[:, 0]), -(at[:, 1] - HEAD_AXIS)))
    angles = np.arange(-60.0, 241.0)
    line = np.interp(180 - np.abs(180 - np.abs(angles)), *np.array(HAIRLINE).T)
    window = np.exp(-0.5 * (np.arange(-15, 16) / 4.0) ** 2)
    line = np.convolve(line, window / window.sum(), mode="same")
    slope = np.gradient(line) / (np.radians(1) * 0.075)
    above = (at[:, 2] - np.interp(around, angles, line)) / np.sqrt(1 + np.interp(around, angles, slope) ** 2)
    return np.asarray(np.minimum(above, surface.rows["ear"] - EAR_CLEARANCE))


def _hair(surface: Surface) -> Surface:
    return cut(surface, hairline(surface), _skin(surface, above=THROAT), HAIR)


def _between(surface: Surface, patch: Flags, lower: Floats, upper: Floats, region: int) -> Surface:
    """Make the patch a region as far as it lies above one line and below the other (heights at each vertex)."""
    height = surface.rows["reference"][:, 2]
    found = cut(surface.with_rows(upper=upper), height - lower, patch, NEW)
    found = cut(found, found.rows["reference"][:, 2] - found.rows["upper"], found.regions == NEW, SKIN)
    return replace(found, regions=np.where(found.regions == NEW, region, found.regions))


def _brows(surface: Surface) -> Surface:
    at, middles = surface.rows["reference"], _middles(surface)
    along = np.clip((at[:, 0] - BROW[0]) / (BROW[1] - BROW[0]), -0.5, 1.5)
    upper = 1.6064 + 0.0026 * np.sin(np.pi * along * 0.85) - 0.0022 * np.clip(along, 0, 2) ** 3
    lower = upper - 0.0042 * (1 - np.clip(along, 0, 2) ** 1.8) + 0.0014 * np.exp(-8 * np.clip(along, 0, 2))
    patch = _skin(surface, above=1.59, below=1.62) & (middles[:, 1] < -0.09) & (middles[:, 0] > 0.004)
    found = _between(surface, patch, lower, upper, BROWS)
    inner = BROW[0] - found.rows["reference"][:, 0] + 0.25 * (found.rows["reference"][:, 2] - 1.604)
    return cut(found, inner, found.regions == BROWS, SKIN)


def _lashes(surface: Surface) -> Surface:
    """Make the edge of the upper lid dark as well, or the eye has no outline."""
    at, middles = surface.rows["reference"], _middles(surface)
    lid = np.interp(at[:, 0], *np.array(LID).T)
    patch = _skin(surface, above=1.58, below=1.598) & (middles[:, 1] < -0.115)
    patch &= (middles[:, 0] > 0.0215) & (middles[:, 0] < 0.0400)
    return _between(surface, patch, lid - 0.0012, lid + 0.0011, BROWS)


def _lips(surface: Surface) -> Surface:
    at, middles = surface.rows["reference"], _middles(surface)
    rest = 1 - (at[:, 0] / MOUTH_HALF) ** 2
    upper = MOUTH + 0.0085 * np.sign(rest) * np.abs(rest) ** 0.9 - 0.0012 * np.exp(-((at[:, 0] / 0.004) ** 2))
    lower = MOUTH - 0.0115 * rest
    patch = _skin(surface, above=1.50, below=1.54) & (middles[:, 1] < -0.02) & (middles[:, 0] < 0.032)
    return _between(surface, patch, lower, upper, LIPS)


def _irises(surface: Surface) -> Surface:
    at = surface.rows["reference"]
    away = np.hypot(at[:, 0] - EYE, at[:, 2] - EYE_HEIGHT)
    front = _middles(surface)[:, 1] < -0.12
    return cut(surface, IRIS - away, (surface.regions == EYES) & front, IRISES)
