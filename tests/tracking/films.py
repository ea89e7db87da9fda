"""What a camera sees of the bodies in tests/clips: `python -m tests.tracking.films` writes it, and solves for it.

Run it after `make test-clips`. The main landmarks of every frame are kept as whole numbers, as templates keep them.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

from lumbar.library import packaged
from lumbar.library.templates import PER_VISIBILITY, PER_WIDTH, UNSEEN
from lumbar.vocabulary.landmark import INDEX, LANDMARKS, MAIN, Frame

CLIPS = Path(__file__).parents[1] / "clips"
FILE = Path(__file__).parent / "films.npz"
PARTS = [PER_WIDTH, PER_WIDTH, PER_WIDTH, PER_VISIBILITY]


def names() -> list[str]:
    return sorted(file.stem for file in CLIPS.glob("*.json"))


def truth(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((CLIPS / f"{name}.json").read_text(encoding="utf-8"))
    return found


def frames(name: str) -> Iterator[Frame]:
    """Yield what is seen of a clip."""
    known = truth(name)
    with np.load(FILE) as kept:
        seen = kept[name] / PARTS
    for number, main in enumerate(seen.tolist()):
        points = [UNSEEN] * len(LANDMARKS)
        for landmark, (x, y, z, visible) in zip(MAIN, main, strict=True):
            points[INDEX[landmark]] = (x, y, z, visible)
        yield Frame(t_s=number / known["fps"], points=points, width=known["width"], height=known["height"])


def looked_at(name: str) -> Any:
    """Return what a camera sees of the body of a clip, as it is kept."""
    from lumbar.figure.framing import Shot, framed
    from lumbar.figure.landmarks import Watching
    from lumbar.figure.performance import Wish
    from lumbar.figure.performer import Performer

    known = truth(name)
    wished: dict[str, Any] = {
        key: tuple(value) if isinstance(value, list) else value for key, value in known["wish"].items()
    }
    wish = Wish(**wished)
    own = Performer(packaged.catalogue()[known["movement"]], known["body"])
    performance, watching = own.perform(wish), Watching(own)
    shot = Shot(width=known["width"], height=known["height"])
    camera = framed(own.figure, shot, watching.places(performance))
    main = watching.see(performance, camera).points[:, [INDEX[landmark] for landmark in MAIN]]
    return np.round(main * PARTS).astype(np.int16)


if __name__ == "__main__":
    np.savez_compressed(FILE, **{name: looked_at(name) for name in names()})
