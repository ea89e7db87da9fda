"""The command line as a person meets it: what it prints, and how it refuses."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from lumbar.care.decisions import Kind, decide
from lumbar.cli import main
from lumbar.library.packaged import catalogue, texts
from lumbar.library.wording import words
from tests.care.scenes import plan_document, swap_document, trim_document

Capture = pytest.CaptureFixture[str]
HEALTHY = {"as_of": "2026-03-02", "age": 40, "unlisted": "no"}
HISTORY = {"as_of": "2026-03-02", "levels": {"bridge": 2}, "sessions": []}
Write = Callable[[object], str]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def to_file(content: object) -> str:
        file = tmp_path / "input.json"
        file.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
        return str(file)

    return to_file


def refused(capsys: Capture, *arguments: str) -> list[str]:
    """Run a command that must fail; return its lines, after the checks every failure must pass."""
    assert main(arguments) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert "Traceback" not in printed.err
    return printed.err.splitlines()


def answered(capsys: Capture, *arguments: str) -> dict[str, Any]:
    assert main(arguments) == 0
    printed = capsys.readouterr()
    assert printed.err == ""
    result: dict[str, Any] = json.loads(printed.out)
    return result


def test_movements_lists_the_library(capsys: Capture) -> None:
    movements = answered(capsys, "movements")["movements"]
    assert len(movements) >= 30
    assert {"id", "family", "name", "position", "sides", "ladder", "cautions", "measured_by"} <= movements[0].keys()
    assert [level["level"] for level in movements[0]["ladder"]] == list(range(1, len(movements[0]["ladder"]) + 1))


def test_movements_shows_one(capsys: Capture) -> None:
    assert [movement["id"] for movement in answered(capsys, "movements", "bridge")["movements"]] == ["bridge"]


def test_a_movement_that_does_not_exist_is_refused(capsys: Capture) -> None:
    assert refused(capsys, "movements", "handstand") == [
        'movements: ID: expected the id of a movement (see "lumbar movements"), found "handstand"'
    ]


def test_check_is_silent_over_the_whole_library(capsys: Capture) -> None:
    assert main(["check"]) == 0
    assert capsys.readouterr() == ("", "")


def test_check_prints_a_line_per_fault(capsys: Capture, tmp_path: Path) -> None:
    file = tmp_path / "bad.toml"
    file.write_text('id = "bad"\nname = 3\n', encoding="utf-8")
    lines = refused(capsys, "check", str(file))
    assert f"{file}:2: name: expected a name, found 3" in lines
    assert all(line.startswith(f"{file}:") for line in lines)


def test_check_tells_at_which_line_a_body_cannot_do_what_a_file_says(capsys: Capture, tmp_path: Path) -> None:
    table = "[figure.faults.hips_low.postures.line]"
    spoilt = texts()["knee_plank.toml"].replace(f"{table}\n", f'{table}\nfloor = ["left_sit_bone"]\n')
    file = tmp_path / "knee_plank.toml"
    file.write_text(spoilt, encoding="utf-8")
    number = spoilt.splitlines().index(table) + 1
    lines = refused(capsys, "check", str(file))
    assert any(
        line.startswith(f"{file}:{number}: {table[1:-1]}: expected left_sit_bone on the floor") for line in lines
    )


def test_check_refuses_a_file_that_is_not_there(capsys: Capture) -> None:
    assert refused(capsys, "check", "nowhere.toml") == [
        "nowhere.toml: document: expected a file, found nothing there"
    ]


def test_check_refuses_what_is_no_text(capsys: Capture, tmp_path: Path) -> None:
    file = tmp_path / "picture.toml"
    file.write_bytes(b"\xff\xd8\xff\xe0")
    assert "expected readable UTF-8 text" in refused(capsys, "check", str(file))[0]


def test_schema_prints_a_closed_schema(capsys: Capture) -> None:
    assert answered(capsys, "schema")["additionalProperties"] is False


@pytest.mark.parametrize(
    ("command", "document", "keys"),
    [
        ("screen", HEALTHY, {"outcome", "urgency", "blocked", "modified", "cautioned", "reasons", "what_to_do"}),
        ("plan", HEALTHY, {"outcome", "urgency", "phase", "week", "left_out", "reasons"}),
        ("progress", HISTORY, {"state", "next", "reasons", "advice"}),
    ],
)
def test_a_decision_is_printed_and_replays(
    command: str, document: dict[str, Any], keys: set[str], capsys: Capture, write: Write, tmp_path: Path
) -> None:
    stored = tmp_path / "decision.json"
    outcome = answered(capsys, command, write(document), "--decision", str(stored))
    assert keys <= outcome.keys()
    assert all({"rule", "facts", "source", "text"} <= reason.keys() for reason in outcome["reasons"])
    again = answered(capsys, "replay", str(stored))
    assert again["same"] is True
    assert again["outcome"] == outcome


SHORT = {"items": {"warm_up": 180, "bridge": 2, "bird_dog": 2, "figure_four_supine": 2}}


@pytest.mark.parametrize(
    ("kind", "document"),
    [
        ("trim", trim_document(SHORT | {"minutes": 5}, catalogue())),
        ("swap", swap_document({"items": {"cat_cow": 2, "bridge": 2}}, catalogue())),
        ("sore_now", plan_document({}, catalogue())),
        ("break", plan_document({"answers": {"cannot_get_to_floor": "yes"}}, catalogue())),
    ],
)
def test_replay_computes_decisions_about_one_session_again(
    kind: Kind, document: dict[str, Any], capsys: Capture, write: Write
) -> None:
    decision = decide(kind, document, catalogue(), words())
    again = answered(capsys, "replay", write(decision))
    assert (again["same"], again["outcome"]) == (True, decision["outcome"])
    key = "options" if kind == "swap" else "items"
    decision["outcome"][key][0]["dose"]["sets"] += 1
    again = answered(capsys, "replay", write(decision))
    assert (again["same"], again["differences"]) == (False, [f"{key}[0].dose.sets"])


def test_replay_shows_what_would_be_decided_otherwise(capsys: Capture, write: Write, tmp_path: Path) -> None:
    stored = tmp_path / "decision.json"
    answered(capsys, "screen", write(HEALTHY), "--decision", str(stored))
    decision = json.loads(stored.read_text())
    decision["input"]["answers"] = {"fever": "yes"}
    again = answered(capsys, "replay", write(decision))
    assert again["same"] is False
    assert {"outcome", "urgency"} <= set(again["differences"])


@pytest.mark.parametrize("outcome", ["stop", "refer"])
def test_a_plan_for_someone_who_must_wait_is_an_empty_week_and_no_error(
    outcome: str, capsys: Capture, write: Write
) -> None:
    sign = {"stop": "chest_pain", "refer": "night_pain_unremitting"}[outcome]
    plan = answered(capsys, "plan", write({**HEALTHY, "answers": {sign: "yes"}}))
    assert (plan["outcome"], plan["week"]) == (outcome, [])


BAD: list[tuple[str, object, str]] = [
    ("screen", {"age": 40}, "as_of: expected this key, found nothing"),
    ("screen", {"as_of": "2026-03-02"}, "age: expected this key, found nothing"),
    ("screen", {**HEALTHY, "as_of": "2026-02-30"}, 'as_of: expected a date YYYY-MM-DD, found "2026-02-30"'),
    ("screen", {**HEALTHY, "age": -1}, "age: expected a number from 0 to 120 years, found -1"),
    ("screen", {**HEALTHY, "age": True}, "age: expected a number from 0 to 120 years, found true"),
    (
        "screen",
        {**HEALTHY, "answers": {"fevr": "no"}},
        'answers.fevr: expected the id of a safety question, found "fevr"',
    ),
    (
        "screen",
        {**HEALTHY, "answers": {"fever": "maybe"}},
        'answers.fever: expected one of yes, no, unknown, found "maybe"',
    ),
    ("screen", {**HEALTHY, "unlisted": "yes"}, 'unlisted: expected one of unknown, no, found "yes"'),
    ("screen", {**HEALTHY, "pregnancy_weeks": "x"}, "pregnancy_weeks: expected null"),
    ("screen", {**HEALTHY, "clearances": {"fever": "soon"}}, "clearances.fever: expected a date"),
    ("screen", {**HEALTHY, "weight": 80}, "weight: expected a known key"),
    (
        "plan",
        {**HEALTHY, "minutes_per_day": 2},
        "minutes_per_day: expected a number from 5 to 180 minutes, found 2",
    ),
    ("plan", {**HEALTHY, "days_per_week": 8}, "days_per_week: expected a whole number from 1 to 7, found 8"),
    ("plan", {**HEALTHY, "slots": []}, "slots: expected a list of 1 to 6, found an empty list"),
    ("plan", {**HEALTHY, "equipment": ["trampoline"]}, "equipment[0]: expected one of"),
    (
        "plan",
        {**HEALTHY, "levels": {"handstand": 1}},
        'levels.handstand: expected the id of a movement, found "handstand"',
    ),
    ("plan", {**HEALTHY, "levels": {"bridge": 12}}, "levels.bridge: expected a level from 1 to"),
    (
        "plan",
        {**HEALTHY, "history": [{"date": "2026-03-03", "items": []}]},
        "history[0].date: expected a day up to as_of",
    ),
    ("plan", {**HEALTHY, "pain": {"today": 11}}, "pain.today: expected null or a number from 0 to 10, found 11"),
    ("progress", {"as_of": "2026-03-02"}, "levels: expected this key, found nothing"),
    (
        "progress",
        {**HISTORY, "sessions": [{"date": "2026-03-01", "items": [{"movement": "bridge"}]}]},
        "sessions[0].items[0].level: expected this key",
    ),
    ("progress", {**HISTORY, "daily_pain": {"today": 3}}, "daily_pain.today: expected a date"),
    (
        "progress",
        {**HISTORY, "cut_points": {"red_during": 9}},
        "cut_points.red_during: expected a number from 3 to 5, found 9",
    ),
    ("replay", {"kind": "guess"}, "kind: expected one of screen, plan, progress"),
    ("screen", "[1, 2]", "document: expected a JSON object, found list"),
    ("screen", '{"as_of": "2026-03-02", "age": 40, "age": 41}', "age: expected each key once"),
    ("screen", '{"as_of": "2026-03-02", "age": NaN}', "document: expected JSON numbers, found NaN"),
]


@pytest.mark.parametrize(("command", "document", "line"), BAD, ids=[line for _, _, line in BAD])
def test_bad_input_names_the_file_the_key_and_what_was_expected(
    command: str, document: object, line: str, capsys: Capture, write: Write
) -> None:
    file = write(document)
    assert any(found.startswith(f"{file}: {line}") for found in refused(capsys, command, file))


@pytest.mark.parametrize("command", ["screen", "plan", "progress", "replay"])
def test_broken_json_names_its_line(command: str, capsys: Capture, write: Write) -> None:
    file = write('{\n  "as_of": \n}')
    assert refused(capsys, command, file)[0].startswith(f"{file}:3: syntax: expected JSON")


def test_every_problem_of_a_document_is_listed(capsys: Capture, write: Write) -> None:
    lines = refused(capsys, "screen", write({"age": "old", "answers": {"x": "y"}, "extra": 1}))
    assert len(lines) == 5


def test_nothing_is_written_when_the_input_is_bad(capsys: Capture, write: Write, tmp_path: Path) -> None:
    refused(capsys, "screen", write({"age": 1}), "--decision", str(tmp_path / "decision.json"))
    assert not (tmp_path / "decision.json").exists()


def test_a_decision_that_cannot_be_written_is_an_error(capsys: Capture, write: Write, tmp_path: Path) -> None:
    file = str(tmp_path / "no" / "such" / "folder.json")
    assert refused(capsys, "screen", write(HEALTHY), "--decision", file)[0].startswith(
        f"{file}: document: expected"
    )


@pytest.mark.parametrize(
    "arguments", [["dance"], ["screen"], ["--port", "x"], ["--port", "65536"], ["plan", "a", "b"]]
)
def test_a_wrong_call_says_how_it_is_used(arguments: list[str], capsys: Capture) -> None:
    with pytest.raises(SystemExit) as caught:
        main(arguments)
    assert caught.value.code == 2
    assert "usage: lumbar" in capsys.readouterr().err


def test_the_module_runs_and_reads_standard_input() -> None:
    run = subprocess.run(
        [sys.executable, "-m", "lumbar", "screen", "-"],
        input=json.dumps(HEALTHY),
        capture_output=True,
        text=True,
        env=os.environ,
        check=False,
    )
    assert (run.returncode, run.stderr) == (0, "")
    assert json.loads(run.stdout)["outcome"] == "proceed"


def test_bodies_are_posed_by_one_thread_unless_somebody_says_otherwise(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("OPENBLAS_NUM_THREADS", raising=False)
    assert main(["schema"]) == 0
    assert os.environ["OPENBLAS_NUM_THREADS"] == "1"
    monkeypatch.setenv("OPENBLAS_NUM_THREADS", "3")
    assert main(["schema"]) == 0
    assert os.environ["OPENBLAS_NUM_THREADS"] == "3"
