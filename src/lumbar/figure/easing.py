"""Easing: a person sets out slowly, and arrives slowly."""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


def eased(share: Floats) -> Floats:
    """Begin and end slowly, as a person does."""
    x = np.clip(share, 0, 1)
    return np.asarray(x * x * (3 - 2 * x))


def when_eased(share: float) -> float:
    """Return when, 0 to 1, a way that begins and ends slowly has come so far."""
    times = np.linspace(0, 1, 1001)
    return float(np.interp(share, eased(times), times))
