"""What a movement file says of the phone as a sensor: where it lies, what it tells, the words to put it there."""

from collections.abc import Iterator, Mapping
from typing import Any

from lumbar.vocabulary.shape import Key, OneOf, Path, Problem, Table, Text, describe
from lumbar.vocabulary.watch import BEARINGS, SPOTS, PhoneWatch

PUT = Text(called="a sentence", most=400)
PHONE = Table({"spot": Key(OneOf(SPOTS)), "signal": Key(OneOf(BEARINGS)), "put": Key(PUT)})
CAMERAS = ("measure", "bounce")
"""What of a fault only a camera sees."""


def sensing_problems(movement: dict[str, Any], path: Path) -> Iterator[Problem]:
    """Check that what a phone measures says where it lies, and that it can tell what it is said to."""
    phone, by_phone = movement["phone"], "phone" in movement["measured_by"]
    if by_phone and phone is None:
        yield Problem(path=(*path, "phone"), expected="where the phone lies, and what it tells", found="nothing")
    if phone is not None and not by_phone:
        yield Problem(path=(*path, "phone"), expected='it only beside "phone" in measured_by', found="it")
    if by_phone and movement["figure"] is None:
        yield Problem(path=(*path, "figure"), expected="a figure, from which a phone is told", found="none")
    if phone is not None and phone["signal"] == "pitch" and movement["sides"] != "none":
        place, expected = (*path, "phone", "signal"), "roll or turn, since pitch tells no side"
        yield Problem(path=place, expected=expected, found=describe(phone["signal"]))
    goes_round = movement["figure"] and not movement["figure"]["move"] and len(movement["figure"]["flow"]) > 1
    for index, fault in enumerate(movement["faults"]):
        place = (*path, "faults", index, "seen")
        seen = fault["seen"] or {}
        if seen.get("tilt") and not by_phone:
            yield Problem(path=(*place, "tilt"), expected="a phone that measures it", found="none")
        if seen.get("tilt") and goes_round:
            yield Problem(path=(*place, "tilt"), expected="a movement that is held or comes back", found="a round")
        for way in CAMERAS:
            if seen.get(way) and "camera" not in movement["measured_by"]:
                yield Problem(path=(*place, way), expected="a camera that measures it", found="none")


def build_phone(data: Mapping[str, Any] | None) -> PhoneWatch | None:
    """Build the PhoneWatch from data that has its form."""
    return PhoneWatch(**data) if data else None
