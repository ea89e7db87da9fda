"""A performance: what a body did as it went through a movement a number of times, and what is true of it.

A repetition *starts* when the body has left its start posture by `LEFT` of the way it is going to go, and *ends*
when it is back within as much. What is *held* lasts from arriving within `LEFT` of the far end to leaving it again,
and the *top* of a repetition is the middle of that. Of a movement that goes round, a repetition is one round, and
its top is half of the way round.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from lumbar.vocabulary.posture import Side

Floats = NDArray[np.float64]

LEFT = 0.01
"""So much of its own way, and a repetition has left its start; closer than that to its end, and it is there."""


class CannotShow(ValueError):
    """What was wished for cannot be shown by this movement."""


@dataclass(frozen=True, kw_only=True)
class Wish:
    """What a performance should be.

    Attributes:
        reps: how many repetitions in all. A movement that alternates changes side with each; one that does a
            side and then the other does the first half on the left.
        pace: how fast it moves, 1 as its file says, 2 in half the time. What is held is not shortened.
        range_share: how much of the way is gone.
        hold_s: seconds held at the far end; None as the file's default level says.
        side: all on this side; None in turn.
        faults: what goes wrong, in turn, in ``share`` of the repetitions.
        seed: how it varies.
        fps: frames a second.
    """

    reps: int = 4
    pace: float = 1.0
    range_share: float = 1.0
    hold_s: float | None = None
    side: Side | None = None
    faults: tuple[str, ...] = ()
    share: float = 1.0
    seed: int = 0
    fps: float = 30.0


@dataclass(frozen=True, kw_only=True)
class Rep:
    """One repetition, in seconds from the first frame."""

    side: Side | None
    start_s: float
    top_s: float
    end_s: float


@dataclass(frozen=True, kw_only=True)
class Hold:
    """Something held, in seconds from the first frame."""

    side: Side | None
    start_s: float
    end_s: float

    @property
    def held_s(self) -> float:
        """How long."""
        return self.end_s - self.start_s


@dataclass(frozen=True, kw_only=True)
class Wrong:
    """A fault that is shown: from when to when, and in which repetition, counted from 1."""

    fault: str
    rep: int
    start_s: float
    end_s: float


@dataclass(frozen=True, kw_only=True)
class Performance:
    """A body's posture in every frame, and what it did.

    Attributes:
        fps: frames a second; the first frame is at 0 s.
        angles: of each frame in the order of `ANGLES`, degrees, (frames, angles).
        turns: the pelvis's turn in the world, (frames, 3, 3).
        places: its place, metres, (frames, 3).
        mirrored: whether it is on the side that the file does not write, (frames,).
    """

    movement: str
    body: str
    fps: float
    angles: Floats
    turns: Floats
    places: Floats
    mirrored: NDArray[np.bool_]
    reps: tuple[Rep, ...]
    holds: tuple[Hold, ...]
    faults: tuple[Wrong, ...]

    @property
    def frames(self) -> int:
        """The number of frames."""
        return len(self.angles)
