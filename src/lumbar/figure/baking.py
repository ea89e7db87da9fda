"""Baking: a movement's solved postures as one document, for whoever shows them without solving anything."""

import base64
import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np
from numpy.typing import NDArray

from lumbar.figure.body import BODIES, PARENTS, load
from lumbar.figure.checking import findings
from lumbar.figure.cycle import Cycle, solve
from lumbar.figure.pads import outside, vertex_normals
from lumbar.figure.props import has_wall, standing
from lumbar.figure.quaternion import quaternions
from lumbar.figure.skeleton import ANGLE, Skin
from lumbar.figure.solver import Solved, Solver
from lumbar.figure.templates import template
from lumbar.figure.ways import Ways
from lumbar.vocabulary.posture import ANGLES, Figure

Floats = NDArray[np.float64]

KNOWN = "woman"
"""The body that people are compared with, and on which postures that show faults are checked."""
PER_TURN, PER_METRE = 32_767, 8_000
"""Turns are kept as whole parts of a unit quaternion, places as whole eighths of a millimetre."""
MAKERS = (
    "body.npz", "body.py", "skeleton.py", "pads.py", "collision.py", "solver.py", "cycle.py", "checking.py",
    "props.py", "quaternion.py", "baking.py", "camera.py", "furniture.py", "tessellation.py", "pixels.py",
    "seen.py", "slivers.py", "borders.py", "lines.py", "curves.py", "scene.py", "drawing.py", "ways.py",
    "landmarks.py", "framing.py", "templates.py", "phone.py",
)  # fmt: skip
"""What a baked document depends on besides the figure."""


@cache
def _makers() -> bytes:
    here = files("lumbar.figure")
    return hashlib.sha256(b"\0".join(here.joinpath(name).read_bytes() for name in MAKERS)).digest()


def fingerprint(figure: Figure) -> str:
    """Return what a baked document is keyed by: the figure as its file has it, and all that solved it."""
    return hashlib.sha256(_makers() + repr(figure).encode()).hexdigest()[:16]


def bake(figure: Figure, key: str, bodies: Iterable[str] = BODIES) -> dict[str, Any]:
    """Solve a figure for these bodies, check it, and return it as a JSON document."""
    known = Ways(figure, Solver(load(KNOWN)), sided=False)
    return {
        "key": key,
        "side": figure.side,
        "base": figure.base,
        "view": {"azimuth_deg": figure.view.azimuth_deg, "elevation_deg": figure.view.elevation_deg},
        "flow": {"legs": len(figure.flow), "leg_s": figure.flow_s},
        "wall": figure.wall if has_wall(figure) else None,
        "bodies": {name: _Bake(figure, name).document() for name in bodies},
        "faults": {"findings": _faults(figure, known) if KNOWN in bodies else []},
        "template": template(figure, known) if KNOWN in bodies else None,
    }


def _faults(figure: Figure, ways: Ways) -> list[str]:
    """List what is wrong with the postures that show faults."""
    found = []
    for name in figure.faults:
        if (shown := figure.showing(name)) is not figure:
            found += [f"faults.{name}.{each}" for each in findings(shown, ways.solver, ways.cycle(name))]
    return found


def baked(name: str) -> dict[str, Any] | None:
    """Return what was baked into the package for a movement; None where nothing was."""
    file = files("lumbar.figure").joinpath("baked", f"{name}.json")
    try:
        document: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return document


def proof(name: str, figure: Figure) -> list[str]:
    """List what is wrong with a movement's figure on any body: as it was baked, if it is still that figure."""
    key = fingerprint(figure)
    document = baked(name)
    if document is None or document["key"] != key:
        document = bake(figure, key)
    return [found for part in (*document["bodies"].values(), document["faults"]) for found in part["findings"]]


class _Bake:
    """One body's part of the document. Frames are listed once, and ways are places in that list."""

    def __init__(self, figure: Figure, name: str) -> None:
        self._figure, self._body = figure, load(name)
        self._solver = Solver(self._body)
        self._cycle: Cycle = solve(figure, self._solver)
        self._frames: list[Solved] = []

    def document(self) -> dict[str, Any]:
        start = self._places([self._cycle.postures["start"]])
        move, flow = self._places(self._cycle.move), self._places(self._cycle.flow)
        skin = Skin.of(self._body, np.arange(0, len(self._body.vertices), 7))
        outline = np.concatenate(
            [self._solver.skeleton.skin(self._solver.pose(each), skin) for each in self._frames]
        )
        return {
            "start": start[0],
            "move": move,
            "flow": flow,
            "frames": _packed(np.stack([self._frame(each) for each in self._frames])),
            "bounds_m": [_rounded(outline.min(axis=0)), _rounded(outline.max(axis=0))],
            "angles_deg": {name: self._angles(each) for name, each in self._cycle.postures.items()},
            "props": self._props(),
            "findings": [str(each) for each in findings(self._figure, self._solver, self._cycle)],
        }

    def _places(self, way: Sequence[Solved]) -> list[int]:
        for each in way:
            if not any(each is known for known in self._frames):
                self._frames.append(each)
        return [next(i for i, known in enumerate(self._frames) if each is known) for each in way]

    def _angles(self, solved: Solved) -> dict[str, float]:
        return {name: round(float(solved.angles[ANGLE[name]]), 1) for name in ANGLES}

    def _frame(self, solved: Solved) -> NDArray[np.int16]:
        """Return the place of the pelvis, then each bone's turn against its parent, as whole numbers."""
        turns = self._solver.skeleton.skinning(self._solver.pose(solved))[..., :3].swapaxes(0, 1)
        own = np.stack([turns[i] if p < 0 else turns[p].T @ turns[i] for i, p in enumerate(PARENTS)])
        place = np.round(solved.place * PER_METRE)
        return np.concatenate([place, np.round(quaternions(own) * PER_TURN).ravel()]).astype(np.int16)

    def _props(self) -> list[dict[str, Any]]:
        """List what stands around, with where it is, metres."""
        found: list[dict[str, Any]] = [
            {"kind": kind, "place_m": _rounded(place)}
            for kind, place in standing(self._figure, self._cycle, self._solver)
        ]
        return found + [{"kind": rope, "lines_m": self._laid(pads)} for rope, pads in self._figure.ropes.items()]

    def _laid(self, pads: Sequence[str]) -> list[list[list[float]]]:
        """Return where a rope runs along pads in each frame, (frames, pads, 3)."""
        body, own = self._body, self._solver.pads.vertices
        skin = Skin.of(body, np.arange(len(body.vertices)))
        places = [self._solver.skeleton.skin(self._solver.pose(each), skin) for each in self._frames]
        lines = [outside(at, vertex_normals(at, body.faces), [own[pad] for pad in pads]) for at in places]
        return [[_rounded(place) for place in line] for line in lines]


def _packed(numbers: NDArray[np.int16]) -> str:
    return base64.b64encode(numbers.astype("<i2").tobytes()).decode("ascii")


def _rounded(place: Floats) -> list[float]:
    return [round(float(each), 4) for each in place]


def written(document: Mapping[str, Any]) -> str:
    """Return the document as it is written to a file."""
    return json.dumps(document, separators=(",", ":"), sort_keys=True) + "\n"
