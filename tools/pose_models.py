"""Makes the pose models from the files of the npm package @mediapipe/pose.

    python -m tools.pose_models PACKAGE FOLDER [lite|full|heavy ...]

Writes ``pose_lite.task`` and ``pose_full.task`` into the folder (or those that are asked for): what the pose
landmarker reads, on the command line and in the browser. Such a file is a zip of two models, uncompressed: one
finds a person, the other the landmarks of the person found. Each has to say what range its pixels are to be in,
which the package leaves to the program that came with it; so that is written in front of each model, whose own
bytes stay as they are. The same package gives the same bytes.
"""

import struct
import sys
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tools.flat import Floats, Number, Octets, Reader, Table, Value, written

MODELS = ("lite", "full")
DETECTOR = "pose_solution_packed_assets.data"
"""The package's name for the model that finds a person."""
BRIGHTEST = 255.0
LONG_AGO = (1980, 1, 1, 0, 0, 0)
"""The earliest time a zip archive knows: the same at every build."""
ALIGNMENT = 64
"""Where a model begins in the archive: a multiple of this, so that it can be read in place."""
HEADER, PADDING, UNIX = 30, 0xD935, 3
"""A zip archive's entry is so long without its name; its name for what only fills up; and for who made it."""

MODEL, METADATA = b"TFL3", b"M001"
"""How the files of a model and of its metadata begin."""
SUBGRAPHS, BUFFERS, MODEL_METADATA = 2, 4, 6
KEPT = (1, 2, 3, 5, 7)
"""The fields of a model that are taken over; the version, which is a number, too."""
TENSORS, INPUTS, OUTPUTS = 0, 1, 2
TENSOR_NAME = 3
IMAGE, RGB, NORMALIZATION = 2, 1, 1
PARSER = "1.0.0"
"""The first that reads these metadata."""


@dataclass(frozen=True, kw_only=True)
class Range:
    """A model takes (brightness - mean) / std, the brightness from 0 to 255."""

    mean: float
    std: float


AROUND_ZERO = Range(mean=127.5, std=127.5)
FROM_ZERO = Range(mean=0.0, std=255.0)


def main() -> None:
    """Write the models that are asked for."""
    package, folder, *names = sys.argv[1:]
    Path(folder).mkdir(parents=True, exist_ok=True)
    for name in names or MODELS:
        target = Path(folder) / f"pose_{name}.task"
        fresh = target.with_suffix(".new")
        write(fresh, Path(package), name)
        fresh.replace(target)


def write(target: Path, package: Path, name: str) -> None:
    """Write the model of this name from the unpacked package."""
    detector = (package / DETECTOR).read_bytes()
    landmarks = (package / f"pose_landmark_{name}.tflite").read_bytes()
    parts = {
        "pose_detector.tflite": described(detector, "pose detector", AROUND_ZERO),
        "pose_landmarks_detector.tflite": described(landmarks, f"pose landmarks, {name}", FROM_ZERO),
    }
    with target.open("wb") as file, zipfile.ZipFile(file, "w") as archive:
        for part, content in parts.items():
            archive.writestr(_entry(part, file.tell()), content, zipfile.ZIP_STORED)


def _entry(name: str, begin: int) -> zipfile.ZipInfo:
    """Return what stands in the archive in front of a model, at this place, so that the model itself is aligned."""
    entry = zipfile.ZipInfo(name, LONG_AGO)
    entry.create_system = UNIX
    space = -(begin + HEADER + len(name) + 4) % ALIGNMENT
    entry.extra = struct.pack("<HH", PADDING, space) + bytes(space)
    return entry


def described(model: bytes, name: str, taken: Range) -> bytes:
    """Return the model with metadata: its name, and the range of brightness it takes."""
    root = Reader.of(model)
    if model[4:8] != MODEL:
        raise ValueError(f"expected a TensorFlow Lite model, found a file that begins with {model[:8]!r}")
    buffers, notes = root.vector(BUFFERS), root.vector(MODEL_METADATA)
    kept: dict[int, Value] = {number: there for number in KEPT if (there := root.there(number)) is not None}
    ours = Table(fields={0: Octets(content=metadata(root, name, taken))})
    note = Table(fields={0: "TFLITE_METADATA", 1: Number(value=len(buffers))})
    front = Table(
        fields=kept | {0: Number(value=root.number(0)), BUFFERS: [*buffers, ours], MODEL_METADATA: [*notes, note]}
    )
    return written(front, MODEL, before=model)


def metadata(model: Reader, name: str, taken: Range) -> bytes:
    """Return the metadata of a model that takes a picture; its fields by number, as the schema has them."""
    graph = model.table(model.vector(SUBGRAPHS)[0])
    tensors = graph.vector(TENSORS)

    def called(numbers: Sequence[int]) -> list[str]:
        return [graph.table(tensors[number]).text(TENSOR_NAME) for number in numbers]

    (picture,) = called(graph.numbers(INPUTS))
    colours = Table(fields={0: Number(value=RGB, kind="<b")})
    content = Table(fields={0: Number(value=IMAGE, kind="<B"), 1: colours})
    scaling = Table(fields={0: Floats(values=[taken.mean]), 1: Floats(values=[taken.std])})
    unit = Table(fields={0: Number(value=NORMALIZATION, kind="<B"), 1: scaling})
    least, most = (0.0 - taken.mean) / taken.std, (BRIGHTEST - taken.mean) / taken.std
    limits = Table(fields={0: Floats(values=[most]), 1: Floats(values=[least])})
    given = Table(fields={0: picture, 3: content, 4: [unit], 5: limits})
    found = [Table(fields={0: output}) for output in called(graph.numbers(OUTPUTS))]
    both = Table(fields={2: [given], 3: found})
    return written(Table(fields={0: name, 3: [both], 7: PARSER}), METADATA)


if __name__ == "__main__":
    main()
