"""The library that ships with lumbar, read from the package's own files."""

import hashlib
import tomllib
from dataclasses import replace
from functools import cache
from importlib.resources import files
from typing import Any

from lumbar.library import emergency, lessons
from lumbar.library.checking import ENGLISH, check_files, is_overlay, missing_overlays
from lumbar.library.files import folder_texts
from lumbar.library.reading import FileFault, build, check_form
from lumbar.vocabulary.catalogue import Catalogue
from lumbar.vocabulary.dose import Cap
from lumbar.vocabulary.movement import Caution, Cues, Movement
from lumbar.vocabulary.shape import BadDocument, Problem

_HERE = files("lumbar.library")


@cache
def texts() -> dict[str, str]:
    """Return every packaged movement file and overlay by its name below ``movements``, in order."""
    return folder_texts("movements")


@cache
def sources() -> dict[str, dict[str, str]]:
    """Return the sources by id: title, where, standing."""
    return tomllib.loads((_HERE / "sources.toml").read_text(encoding="utf-8"))


@cache
def movement_data() -> dict[str, dict[str, Any]]:
    """Return the data of every packaged movement by id.

    Raises:
        BadDocument: a packaged file does not have its form; names the file and every problem.
    """
    read: dict[str, dict[str, Any]] = {}
    for file, text in texts().items():
        if is_overlay(file):
            continue
        form = check_form(text, file)
        if form.faults:
            raise BadDocument(
                Problem(path=(fault.file, fault.key), expected=fault.expected, found=fault.found)
                for fault in form.faults
            )
        read[form.data["id"]] = form.data
    return read


def known() -> dict[str, dict[str, Any]]:
    """Return the data of the packaged movements that are whole, for other files to refer to."""
    forms = (check_form(text, file) for file, text in texts().items() if not is_overlay(file))
    return {form.data["id"]: form.data for form in forms if not form.faults}


def check() -> list[FileFault]:
    """List every fault of the packaged movements, lessons and emergency numbers, translations owed among them."""
    known_sources = frozenset(sources())
    return [
        *check_files(texts(), {}, known_sources),
        *missing_overlays(texts()),
        *lessons.check(known_sources),
        *emergency.check(),
    ]


@cache
def languages() -> tuple[str, ...]:
    """Return the languages every movement can be shown in, English first."""
    return (ENGLISH, *sorted({file.split("/")[0] for file in texts() if is_overlay(file)}))


@cache
def catalogue(language: str = ENGLISH) -> Catalogue:
    """Return the packaged catalogue in a language; KeyError names a language that is not there."""
    if language not in languages():
        raise KeyError(language)
    movements = [build(data) for data in movement_data().values()]
    if language != ENGLISH:
        movements = [_translated(movement, language) for movement in movements]
    digest = hashlib.sha256()
    for file, text in texts().items():
        if not is_overlay(file):
            digest.update(f"{file}\0{text}\0".encode())
    return Catalogue(movements=tuple(movements), fingerprint=digest.hexdigest()[:16])


def _translated(movement: Movement, language: str) -> Movement:
    overlay = tomllib.loads(texts()[f"{language}/{movement.id}.toml"])
    plain: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value
        for name, value in overlay.items()
        if name not in ("cues", "phone", "faults", "cautions", "ranges")
    }
    return replace(
        movement,
        **plain,
        cues=Cues(**overlay["cues"]),
        phone=replace(movement.phone, **overlay["phone"]) if movement.phone else None,
        faults=tuple(replace(fault, **overlay["faults"][fault.id]) for fault in movement.faults),
        cautions=tuple(_translated_caution(caution, overlay) for caution in movement.cautions),
    )


def _translated_caution(caution: Caution, overlay: dict[str, Any]) -> Caution:
    cap: Cap | None = caution.cap
    if cap and cap.range:
        cap = replace(cap, range=overlay["ranges"][caution.condition])
    return replace(caution, text=overlay["cautions"][caution.condition], cap=cap)
