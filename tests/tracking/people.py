"""People made of a movement's own template, who do it as a test says: nothing is solved for them."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache

from lumbar.library import packaged
from lumbar.library.templates import template
from lumbar.tracking.events import Event
from lumbar.tracking.report import Report
from lumbar.tracking.tracker import Tracker
from lumbar.vocabulary.landmark import INDEX, LANDMARKS, Frame, Point
from lumbar.vocabulary.movement import Movement
from lumbar.vocabulary.posture import OTHER_SIDE, Side
from lumbar.vocabulary.template import Template

FPS = 24.0
Way = Callable[[float], float]
"""How far along the way somebody is at a time: 0 at rest, 1 at the top."""

CATALOGUE = packaged.catalogue()


@cache
def known(movement: str) -> Template:
    found = template(movement)
    assert found is not None, "not built: run make build"
    return found


def movement(name: str) -> Movement:
    return CATALOGUE[name]


def smoothstep(share: float) -> float:
    share = min(max(share, 0.0), 1.0)
    return share * share * (3 - 2 * share)


def reps(count: int, *, go_s: float = 2.0, hold_s: float = 1.0, rest_s: float = 1.0, far: float = 1.0) -> Way:
    """Rest, go, hold and come back, so many times; then rest."""
    whole_s = rest_s + 2 * go_s + hold_s

    def way(t_s: float) -> float:
        into_s = t_s % whole_s - rest_s
        if not 0 <= t_s < count * whole_s:
            return 0.0
        return far * min(smoothstep(into_s / go_s), smoothstep((2 * go_s + hold_s - into_s) / go_s))

    return way


def lasts_s(count: int, *, go_s: float = 2.0, hold_s: float = 1.0, rest_s: float = 1.0) -> float:
    """Return how long these repetitions take, and a last rest."""
    return count * (rest_s + 2 * go_s + hold_s) + 1.5


def swapped(frame: Frame) -> Frame:
    """Exchange the names of left and right."""
    points = [
        frame.points[INDEX["_".join(OTHER_SIDE.get(word, word) for word in name.split("_"))]] for name in LANDMARKS
    ]
    return replace(frame, points=points)


def mirrored(frame: Frame) -> Frame:
    """Return what a mirror shows: the other side is done."""
    return replace(swapped(frame), points=[(1 - x, y, z, seen) for x, y, z, seen in swapped(frame).points])


def posture(name: str, place: float, fault: str | None = None) -> Frame:
    """Return the template's posture so far along its way, and as far into a fault."""
    shown = known(name)
    at = min(max(place, 0.0), 1.0) * (len(shown.way) - 1)
    before = min(int(at), len(shown.way) - 2)
    points = _between(shown.way[before].points, shown.way[before + 1].points, at - before)
    if fault is not None:
        right, wrong = shown.way[-1].points, shown.faults[fault][-1].points
        points = [
            (x + place * (bx - ax), y + place * (by - ay), z + place * (bz - az), seen)
            for (x, y, z, seen), (ax, ay, az, _), (bx, by, bz, _) in zip(points, right, wrong, strict=True)
        ]
    return replace(shown.way[0], points=points)


def _between(one: Sequence[Point], other: Sequence[Point], share: float) -> list[Point]:
    return [
        (ax + share * (bx - ax), ay + share * (by - ay), az + share * (bz - az), av + share * (bv - av))
        for (ax, ay, az, av), (bx, by, bz, bv) in zip(one, other, strict=True)
    ]


def person(
    name: str,
    way: Way,
    seconds: float,
    *,
    fps: float = FPS,
    side: Side | None = None,
    fault: str | None = None,
    start_s: float = 0.0,
) -> Iterator[Frame]:
    """Yield the frames of somebody who does a movement in this way."""
    for number in range(round(seconds * fps)):
        frame = posture(name, way(number / fps), fault)
        if side is not None and side != known(name).side:
            frame = mirrored(frame)
        yield replace(frame, t_s=start_s + number / fps)


def away(frames: Iterable[Frame], from_s: float, to_s: float) -> Iterator[Frame]:
    """Take the person out of the picture for a while."""
    for frame in frames:
        yield replace(frame, points=[], people=0) if from_s <= frame.t_s < to_s else frame


def tracker(name: str, **more: object) -> Tracker:
    return Tracker(movement(name), known(name), **more)  # type: ignore[arg-type]


def told(following: Tracker, frames: Iterable[Frame]) -> list[Event]:
    """Return all that a tracker says of these frames, and when none follows."""
    events = [event for frame in frames for event in following.feed(frame)]
    return [*events, *following.finish()]


def watched(name: str, frames: Iterable[Frame], **more: object) -> Report:
    """Return the report on these frames."""
    following, report = tracker(name, **more), Report.of(movement(name))
    for frame in frames:
        for event in following.feed(frame):
            report.add(event)
        report.frame(frame.t_s, seen=following.sees)
    for event in following.finish():
        report.add(event)
    report.end()
    return report
