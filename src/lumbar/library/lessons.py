"""The lessons that ship with lumbar: their form, their faults, and the lessons in a language."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache
from pathlib import PurePath
from typing import Any

from lumbar.library.checking import ENGLISH, is_overlay, missing_overlays
from lumbar.library.files import folder_texts
from lumbar.library.form import SENTENCE, SOURCE
from lumbar.library.reading import FileFault, parse, placed
from lumbar.vocabulary.lesson import MOMENTS, Lesson
from lumbar.vocabulary.shape import SNAKE, Key, ListOf, Number, OneOf, Problem, Table, Text

FOLDER = "lessons"
TITLE = Text(called="a title", most=60)
PARAGRAPH = Text(called="a paragraph", most=700)

LESSON = Table(
    {
        "id": Key(SNAKE),
        "order": Key(Number(1, 99, whole=True)),
        "title": Key(TITLE),
        "summary": Key(SENTENCE),
        "paragraphs": Key(ListOf(PARAGRAPH, least=2, most=4)),
        "moments": Key(ListOf(OneOf(MOMENTS), least=1, unique=True)),
        "sources": Key(ListOf(SOURCE, least=1, unique=True)),
    }
)


def overlay_form(lesson: Mapping[str, Any]) -> Table:
    """Return the form of this lesson in another language: its texts, no more and no fewer."""
    count = len(lesson["paragraphs"])
    return Table(
        {
            "title": Key(TITLE),
            "summary": Key(SENTENCE),
            "paragraphs": Key(ListOf(PARAGRAPH, least=count, most=count)),
        }
    )


@cache
def texts() -> dict[str, str]:
    """Return every packaged lesson file and overlay by its name below ``lessons``, in order."""
    return folder_texts(FOLDER)


@cache
def lessons(language: str = ENGLISH) -> tuple[Lesson, ...]:
    """Return the lessons in a language, the first to be offered first.

    Raises:
        KeyError: a language in which a lesson is missing; names the language.
        BadDocument: a packaged file does not have its form.
    """
    files = texts()
    read = [LESSON.parse(tomllib.loads(text)) for file, text in files.items() if not is_overlay(file)]
    if language != ENGLISH:
        if any(f"{language}/{data['id']}.toml" not in files for data in read):
            raise KeyError(language)
        read = [
            data | overlay_form(data).parse(tomllib.loads(files[f"{language}/{data['id']}.toml"])) for data in read
        ]
    return tuple(sorted(map(_build, read), key=lambda lesson: lesson.order))


def _build(data: Mapping[str, Any]) -> Lesson:
    values: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value for name, value in data.items()
    }
    return Lesson(**values)


def check(sources: frozenset[str]) -> list[FileFault]:
    """List every fault of the packaged lessons, those that a language still owes among them."""
    return check_lessons(texts(), sources)


def check_lessons(files: Mapping[str, str], sources: frozenset[str]) -> list[FileFault]:
    """List every fault of these lesson files and overlays; ``files`` maps names below ``lessons`` to texts."""
    faults: list[FileFault] = []
    read: dict[str, dict[str, Any]] = {}
    orders: dict[int, str] = {}
    for file, text in files.items():
        raw, syntax = (None, []) if is_overlay(file) else parse(text, file)
        faults += syntax
        if raw is None:
            continue
        problems: list[Problem] = []
        data, sound = LESSON.read_keys(raw, (), problems)
        problems += _reference_problems(data, sound, PurePath(file).stem, sources)
        if "order" in sound and (first := orders.setdefault(data["order"], file)) != file:
            problems.append(Problem(path=("order",), expected="each once", found=f"that of {first}"))
        if "paragraphs" in sound:
            read[file] = data
        faults += placed(problems, text, file)
    for file, text in files.items():
        if is_overlay(file):
            faults += _overlay_faults(file, text, files, read)
    return [replace(fault, file=f"{FOLDER}/{fault.file}") for fault in faults + missing_overlays(files)]


def _reference_problems(
    data: Mapping[str, Any], sound: set[str], stem: str, sources: frozenset[str]
) -> Iterator[Problem]:
    if "id" in sound and data["id"] != stem:
        yield Problem(path=("id",), expected=f'the name of the file, "{stem}"', found=f'"{data["id"]}"')
    if "sources" in sound:
        for index, source in enumerate(data["sources"]):
            name = source.partition(":")[0]
            if name not in sources:
                expected = "a source listed in sources.toml"
                yield Problem(path=("sources", index), expected=expected, found=f'"{name}"')


def _overlay_faults(
    file: str, text: str, files: Mapping[str, str], read: Mapping[str, Mapping[str, Any]]
) -> list[FileFault]:
    raw, faults = parse(text, file)
    if raw is None:
        return faults
    lesson = PurePath(file).name
    problems: list[Problem] = []
    if lesson in read:
        overlay_form(read[lesson]).read(raw, (), problems)
    elif lesson not in files:
        problems.append(Problem(path=(), expected="the name of a lesson file", found=f'"{PurePath(file).stem}"'))
    return placed(problems, text, file)
