"""Adding a movement is adding one file: a copy of the package gets one, and nothing else in it changes."""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest
from pypdf import PdfReader

import lumbar

PACKAGE = Path(lumbar.__file__).parent
ROOT = PACKAGE.parents[1]
NAME = "A toy stretch"
NEWCOMER = ROOT / "examples/plan/newcomer.json"


class Copy:
    """A copy of the package, with a movement more."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        shutil.copytree(
            PACKAGE, folder / "lumbar", ignore=shutil.ignore_patterns("static", "__pycache__"), symlinks=True
        )
        movements = folder / "lumbar/library/movements"
        toy = (movements / "supine_towel_hamstring.toml").read_text(encoding="utf-8")
        for key, value in {"id": '"a_toy"', "name": f'"{NAME}"', "choice_order": "1"}.items():
            toy = re.sub(rf"^{key} = .*$", f"{key} = {value}", toy, count=1, flags=re.MULTILINE)
        (movements / "a_toy.toml").write_text(toy, encoding="utf-8")

    def runs(self, module: str, *arguments: str) -> str:
        """Run a module of the copy, or one that works on it; return what it printed."""
        paths = os.pathsep.join([str(self.folder), str(ROOT)])
        done = subprocess.run(
            [sys.executable, "-m", module, *arguments],
            env={**os.environ, "PYTHONPATH": paths, "OPENBLAS_NUM_THREADS": "1"},
            cwd=self.folder,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Copy:
    return Copy(tmp_path_factory.mktemp("one") / "src")


@pytest.fixture(scope="module")
def baked(copy: Copy) -> Path:
    """Return where the figures are, after a build's step over all movements."""
    folder = copy.folder / "lumbar/figure/baked"
    copy.runs("tools.bake_figures", str(folder), str(copy.folder / "lumbar/library/solved"))
    return folder


def test_it_is_in_the_library_and_sound(copy: Copy) -> None:
    (found,) = json.loads(copy.runs("lumbar", "movements", "a_toy"))["movements"]
    assert found["name"] == NAME
    assert copy.runs("lumbar", "check", str(copy.folder / "lumbar/library/movements/a_toy.toml")) == ""


def test_it_is_planned_and_so_played(copy: Copy) -> None:
    week = json.loads(copy.runs("lumbar", "plan", str(NEWCOMER)))["week"]
    planned = {item["movement"] for day in week for slot in day["slots"] for item in slot["items"]}
    assert "a_toy" in planned


def test_it_has_its_figure_and_its_drawings(baked: Path) -> None:
    document: Mapping[str, object] = json.loads((baked / "a_toy.json").read_text(encoding="utf-8"))
    assert document["bodies"]
    assert (baked / "a_toy.svg").read_text(encoding="utf-8").startswith("<svg")


def test_it_is_on_paper(copy: Copy, baked: Path, tmp_path: Path) -> None:
    assert baked.is_dir()
    copy.runs("lumbar", "handout", str(NEWCOMER), "-o", str(tmp_path / "plan.pdf"))
    text = "".join(page.extract_text() for page in PdfReader(tmp_path / "plan.pdf").pages)
    assert NAME in text


def test_it_is_filmed_with_its_truth(copy: Copy, tmp_path: Path) -> None:
    clip = tmp_path / "toy.mp4"
    copy.runs("lumbar", "clip", "a_toy", "-o", str(clip), "--reps", "1", "--size", "160x120")
    assert clip.stat().st_size > 0
    truth = json.loads(clip.with_suffix(".json").read_text(encoding="utf-8"))
    assert (truth["movement"], len(truth["reps"])) == ("a_toy", 1)


def test_it_gives_landmarks(copy: Copy) -> None:
    first = json.loads(copy.runs("lumbar", "landmarks", "a_toy", "--reps", "1").splitlines()[0])
    assert len(first["points"]) == 33
