"""Shows the drawn person to a real pose model, and fails when it is not found: ``make bench-figure MODEL=…``.

Every movement, four bodies, the good cameras; a few frames of each. Prints, for each movement and each camera, in
how many frames the person was found, and how far the joints are from where they truly are, in lengths of the trunk.
"""

import argparse
import sys
from collections.abc import Iterator, Sequence

import numpy as np

from benchmarks.detector import Detected, Floats, Frame, detector
from lumbar.figure.body import BODIES
from lumbar.figure.framing import GOOD_VIEWS, Shot, framed_from, good_views
from lumbar.figure.landmarks import Watching
from lumbar.figure.performance import Wish
from lumbar.figure.performer import Performer
from lumbar.figure.rendering import Filming, Look
from lumbar.library import packaged
from lumbar.vocabulary.landmark import INDEX
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

Looked = tuple[int, float | None]
"""From which of the good views, and how far off; None where nobody was found."""


def main() -> int:
    """Measure, print, and return 1 when the person is found too seldom."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("model", help="lite, full, or a .task file of the pose landmarker")
    parser.add_argument("--views", type=int, default=4, help="how many of the good views (4)")
    parser.add_argument("movements", nargs="*", help="only these")
    options = parser.parse_args()
    everything: list[Looked] = []
    print("| movement | found | mean error, trunk lengths |\n|---|---|---|")
    with detector(options.model) as detect:
        for movement in packaged.catalogue().movements:
            if movement.figure is None or (options.movements and movement.id not in options.movements):
                continue
            own = [
                (view, _error(detect(frame), points)) for view, frame, points in _frames(movement, options.views)
            ]
            everything += own
            print(f"| {movement.id} | {_summed(own)} |", flush=True)
    for number, (aside, up) in enumerate(GOOD_VIEWS[: options.views]):
        print(f"| {aside:+g}°, {up:+g}° | {_summed([each for each in everything if each[0] == number])} |")
    share = len(_errors(everything)) / max(len(everything), 1)
    kept = share >= FOUND_SHARE
    print(
        f"found in {100 * share:.1f} % of {len(everything)} frames (bound {100 * FOUND_SHARE:g} %), "
        f"mean error {np.mean(_errors(everything)):.3f} trunk lengths: {'kept' if kept else 'MISSED'}"
    )
    return 0 if kept else 1


def _errors(looked: Sequence[Looked]) -> list[float]:
    return [error for _, error in looked if error is not None]


def _summed(looked: Sequence[Looked]) -> str:
    errors = _errors(looked)
    return f"{len(errors)} of {len(looked)} | {np.mean(errors):.2f}" if errors else f"0 of {len(looked)} | -"


def _frames(movement: Movement, views: int) -> Iterator[tuple[int, Frame, Floats]]:
    """Yield frames of a movement, each with the number of its view, and where the 33 points truly are."""
    for number, body in enumerate(BODIES):
        performer = Performer(movement, body)
        performance = performer.perform(Wish(reps=1, hold_s=1.0, seed=number, fps=15))
        watching = Watching(performer)
        places = watching.places(performance)
        for which, view in enumerate(good_views(performer.figure)[:views]):
            camera = framed_from(view, SHOT, places)
            points = watching.see(performance, camera).points
            filming = Filming(performer, camera, Look(seed=number), places)
            for frame in (int(share * (performance.frames - 1)) for share in MOMENTS):
                bones = performer.bones(performance, slice(frame, frame + 1))
                yield which, filming.still(bones, mirrored=bool(performance.mirrored[frame])), points[frame]


def _error(detected: Detected | None, points: Floats) -> float | None:
    if detected is None:
        return None
    true = points[:, :2] * [SHOT.width, SHOT.height]
    ends = [
        true[[INDEX[f"{side}_{joint}"] for side in ("left", "right")]].mean(axis=0) for joint in ("shoulder", "hip")
    ]
    trunk = float(np.linalg.norm(ends[0] - ends[1]))
    return float(np.linalg.norm(detected.on[JOINTS] - true[JOINTS], axis=1).mean() / trunk)


if __name__ == "__main__":
    sys.exit(main())
