"""The check of a movement's figure: solved for every body, and each thing wrong told as a line of its file."""

from collections.abc import Iterator
from pathlib import PurePath

from lumbar.library.checking import is_overlay
from lumbar.library.reading import LineIndex, build, check_form

KEY = "figure"


def figure_lines(file: str, text: str) -> Iterator[str]:
    """Yield a line for each thing that is wrong with the figure of a movement file whose form is right."""
    form = check_form(text, file)
    if is_overlay(file) or form.faults:
        return
    figure = build(form.data).figure
    if figure is None:
        return
    from lumbar.figure.baking import proof

    lines = LineIndex(text)
    for found in proof(PurePath(file).stem, figure):
        where, _, what = found.partition(": ")
        key = f"{KEY}.{where}"
        yield f"{file}:{lines.line_of(tuple(key.partition(',')[0].split('.')))}: {key}: {what}"
