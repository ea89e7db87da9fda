"""The pose models as they are built."""

import importlib
import zipfile
from pathlib import Path
from typing import Any

import pytest
from tools.flat import Number, Reader, Table, There, written
from tools.pose_models import ALIGNMENT, described, write

from lumbar.vision.model import FOLDER, bundle
from lumbar.vision.needs import mediapipe

PACKAGE = Path(__file__).parents[2] / "frontend" / "node_modules" / "@mediapipe" / "pose"


@pytest.mark.parametrize("name", ["lite", "full"])
def test_the_same_package_gives_the_same_bytes(tmp_path: Path, name: str) -> None:
    write(tmp_path / "again.task", PACKAGE, name)
    assert (tmp_path / "again.task").read_bytes() == bundle(name).read_bytes()


@pytest.mark.parametrize("name", ["lite", "full"])
def test_models_are_unchanged_and_can_be_read_in_place(name: str) -> None:
    whole = bundle(name).read_bytes()
    with zipfile.ZipFile(FOLDER / f"pose_{name}.task") as archive:
        entries = {entry.filename: archive.read(entry) for entry in archive.infolist()}
        assert {entry.compress_type for entry in archive.infolist()} == {zipfile.ZIP_STORED}
    assert list(entries) == ["pose_detector.tflite", "pose_landmarks_detector.tflite"]
    given = ("pose_solution_packed_assets.data", f"pose_landmark_{name}.tflite")
    for content, source in zip(entries.values(), given, strict=True):
        assert whole.find(content) % ALIGNMENT == 0
        original = (PACKAGE / source).read_bytes()
        assert content.endswith(original)
        assert (len(content) - len(original)) % ALIGNMENT == 0


def test_the_description_is_what_the_library_expects() -> None:
    """Read with the library's own reader of such files, which had no part in writing them."""
    mediapipe()
    models: Any = importlib.import_module("mediapipe.tasks.metadata.schema_py_generated")
    notes: Any = importlib.import_module("mediapipe.tasks.metadata.metadata_schema_py_generated")
    found = {}
    with zipfile.ZipFile(bundle("lite")) as archive:
        for name in archive.namelist():
            content = archive.read(name)
            model = models.Model.GetRootAsModel(content, 0)
            assert [model.Metadata(n).Name() for n in range(model.MetadataLength())][-1] == b"TFLITE_METADATA"
            last = model.Buffers(model.Metadata(model.MetadataLength() - 1).Buffer())
            described_as = notes.ModelMetadata.GetRootAsModelMetadata(last.DataAsNumpy().tobytes(), 0)
            graph = described_as.SubgraphMetadata(0)
            (inputs, outputs) = graph.InputTensorMetadataLength(), graph.OutputTensorMetadataLength()
            assert (inputs, outputs) == (model.Subgraphs(0).InputsLength(), model.Subgraphs(0).OutputsLength())
            unit = notes.ProcessUnitT.InitFromObj(graph.InputTensorMetadata(0).ProcessUnits(0))
            found[name] = (described_as.Name(), list(unit.options.mean), list(unit.options.std))
    assert found == {
        "pose_detector.tflite": (b"pose detector", [127.5], [127.5]),
        "pose_landmarks_detector.tflite": (b"pose landmarks, lite", [0.0], [255.0]),
    }


def test_what_is_laid_in_front_refers_to_what_was_there() -> None:
    inner = written(Table(fields={0: "kept", 2: Number(value=7)}), b"TEST")
    there = Reader.of(inner).there(0)
    assert there is not None
    outer = written(Table(fields={1: there, 3: There(at=Reader.of(inner).at)}), b"TEST", before=inner)
    root = Reader.of(outer)
    assert outer.endswith(inner)
    assert root.text(1) == "kept"
    old = root.there(3)
    assert old is not None
    assert root.table(old).number(2) == 7
    assert (root.text(0), root.number(9), root.vector(2)) == ("", 0, ())


def test_a_file_that_is_not_a_model_is_refused() -> None:
    with pytest.raises(ValueError, match="expected a TensorFlow Lite model"):
        described(b"\0" * 64, "nothing", None)  # type: ignore[arg-type]
