"""The one-euro filter: still where little moves, quick where much does.

Casiez, Roussel and Vogel, CHI 2012, https://doi.org/10.1145/2207676.2208639.
"""

from dataclasses import dataclass, field

TAU = 6.283185307179586


@dataclass
class OneEuro:
    """Filters one number over time.

    Args:
        least_hz: what is let through where nothing moves.
        per_speed: how much more is let through, hertz for each unit a second.
        speed_hz: how smooth the speed is.
    """

    least_hz: float = 1.5
    per_speed: float = 0.05
    speed_hz: float = 1.0
    value: float | None = field(default=None, init=False)
    speed: float = field(default=0.0, init=False)
    _t_s: float = field(default=0.0, init=False)

    def feed(self, t_s: float, raw: float) -> float:
        """Return the filtered value. Time that does not go on leaves it as it was."""
        if self.value is None:
            self.value, self.speed, self._t_s = raw, 0.0, t_s
            return raw
        step_s = t_s - self._t_s
        if step_s <= 0:
            return self.value
        self.speed += _share(self.speed_hz, step_s) * ((raw - self.value) / step_s - self.speed)
        share = _share(self.least_hz + self.per_speed * abs(self.speed), step_s)
        self.value += share * (raw - self.value)
        self._t_s = t_s
        return self.value

    def reset(self) -> None:
        """Forget everything: what comes next is the first."""
        self.value, self.speed = None, 0.0


def _share(cutoff_hz: float, step_s: float) -> float:
    turn = TAU * cutoff_hz * step_s
    return turn / (turn + 1)
