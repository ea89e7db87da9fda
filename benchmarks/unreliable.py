"""Shows the tracker bodies that are none, and counts what it believes: ``make bench-unreliable``.

The sequences are in the folder that LUMBAR_EXTERNAL_DATA names: ``pie_noisy/EXERCISE/*.txt.gz``, 25 joints a line
in the order of a Kinect, x, y and z. They come from a tracker that was wrong: the trunk flips round, and left
and right are exchanged, so that knees bend backwards. Nothing says in which frames. The right answer is that the
coach cannot see, never a repetition, a hold or a fault.

Each sequence is held against every movement that the camera measures in the position in which the exercise is done.

All these sequences have one thing wrong in common: left and right. So the figures are told twice, as the files are
and with left and right put back. The second says how much the first owes to one check, that of the knees. What is
left then mostly looks like somebody who does the exercise, and nothing says whether it is true.
"""

import gzip
import os
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from lumbar.library import packaged
from lumbar.library.templates import template
from lumbar.tracking.events import Event, FaultRaised, HoldEnded, RepCompleted, SightLost
from lumbar.tracking.tracker import Tracker
from lumbar.vocabulary.landmark import INDEX, LANDMARKS, Frame
from lumbar.vocabulary.movement import Movement
from lumbar.vocabulary.posture import OTHER_SIDE

FPS = 30.0
WIDTH, HEIGHT = 1920, 1080
JOINTS = (
    "spine_base", "spine_mid", "neck", "head",
    "left_shoulder", "left_elbow", "left_wrist", "left_hand",
    "right_shoulder", "right_elbow", "right_wrist", "right_hand",
    "left_hip", "left_knee", "left_ankle", "left_foot", "right_hip", "right_knee", "right_ankle", "right_foot",
    "spine_shoulder", "left_hand_tip", "left_thumb", "right_hand_tip", "right_thumb",
)  # fmt: skip
NEAREST = {"pinky": "hand_tip", "index": "hand_tip", "heel": "ankle", "foot_index": "foot"}
"""What stands for a limb that is missing; for all of the face it is the head."""
POSITIONS = {"PontCouchesurledos": ("supine",), "RotationTronc": ("seated",)}
"""In which position an exercise is done: a bridge lying on the back, the trunk turned sitting. Our own turns of the
trunk are not among the movements: a camera measures them badly, so the phone or the timer does it. An exercise that
is not named here is held against all movements."""
TARGET = 0.95


@dataclass(frozen=True, kw_only=True)
class Shown:
    """What was believed of one sequence as one movement."""

    sequence: str
    movement: str
    frames: int
    seen: int
    reps: int
    holds: int
    faults: int
    why: str

    @property
    def unseen(self) -> float:
        """The share of frames that told nothing."""
        return 1 - self.seen / self.frames

    def __str__(self) -> str:
        counted = f"{self.reps:4} {self.holds:5} {self.faults:6}"
        return f"{self.sequence:38} {self.movement:26} {100 * self.unseen:5.1f} % {counted}  {self.why}"


def main() -> int:
    """Show each sequence to each movement, print it, and all together."""
    folder = os.environ.get("LUMBAR_EXTERNAL_DATA")
    if not folder:
        print("SKIPPED: LUMBAR_EXTERNAL_DATA is not set")
        return 0
    paths = sorted((Path(folder) / "pie_noisy").glob("*/*.txt.gz"))
    if not paths:
        print(f"unreliable: expected sequences in {Path(folder) / 'pie_noisy'}, found none", file=sys.stderr)
        return 1
    print(f"{'sequence':38} {'as':26} unseen  reps holds faults  why")
    shown = []
    for each in _all(paths, exchange=False):
        shown.append(each)
        print(each)
    put_back = _figures(list(_all(paths, exchange=True)))
    print(f"unreliable: {_figures(shown)}; with left and right put back {put_back}")
    return 0


def _all(paths: Sequence[Path], *, exchange: bool) -> Iterator[Shown]:
    for path in paths:
        frames = tuple(_frames(path, exchange=exchange))
        for movement in _fitting(path.parent.name):
            yield _shown(path, frames, movement)


def _figures(shown: Sequence[Shown]) -> str:
    unseen = 1 - sum(each.seen for each in shown) / sum(each.frames for each in shown)
    least = min(shown, key=lambda each: each.unseen)
    kept = sum(each.unseen >= TARGET for each in shown)
    reps, holds, faults = (sum(getattr(each, what) for each in shown) for what in ("reps", "holds", "faults"))
    return (
        f"{100 * unseen:.1f} % of frames unseen, {kept} of {len(shown)} at {100 * TARGET:g} % or more, the least "
        f"{100 * least.unseen:.1f} % ({least.movement}); {reps} reps, {holds} holds, {faults} faults"
    )


def _fitting(exercise: str) -> list[Movement]:
    positions = POSITIONS.get(exercise)
    return [
        movement
        for movement in packaged.catalogue().movements
        if movement.watch is not None and (positions is None or movement.position in positions)
    ]


def _shown(path: Path, frames: Sequence[Frame], movement: Movement) -> Shown:
    known = template(movement.id)
    assert known is not None, movement.id
    tracker = Tracker(movement, known)
    events: list[Event] = []
    seen = 0
    for frame in frames:
        events += tracker.feed(frame)
        seen += tracker.sees
    events += tracker.finish()
    kinds = Counter(type(event) for event in events)
    return Shown(
        sequence=f"{path.parent.name}/{path.name.partition('.')[0]}",
        movement=movement.id,
        frames=len(frames),
        seen=seen,
        reps=kinds[RepCompleted],
        holds=kinds[HoldEnded],
        faults=kinds[FaultRaised],
        why=", ".join(dict.fromkeys(event.why for event in events if isinstance(event, SightLost))),
    )


def _frames(path: Path, *, exchange: bool) -> Iterator[Frame]:
    with gzip.open(path, "rt", encoding="utf-8") as file:
        rows = np.loadtxt(file, ndmin=2).reshape(-1, len(JOINTS), 3)
    names = [_other(name) for name in LANDMARKS] if exchange else LANDMARKS
    places = [JOINTS.index(_joint(name)) for name in names]
    for number, row in enumerate(rows[:, places].tolist()):
        points = [(x, y, z, 1.0) for x, y, z in row]
        yield Frame(t_s=number / FPS, points=points, width=WIDTH, height=HEIGHT)


def _other(landmark: str) -> str:
    """Return the same landmark of the other side."""
    return "_".join(OTHER_SIDE.get(word, word) for word in landmark.split("_"))


def _joint(landmark: str) -> str:
    """Return the joint that stands for a landmark."""
    if INDEX[landmark] < INDEX["left_shoulder"]:
        return "head"
    side, _, limb = landmark.partition("_")
    return f"{side}_{NEAREST.get(limb, limb)}"


if __name__ == "__main__":
    sys.exit(main())
