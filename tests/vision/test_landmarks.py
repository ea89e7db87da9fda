"""The real pose model, on films of the figure, whose points are known."""

import subprocess
import sys
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from tools.test_clips import CLIPS as FILMED
from tools.test_clips import HEIGHT, WIDTH

from lumbar.figure.framing import Shot, framed
from lumbar.figure.landmarks import Watching as Camera
from lumbar.figure.performer import Performer
from lumbar.library import packaged
from lumbar.vision import CannotSee, UnreadableVideo, bare, landmarks, open_video
from lumbar.vocabulary.landmark import INDEX, LANDMARKS, Frame
from tests.vision.films import Pixels, film

CLIP = Path(__file__).parents[1] / "clips" / "bridge.mp4"
JOINTS = [INDEX[f"{side}_{joint}"] for side in ("left", "right") for joint in ("shoulder", "hip", "knee", "ankle")]
FAR_OFF = 0.2
"""Trunk lengths. The model is within half of it; in a picture turned the wrong way it is off by whole ones."""

Floats = NDArray[np.float64]


@pytest.fixture(scope="module")
def pictures() -> list[Pixels]:
    with open_video(CLIP) as video:
        return [picture.pixels for picture in islice(video.frames(), 0, 24, 3)]


def places(frames: Sequence[Frame]) -> Floats:
    return np.array([[point[:2] for point in frame.points] for frame in frames])


def truth(count: int) -> Floats:
    (clip,) = (each for each in FILMED if each.name == CLIP.stem)
    performer = Performer(packaged.catalogue()[clip.movement], clip.body)
    performance = performer.perform(clip.wish)
    watching = Camera(performer)
    camera = framed(
        performer.figure, Shot(view=clip.view, width=WIDTH, height=HEIGHT), watching.places(performance)
    )
    return watching.see(performance, camera).points[:count, :, :2]


def trunk(points: Floats) -> float:
    shoulder, hip = (
        points[:, [INDEX[f"left_{end}"], INDEX[f"right_{end}"]]].mean(axis=1) for end in ("shoulder", "hip")
    )
    return float(np.linalg.norm(shoulder - hip, axis=1).mean())


def test_landmarks_are_where_they_truly_are() -> None:
    frames = list(islice(landmarks(CLIP, model="lite"), 15))
    assert [frame.t_s for frame in frames] == pytest.approx([number / 12 for number in range(15)])
    assert {(frame.width, frame.height, frame.people, len(frame.points)) for frame in frames} == {
        (WIDTH, HEIGHT, 1, len(LANDMARKS))
    }
    size = [WIDTH, HEIGHT]
    true, found = truth(len(frames)) * size, places(frames) * size
    assert np.linalg.norm(found - true, axis=2)[:, JOINTS].mean() < FAR_OFF * trunk(true)
    hips = [INDEX["left_hip"], INDEX["right_hip"]]
    for frame in frames:
        assert abs(sum(frame.points[hip][2] for hip in hips)) < 0.1
        assert all(0 <= point[3] <= 1 for point in frame.points)


def test_a_film_of_a_phone_held_upright_gives_the_same_landmarks(tmp_path: Path, pictures: list[Pixels]) -> None:
    upright = list(landmarks(film(tmp_path / "a.mp4", pictures), model="lite"))
    lying = [np.ascontiguousarray(np.rot90(picture, -1)) for picture in pictures]
    turned = list(landmarks(film(tmp_path / "b.mp4", lying, turned_deg=90), model="lite"))
    assert [(frame.width, frame.height) for frame in turned] == [(WIDTH, HEIGHT)] * len(pictures)
    apart = np.linalg.norm(places(turned) - places(upright), axis=2)[:, JOINTS]
    assert apart.mean() < 0.02


def test_a_second_person_is_noticed_and_the_first_is_followed(tmp_path: Path, pictures: list[Pixels]) -> None:
    alone = [np.vstack([picture, np.full_like(picture, 200)]) for picture in pictures[:4]]
    both = [np.vstack([picture, picture]) for picture in pictures[4:]]
    times = [0, 10, 20, 29, 31, 32, 33, 34]
    frames = list(landmarks(film(tmp_path / "a.mp4", [*alone, *both], times=times), model="lite"))
    assert [frame.people for frame in frames] == [1] * 4 + [2] * 4
    assert all(frame.points[INDEX["left_hip"]][1] < 0.5 for frame in frames)


def test_where_nobody_is_there_are_no_points(tmp_path: Path) -> None:
    empty: Iterator[Pixels] = (np.full((HEIGHT, WIDTH, 3), 90, np.uint8) for _ in range(3))
    frames = list(landmarks(film(tmp_path / "a.mp4", empty), model="lite"))
    assert [(tuple(frame.points), frame.people) for frame in frames] == [((), 0)] * 3


def test_it_tells_how_far_it_has_come_and_what_was_wrong(tmp_path: Path, pictures: list[Pixels]) -> None:
    whole = film(tmp_path / "a.mp4", pictures * 4, muxing={"movflags": "faststart"}).read_bytes()
    cut = tmp_path / "cut.mp4"
    cut.write_bytes(whole[: len(whole) // 2])
    told: list[tuple[float, float | None]] = []
    watched = landmarks(cut, model="lite", told=lambda t_s, of_s: told.append((t_s, of_s)))
    frames = list(watched)
    assert [t_s for t_s, _ in told] == [frame.t_s for frame in frames]
    assert [of_s for _, of_s in told] == pytest.approx([3.2] * len(frames))
    assert watched.notes[-1].startswith("The file is cut short")


def test_the_model_alone_looks_at_every_picture(tmp_path: Path, pictures: list[Pixels]) -> None:
    assert bare(film(tmp_path / "a.mp4", pictures), model="lite") == len(pictures)


def test_what_cannot_be_watched_is_told_at_once(tmp_path: Path) -> None:
    with pytest.raises(UnreadableVideo, match="found no such file"):
        landmarks(tmp_path / "none.mp4")
    with pytest.raises(CannotSee, match="needs the pose model 'huge', and found full, lite"):
        landmarks(CLIP, model="huge")
    (tmp_path / "own.task").write_bytes(b"not a model")
    with pytest.raises(CannotSee, match="expected a model of the pose landmarker"):
        landmarks(CLIP, model=tmp_path / "own.task")


@pytest.mark.parametrize("missing", ["av", "mediapipe"])
def test_a_missing_extra_is_told_with_how_to_get_it(monkeypatch: pytest.MonkeyPatch, missing: str) -> None:
    monkeypatch.setitem(sys.modules, missing, None)
    with pytest.raises(CannotSee, match=rf'found no {missing}: pip install "lumbar\[coach\]"'):
        landmarks(CLIP, model="lite")


WATCH = f"""
import os, sys
from lumbar.vision import landmarks
print(next(iter(landmarks({str(CLIP)!r}, model="lite"))).people)
print([name for name in ("cv2", "matplotlib", "sounddevice") if name in sys.modules])
print(os.environ["https_proxy"], os.environ["no_proxy"])
"""


def test_watching_says_nothing_and_leaves_the_way_out_closed() -> None:
    done = subprocess.run([sys.executable, "-c", WATCH], capture_output=True, text=True, timeout=60, check=True)
    assert done.stderr == ""
    assert done.stdout.splitlines() == ["1", "[]", "http://127.0.0.1:9 localhost,127.0.0.1,::1"]
