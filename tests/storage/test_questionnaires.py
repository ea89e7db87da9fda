"""The texts of instruments come from whoever runs lumbar, in a form that is checked whole."""

from pathlib import Path

import pytest

from lumbar.storage.questionnaires import FOLDER, read_questionnaires
from lumbar.vocabulary.shape import BadDocument

STATEMENTS = ", ".join(f'"Made-up statement {number}."' for number in range(1, 25))
WHOLE = f'title = "Daily life"\ncitation = "Made up"\nintro = "Tick what applies."\nstatements = [{STATEMENTS}]\n'


def _supplied(folder: Path, name: str, text: str) -> None:
    (folder / FOLDER).mkdir(exist_ok=True)
    (folder / FOLDER / name).write_text(text, encoding="utf-8")


def test_without_any_there_are_none(tmp_path: Path) -> None:
    assert read_questionnaires(tmp_path) == {}


def test_each_language_is_a_file_of_its_own(tmp_path: Path) -> None:
    _supplied(tmp_path, "rmdq.en.toml", WHOLE)
    _supplied(tmp_path, "rmdq.es.toml", WHOLE)
    _supplied(tmp_path, "notes.txt", "not ours")
    found = read_questionnaires(tmp_path)
    assert sorted(found) == [("rmdq", "en"), ("rmdq", "es")]
    assert len(found["rmdq", "en"].statements) == 24


@pytest.mark.parametrize(
    ("text", "key"),
    [
        (WHOLE.replace("title", "tilte"), "tilte"),
        (WHOLE.replace('"Made-up statement 1.", ', ""), "statements"),
        ("title = ", "rmdq.en.toml"),
    ],
)
def test_a_file_of_another_form_names_itself_and_the_key(tmp_path: Path, text: str, key: str) -> None:
    _supplied(tmp_path, "rmdq.en.toml", text)
    with pytest.raises(BadDocument) as refused:
        read_questionnaires(tmp_path)
    assert all("rmdq.en.toml" in problem.key for problem in refused.value.problems)
    assert any(key in problem.key for problem in refused.value.problems)
