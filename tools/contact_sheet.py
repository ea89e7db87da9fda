"""Draws every movement's start, middle and end as one sheet a family: `python -m tools.contact_sheet FOLDER`."""

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from lumbar.figure.cycle import at
from lumbar.figure.framing import Shot, framed
from lumbar.figure.landmarks import Landmarks
from lumbar.figure.performer import Performer
from lumbar.figure.pictures import put_in_place, write_picture
from lumbar.figure.rendering import Filming, Look
from lumbar.figure.solver import Solved
from lumbar.library import packaged
from lumbar.vocabulary.movement import FAMILIES, Movement
from tools.letters import written

Frame = NDArray[np.uint8]

BODIES = ("woman", "man", "broad", "slight")
"""In turn, from one movement to the next."""
SHOT = Shot(width=320, height=240)
GAP, LINE = 4, 18
PAPER, INK = 250, 40
QUALITY = 72


def main() -> None:
    """Write a sheet for each family."""
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    movements = [movement for movement in packaged.catalogue().movements if movement.figure]
    for family in FAMILIES:
        own = [movement for movement in movements if movement.family == family]
        if own:
            path = folder / f"{family}.webp"
            with put_in_place(path) as fresh:
                write_picture(fresh, _sheet(own), QUALITY)
            print(f"{path}: {', '.join(movement.id for movement in own)}")


def _sheet(movements: Sequence[Movement]) -> Frame:
    rows = [_row(movement, BODIES[number % len(BODIES)]) for number, movement in enumerate(movements)]
    gap = np.full((GAP, rows[0].shape[1], 3), PAPER, dtype=np.uint8)
    return np.concatenate([part for row in rows for part in (row, gap)])


def _row(movement: Movement, body: str) -> Frame:
    """Return a movement's three pictures side by side, its name above them."""
    performer = Performer(movement, body)
    postures = list(_three(performer))
    landmarks = Landmarks(performer.body)
    skeleton = performer.solver.skeleton
    places = np.stack([landmarks.places(skeleton, performer.solver.pose(each)) for each in postures])
    filming = Filming(performer, framed(performer.figure, SHOT, places), Look(noise=0.0), places)
    gap = np.full((SHOT.height, GAP, 3), PAPER, dtype=np.uint8)
    pictures = [part for each in postures for part in (filming.still(performer.solver.pose(each)), gap)][:-1]
    row = np.concatenate(pictures, axis=1)
    label = np.full((LINE, row.shape[1], 3), PAPER, dtype=np.uint8)
    letters = written(movement.name)
    label[4 : 4 + letters.shape[0], 4 : 4 + letters.shape[1]][letters] = INK
    return np.concatenate([label, row])


def _three(performer: Performer) -> Iterator[Solved]:
    """Yield the start, half of the way, and what is held; of what goes round, two that are half a round apart."""
    cycle = performer.cycle()
    yield cycle.postures["start"]
    if cycle.move:
        yield at(cycle.move, 0.5)
        yield cycle.move[-1]
    else:
        yield at(cycle.flow, 0.0)
        yield at(cycle.flow, 0.5)


if __name__ == "__main__":
    main()
