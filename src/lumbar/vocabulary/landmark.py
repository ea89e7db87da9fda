"""Landmark: the 33 places of a body that a pose model points at, and one picture's worth of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

FACE = (
    "nose", "left_eye_inner", "left_eye", "left_eye_outer", "right_eye_inner", "right_eye", "right_eye_outer",
    "left_ear", "right_ear", "mouth_left", "mouth_right",
)  # fmt: skip
LIMBS = ("shoulder", "elbow", "wrist", "pinky", "index", "thumb", "hip", "knee", "ankle", "heel", "foot_index")
LANDMARKS: tuple[str, ...] = (*FACE, *(f"{side}_{limb}" for limb in LIMBS for side in ("left", "right")))
"""In the order of BlazePose. Left is the person's left."""
INDEX: Mapping[str, int] = {name: index for index, name in enumerate(LANDMARKS)}
MAIN_LIMBS = ("ear", "shoulder", "elbow", "wrist", "hip", "knee", "ankle", "heel", "foot_index")
MAIN: tuple[str, ...] = ("nose", *(f"{side}_{limb}" for limb in MAIN_LIMBS for side in ("left", "right")))
"""Those that tell how a body lies; the others are of the face and the hands."""

Point = tuple[float, float, float, float]
"""x and y in shares of the picture's width and height, from its upper left corner; z away from the camera in
widths, 0 at the hips; how visible the place is, 0 to 1."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Frame:
    """What a pose model found in one picture.

    Attributes:
        t_s: when, seconds from whatever the stream begins with.
        points: in the order of `LANDMARKS`; empty where nobody was found.
        width: of the picture, pixels.
        height: of the picture, pixels.
        people: how many were found.
    """

    t_s: float
    points: Sequence[Point]
    width: int
    height: int
    people: int = 1
