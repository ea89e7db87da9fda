"""Room: what is behind a person, as a camera sees it: a floor, a mat, walls. Light is linear, 0 to 1."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from lumbar.figure.camera import Camera

Floats = NDArray[np.float64]

MAT_M, MAT_ROUND_M = (1.86, 0.66), 0.03
SKIRTING_M = 0.09
LEAST_AWAY_M = 1.3
"""A wall is at least so far behind a person."""
PICTURE_PART = 0.5

FLOORS = ("boards", "carpet", "plain", "tiles")
FLOOR_COLOURS = ((0.36, 0.23, 0.13), (0.45, 0.34, 0.23), (0.30, 0.30, 0.31), (0.42, 0.39, 0.35), (0.24, 0.18, 0.14))
WALL_COLOURS = ((0.60, 0.57, 0.52), (0.52, 0.57, 0.60), (0.62, 0.60, 0.58), (0.46, 0.50, 0.45), (0.63, 0.56, 0.47))
MAT_COLOURS = ((0.10, 0.22, 0.30), (0.28, 0.12, 0.24), (0.12, 0.26, 0.16), (0.25, 0.25, 0.27), (0.35, 0.18, 0.12))


@dataclass(frozen=True, kw_only=True)
class Light:
    """How a room is lit: where the lamp is, from the floor; its light; what comes from above and from below."""

    lamp: tuple[float, float, float]
    lamp_light: tuple[float, float, float]
    sky: tuple[float, float, float]
    ground: tuple[float, float, float]
    exposure: float = 1.0


LIGHTS = {
    "day": Light(
        lamp=(0.25, -0.45, 0.85), lamp_light=(0.62, 0.60, 0.56), sky=(0.42, 0.44, 0.48), ground=(0.20, 0.18, 0.16)
    ),
    "window": Light(
        lamp=(0.85, -0.30, 0.50), lamp_light=(0.85, 0.83, 0.78), sky=(0.28, 0.31, 0.36), ground=(0.14, 0.13, 0.12)
    ),
    "warm": Light(
        lamp=(-0.15, 0.10, 0.98), lamp_light=(0.78, 0.58, 0.36), sky=(0.34, 0.27, 0.19), ground=(0.18, 0.13, 0.09)
    ),
    "dim": Light(
        lamp=(-0.5, -0.2, 0.85),
        lamp_light=(0.55, 0.48, 0.40),
        sky=(0.30, 0.29, 0.28),
        ground=(0.12, 0.11, 0.10),
        exposure=0.42,
    ),
    "bright": Light(
        lamp=(0.2, -0.3, 0.95),
        lamp_light=(0.75, 0.75, 0.75),
        sky=(0.55, 0.56, 0.58),
        ground=(0.30, 0.29, 0.28),
        exposure=1.3,
    ),
}
"""By name, for `--light`."""


@dataclass(frozen=True, kw_only=True)
class Behind:
    """What is behind a person.

    ``light`` (height, width, 3); ``floor`` (height, width, 2), where on the floor each pixel looks, metres, or
    not a
    number where it looks elsewhere.
    """

    light: Floats
    floor: Floats


@dataclass(frozen=True, kw_only=True)
class _Taste:
    """What a room looks like; chance decides."""

    floor: str
    floor_colour: Floats
    wall_colours: Floats
    mat_colour: Floats
    picture: bool
    seed: int

    @classmethod
    def of(cls, seed: int) -> "_Taste":
        chance = np.random.default_rng([seed, 11])

        def one(colours: tuple[tuple[float, float, float], ...]) -> Floats:
            return np.array(colours[int(chance.integers(len(colours)))]) * chance.uniform(0.85, 1.15)

        wall = one(WALL_COLOURS)
        return cls(
            floor=FLOORS[int(chance.integers(len(FLOORS)))],
            floor_colour=one(FLOOR_COLOURS),
            wall_colours=np.stack([wall * chance.uniform(0.88, 1.0) for _ in range(4)]),
            mat_colour=one(MAT_COLOURS),
            picture=bool(chance.random() < PICTURE_PART),
            seed=seed,
        )


def behind(camera: Camera, light: Light, seed: int, mat_at: tuple[float, float] | None) -> Behind:
    """Return the room as the camera sees it, with a mat about a place, or none."""
    return _View(camera, light, _Taste.of(seed), mat_at).behind()


class _View:
    def __init__(self, camera: Camera, light: Light, taste: _Taste, mat_at: tuple[float, float] | None) -> None:
        self._camera, self._light, self._taste, self._mat_at = camera, light, taste, mat_at
        # Two samples a side: the edges of boards and mat are not stairs.
        across = (np.arange(2 * camera.width) + 0.5) / 2 - camera.width / 2
        down = (np.arange(2 * camera.height) + 0.5) / 2 - camera.height / 2
        right, up, forward = camera.axes()
        scale = camera.focal * camera.height
        self._rays = forward + (across / scale)[None, :, None] * right - (down / scale)[:, None, None] * up
        self._from = camera.place()

    def behind(self) -> Behind:
        rays, start = self._rays, self._from
        far = np.abs(start[:2]).max() + 0.5
        half = np.maximum([max(far, 2.6), max(far, 2.2)], LEAST_AWAY_M + 0.9)
        with np.errstate(divide="ignore", invalid="ignore"):
            to_floor = np.where(rays[..., 2] < 0, -start[2] / rays[..., 2], np.inf)
            to_walls = np.stack(
                [
                    np.where(s * rays[..., a] > 0, (s * half[a] - start[a]) / rays[..., a], np.inf)
                    for a in (0, 1)
                    for s in (-1, 1)
                ]
            )
        to_wall, which = to_walls.min(axis=0), to_walls.argmin(axis=0)
        on_floor = to_floor <= to_wall
        at = start + np.where(on_floor, to_floor, to_wall)[..., None] * rays
        light = np.empty(at.shape)
        light[on_floor] = self._floor(at[on_floor])
        light[~on_floor] = self._walls(at[~on_floor], which[~on_floor])
        floor = np.where(on_floor[..., None], at[..., :2], np.nan)
        height, width = self._camera.height, self._camera.width
        return Behind(
            light=self._light.exposure * light.reshape(height, 2, width, 2, 3).mean(axis=(1, 3)),
            floor=floor.reshape(height, 2, width, 2, 2)[:, 1, :, 1],
        )

    def _lit(self, up: float) -> Floats:
        light = self._light
        lamp = np.array(light.lamp_light) * max(0.15, up * light.lamp[2])
        return np.asarray(lamp + up * np.array(light.sky) + (1 - up) * np.array(light.ground))

    def _floor(self, at: Floats) -> Floats:
        x, y = at[..., 0], at[..., 1]
        shade = self._pattern(x, y)
        away = np.hypot(x - 0.2, y + 0.2)
        colour = self._taste.floor_colour * (shade * (1.05 - 0.06 * away.clip(0, 5)))[..., None]
        if self._mat_at is not None:
            dx, dy = np.abs(x - self._mat_at[0]) - MAT_M[0] / 2, np.abs(y - self._mat_at[1]) - MAT_M[1] / 2
            out = np.hypot(np.maximum(dx + MAT_ROUND_M, 0), np.maximum(dy + MAT_ROUND_M, 0)) - MAT_ROUND_M
            rim = np.clip(1 - np.abs(out + 0.006) / 0.006, 0, 1)
            cloth = self._taste.mat_colour * (1 + 0.05 * self._noise(x, y, 90) - 0.25 * rim)[..., None]
            colour = np.where(
                (out < 0)[..., None], cloth, colour * (1 - 0.35 * np.exp(-out.clip(0) * 60))[..., None]
            )
        return np.asarray(colour * self._lit(1.0))

    def _pattern(self, x: Floats, y: Floats) -> Floats:
        kind = self._taste.floor
        if kind == "boards":
            row = np.floor(y / 0.14)
            column = np.floor(x / 1.2 + 0.37 * row)
            tone = np.sin(row * 12.9898 + column * 78.233) * 43758.5453
            edge = np.minimum(np.abs(y / 0.14 - row), np.abs(y / 0.14 - row - 1)) * 0.14
            return np.asarray(
                (0.88 + 0.2 * (tone - np.floor(tone)) + 0.06 * self._noise(x * 0.15, y, 60))
                * (1 - 0.4 * (edge < 0.003))
            )
        if kind == "tiles":
            joint = (np.abs((x / 0.45) % 1 - 0.5) < 0.009) | (np.abs((y / 0.45) % 1 - 0.5) < 0.009)
            return np.asarray(np.where(joint, 0.75, 1.0) + 0.04 * self._noise(x, y, 8))
        strength = 0.16 if kind == "carpet" else 0.05
        return np.asarray(1 + strength * self._noise(x, y, 70 if kind == "carpet" else 6))

    def _walls(self, at: Floats, which: NDArray[np.int64]) -> Floats:
        z = at[..., 2]
        along = np.where(which < 2, at[..., 1], at[..., 0])
        colour = (
            self._taste.wall_colours[which]
            * (0.80 + 0.10 * z.clip(0, 2.4) + 0.02 * self._noise(along, z, 5))[..., None]
        )
        if self._taste.picture:
            inside = (np.abs(along - 0.5) < 0.32) & (np.abs(z - 1.45) < 0.24)
            frame = inside & ~((np.abs(along - 0.5) < 0.29) & (np.abs(z - 1.45) < 0.21))
            colour[inside] = 0.25 + 0.12 * self._noise(along[inside], z[inside], 7)[..., None] * np.array(
                [1.0, 0.6, -0.6]
            )
            colour[frame] = 0.08
        colour = np.where((z < SKIRTING_M)[..., None], 0.62 + 0.02 * (z > SKIRTING_M - 0.012)[..., None], colour)
        corner = 1 - 0.25 * np.exp(-z.clip(0) * 10)
        return np.asarray(colour * corner[..., None] * self._lit(0.55))

    def _noise(self, x: Floats, y: Floats, per_m: float) -> Floats:
        """Return smooth noise, -1 to 1."""
        table = np.random.default_rng([self._taste.seed, 13]).uniform(-1, 1, (128, 128)).astype(np.float32)
        u, v = np.nan_to_num(x * per_m, posinf=0, neginf=0), np.nan_to_num(y * per_m, posinf=0, neginf=0)
        i, j = np.floor(u).astype(np.int64), np.floor(v).astype(np.int64)
        s, t = (u - i).astype(np.float32), (v - j).astype(np.float32)
        s, t = s * s * (3 - 2 * s), t * t * (3 - 2 * t)
        i0, j0, i1, j1 = i & 127, j & 127, (i + 1) & 127, (j + 1) & 127
        low = (1 - s) * table[i0, j0] + s * table[i1, j0]
        high = (1 - s) * table[i0, j1] + s * table[i1, j1]
        return np.asarray((1 - t) * low + t * high)
