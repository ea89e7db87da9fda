"""`lumbar landmarks --phone` and `lumbar coach` of what a phone on the body measured, as a person meets them."""

import io
import json
from pathlib import Path

import pytest

from lumbar.cli import main

Capture = pytest.CaptureFixture[str]
SAMPLE = {"t_s": 1.5, "gravity": [0.1, 0.2, 9.8], "rotation": [0, 0.5, -1]}
QUICK = ("--reps", "2", "--hold", "1", "--pace", "2", "--fps", "60")


def refused(capsys: Capture, *arguments: str) -> list[str]:
    assert main(arguments) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert "Traceback" not in printed.err
    return printed.err.splitlines()


def written(folder: Path, *lines: object) -> str:
    file = folder / "phone.jsonl"
    file.write_text("".join(f"{line if isinstance(line, str) else json.dumps(line)}\n" for line in lines))
    return str(file)


def test_what_a_phone_measures_is_printed_and_counted(capsys: Capture, tmp_path: Path) -> None:
    truth = tmp_path / "truth.json"
    assert main(["landmarks", "seated_pelvic_tilt", "--phone", "--sensor", "1", *QUICK, "--truth", str(truth)]) == 0
    printed = capsys.readouterr()
    assert printed.err == ""
    lines = printed.out.splitlines()
    assert all(json.loads(line).keys() == {"t_s", "gravity", "rotation"} for line in lines)
    known = json.loads(truth.read_text(encoding="utf-8"))
    assert known["frames"] == len(lines)
    assert known["phone"] == {"spot": "sacrum"}
    assert main(["coach", written(tmp_path, *lines), "--movement", "seated_pelvic_tilt"]) == 0
    report = json.loads(capsys.readouterr().out)
    assert report["rep_count"] == len(known["reps"]) == 2
    for held, hold in zip(report["holds"], known["holds"], strict=True):
        assert held["held_s"] == pytest.approx(hold["held_s"], abs=0.5)
    assert report["seen_share"] == 1


def test_a_phone_is_also_read_from_standard_input(capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(f"\n{json.dumps(SAMPLE)}\n"))
    assert main(["coach", "-", "--movement", "cat_cow"]) == 0
    report = json.loads(capsys.readouterr().out)
    assert (report["rep_count"], report["frames"]) == (0, 1)


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ({"t_s": 2, "gravity": [0, 0, 9.8]}, "rotation: expected this key in every sample, found nothing"),
        (SAMPLE | {"t_s": 2, "alpha": 1}, "alpha: expected only the keys t_s, gravity, rotation, found it"),
        (SAMPLE | {"t_s": "2"}, 't_s: expected a number of seconds, found "2"'),
        (SAMPLE | {"t_s": 1.5}, "t_s: expected a time after that of the line before (1.5), found 1.5"),
        (SAMPLE | {"t_s": 0.5}, "t_s: expected a time after that of the line before (1.5), found 0.5"),
        (
            SAMPLE | {"t_s": 2, "gravity": [0, 9.8]},
            "gravity: expected three numbers, m/s² along or about x, y and z, found [0, 9.8]",
        ),
        (
            SAMPLE | {"t_s": 2, "rotation": [0, None, 1]},
            "rotation: expected three numbers, degrees a second along or about x, y and z, found [0, null, 1]",
        ),
        ('{"t_s": 2, "gravity": [NaN, 0, 1], "rotation": [0, 0, 0]}', "document: expected JSON numbers, found NaN"),
        ('{"t_s": 2, "gravity": [1e999, 0, 1], "rotation": [0, 0, 0]}', "gravity: expected three numbers"),
        ("[1, 2]", "document: expected a JSON object for each sample, found list"),
        ("{", "syntax: expected a line of JSON for each sample"),
    ],
)
def test_a_line_that_is_no_sample_is_told_in_one_line(
    capsys: Capture, tmp_path: Path, line: object, told: str
) -> None:
    file = written(tmp_path, SAMPLE, line)
    (said,) = refused(capsys, "coach", file, "--movement", "pelvic_tilt")
    assert said.startswith(f"{file}:2: {told}")


def test_a_phone_cannot_measure_what_a_camera_does(capsys: Capture, tmp_path: Path) -> None:
    (said,) = refused(capsys, "coach", written(tmp_path, SAMPLE), "--movement", "bridge")
    assert said == (
        "--movement: expected a movement that a phone measures, found bridge, measured by camera or timer"
    )
    (said,) = refused(capsys, "landmarks", "bridge", "--phone", *QUICK)
    assert said.startswith("--phone: expected a movement that a phone measures, found bridge")


def test_a_phone_takes_no_calibration(capsys: Capture, tmp_path: Path) -> None:
    file = written(tmp_path, SAMPLE)
    (said,) = refused(capsys, "coach", file, "--movement", "pelvic_tilt", "--calibrate", "3")
    assert said == "--calibrate: expected 0 for a phone's motion, found 3"


def test_landmarks_are_still_taken_for_landmarks(capsys: Capture, tmp_path: Path) -> None:
    file = written(tmp_path, {"t_s": 0, "points": []})
    (said,) = refused(capsys, "coach", file, "--movement", "bridge")
    assert said.startswith(f"{file}:1: ")
    assert "in every frame" in said
