"""Camera: from places in the world to places in a picture."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


@dataclass(frozen=True, kw_only=True)
class Camera:
    """A pinhole camera that looks at a point of the world (x right, y away, z up; metres).

    ``azimuth_deg`` turns it around the point, seen from above: 0 looks along +y, 90 along -x. ``focal`` is in
    heights of the picture.
    """

    target: tuple[float, float, float]
    distance_m: float
    azimuth_deg: float = 0.0
    elevation_deg: float = 10.0
    focal: float = 1.8
    width: int = 640
    height: int = 480

    def axes(self) -> Floats:
        """Return right, up and forward as rows, (3, 3)."""
        azimuth, elevation = np.radians([self.azimuth_deg, self.elevation_deg])
        right = np.array([np.cos(azimuth), np.sin(azimuth), 0.0])
        level = np.array([-np.sin(azimuth), np.cos(azimuth), 0.0])
        forward = level * np.cos(elevation) - np.array([0.0, 0.0, np.sin(elevation)])
        return np.stack([right, np.cross(right, forward), forward])

    def place(self) -> Floats:
        """Return where the camera stands, (3,)."""
        return np.asarray(np.array(self.target) - self.distance_m * self.axes()[2])

    def project(self, at: Floats) -> Floats:
        """Return x and y in pixels (y down) and the distance along the view in metres, (n, 3)."""
        seen = (at - self.place()) @ self.axes().T
        away = np.maximum(seen[:, 2:], 1e-6)
        scale = self.focal * self.height
        x = self.width / 2 + scale * seen[:, :1] / away
        y = self.height / 2 - scale * seen[:, 1:2] / away
        return np.concatenate([x, y, seen[:, 2:]], axis=1)
