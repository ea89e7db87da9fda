"""Reads one movement file: TOML text in, a Movement or every fault with its line out."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from lumbar.library.figures import build_figure
from lumbar.library.form import MOVEMENT
from lumbar.library.sensing import build_phone
from lumbar.library.watching import build_fault, build_watch
from lumbar.vocabulary.dose import Cap, Dose, Level
from lumbar.vocabulary.movement import Breath, Caution, Cues, Movement
from lumbar.vocabulary.shape import Path, Problem

_HEADER = re.compile(r"^\s*(\[\[?)\s*([^\]]+?)\s*\]\]?")
_KEY = re.compile(r"^\s*([A-Za-z0-9_\-\"']+)\s*=")


@dataclass(frozen=True, kw_only=True)
class FileFault:
    """One thing wrong with a movement file, as `lumbar check` prints it."""

    file: str
    line: int
    key: str
    expected: str
    found: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.key}: expected {self.expected}, found {self.found}"


class LineIndex:
    """Where each key of a TOML text stands. TOML's own reader does not say, and a fault needs its line."""

    def __init__(self, text: str) -> None:
        self._lines: dict[Path, int] = {(): 1}
        table: Path = ()
        counts: dict[str, int] = {}
        quoted = ""
        for number, line in enumerate(text.splitlines(), start=1):
            opened = quoted
            for quotes in re.findall(r'"""|' + "'''", line):
                quoted = "" if quoted == quotes else quoted or quotes
            if opened:
                continue
            if header := _HEADER.match(line):
                names = tuple(part.strip(" \"'") for part in header[2].split("."))
                if header[1] == "[[":
                    counts[names[0]] = counts.get(names[0], -1) + 1
                table = (names[0], counts[names[0]], *names[1:]) if names[0] in counts else names
                self._lines.setdefault(table, number)
                self._lines.setdefault(table[:1], number)
            elif key := _KEY.match(line):
                self._lines.setdefault((*table, key[1].strip("\"'")), number)

    def line_of(self, path: Path) -> int:
        """Return the line of the path, or of the nearest table around it."""
        while path not in self._lines:
            path = path[:-1]
        return self._lines[path]


def parse(text: str, file: str) -> tuple[dict[str, Any] | None, list[FileFault]]:
    """Read TOML; a syntax error is the one fault that ends a file."""
    try:
        return tomllib.loads(text), []
    except tomllib.TOMLDecodeError as error:
        place = re.search(r"\(at line (\d+), column (\d+)\)", str(error))
        line = int(place[1]) if place else len(text.splitlines()) or 1
        said = re.sub(r"\s*\(at .*\)", "", str(error))
        fault = FileFault(file=file, line=line, key="syntax", expected="TOML", found=said[:1].lower() + said[1:])
        return None, [fault]


def placed(problems: Iterable[Problem], text: str, file: str) -> list[FileFault]:
    """Give each problem its file and line, in the order of the file."""
    lines = LineIndex(text)
    faults = [
        FileFault(
            file=file,
            line=lines.line_of(problem.path),
            key=problem.key,
            expected=problem.expected,
            found=problem.found,
        )
        for problem in problems
    ]
    return sorted(faults, key=lambda fault: fault.line)


@dataclass(frozen=True, kw_only=True)
class FormRead:
    """A movement file as far as it could be read: ``sound`` are the keys that fit, ``faults`` what is wrong."""

    data: dict[str, Any]
    sound: frozenset[str]
    faults: list[FileFault]


def check_form(text: str, file: str) -> FormRead:
    """Read one movement file and check its form."""
    raw, faults = parse(text, file)
    if raw is None:
        return FormRead(data={}, sound=frozenset(), faults=faults)
    problems: list[Problem] = []
    data, sound = MOVEMENT.read_keys(raw, (), problems)
    return FormRead(data=data, sound=frozenset(sound), faults=placed(problems, text, file))


def build(data: Mapping[str, Any]) -> Movement:
    """Build the Movement from data that has its form."""
    plain: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value
        for name, value in data.items()
        if name not in ("cues", "breath", "watch", "phone", "faults", "cautions", "figure", "ladder")
    }
    figure = build_figure(data["figure"]) if data["figure"] else None
    return Movement(
        **plain,
        cues=Cues(**data["cues"]),
        breath=Breath(**data["breath"]) if data["breath"] else None,
        watch=build_watch(data["watch"]),
        phone=build_phone(data["phone"]),
        faults=tuple(build_fault(fault, figure) for fault in data["faults"]),
        cautions=tuple(
            Caution(**{**caution, "cap": Cap(**caution["cap"]) if caution["cap"] else None})
            for caution in data["cautions"]
        ),
        figure=figure,
        ladder=tuple(_level(number, level) for number, level in enumerate(data["ladder"], start=1)),
    )


def _level(number: int, data: Mapping[str, Any]) -> Level:
    numbers = {name: value for name, value in data.items() if name != "sources"}
    return Level(level=number, dose=Dose(**numbers), sources=dict(data["sources"]))
