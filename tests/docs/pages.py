"""Reads the tables of a page."""

from pathlib import Path

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"


def page(name: str) -> str:
    return (DOCS / name).read_text(encoding="utf-8")


def rows(text: str) -> list[list[str]]:
    """Return every table row of a text as its cells, headings and rules between them left out."""
    lines = [line.strip() for line in text.splitlines()]
    found: list[list[str]] = []
    for index, line in enumerate(lines):
        heading = index + 1 < len(lines) and lines[index + 1].startswith("|---")
        if line.startswith("| ") and not heading:
            found.append([cell.strip() for cell in line.strip("|").split(" | ")])
    return found


def section(text: str, heading: str) -> str:
    """Return what stands under a heading, up to the next of its rank or higher."""
    rank = len(heading) - len(heading.lstrip("#"))
    lines = text.splitlines()
    start = lines.index(heading) + 1
    ends = (
        number
        for number in range(start, len(lines))
        if lines[number].startswith("#") and len(lines[number].split(" ")[0]) <= rank
    )
    return "\n".join(lines[start : next(ends, len(lines))])


def code(cell: str) -> str:
    """Return what a cell holds between its backticks."""
    return cell.strip("`")
