"""Events: what a tracker has to say. Times are those of the data, seconds."""

from dataclasses import dataclass
from typing import Literal

from lumbar.vocabulary.posture import Side

Why = Literal[
    "nobody", "gap", "broken", "out_of_frame", "hidden", "implausible", "wrong_view", "not_in_position",
    "carried",
]  # fmt: skip
WHYS: tuple[Why, ...] = (
    "nobody", "gap", "broken", "out_of_frame", "hidden", "implausible", "wrong_view", "not_in_position",
    "carried",
)  # fmt: skip
"""Why a frame tells nothing: nobody in it, no frame for a while, numbers that are none, cut off by the edge of the
picture, limbs hidden, limbs that no body has, seen from elsewhere than it has to be, doing something else. Of a
phone: it lies otherwise than it should (not_in_position); it is in a hand, shaken or falling (carried)."""


@dataclass(frozen=True, kw_only=True, slots=True)
class RepCompleted:
    """A repetition has been done.

    Attributes:
        rep: its number, from 0.
        range_deg: how far the first signal went; None where it is no angle.
        tempo_s: how long it moved, there and back.
        held_s: how long it was held.
    """

    t_s: float
    rep: int
    side: Side | None
    start_s: float
    top_s: float
    end_s: float
    range_deg: float | None
    tempo_s: float
    held_s: float


@dataclass(frozen=True, kw_only=True, slots=True)
class HoldProgress:
    """Another whole second has been held."""

    t_s: float
    side: Side | None
    held_s: float


@dataclass(frozen=True, kw_only=True, slots=True)
class HoldEnded:
    """What was held has been left; told with the time it was really held."""

    t_s: float
    side: Side | None
    start_s: float
    end_s: float
    held_s: float


@dataclass(frozen=True, kw_only=True, slots=True)
class SideSwitched:
    """It is done on another side from now on."""

    t_s: float
    side: Side


@dataclass(frozen=True, kw_only=True, slots=True)
class FaultRaised:
    """Something is wrong. ``value`` and ``limit`` are in degrees, lengths of the trunk, seconds or swings."""

    t_s: float
    rep: int
    fault: str
    value: float
    limit: float


@dataclass(frozen=True, kw_only=True, slots=True)
class FaultDoubtful:
    """Something may be wrong: too near to the limit to tell, or not seen well enough."""

    t_s: float
    rep: int
    fault: str
    value: float | None
    limit: float


@dataclass(frozen=True, kw_only=True, slots=True)
class SightLost:
    """Nothing has been seen since ``t_s``."""

    t_s: float
    why: Why


@dataclass(frozen=True, kw_only=True, slots=True)
class SightFound:
    """It is seen again."""

    t_s: float


@dataclass(frozen=True, kw_only=True, slots=True)
class RepDropped:
    """A repetition was not seen whole, and so is none: ``why`` says what was missing."""

    t_s: float
    start_s: float
    why: Literal["blind", "began_before", "not_ended"]


@dataclass(frozen=True, kw_only=True, slots=True)
class SecondPerson:
    """More than one person is in the picture."""

    t_s: float


@dataclass(frozen=True, kw_only=True, slots=True)
class Calibrated:
    """The person's own range is known: as a share of the figure's."""

    t_s: float
    share: float


Event = (
    RepCompleted | HoldProgress | HoldEnded | SideSwitched | FaultRaised | FaultDoubtful | SightLost | SightFound
    | RepDropped | SecondPerson | Calibrated
)  # fmt: skip
