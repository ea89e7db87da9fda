"""The handout command: what it writes, and what it leaves alone."""

import json
import os
from pathlib import Path
from threading import Thread

import pytest

from lumbar.cli import main
from lumbar.cli.documents import replace_file
from tests.handouts.reading import Read

Capture = pytest.CaptureFixture[str]
HEALTHY = {"as_of": "2026-03-02", "age": 40, "unlisted": "no"}


@pytest.fixture
def person(tmp_path: Path) -> str:
    file = tmp_path / "person.json"
    file.write_text(json.dumps(HEALTHY), encoding="utf-8")
    return str(file)


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    folder = tmp_path / "out"
    folder.mkdir()
    return folder / "plan.pdf"


def refused(capsys: Capture, *arguments: str) -> list[str]:
    assert main(["handout", *arguments]) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert "Traceback" not in printed.err
    return printed.err.splitlines()


def test_the_week_is_written_as_a_pdf_and_nothing_is_printed(person: str, plan: Path, capsys: Capture) -> None:
    assert main(["handout", person, "-o", str(plan)]) == 0
    assert capsys.readouterr() == ("", "")
    assert "Your exercises this week" in Read(plan.read_bytes()).text
    assert list(plan.parent.iterdir()) == [plan]


def test_paper_print_language_country_and_code_are_options(person: str, plan: Path) -> None:
    options = ["--paper", "letter", "--large-print", "--language", "es", "--country", "MX"]
    assert main(["handout", person, "-o", str(plan), *options, "--app-url", "https://lumbar.example"]) == 0
    found = Read(plan.read_bytes())
    assert found.size_mm == (216, 279)
    assert found.root["/Lang"] == "es"
    assert "911" in found.text
    assert [tag.alt for tag in found.tree.all("Figure")][:1] == [
        "Código QR que abre lumbar en https://lumbar.example"
    ]


def test_the_country_is_that_of_the_computer_unless_it_is_said(
    person: str, plan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")
    assert main(["handout", person, "-o", str(plan)]) == 0
    assert "999" in Read(plan.read_bytes()).pages[0]


@pytest.mark.parametrize("sign", ["chest_pain", "night_pain_unremitting"])
def test_who_must_wait_gets_a_page_and_no_error(sign: str, plan: Path, tmp_path: Path) -> None:
    file = tmp_path / "waits.json"
    file.write_text(json.dumps({**HEALTHY, "answers": {sign: "yes"}}), encoding="utf-8")
    assert main(["handout", str(file), "-o", str(plan)]) == 0
    assert len(Read(plan.read_bytes()).pages) == 1


def test_every_problem_of_the_document_is_a_line_and_nothing_is_written(
    plan: Path, tmp_path: Path, capsys: Capture
) -> None:
    file = tmp_path / "bad.json"
    file.write_text(json.dumps({"age": -1, "unlistet": "no"}), encoding="utf-8")
    lines = refused(capsys, str(file), "-o", str(plan))
    assert len(lines) == 3
    assert all(line.startswith(f"{file}: ") and ": expected " in line for line in lines)
    assert list(plan.parent.iterdir()) == []


def test_a_file_that_was_there_stays_when_the_input_is_bad(plan: Path, capsys: Capture) -> None:
    plan.write_text("older")
    refused(capsys, "nowhere.json", "-o", str(plan))
    assert plan.read_text() == "older"


def test_a_country_and_an_address_that_are_none_are_both_named(person: str, plan: Path, capsys: Capture) -> None:
    lines = refused(capsys, person, "-o", str(plan), "--country", "XX", "--app-url", "lumbar")
    assert [line.split(":")[0] for line in lines] == ["--country", "--app-url"]
    assert not plan.exists()


def test_a_folder_that_is_not_there_is_said(person: str, tmp_path: Path, capsys: Capture) -> None:
    (line,) = refused(capsys, person, "-o", str(tmp_path / "nowhere" / "plan.pdf"))
    assert line.endswith("expected a file that can be written, found No such file or directory")


def test_what_cannot_be_put_in_place_leaves_nothing_behind(tmp_path: Path) -> None:
    target = tmp_path / "plan.pdf"
    target.mkdir()
    with pytest.raises(Exception, match="expected a file that can be written"):
        replace_file(str(target), b"new")
    assert list(tmp_path.iterdir()) == [target]


def test_what_is_no_plain_file_is_written_to_and_stays(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    read: list[bytes] = []
    reader = Thread(target=lambda: read.append(pipe.read_bytes()))
    reader.start()
    replace_file(str(pipe), b"new")
    reader.join()
    assert read == [b"new"]
    assert list(tmp_path.iterdir()) == [pipe]
    assert pipe.is_fifo()
