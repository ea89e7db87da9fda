"""What a movement file says of the camera: the signals that tell how far it has come; how each fault is seen."""

from collections.abc import Iterator, Mapping
from math import sqrt
from typing import Any

from lumbar.vocabulary.measure import MEASURES
from lumbar.vocabulary.movement import Fault
from lumbar.vocabulary.posture import Figure
from lumbar.vocabulary.shape import Check, Flag, Key, ListOf, Number, OneOf, Path, Problem, Table, describe
from lumbar.vocabulary.watch import (
    OFS,
    TEMPOS,
    TILTS,
    UNSEENS,
    BounceSeen,
    PostureSeen,
    Seen,
    Signal,
    TempoSeen,
    TiltSeen,
    Watch,
)

MEASURE = OneOf(MEASURES, called="the name of a measure, as docs/coach.md lists them")
SIGNAL = Table({"measure": Key(MEASURE), "of": Key(OneOf(OFS))})
WATCH = Table({"signals": Key(ListOf(SIGNAL, least=1, most=3))})

WAYS = ("measure", "tempo", "bounce", "tilt")


def _seen_problems(seen: dict[str, Any], path: Path) -> Iterator[Problem]:
    given = [name for name in WAYS if seen[name]]
    if len(given) != 1:
        found = " and ".join(given) or "none of them"
        yield Problem(path=path, expected=f"one of {', '.join(WAYS)}", found=found)
    elif (seen["of"] is None) == bool(seen["measure"]):
        found = describe(seen["of"]) if seen["of"] else "nothing"
        yield Problem(path=(*path, "of"), expected="whose measure it is, beside measure only", found=found)


SEEN = Table(
    {
        "measure": Key(MEASURE, None),
        "of": Key(OneOf(OFS), None),
        "tempo": Key(OneOf(TEMPOS), None),
        "bounce": Key(Flag(), False),
        "tilt": Key(OneOf(TILTS), None),
        "share": Key(Number(0.2, 0.9, unit="of the way from right to wrong"), None),
    },
    also=(Check(("of", *WAYS), _seen_problems),),
)
UNSEEN = OneOf(UNSEENS)
HALFWAY = 0.5


def watch_problems(movement: dict[str, Any], path: Path) -> Iterator[Problem]:
    """Check that what the camera measures says what to look at, and every fault whether it is seen."""
    # Without a figure there is nothing to compare with: such a movement is counted by what it repeats.
    by_camera = "camera" in movement["measured_by"] and movement["figure"] is not None
    by_sensor = by_camera or ("phone" in movement["measured_by"] and movement["figure"] is not None)
    if by_camera and movement["watch"] is None:
        yield Problem(path=(*path, "watch"), expected="the signals that the camera measures", found="nothing")
    shown = (movement["figure"] or {"faults": {}})["faults"]
    for index, fault in enumerate(movement["faults"]):
        place = (*path, "faults", index)
        seen, unseen = fault["seen"], fault["unseen"]
        if by_sensor and (seen is None) == (unseen is None):
            found = "neither" if seen is None else "both"
            yield Problem(path=place, expected="either seen, or unseen and why", found=found)
        elif seen is not None and fault["id"] not in shown:
            expected = "a fault that the figure shows, since its numbers come from there"
            yield Problem(path=(*place, "seen"), expected=expected, found=f'"{fault["id"]}", which it does not')
        elif seen is not None:
            yield from _shown_problems(seen, shown[fault["id"]], (*place, "seen"))


def _shown_problems(seen: Mapping[str, Any], shown: Mapping[str, Any], path: Path) -> Iterator[Problem]:
    needs = {
        "measure": "postures",
        "tilt": "postures",
        "bounce": "bounce",
        "tempo": "back_tempo" if seen["tempo"] == "back" else "tempo",
    }
    (way,) = (name for name in WAYS if seen[name])
    if not shown[needs[way]]:
        expected = f"figure.faults to show it by {needs[way]}"
        yield Problem(path=(*path, way), expected=expected, found="none")


def build_watch(data: Mapping[str, Any] | None) -> Watch | None:
    """Build the Watch from data that has its form."""
    return Watch(signals=tuple(Signal(**signal) for signal in data["signals"])) if data else None


def build_fault(data: Mapping[str, Any], figure: Figure | None) -> Fault:
    """Build the Fault from data that has its form; how fast is too fast comes from how the figure shows it."""
    seen = _seen(data["seen"], data["id"], figure) if data["seen"] and figure else None
    return Fault(id=data["id"], looks=data["looks"], cue=data["cue"], seen=seen, unseen=data["unseen"])


def _seen(data: Mapping[str, Any], fault: str, figure: Figure) -> Seen:
    if data["measure"]:
        signal = Signal(measure=data["measure"], of=data["of"])
        return PostureSeen(signal=signal, share=data["share"] or HALFWAY)
    if data["tilt"]:
        return TiltSeen(tilt=data["tilt"], share=data["share"] or HALFWAY)
    if data["bounce"]:
        return BounceSeen(share=figure.faults[fault].bounce / max(1, len(figure.move or figure.flow)))
    shown = figure.faults[fault]
    times = {"go": shown.tempo, "back": shown.back_tempo, "both": (shown.tempo + shown.back_tempo) / 2}
    return TempoSeen(way=data["tempo"], share=data["share"] or _nearer(times[data["tempo"]]))


def _nearer(shown: float) -> float:
    """Return what share of the usual time is too fast, three quarters of the way to the time shown.

    As one feels it, by what it is multiplied with. Halfway would be too strict: the beginning and the end of a way
    are lost where a limb is hidden, and it seems shorter than it is.
    """
    return sqrt(shown) * sqrt(sqrt(shown))
