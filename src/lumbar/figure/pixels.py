"""Pixels: what is done for every vertex, triangle and pixel of a frame. Compiled, one core, nothing allocated."""

from typing import Any

import numba
import numpy as np
from numpy.typing import NDArray

Reals = NDArray[np.float32]
Whole = NDArray[np.int32]
Bytes = NDArray[np.uint8]

NOTHING = -1
FINE = 2
"""Samples along each side of a pixel where the body is."""


@numba.njit(cache=True, fastmath=True)
def skin(moves: Reals, rest: Reals, bones: Whole, shares: Reals, at: Reals) -> None:
    """Move vertices (n, 3) along with their four bones; ``moves`` is (3, bones, 4)."""
    for vertex in range(rest.shape[0]):
        x, y, z = rest[vertex, 0], rest[vertex, 1], rest[vertex, 2]
        for axis in range(3):
            moved = np.float32(0)
            for slot in range(4):
                bone = bones[vertex, slot]
                along = moves[axis, bone, 0] * x + moves[axis, bone, 1] * y + moves[axis, bone, 2] * z
                moved += shares[vertex, slot] * (along + moves[axis, bone, 3])
            at[vertex, axis] = moved


@numba.njit(cache=True, fastmath=True)
def face_outward(at: Reals, faces: Whole, normals: Reals) -> None:
    """Write the direction each vertex faces."""
    normals[:] = 0
    for face in range(faces.shape[0]):
        a, b, c = faces[face, 0], faces[face, 1], faces[face, 2]
        ux, uy, uz = at[b, 0] - at[a, 0], at[b, 1] - at[a, 1], at[b, 2] - at[a, 2]
        vx, vy, vz = at[c, 0] - at[a, 0], at[c, 1] - at[a, 1], at[c, 2] - at[a, 2]
        nx, ny, nz = uy * vz - uz * vy, uz * vx - ux * vz, ux * vy - uy * vx
        for vertex in (a, b, c):
            normals[vertex, 0] += nx
            normals[vertex, 1] += ny
            normals[vertex, 2] += nz
    for vertex in range(normals.shape[0]):
        x, y, z = normals[vertex, 0], normals[vertex, 1], normals[vertex, 2]
        length = np.sqrt(x * x + y * y + z * z) + np.float32(1e-12)
        for axis in range(3):
            normals[vertex, axis] /= length


@numba.njit(cache=True, fastmath=True)
def project(at: Reals, place: Reals, axes: Reals, scale: float, middle: Reals, on: Reals) -> None:
    """Write x and y in pixels and one over the distance; behind the camera that is 0."""
    for vertex in range(at.shape[0]):
        x, y, z = at[vertex, 0] - place[0], at[vertex, 1] - place[1], at[vertex, 2] - place[2]
        away = axes[2, 0] * x + axes[2, 1] * y + axes[2, 2] * z
        near = np.float32(1) / away if away > 0.05 else np.float32(0)
        on[vertex, 0] = middle[0] + scale * (axes[0, 0] * x + axes[0, 1] * y + axes[0, 2] * z) * near
        on[vertex, 1] = middle[1] - scale * (axes[1, 0] * x + axes[1, 1] * y + axes[1, 2] * z) * near
        on[vertex, 2] = near


@numba.njit(cache=True, fastmath=True)
def fill(on: Reals, faces: Whole, first: int, nearest: Reals, seen: Whole) -> None:
    """Find which triangle each sample sees, numbered from ``first``; those turned away are not seen."""
    height, width = seen.shape
    for face in range(faces.shape[0]):
        a, b, c = faces[face, 0], faces[face, 1], faces[face, 2]
        if on[a, 2] <= 0 or on[b, 2] <= 0 or on[c, 2] <= 0:
            continue
        ax, ay, bx, by, cx, cy = on[a, 0], on[a, 1], on[b, 0], on[b, 1], on[c, 0], on[c, 1]
        area = (bx - ax) * (cy - ay) - (by - ay) * (cx - ax)
        if area >= 0:
            continue
        left = max(0, int(np.ceil(min(ax, bx, cx) - np.float32(0.5))))
        right = min(width - 1, int(np.floor(max(ax, bx, cx) - np.float32(0.5))))
        top = max(0, int(np.ceil(min(ay, by, cy) - np.float32(0.5))))
        bottom = min(height - 1, int(np.floor(max(ay, by, cy) - np.float32(0.5))))
        if left > right or top > bottom:
            continue
        over = np.float32(1) / area
        # u and v are the shares of the first two corners; each is straight in x and y.
        u_x, u_y = (by - cy) * over, (cx - bx) * over
        v_x, v_y = (cy - ay) * over, (ax - cx) * over
        px, py = left + np.float32(0.5) - cx, top + np.float32(0.5) - cy
        u_row, v_row = u_x * px + u_y * py, v_x * px + v_y * py
        near_c = on[c, 2]
        to_a, to_b = on[a, 2] - near_c, on[b, 2] - near_c
        for y in range(top, bottom + 1):
            u, v = u_row, v_row
            for x in range(left, right + 1):
                if u >= 0 and v >= 0 and u + v <= 1:
                    near = near_c + u * to_a + v * to_b
                    if near > nearest[y, x]:
                        nearest[y, x] = near
                        seen[y, x] = first + face
                u += u_x
                v += v_x
            u_row += u_y
            v_row += v_y


