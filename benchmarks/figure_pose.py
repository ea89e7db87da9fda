"""Shows the drawn person to a real pose model, and fails when it is not found: ``make bench-figure MODEL=…``.

Every movement, four bodies, the good cameras; a few frames of each. Prints, for each movement, how many frames the
person was found in, and how far the joints are from where they truly are, in lengths of the trunk. Needs mediapipe
(pip install mediapipe) and a model of its pose landmarker (a .task file).
"""

import argparse
import atexit
import sys
from collections.abc import Iterator
from importlib import import_module
from typing import Any

import numpy as np
from numpy.typing import NDArray

from lumbar.figure.body import BODIES
from lumbar.figure.framing import Shot, framed_from, good_views
from lumbar.figure.landmarks import INDEX, Watching
from lumbar.figure.performance import Performer, Wish
from lumbar.figure.rendering import Filming, Look
from lumbar.library import packaged
from lumbar.vocabulary.movement import Movement

FOUND_SHARE = 0.99
JOINTS = [
    INDEX[f"{side}_{j}"]
    for side in ("left", "right")
    for j in ("shoulder", "elbow", "wrist", "hip", "knee", "ankle")
]
MOMENTS = (0.15, 0.45, 0.6, 0.8)
"""When in a performance of one repetition a frame is taken, as shares of it."""
SHOT = Shot()


def main() -> int:
    """Measure, print, and return 1 when the person is found too seldom."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("model", help="a .task file of the pose landmarker")
    parser.add_argument("--views", type=int, default=4, help="how many of the good views (4)")
    parser.add_argument("movements", nargs="*", help="only these")
    options = parser.parse_args()
    detect = _detector(options.model)
    shown, found = 0, 0
    errors: list[float] = []
    print("| movement | found | mean error, trunk lengths |\n|---|---|---|")
    for movement in packaged.catalogue().movements:
        if movement.figure is None or (options.movements and movement.id not in options.movements):
            continue
        own = [_error(detect(frame), points) for frame, points in _frames(movement, options.views)]
        seen = [error for error in own if error is not None]
        shown, found, errors = shown + len(own), found + len(seen), errors + seen
        mean = f"{np.mean(seen):.2f}" if seen else "-"
        print(f"| {movement.id} | {len(seen)} of {len(own)} | {mean} |", flush=True)
    share = found / max(shown, 1)
    kept = share >= FOUND_SHARE
    print(
        f"found in {found} of {shown} frames ({100 * share:.1f} %, bound {100 * FOUND_SHARE:g} %), "
        f"mean error {np.mean(errors):.3f} trunk lengths: {'kept' if kept else 'MISSED'}"
    )
    return 0 if kept else 1


def _frames(movement: Movement, views: int) -> Iterator[tuple[NDArray[np.uint8], NDArray[np.float64]]]:
    """Yield frames of a movement, and where the 33 points truly are in each."""
    for number, body in enumerate(BODIES):
        performer = Performer(movement, body)
        performance = performer.perform(Wish(reps=1, hold_s=1.0, seed=number, fps=15))
        watching = Watching(performer)
        places = watching.places(performance)
        for view in good_views(performer.figure)[:views]:
            camera = framed_from(view, SHOT, places)
            points = watching.see(performance, camera).points
            filming = Filming(performer, camera, Look(seed=number), places)
            for frame in (int(share * (performance.frames - 1)) for share in MOMENTS):
                yield filming.still(performer.bones(performance, slice(frame, frame + 1))), points[frame]


def _error(detected: NDArray[np.float64] | None, points: NDArray[np.float64]) -> float | None:
    if detected is None:
        return None
    true = points[:, :2] * [SHOT.width, SHOT.height]
    ends = [
        true[[INDEX[f"{side}_{joint}"] for side in ("left", "right")]].mean(axis=0) for joint in ("shoulder", "hip")
    ]
    trunk = float(np.linalg.norm(ends[0] - ends[1]))
    return float(np.linalg.norm(detected[JOINTS] - true[JOINTS], axis=1).mean() / trunk)


def _detector(model: str) -> Any:
    try:
        # Only this benchmark needs it.
        mediapipe = import_module("mediapipe")
        tasks = import_module("mediapipe.tasks.python")
    except ImportError:
        sys.exit("the benchmark needs mediapipe: pip install mediapipe")
    options = tasks.vision.PoseLandmarkerOptions(base_options=tasks.BaseOptions(model_asset_path=model))
    landmarker = tasks.vision.PoseLandmarker.create_from_options(options)
    atexit.register(landmarker.close)

    def detect(frame: NDArray[np.uint8]) -> NDArray[np.float64] | None:
        image = mediapipe.Image(image_format=mediapipe.ImageFormat.SRGB, data=np.ascontiguousarray(frame))
        found = landmarker.detect(image).pose_landmarks
        if not found:
            return None
        return np.array([[point.x * SHOT.width, point.y * SHOT.height] for point in found[0]])

    return detect


if __name__ == "__main__":
    sys.exit(main())
