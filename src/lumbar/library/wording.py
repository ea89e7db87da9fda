"""The word files: every sentence of a rule, a question or an outcome, once per language."""

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from lumbar.library.checking import ENGLISH
from lumbar.vocabulary.words import Words


@cache
def words(language: str = ENGLISH) -> Words:
    """Return all words of a language, merged from ``words/*.LANGUAGE.toml``; KeyError without that language."""
    texts: dict[str, str] = {}
    for entry in sorted((files("lumbar.library") / "words").iterdir(), key=lambda each: each.name):
        if entry.name.endswith(f".{language}.toml"):
            for key, text in _flat(tomllib.loads(entry.read_text(encoding="utf-8"))):
                if key in texts:
                    raise ValueError(f"{entry.name}: {key}: expected words only once, found them again")
                texts[key] = text
    if not texts:
        raise KeyError(language)
    return Words(language=language, texts=texts)


def _flat(table: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, str]]:
    for name, value in table.items():
        if isinstance(value, Mapping):
            yield from _flat(value, f"{prefix}{name}.")
        else:
            yield f"{prefix}{name}", str(value)
