"""Each file in ``rejected`` has one fault; its first line says which, and where."""

import tomllib
from pathlib import Path

import jsonschema
import pytest

from lumbar.library import packaged
from lumbar.library.checking import check_files
from lumbar.library.form import MOVEMENT

FILES = sorted((Path(__file__).parent / "rejected").glob("*.toml"))
BEYOND_SCHEMA = {
    "cap_without_modify", "caution_missing", "caution_too_weak", "caution_twice", "chain_in_a_circle",
    "default_above_article", "id_not_the_file_name", "level_out_of_range", "neighbour_of_another_family",
    "per_side_without_sides", "prone_without_cannot_lie_prone", "reps_and_duration", "source_of_number_missing",
    "shown_fault_of_no_posture", "shown_fault_shows_nothing", "shown_fault_unknown", "source_unknown",
    "source_without_number", "substitute_blocked", "substitute_unknown", "switch_cue_missing", "syntax_error",
    "tempo_missing",
}  # fmt: skip
"""Faults that need more than one key or more than one file, which a JSON Schema of one file cannot see."""


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_rejected_file_has_just_its_one_fault(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    line, _, expected = text.splitlines()[0].removeprefix("# expects: ").partition(": ")
    faults = check_files({str(file): text}, packaged.known(), frozenset(packaged.sources()))
    assert [str(fault).startswith(f"{file}:{line}: {expected}") for fault in faults] == [True], faults


@pytest.mark.parametrize("file", [f for f in FILES if f.stem not in BEYOND_SCHEMA], ids=lambda file: file.stem)
def test_the_schema_rejects_what_one_key_shows(file: Path) -> None:
    data = tomllib.loads(file.read_text(encoding="utf-8"))
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(data, MOVEMENT.schema())


def test_enough_is_rejected() -> None:
    assert len(FILES) >= 15


def test_all_faults_of_all_files_come_at_once() -> None:
    chosen = [file for file in FILES if file.stem in ("unknown_key", "wrong_type", "syntax_error")]
    files = {str(file): file.read_text(encoding="utf-8") for file in chosen}
    faults = check_files(files, packaged.known(), frozenset(packaged.sources()))
    assert {fault.file for fault in faults} == set(files)


def test_a_file_with_two_faults_shows_both() -> None:
    text = packaged.texts()["bridge.toml"].replace('position = "supine"', 'position = "upright"')
    text = text.replace('purpose = "endurance"', 'purpose = "glory"')
    faults = check_files({"bridge.toml": text}, packaged.known(), frozenset(packaged.sources()))
    assert [fault.key for fault in faults] == ["position", "purpose"]
    assert [text.splitlines()[fault.line - 1].split(" ")[0] for fault in faults] == ["position", "purpose"]
