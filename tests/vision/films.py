"""Small videos of all kinds, made as they are wanted."""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
import numpy as np
from numpy.typing import NDArray

Pixels = NDArray[np.uint8]
RATE = 10
BRIGHT = 255


def cornered(width: int = 160, height: int = 120, count: int = 30) -> Iterator[Pixels]:
    """Yield pictures whose upper left quarter is bright, and in which something moves."""
    for number in range(count):
        picture = np.zeros((height, width, 3), np.uint8)
        picture[: height // 2, : width // 2] = BRIGHT
        picture[-8:, (4 * number) % width :][:, :8] = BRIGHT
        yield picture


def film(
    path: Path,
    pictures: Iterator[Pixels] | Sequence[Pixels] | None = None,
    *,
    kind: str = "mp4",
    codec: str = "libx264",
    times: Sequence[int] | None = None,
    turned_deg: int = 0,
    pixel_aspect: Fraction | None = None,
    sound: bool = False,
    muxing: Mapping[str, str] | None = None,
) -> Path:
    """Write a video, ten pictures a second or at these times in tenths of a second."""
    with av.open(str(path), "w", format=kind, options=dict(muxing or {})) as file:
        stream: Any = None
        audio: Any = file.add_stream("aac", rate=16000) if sound else None
        for number, picture in enumerate(cornered() if pictures is None else pictures):
            if stream is None:
                stream = file.add_stream(codec, rate=RATE)
                stream.height, stream.width = picture.shape[:2]
                stream.pix_fmt = "yuvj420p" if codec == "mjpeg" else "yuv420p"
                stream.codec_context.gop_size = 10
                if pixel_aspect is not None:
                    stream.codec_context.sample_aspect_ratio = pixel_aspect
                if turned_deg:
                    stream.set_display_rotation(turned_deg)
            frame = av.VideoFrame.from_ndarray(picture, format="rgb24")
            frame.pts = number if times is None else times[number]
            frame.time_base = Fraction(1, RATE)
            file.mux(stream.encode(frame))
        if stream is not None:
            file.mux(stream.encode())
        if audio is not None:
            for number in range(30):
                tone: Any = av.AudioFrame.from_ndarray(
                    np.zeros((1, 1024), np.float32), format="fltp", layout="mono"
                )
                tone.sample_rate, tone.pts = 16000, 1024 * number
                file.mux(audio.encode(tone))
            file.mux(audio.encode())
    return path
