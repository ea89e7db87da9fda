import random
from fractions import Fraction
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from lumbar.vision import Picture, UnreadableVideo, open_video
from lumbar.vision.picture import LONGEST, Turn, shown_size
from tests.vision.films import BRIGHT, Pixels, cornered, film

START_FIRST = {"movflags": "faststart"}


def pictures(path: Path) -> list[Picture]:
    with open_video(path) as video:
        return list(video.frames())


def times(path: Path) -> list[float]:
    return [picture.t_s for picture in pictures(path)]


def bright_quarter(pixels: Pixels) -> tuple[str, str]:
    height, width = pixels.shape[:2]
    quarters = {
        (down, across): float(pixels[rows, columns].mean())
        for down, rows in (("top", slice(height // 2)), ("bottom", slice(height // 2, None)))
        for across, columns in (("left", slice(width // 2)), ("right", slice(width // 2, None)))
    }
    return max(quarters, key=lambda quarter: quarters[quarter])


def test_pictures_come_with_their_times_and_in_red_green_and_blue(tmp_path: Path) -> None:
    with open_video(film(tmp_path / "a.mp4")) as video:
        assert video.duration_s == pytest.approx(3.0)
        assert (video.width, video.height) == (160, 120)
        seen = list(video.frames())
        assert video.notes == ()
    assert [picture.t_s for picture in seen] == pytest.approx([number / 10 for number in range(30)])
    assert seen[0].pixels.shape == (120, 160, 3)
    assert seen[0].pixels.dtype == np.uint8
    assert abs(int(seen[0].pixels[20, 20, 0]) - BRIGHT) < 5


def test_times_are_those_of_the_stream_however_unevenly_it_was_filmed(tmp_path: Path) -> None:
    uneven = [0, 1, 2, 7, 8, 30, 31, 45]
    path = film(tmp_path / "a.mp4", cornered(count=len(uneven)), times=uneven)
    assert times(path) == pytest.approx([each / 10 for each in uneven])


def test_time_begins_with_the_first_picture(tmp_path: Path) -> None:
    late = film(tmp_path / "a.ts", cornered(count=20), kind="mpegts", times=range(50, 70))
    assert times(late) == pytest.approx([number / 10 for number in range(20)])


def test_a_stream_without_times_goes_by_its_rate(tmp_path: Path) -> None:
    with open_video(film(tmp_path / "a.h264", kind="h264")) as video:
        assert video.duration_s is None
        assert [picture.t_s for picture in video.frames()] == pytest.approx([n / 10 for n in range(30)])


def test_a_clock_that_starts_again_goes_on(tmp_path: Path) -> None:
    once = film(tmp_path / "a.ts", cornered(count=60), kind="mpegts").read_bytes()
    (tmp_path / "twice.ts").write_bytes(once + once)
    found = times(tmp_path / "twice.ts")
    assert all(a < b for a, b in pairwise(found))
    assert len(found) > 100
    assert found[-1] == pytest.approx(11.1, abs=0.2)


@pytest.mark.parametrize(
    ("turned_deg", "size", "quarter"),
    [
        (0, (160, 120), ("top", "left")),
        (90, (120, 160), ("bottom", "left")),
        (180, (160, 120), ("bottom", "right")),
        (-90, (120, 160), ("top", "right")),
    ],
)
def test_a_phone_held_upright_gives_upright_pictures(
    tmp_path: Path, turned_deg: int, size: tuple[int, int], quarter: tuple[str, str]
) -> None:
    with open_video(film(tmp_path / "a.mp4", turned_deg=turned_deg)) as video:
        assert (video.width, video.height) == size
        for picture in video.frames():
            assert bright_quarter(picture.pixels) == quarter
            assert picture.pixels.flags.c_contiguous


def test_a_mirrored_picture_is_mirrored_back() -> None:
    mirror = np.array([-65536, 0, 0, 0, 65536, 0, 0, 0, 1 << 30], np.int32).tobytes()
    (first,) = cornered(count=1)
    assert bright_quarter(Turn.of(mirror).done(first)) == ("top", "right")


def test_pixels_that_are_not_square_are_stretched(tmp_path: Path) -> None:
    with open_video(film(tmp_path / "a.mkv", kind="matroska", pixel_aspect=Fraction(4, 3))) as video:
        assert (video.width, video.height) == (213, 120)


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ((640, 480, 1.0), (640, 480)),
        ((3840, 2160, 1.0), (1280, 720)),
        ((2160, 3840, 1.0), (720, 1280)),
        ((720, 576, 64 / 45), (1024, 576)),
        ((100, 100, 50.0), (100, 100)),
        ((4000, 1, 1.0), (1280, 1)),
    ],
)
def test_pictures_are_shown_no_larger_than_there_is_use_for(
    given: tuple[int, int, float], shown: tuple[int, int]
) -> None:
    assert shown_size(*given) == shown


def test_a_large_video_is_made_smaller(tmp_path: Path) -> None:
    path = film(tmp_path / "a.mp4", cornered(1920, 1080, 3))
    assert {picture.pixels.shape for picture in pictures(path)} == {(720, LONGEST, 3)}


def test_a_single_picture_is_a_video(tmp_path: Path) -> None:
    assert times(film(tmp_path / "a.mp4", cornered(count=1))) == [0.0]


def test_other_kinds_of_file_are_read_too(tmp_path: Path) -> None:
    assert len(times(film(tmp_path / "a.mkv", kind="matroska", sound=True))) == 30
    assert len(times(film(tmp_path / "a.avi", kind="avi", codec="mjpeg"))) == 30


def test_a_file_that_is_cut_off_gives_what_there_is_and_says_so(tmp_path: Path) -> None:
    for name, kind, muxing in (("a.mp4", "mp4", START_FIRST), ("a.mkv", "matroska", {})):
        whole = film(tmp_path / name, cornered(count=60), kind=kind, muxing=muxing).read_bytes()
        cut = tmp_path / f"cut_{name}"
        cut.write_bytes(whole[: len(whole) * 2 // 3])
        with open_video(cut) as video:
            found = [picture.t_s for picture in video.frames()]
            assert 20 <= len(found) < 50
            assert video.notes[-1] == f"The file is cut short: {found[-1]:.1f} of 6.0 seconds could be read."


def test_broken_pictures_are_left_out_and_counted(tmp_path: Path) -> None:
    path = film(tmp_path / "a.mp4", cornered(count=60), muxing=START_FIRST)
    content = bytearray(path.read_bytes())
    begin = (len(content) + content.find(b"mdat")) // 2
    content[begin : begin + 400] = random.Random(1).randbytes(400)
    path.write_bytes(content)
    with open_video(path) as video:
        found = [picture.t_s for picture in video.frames()]
        assert found[-1] == pytest.approx(5.9)
        assert all(a < b for a, b in pairwise(found))
        assert len(found) + video.left_out == 60
        assert video.left_out > 1
        assert video.notes == (f"{video.left_out} pictures could not be used and were left out.",)


def test_a_video_longer_than_its_pictures_is_whole(tmp_path: Path) -> None:
    with open_video(film(tmp_path / "a.mkv", cornered(count=2), kind="matroska", sound=True)) as video:
        assert len(list(video.frames())) == 2
        assert video.notes == ()


def refused(path: Path) -> str:
    with pytest.raises(UnreadableVideo) as why:
        open_video(path)
    return str(why.value).removeprefix(f"{path}: expected a video, ")


def test_what_is_not_a_video_is_refused_in_a_sentence(tmp_path: Path) -> None:
    for name, content in (
        ("empty.mp4", b""),
        ("text.mp4", b"once upon a time\n" * 99),
        ("page.html", b"<!doctype html><p>hello"),
        ("subtitles.srt", b"1\n00:00:00,000 --> 00:00:01,000\nhello\n\n"),
        ("noise.mp4", random.Random(2).randbytes(20000)),
    ):
        (tmp_path / name).write_bytes(content)
    (tmp_path / "late.mp4").write_bytes(film(tmp_path / "a.mp4").read_bytes()[:1500])
    assert refused(tmp_path / "none.mp4") == "found no such file"
    assert refused(tmp_path) == "found a folder"
    assert refused(tmp_path / "empty.mp4") == "found an empty file"
    assert refused(film(tmp_path / "sound.m4a", [], sound=True)) == "found sound without pictures"
    for name in ("text.mp4", "page.html", "subtitles.srt", "noise.mp4", "late.mp4"):
        assert refused(tmp_path / name).startswith("found a file that isn't one")


def test_a_video_in_which_no_picture_can_be_read_is_refused(tmp_path: Path) -> None:
    path = film(tmp_path / "a.mp4", muxing=START_FIRST)
    content = bytearray(path.read_bytes())
    begin = content.find(b"mdat") + 4
    content[begin:] = bytes(len(content) - begin)
    path.write_bytes(content)
    assert refused(path) == "found no picture in it that can be read"


def test_a_playlist_reaches_no_other_machine(tmp_path: Path) -> None:
    playlist = tmp_path / "a.m3u8"
    playlist.write_text("#EXTM3U\n#EXT-X-TARGETDURATION:5\n#EXTINF:5,\nhttp://127.0.0.1:9/a.ts\n#EXT-X-ENDLIST\n")
    assert refused(playlist).startswith("found")
