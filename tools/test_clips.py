"""Films the short clips that the tests of the coach read: `python -m tools.test_clips FOLDER`.

Small, few frames, and every kind of thing the coach must tell apart; any other clip is made on demand by `lumbar
clip`.
"""

import sys
from dataclasses import dataclass, field
from pathlib import Path

from lumbar.figure.clip import film
from lumbar.figure.framing import Shot
from lumbar.figure.performance import Wish
from lumbar.figure.performer import Performer
from lumbar.figure.pictures import Squeezed
from lumbar.figure.rendering import Look
from lumbar.library import packaged

WIDTH, HEIGHT, FPS = 320, 240, 12.0
SQUEEZED = Squeezed(preset="slow", crf=30)
MOST_BYTES = 60_000


@dataclass(frozen=True, kw_only=True)
class Clip:
    """One clip: a movement, a body, and what is wished for."""

    name: str
    movement: str
    body: str = "woman"
    wish: Wish
    view: str = "file"
    look: Look = field(default_factory=lambda: Look(noise=0.0))


def wish(reps: int, hold_s: float | None = 1.0, pace: float = 1.6, **more: object) -> Wish:
    """Return a short wish."""
    return Wish(reps=reps, hold_s=hold_s, pace=pace, fps=FPS, **more)  # type: ignore[arg-type]


CLIPS = (
    Clip(name="bridge", movement="bridge", wish=wish(3)),
    Clip(
        name="bridge_hips_low",
        movement="bridge",
        body="man",
        wish=wish(3, faults=("hips_low",), share=0.67, seed=2),
    ),
    Clip(name="bridge_drop", movement="bridge", body="broad", wish=wish(2, faults=("drop",), seed=3)),
    Clip(name="knee_to_chest", movement="single_knee_to_chest", body="slight", wish=wish(4, seed=4)),
    Clip(name="bird_dog", movement="bird_dog", body="man", wish=wish(4, seed=5)),
    Clip(name="dead_bug_back_lifts", movement="dead_bug", wish=wish(4, faults=("back_lifts",), share=0.5, seed=6)),
    Clip(name="cat_cow", movement="cat_cow", body="slight", wish=wish(2, seed=7)),
    Clip(
        name="plank_hips_low",
        movement="forearm_plank",
        body="man",
        wish=wish(1, hold_s=4, faults=("hips_low",), seed=8),
    ),
    Clip(name="plank", movement="forearm_plank", wish=wish(1, hold_s=6, seed=9)),
    Clip(
        name="strap_bouncing",
        movement="supine_strap_hamstring",
        wish=wish(2, pace=2, faults=("bouncing",), seed=10),
    ),
    Clip(
        name="seated_rotation",
        movement="trunk_rotation_seated",
        body="broad",
        wish=wish(2, hold_s=None, pace=2, seed=11),
    ),
    Clip(name="hip_hinge", movement="standing_hip_hinge", body="man", wish=wish(3, hold_s=None, seed=12)),
)


def main() -> None:
    """Film them all."""
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    for clip in CLIPS:
        performer = Performer(packaged.catalogue()[clip.movement], clip.body)
        path = folder / f"{clip.name}.mp4"
        shot = Shot(view=clip.view, width=WIDTH, height=HEIGHT)
        film(performer, clip.wish, shot, clip.look, path, whole=False, squeezed=SQUEEZED)
        size = path.stat().st_size
        assert size <= MOST_BYTES, f"{path} has {size} bytes"
        print(f"{path}: {size} bytes")


if __name__ == "__main__":
    main()
