"""Holds the trunk's bend and turn against motion capture: ``make bench-keraal``.

The recordings are in the folder that LUMBAR_EXTERNAL_DATA names: ``keraal/blazepose/*.json`` and, beside each, what
motion capture says of the same body, ``keraal/vicon/*.txt``. Both begin and end together; the film has 30 frames a
second and is the body's mirror image, motion capture has 60.

A recording is scored by what its body really does: by its bend where motion capture shows it bending, by its turn
where it shows it turning. Where it doesn't turn, what is read of a turn is false, and the question is whether it is
called doubtful. Nothing is fitted: what a turn reads too much stays in it.
"""

import json
import os
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from lumbar.signals.trunk import OVER_READS, Trunk, Trunks
from lumbar.vocabulary.landmark import INDEX, LANDMARKS, Frame
from lumbar.vocabulary.posture import OTHER_SIDE

Floats = NDArray[np.float64]

FPS = 30.0
WIDTH, HEIGHT = 1920, 1080
"""Of the colour camera that the set was filmed with."""
TARGETS, NUMBERS = 17, 7
RIGHT_SHOULDER, LEFT_SHOULDER, HIPS = 7, 8, 13
"""Of the 17 targets on the body; each has a place, z up and x ahead, and a quaternion, its real part last."""
BENDS_DEG, TURNS_DEG = 30.0, 40.0
"""A body that goes through less, from one side to the other, is not bending, or not turning: one that bends turns
by 25 on the way, one that only moves its arms by 5 to 10."""
TARGET_R = 0.98
FALSE_DEG = 20.0
"""Who believes somebody to turn by so much more, from side to side, than they do, believes half a turn too much."""


@dataclass(frozen=True, kw_only=True)
class Truth:
    """What motion capture says, at each frame of the film: to the person's left, degrees."""

    bend_deg: Floats
    yaw_deg: Floats


@dataclass(frozen=True, kw_only=True)
class Agreement:
    """How what was read of a recording agrees with motion capture; through how much either went, degrees."""

    r: float
    read_deg: float
    true_deg: float

    def __str__(self) -> str:
        return f"r {self.r:.3f}, {self.read_deg:.0f}° read for {self.true_deg:.0f}°"


@dataclass(frozen=True, kw_only=True)
class Scores:
    """What came of all recordings: the bends, the turns, and those that do not turn."""

    bends: list[Agreement]
    turns: list[Agreement]
    false_deg: list[tuple[float, float]]
    """Read too much in all, and where nothing was said against it."""


def main() -> int:
    """Compare, and print each recording and all."""
    folder = os.environ.get("LUMBAR_EXTERNAL_DATA")
    if not folder:
        print("SKIPPED: LUMBAR_EXTERNAL_DATA is not set")
        return 0
    root = Path(folder) / "keraal"
    films = {_key(path): path for path in sorted((root / "blazepose").glob("*.json"))}
    captures = {_key(path): path for path in sorted((root / "vicon").glob("*.txt"))}
    scores = Scores(bends=[], turns=[], false_deg=[])
    for key, film in films.items():
        if key not in captures:
            print(f"{key}: left out, no motion capture beside it")
            continue
        print(f"{key}: {_compared(film, captures[key], scores)}")
    if not (scores.bends or scores.turns or scores.false_deg):
        print(f"keraal: expected recordings in {root}, found none", file=sys.stderr)
        return 1
    print(f"keraal: {_agreed('side-bend', scores.bends)}; {_agreed('turn', scores.turns)}; {_falsely(scores)}")
    return 0


def _agreed(what: str, found: Sequence[Agreement]) -> str:
    if not found:
        return f"{what} in no recording"
    least = min(each.r for each in found)
    over = max(each.read_deg / each.true_deg for each in found)
    kept = "kept" if least >= TARGET_R else "MISSED"
    bound = f", at most {over:.2f} times what is" + (f" (bound {OVER_READS:g})" if what == "turn" else "")
    return f"{what} r {least:.3f} or more in {len(found)} ({TARGET_R} {kept}){bound}"


def _falsely(scores: Scores) -> str:
    if not scores.false_deg:
        return "no recording that does not turn"
    read, believed = (max(column) for column in zip(*scores.false_deg, strict=True))
    told = sum(each <= FALSE_DEG for _, each in scores.false_deg)
    return (
        f"false turn up to {read:.0f}° read, up to {believed:.0f}° believed, "
        f"{told} of {len(scores.false_deg)} within {FALSE_DEG:g}°"
    )