@numba.njit(cache=True, fastmath=True)
def cast(at: Reals, slant: Reals, corner: Reals, per_m: float, tops: Reals, covered: Reals, pressed: Reals) -> None:
    """Let vertices throw their shadow on a grid of the floor: how high, whether, and how close to the floor."""
    rows, columns = tops.shape
    for vertex in range(at.shape[0]):
        z = max(at[vertex, 2], np.float32(0))
        column = int((at[vertex, 0] + slant[0] * z - corner[0]) * per_m)
        row = int((at[vertex, 1] + slant[1] * z - corner[1]) * per_m)
        if 0 <= row < rows and 0 <= column < columns:
            tops[row, column] = max(tops[row, column], z)
            covered[row, column] = 1
        column, row = int((at[vertex, 0] - corner[0]) * per_m), int((at[vertex, 1] - corner[1]) * per_m)
        if 0 <= row < rows and 0 <= column < columns:
            pressed[row, column] = max(pressed[row, column], np.exp(-z * np.float32(18)))


@numba.njit(cache=True, fastmath=True)
def soften(grid: Reals, spare: Reals, reach: int) -> None:
    """Give each cell of a grid the mean of its neighbours, twice."""
    rows, columns = grid.shape
    share = np.float32(1) / (2 * reach + 1)
    for _ in range(2):
        for row in range(rows):
            for column in range(columns):
                total = np.float32(0)
                for step in range(-reach, reach + 1):
                    total += grid[row, min(max(column + step, 0), columns - 1)]
                spare[row, column] = total * share
        for row in range(rows):
            for column in range(columns):
                total = np.float32(0)
                for step in range(-reach, reach + 1):
                    total += spare[min(max(row + step, 0), rows - 1), column]
                grid[row, column] = total * share


@numba.njit(cache=True, fastmath=True)
def shine(
    at: Reals,
    normals: Reals,
    lamp: Reals,
    lamp_light: Reals,
    sky: Reals,
    ground: Reals,
    slant: Reals,
    corner: Reals,
    per_m: float,
    tops: Reals,
    light: Reals,
) -> None:
    """Write how much light each vertex gets: from the lamp if nothing is in its way, from above, from below."""
    rows, columns = tops.shape
    for vertex in range(at.shape[0]):
        nx, ny, nz = normals[vertex, 0], normals[vertex, 1], normals[vertex, 2]
        z = max(at[vertex, 2], np.float32(0))
        column = int((at[vertex, 0] + slant[0] * z - corner[0]) * per_m)
        row = int((at[vertex, 1] + slant[1] * z - corner[1]) * per_m)
        shaded = np.float32(0)
        for y in range(row - 1, row + 2):
            for x in range(column - 1, column + 2):
                if 0 <= y < rows and 0 <= x < columns:
                    shaded += min(
                        max((tops[y, x] - z - np.float32(0.05)) * np.float32(18), np.float32(0)), np.float32(1)
                    )
        falls = nx * lamp[0] + ny * lamp[1] + nz * lamp[2]
        direct = max(np.float32(0.85) * falls + np.float32(0.15), np.float32(0)) * (
            1 - shaded * np.float32(0.75 / 9)
        )
        up = np.float32(0.5) + np.float32(0.5) * nz
        # Close to the floor and facing it, little light comes.
        open_ = np.float32(1) - np.float32(0.55) * (1 - up) * np.exp(-z * np.float32(9))
        open_ *= np.float32(1) - shaded * np.float32(0.25 / 9)
        for channel in range(3):
            around = up * sky[channel] + (1 - up) * ground[channel]
            light[vertex, channel] = direct * lamp_light[channel] + open_ * around


