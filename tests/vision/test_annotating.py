"""A video with what was seen drawn over it."""

import json
from pathlib import Path

import av
import numpy as np
import pytest

from lumbar.cli import main

CLIPS = Path(__file__).parents[1] / "clips"


def pictures(path: Path) -> list[tuple[float, np.ndarray]]:
    with av.open(str(path)) as file:
        return [(float(frame.time or 0.0), frame.to_ndarray(format="rgb24")) for frame in file.decode(video=0)]


def test_every_picture_is_there_at_its_time_with_the_body_and_the_count_drawn_over_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    seen = tmp_path / "seen.mp4"
    asked = ["coach", str(CLIPS / "bridge_drop.mp4"), "--movement", "bridge", "--model", "lite"]
    assert main([*asked, "--annotate", str(seen)]) == 0
    assert json.loads(capsys.readouterr().out)["rep_count"] == 2
    before, after = pictures(CLIPS / "bridge_drop.mp4"), pictures(seen)
    assert [time for time, _ in after] == pytest.approx([time for time, _ in before], abs=0.002)
    drawn = [np.abs(a.astype(int) - b).max(axis=2) > 40 for (_, a), (_, b) in zip(before, after, strict=True)]
    assert all(0.005 < changed.mean() < 0.2 for changed in drawn)
    height, width = drawn[0].shape
    assert all(changed[: height // 6, : width // 6].any() for changed in drawn), "the count"
    assert not any(changed[: height // 6, width // 2 :].any() for changed in drawn), "an empty wall"


@pytest.mark.parametrize(
    ("name", "told"),
    [("seen.avi", "a name that ends in .mp4"), ("nowhere/seen.mp4", "a video that can be written")],
)
def test_what_cannot_be_written_is_told_and_nothing_is_left(
    tmp_path: Path, name: str, told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = ["coach", str(CLIPS / "bridge.mp4"), "--movement", "bridge", "--annotate", str(tmp_path / name)]
    assert main(asked) == 2
    assert f"expected {told}" in capsys.readouterr().err
    assert not list(tmp_path.iterdir())
