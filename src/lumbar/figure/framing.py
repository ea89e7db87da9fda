"""Framing: from where a person is filmed, and how far away the camera stands to have all of them in the picture."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from lumbar.figure.camera import Camera
from lumbar.vocabulary.posture import Figure, View

Floats = NDArray[np.float64]

FOCAL = 1.25
"""Heights of the picture: what a phone's camera has, held across."""
MARGIN, BODY_M = 0.06, 0.12
"""Left free at each edge of the picture, as a share of it; and how far a body reaches beyond its joints."""
LYING: Mapping[str, View] = {
    "side": View(azimuth_deg=0, elevation_deg=8),
    "oblique": View(azimuth_deg=35, elevation_deg=15),
    "front": View(azimuth_deg=90, elevation_deg=14),
    "end": View(azimuth_deg=90, elevation_deg=14),
    "head": View(azimuth_deg=-90, elevation_deg=14),
}
UPRIGHT: Mapping[str, View] = {
    "side": View(azimuth_deg=0, elevation_deg=8),
    "oblique": View(azimuth_deg=-40, elevation_deg=12),
    "front": View(azimuth_deg=-90, elevation_deg=8),
    "end": View(azimuth_deg=90, elevation_deg=8),
    "head": View(azimuth_deg=-90, elevation_deg=35),
}
"""Lying, the head is on the left: the end is where the feet are. Upright, the person looks to the left: the
front is
there, the end behind, and `head` looks down from before."""
VIEWS = ("file", *LYING)
GOOD_VIEWS: tuple[tuple[float, float], ...] = ((0, 0), (-15, 0), (15, 0), (0, 7))
"""Around what a movement's file says, so many degrees to the side and up: from all of these it is seen well. The
file's
own view is side-on and low wherever that shows the movement, and oblique for what turns or crosses."""


@dataclass(frozen=True, kw_only=True)
class Shot:
    """Where to film from.

    What is None is as the view has it. ``height_m`` is above the floor; without ``distance_m`` all is seen.
    """

    view: str = "file"
    azimuth_deg: float | None = None
    height_m: float | None = None
    distance_m: float | None = None
    width: int = 640
    height: int = 480


def view_of(figure: Figure, name: str) -> View:
    """Return a view by name; `file` is the one the movement's file gives."""
    if name == "file":
        return figure.view
    return (UPRIGHT if figure.base == "upright" else LYING)[name]


def good_views(figure: Figure) -> list[View]:
    """Return the views from which a movement is seen well, the file's own first."""
    own = figure.view
    return [
        View(azimuth_deg=own.azimuth_deg + aside, elevation_deg=own.elevation_deg + up) for aside, up in GOOD_VIEWS
    ]


def framed(figure: Figure, shot: Shot, places_m: Floats) -> Camera:
    """Return a camera that has all of these places (..., 3) in its picture."""
    view = view_of(figure, shot.view)
    return framed_from(view, shot, places_m)


def framed_from(view: View, shot: Shot, places_m: Floats) -> Camera:
    """Return a camera that films from this view, and has all of these places (..., 3) in its picture."""
    places = places_m.reshape(-1, 3)
    middle = (places.min(axis=0) + places.max(axis=0)) / 2
    camera = Camera(
        target=(float(middle[0]), float(middle[1]), float(middle[2])),
        distance_m=shot.distance_m or 3.0,
        azimuth_deg=view.azimuth_deg if shot.azimuth_deg is None else shot.azimuth_deg,
        elevation_deg=view.elevation_deg,
        focal=FOCAL,
        width=shot.width,
        height=shot.height,
    )
    # The height tilts the camera, the tilt shows other things, and those say how far away it stands.
    for _ in range(3):
        if shot.distance_m is None:
            camera = _backed(camera, places)
        if shot.height_m is not None:
            rise = (shot.height_m - middle[2]) / camera.distance_m
            camera = replace(camera, elevation_deg=math.degrees(math.asin(max(-0.95, min(0.95, rise)))))
        elif camera.place()[2] < LOWEST_M:
            rise = (LOWEST_M - middle[2]) / camera.distance_m
            camera = replace(camera, elevation_deg=math.degrees(math.asin(max(-0.95, min(0.95, rise)))))
    return camera


LOWEST_M = 0.12
"""A camera stands on the floor, not in it."""


def _backed(camera: Camera, places: Floats) -> Camera:
    """Move the camera back until all places, and the flesh about them, are in the picture."""
    right, up, forward = camera.axes()
    seen = places - np.array(camera.target)
    half_high = (0.5 - MARGIN) / camera.focal
    half_wide = half_high * camera.width / camera.height
    across = (np.abs(seen @ right) + BODY_M) / half_wide - seen @ forward
    along = (np.abs(seen @ up) + BODY_M) / half_high - seen @ forward
    return replace(camera, distance_m=float(max(across.max(), along.max())))
