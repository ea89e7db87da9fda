"""What a clip looks like, and what is in its file."""

import json
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

pytest.importorskip("numba")
av = pytest.importorskip("av")

from lumbar.figure.camera import Camera  # noqa: E402
from lumbar.figure.clip import film  # noqa: E402
from lumbar.figure.cycle import mirror  # noqa: E402
from lumbar.figure.framing import Shot, framed  # noqa: E402
from lumbar.figure.landmarks import Landmarks, Watching  # noqa: E402
from lumbar.figure.performance import Performance, Wish  # noqa: E402
from lumbar.figure.performer import Performer  # noqa: E402
from lumbar.figure.pictures import write_picture  # noqa: E402
from lumbar.figure.rendering import Filming, Look, still  # noqa: E402
from lumbar.figure.room import LIGHTS  # noqa: E402
from lumbar.figure.things import around  # noqa: E402
from lumbar.library.packaged import catalogue  # noqa: E402
from lumbar.vocabulary.landmark import INDEX  # noqa: E402

CLIPS = Path(__file__).parents[1] / "clips"
SMALL = Shot(width=256, height=192)
SHORT = Wish(reps=1, hold_s=0.5, pace=3.0, fps=15.0)
Frame = NDArray[np.uint8]


@cache
def bridge() -> tuple[Performer, Performance]:
    performer = Performer(catalogue()["bridge"], "woman")
    return performer, performer.perform(SHORT)


def filming(look: Look = Look(noise=0.0), shot: Shot = SMALL) -> Filming:  # noqa: B008
    performer, performance = bridge()
    places = Watching(performer).places(performance)
    return Filming(performer, framed(performer.figure, shot, places), look, places)


def first(look: Look) -> Frame:
    return next(filming(look).frames(bridge()[1])).copy()


def test_a_frame_shows_the_person_where_the_landmarks_are() -> None:
    performer, performance = bridge()
    watching = Watching(performer)
    camera = framed(performer.figure, SMALL, watching.places(performance))
    points = watching.see(performance, camera).points[0]
    shown = first(Look(noise=0.0)).astype(int)
    empty = filming().room().astype(int)
    differs = np.abs(shown - empty).sum(axis=-1) > 60
    for name in ("nose", "right_shoulder", "right_hip", "right_knee", "right_ankle", "right_elbow"):
        x, y = points[INDEX[name], :2] * [256, 192]
        assert differs[int(y) - 1 : int(y) + 2, int(x) - 1 : int(x) + 2].any(), name
    assert differs[:20].mean() == 0


def test_the_same_wish_gives_the_same_pixels_and_another_seed_another_room() -> None:
    assert np.array_equal(first(Look(seed=3)), first(Look(seed=3)))
    assert not np.array_equal(first(Look(seed=3)), first(Look(seed=4)))


