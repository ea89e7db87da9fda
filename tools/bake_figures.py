"""Solves every movement's postures for every body; writes what a screen shows and what a person is compared with.

    python -m tools.bake_figures FIGURES TEMPLATES

What is there already for a figure as it is now is kept, so only one that changed is solved again.
"""

import json
import sys
from collections.abc import Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any

from lumbar.figure.baking import bake, fingerprint, written
from lumbar.figure.drawing import drawings
from lumbar.figure.model import model
from lumbar.library import packaged
from lumbar.vocabulary.posture import Figure

PROCESSES = 2


def main() -> None:
    """Bring the folder up to date."""
    folder, templates = (Path(each) for each in sys.argv[1:])
    for each in (folder, templates):
        each.mkdir(parents=True, exist_ok=True)
    wanted = dict(_wanted())
    for path in [*folder.glob("*.json"), *folder.glob("*.svg"), *templates.glob("*.json")]:
        if path.name.partition(".")[0] not in wanted:
            path.unlink()
    (folder / "body.bin").write_bytes(model())
    owed = [
        (name, folder, templates)
        for name, key in wanted.items()
        if not (_is_there(folder / f"{name}.json", key) and (templates / f"{name}.json").exists())
    ]
    if not owed:
        return
    print(f"solving and drawing the figures of {len(owed)} movements", flush=True)
    with ProcessPoolExecutor(PROCESSES) as pool:
        for number, _ in enumerate(pool.map(_bake, *zip(*owed, strict=True)), start=1):
            if sys.stdout.isatty():
                print(f"\r{number} of {len(owed)}", end="\n" if number == len(owed) else "", flush=True)


def _wanted() -> Iterator[tuple[str, str]]:
    """Yield each movement with a figure, and the key of the figure as it is now."""
    for movement in packaged.catalogue().movements:
        if movement.figure is not None:
            yield movement.id, fingerprint(movement.figure)


def _is_there(path: Path, key: str) -> bool:
    try:
        return bool(json.loads(path.read_text(encoding="utf-8"))["key"] == key)
    except (OSError, ValueError, KeyError):
        return False


def _bake(name: str, folder: Path, templates: Path) -> None:
    movement = next(each for each in packaged.catalogue().movements if each.id == name)
    assert movement.figure is not None
    key = fingerprint(movement.figure)
    document = bake(movement.figure, key)
    _write(document.pop("template"), templates / f"{name}.json")
    document["drawings"] = _draw(name, movement.figure, folder)
    _write(document, folder / f"{name}.json")


def _write(document: Mapping[str, Any], path: Path) -> None:
    fresh = path.with_suffix(".new")
    fresh.write_text(written(document), encoding="utf-8")
    fresh.replace(path)


def _draw(name: str, figure: Figure, folder: Path) -> list[dict[str, str]]:
    """Write the movement's drawings, and list them."""
    listed = []
    for path in folder.glob(f"{name}.*.svg"):
        path.unlink()
    for number, (posture, svg) in enumerate(drawings(figure), start=1):
        file = f"{name}.{number}.svg"
        (folder / file).write_text(svg, encoding="utf-8")
        listed.append({"file": file, "posture": posture})
        # The one picture of the movement, where there is room for one.
        (folder / f"{name}.svg").write_text(svg, encoding="utf-8")
    return listed


if __name__ == "__main__":
    main()
