"""Builds the wheel a device runs by itself: the rooms that need nothing but the standard library.

    python -m tools.device_wheel FOLDER

Writes ``lumbar_device.whl`` into the folder, byte for byte the same for the same sources. The movement files and
words go with it; server, storage, command line and the built front end stay behind.
"""

import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import lumbar

ROOMS = ("vocabulary", "signals", "library", "tracking", "care", "services", "views", "device")
NAME = "lumbar_device.whl"
ROOT = Path(lumbar.__file__).parent
LONG_AGO = (1980, 1, 1, 0, 0, 0)
"""The earliest time a zip archive knows: the same at every build."""

METADATA = f"""Metadata-Version: 2.1
Name: lumbar
Version: {lumbar.__version__}
"""
WHEEL = """Wheel-Version: 1.0
Generator: lumbar
Root-Is-Purelib: true
Tag: py3-none-any
"""


def build(folder: Path) -> Path:
    """Write the wheel into the folder, making the folder first, and return where it is."""
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / NAME
    information = f"lumbar-{lumbar.__version__}.dist-info"
    entries = {path.relative_to(ROOT.parent).as_posix(): path.read_bytes() for path in _sources()}
    entries |= {f"{information}/METADATA": METADATA.encode(), f"{information}/WHEEL": WHEEL.encode()}
    entries[f"{information}/RECORD"] = "".join(f"{name},,\n" for name in sorted(entries)).encode()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in sorted(entries.items()):
            archive.writestr(zipfile.ZipInfo(name, LONG_AGO), content, zipfile.ZIP_DEFLATED)
    return target


def _sources() -> Iterator[Path]:
    yield ROOT / "__init__.py"
    for room in ROOMS:
        yield from sorted(path for path in (ROOT / room).rglob("*") if path.suffix in (".py", ".toml", ".json"))


if __name__ == "__main__":
    print(build(Path(sys.argv[1])))
