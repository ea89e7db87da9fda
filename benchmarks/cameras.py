"""Compares what four cameras say of one hold: ``make bench-cameras``.

The recordings are in the folder that LUMBAR_EXTERNAL_DATA names: ``posepilot/cobra/PERSON(CAMERA).csv.gz``, in each
line the 33 landmarks of a frame, x, y, z and visibility each, and no times: 30 frames a second are taken. Somebody
stands, lies down, and presses the chest up: our press-up lying on the front, and nearly our prop on the forearms.

The cameras saw the same, so the coach has to say the same of each: its holds are compared as shares of the clip. A
camera that looks along the body may say that it cannot see. That all cameras are wrong alike would not be found.
"""

import csv
import gzip
import os
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from lumbar.library import packaged
from lumbar.library.templates import template
from lumbar.tracking.events import Event, HoldEnded, RepDropped, SightLost
from lumbar.tracking.tracker import Tracker
from lumbar.vocabulary.landmark import LANDMARKS, Frame, Point

FPS = 30.0
WIDTH, HEIGHT = 1280, 720
"""Nothing says how large the pictures were; in these, people who stand are as wide as people are."""
POSES = {"cobra": ("prone_press_up", "prone_prop")}
"""The poses that are movements of ours. Downward dog, warrior and chair are none."""
TARGET = 0.15
BLIND = 0.5
"""A camera that tells nothing in more than this of what the others call the hold says that it cannot see."""

Span = tuple[float, float]


@dataclass(frozen=True, kw_only=True)
class Take:
    """What was said of one clip: the longest hold, and in which frames something was seen."""

    camera: str
    hold: Span | None
    seen: Sequence[bool]
    why: str

    def blind(self, span: Span) -> bool:
        """Tell whether it said that it could not see, in that part of the clip."""
        first, last = (round(share * len(self.seen)) for share in span)
        part = self.seen[first:last]
        return not part or sum(part) < BLIND * len(part)

    def __str__(self) -> str:
        hold = "no hold" if self.hold is None else f"{100 * self.hold[0]:.0f} to {100 * self.hold[1]:.0f} %"
        return (
            f"{self.camera}: {hold}, seen {100 * sum(self.seen) / len(self.seen):.0f} % ({self.why or 'all of it'})"
        )


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """Whether the cameras of one person agree."""

    apart: float
    """How far the begins of the holds, or their ends, are apart: shares of the clip."""
    told: int
    blind: int
    silent: int
    """Cameras that tell a hold, that say that they cannot see, and that see and tell none."""

    @property
    def agrees(self) -> bool:
        """Tell whether two or more tell the same hold, and no other camera sees none."""
        return self.told > 1 and not self.silent and self.apart <= TARGET


def main() -> int:
    """Compare, and print each clip, each person and all."""
    folder = os.environ.get("LUMBAR_EXTERNAL_DATA")
    if not folder:
        print("SKIPPED: LUMBAR_EXTERNAL_DATA is not set")
        return 0
    figures = []
    for pose, movements in POSES.items():
        paths = sorted((Path(folder) / "posepilot" / pose).glob("*.csv.gz"))
        if not paths:
            print(f"cameras: expected clips in {Path(folder) / 'posepilot' / pose}, found none", file=sys.stderr)
            return 1
        for movement in movements:
            print(f"{pose} as {movement}")
            figures.append(f"{pose} as {movement} {_figures(list(_verdicts(paths, movement)))}")
    print(f"cameras: {'; '.join(figures)}")
    return 0


def _figures(verdicts: Sequence[Verdict]) -> str:
    agree = sum(each.agrees for each in verdicts)
    told, blind, silent = (sum(getattr(each, what) for each in verdicts) for what in ("told", "blind", "silent"))
    apart = max(each.apart for each in verdicts)
    return (
        f"{agree} of {len(verdicts)} people agree within {100 * TARGET:g} %, at most {100 * apart:.0f} % apart, "
        f"{told} cameras tell a hold, {blind} cannot see, {silent} see none"
    )


def _verdicts(paths: Sequence[Path], movement: str) -> Iterator[Verdict]:
    people: dict[str, list[Path]] = defaultdict(list)
    for path in paths:
        people[path.name.partition(".")[0].partition("(")[0]].append(path)
    for person, clips in people.items():
        takes = [_taken(path, movement) for path in clips]
        verdict = _verdict(takes)
        print(f"  {person}: {'agree' if verdict.agrees else 'DO NOT AGREE'}, {100 * verdict.apart:.0f} % apart")
        for take in takes:
            print(f"    {take}")
        yield verdict


def _verdict(takes: Sequence[Take]) -> Verdict:
    holds = [take.hold for take in takes if take.hold is not None]
    if not holds:
        return Verdict(apart=0.0, told=0, blind=len(takes), silent=0)
    starts, ends = zip(*holds, strict=True)
    span = sorted(starts)[len(starts) // 2], sorted(ends)[len(ends) // 2]
    none = [take for take in takes if take.hold is None]
    blind = sum(take.blind(span) for take in none)
    apart = max(max(starts) - min(starts), max(ends) - min(ends))
    return Verdict(apart=apart, told=len(holds), blind=blind, silent=len(none) - blind)


def _taken(path: Path, movement_id: str) -> Take:
    movement, known = packaged.catalogue()[movement_id], template(movement_id)
    assert known is not None, movement_id
    tracker = Tracker(movement, known)
    events: list[Event] = []
    seen: list[bool] = []
    for frame in _frames(path):
        events += tracker.feed(frame)
        seen.append(tracker.sees)
    events += tracker.finish()
    holds = [event for event in events if isinstance(event, HoldEnded)]
    longest = max(holds, key=lambda hold: hold.held_s, default=None)
    long_s = len(seen) / FPS
    whys = [str(event.why) for event in events if isinstance(event, SightLost | RepDropped)]
    return Take(
        camera=path.name.partition(".")[0],
        hold=None if longest is None else (longest.start_s / long_s, longest.end_s / long_s),
        seen=seen,
        why=", ".join(dict.fromkeys(whys)),
    )


def _frames(path: Path) -> Iterator[Frame]:
    with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
        rows = csv.reader(file)
        next(rows)
        for number, row in enumerate(rows):
            numbers = [float(text) for text in row[: 4 * len(LANDMARKS)]]
            points: list[Point] = list(zip(*(numbers[part::4] for part in range(4)), strict=True))
            yield Frame(t_s=number / FPS, points=points, width=WIDTH, height=HEIGHT)


if __name__ == "__main__":
    sys.exit(main())
