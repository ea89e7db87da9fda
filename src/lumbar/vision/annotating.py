"""A video with what was seen drawn over it: the landmarks, the count, and what was said."""

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np

from lumbar.vision.needs import CannotSee, needed
from lumbar.vision.picture import Picture
from lumbar.vocabulary.landmark import INDEX, Frame
from lumbar.vocabulary.posture import SIDES

BONES: Sequence[tuple[str, str]] = (
    ("shoulder", "elbow"), ("elbow", "wrist"), ("shoulder", "hip"), ("hip", "knee"), ("knee", "ankle"),
    ("ankle", "heel"), ("heel", "foot_index"), ("ankle", "foot_index"), ("ear", "shoulder"),
)  # fmt: skip
ACROSS = ("shoulder", "hip")
COLOURS = {"left": (86, 196, 186), "right": (224, 158, 74)}
WHITE, DARKER = (245, 245, 240), 3
SEEN = 0.3
PER_S = 1000
"""Times are kept in milliseconds, so that pictures that come unevenly stay where they were."""
CRF = "20"
LINE = 0.006
"""How thick a line is, in heights of the picture."""


class Annotator:
    """Draws over one picture after the other, and writes them."""

    def __init__(self, file: Any) -> None:
        self._file, self._draw = file, needed("cv2")
        self._stream: Any = None
        self._last = -1

    def add(self, picture: Picture, frame: Frame, count: str, said: str) -> None:
        """Add a picture with what was found in it, how many repetitions there are, and what was said last."""
        height, width = (side - side % 2 for side in picture.pixels.shape[:2])
        shown = np.ascontiguousarray(picture.pixels[:height, :width]).copy()
        if frame.points:
            self._body(shown, frame)
        self._words(shown, count, 0.13, 2.4)
        self._words(shown, said, 0.95, 1.1)
        if self._stream is None:
            self._stream = self._begin(width, height)
        drawn = needed("av").VideoFrame.from_ndarray(shown, format="rgb24").reformat(format="yuv420p")
        self._last = max(self._last + 1, round(picture.t_s * PER_S))
        drawn.pts, drawn.time_base = self._last, Fraction(1, PER_S)
        self._file.mux(self._stream.encode(drawn))

    def end(self) -> None:
        """Write what is left."""
        if self._stream is not None:
            self._file.mux(self._stream.encode())

    def _begin(self, width: int, height: int) -> Any:
        try:
            stream = self._file.add_stream("libx264", rate=PER_S, options={"crf": CRF, "preset": "veryfast"})
        except ValueError:
            raise CannotSee("needs an av that writes H.264 (libx264)") from None
        stream.width, stream.height, stream.pix_fmt = width, height, "yuv420p"
        stream.time_base = stream.codec_context.time_base = Fraction(1, PER_S)
        return stream

    def _body(self, shown: Any, frame: Frame) -> None:
        height, width = shown.shape[:2]
        thick = max(1, round(LINE * height))

        def place(name: str) -> tuple[int, int] | None:
            x, y, _, seen = frame.points[INDEX[name]]
            return (round(x * width), round(y * height)) if seen >= SEEN else None

        lines = [(f"{side}_{one}", f"{side}_{other}", COLOURS[side]) for side in SIDES for one, other in BONES]
        lines += [(f"left_{limb}", f"right_{limb}", WHITE) for limb in ACROSS]
        for one, other, colour in lines:
            a, b = place(one), place(other)
            if a is not None and b is not None:
                self._draw.line(shown, a, b, colour, thick, self._draw.LINE_AA)

    def _words(self, shown: Any, words: str, down: float, size: float) -> None:
        """Write words on a darker ground."""
        if not words:
            return
        height = shown.shape[0]
        scale, thick = size * height / 800, max(1, round(size * height / 500))
        font = self._draw.FONT_HERSHEY_SIMPLEX
        (across, up), below = self._draw.getTextSize(words, font, scale, thick)
        x, y, edge = round(0.03 * height), round(down * height), max(2, round(0.015 * height))
        ground = shown[max(0, y - up - edge) : y + below + edge, x - edge : x + across + edge]
        ground //= DARKER
        self._draw.putText(shown, words, (x, y), font, scale, WHITE, thick, self._draw.LINE_AA)


@contextmanager
def annotator(path: Path) -> Iterator[Annotator]:
    """Give what draws into a video file; it takes its place when all went well, and goes when not."""
    fresh = path.with_name(f".{path.stem}.{os.getpid()}{path.suffix}")
    try:
        with needed("av").open(str(fresh), "w", format="mp4") as file:
            drawing = Annotator(file)
            yield drawing
            drawing.end()
        fresh.replace(path)
    finally:
        fresh.unlink(missing_ok=True)
