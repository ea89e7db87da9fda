"""The command that watches a recording: a video, the landmarks of one, or what a phone on the body measured."""

import argparse
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from math import inf
from pathlib import Path
from typing import Any, Protocol

from lumbar.cli.documents import replace_file
from lumbar.cli.failing import Failure
from lumbar.cli.motions import are_motions, watch_motions
from lumbar.cli.progress import bar
from lumbar.cli.streams import frames
from lumbar.library import packaged
from lumbar.library.templates import template
from lumbar.tracking.anything import AnythingTracker
from lumbar.tracking.events import Event, FaultRaised, RepCompleted, SightFound, SightLost
from lumbar.tracking.report import Report
from lumbar.tracking.tracker import CannotTrack, Tracker
from lumbar.vocabulary.landmark import Frame
from lumbar.vocabulary.movement import Movement
from lumbar.vocabulary.posture import SIDES, Side

Command = Callable[[str, Any, str], argparse.ArgumentParser]

ANY = "any"
PLOTS, VIDEO = (".png", ".svg", ".pdf"), ".mp4"
SAYS_S = 3.0
"""For how long what was said stands in the picture."""
LINES = (".jsonl", ".json", ".ndjson")
MOST_CALIBRATION_S = 600.0


def add_coach_command(command: Command) -> None:
    """Add `coach`."""
    coach = command("coach", _coach, "count, time and correct what a recording shows")
    add = coach.add_argument
    add(
        "file",
        metavar="FILE",
        help="a video, or landmarks or a phone's motion as JSON Lines (- for standard input)",
    )
    add("--movement", required=True, metavar="ID", help=f'the id of the movement that is done, or "{ANY}"')
    add("--side", choices=(*SIDES, "both"), default="both", help="the side to count (both)")
    add(
        "--calibrate",
        type=_seconds,
        default=0.0,
        metavar="FIRST_SECONDS",
        help="what is held in these first seconds is right for this person",
    )
    add("--annotate", metavar="OUT.mp4", help="write the video with what was seen drawn over it")
    add("--plot", metavar="FILE", help="draw what was seen over time (.png, .svg or .pdf)")
    add("--model", default="full", metavar="MODEL", help="the pose model for videos: full, lite, or a .task file")


@dataclass
class Shown:
    """What stands in the picture now: how many repetitions there are, and what was said last."""

    count: int = 0
    said: str = ""
    until_s: float = 0.0

    def say(self, words: str, until_s: float) -> None:
        """Show words until some time."""
        self.said, self.until_s = words, until_s


class Follows(Protocol):
    """What follows a person through frames."""

    @property
    def sees(self) -> bool:
        """Whether the last frame told anything."""

    def feed(self, frame: Frame) -> tuple[Event, ...]:
        """Take a frame, and return what there is to say."""

    def finish(self) -> tuple[Event, ...]:
        """Return what is left to say when no frame follows."""


def _coach(options: argparse.Namespace) -> dict[str, Any]:
    if options.plot and Path(options.plot).suffix not in PLOTS:
        raise Failure([f"--plot: expected a name that ends in {', '.join(PLOTS)}, found {options.plot!r}"])
    if options.annotate and Path(options.annotate).suffix != VIDEO:
        raise Failure([f"--annotate: expected a name that ends in {VIDEO}, found {options.annotate!r}"])
    if options.movement == ANY:
        return _anything(options)
    movement = _movement(options.movement)
    sides: tuple[Side, ...] = SIDES if options.side == "both" else (options.side,)
    if movement.sides == "none" and options.side != "both":
        raise Failure([f'--side: expected both, since {movement.id} has no sides, found "{options.side}"'])
    with _lines(options) as read:
        if read is None:
            return _report(
                movement, _tracker(movement, sides, options), _watched(options, shown := Shown()), options, shown
            )
        by_phone, lines = are_motions(read)
        if not by_phone:
            return _report(movement, _tracker(movement, sides, options), frames(options.file, lines), options)
        for name in ("plot", "annotate"):
            if getattr(options, name):
                raise Failure([f"--{name}: expected a video or landmarks, found a phone's motion"])
        if options.calibrate:
            raise Failure([f"--calibrate: expected 0 for a phone's motion, found {options.calibrate:g}"])
        return watch_motions(movement, lines, options.file, sides=sides).document()


def _anything(options: argparse.Namespace) -> dict[str, Any]:
    """Count what is repeated, whatever it is: of it no side is known, and nothing that would be right."""
    for name, usual in (("side", "both"), ("calibrate", 0.0)):
        if (given := getattr(options, name)) != usual:
            raise Failure([f'--{name}: expected it only with the id of a movement, found "{given}"'])
    with _lines(options) as read:
        if read is None:
            return _report(None, AnythingTracker(), _watched(options, shown := Shown()), options, shown)
        by_phone, lines = are_motions(read)
        if by_phone:
            raise Failure([f'--movement: expected the id of a movement for a phone\'s motion, found "{ANY}"'])
        return _report(None, AnythingTracker(), frames(options.file, lines), options)


