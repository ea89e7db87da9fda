"""docs/json.md has every key the commands take and print."""

import json
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest

from lumbar.care.cutpoints import CutPoints
from lumbar.care.decisions import Kind, decide
from lumbar.care.documents import PLAN, PROGRESS, SCREEN
from lumbar.care.session.documents import PLACED, SWAP, TRIM
from lumbar.cli import main
from lumbar.library.packaged import catalogue
from lumbar.library.wording import words
from lumbar.vocabulary.shape import Either, Key, ListOf, Shape, Table
from tests.care.scenes import plan_document, swap_document, trim_document
from tests.docs.pages import ROOT, code, page, rows, section

PAGE = page("json.md")
EXAMPLES = ROOT / "examples"
PARTS = {"reasons": "reason", "modified": "modification", "cap": "cap", "dose": "dose"}
"""Keys whose values have a part of their own on the page."""
DATA = {"facts", "sources", "cues", "input", "outcome"}
"""Keys whose values hold data, not keys of ours; an outcome is one only in what replay prints."""


def told(heading: str) -> set[str]:
    return {code(row[0]) for row in rows(section(PAGE, heading))}


def keys(value: Any, part: str, path: str = "") -> Iterator[tuple[str, str]]:
    """Go through every key of an output as (part of the page, key as the page writes it)."""
    if isinstance(value, list):
        for item in value:
            yield from keys(item, part, f"{path}[]")
    elif isinstance(value, dict):
        for name, inner in value.items():
            if path == "next":
                yield from keys(inner, part, "next{}")
                continue
            key = f"{path}.{name}" if path else name
            yield part, key
            if name in PARTS:
                yield from keys(inner, PARTS[name], "") if isinstance(inner, dict) else _each(inner, PARTS[name])
            elif not (name in DATA and isinstance(inner, dict)):
                yield from keys(inner, part, key)


def _each(value: Any, part: str) -> Iterator[tuple[str, str]]:
    for item in value or ():
        yield from keys(item, part)


def printed(arguments: list[str], part: str, capsys: pytest.CaptureFixture[str]) -> dict[str, set[str]]:
    assert main(arguments) == 0
    found: dict[str, set[str]] = {}
    for where, key in keys(json.loads(capsys.readouterr().out), part):
        found.setdefault(where, set()).add(key)
    return found


def examples(folder: str) -> list[Path]:
    return sorted((EXAMPLES / folder).glob("*.json"))


@pytest.mark.parametrize(
    ("command", "file"),
    [
        *[(folder, file) for folder in ("screen", "plan", "progress") for file in examples(folder)],
        *[("replay", file) for file in examples("decision")],
    ],
    ids=lambda value: value.stem if isinstance(value, Path) else value,
)
def test_every_key_printed_is_told(command: str, file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = printed([command, str(file)], f"What {command} prints", capsys)
    assert found
    for part, names in found.items():
        assert names <= told(f"### {part}"), part


@pytest.mark.parametrize("command", ["screen", "plan", "progress", "replay"])
def test_every_key_told_is_printed(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    names: set[str] = set()
    for file in examples("decision" if command == "replay" else command):
        names |= printed([command, str(file)], "itself", capsys)["itself"]
    assert told(f"### What {command} prints") == names


def test_every_key_of_a_movement_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    found = printed(["movements"], "## lumbar movements", capsys)
    level = "movements[].ladder[]."
    doses = {f"{level}{name}" for name in told("### dose")}
    assert found["## lumbar movements"] == told("## lumbar movements") | doses
    assert found["cap"] <= told("### cap")


def test_a_part_has_all_its_keys(capsys: pytest.CaptureFixture[str]) -> None:
    found = printed(["plan", str(EXAMPLES / "plan/newcomer.json")], "itself", capsys)
    assert told("### dose") == found["dose"]
    assert told("### reason") == found["reason"]
    found = printed(["screen", str(EXAMPLES / "screen/osteoporosis_and_unknown.json")], "itself", capsys)
    assert told("### modification") == found["modification"]


def table_of(shape: Shape) -> Table | None:
    """Return the table a list or a choice of shapes holds, if any."""
    inner: list[Shape] = list(shape.shapes) if isinstance(shape, Either) else [shape]
    inner = [each.item if isinstance(each, ListOf) else each for each in inner]
    return next((each for each in inner if isinstance(each, Table)), None)


def taken(table: Table) -> dict[str, Key]:
    return dict(table.keys)


def asked(heading: str) -> dict[str, bool]:
    """Return the keys told under a heading, and whether each is required."""
    return {code(row[0]): row[2] == "required" for row in rows(section(PAGE, heading))}


def test_every_key_taken_is_told() -> None:
    screen = asked("### What screen takes")
    assert screen == {name: key.required for name, key in taken(SCREEN).items()}
    plan = asked("### What plan takes")
    assert screen | plan == {name: key.required for name, key in taken(PLAN).items()}
    progress = asked("### What progress takes")
    assert progress == {name: key.required for name, key in taken(PROGRESS).items()}


def decided(kind: Kind) -> dict[str, Any]:
    """Return what a decision about one session prints, where there is something of everything."""
    long = {"warm_up": 180, "bridge": 2, "bird_dog": 3, "figure_four_supine": 2}
    strained = {"answers": {"osteoporosis": "yes"}, "items": {"supine_towel_hamstring": 3}}
    documents = {
        "trim": trim_document({"minutes": 5, "items": long}, catalogue()),
        "swap": swap_document(strained, catalogue()),
        "sore_now": plan_document({"answers": {"osteoporosis": "yes"}}, catalogue()),
        "break": plan_document({"answers": {"osteoporosis": "yes"}}, catalogue()),
    }
    outcome: dict[str, Any] = decide(kind, documents[kind], catalogue(), words())["outcome"]
    return outcome


@pytest.mark.parametrize(
    ("kind", "heading"),
    [
        ("trim", "What trim prints"),
        ("swap", "What swap prints"),
        ("sore_now", "What an extra prints"),
        ("break", "What an extra prints"),
    ],
)
def test_every_key_of_a_decision_about_one_session_is_told(kind: Kind, heading: str) -> None:
    found: dict[str, set[str]] = {}
    for where, key in keys(decided(kind), heading):
        found.setdefault(where, set()).add(key)
    assert found[heading] == told(f"### {heading}")
    for part in found.keys() - {heading}:
        assert found[part] <= told(f"### {part}"), part


def test_every_key_a_decision_about_one_session_takes_is_told() -> None:
    trim = {name: key.required for name, key in taken(TRIM).items()}
    placed = {f"items[].{name}": key.required for name, key in taken(PLACED).items()}
    assert asked("### What trim takes") == trim | placed
    own = {name: key.required for name, key in taken(SWAP).items() if name not in taken(PLAN)}
    assert asked("### What swap takes") == own
    assert taken(SWAP).keys() > taken(PLAN).keys()


def test_every_key_of_a_session_is_told() -> None:
    session = table_of(taken(PROGRESS)["sessions"].shape)
    assert session
    item = table_of(taken(session)["items"].shape)
    assert item
    expected = {name: key.required for name, key in taken(session).items()}
    expected |= {f"items[].{name}": key.required for name, key in taken(item).items()}
    assert asked("### session") == expected


def test_every_cut_point_is_told_with_its_bounds_and_source() -> None:
    known = {
        each.name: [
            f"{each.default:g}",
            f"{each.metadata['least']:g} to {each.metadata['most']:g}",
            each.metadata["source"],
        ]
        for each in fields(CutPoints)
    }
    assert {code(name): rest for name, *rest in rows(section(PAGE, "### cut_points"))} == known
