"""The browser's Python gives the same answers as this one: scenarios, a story and recordings, letter for letter."""

import json
import random
import subprocess
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from tools import device_wheel

from lumbar.device import snapshot
from lumbar.device.memory import MemoryStore
from lumbar.library.packaged import catalogue
from lumbar.services.exercising import finish_session
from lumbar.services.interviewing import take_interview, take_short_form
from tests.care.scenes import plan_document, progress_document, scenarios, screen_document
from tests.device import program
from tests.device.stories import STORY
from tests.services.scenes import ME, practice, profile, session, session_id, short_form
from tests.tracking.people import lasts_s, person, reps

HERE = Path(__file__).parent
FPS = 10.0
MOST = 0.9
"""Of the recordings, how many show a repetition at least: else nothing would be compared."""
PACKER = HERE.parents[1] / "tools" / "device_pack.mjs"
QUICK = 300
"""The seconds Pyodide may take for all of it; it needs about twenty."""


@cache
def questions() -> list[dict[str, Any]]:
    """Every scenario as a decision to make, in English and every seventh in Spanish, and the story."""
    movements = catalogue()
    documents: list[tuple[str, dict[str, Any]]] = [
        ("screen", screen_document(scene["input"])) for scene in scenarios("screening")
    ]
    documents += [("plan", plan_document(scene["input"], movements)) for scene in scenarios("planning")]
    documents += [
        ("progress", progress_document({"levels": {}} | scene["input"], movements))
        for scene in scenarios("progression")
    ]
    asked = [{"kind": kind, "document": document, "language": "en"} for kind, document in documents]
    asked += [each | {"language": "es"} for each in asked[::7]]
    here = practice(MemoryStore())
    take_interview(here, ME, profile())
    take_short_form(here, ME, short_form())
    finish_session(here, ME, session_id(1), session())
    taken = json.loads(json.dumps(snapshot.take(here, ME)))
    told = [
        {"snapshot": taken, "story": [each.for_device(language) for each in STORY]} for language in ("en", "es")
    ]
    return asked + told + recordings()


def recordings() -> list[dict[str, Any]]:
    """Somebody who trembles and does each movement, watched as what it is; some as nobody has described it."""
    found: list[dict[str, Any]] = []
    for number, movement in enumerate(each for each in catalogue().movements if each.watch is not None):
        chance = random.Random(number)
        points = [
            [[x + chance.gauss(0, 0.003), y + chance.gauss(0, 0.003), z, seen] for x, y, z, seen in frame.points]
            for frame in person(movement.id, reps(2, go_s=1.2), lasts_s(2, go_s=1.2), fps=FPS)
        ]
        recording = {"points": points, "fps": FPS, "width": 640, "height": 480}
        found.append({"watch": movement.id, "recording": recording})
        if number % 6 == 0:
            found.append({"watch": "any", "recording": recording})
    return found


def node(script: Path, *arguments: Path) -> str:
    """Run a script of Node, and return what it prints."""
    command: list[Path | str] = ["node", script, *arguments]
    made = subprocess.run(command, check=False, capture_output=True, text=True, timeout=QUICK)
    assert made.returncode == 0, made.stderr[-2000:]
    return made.stdout


@cache
def pack(folder: Path) -> tuple[Path, Path]:
    """Make what a device loads: the folder of its files, and their list."""
    made = folder / "device", folder / "pack.json"
    node(PACKER, device_wheel.build(folder), *made)
    return made


@cache
def in_pyodide(folder: Path) -> list[str]:
    """Ask the browser's Python, as a device loads it."""
    asked = folder / "questions.json"
    asked.write_text(json.dumps(questions()), encoding="utf-8")
    return node(HERE / "pyodide.mjs", *pack(folder), Path(program.__file__), asked).split("\n")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("device")


def test_both_pythons_answer_everything_alike(folder: Path) -> None:
    there = in_pyodide(folder)
    here = program.answer(json.dumps(questions())).split("\n")
    assert len(there) == len(questions())
    different = [asked for asked, a, b in zip(questions(), here, there, strict=True) if a != b]
    assert not different
    watched = [
        told for asked, told in zip(questions(), here, strict=True) if asked.get("watch") not in (None, "any")
    ]
    assert sum("RepCompleted" in told for told in watched) > MOST * len(watched)


def test_the_wheel_is_the_same_at_every_build(tmp_path: Path) -> None:
    first, second = (device_wheel.build(tmp_path / name).read_bytes() for name in ("one", "two"))
    assert first == second


def test_the_list_names_every_file_by_its_content(folder: Path) -> None:
    files, listed = pack(folder)
    told = json.loads(listed.read_text(encoding="utf-8"))
    there = {f"/device/{path.relative_to(files).as_posix()}": path for path in files.rglob("*") if path.is_file()}
    assert {each["url"]: each["bytes"] for each in told["files"]} == {
        url: path.stat().st_size for url, path in there.items()
    }
    again = folder / "again", folder / "again.json"
    node(PACKER, device_wheel.build(folder), *again)
    assert again[1].read_bytes() == listed.read_bytes()
