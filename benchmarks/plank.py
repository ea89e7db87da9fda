"""Judges planks frame by frame: right, hips high, hips low: ``make bench-plank``.

The frames are in the folder that LUMBAR_EXTERNAL_DATA names: ``plank_lunge/plank_part.csv``, two recordings of
landmarks labelled C, H and L, and ``plank_kaggle_all_correct.csv``, other people's, all of them right. What is
wrong comes from the movement's own file. With a calibration, the first ten right frames of a recording say what is
right for that person, and are not judged; without one, a frame too near to a limit is called uncertain.
"""

import csv
import os
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path

from lumbar.library import packaged
from lumbar.library.templates import template
from lumbar.signals.arithmetic import median
from lumbar.signals.measures import MEASURES, Pose
from lumbar.tracking.expected import Expected, side_of
from lumbar.tracking.near import Near
from lumbar.tracking.rules import PostureRule
from lumbar.vocabulary.landmark import LANDMARKS, Frame, Point
from lumbar.vocabulary.watch import PostureSeen

MOVEMENT = "forearm_plank"
FAULTS = {"hips_high": "H", "hips_low": "L"}
RIGHT = "C"
STARTS = (0, 114)
"""Where the recordings of the labelled file begin."""
CALIBRATES = 10
WIDTH, HEIGHT = 1280, 720
"""The recordings do not say; the usual shape of a film."""
BOUND = 0.95

Labelled = tuple[str, Frame]


def main() -> int:
    """Measure, print, and return 1 when a bound is missed."""
    folder = os.environ.get("LUMBAR_EXTERNAL_DATA")
    if not folder:
        print("SKIPPED: LUMBAR_EXTERNAL_DATA names no folder")
        return 0
    labelled = list(_frames(Path(folder, "plank_lunge/plank_part.csv"), right=False))
    others = list(_frames(Path(folder, "plank_lunge/plank_kaggle_all_correct.csv"), right=True))
    recordings = [labelled[begin:end] for begin, end in pairwise([*STARTS, len(labelled)])]
    told, called, doubted = Counter[tuple[str, str]](), Counter[tuple[str, str]](), 0
    for recording in recordings:
        first = [index for index, (label, _) in enumerate(recording) if label == RIGHT][:CALIBRATES]
        rules = _rules([recording[index][1] for index in first])
        told.update(
            (label, _called(rules, frame)) for index, (label, frame) in enumerate(recording) if index not in first
        )
    rules = _rules([])
    for label, frame in [*labelled, *others]:
        found = _called(rules, frame)
        if found == "?":
            doubted += 1
        else:
            called[label, found] += 1
    _table("with a calibration", told)
    _table("without one", called)
    accuracy, sure = _accuracy(told), _accuracy(called)
    kept = accuracy >= BOUND and sure >= BOUND
    everything = sum(called.values()) + doubted
    print(
        f"plank: calibrated {accuracy:.4f} of {sum(told.values())}, "
        f"uncalibrated {sure:.4f} of the {sum(called.values())} called, {doubted} of {everything} uncertain"
    )
    return 0 if kept else 1


def _rules(right: Sequence[Frame]) -> list[PostureRule]:
    movement, shown = packaged.catalogue()[MOVEMENT], template(MOVEMENT)
    if movement.watch is None or shown is None:
        sys.exit("the benchmark needs the solved postures: make build")
    expected = Expected(shown, movement.watch)
    rules = []
    for fault in movement.faults:
        if fault.id in FAULTS and isinstance(fault.seen, PostureSeen):
            wrong = expected.wrong(fault.id, fault.seen)
            rule = PostureRule(fault=fault.id, signal=fault.seen.signal, share=fault.seen.share, expected=wrong)
            if right:
                rule.own_right = median(_value(rule, frame) for frame in right)
            rules.append(rule)
    return rules


def _called(rules: Sequence[PostureRule], frame: Frame) -> str:
    """Return C, H or L, or ? for a frame that cannot be told."""
    verdicts = {rule.fault: rule.verdict(_value(rule, frame)) for rule in rules}
    wrong = [FAULTS[fault] for fault, verdict in verdicts.items() if verdict == "wrong"]
    if wrong:
        return wrong[0]
    return "?" if "doubtful" in verdicts.values() else RIGHT


def _value(rule: PostureRule, frame: Frame) -> float:
    near = Near()
    near.feed(frame)
    return MEASURES[rule.signal.measure](Pose(frame), side_of(rule.signal, "left", near.side))


def _frames(path: Path, *, right: bool) -> Iterator[Labelled]:
    with path.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            yield (
                (RIGHT if right else row["label"]),
                Frame(t_s=0.0, points=[_point(row, name) for name in LANDMARKS], width=WIDTH, height=HEIGHT),
            )


def _point(row: dict[str, str], name: str) -> Point:
    if f"{name}_x" not in row:
        return (0.0, 0.0, 0.0, 0.0)
    x, y, z, seen = (float(row[f"{name}_{axis}"]) for axis in "xyzv")
    return (x, y, z, seen)


def _table(title: str, found: Counter[tuple[str, str]]) -> None:
    print(f"{title}: labelled, called, frames")
    for (label, called), count in sorted(found.items()):
        print(f"  {label} {called} {count}")


def _accuracy(found: Counter[tuple[str, str]]) -> float:
    return sum(count for (label, called), count in found.items() if label == called) / max(1, sum(found.values()))


if __name__ == "__main__":
    sys.exit(main())
