"""`lumbar coach` on recorded landmarks, as a person meets it."""

import io
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from lumbar.cli import main
from lumbar.vocabulary.landmark import Frame
from tests.tracking.people import CATALOGUE, known, mirrored, person, reps

Capture = pytest.CaptureFixture[str]
KEYS = {
    "movement", "rep_count", "reps", "holds", "faults", "frames", "seen_share", "unseen", "uncertain", "notes",
}  # fmt: skip


def lines(frames: Iterable[Frame]) -> str:
    return "".join(
        json.dumps({"t_s": frame.t_s, "points": list(frame.points), "width": frame.width, "height": frame.height})
        + "\n"
        for frame in frames
    )


@pytest.fixture
def seen(tmp_path: Path) -> str:
    """A bridge done twice."""
    return written(tmp_path, lines(person("bridge", reps(2), 13.5, fps=12)))


def written(folder: Path, text: str, name: str = "seen.jsonl") -> str:
    file = folder / name
    file.write_text(text, encoding="utf-8")
    return str(file)


def refused(capsys: Capture, *arguments: str) -> list[str]:
    assert main(("coach", *arguments)) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert "Traceback" not in printed.err
    return printed.err.splitlines()


def refused_options(capsys: Capture, *arguments: str) -> str:
    with pytest.raises(SystemExit) as stopped:
        main(("coach", *arguments))
    assert stopped.value.code == 2
    return capsys.readouterr().err.splitlines()[-1]


def answered(capsys: Capture, *arguments: str) -> dict[str, Any]:
    assert main(("coach", *arguments)) == 0
    printed = capsys.readouterr()
    assert printed.err == ""
    found: dict[str, Any] = json.loads(printed.out)
    return found


def test_a_recording_is_counted_timed_and_judged(capsys: Capture, seen: str) -> None:
    report = answered(capsys, seen, "--movement", "bridge")
    assert report.keys() >= KEYS
    assert (report["movement"], report["rep_count"], report["frames"]) == ("bridge", 2, 162)
    assert (report["seen_share"], report["unseen"], report["notes"], report["faults"]) == (1.0, [], [], [])
    assert report["reps"][0].keys() == {"side", "start_s", "top_s", "end_s", "range_deg", "tempo_s", "held_s"}
    assert [hold["held_s"] for hold in report["holds"]] == pytest.approx([1.2, 1.2], abs=0.2)
    assert report["holds"][0].keys() == {"side", "start_s", "end_s", "held_s"}


def test_a_fault_is_told_with_its_cue(capsys: Capture, tmp_path: Path) -> None:
    file = written(tmp_path, lines(person("bridge", reps(1), 7.5, fps=12, fault="hips_low")))
    (fault,) = answered(capsys, file, "--movement", "bridge")["faults"]
    assert fault.keys() == {"fault", "t_s", "rep", "value", "limit", "cue"}
    assert (fault["fault"], fault["rep"]) == ("hips_low", 1)
    assert fault["cue"].startswith("A little higher")


def test_what_is_done_in_the_first_seconds_may_be_right(capsys: Capture, tmp_path: Path) -> None:
    file = written(tmp_path, lines(person("bridge", reps(1), 7.5, fps=12, fault="hips_low")))
    report = answered(capsys, file, "--movement", "bridge", "--calibrate", "7")
    assert (report["rep_count"], report["faults"]) == (1, [])


def test_only_the_side_that_is_asked_for_is_counted(capsys: Capture, tmp_path: Path) -> None:
    name = "single_knee_to_chest"
    file = written(tmp_path, lines(mirrored(frame) for frame in person(name, reps(2), 13.5, fps=12)))
    done = "left" if known(name).side == "right" else "right"
    for side, count in ((done, 2), ("both", 2), (known(name).side, 0)):
        assert answered(capsys, file, "--movement", name, "--side", side)["rep_count"] == count


def test_any_movement_is_counted_without_a_name(capsys: Capture, tmp_path: Path) -> None:
    file = written(tmp_path, lines(person("bridge", reps(4, go_s=1.0, rest_s=0.1), 13.5, fps=12)))
    report = answered(capsys, file, "--movement", "any")
    assert report.keys() >= KEYS
    assert (report["movement"], report["holds"], report["faults"]) == ("any", [], [])
    assert report["rep_count"] == pytest.approx(4, abs=1)


def test_standard_input_is_read_as_well(capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(lines(person("bridge", reps(1), 7.5, fps=12))))
    assert answered(capsys, "-", "--movement", "bridge")["rep_count"] == 1


