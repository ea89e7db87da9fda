"""The figure of a movement file: its form, and reading it.

A name without a side means both: ``hip_flexion = 90`` bends both hips, ``right_hip_flexion = 90`` the right one.
What is said of one side wins over what is said of both. A posture says only what differs from the one it comes
``from``.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from lumbar.vocabulary.posture import (
    ANGLES,
    BASES,
    LIMB_ANGLES,
    PADS,
    ROPES,
    SIDED_PADS,
    SIDES,
    SURFACES,
    TRUNK_ANGLES,
    WALLS,
    Figure,
    Posture,
    ShownFault,
    View,
)
from lumbar.vocabulary.shape import SNAKE, Check, Key, ListOf, MapOf, Number, OneOf, Path, Problem, Table, describe

START = "start"
"""The posture everything begins in; planted pads stay where it has them."""
ANGLE_NAMES = (*TRUNK_ANGLES, *LIMB_ANGLES, *(f"{side}_{name}" for side in SIDES for name in LIMB_ANGLES))
PAD_NAMES = (*PADS, *SIDED_PADS)
ANGLE_NAME = OneOf(ANGLE_NAMES, called="the name of an angle, as docs/figure.md lists them")
PAD_NAME = OneOf(PAD_NAMES, called="a place of the body, as docs/figure.md lists them")
DEGREES = Number(-180, 180, unit="degrees")
SOME_PADS = ListOf(PAD_NAME, unique=True)


def _angle_problems(posture: dict[str, Any], path: Path) -> Iterator[Problem]:
    for name, angle in posture["angles"].items():
        least, most = LIMB_ANGLES[name] if name in LIMB_ANGLES else ANGLES[name]
        if not least <= angle <= most:
            place = (*path, "angles", name)
            yield Problem(path=place, expected=f"{least:g} to {most:g} degrees", found=describe(angle))


POSTURE = Table(
    {
        "from": Key(SNAKE, None),
        "angles": Key(MapOf(ANGLE_NAME, DEGREES), {}),
        **{surface: Key(SOME_PADS, None) for surface in SURFACES},
        "plant": Key(SOME_PADS, None),
        "holds": Key(MapOf(PAD_NAME, PAD_NAME), None),
        "free": Key(MapOf(ANGLE_NAME, Number(0, 90, unit="degrees")), {}),
        "turn_deg": Key(ListOf(DEGREES, least=3, most=3), None),
    },
    also=(Check(("angles",), _angle_problems),),
)


def _name_problems(figure: dict[str, Any], path: Path) -> Iterator[Problem]:
    """Check that what is named is there, and that no posture comes from itself."""
    postures = figure["postures"]
    expected = f"one of {', '.join(postures)}" if postures else "a posture"
    if START not in postures:
        yield Problem(path=(*path, "postures"), expected=f'a posture "{START}"', found="none")
    for way in ("move", "flow"):
        for name in figure[way]:
            if name not in postures:
                yield Problem(path=(*path, way), expected=expected, found=describe(name))
    for name, posture in postures.items():
        parent, seen = posture["from"], {name}
        while parent is not None:
            if parent not in postures or parent in seen:
                found = describe(parent)
                yield Problem(path=(*path, "postures", name, "from"), expected="another posture", found=found)
                break
            seen.add(parent)
            parent = postures[parent]["from"]


def _way_problems(figure: dict[str, Any], path: Path) -> Iterator[Problem]:
    if not figure["move"] and not figure["flow"]:
        yield Problem(path=path, expected="move, flow, or both", found="neither")


def _shown_problems(fault: dict[str, Any], path: Path) -> Iterator[Problem]:
    if not any(fault.values()):
        yield Problem(path=path, expected="postures, tempo, back_tempo or bounce", found="none of them")


def _fault_problems(figure: dict[str, Any], path: Path) -> Iterator[Problem]:
    """Check that a fault changes postures that are there, and leaves where they come from."""
    for fault, shown in figure["faults"].items():
        for name, posture in shown["postures"].items():
            place = (*path, "faults", fault, "postures", name)
            if name not in figure["postures"]:
                yield Problem(path=place, expected=f"one of {', '.join(figure['postures'])}", found=describe(name))
            if posture["from"] is not None:
                yield Problem(path=(*place, "from"), expected="no other posture to come from", found="one")


TEMPO = Number(0.1, 3, unit="times the usual seconds")
FAULT = Table(
    {
        "postures": Key(MapOf(SNAKE, POSTURE), {}),
        "tempo": Key(TEMPO, None),
        "back_tempo": Key(TEMPO, None),
        "bounce": Key(Number(0.02, 1, unit="of the way"), None),
    },
    also=(Check(("postures", "tempo", "back_tempo", "bounce"), _shown_problems),),
)
"""How a fault is shown: what is said of a posture is laid over the one of that name, and whatever comes from it."""

FIGURE = Table(
    {
        "base": Key(OneOf(BASES)),
        "side": Key(OneOf(SIDES), "left"),
        "view": Key(
            Table(
                {
                    "azimuth_deg": Key(Number(-90, 90, unit="degrees"), 0),
                    "elevation_deg": Key(Number(0, 60, unit="degrees"), 8),
                }
            ),
            {"azimuth_deg": 0, "elevation_deg": 8},
        ),
        "move": Key(ListOf(SNAKE), []),
        "flow": Key(ListOf(SNAKE), []),
        "flow_s": Key(Number(0.25, 12, unit="seconds"), 4),
        "wall": Key(OneOf(WALLS), "front"),
        "ropes": Key(MapOf(OneOf(ROPES), ListOf(PAD_NAME, least=2)), {}),
        "postures": Key(MapOf(SNAKE, POSTURE)),
        "faults": Key(MapOf(SNAKE, FAULT), {}),
    },
    also=(
        Check(("postures", "move", "flow"), _name_problems),
        Check(("move", "flow"), _way_problems),
        Check(("postures", "faults"), _fault_problems),
    ),
)


def build_figure(data: Mapping[str, Any]) -> Figure:
    """Build the Figure from data that has its form."""
    written = data["postures"]
    return Figure(
        base=data["base"],
        side=data["side"],
        view=View(**data["view"]),
        postures={name: _posture(_whole(name, written)) for name in written},
        move=tuple(data["move"]),
        flow=tuple(data["flow"]),
        flow_s=data["flow_s"],
        wall=data["wall"],
        ropes={rope: tuple(_each_side(pads)) for rope, pads in data["ropes"].items()},
        faults={fault: _shown(shown, written) for fault, shown in data["faults"].items()},
    )


def _shown(fault: Mapping[str, Any], written: Mapping[str, Mapping[str, Any]]) -> ShownFault:
    """Lay a fault's postures over those that are written, before one is taken from another."""
    wrong = {**written, **{name: _over(written[name], own) for name, own in fault["postures"].items()}}
    return ShownFault(
        postures={name: _posture(_whole(name, wrong)) for name in wrong},
        tempo=fault["tempo"] or 1.0,
        back_tempo=fault["back_tempo"] or 1.0,
        bounce=fault["bounce"] or 0.0,
    )


