"""Pixels from triangles: which triangle each pixel sees, how far away, and where on it. Compiled, one core."""

import numba
import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

NOTHING = -1


@numba.njit(cache=True, fastmath=False)
def _fill(
    at: Floats, faces: Ints, seen: NDArray[np.int32], depth: NDArray[np.float32], shares: NDArray[np.float32]
) -> None:
    height, width = seen.shape
    for face in range(faces.shape[0]):
        a, b, c = faces[face, 0], faces[face, 1], faces[face, 2]
        if at[a, 2] <= 0 or at[b, 2] <= 0 or at[c, 2] <= 0:
            continue
        ax, ay, bx, by, cx, cy = at[a, 0], at[a, 1], at[b, 0], at[b, 1], at[c, 0], at[c, 1]
        area = (bx - ax) * (cy - ay) - (by - ay) * (cx - ax)
        if area >= 0:
            continue
        left, right = max(0, int(np.floor(min(ax, bx, cx)))), min(width - 1, int(np.ceil(max(ax, bx, cx))))
        top, bottom = max(0, int(np.floor(min(ay, by, cy)))), min(height - 1, int(np.ceil(max(ay, by, cy))))
        near_a, near_b, near_c = 1 / at[a, 2], 1 / at[b, 2], 1 / at[c, 2]
        for y in range(top, bottom + 1):
            for x in range(left, right + 1):
                px, py = x + 0.5, y + 0.5
                u = ((bx - px) * (cy - py) - (by - py) * (cx - px)) / area
                v = ((cx - px) * (ay - py) - (cy - py) * (ax - px)) / area
                w = 1 - u - v
                if u < 0 or v < 0 or w < 0:
                    continue
                near = u * near_a + v * near_b + w * near_c
                if near > depth[y, x]:
                    depth[y, x] = near
                    seen[y, x] = face
                    shares[y, x, 0] = u * near_a / near
                    shares[y, x, 1] = v * near_b / near


def rasterise(
    at: Floats, faces: Ints, width: int, height: int
) -> tuple[NDArray[np.int32], NDArray[np.float32], NDArray[np.float32]]:
    """Find what each pixel sees.

    ``at`` (n, 3): x and y in pixels, distance in metres. ``faces`` (m, 3), seen from where they run clockwise on
    the screen. Returns the face of each pixel (`NOTHING` where there is none), one over its distance, and the
    shares of the face's first two corners.
    """
    seen = np.full((height, width), NOTHING, dtype=np.int32)
    depth = np.zeros((height, width), dtype=np.float32)
    shares = np.zeros((height, width, 2), dtype=np.float32)
    _fill(at, faces, seen, depth, shares)
    return seen, depth, shares
