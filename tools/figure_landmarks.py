"""Where things are on the reference body in the A-pose, measured once: metres, x left, y back, z up, soles at 0.

The reference is a body between a woman and a man. It is not exported; lines and patches are drawn on it, and the
same vertices then bear them in every body.
"""

import numpy as np

from tools.mpfb import Shape

REFERENCE = Shape(gender=0.5, age=0.6, muscle=0.5, weight=0.5, height=0.53, proportions=0.6)
SHOULDER, ELBOW = np.array([0.176, -0.022, 1.355]), np.array([0.341, -0.027, 1.172])
HIP, KNEE, ANKLE = (
    np.array([0.104, -0.010, 0.894]),
    np.array([0.144, -0.038, 0.491]),
    np.array([0.183, -0.018, 0.071]),
)
SACRUM, TROCHANTER = np.array([0.025, 0.0, 0.930]), np.array([0.155, 0.0, 0.886])
BREAST = np.array([0.099, -0.153, 1.233])
NECK = np.array([0.0, -0.018, 1.465])
TRUNK_AXIS, HEAD_AXIS = -0.030, -0.050
"""How far back the upright axes run, round which places of the trunk and the head are told by their angle."""
EYE, EYE_HEIGHT, MOUTH = 0.0296, 1.5898, 1.5225
LIDS = 0.018
"""How far the lids reach from the middle of the eye."""
