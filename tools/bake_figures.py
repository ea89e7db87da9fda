"""Solves every movement's postures for every body, and writes what a screen shows.

    python -m tools.bake_figures FOLDER

What is there already for a movement file as it is now is kept, so only a file that changed is solved again.
"""

import json
import sys
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from lumbar.figure.baking import bake, fingerprint, written
from lumbar.figure.drawing import drawings
from lumbar.figure.model import model
from lumbar.library import packaged
from lumbar.vocabulary.posture import Figure

PROCESSES = 2


def main() -> None:
    """Bring the folder up to date."""
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    wanted = dict(_wanted())
    for path in [*folder.glob("*.json"), *folder.glob("*.svg")]:
        if path.name.partition(".")[0] not in wanted:
            path.unlink()
    (folder / "body.bin").write_bytes(model())
    owed = [(name, folder) for name, key in wanted.items() if not _is_there(folder / f"{name}.json", key)]
    if not owed:
        return
    print(f"solving and drawing the figures of {len(owed)} movements", flush=True)
    with ProcessPoolExecutor(PROCESSES) as pool:
        for number, _ in enumerate(pool.map(_bake, *zip(*owed, strict=True)), start=1):
            if sys.stdout.isatty():
                print(f"\r{number} of {len(owed)}", end="\n" if number == len(owed) else "", flush=True)


def _wanted() -> Iterator[tuple[str, str]]:
    """Yield each movement with a figure, and the key of its file as it is now."""
    texts = packaged.texts()
    for movement in packaged.catalogue().movements:
        if movement.figure is not None:
            yield movement.id, fingerprint(texts[f"{movement.id}.toml"])


def _is_there(path: Path, key: str) -> bool:
    try:
        return bool(json.loads(path.read_text(encoding="utf-8"))["key"] == key)
    except (OSError, ValueError, KeyError):
        return False


def _bake(name: str, folder: Path) -> None:
    movement = next(each for each in packaged.catalogue().movements if each.id == name)
    assert movement.figure is not None
    key = fingerprint(packaged.texts()[f"{name}.toml"])
    document = bake(movement.figure, key)
    document["drawings"] = _draw(name, movement.figure, folder)
    path = folder / f"{name}.json"
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
