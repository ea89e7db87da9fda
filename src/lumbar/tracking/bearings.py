"""Bearings: how far a phone on the body has been tilted or turned since it was last laid there, over time."""

from lumbar.signals.gravity import about_upright_deg_s, pitch_deg, roll_deg, round_deg
from lumbar.signals.heading import STILL_DEG_S, Heading
from lumbar.signals.one_euro import OneEuro
from lumbar.vocabulary.lying import Lying
from lumbar.vocabulary.motion import Motion, Vector
from lumbar.vocabulary.watch import Bearing, Tilt

LEAST_HZ, PER_SPEED = 1.2, 0.04
"""What an accelerometer trembles by is taken away; a repetition of a second is followed a tenth of one late."""


def tilt_deg(tilt: Tilt, up: Vector) -> float:
    """Return one of the tilts of a phone."""
    return pitch_deg(up) if tilt == "pitch" else roll_deg(up)


def lying_deg(signal: Bearing, lying: Lying) -> float:
    """Return a bearing of a phone that lies so."""
    return lying.turn_deg if signal == "turn" else tilt_deg(signal, lying.up)


class Bearings:
    """Follows one bearing, degrees: a pitch or a turn from where it first was, a roll from level."""

    def __init__(self, signal: Bearing) -> None:
        self._signal: Bearing = signal
        self._heading = Heading()
        self._filter = OneEuro(least_hz=LEAST_HZ, per_speed=PER_SPEED)
        self._from_deg: float | None = None

    @property
    def is_still(self) -> bool:
        """Whether it hardly moves."""
        return self._heading.is_still if self._signal == "turn" else abs(self._filter.speed) < STILL_DEG_S

    def feed(self, motion: Motion) -> float:
        """Take a sample; return the bearing."""
        if self._signal == "turn":
            return self._heading.feed(motion.t_s, about_upright_deg_s(motion))
        tilt = tilt_deg(self._signal, motion.gravity)
        if self._from_deg is None:
            self._from_deg = tilt if self._signal == "pitch" else 0.0
        return self._filter.feed(motion.t_s, round_deg(tilt - self._from_deg))

    def reset(self) -> None:
        """Forget where it was: it may have been laid down anew."""
        self._heading.reset()
        self._filter.reset()
        self._from_deg = None
