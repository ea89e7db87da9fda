"""Watch: what of a movement is looked at, and how its faults are told from it."""

from dataclasses import dataclass
from typing import Literal

Of = Literal["moving", "other", "near"]
OFS: tuple[Of, ...] = ("moving", "other", "near")
"""Whose: of the side that is done, of the other side, or of the side nearer to the camera."""

Tempo = Literal["go", "back", "both"]
TEMPOS: tuple[Tempo, ...] = ("go", "back", "both")

Unseen = Literal["spine", "depth", "small", "hidden", "force", "breath", "face", "elsewhere"]
UNSEENS: tuple[Unseen, ...] = ("spine", "depth", "small", "hidden", "force", "breath", "face", "elsewhere")
"""Why it cannot be told: nothing marks the spine, it goes towards the camera, it is less than what measures it
errs, the body hides it, a push without a movement, the breath, the face, or a phone lies elsewhere on the body."""

Spot = Literal["sacrum", "pelvis", "chest"]
SPOTS: tuple[Spot, ...] = ("sacrum", "pelvis", "chest")
"""Where a phone lies, its screen outwards and its top to the head: at the back of the pelvis, at its front below
the navel, on the breastbone."""

Tilt = Literal["pitch", "roll"]
TILTS: tuple[Tilt, ...] = ("pitch", "roll")
"""How far its top is raised, and how far its right edge: both come from gravity, and never wander."""
Bearing = Literal["pitch", "roll", "turn"]
BEARINGS: tuple[Bearing, ...] = (*TILTS, "turn")
"""A turn is about the upright, and added up from how fast it turns: it wanders, and is worth a repetition."""


@dataclass(frozen=True, kw_only=True)
class Signal:
    """A measure, and of which side."""

    measure: str
    of: Of


@dataclass(frozen=True, kw_only=True)
class Watch:
    """What tells how far a movement has come: the mean of these signals, each from its rest to its target.

    One is enough where it changes all the way along. The first is the one whose range is told.
    """

    signals: tuple[Signal, ...]


@dataclass(frozen=True, kw_only=True)
class PhoneWatch:
    """Where a phone lies on the body, what of it tells how far it has come, and the words to put it there."""

    spot: Spot
    signal: Bearing
    put: str


@dataclass(frozen=True, kw_only=True)
class PostureSeen:
    """A fault seen in the posture that is held: a signal nearer to the wrong posture's than to the right one's.

    ``share`` is how much of the way from the right posture to the wrong one is too much.
    """

    signal: Signal
    share: float = 0.5


@dataclass(frozen=True, kw_only=True)
class TempoSeen:
    """A fault seen in the time that a way takes: less than ``share`` of what it should."""

    way: Tempo
    share: float


@dataclass(frozen=True, kw_only=True)
class BounceSeen:
    """A fault seen in what is held going to and fro, over the last ``share`` of the way."""

    share: float


@dataclass(frozen=True, kw_only=True)
class TiltSeen:
    """A fault seen in how a phone on the body is tilted at the top, beside how it lay at rest.

    ``share`` is how much of the way from the right tilt to the wrong one is too much.
    """

    tilt: Tilt
    share: float = 0.5


Seen = PostureSeen | TempoSeen | BounceSeen | TiltSeen
