"""The commands that let the figure perform: a video with its truth, or a stream of landmarks."""

import argparse
import importlib
import math
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lumbar.cli.documents import replace_file
from lumbar.cli.failing import Failure
from lumbar.library import packaged

if TYPE_CHECKING:
    from lumbar.figure.clip import Told
    from lumbar.figure.framing import Shot
    from lumbar.figure.performance import Performance, Wish
    from lumbar.figure.performer import Performer

Command = Callable[[str, Any, str], argparse.ArgumentParser]

BODIES = ("woman", "man", "broad", "slight")
VIEWS = ("file", "side", "oblique", "front", "end", "head")
LIGHTS = ("day", "window", "warm", "dim", "bright")
VIDEO = ".mp4"
NEEDED = ("numba", "av")
LEAST_PIXELS, MOST_PIXELS = 64, 1920
BAR = 40
FPS = 30.0


def add_clip_commands(command: Command) -> None:
    """Add `clip` and `landmarks`."""
    clip = command("clip", _clip, "film a person doing a movement, and write down what is true of it")
    _add_wish(clip)
    clip.add_argument(
        "-o", "--output", required=True, metavar="OUT.mp4", help="the video; the truth goes to OUT.json"
    )
    clip.add_argument("--light", choices=LIGHTS, default="day", help="how the room is lit (day)")
    clip.add_argument(
        "--noise",
        type=_number(0, 0.2),
        default=0.008,
        metavar="SHARE",
        help="the camera's noise, of full brightness (0.008)",
    )
    clip.add_argument(
        "--blur", type=_number(0, 1.5), default=0.0, metavar="PIXELS", help="how blurred the picture is (0)"
    )
    clip.add_argument("--exposure", type=_number(0.2, 3), default=1.0, metavar="TIMES", help="how much light (1)")
    clip.add_argument(
        "--temperature",
        type=_number(-1, 1),
        default=0.0,
        metavar="T",
        help="colour of the light, -1 cold to 1 warm (0)",
    )
    landmarks = command(
        "landmarks", _landmarks, "print what a pose model, or a phone, would tell of a person doing a movement"
    )
    _add_wish(landmarks)
    landmarks.add_argument(
        "--noise",
        type=_number(0, 0.5),
        default=0.0,
        metavar="SHARE",
        help="how far points are off, in trunk lengths (0)",
    )
    landmarks.add_argument(
        "--leak",
        type=_number(0, 1),
        default=0.0,
        metavar="SHARE",
        help="how much the far leg follows the near one (0)",
    )
    landmarks.add_argument("--truth", metavar="OUT.json", help="also write what is true of it")
    landmarks.add_argument(
        "--phone", action="store_true", help="what a phone on the body measures, instead of landmarks"
    )
    landmarks.add_argument(
        "--sensor", type=_number(0, 5), default=0.0, metavar="TIMES", help="how much the phone errs, 1 as usual (0)"
    )
    landmarks.add_argument(
        "--askew", type=_number(0, 45), default=0.0, metavar="DEG", help="how badly the phone was put there (0)"
    )


