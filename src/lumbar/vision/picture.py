"""A picture as it is meant to be seen: upright, its pixels square, and no larger than there is use for."""

import struct
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Pixels = NDArray[np.uint8]

LONGEST = 1280
"""Pixels. The pose model looks at 256 by 256 around a person: more costs time and shows it nothing."""
NARROWEST, WIDEST = 0.25, 4.0
"""How wide a pixel may be for its height; beyond that the file says something it doesn't mean."""


@dataclass(frozen=True, kw_only=True)
class Picture:
    """One picture of a video.

    Attributes:
        t_s: when it is shown, in seconds from the first.
        pixels: (height, width, 3) red, green and blue.
    """

    t_s: float
    pixels: Pixels


@dataclass(frozen=True, kw_only=True)
class Turn:
    """How a picture is turned to stand upright: first transposed, then flipped sideways, then upside down."""

    transposed: bool = False
    sideways: bool = False
    upended: bool = False

    @classmethod
    def of(cls, matrix: bytes) -> "Turn":
        """Return the turn of a display matrix: nine 32-bit numbers, x and y to where they are shown in two columns.

        Only turns by quarters are known; another goes to the nearest.
        """
        x_across, x_down, _, y_across, y_down = struct.unpack_from("=5i", matrix)
        if abs(x_down) > abs(x_across):
            return cls(transposed=True, sideways=y_across < 0, upended=x_down < 0)
        return cls(sideways=x_across < 0, upended=y_down < 0)

    def done(self, pixels: Pixels) -> Pixels:
        """Return the picture turned."""
        if self.transposed:
            pixels = pixels.swapaxes(0, 1)
        return pixels[:: -1 if self.upended else 1, :: -1 if self.sideways else 1]


def shown_size(width: int, height: int, pixel_aspect: float) -> tuple[int, int]:
    """Return width and height with square pixels, the longer side `LONGEST` at most."""
    scaled = width * (pixel_aspect if NARROWEST <= pixel_aspect <= WIDEST else 1.0)
    smaller = min(1.0, LONGEST / max(scaled, height))
    return max(1, round(scaled * smaller)), max(1, round(height * smaller))


class Developer:
    """Makes pictures from decoded frames; one for a whole video, as what converts them is prepared once."""

    def __init__(self, av: Any, pixel_aspect: float) -> None:
        self._scale = av.video.reformatter.VideoReformatter().reformat
        self._colour = av.video.reformatter.VideoReformatter().reformat
        self._pixel_aspect = pixel_aspect

    def pixels(self, frame: Any) -> Pixels:
        """Return a frame's pixels, upright and in one piece."""
        matrix = frame.side_data.get("DISPLAYMATRIX")
        turn = Turn.of(bytes(matrix)) if matrix else Turn()
        width, height = shown_size(frame.width, frame.height, self._pixel_aspect)
        if (width, height) != (frame.width, frame.height):
            # Scaled before it is coloured: at once, both take four times as long.
            frame = self._scale(frame, width, height, "yuv420p", interpolation="BILINEAR")
        coloured = self._colour(frame, width, height, "rgb24")
        plane = coloured.planes[0]
        # Rows may be longer in memory than they are wide.
        rows = np.frombuffer(plane, np.uint8).reshape(-1, plane.line_size)[:height, : 3 * width]
        return np.ascontiguousarray(turn.done(rows.reshape(height, width, 3)))
