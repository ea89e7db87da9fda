"""Drawing: a posture as a line drawing with light flat fills, for paper. Vector, made from the same figure."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from lumbar.figure.body import load
from lumbar.figure.borders import HIDDEN, INNER, OUTER, THING, borders, tidied
from lumbar.figure.curves import path
from lumbar.figure.cycle import Cycle, solve
from lumbar.figure.lines import Stroke, loops, strokes
from lumbar.figure.scene import MARGIN_PX, Scene
from lumbar.figure.seen import FIRST_PROP, MATERIAL, MATERIALS, NOTHING, Seen
from lumbar.figure.solver import Solver
from lumbar.vocabulary.posture import Figure

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

BODY = "woman"
"""The body that is drawn: one is enough for paper."""
UNITS = 2
"""Of the drawing, a pixel."""
INK, SOFT_INK, MAT_INK = "#1f2d33", "#55666c", "#a9b8b6"
FILLS: Mapping[str, str] = {
    "skin": "#fbeee3", "hair": "#4a4f55", "shirt": "#cfe3e2", "trousers": "#8fa3b3", "eyes": "#3d464c",
    "iris": "#2b3338", "brows": "#4a4f55", "lips": "#e3b7a4", "chair": "#ece3d4", "tall_chair": "#ece3d4",
    "table": "#ece3d4", "wall": "#f1efe9", "foam_roller": "#cdd6d8", "ball": "#d9a877", "pillow": "#f4f0e6",
    "strap": "#d9a877", "towel": "#f4f0e6",
}  # fmt: skip
MAT_FILL = "#edf1ef"
WIDTHS: Mapping[int, float] = {THING: 3.2, INNER: 4.0, OUTER: 6.0}
"""Pixels; the thin lines are drawn first."""
SMOOTH_PX = 1.2
STEADY = 12
"""Steps from pixel to pixel for which a line stays of one kind, unless that is all there is."""


def drawings(figure: Figure, body: str = BODY) -> list[tuple[str, str]]:
    """Draw a movement's postures, the start first, all from the same place: each one's name and its SVG."""
    solver = Solver(load(body))
    return drawn(figure, solver, solve(figure, solver))


def drawn(figure: Figure, solver: Solver, cycle: Cycle) -> list[tuple[str, str]]:
    """Draw what is already solved."""
    scene = Scene(figure, solver, cycle)
    return [(name, _svg(scene, name)) for name in scene.names]


def _svg(scene: Scene, name: str) -> str:
    """Draw a posture of this name; ``data-top`` says how much above it is empty."""
    picture = _Picture(*scene.see(name))
    width, height = scene.size
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width * UNITS} {height * UNITS}"'
        f' data-top="{max(0, picture.top - MARGIN_PX) * UNITS}">',
        _floor(scene),
        *picture.fills(),
        *picture.lines(),
        "</svg>",
    ]
    return "".join(parts) + "\n"


def _floor(scene: Scene) -> str:
    corners = " ".join(f"{x:.0f},{y:.0f}" for x, y in scene.ground() * UNITS)
    edge = f' stroke="{MAT_INK}" stroke-width="{WIDTHS[THING] * UNITS:g}" stroke-linejoin="round"'
    return f'<polygon points="{corners}" fill="{MAT_FILL}"{"" if scene.stands else edge}/>'


class _Picture:
    """The lines and fills of what is seen."""

    def __init__(self, seen: Seen, corner: Floats) -> None:
        self._corner = corner
        seen = tidied(seen)
        self._material = seen.material
        ranks, self._styles = borders(seen)
        self._strokes, self._placed = strokes(ranks)

    @property
    def top(self) -> int:
        """Return the first row in which there is anything."""
        return int(np.nonzero((self._material != NOTHING).any(axis=1))[0][0] + self._corner[1])

    def fills(self) -> Iterator[str]:
        """Write what is filled: all of the body as skin first, then what lies on it."""
        for name in MATERIALS:
            of = MATERIAL[name]
            mask = (self._material >= 0) & (self._material < FIRST_PROP) if name == "skin" else self._material == of
            if mask.any():
                written = "".join(_path(self._places(loop), closed=True) for loop in loops(mask))
                yield f'<path fill="{FILLS[name]}" fill-rule="evenodd" d="{written}"/>'

    def lines(self) -> Iterator[str]:
        """Write the lines, the thin ones first."""
        written: dict[int, list[str]] = {}
        for stroke in self._strokes:
            for style, at, closed in self._runs(stroke):
                # What is shorter than the line is wide lies under the ends of others, or is a speck.
                if style != HIDDEN and np.linalg.norm(np.diff(at, axis=0), axis=1).sum() > WIDTHS[OUTER]:
                    line = _path(at + self._corner, closed=closed)
                    written.setdefault(style, []).append(line)
        for style, width in WIDTHS.items():
            if style in written:
                yield (
                    f'<path fill="none" stroke="{SOFT_INK if style == THING else INK}"'
                    f' stroke-width="{width * UNITS:g}" stroke-linecap="round" stroke-linejoin="round"'
                    f' d="{"".join(written[style])}"/>'
                )

    def _places(self, points: Sequence[tuple[int, int]]) -> Floats:
        return np.array([self._placed.get(point, point) for point in points], dtype=float) + self._corner

    def _runs(self, stroke: Stroke) -> Iterator[tuple[int, Floats, bool]]:
        """Cut a stroke where its line changes; a change that is soon undone is none."""
        points = list(stroke.points) + ([stroke.points[0]] if stroke.closed else [])
        styles = _steady(np.array([self._styles[min(a, b), max(a, b)] for a, b in pairwise(points)]))
        changes = np.nonzero(np.diff(styles))[0] + 1
        at = np.concatenate([stroke.at, stroke.at[:1]]) if stroke.closed else stroke.at
        if not len(changes):
            yield int(styles[0]), stroke.at, stroke.closed
            return
        for first, last in pairwise([0, *changes.tolist(), len(styles)]):
            yield int(styles[first]), at[first : last + 1], False


def _path(at: Floats, *, closed: bool) -> str:
    return path(at * UNITS, closed=closed, tolerance=SMOOTH_PX * UNITS)


def _steady(styles: Ints) -> Ints:
    """Take away runs of a style that are shorter than `STEADY`, unless they are all there is."""
    styles = styles.copy()
    while True:
        changes = np.nonzero(np.diff(styles))[0] + 1
        ends = [0, *changes.tolist(), len(styles)]
        runs = [(last - first, first, last) for first, last in pairwise(ends)]
        shortest = min(runs)
        if len(runs) < 2 or shortest[0] >= STEADY:
            return styles
        _, first, last = shortest
        styles[first:last] = styles[first - 1] if first else styles[last]
