"""Recorded motion: a line of JSON for each sample of a phone's sensors, read and checked, and watched."""

import json
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Any

from lumbar.cli.failing import Failure
from lumbar.cli.lines import fail, is_number, record
from lumbar.library.templates import phone_way
from lumbar.tracking.phone import PhoneTracker
from lumbar.tracking.report import Report
from lumbar.vocabulary.motion import Motion, Vector
from lumbar.vocabulary.movement import Movement
from lumbar.vocabulary.posture import SIDES, Side

KEYS = ("t_s", "gravity", "rotation")
OWN_KEYS = frozenset({"gravity", "rotation"})
"""What only a line of motion has."""
AXES = 3


def are_motions(lines: Iterable[str]) -> tuple[bool, Iterable[str]]:
    """Tell by its first line whether a stream is of motion; return all of its lines again."""
    rest, before = iter(lines), list[str]()
    for line in rest:
        before.append(line)
        if line.strip():
            break
    try:
        first = json.loads(before[-1]) if before else None
    except (ValueError, RecursionError):
        first = None
    return isinstance(first, dict) and not OWN_KEYS.isdisjoint(first), chain(before, rest)


def watch_motions(
    movement: Movement, lines: Iterable[str], file: str, *, sides: tuple[Side, ...] = SIDES
) -> Report:
    """Return what a recording of a phone on the body shows.

    Raises:
        Failure: a line is no sample; or no phone measures this movement.
    """
    if movement.phone is None:
        ways = " or ".join(movement.measured_by)
        raise Failure(
            [f"--movement: expected a movement that a phone measures, found {movement.id}, measured by {ways}"]
        )
    way = phone_way(movement.id, movement.phone.spot)
    if way is None:
        raise Failure([f"{movement.id}: its postures have not been solved: run make build"])
    tracker, report = PhoneTracker(movement, way, sides=sides), Report.of(movement)
    for motion in motions(file, lines):
        for event in tracker.feed(motion):
            report.add(event)
        report.frame(motion.t_s, seen=tracker.sees)
    for event in tracker.finish():
        report.add(event)
    report.end()
    return report


def motions(file: str, lines: Iterable[str]) -> Iterator[Motion]:
    """Yield the samples of a motion file.

    Raises:
        Failure: a line is no sample; names the file, the line, the key and what was expected.
    """
    last_s = None
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        motion = _motion(record(file, number, line, "sample"), f"{file}:{number}")
        if last_s is not None and motion.t_s <= last_s:
            fail(f"{file}:{number}: t_s", f"a time after that of the line before ({last_s:g})", f"{motion.t_s:g}")
        last_s = motion.t_s
        yield motion
    if last_s is None:
        fail(f"{file}: document", "a line of JSON for each sample", "no line")


def _motion(found: dict[str, Any], where: str) -> Motion:
    for key in KEYS:
        if key not in found:
            fail(f"{where}: {key}", "this key in every sample", "nothing")
    if extra := sorted(found.keys() - set(KEYS)):
        fail(f"{where}: {extra[0]}", f"only the keys {', '.join(KEYS)}", "it")
    if not is_number(found["t_s"]):
        fail(f"{where}: t_s", "a number of seconds", json.dumps(found["t_s"]))
    return Motion(
        t_s=float(found["t_s"]),
        gravity=_vector(found["gravity"], f"{where}: gravity", "m/s²"),
        rotation=_vector(found["rotation"], f"{where}: rotation", "degrees a second"),
    )


def _vector(found: Any, where: str, unit: str) -> Vector:
    if not (isinstance(found, list) and len(found) == AXES and all(is_number(each) for each in found)):
        fail(where, f"three numbers, {unit} along or about x, y and z", json.dumps(found))
    x, y, z = found
    return x, y, z
