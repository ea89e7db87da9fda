"""Motion: what a phone on the body of a performer would say, sample by sample."""

import json
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from lumbar.figure.performance import Performance
from lumbar.figure.performer import Performer
from lumbar.figure.phone import Phone, rotations_deg, up_in
from lumbar.figure.skeleton import about_x, about_y, about_z
from lumbar.vocabulary.motion import GRAVITY_M_S2, Motion
from lumbar.vocabulary.watch import Spot

Floats = NDArray[np.float64]

JITTER_M_S2, OFF_M_S2 = 0.06, 0.12
"""How an accelerometer trembles, and by how much it is wrong all the time: standard deviations."""
JITTER_DEG_S, OFF_DEG_S, WANDERS_DEG_S = 0.15, 0.2, 0.05
"""The same of a gyroscope; and by how much its error changes in a minute."""
BREATH_S, BREATH_DEG = 4.0, 1.0
"""Breath rocks what lies on a belly or a breastbone."""
STEP = 0.1
"""Browsers round both to tenths."""
DIGITS = 4
MINUTE_S = 60.0


@dataclass(frozen=True, kw_only=True)
class Sensor:
    """How a phone errs.

    ``noise`` is how much its sensors do, 1 as usual ones; ``askew_deg`` how badly it was put there, at most.
    """

    noise: float = 0.0
    askew_deg: float = 0.0
    seed: int = 0


def motions(performer: Performer, performance: Performance, spot: Spot, sensor: Sensor) -> list[Motion]:
    """Return what a phone on this spot would say in every frame of a performance."""
    chance = np.random.default_rng(sensor.seed)
    phone = Phone(performer.solver, spot)
    bones = performer.bones(performance)
    turns = phone.turns(bones) @ _askew(sensor, chance)
    times = np.arange(performance.frames) / performance.fps
    if sensor.noise:
        breath_deg = sensor.noise * BREATH_DEG * np.sin(2 * np.pi * (times / BREATH_S + chance.uniform()))
        turns = turns @ about_x(breath_deg)
    gravity = _gravity(turns, phone.places(bones), performance.fps)
    rotation = np.zeros_like(gravity)
    rotation[1:] = rotations_deg(turns) * performance.fps
    if sensor.noise:
        gravity += sensor.noise * (chance.normal(0, OFF_M_S2, 3) + chance.normal(0, JITTER_M_S2, gravity.shape))
        wander = WANDERS_DEG_S / np.sqrt(MINUTE_S * performance.fps)
        rotation += sensor.noise * (
            chance.normal(0, OFF_DEG_S, 3)
            + np.cumsum(chance.normal(0, wander, rotation.shape), axis=0)
            + chance.normal(0, JITTER_DEG_S, rotation.shape)
        )
        gravity, rotation = np.round(gravity / STEP) * STEP, np.round(rotation / STEP) * STEP
    return [
        Motion(t_s=round(t_s, DIGITS), gravity=(up[0], up[1], up[2]), rotation=(turn[0], turn[1], turn[2]))
        for t_s, up, turn in zip(
            times.tolist(), gravity.round(DIGITS).tolist(), rotation.round(DIGITS).tolist(), strict=True
        )
    ]


def motion_lines(samples: list[Motion]) -> Iterator[str]:
    """Yield a line of JSON for each sample."""
    for each in samples:
        line = {"t_s": each.t_s, "gravity": each.gravity, "rotation": each.rotation}
        yield json.dumps(line, separators=(",", ":"))


def _askew(sensor: Sensor, chance: np.random.Generator) -> Floats:
    """Return how a phone is turned against how it should lie."""
    x, y, z = chance.uniform(-sensor.askew_deg, sensor.askew_deg, 3)
    return np.asarray(about_x(x) @ about_y(y) @ about_z(z))


def _gravity(turns: Floats, places: Floats, fps: float) -> Floats:
    """Return what an accelerometer says: what keeps it from falling, and what pushes it about, in its own axes."""
    push = np.zeros_like(places)
    push[1:-1] = (places[2:] - 2 * places[1:-1] + places[:-2]) * fps**2
    return np.asarray(up_in(turns) * GRAVITY_M_S2 + np.einsum("nji,nj->ni", turns, push))