def _compared(film: Path, capture: Path, scores: Scores) -> str:
    """Compare one recording, add it to the scores, and return what to print."""
    read = _read(film)
    truth = _truth(capture, len(read))
    bends, yaws = np.array([each.bend_deg for each in read]), np.array([each.yaw_deg for each in read])
    sure = np.array([each.doubt is None for each in read])
    words = []
    if np.ptp(truth.bend_deg) >= BENDS_DEG:
        scores.bends.append(_agreement(bends, truth.bend_deg))
        words.append(f"side-bend {scores.bends[-1]}")
    if np.ptp(truth.yaw_deg) >= TURNS_DEG:
        scores.turns.append(_agreement(yaws, truth.yaw_deg))
        words.append(f"turn {scores.turns[-1]}, so at least {scores.turns[-1].read_deg / OVER_READS:.0f}°")
        if sure.sum() > 2:
            words.append(f"where it is believed {_agreement(yaws[sure], truth.yaw_deg[sure])}")
    else:
        true = float(np.ptp(truth.yaw_deg))
        all_of_it, believed = (float(np.ptp(part)) if len(part) else 0.0 for part in (yaws, yaws[sure]))
        scores.false_deg.append((max(0.0, all_of_it - true), max(0.0, believed - true)))
        words.append(f"turns by {true:.0f}°, {all_of_it:.0f}° read, {believed:.0f}° of it believed")
    doubts = ", ".join(
        f"{doubt} {count}" for doubt, count in Counter(each.doubt for each in read if each.doubt).most_common()
    )
    words.append(f"turn doubted in {100 * (1 - sure.mean()):.0f} % of {len(read)} frames ({doubts or 'none'})")
    return "; ".join(words)


def _agreement(read: Floats, true: Floats) -> Agreement:
    return Agreement(
        r=float(np.corrcoef(read, true)[0, 1]), read_deg=float(np.ptp(read)), true_deg=float(np.ptp(true))
    )


def _key(path: Path) -> str:
    """Return what the two files of a recording are both called: the group, then anything, then the rest."""
    group, _, rest = path.stem.split("-", 2)
    return f"{group}-{rest}"


def _read(path: Path) -> list[Trunk]:
    trunks = Trunks()
    positions = json.loads(path.read_text(encoding="utf-8"))["positions"]
    found = []
    for number, places in enumerate(positions.values()):
        named = {name.lower(): place for name, place in places.items()}
        trunk = trunks.feed(_frame(number / FPS, named))
        assert trunk is not None, path
        found.append(trunk)
    return found


def _frame(t_s: float, named: dict[str, Sequence[float]]) -> Frame:
    """Return a frame as it would be seen without the mirror: left and right change places."""
    points = [(0.0, 0.0, 0.0, 0.0)] * len(LANDMARKS)
    for name in LANDMARKS:
        x, y, z = named["_".join(OTHER_SIDE.get(word, word) for word in name.split("_"))]
        points[INDEX[name]] = (1 - x, y, z, 1.0)
    return Frame(t_s=t_s, points=points, width=WIDTH, height=HEIGHT)


def _truth(path: Path, frames: int) -> Truth:
    rows = np.loadtxt(path).reshape(-1, TARGETS, NUMBERS)
    right, left, hips = (rows[:, target, :3] for target in (RIGHT_SHOULDER, LEFT_SHOULDER, HIPS))
    up, across = (left + right) / 2 - hips, left - right
    yaw = np.degrees(np.arctan2(-across[:, 0], across[:, 1])) - _turned_deg(rows[:, HIPS, 3:])
    bend = np.degrees(np.arctan2(up[:, 1], up[:, 2]))
    return Truth(bend_deg=_at(bend, frames), yaw_deg=_at(yaw, frames))


def _at(values: Floats, frames: int) -> Floats:
    """Return what the values are at so many frames, from the first to the last."""
    return np.interp(np.linspace(0, 1, frames), np.linspace(0, 1, len(values)), values)


def _turned_deg(quaternions: Floats) -> Floats:
    """Return how far a target has turned about the upright since the beginning."""
    x0, y0, z0, w0 = quaternions[0] * [-1, -1, -1, 1]
    x, y, z, w = quaternions.T
    about = w * z0 + x * y0 - y * x0 + z * w0
    real = w * w0 - x * x0 - y * y0 - z * z0
    turned: Floats = np.degrees(2 * np.arctan2(about * np.where(real < 0, -1, 1), np.abs(real)))
    return turned


if __name__ == "__main__":
    sys.exit(main())
