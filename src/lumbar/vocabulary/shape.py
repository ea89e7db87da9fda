"""Shapes: what a document from outside must look like, said once.

A shape does three things from one declaration: it lists *every* problem of a value (never only the first), it
fills in defaults, and it writes itself as JSON Schema. Tables are closed: a key that is not declared is a
problem, because a misspelt safety answer must not be silently ignored.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

Path = tuple[str | int, ...]
ROOT: Path = ()


@dataclass(frozen=True, kw_only=True)
class Problem:
    """One thing wrong with a document: where, what was expected, what was found."""

    path: Path
    expected: str
    found: str

    @property
    def key(self) -> str:
        """Write the path as people read it: ``ladder[2].hold_s``."""
        text = ""
        for part in self.path:
            text += f"[{part}]" if isinstance(part, int) else f".{part}" if text else str(part)
        return text or "document"

    def __str__(self) -> str:
        return f"{self.key}: expected {self.expected}, found {self.found}"


class BadDocument(ValueError):
    """A document that does not have its shape; carries every problem at once."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("; ".join(map(str, self.problems)))


def describe(value: object) -> str:
    """Say a found value in a few words, in JSON's terms, cut to a readable length."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, float)):
        return str(value)
    if isinstance(value, str):
        return f'"{value}"' if len(value) <= 60 else f'"{value[:57]}..."'
    if isinstance(value, Mapping):
        return f"a table of {len(value)} keys" if value else "an empty table"
    if isinstance(value, (list, tuple)):
        return f"a list of {len(value)}" if value else "an empty list"
    return type(value).__name__


class Shape:
    """What a value must look like. Subclasses add their problems; reading returns plain JSON data."""

    def read(self, value: object, path: Path, problems: list[Problem]) -> Any:
        """Return the value with defaults filled in; append what is wrong to ``problems``."""
        raise NotImplementedError

    def schema(self) -> dict[str, Any]:
        """Write this shape as JSON Schema (2020-12)."""
        raise NotImplementedError

    def parse(self, value: object) -> Any:
        """Return the value read, or raise BadDocument with every problem in it."""
        problems: list[Problem] = []
        result = self.read(value, ROOT, problems)
        if problems:
            raise BadDocument(problems)
        return result


def _refuse(problems: list[Problem], path: Path, expected: str, value: object) -> None:
    problems.append(Problem(path=path, expected=expected, found=describe(value)))


@dataclass(frozen=True)
class Text(Shape):
    """A string that is not blank; optionally one that matches a pattern, which ``called`` says in words."""

    pattern: str | None = None
    called: str = "text"
    most: int = 2000

    def read(self, value: object, path: Path, problems: list[Problem]) -> Any:
        """Accept a string within its length and pattern."""
        if not isinstance(value, str) or not value.strip():
            _refuse(problems, path, self.called, value)
        elif len(value) > self.most:
            _refuse(problems, path, f"{self.called} of at most {self.most} characters", value)
        elif self.pattern and not re.fullmatch(self.pattern, value):
            _refuse(problems, path, self.called, value)
        return value

    def schema(self) -> dict[str, Any]:
        """Write as a JSON Schema string; without a pattern of its own, one that refuses a blank."""
        pattern = f"^(?:{self.pattern})$" if self.pattern else r"\S"
        return {"type": "string", "minLength": 1, "maxLength": self.most, "pattern": pattern}


SNAKE = Text(pattern=r"[a-z][a-z0-9]*(_[a-z0-9]+)*", called="a lower_snake_case id", most=60)


@dataclass(frozen=True)
class Number(Shape):
    """A number within bounds, both ends included; ``whole`` refuses fractions."""

    least: float
    most: float
    whole: bool = False
    unit: str = ""

    @property
    def called(self) -> str:
        """Say the bounds in words."""
        kind = "a whole number" if self.whole else "a number"
        unit = f" {self.unit}" if self.unit else ""
        return f"{kind} from {self.least:g} to {self.most:g}{unit}"

    def read(self, value: object, path: Path, problems: list[Problem]) -> Any:
        """Accept an int or float in range; never a bool, never NaN."""
        fits = isinstance(value, (int, float)) and not isinstance(value, bool) and self.least <= value <= self.most
        if not fits or (self.whole and isinstance(value, float) and not value.is_integer()):
            _refuse(problems, path, self.called, value)
            return value
        return int(value) if self.whole and isinstance(value, float) else value

    def schema(self) -> dict[str, Any]:
        """Write as a bounded JSON Schema number."""
        return {"type": "integer" if self.whole else "number", "minimum": self.least, "maximum": self.most}


PAIN = Number(0, 10)


@dataclass(frozen=True)
class Flag(Shape):
    """true or false."""

    def read(self, value: object, path: Path, problems: list[Problem]) -> Any:
        """Accept a bool only."""
        if not isinstance(value, bool):
            _refuse(problems, path, "true or false", value)
        return value

    def schema(self) -> dict[str, Any]:
        """Write as a JSON Schema boolean."""
        return {"type": "boolean"}


@dataclass(frozen=True)
class Day(Shape):
    """A calendar date as text, ``YYYY-MM-DD``; stays text when read."""

    def read(self, value: object, path: Path, problems: list[Problem]) -> Any:
        """Accept an existing date."""
        try:
            if not isinstance(value, str) or not re.fullmatch(r"\d{4}-\d{2}-\d{2}", value, re.ASCII):
                raise ValueError
            date.fromisoformat(value)
        except ValueError:
            _refuse(problems, path, "a date YYYY-MM-DD", value)
        return value

    def schema(self) -> dict[str, Any]:
        """Write as a JSON Schema date."""
        return {"type": "string", "format": "date", "pattern": r"^\d{4}-\d{2}-\d{2}$"}


@dataclass(frozen=True)
class OneOf(Shape):
    """One of a closed set of words; ``called`` names the set where listing it would be too long."""

    choices: tuple[str, ...]
    called: str | None = None

    def read(self, value: object, path: Path, problems: list[Problem]) -> Any:
        """Accept a listed word."""
        if not isinstance(value, str) or value not in self.choices:
            _refuse(problems, path, self.called or "one of " + ", ".join(self.choices), value)
        return value

    def schema(self) -> dict[str, Any]:
        """Write as a JSON Schema enumeration."""
        return {"enum": list(self.choices)}


@dataclass(frozen=True)
class Either(Shape):
    """Any one of several shapes; ``called`` names them for the reader. The first that fits is taken."""

    shapes: tuple[Shape, ...]
    called: str

    def read(self, value: object, path: Path, problems: list[Problem]) -> Any:
        """Accept a value that has one of the shapes."""
        for shape in self.shapes:
            attempt: list[Problem] = []
            result = shape.read(value, path, attempt)
            if not attempt:
                return result
        _refuse(problems, path, self.called, value)
        return value

    def schema(self) -> dict[str, Any]:
        """Write as JSON Schema anyOf."""
        return {"anyOf": [shape.schema() for shape in self.shapes]}


@dataclass(frozen=True)
class Nothing(Shape):
    """null."""

    def read(self, value: object, path: Path, problems: list[Problem]) -> Any:
        """Accept None only."""
        if value is not None:
            _refuse(problems, path, "null", value)
        return value

    def schema(self) -> dict[str, Any]:
        """Write as the JSON Schema null type."""
        return {"type": "null"}


@dataclass(frozen=True)
class Except(Shape):
    """A shape, but for some values that mean something else."""

    shape: Shape
    taken: tuple[str, ...]

    def read(self, value: object, path: Path, problems: list[Problem]) -> Any:
        """Accept what the shape accepts and is not taken."""
        if value in self.taken:
            _refuse(problems, path, f"anything but {', '.join(self.taken)}", value)
        return self.shape.read(value, path, problems)

    def schema(self) -> dict[str, Any]:
        """Write as the shape, but for the taken values."""
        return {"allOf": [self.shape.schema(), {"not": {"enum": list(self.taken)}}]}


@dataclass(frozen=True)
class Maybe(Shape):
    """One shape, or null."""

    shape: Shape
    called: str

    def read(self, value: object, path: Path, problems: list[Problem]) -> Any:
        """Accept None, or a value that has the shape."""
        if value is None:
            return None
        before = len(problems)
        result = self.shape.read(value, path, problems)
        if len(problems) > before:
            del problems[before:]
            _refuse(problems, path, self.called, value)
        return result

    def schema(self) -> dict[str, Any]:
        """Write as JSON Schema anyOf with null."""
        return {"anyOf": [{"type": "null"}, self.shape.schema()]}


@dataclass(frozen=True)
class ListOf(Shape):
    """A list of one shape, with bounds on its length; ``unique`` refuses the same value twice."""

    item: Shape
    least: int = 0
    most: int = 10_000
    unique: bool = False

    def read(self, value: object, path: Path, problems: list[Problem]) -> Any:
        """Accept a list whose every item fits."""
        if not isinstance(value, list):
            _refuse(problems, path, "a list", value)
            return value
        if not self.least <= len(value) <= self.most:
            _refuse(problems, path, f"a list of {self.least} to {self.most}", value)
        if self.unique:
            for index, item in enumerate(value):
                if item in value[:index]:
                    _refuse(problems, (*path, index), "each value once", item)
        return [self.item.read(item, (*path, index), problems) for index, item in enumerate(value)]

    def schema(self) -> dict[str, Any]:
        """Write as a JSON Schema array."""
        schema = {"type": "array", "items": self.item.schema(), "minItems": self.least, "maxItems": self.most}
        return schema | ({"uniqueItems": True} if self.unique else {})


@dataclass(frozen=True)
class MapOf(Shape):
    """A table whose keys have one shape and whose values have another."""

    key: Shape
    value: Shape

    def read(self, value: object, path: Path, problems: list[Problem]) -> Any:
        """Accept a table whose every key and value fits."""
        if not isinstance(value, Mapping):
            _refuse(problems, path, "a table", value)
            return value
        for key in value:
            self.key.read(key, (*path, str(key)), problems)
        return {key: self.value.read(item, (*path, str(key)), problems) for key, item in value.items()}

    def schema(self) -> dict[str, Any]:
        """Write as an object with constrained property names."""
        return {
            "type": "object",
            "propertyNames": self.key.schema(),
            "additionalProperties": self.value.schema(),
        }


_REQUIRED: Any = object()


@dataclass(frozen=True)
class Key:
    """One key of a table: its shape, and the default that makes it optional."""

    shape: Shape
    default: Any = _REQUIRED

    @property
    def required(self) -> bool:
        """Tell whether the key must be there."""
        return self.default is _REQUIRED


@dataclass(frozen=True)
class Check:
    """A check across keys of a table; it runs when the keys it reads all fit, whatever else is wrong."""

    reads: tuple[str, ...]
    find: Callable[[dict[str, Any], Path], Iterable[Problem]]


@dataclass(frozen=True)
class Table(Shape):
    """A closed table. ``also`` are the checks that need more than one key."""

    keys: Mapping[str, Key]
    also: tuple[Check, ...] = ()

    def read(self, value: object, path: Path, problems: list[Problem]) -> Any:
        """Accept a table with every required key, no unknown key, and values that fit."""
        if not isinstance(value, Mapping):
            _refuse(problems, path, "a table", value)
            return value
        return self.read_keys(value, path, problems)[0]

    def read_keys(
        self, value: Mapping[str, Any], path: Path, problems: list[Problem]
    ) -> tuple[dict[str, Any], set[str]]:
        """Read key by key, then across keys; return the values, and the names of the keys that fit."""
        result: dict[str, Any] = {}
        sound: set[str] = set()
        for name in value:
            if name not in self.keys:
                known = ", ".join(self.keys)
                problems.append(
                    Problem(path=(*path, str(name)), expected=f"a known key ({known})", found=f'"{name}"')
                )
        for name, key in self.keys.items():
            before = len(problems)
            if name in value:
                result[name] = key.shape.read(value[name], (*path, name), problems)
            elif key.required:
                problems.append(Problem(path=(*path, name), expected="this key", found="nothing"))
            else:
                result[name] = key.default
            if len(problems) == before:
                sound.add(name)
        for check in self.also:
            if sound.issuperset(check.reads):
                problems.extend(check.find(result, path))
        return result, sound

    def schema(self) -> dict[str, Any]:
        """Write as a closed JSON Schema object."""
        return {
            "type": "object",
            "properties": {name: key.shape.schema() for name, key in self.keys.items()},
            "required": [name for name, key in self.keys.items() if key.required],
            "additionalProperties": False,
        }
