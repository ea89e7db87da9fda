"""Pictures and videos as files. A file is written beside its name and then put in its place: never half of one."""

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
import numpy as np
from numpy.typing import NDArray

from lumbar.figure import pixels

Frame = NDArray[np.uint8]

BIT_EXACT = 1 << 23
"""FFmpeg's name for: write nothing that changes from one time to the next."""


class CannotWrite(Exception):
    """A file of this kind cannot be written here."""


@dataclass(frozen=True, kw_only=True)
class Squeezed:
    """How much a video is squeezed: ``crf`` from 0, nothing is lost, to 51; ``preset`` as x264 has it."""

    preset: str = "ultrafast"
    crf: int = 23


@contextmanager
def put_in_place(path: Path) -> Iterator[Path]:
    """Give a name to write to; what is there takes the place of the file when all went well, and goes when not."""
    fresh = path.with_name(f".{path.stem}.{os.getpid()}{path.suffix}")
    try:
        yield fresh
        fresh.replace(path)
    finally:
        fresh.unlink(missing_ok=True)


def write_video(
    path: Path, frames: Iterable[Frame], fps: float, width: int, height: int, squeezed: Squeezed | None = None
) -> None:
    """Write frames of red, green and blue as an H.264 video."""
    squeezed = squeezed or Squeezed()
    planes = pixels.empty(height * 3 // 2, width, kind=np.uint8)
    with av.open(str(path), "w", format="mp4") as file:
        # The header does not say when, or with what, it was written: the same wish gives the same file.
        options = {"preset": squeezed.preset, "crf": str(squeezed.crf)}
        try:
            stream: Any = file.add_stream("libx264", rate=Fraction(fps).limit_denominator(1000), options=options)
        except av.codec.codec.UnknownCodecError:
            raise CannotWrite("an av that cannot write H.264 (libx264)") from None
        stream.width, stream.height, stream.pix_fmt = width, height, "yuv420p"
        stream.codec_context.thread_count = 1
        stream.codec_context.flags |= BIT_EXACT
        for number, shown in enumerate(frames):
            pixels.to_yuv(shown, planes)
            frame = av.VideoFrame.from_ndarray(planes, format="yuv420p")
            frame.pts = number
            file.mux(stream.encode(frame))
        file.mux(stream.encode())


def write_picture(path: Path, shown: Frame, quality: int = 80) -> None:
    """Write one picture as WebP."""
    with av.open(str(path), "w", format="webp") as file:
        stream: Any = file.add_stream(
            "libwebp", rate=1, options={"quality": str(quality), "compression_level": "6"}
        )
        stream.height, stream.width = shown.shape[:2]
        stream.pix_fmt = "yuv420p"
        frame = av.VideoFrame.from_ndarray(np.ascontiguousarray(shown), format="rgb24").reformat(format="yuv420p")
        file.mux(stream.encode(frame))
        file.mux(stream.encode())
