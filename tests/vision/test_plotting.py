"""What was seen, drawn over time."""

import json
from pathlib import Path

import pytest

from lumbar.cli import main
from tests.tracking.people import lasts_s, person, reps


@pytest.fixture
def bridges(tmp_path: Path) -> Path:
    file = tmp_path / "bridges.jsonl"
    lines = [
        json.dumps({"t_s": frame.t_s, "points": frame.points, "width": frame.width, "height": frame.height})
        for frame in person("bridge", reps(2), lasts_s(2), fps=12.0, fault="hips_low")
    ]
    file.write_text("\n".join(lines), encoding="utf-8")
    return file


@pytest.mark.parametrize(("ending", "begins"), [(".png", b"\x89PNG"), (".svg", b"<?xml"), (".pdf", b"%PDF")])
def test_a_recording_is_drawn_into_the_kind_of_file_its_name_says(
    bridges: Path, ending: str, begins: bytes, capsys: pytest.CaptureFixture[str]
) -> None:
    drawing = bridges.with_name(f"seen{ending}")
    assert main(["coach", str(bridges), "--movement", "bridge", "--plot", str(drawing)]) == 0
    assert drawing.read_bytes().startswith(begins)
    assert json.loads(capsys.readouterr().out)["rep_count"] == 2


def test_a_file_of_another_kind_is_refused_before_anything_is_looked_at(
    bridges: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    drawing = bridges.with_name("seen.txt")
    assert main(["coach", str(bridges), "--movement", "bridge", "--plot", str(drawing)]) == 2
    assert "--plot: expected a name that ends in .png, .svg, .pdf, found" in capsys.readouterr().err
    assert not drawing.exists()
