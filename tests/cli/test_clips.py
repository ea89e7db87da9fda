"""`lumbar clip` and `lumbar landmarks` as a person meets them."""

import json
import sys
from pathlib import Path
from typing import Any

import pytest

from lumbar.cli import clips, main
from lumbar.figure.body import BODIES
from lumbar.figure.framing import VIEWS

Capture = pytest.CaptureFixture[str]
QUICK = ("--reps", "2", "--hold", "0.5", "--pace", "4", "--fps", "15")


def refused(capsys: Capture, *arguments: str) -> list[str]:
    assert main(arguments) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert "Traceback" not in printed.err
    return printed.err.splitlines()


def refused_options(capsys: Capture, *arguments: str) -> str:
    with pytest.raises(SystemExit) as stopped:
        main(arguments)
    assert stopped.value.code == 2
    return capsys.readouterr().err.splitlines()[-1]


def test_what_can_be_chosen_is_what_the_figure_has() -> None:
    assert BODIES == clips.BODIES
    assert VIEWS == clips.VIEWS


def test_what_lights_can_be_chosen_is_what_the_room_has() -> None:
    from lumbar.figure.room import LIGHTS

    assert tuple(LIGHTS) == clips.LIGHTS


def test_landmarks_are_a_line_of_33_points_a_frame(capsys: Capture) -> None:
    assert main(["landmarks", "bridge", *QUICK]) == 0
    printed = capsys.readouterr()
    assert printed.err == ""
    lines = [json.loads(line) for line in printed.out.splitlines()]
    assert len(lines) > 30
    for frame, line in enumerate(lines):
        assert line.keys() == {"t_s", "points", "width", "height"}
        assert line["t_s"] == pytest.approx(frame / 15, abs=1e-3)
        assert (line["width"], line["height"]) == (640, 480)
        assert [len(point) for point in line["points"]] == [4] * 33
        assert all(0 <= point[3] <= 1 for point in line["points"])


def test_landmarks_write_what_is_true_of_them(capsys: Capture, tmp_path: Path) -> None:
    file = tmp_path / "truth.json"
    assert main(["landmarks", "single_knee_to_chest", *QUICK, "--truth", str(file), "--fault", "bouncing"]) == 0
    frames = len(capsys.readouterr().out.splitlines())
    truth = json.loads(file.read_text(encoding="utf-8"))
    assert truth["frames"] == frames
    assert [rep["side"] for rep in truth["reps"]] == ["left", "right"]
    assert [fault["fault"] for fault in truth["faults"]] == ["bouncing", "bouncing"]


def test_a_clip_and_its_truth_have_the_form_that_is_promised(capsys: Capture, tmp_path: Path) -> None:
    pytest.importorskip("numba")
    pytest.importorskip("av")
    out = tmp_path / "knee.mp4"
    arguments = (
        "clip",
        "single_knee_to_chest",
        "-o",
        str(out),
        *QUICK,
        "--size",
        "160x120",
        "--view",
        "oblique",
        "--body",
        "man",
        "--fault",
        "bouncing",
        "--share",
        "0.5",
        "--seed",
        "4",
        "--light",
        "warm",
    )
    assert main(arguments) == 0
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err == ""
    assert sorted(path.name for path in tmp_path.iterdir()) == ["knee.json", "knee.mp4"]
    truth: dict[str, Any] = json.loads((tmp_path / "knee.json").read_text(encoding="utf-8"))
    assert truth["movement"] == "single_knee_to_chest"
    assert len(truth["reps"]) == 2
    assert truth["reps"][0].keys() == {"side", "start_s", "top_s", "end_s"}
    assert truth["holds"][0].keys() == {"side", "start_s", "end_s", "held_s"}
    assert [fault.keys() for fault in truth["faults"]] == [{"fault", "start_s", "end_s", "rep"}]
    assert len(truth["points"]) == len(truth["places_m"]) == truth["frames"]
    assert len(truth["angles_deg"]["right_hip_flexion"]) == truth["frames"]


def test_an_unknown_movement_is_named(capsys: Capture) -> None:
    expected = 'MOVEMENT: expected the id of a movement (see "lumbar movements"), found "brdge"'
    assert refused(capsys, "landmarks", "brdge") == [expected]


def test_a_side_where_there_is_none_and_a_fault_nobody_knows_are_both_named(capsys: Capture) -> None:
    lines = refused(capsys, "landmarks", "bridge", "--side", "left", "--fault", "flying")
    assert [line.split(":")[0] for line in lines] == ["side", "fault"]
    assert "hips_low" in lines[1]


def test_a_fault_that_no_body_shows_is_said_to_be_so(capsys: Capture) -> None:
    (line,) = refused(capsys, "landmarks", "forearm_plank", "--fault", "breath_held")
    assert "hips_low" in line


@pytest.mark.parametrize(
    ("option", "value"),
    [
        ("--reps", "0"),
        ("--pace", "nan"),
        ("--share", "2"),
        ("--size", "641x480"),
        ("--body", "dog"),
        ("--seed", "-1"),
    ],
)
def test_an_option_out_of_range_is_refused(capsys: Capture, option: str, value: str) -> None:
    assert option in refused_options(capsys, "landmarks", "bridge", option, value)


def test_a_clip_needs_a_name_that_can_be_written(capsys: Capture, tmp_path: Path) -> None:
    (line,) = refused(capsys, "clip", "bridge", "-o", str(tmp_path / "a.avi"))
    assert ".mp4" in line
    (line,) = refused(capsys, "clip", "bridge", "-o", str(tmp_path / "nowhere" / "a.mp4"))
    assert "folder" in line
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("missing", ["numba", "av"])
def test_without_a_video_writer_it_says_what_to_install(
    capsys: Capture, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, missing: str
) -> None:
    monkeypatch.setitem(sys.modules, missing, None)
    (line,) = refused(capsys, "clip", "bridge", "-o", str(tmp_path / "a.mp4"))
    assert missing in line
    assert "lumbar[clips]" in line
    assert list(tmp_path.iterdir()) == []