def _tracker(movement: Movement, sides: tuple[Side, ...], options: argparse.Namespace) -> Tracker:
    shown = template(movement.id)
    if shown is None:
        raise Failure([f"{movement.id}: its postures have not been solved: run make build"])
    try:
        return Tracker(movement, shown, sides=sides, calibrate_s=options.calibrate)
    except CannotTrack:
        ways = " or ".join(way for way in movement.measured_by if way != "camera")
        raise Failure(
            [f"--movement: expected a movement that a camera measures, found {movement.id}, measured by {ways}"]
        ) from None


def _report(
    movement: Movement | None,
    tracker: Follows,
    seen: Iterable[Frame],
    options: argparse.Namespace,
    shown: Shown | None = None,
) -> dict[str, Any]:
    if options.annotate and shown is None:
        raise Failure(["--annotate: expected a video, found landmarks"])
    shown = shown or Shown()
    report = Report.of(movement) if movement else Report(movement=ANY, cues={})
    signal = []
    for frame in seen:
        for event in tracker.feed(frame):
            report.add(event)
            _show(event, report, shown)
        report.frame(frame.t_s, seen=tracker.sees)
        if options.plot:
            signal.append((frame.t_s, _shares(tracker, movement)))
    for event in tracker.finish():
        report.add(event)
    report.end()
    document = report.document()
    if options.plot:
        _plot(options.plot, movement.name if movement else "Repetitions", signal, document)
    return document


def _show(event: Event, report: Report, shown: Shown) -> None:
    match event:
        case RepCompleted():
            shown.count = event.rep
        case FaultRaised():
            shown.say(report.cues[event.fault], event.t_s + SAYS_S)
        case SightLost():
            shown.say(event.why.replace("_", " "), inf)
        case SightFound():
            shown.say("", 0.0)
        case _:
            pass


def _shares(tracker: Follows, movement: Movement | None) -> dict[str, float]:
    """Return how far out each side is; nothing where that is not known."""
    if not isinstance(tracker, Tracker) or not tracker.sees:
        return {}
    sided = movement is not None and movement.sides != "none"
    return {side if sided else "": share for side, share in tracker.shares.items()}


def _plot(file: str, title: str, signal: list[tuple[float, dict[str, float]]], document: dict[str, Any]) -> None:
    from lumbar.vision import CannotSee
    from lumbar.vision.plotting import drawn

    try:
        replace_file(file, drawn(Path(file).suffix, title, signal, document))
    except CannotSee as why:
        raise Failure([f"--plot: {why}"]) from None


def _movement(name: str) -> Movement:
    catalogue = packaged.catalogue()
    if name not in catalogue:
        expected = f'the id of a movement (see "lumbar movements") or "{ANY}"'
        raise Failure([f'--movement: expected {expected}, found "{name}"'])
    return catalogue[name]


@contextmanager
def _lines(options: argparse.Namespace) -> Iterator[Iterable[str] | None]:
    """Open a file of lines; None for a video."""
    if options.file == "-":
        yield sys.stdin
        return
    path = Path(options.file)
    if path.suffix.lower() not in LINES:
        yield None
        return
    try:
        with path.open(encoding="utf-8") as lines:
            yield lines
    except FileNotFoundError:
        raise Failure([f"{options.file}: document: expected a file, found nothing there"]) from None
    except IsADirectoryError:
        raise Failure([f"{options.file}: document: expected a file, found a folder"]) from None
    except (OSError, UnicodeDecodeError) as error:
        raise Failure([f"{options.file}: document: expected readable UTF-8 text, found {error}"]) from None


def _watched(options: argparse.Namespace, shown: Shown) -> Iterator[Frame]:
    from lumbar.vision import CannotSee, UnreadableVideo, landmarks
    from lumbar.vision.annotating import annotator

    try:
        watching = landmarks(options.file, options.model, bar())
        with annotator(Path(options.annotate)) if options.annotate else nullcontext() as drawing:
            for frame in watching:
                yield frame
                # Whoever took the frame has said what there is to say of it by now.
                if drawing is not None and watching.picture is not None:
                    said = shown.said if frame.t_s < shown.until_s else ""
                    drawing.add(watching.picture, frame, str(shown.count), said)
    except (UnreadableVideo, CannotSee) as why:
        raise Failure([f"coach: {why}"]) from None
    except OSError as why:
        raise Failure([f"{options.annotate}: expected a video that can be written, found {why}"]) from None
    for note in watching.notes:
        print(f"{options.file}: {note}", file=sys.stderr)


def _seconds(text: str) -> float:
    try:
        number = float(text)
    except ValueError:
        number = -1.0
    if not 0 <= number <= MOST_CALIBRATION_S:
        expected = f"seconds from 0 to {MOST_CALIBRATION_S:g}"
        raise argparse.ArgumentTypeError(f'expected {expected}, found "{text}"')
    return number