@pytest.mark.parametrize("movement", ["bridge", "any"])
def test_a_single_frame_is_a_report_of_nothing(movement: str, capsys: Capture, tmp_path: Path) -> None:
    file = written(tmp_path, lines(person("bridge", reps(1), 0.1, fps=12)))
    report = answered(capsys, file, "--movement", movement)
    assert (report["frames"], report["rep_count"], report["holds"], report["unseen"]) == (1, 0, [], [])


@pytest.mark.parametrize("movement", ["bridge", "any"])
def test_an_empty_file_is_refused(movement: str, capsys: Capture, tmp_path: Path) -> None:
    file = written(tmp_path, "")
    expected = f"{file}: document: expected a line of JSON for each frame, found no line"
    assert refused(capsys, file, "--movement", movement) == [expected]


@pytest.mark.parametrize("movement", ["bridge", "any"])
def test_a_line_that_is_no_frame_is_refused_by_its_number(movement: str, capsys: Capture, tmp_path: Path) -> None:
    frame = lines(person("bridge", reps(1), 0.1, fps=12))
    file = written(tmp_path, f"{frame}nonsense\n")
    (line,) = refused(capsys, file, "--movement", movement)
    assert line.startswith(f"{file}:2: syntax: expected a line of JSON for each frame")


def test_a_file_that_is_not_there_is_refused(capsys: Capture, tmp_path: Path) -> None:
    file = str(tmp_path / "none.jsonl")
    expected = [f"{file}: document: expected a file, found nothing there"]
    assert refused(capsys, file, "--movement", "bridge") == expected


def test_a_folder_is_refused(capsys: Capture, tmp_path: Path) -> None:
    folder = tmp_path / "seen.jsonl"
    folder.mkdir()
    expected = [f"{folder}: document: expected a file, found a folder"]
    assert refused(capsys, str(folder), "--movement", "bridge") == expected


def test_what_is_no_text_is_refused(capsys: Capture, tmp_path: Path) -> None:
    file = tmp_path / "seen.jsonl"
    file.write_bytes(b"\xff\xd8\xff\xe0")
    (line,) = refused(capsys, str(file), "--movement", "bridge")
    assert line.startswith(f"{file}: document: expected readable UTF-8 text, found ")


def test_a_movement_nobody_knows_is_refused(capsys: Capture, seen: str) -> None:
    (line,) = refused(capsys, seen, "--movement", "handstand")
    expected = 'expected the id of a movement (see "lumbar movements") or "any", found "handstand"'
    assert line == f"--movement: {expected}"


def test_landmarks_of_a_movement_that_only_a_phone_measures_are_refused(capsys: Capture, seen: str) -> None:
    unwatched = next(each for each in CATALOGUE if each.watch is None and "phone" in each.measured_by)
    (line,) = refused(capsys, seen, "--movement", unwatched.id)
    assert line.startswith(
        f"--movement: expected a movement that a camera measures, found {unwatched.id}, measured by"
    )
    assert "phone" in line


def test_a_side_of_a_movement_without_sides_is_refused(capsys: Capture, seen: str) -> None:
    (line,) = refused(capsys, seen, "--movement", "bridge", "--side", "left")
    assert line == '--side: expected both, since bridge has no sides, found "left"'


@pytest.mark.parametrize(("option", "value"), [("--side", "left"), ("--calibrate", "5")])
def test_of_any_movement_there_is_no_side_and_nothing_right(
    option: str, value: str, capsys: Capture, seen: str
) -> None:
    (line,) = refused(capsys, seen, "--movement", "any", option, value)
    assert line.startswith(f"{option}: expected it only with the id of a movement, found ")


@pytest.mark.parametrize("seconds", ["-1", "601", "nan", "inf", "soon"])
def test_a_calibration_lasts_from_nought_to_ten_minutes(seconds: str, capsys: Capture, seen: str) -> None:
    line = refused_options(capsys, seen, "--movement", "bridge", f"--calibrate={seconds}")
    assert line.endswith(f'--calibrate: expected seconds from 0 to 600, found "{seconds}"')


@pytest.mark.parametrize("arguments", [(), ("seen.jsonl",), ("--movement", "bridge")])
def test_what_is_watched_and_which_movement_have_to_be_said(arguments: tuple[str, ...], capsys: Capture) -> None:
    assert "required" in refused_options(capsys, *arguments)
