"""Checks a whole library: each file's form, and what only shows when the files are seen together."""

import re
from collections.abc import Iterator, Mapping
from pathlib import PurePath
from typing import Any

from lumbar.library.form import overlay_form
from lumbar.library.reading import FileFault, FormRead, check_form, parse, placed
from lumbar.vocabulary.shape import Path, Problem

ENGLISH = "en"


def check_files(
    files: Mapping[str, str], known: Mapping[str, Mapping[str, Any]], sources: frozenset[str]
) -> list[FileFault]:
    """List every fault of these movement files and overlays.

    ``files`` maps a file's name to its text; a file in a folder named as a language (``es/bridge.toml``) is an
    overlay. ``known`` holds the data of the movements they may refer to besides themselves.
    """
    faults: list[FileFault] = []
    read: dict[str, FormRead] = {}
    for file, text in files.items():
        if not _is_overlay(file, text):
            read[file] = check_form(text, file)
            faults += read[file].faults
    everything = {**known, **{each.data["id"]: each.data for each in read.values() if "id" in each.sound}}
    for file, form in read.items():
        problems = _reference_problems(form, PurePath(file).stem, everything, sources)
        faults += placed(problems, files[file], file)
    for file, text in files.items():
        if file not in read:
            faults += _check_overlay(file, text, everything)
    order = {file: index for index, file in enumerate(files)}
    return sorted(faults, key=lambda fault: (order[fault.file], fault.line))


def is_overlay(file: str) -> bool:
    """Tell whether a file's folder is a two-letter language, which makes it an overlay."""
    folder = PurePath(file).parent.name
    return len(folder) == 2 and folder.isalpha() and folder != ENGLISH


def _is_overlay(file: str, text: str) -> bool:
    """Tell whether a file is an overlay: in a language's folder, and without the id that only a movement has."""
    return is_overlay(file) and not re.search(r"^id\s*=", text, re.MULTILINE)


def _reference_problems(
    form: FormRead, stem: str, everything: Mapping[str, Mapping[str, Any]], sources: frozenset[str]
) -> Iterator[Problem]:
    """Check what points out of the file, as far as the keys that point fit."""
    data, sound = form.data, form.sound
    if "id" in sound and data["id"] != stem:
        yield Problem(path=("id",), expected=f'the name of the file, "{stem}"', found=f'"{data["id"]}"')
    if sound >= {"id", "family"}:
        for key in sound & {"regress_to", "progress_to"}:
            yield from _neighbour_problems(data, key, everything)
    if sound >= {"id", "cautions"}:
        for index, caution in enumerate(data["cautions"]):
            substitute, path = caution["substitute"], ("cautions", index, "substitute")
            if substitute is not None:
                yield from _substitute_problems(data, caution["condition"], substitute, path, everything)
            yield from _source_problems(caution["source"], ("cautions", index, "source"), sources)
    yield from _number_source_problems(form, sources)


def _number_source_problems(form: FormRead, sources: frozenset[str]) -> Iterator[Problem]:
    """Check the sources of the numbers: those of the ladder, and the pace of the breath."""
    if "breath" in form.sound and (breath := form.data["breath"]):
        yield from _source_problems(breath["source"], ("breath", "source"), sources)
    if "ladder" in form.sound:
        for index, level in enumerate(form.data["ladder"]):
            for name, source in level["sources"].items():
                yield from _source_problems(source, ("ladder", index, "sources", name), sources)


def _neighbour_problems(
    data: Mapping[str, Any], key: str, everything: Mapping[str, Mapping[str, Any]]
) -> Iterator[Problem]:
    neighbour = data[key]
    if neighbour is None:
        return
    if neighbour not in everything:
        yield Problem(path=(key,), expected="the id of a movement", found=f'"{neighbour}"')
        return
    family = everything[neighbour].get("family")
    if family != data["family"]:
        yield Problem(path=(key,), expected=f"a movement of {data['family']}", found=f'"{neighbour}" of {family}')
    seen = {data["id"]}
    while neighbour is not None and neighbour in everything:
        if neighbour in seen:
            yield Problem(path=(key,), expected="a chain that ends", found=f'"{neighbour}" again')
            return
        seen.add(neighbour)
        neighbour = everything[neighbour].get(key)


def _substitute_problems(
    data: Mapping[str, Any],
    condition: str,
    substitute: str,
    path: Path,
    everything: Mapping[str, Mapping[str, Any]],
) -> Iterator[Problem]:
    if substitute not in everything or substitute == data["id"]:
        yield Problem(path=path, expected="the id of another movement", found=f'"{substitute}"')
        return
    for caution in everything[substitute].get("cautions", ()):
        if caution["condition"] == condition and caution["effect"] == "block":
            yield Problem(
                path=path,
                expected=f"a movement that {condition} does not block",
                found=f'"{substitute}", blocked by it',
            )


def _source_problems(source: str, path: Path, sources: frozenset[str]) -> Iterator[Problem]:
    name = source.partition(":")[0]
    if name not in sources:
        yield Problem(path=path, expected="a source listed in sources.toml", found=f'"{name}"')


def _check_overlay(file: str, text: str, everything: Mapping[str, Mapping[str, Any]]) -> list[FileFault]:
    raw, faults = parse(text, file)
    if raw is None:
        return faults
    stem = PurePath(file).stem
    if stem not in everything:
        return [
            FileFault(file=file, line=1, key="document", expected="the name of a movement file", found=f'"{stem}"')
        ]
    problems: list[Problem] = []
    overlay_form(everything[stem]).read(raw, (), problems)
    return placed(problems, text, file)


def missing_overlays(files: Mapping[str, str]) -> list[FileFault]:
    """List the overlays a language still owes: a language is complete, or it is refused."""
    movements = [file for file in files if not is_overlay(file)]
    languages = sorted({PurePath(file).parent.name for file in files if is_overlay(file)})
    return [
        FileFault(file=f"{language}/{movement}", line=1, key="document", expected="an overlay", found="nothing")
        for language in languages
        for movement in movements
        if f"{language}/{movement}" not in files
    ]
