"""A real pose model, for the benchmarks that ask one what it sees; needs mediapipe (pip install mediapipe)."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Frame = NDArray[np.uint8]


@dataclass(frozen=True, kw_only=True)
class Detected:
    """The 33 points that were found in a picture: ``on`` (33, 2) in pixels, ``visibility`` (33,) from 0 to 1."""

    on: Floats
    visibility: Floats


Detect = Callable[[Frame], Detected | None]


@contextmanager
def detector(model: str) -> Iterator[Detect]:
    """Give what finds one person in a picture, each picture by itself, with this .task file."""
    try:
        # Only these benchmarks need it.
        mediapipe = import_module("mediapipe")
        tasks = import_module("mediapipe.tasks.python")
    except ImportError:
        sys.exit("the benchmark needs mediapipe: pip install mediapipe")
    options = tasks.vision.PoseLandmarkerOptions(base_options=tasks.BaseOptions(model_asset_path=model))
    landmarker = tasks.vision.PoseLandmarker.create_from_options(options)

    def detect(frame: Frame) -> Detected | None:
        image = mediapipe.Image(image_format=mediapipe.ImageFormat.SRGB, data=np.ascontiguousarray(frame))
        found = landmarker.detect(image).pose_landmarks
        if not found:
            return None
        size = [frame.shape[1], frame.shape[0]]
        return Detected(
            on=np.array([[point.x, point.y] for point in found[0]]) * size,
            visibility=np.array([point.visibility for point in found[0]]),
        )

    try:
        yield detect
    finally:
        landmarker.close()