def test_a_frame_leaves_nothing_of_the_one_before() -> None:
    performance = bridge()[1]
    filmed = filming()
    frames = [frame.copy() for frame in filmed.frames(performance)]
    assert np.array_equal(frames[0], next(filmed.frames(performance)))
    assert not np.array_equal(frames[0], frames[len(frames) // 2])


@pytest.mark.parametrize("light", LIGHTS)
def test_every_light_shows_the_person_neither_black_nor_burnt(light: str) -> None:
    shown = first(Look(light=light, noise=0.0))
    assert 40 < shown.mean() < 220
    assert (shown == 255).mean() < 0.05


def test_noise_exposure_and_colour_do_what_they_say() -> None:
    usual = first(Look(noise=0.0)).astype(float)
    noisy = first(Look(noise=0.03)).astype(float)
    assert (noisy - usual).std() == pytest.approx(0.03 * 255, rel=0.3)
    assert first(Look(noise=0.0, exposure=0.4)).mean() < usual.mean() - 30
    warm = first(Look(noise=0.0, temperature=1.0)).astype(float)
    assert (warm[..., 0] - warm[..., 2]).mean() > (usual[..., 0] - usual[..., 2]).mean() + 10
    blurred = first(Look(noise=0.0, blur=1.0)).astype(float)
    assert np.abs(np.diff(blurred, axis=1)).max() < np.abs(np.diff(usual, axis=1)).max()


def test_what_stands_around_changes_sides_with_the_person() -> None:
    performer = Performer(catalogue()["standing_hip_flexor"], "woman")
    asked = (performer.figure, performer.cycle(), performer.solver, np.zeros((1, 3)))
    (own,), (other,) = around(*asked), around(*asked, mirrored=True)
    assert performer.figure.side == "left"
    assert own.at[:, 1].min() > 0.1
    middles = [(thing.at.min(axis=0) + thing.at.max(axis=0)) / 2 for thing in (own, other)]
    assert middles[1] == pytest.approx(middles[0] * [1, -1, 1])


def test_a_performance_says_when_it_is_in_the_mirror() -> None:
    performer = Performer(catalogue()["standing_hip_flexor"], "woman")
    performance = performer.perform(Wish(reps=2, hold_s=1.0))
    left, right = performance.reps
    at = [round((rep.start_s + rep.end_s) / 2 * performance.fps) for rep in (left, right)]
    assert [bool(performance.mirrored[frame]) for frame in at] == [False, True]
    assert np.abs(np.diff(performance.mirrored.astype(int))).sum() == 1
    assert not bridge()[1].mirrored.any()


def test_a_strap_goes_to_the_foot_that_is_drawn_in() -> None:
    performer = Performer(catalogue()["supine_strap_hamstring"], "woman")
    held = performer.cycle().move[-1]
    places = Landmarks(performer.body).places(performer.solver.skeleton, performer.solver.pose(held))
    above = Camera(target=(-0.1, 0.0, 0.3), distance_m=3.0, elevation_deg=90.0, focal=1.2, width=256, height=256)
    filming = Filming(performer, above, Look(noise=0.0), np.concatenate([places, places * [1, -1, 1]]))
    own = filming.still(performer.solver.pose(held)).astype(int)
    bones = performer.solver.pose(mirror(held))
    # Seen from above, the other side is the same picture upside down, but for where the light comes from.
    right, wrong = (
        np.abs(own - filming.still(bones, mirrored=mirrored)[::-1]).max(axis=-1) > 100 for mirrored in (True, False)
    )
    assert right.sum() < 0.6 * wrong.sum()


def test_a_clip_has_the_frames_it_promises_and_its_truth_beside_it(tmp_path: Path) -> None:
    performer, _ = bridge()
    told: list[tuple[int, int]] = []
    truth = film(
        performer, SHORT, SMALL, Look(), tmp_path / "clip.mp4", told=lambda done, of: told.append((done, of))
    )
    written: dict[str, Any] = json.loads((tmp_path / "clip.json").read_text(encoding="utf-8"))
    assert written == json.loads(json.dumps(truth))
    with av.open(str(tmp_path / "clip.mp4")) as file:
        stream = file.streams.video[0]
        shown = [frame.to_ndarray(format="rgb24") for frame in file.decode(stream)]
        assert (stream.width, stream.height, float(stream.average_rate)) == (256, 192, written["fps"])
    assert len(shown) == written["frames"] == len(written["points"]) == len(written["places_m"])
    assert told[-1] == (written["frames"], written["frames"])
    assert np.abs(shown[0].astype(int) - first(Look()).astype(int)).mean() < 6
    assert sorted(path.name for path in tmp_path.iterdir()) == ["clip.json", "clip.mp4"]


def test_a_clip_that_fails_half_way_leaves_nothing(tmp_path: Path) -> None:
    performer, _ = bridge()

    def stop(done: int, _: int) -> None:
        if done == 5:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        film(performer, SHORT, SMALL, Look(), tmp_path / "clip.mp4", told=stop)
    assert list(tmp_path.iterdir()) == []


def test_the_same_wish_gives_the_same_file(tmp_path: Path) -> None:
    performer, _ = bridge()
    for name in ("one.mp4", "other.mp4"):
        film(performer, replace(SHORT, pace=4.0), SMALL, Look(), tmp_path / name)
    assert (tmp_path / "one.mp4").read_bytes() == (tmp_path / "other.mp4").read_bytes()


@pytest.mark.parametrize("path", sorted(CLIPS.glob("*.mp4")), ids=lambda path: path.stem)
def test_a_clip_that_is_kept_is_small_and_is_what_its_truth_says(path: Path) -> None:
    truth = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    assert path.stat().st_size <= 60_000
    with av.open(str(path)) as file:
        stream = file.streams.video[0]
        assert sum(1 for _ in file.decode(stream)) == truth["frames"]
        assert float(stream.average_rate) == truth["fps"]
    assert truth["movement"] in catalogue()
    assert max(rep["end_s"] for rep in truth["reps"]) < truth["frames"] / truth["fps"]


def test_a_dozen_clips_are_kept() -> None:
    assert len(list(CLIPS.glob("*.mp4"))) >= 12


def test_a_still_can_be_written_as_a_picture(tmp_path: Path) -> None:
    performer, _ = bridge()
    shown = still(performer, performer.cycle().postures["up"], SMALL)
    assert shown.shape == (192, 256, 3)
    write_picture(tmp_path / "up.webp", shown)
    with av.open(str(tmp_path / "up.webp")) as file:
        assert next(file.decode(video=0)).width == 256
