"""Keeping: files that are for their owner's eyes only."""

import os
from pathlib import Path

OWNER_ONLY = 0o600


def keep_new(file: Path, content: bytes) -> None:
    """Write a file that is not there yet.

    Raises:
        FileExistsError: there is one; it stays as it is.
    """
    _write(file, content, os.O_EXCL)


def keep(file: Path, content: bytes) -> None:
    """Write a file, over one that is there: whole, or not at all."""
    beside = file.with_name(f"{file.name}.new")
    beside.unlink(missing_ok=True)
    _write(beside, content, os.O_EXCL)
    beside.replace(file)


def _write(file: Path, content: bytes, how: int) -> None:
    with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | how, OWNER_ONLY), "wb") as opened:
        opened.write(content)
        opened.flush()
        os.fsync(opened.fileno())
