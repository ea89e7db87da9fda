"""The pose model, for the benchmarks that ask it what it sees in single pictures."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from lumbar.vision import CannotSee
from lumbar.vision.detector import Detector
from lumbar.vision.model import bundle
from lumbar.vision.picture import Picture

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
    """Give what finds one person in a picture, each picture by itself, with this model."""
    try:
        landmarker = Detector(bundle(model), still=True)
    except CannotSee as why:
        sys.exit(f"the benchmark {why}")

    def detect(frame: Frame) -> Detected | None:
        people = landmarker.people(Picture(t_s=0.0, pixels=np.ascontiguousarray(frame)))
        if not people:
            return None
        points = np.array(people[0])
        return Detected(on=points[:, :2] * [frame.shape[1], frame.shape[0]], visibility=points[:, 3])

    with landmarker:
        yield detect
