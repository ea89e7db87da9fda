"""Every criterion of WCAG 2.2 A and AA is on the page, and every test named beside one is there."""

import re

import pytest

from tests.docs.pages import ROOT, page, rows

TEXT = page("accessibility.md")
GUIDELINES = {
    "1.1": (1,),
    "1.2": (1, 2, 3, 4, 5),
    "1.3": (1, 2, 3, 4, 5),
    "1.4": (1, 2, 3, 4, 5, 10, 11, 12, 13),
    "2.1": (1, 2, 4),
    "2.2": (1, 2),
    "2.3": (1,),
    "2.4": (1, 2, 3, 4, 5, 6, 7, 11),
    "2.5": (1, 2, 3, 4, 7, 8),
    "3.1": (1, 2),
    "3.2": (1, 2, 3, 4, 6),
    "3.3": (1, 2, 3, 4, 7, 8),
    "4.1": (2, 3),
}
CRITERIA = [f"{guideline}.{number}" for guideline, numbers in GUIDELINES.items() for number in numbers]
"""The 55 of W3C's recommendation; 4.1.1 is gone."""
TESTS = re.compile(r"`(test_\w+\.py)::(test_\w+)`")
FILES = re.compile(r"`(frontend/[\w/.]+\.test\.ts)`")


def test_each_criterion_has_its_row() -> None:
    assert [row[0].split()[0] for row in rows(TEXT)] == CRITERIA


@pytest.mark.parametrize("row", rows(TEXT), ids=lambda row: row[0].split()[0])
def test_each_row_says_how_and_is_tested_or_honest_about_it(row: list[str]) -> None:
    _, how, shown = row
    assert how
    assert shown == "by hand" or TESTS.search(shown) or FILES.search(shown)


@pytest.mark.parametrize("named", sorted(set(TESTS.findall(TEXT))), ids=lambda named: named[1])
def test_each_test_named_is_there(named: tuple[str, str]) -> None:
    file, test = named
    source = (ROOT / "tests" / "browser" / file).read_text(encoding="utf-8")
    assert f"def {test}(" in source


@pytest.mark.parametrize("file", sorted(set(FILES.findall(TEXT))))
def test_each_file_named_is_there(file: str) -> None:
    assert (ROOT / file).is_file()