def _add_wish(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument
    add("movement", metavar="MOVEMENT", help='the id of a movement (see "lumbar movements")')
    add("--reps", type=_whole(1, 200), default=4, metavar="N", help="repetitions in all (4)")
    add("--body", choices=BODIES, default="woman", help="whose body (woman)")
    add("--side", choices=("left", "right"), help="all on this side (in turn, as the movement has it)")
    add("--pace", type=_number(0.2, 4), default=1.0, metavar="TIMES", help="how fast it moves (1)")
    add("--range", type=_number(0.1, 1), default=1.0, metavar="SHARE", help="how much of the way is gone (1)")
    add("--hold", type=_number(0, 600), metavar="SECONDS", help="how long it is held (as the file says)")
    add("--fault", action="append", default=[], metavar="ID", help="a fault to show; may be given again")
    add("--share", type=_number(0, 1), default=1.0, metavar="SHARE", help="in how many of the repetitions (1)")
    add(
        "--seed",
        type=_whole(0, 2**31 - 1),
        default=0,
        metavar="N",
        help="how it varies, and what the room is like (0)",
    )
    add("--fps", type=_number(5, 120), default=FPS, metavar="N", help=f"frames a second ({FPS:g})")
    add("--size", type=_size, default=(640, 480), metavar="WxH", help="pixels (640x480)")
    add("--view", choices=VIEWS, default="file", help="from where it is filmed (file: as the movement says)")
    add(
        "--azimuth",
        type=_number(-180, 180),
        metavar="DEG",
        help="turned to the feet or behind (+), to the head or before (-)",
    )
    add("--height", type=_number(0.05, 3), metavar="M", help="how high the camera stands (as the view has it)")
    add("--distance", type=_number(0.5, 12), metavar="M", help="how far away it stands (so that all is seen)")


def _clip(options: argparse.Namespace) -> None:
    path = Path(options.output)
    performer = _performer(options)
    if path.suffix != VIDEO:
        raise Failure([f"clip: -o: expected a name that ends in {VIDEO}, found {options.output!r}"])
    _need_folder("clip: -o", path)
    for module in NEEDED:
        if not _is_there(module):
            raise Failure([f'clip: needs numba and av, and found no {module}: pip install "lumbar[clips]"'])
    from lumbar.figure.clip import film
    from lumbar.figure.performance import CannotShow
    from lumbar.figure.pictures import CannotWrite
    from lumbar.figure.rendering import Look

    look = Look(
        light=options.light,
        noise=options.noise,
        blur=options.blur,
        exposure=options.exposure,
        temperature=options.temperature,
        seed=options.seed,
    )
    try:
        film(performer, _wish(options), _shot(options), look, path, told=_bar())
    except CannotShow as why:
        raise Failure([f"clip: {why}"]) from None
    except (CannotWrite, OSError) as why:
        raise Failure([f"{options.output}: expected a video that can be written, found {why}"]) from None


def _landmarks(options: argparse.Namespace) -> None:
    performer = _performer(options)
    if options.truth:
        _need_folder("landmarks: --truth", Path(options.truth))
    from lumbar.figure.framing import framed
    from lumbar.figure.landmarks import Detector, Watching
    from lumbar.figure.performance import CannotShow
    from lumbar.figure.truth import landmark_lines, truth_of, wished, written

    wish, shot = _wish(options), _shot(options)
    try:
        performance = performer.perform(wish)
    except CannotShow as why:
        raise Failure([f"landmarks: {why}"]) from None
    if options.phone:
        _motions(options, performer, performance)
        return
    watching = Watching(performer)
    camera = framed(performer.figure, shot, watching.places(performance))
    seen = watching.see(performance, camera)
    if options.truth:
        truth = truth_of(performance, camera) | {"wish": wished(wish)}
        replace_file(options.truth, written(truth).encode())
    detector = Detector(noise=options.noise, leak=options.leak, seed=options.seed)
    points = detector.detected(seen, wish.fps, shot.width, shot.height)
    for line in landmark_lines(points, wish.fps, shot.width, shot.height):
        print(line)


def _motions(options: argparse.Namespace, performer: "Performer", performance: "Performance") -> None:
    from lumbar.figure.motion import Sensor, motion_lines, motions
    from lumbar.figure.truth import truth_of_phone, wished, written

    phone = performer.movement.phone
    if phone is None:
        ways = " or ".join(performer.movement.measured_by)
        raise Failure(
            [f"--phone: expected a movement that a phone measures, found {options.movement}, measured by {ways}"]
        )
    if options.truth:
        truth = truth_of_phone(performance, phone.spot) | {"wish": wished(_wish(options))}
        replace_file(options.truth, written(truth).encode())
    sensor = Sensor(noise=options.sensor, askew_deg=options.askew, seed=options.seed)
    for line in motion_lines(motions(performer, performance, phone.spot, sensor)):
        print(line)


def _performer(options: argparse.Namespace) -> "Performer":
    from lumbar.figure.performance import CannotShow
    from lumbar.figure.performer import Performer

    catalogue = packaged.catalogue()
    if options.movement not in catalogue:
        expected = 'the id of a movement (see "lumbar movements")'
        raise Failure([f'MOVEMENT: expected {expected}, found "{options.movement}"'])
    try:
        performer = Performer(catalogue[options.movement], options.body)
        performer.check(_wish(options))
    except CannotShow as why:
        raise Failure(str(why).splitlines()) from None
    return performer


def _wish(options: argparse.Namespace) -> "Wish":
    from lumbar.figure.performance import Wish

    return Wish(
        reps=options.reps,
        pace=options.pace,
        range_share=options.range,
        hold_s=options.hold,
        side=options.side,
        faults=tuple(options.fault),
        share=options.share,
        seed=options.seed,
        fps=options.fps,
    )


def _shot(options: argparse.Namespace) -> "Shot":
    from lumbar.figure.framing import Shot

    width, height = options.size
    return Shot(
        view=options.view,
        azimuth_deg=options.azimuth,
        height_m=options.height,
        distance_m=options.distance,
        width=width,
        height=height,
    )


def _is_there(module: str) -> bool:
    try:
        importlib.import_module(module)
    except ImportError:
        return False
    return True


def _need_folder(option: str, path: Path) -> None:
    if not path.parent.is_dir():
        raise Failure([f"{option}: expected a name in a folder that is there, found {str(path)!r}"])


def _bar() -> "Told | None":
    """Return what shows how far it has come; nothing where nobody looks."""
    if not sys.stderr.isatty():
        return None

    def told(done: int, of: int) -> None:
        full = BAR * done // of
        end = "\n" if done == of else ""
        print(f"\r[{'#' * full}{'.' * (BAR - full)}] {done}/{of}", end=end, file=sys.stderr, flush=True)

    return told


def _number(least: float, most: float) -> Callable[[str], float]:
    def read(text: str) -> float:
        try:
            number = float(text)
        except ValueError:
            number = math.nan
        if not least <= number <= most:
            raise argparse.ArgumentTypeError(f'expected a number from {least:g} to {most:g}, found "{text}"')
        return number

    return read


def _whole(least: int, most: int) -> Callable[[str], int]:
    def read(text: str) -> int:
        if not (text.isascii() and text.isdigit()) or not least <= int(text) <= most:
            raise argparse.ArgumentTypeError(f'expected a whole number from {least} to {most}, found "{text}"')
        return int(text)

    return read


def _size(text: str) -> tuple[int, int]:
    parts = text.split("x")
    sizes = [int(part) for part in parts if part.isascii() and part.isdigit()]
    good = len(parts) == len(sizes) == 2 and all(LEAST_PIXELS <= n <= MOST_PIXELS and n % 4 == 0 for n in sizes)
    if not good:
        expected = f"WIDTHxHEIGHT, each from {LEAST_PIXELS} to {MOST_PIXELS} and a multiple of 4"
        raise argparse.ArgumentTypeError(f'expected {expected}, found "{text}"')
    return sizes[0], sizes[1]
