"""A language is an overlay beside the English files: complete, or refused."""

from collections.abc import Mapping
from typing import Any

from lumbar.library import packaged
from lumbar.library.checking import check_files, missing_overlays


def _written(data: Mapping[str, Any]) -> str:
    """Write the overlay of a movement, every text with a mark in front."""

    def text(value: str) -> str:
        return f'"es {value}"'.replace("\n", " ")

    lines = [
        f"{name} = {text(data[name])}" for name in ("name", "summary", "breathing", "feel", "not_feel", "camera")
    ]
    lines += [f"{name} = [{', '.join(map(text, data[name]))}]" for name in ("set_up", "steps")]
    lines += ["[cues]", *(f"{name} = {text(cue)}" for name, cue in data["cues"].items())]
    for fault in data["faults"]:
        lines += [f"[faults.{fault['id']}]", f"looks = {text(fault['looks'])}", f"cue = {text(fault['cue'])}"]
    lines += ["[cautions]", *(f"{c['condition']} = {text(c['text'])}" for c in data["cautions"])]
    ranges = {c["condition"]: c["cap"]["range"] for c in data["cautions"] if c["cap"] and c["cap"]["range"]}
    if ranges:
        lines += ["[ranges]", *(f"{name} = {text(words)}" for name, words in ranges.items())]
    return "\n".join(lines) + "\n"


def _faults(overlay: str) -> list[str]:
    files = {"bridge.toml": packaged.texts()["bridge.toml"], "es/bridge.toml": overlay}
    return [str(fault) for fault in check_files(files, packaged.known(), frozenset(packaged.sources()))]


def test_a_complete_overlay_is_accepted() -> None:
    assert _faults(_written(packaged.movement_data()["bridge"])) == []


def test_an_overlay_without_a_text_is_refused() -> None:
    overlay = _written(packaged.movement_data()["bridge"])
    without = "\n".join(line for line in overlay.splitlines() if not line.startswith("breathing"))
    assert _faults(without) == ["es/bridge.toml:1: breathing: expected this key, found nothing"]


def test_an_overlay_with_a_number_is_refused() -> None:
    overlay = "default_level = 1\n" + _written(packaged.movement_data()["bridge"])
    assert ["default_level" in fault for fault in _faults(overlay)] == [True]


def test_an_overlay_of_no_movement_is_refused() -> None:
    faults = check_files({"es/nothing.toml": 'name = "x"'}, packaged.known(), frozenset(packaged.sources()))
    assert [str(f) for f in faults] == [
        'es/nothing.toml:1: document: expected the name of a movement file, found "nothing"'
    ]


def test_a_language_with_a_movement_missing_is_refused() -> None:
    owed = missing_overlays({"bridge.toml": "", "cat_cow.toml": "", "es/bridge.toml": ""})
    assert [str(fault) for fault in owed] == ["es/cat_cow.toml:1: document: expected an overlay, found nothing"]