@numba.njit(cache=True, fastmath=True)
def compose(
    behind: Reals,
    floor: Reals,
    dark: Reals,
    on: Reals,
    faces: Whole,
    colours: Reals,
    light: Reals,
    seen: Whole,
    frame: Reals,
) -> None:
    """Put the body before what is behind it, and its shadow on the floor.

    ``floor`` (height, width, 2) says where on the grid ``dark`` each pixel lies, below 0 for none.
    """
    height, width, _ = frame.shape
    rows, columns = dark.shape
    for y in range(height):
        for x in range(width):
            column, row = floor[y, x, 0], floor[y, x, 1]
            left = np.float32(1)
            if column >= 0 and row >= 0 and column < columns - 1 and row < rows - 1:
                i, j = int(row), int(column)
                down, over = row - i, column - j
                left -= (1 - down) * ((1 - over) * dark[i, j] + over * dark[i, j + 1])
                left -= down * ((1 - over) * dark[i + 1, j] + over * dark[i + 1, j + 1])
            red, green, blue = np.float32(0), np.float32(0), np.float32(0)
            free = 0
            for sample in range(FINE * FINE):
                sy, sx = FINE * y + sample // FINE, FINE * x + sample % FINE
                face = seen[sy, sx]
                if face < 0:
                    free += 1
                    continue
                a, b, c = faces[face, 0], faces[face, 1], faces[face, 2]
                ax, ay, bx, by, cx, cy = on[a, 0], on[a, 1], on[b, 0], on[b, 1], on[c, 0], on[c, 1]
                over_area = np.float32(1) / ((bx - ax) * (cy - ay) - (by - ay) * (cx - ax))
                px, py = sx + np.float32(0.5), sy + np.float32(0.5)
                u = ((bx - px) * (cy - py) - (by - py) * (cx - px)) * over_area
                v = ((cx - px) * (ay - py) - (cy - py) * (ax - px)) * over_area
                w = 1 - u - v
                red += colours[face, 0] * (u * light[a, 0] + v * light[b, 0] + w * light[c, 0])
                green += colours[face, 1] * (u * light[a, 1] + v * light[b, 1] + w * light[c, 1])
                blue += colours[face, 2] * (u * light[a, 2] + v * light[b, 2] + w * light[c, 2])
            share = np.float32(1 / (FINE * FINE))
            rest = left * free * share
            frame[y, x, 0] = red * share + rest * behind[y, x, 0]
            frame[y, x, 1] = green * share + rest * behind[y, x, 1]
            frame[y, x, 2] = blue * share + rest * behind[y, x, 2]


@numba.njit(cache=True, fastmath=True)
def blur(frame: Reals, spare: Reals, bell: Reals) -> None:
    """Blur a frame; ``bell`` are the shares of a pixel and its neighbours to one side."""
    height, width, _ = frame.shape
    reach = bell.shape[0] - 1
    for y in range(height):
        for x in range(width):
            for channel in range(3):
                total = bell[0] * frame[y, x, channel]
                for step in range(1, reach + 1):
                    total += bell[step] * (
                        frame[y, max(x - step, 0), channel] + frame[y, min(x + step, width - 1), channel]
                    )
                spare[y, x, channel] = total
    for y in range(height):
        for x in range(width):
            for channel in range(3):
                total = bell[0] * spare[y, x, channel]
                for step in range(1, reach + 1):
                    total += bell[step] * (
                        spare[max(y - step, 0), x, channel] + spare[min(y + step, height - 1), x, channel]
                    )
                frame[y, x, channel] = total


@numba.njit(cache=True, fastmath=True)
def develop(frame: Reals, curve: Reals, noise: Reals, offset: int, strength: float, shown: Bytes) -> None:
    """Write a frame of light as bytes of red, green and blue, with the camera's noise."""
    height, width, _ = frame.shape
    most = curve.shape[0] - 1
    grains = noise.shape[0] - 1
    for y in range(height):
        for x in range(width):
            # Two lengths that share no factor: the pattern is not seen to come again.
            grain = noise[(offset + y * 7919 + x * 31) & grains] * strength
            for channel in range(3):
                place = min(max(frame[y, x, channel] * most, np.float32(0)), np.float32(most))
                speck = (
                    grain
                    + np.float32(0.4) * strength * noise[(offset + y * 104729 + x * 3 + channel * 517) & grains]
                )
                shown[y, x, channel] = np.uint8(min(max(curve[int(place)] + speck, np.float32(0)), np.float32(255)))


@numba.njit(cache=True, fastmath=True)
def to_yuv(shown: Bytes, planes: Bytes) -> None:
    """Write bytes of red, green and blue as the planes of a video: brightness, and colour at half the size."""
    height, width, _ = shown.shape
    half = width // 2
    for y in range(height):
        for x in range(width):
            r, g, b = int(shown[y, x, 0]), int(shown[y, x, 1]), int(shown[y, x, 2])
            planes[y, x] = np.uint8(((66 * r + 129 * g + 25 * b + 128) >> 8) + 16)
    quarter = height // 4
    for y in range(height // 2):
        for x in range(half):
            r, g, b = 0, 0, 0
            for i in range(2):
                for j in range(2):
                    r += int(shown[2 * y + i, 2 * x + j, 0])
                    g += int(shown[2 * y + i, 2 * x + j, 1])
                    b += int(shown[2 * y + i, 2 * x + j, 2])
            place = y * half + x
            row, column = place // width, place % width
            planes[height + row, column] = np.uint8(((-38 * r - 74 * g + 112 * b + 512) >> 10) + 128)
            planes[height + quarter + row, column] = np.uint8(((112 * r - 94 * g - 18 * b + 512) >> 10) + 128)


def empty(*shape: int, kind: Any = np.float32) -> NDArray[Any]:
    """Return room for numbers."""
    return np.zeros(shape, dtype=kind)
