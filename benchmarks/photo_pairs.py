"""Tells the start from the end of a movement in photos of people: ``make bench-photo-pairs MODEL=…``.

The photos are those of free-exercise-db, in the folder that LUMBAR_EXTERNAL_DATA names: ``0.jpg`` shows the start
of an exercise and ``1.jpg`` its end. The pose model looks at each by itself, and the gate judges it as it judges a
frame. What is left is how far the movement has come, by the movement's own file: below the middle between its rest
and its target is the start, above it the end. Where the coach cannot tell, it has to say why.

A photo is no calibration: everybody is held against the figure's own travel.
"""

import argparse
import os
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import av
import numpy as np

from lumbar.library import packaged
from lumbar.library.templates import template
from lumbar.signals.measures import Pose
from lumbar.tracking.events import Why
from lumbar.tracking.expected import Expected, side_of
from lumbar.tracking.gate import OFF_DEG, Gate
from lumbar.tracking.near import Near
from lumbar.tracking.readings import Readings, Values
from lumbar.tracking.swing import LEAST
from lumbar.vision import CannotSee
from lumbar.vision.detector import Detector
from lumbar.vision.model import bundle
from lumbar.vision.picture import Picture
from lumbar.vocabulary.landmark import Frame
from lumbar.vocabulary.measure import MEASURES
from lumbar.vocabulary.posture import SIDES, Side

MIDDLE, TARGET = 0.5, 0.9

Which = Literal["start", "end"]
WHICH: tuple[Which, Which] = ("start", "end")
PAIRS = (
    ("90_90_Hamstring", "supine_towel_hamstring"),
    ("Ankle_On_The_Knee", "figure_four_supine"),
    ("Butt_Lift_Bridge", "bridge"),
    ("Chair_Leg_Extended_Stretch", "seated_leg_lift"),
    ("Dead_Bug", "dead_bug"),
    ("Glute_Kickback", "bird_dog_legs_only"),
    ("Hug_Knees_To_Chest", "double_knee_to_chest"),
    ("Lower_Back_Curl", "prone_back_extension"),
    ("One_Knee_To_Chest", "single_knee_to_chest"),
    ("Pelvic_Tilt_Into_Bridge", "bridge"),
    ("Runners_Stretch", "standing_hamstring"),
    ("Side_Bridge", "side_plank_knees"),
    ("Single_Leg_Glute_Bridge", "single_leg_bridge"),
    ("Superman", "prone_back_extension"),
)
"""Chosen by looking at each photo, before anything was measured: the start and the end of a movement of ours that a
camera measures, one person, two postures. What was left out and why is in docs/coach-benchmarks.md."""


@dataclass(frozen=True, kw_only=True)
class Judged:
    """What the coach says of a photo: how far the movement has come, or why it cannot tell."""

    share: float | None
    why: Why | None
    off_deg: float | None = None

    def right(self, which: Which) -> bool:
        """Tell whether it is on the right side of the middle."""
        return self.share is not None and (self.share > MIDDLE) == (which == "end")

    def __str__(self) -> str:
        off = "" if self.off_deg is None else f" ({self.off_deg:.0f}° off)"
        return f"{self.why}{off}" if self.share is None else f"{100 * self.share:.0f} %{off}"


@dataclass(frozen=True, kw_only=True)
class Pair:
    """Both photos of an exercise."""

    exercise: str
    movement: str
    start: Judged
    end: Judged

    @property
    def rises(self) -> bool | None:
        """Whether the way from one to the other is as long as a repetition; None where either cannot be told."""
        if self.start.share is None or self.end.share is None:
            return None
        return self.end.share - self.start.share >= LEAST

    def __str__(self) -> str:
        shown = [f"{each}{self._mark(which)}" for which, each in self.photos()]
        return f"| {self.exercise} | {self.movement} | {' | '.join(shown)} |"

    def photos(self) -> Iterator[tuple[Which, Judged]]:
        """Yield both, with what they show."""
        yield from zip(WHICH, (self.start, self.end), strict=True)

    def _mark(self, which: Which) -> str:
        judged = getattr(self, which)
        return " WRONG" if judged.share is not None and not judged.right(which) else ""


