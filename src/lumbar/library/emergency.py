"""The emergency numbers that ship with lumbar: one file, its faults, and the country of a locale."""

import re
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from lumbar.library.reading import FileFault, parse, placed
from lumbar.vocabulary.emergency import STANDINGS, UNKNOWN, Country, Line, Said, Source
from lumbar.vocabulary.shape import SNAKE, Check, Key, ListOf, MapOf, Maybe, OneOf, Path, Problem, Table, Text

FILE = "emergency.toml"
LANGUAGES = ("en", "es")
"""Every text of the file is there in each of these."""

SAID = Table({language: Key(Text(called="a text", most=200)) for language in LANGUAGES})
NUMBER = Text(pattern=r"[0-9]+( [0-9]+)*", called="a telephone number: digits, with single spaces", most=20)
LINE = Table({"number": Key(NUMBER), "text": Key(SNAKE)})
ADVICE = Table({"number": Key(NUMBER), "name": Key(SAID)})
ROW = {
    "name": Key(SAID),
    "emergency": Key(ListOf(LINE, least=1, most=3)),
    "advice": Key(Maybe(ADVICE, "a table of number and name"), None),
    "note": Key(Maybe(SAID, "a table of " + " and ".join(LANGUAGES)), None),
    "sources": Key(ListOf(SNAKE, least=1, unique=True)),
}
COUNTRY = Table({"code": Key(Text(pattern="[A-Z]{2}", called="a country code of two capitals", most=2))} | ROW)
SOURCE = Table(
    {
        "title": Key(Text(called="a title", most=200)),
        "where": Key(Text(called="a place", most=200)),
        "standing": Key(OneOf(STANDINGS)),
        "as_of": Key(Text(pattern=r"\d{4}(-\d{2}(-\d{2})?)?", called="a year, a month or a day", most=10)),
    }
)


def _code_problems(data: dict[str, Any], path: Path) -> Iterator[Problem]:
    before = ""
    for index, row in enumerate(data["country"]):
        if row["code"] <= before:
            expected = f'a code after "{before}"'
            yield Problem(path=(*path, "country", index, "code"), expected=expected, found=f'"{row["code"]}"')
        before = row["code"]


def _reference_problems(data: dict[str, Any], path: Path) -> Iterator[Problem]:
    """Every text and every source is there, and is there for something."""
    used: Counter[tuple[str, str]] = Counter()
    rows = [((*path, "fallback"), data["fallback"])]
    rows += [((*path, "country", index), row) for index, row in enumerate(data["country"])]
    for place, row in rows:
        named = [("text", line["text"], "emergency") for line in row["emergency"]]
        named += [("source", source, "sources") for source in row["sources"]]
        for table, name, key in named:
            used[table, name] += 1
            if name not in data[table]:
                yield Problem(path=(*place, key), expected=f"a key of [{table}]", found=f'"{name}"')
    for table in ("text", "source"):
        for name in data[table]:
            if not used[table, name]:
                yield Problem(path=(*path, table, name), expected="a country that uses it", found="none")


EMERGENCY = Table(
    {
        "text": Key(MapOf(SNAKE, SAID)),
        "source": Key(MapOf(SNAKE, SOURCE)),
        "fallback": Key(Table(ROW)),
        "country": Key(ListOf(COUNTRY, least=1)),
    },
    also=(
        Check(("country",), _code_problems),
        Check(("text", "source", "fallback", "country"), _reference_problems),
    ),
)


@cache
def text() -> str:
    """Return the packaged file."""
    return (files("lumbar.library") / FILE).read_text(encoding="utf-8")


def check() -> list[FileFault]:
    """List every fault of the packaged file."""
    return check_text(text())


def check_text(written: str) -> list[FileFault]:
    """List every fault of such a file."""
    raw, faults = parse(written, FILE)
    if raw is None:
        return faults
    problems: list[Problem] = []
    EMERGENCY.read(raw, (), problems)
    return placed(problems, written, FILE)


@cache
def _read() -> tuple[Country, tuple[Country, ...]]:
    data = EMERGENCY.parse(tomllib.loads(text()))
    sources = {name: Source(**source) for name, source in data["source"].items()}
    return (
        _country({"code": UNKNOWN} | data["fallback"], data["text"], sources),
        tuple(_country(row, data["text"], sources) for row in data["country"]),
    )


def _country(row: Mapping[str, Any], texts: Mapping[str, Said], sources: Mapping[str, Source]) -> Country:
    advice = row["advice"]
    return Country(
        code=row["code"],
        name=row["name"],
        emergency=tuple(Line(number=line["number"], text=texts[line["text"]]) for line in row["emergency"]),
        advice=Line(number=advice["number"], text=advice["name"]) if advice else None,
        note=row["note"],
        sources=tuple(sources[source] for source in row["sources"]),
    )


def countries() -> tuple[Country, ...]:
    """Return the countries of the table by their codes; BadDocument if the file does not have its form."""
    return _read()[1]


def fallback() -> Country:
    """Return the row that holds when no country of the table is known."""
    return _read()[0]


def country_of(locale_or_region: str | None) -> Country:
    """Return the country of a locale ("es-ES", "es_ES.UTF-8") or of a region ("ES").

    A language alone ("es") names no country; then, and for a country that is not in the table, the fallback
    answers. A region alone is told from a language by its capitals.
    """
    region = _region(locale_or_region or "")
    return next((country for country in countries() if country.code == region), fallback())


def _region(locale: str) -> str | None:
    first, *rest = re.split(r"[-_]", re.split(r"[.@]", locale.strip())[0])
    if not rest:
        return first
    for part in rest:
        if len(part) == 1:  # what follows a single letter is an extension, such as a calendar
            return None
        if len(part) == 2:
            return part.upper()
    return None
