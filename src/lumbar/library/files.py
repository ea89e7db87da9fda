"""Packaged folders of TOML files: English in the folder itself, every other language in one below it."""

from importlib.resources import files

from lumbar.library.checking import is_overlay


def folder_texts(folder: str) -> dict[str, str]:
    """Return the text of every packaged file and overlay by its name below ``folder``, in order."""
    found: dict[str, str] = {}
    entries = sorted((files("lumbar.library") / folder).iterdir(), key=lambda entry: entry.name)
    for entry in entries:
        if entry.name.endswith(".toml"):
            found[entry.name] = entry.read_text(encoding="utf-8")
    for entry in entries:
        if entry.is_dir() and is_overlay(f"{entry.name}/x"):
            for overlay in sorted(entry.iterdir(), key=lambda each: each.name):
                if overlay.name.endswith(".toml"):
                    found[f"{entry.name}/{overlay.name}"] = overlay.read_text(encoding="utf-8")
    return found