def main() -> int:
    """Judge, and print each pair and all."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "model", nargs="?", default="full", help="lite, full, or a .task file of the pose landmarker"
    )
    options = parser.parse_args()
    folder = os.environ.get("LUMBAR_EXTERNAL_DATA")
    if not folder:
        print("SKIPPED: LUMBAR_EXTERNAL_DATA is not set")
        return 0
    photos = Path(folder) / "free_exercise_db" / "exercises"
    there = [(exercise, movement) for exercise, movement in PAIRS if (photos / exercise / "1.jpg").is_file()]
    if not there:
        print(f"photo-pairs: expected exercises in {photos}, found none of ours", file=sys.stderr)
        return 1
    print("| exercise | movement | start: how far it has come | end |\n|---|---|---|---|")
    pairs = []
    try:
        with Detector(bundle(options.model), people=1, still=True) as detector:
            for exercise, movement in there:
                start, end = (_judged(photos / exercise / f"{number}.jpg", movement, detector) for number in (0, 1))
                pairs.append(Pair(exercise=exercise, movement=movement, start=start, end=end))
                print(pairs[-1])
    except CannotSee as why:
        sys.exit(f"the benchmark {why}")
    print(f"photo-pairs: {_figures(pairs)}")
    return 0


def _figures(pairs: Sequence[Pair]) -> str:
    judged = [(which, photo) for pair in pairs for which, photo in pair.photos()]
    told = [(which, photo) for which, photo in judged if photo.share is not None]
    right = sum(photo.right(which) for which, photo in told)
    rises = [pair.rises for pair in pairs if pair.rises is not None]
    kept = "kept" if right >= TARGET * len(told) else "MISSED"
    return (
        f"{right} of {len(told)} photos on the right side ({100 * right / max(len(told), 1):.0f} %, "
        f"{100 * TARGET:g} % {kept}), {len(judged) - len(told)} of {len(judged)} not told and said why; "
        f"{sum(rises)} of {len(rises)} pairs are as far apart as a repetition"
    )


def _judged(path: Path, movement_id: str, detector: Detector) -> Judged:
    movement, known = packaged.catalogue()[movement_id], template(movement_id)
    assert movement.watch is not None, movement_id
    assert known is not None, movement_id
    moving: tuple[Side, ...] = SIDES if movement.sides != "none" else (known.side,)
    return _told(_look(path, detector), Expected(known, movement.watch), moving)


def _look(path: Path, detector: Detector) -> Frame:
    with av.open(str(path)) as file:
        pixels = np.ascontiguousarray(next(file.decode(video=0)).to_ndarray(format="rgb24"), dtype=np.uint8)
    people = detector.people(Picture(t_s=0.0, pixels=pixels))
    height, width = pixels.shape[:2]
    return Frame(t_s=0.0, points=people[0] if people else (), width=width, height=height, people=len(people))


def _told(frame: Frame, expected: Expected, moving: Sequence[Side]) -> Judged:
    gate = Gate(expected)
    why = gate.bars(frame) or gate.refuses(frame, Pose(frame))
    if why is not None:
        return Judged(share=None, why=why)
    values = Readings((measure, side) for measure in MEASURES for side in SIDES).feed(frame, Pose(frame))
    near = Near()
    near.feed(frame)
    away = {side: off for side in moving if (off := gate.nearest(values, side)) is not None}
    if not away or min(away.values()) > OFF_DEG:
        return Judged(share=None, why="not_in_position", off_deg=min(away.values(), default=None))
    shares = {side: share for side in away if (share := _share(values, expected, side, near.side)) is not None}
    if not shares:
        return Judged(share=None, why="hidden")
    # Where one sees from how it begins which side it is, that fits best; else it has gone further than the other.
    by = {side: -away[side] for side in shares} if expected.begins_apart else shares
    done = max(by, key=lambda side: by[side])
    return Judged(share=shares[done], why=None, off_deg=min(away.values()))


def _share(values: Values, expected: Expected, side: Side, near: Side) -> float | None:
    """Return how far a side has come, in shares of the figure's travel."""
    shares = 0.0
    for travel in expected.travels:
        value = values.get((travel.signal.measure, side_of(travel.signal, side, near)))
        if value is None:
            return None
        shares += travel.share(value)
    return shares / len(expected.travels)


if __name__ == "__main__":
    sys.exit(main())
