"""docs/measures.md says the numbers the code has."""

from pathlib import Path

from lumbar.care import measures

PAGE = Path(__file__).parents[2] / "docs" / "measures.md"


def _row(name: str) -> list[str]:
    lines = PAGE.read_text(encoding="utf-8").splitlines()
    (row,) = [line for line in lines if line.startswith(f"| {name} |")]
    return [cell.strip() for cell in row.strip("|").split("|")]


def test_the_page_tells_when_each_measure_is_asked() -> None:
    assert f"every {measures.GOALS_EVERY_DAYS} days" in _row("goals")[1]
    assert f"every {measures.GLOBAL_CHANGE_EVERY_DAYS} days" in _row("global_change")[1]
    _, second, third = measures.RMDQ_DAYS
    assert f"after {second} and {third} days, then every {measures.RMDQ_EVERY_DAYS}" in _row("rmdq")[1]


def test_the_page_tells_which_change_matters() -> None:
    share = f"{measures.PAIN_MATTERS_SHARE:.0%}".replace("%", " %")
    assert _row("pain")[3] == f"{measures.PAIN_MATTERS:g} points, or {share}"
    assert _row("goals")[3] == f"{measures.GOALS_MATTER:g} points"
    assert _row("global_change")[3] == f"{measures.GLOBAL_CHANGE_MATTERS:g}"
    assert _row("rmdq")[3] == f"{measures.RMDQ_MATTERS:g} points, or {share}"


def test_every_measure_has_its_row() -> None:
    for measure in measures.MEASURES:
        assert _row(measure)