def _whole(name: str, written: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    """Return a posture with all it has from the one it comes from, angle by angle."""
    own = written[name]
    if own["from"] is None:
        return dict(own)
    return _over(_whole(own["from"], written), own)


def _over(under: Mapping[str, Any], own: Mapping[str, Any]) -> dict[str, Any]:
    """Lay what a posture says over another: angle by angle, the other keys as a whole."""
    whole = dict(under)
    for key, value in own.items():
        if key in ("angles", "free"):
            whole[key] = {**_both_sides(whole[key]), **_both_sides(value)}
        elif value is not None:
            whole[key] = value
    return whole


def _posture(data: Mapping[str, Any]) -> Posture:
    turn = data["turn_deg"] or (0.0, 0.0, 0.0)
    return Posture(
        angles=_both_sides(data["angles"]),
        contacts={surface: tuple(_each_side(data[surface])) for surface in SURFACES if data[surface]},
        plant=tuple(_each_side(data["plant"] or ())),
        holds=_pairs(data["holds"] or {}),
        free=_both_sides(data["free"]),
        turn_deg=(turn[0], turn[1], turn[2]),
    )


def _both_sides(values: Mapping[str, float]) -> dict[str, float]:
    """Spread what is said of both sides over them; what is said of one wins."""
    both = {f"{side}_{name}": value for name, value in values.items() if name in LIMB_ANGLES for side in SIDES}
    return {**both, **{name: value for name, value in values.items() if name not in LIMB_ANGLES}}


def _each_side(pads: Iterable[str]) -> Iterator[str]:
    for pad in pads:
        if pad in SIDED_PADS:
            yield from (f"{side}_{pad}" for side in SIDES)
        else:
            yield pad


def _pairs(holds: Mapping[str, str]) -> dict[str, str]:
    """Spread holds over both sides: each hand at its own knee, or both at the one that is named."""
    found: dict[str, str] = {}
    for pad, at in holds.items():
        sides = SIDES if pad in SIDED_PADS else ("",)
        for side in sides:
            found[f"{side}_{pad}" if side else pad] = f"{side}_{at}" if at in SIDED_PADS and side else at
    return found
