"""Clip: a filmed performance and its truth, as they are written."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from lumbar.figure.framing import Shot
from lumbar.figure.performance import Wish
from lumbar.figure.performer import Performer
from lumbar.figure.pictures import Squeezed, put_in_place, write_video
from lumbar.figure.rendering import Look, filming
from lumbar.figure.truth import every_frame, truth_of, wished, written

Told = Callable[[int, int], None]
"""What is told how many frames are done, and of how many."""


def film(
    performer: Performer,
    wish: Wish,
    shot: Shot,
    look: Look,
    path: Path,
    *,
    whole: bool = True,
    squeezed: Squeezed | None = None,
    told: Told | None = None,
) -> dict[str, Any]:
    """Film a performance; write the video, and its truth beside it as JSON. Return the truth.

    With ``whole``, it says every frame's angles and points; without, what can be computed again is left out.
    """
    performance = performer.perform(wish)
    filmed, camera, watching = filming(performer, performance, shot, look)
    truth = truth_of(performance, camera) | {"wish": wished(wish), "look": asdict(look)}
    if whole:
        truth |= every_frame(performance, watching.see(performance, camera))
    frames = _telling(filmed.frames(performance), performance.frames, told)
    with put_in_place(path) as fresh, put_in_place(path.with_suffix(".json")) as fresh_truth:
        write_video(fresh, frames, wish.fps, shot.width, shot.height, squeezed)
        fresh_truth.write_text(written(truth), encoding="utf-8")
    return truth


def _telling(frames: Iterable[NDArray[np.uint8]], count: int, told: Told | None) -> Iterator[NDArray[np.uint8]]:
    for number, frame in enumerate(frames, start=1):
        yield frame
        if told is not None:
            told(number, count)
