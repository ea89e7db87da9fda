"""Quaternions: turns as four numbers, x, y, z, w, that can be mixed and packed."""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


def quaternions(turns: Floats) -> Floats:
    """Return rotations (n, 3, 3) as quaternions x, y, z, w, (n, 4), w never negative."""
    trace = np.einsum("nii->n", turns)
    diagonal = np.einsum("nii->ni", turns)
    # The greatest of the four is found first, so that nothing is divided by next to nothing.
    squares = np.concatenate([1 + 2 * diagonal - trace[:, None], 1 + trace[:, None]], axis=1)
    m = turns
    products = np.empty((len(m), 4, 4))
    for i, row in enumerate(
        (
            (squares[:, 0], m[:, 0, 1] + m[:, 1, 0], m[:, 0, 2] + m[:, 2, 0], m[:, 2, 1] - m[:, 1, 2]),
            (m[:, 0, 1] + m[:, 1, 0], squares[:, 1], m[:, 1, 2] + m[:, 2, 1], m[:, 0, 2] - m[:, 2, 0]),
            (m[:, 0, 2] + m[:, 2, 0], m[:, 1, 2] + m[:, 2, 1], squares[:, 2], m[:, 1, 0] - m[:, 0, 1]),
            (m[:, 2, 1] - m[:, 1, 2], m[:, 0, 2] - m[:, 2, 0], m[:, 1, 0] - m[:, 0, 1], squares[:, 3]),
        )
    ):
        products[:, i] = np.stack(row, axis=1)
    found = products[np.arange(len(m)), squares.argmax(axis=1)]
    found /= np.linalg.norm(found, axis=1, keepdims=True)
    return np.asarray(np.where(found[:, 3:] < 0, -found, found))


def turns_of(quaternion: Floats) -> Floats:
    """Return quaternions x, y, z, w (n, 4), of any length, as rotations (n, 3, 3)."""
    x, y, z, w = (quaternion / np.linalg.norm(quaternion, axis=1, keepdims=True)).T
    turn = np.empty((len(quaternion), 3, 3))
    turn[:, 0, 0], turn[:, 0, 1], turn[:, 0, 2] = 1 - 2 * (y * y + z * z), 2 * (x * y - z * w), 2 * (x * z + y * w)
    turn[:, 1, 0], turn[:, 1, 1], turn[:, 1, 2] = 2 * (x * y + z * w), 1 - 2 * (x * x + z * z), 2 * (y * z - x * w)
    turn[:, 2, 0], turn[:, 2, 1], turn[:, 2, 2] = 2 * (x * z - y * w), 2 * (y * z + x * w), 1 - 2 * (x * x + y * y)
    return turn
