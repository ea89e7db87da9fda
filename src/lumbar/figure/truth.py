"""Truth: what is known of a performance, and what a camera sees of it, as they are written."""

import json
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

import numpy as np
from numpy.typing import NDArray

from lumbar.figure.camera import Camera
from lumbar.figure.landmarks import Seen
from lumbar.figure.performance import Performance, Wish
from lumbar.vocabulary.posture import ANGLES
from lumbar.vocabulary.watch import Spot

Floats = NDArray[np.float64]

MOVES_DEG = 0.5
"""An angle that changes less than this is said once."""


def truth_of(performance: Performance, camera: Camera) -> dict[str, Any]:
    """Return what is known of a performance, and where the camera stood."""
    return _known(performance) | {
        "width": camera.width,
        "height": camera.height,
        "camera": {
            "azimuth_deg": round(camera.azimuth_deg, 2),
            "elevation_deg": round(camera.elevation_deg, 2),
            "distance_m": round(camera.distance_m, 3),
            "height_m": round(float(camera.place()[2]), 3),
            "target_m": [round(float(each), 3) for each in camera.target],
            "focal": camera.focal,
        },
    }


def truth_of_phone(performance: Performance, spot: Spot) -> dict[str, Any]:
    """Return what is known of a performance, and where a phone lay."""
    return _known(performance) | {"phone": {"spot": spot}}


def wished(wish: Wish) -> dict[str, Any]:
    """Return a wish as it is written."""
    return {name: list(value) if isinstance(value, tuple) else value for name, value in asdict(wish).items()}


def every_frame(performance: Performance, seen: Seen) -> dict[str, Any]:
    """Return each frame's angles, points in the picture, and places in the world."""
    moves = np.ptp(performance.angles, axis=0) > MOVES_DEG
    return {
        "angles_deg": {
            name: np.round(performance.angles[:, i], 1).tolist()
            if moves[i]
            else round(float(performance.angles[0, i]), 1)
            for i, name in enumerate(ANGLES)
        },
        "points": np.round(seen.points, 4).tolist(),
        "places_m": np.round(seen.places_m, 3).tolist(),
    }


def written(truth: dict[str, Any]) -> str:
    """Return the truth as it is written: a key a line, so that a person finds what is short."""
    lines = (f"{json.dumps(key)}: {json.dumps(value, separators=(',', ':'))}" for key, value in truth.items())
    return "{\n" + ",\n".join(lines) + "\n}\n"


def landmark_lines(points: Floats, fps: float, width: int, height: int) -> Iterator[str]:
    """Yield a line of JSON for each frame of points (frames, 33, 4)."""
    for frame, each in enumerate(np.round(points, 4).tolist()):
        line = {"t_s": round(frame / fps, 4), "points": each, "width": width, "height": height}
        yield json.dumps(line, separators=(",", ":"))


def _known(performance: Performance) -> dict[str, Any]:
    """Return what is known of a performance, as it is written."""

    def seconds(**times: float) -> dict[str, float]:
        return {name: round(time, 3) for name, time in times.items()}

    return {
        "movement": performance.movement,
        "body": performance.body,
        "fps": performance.fps,
        "frames": performance.frames,
        "reps": [
            {"side": rep.side, **seconds(start_s=rep.start_s, top_s=rep.top_s, end_s=rep.end_s)}
            for rep in performance.reps
        ],
        "holds": [
            {"side": hold.side, **seconds(start_s=hold.start_s, end_s=hold.end_s, held_s=hold.held_s)}
            for hold in performance.holds
        ],
        "faults": [
            {"fault": wrong.fault, "rep": wrong.rep, **seconds(start_s=wrong.start_s, end_s=wrong.end_s)}
            for wrong in performance.faults
        ],
    }
