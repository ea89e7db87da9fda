"""Counts the repetitions of people whose movements nobody has described: ``make bench-repcount``.

The recordings are in the folder that LUMBAR_EXTERNAL_DATA names: ``repcount_pose/poses/*.npy``, frames of 33
landmarks, and ``reps.csv``, which says how many repetitions each shows. The frames are fed one by one, at thirty a
second. Their coordinates run from 0 to 1 in every frame, across and down each for itself, so angles are distorted;
there is no visibility, and a row of zeros is a frame in which nobody was found.

The error is |counted - true| / true, on average (MAE); OBO is the share that is off by one at most. Both halves are
told: the counter was made looking at every other recording (by sorted name, the first, third, …). One rule, that a
repetition goes a fair share of what is usual, came after a look at the rest.
"""

import csv
import os
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean
from time import perf_counter

import numpy as np

from lumbar.tracking.periodic import PeriodicCounter, Repetition
from lumbar.tracking.sampling import angles
from lumbar.vocabulary.landmark import LANDMARKS, Frame

FPS = 30.0
SIDE_PX = 1000
"""The picture's shape isn't known: taken as a square."""


@dataclass(frozen=True, kw_only=True)
class Recording:
    """One recording, how many repetitions it shows, how many were counted, and what that took."""

    name: str
    movement: str
    true: int
    counted: Sequence[Repetition]
    frames: int
    counting_s: float

    @property
    def off(self) -> int:
        """How far the count is off."""
        return abs(len(self.counted) - self.true)

    def __str__(self) -> str:
        signals = ", ".join(name for name, _ in Counter(each.signal for each in self.counted).most_common(2))
        return f"{self.name:12} {self.movement:16} {self.true:5} {len(self.counted):8}  {signals}"


def main() -> int:
    """Count, and print each recording, both halves, and all."""
    folder = os.environ.get("LUMBAR_EXTERNAL_DATA")
    if not folder:
        print("SKIPPED: LUMBAR_EXTERNAL_DATA is not set")
        return 0
    root = Path(folder) / "repcount_pose"
    with (root / "reps.csv").open(encoding="utf-8", newline="") as file:
        known = {Path(row["name"]).stem: row for row in csv.DictReader(file)}
    print(f"{'recording':12} {'movement':16} {'true':>5} {'counted':>8}  signal")
    done: list[Recording] = []
    for path in sorted((root / "poses").glob("*.npy")):
        row = known.get(path.stem)
        if row is None or float(row["count"]) < 1:
            print(f"{path.stem:12} left out: reps.csv doesn't say how many there are")
            continue
        done.append(_counted(path, row["type"], round(float(row["count"]))))
        print(done[-1])
    if not done:
        print(f"repcount: expected recordings in {root / 'poses'}, found none", file=sys.stderr)
        return 1
    frames, counting_s = sum(each.frames for each in done), sum(each.counting_s for each in done)
    print(f"{1000 * counting_s / frames:.3f} ms a frame")
    for half, part in (("first, third, …", done[::2]), ("second, fourth, …", done[1::2])):
        if part:
            print(f"{half}: {_figures(part)}")
    print(f"repcount: {_figures(done)}")
    return 0


def _figures(recordings: Sequence[Recording]) -> str:
    mae = fmean(each.off / each.true for each in recordings)
    obo = fmean(each.off <= 1 for each in recordings)
    return f"MAE {mae:.3f} OBO {obo:.3f} N {len(recordings)}"


def _counted(path: Path, movement: str, true: int) -> Recording:
    frames = [(frame.t_s, angles(frame)) for frame in _frames(path)]
    counter, counted = PeriodicCounter(), list[Repetition]()
    start = perf_counter()
    for t_s, values in frames:
        counted += counter.feed(t_s, values)
    counted += counter.finish()
    return Recording(
        name=path.stem,
        movement=movement,
        true=true,
        counted=counted,
        frames=len(frames),
        counting_s=perf_counter() - start,
    )


def _frames(path: Path) -> Iterator[Frame]:
    rows = np.load(path, allow_pickle=False)[:, : 3 * len(LANDMARKS)]
    for number, row in enumerate(rows):
        points = [(x, y, z, 1.0) for x, y, z in row.reshape(-1, 3).tolist()] if row.any() else []
        yield Frame(t_s=number / FPS, points=points, width=SIDE_PX, height=SIDE_PX, people=int(bool(points)))


if __name__ == "__main__":
    sys.exit(main())
