"""Documents in files: read, naming the file, the key and what was expected when one is wrong; written whole."""

import json
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any, TypeVar

from lumbar.cli.failing import Failure
from lumbar.vocabulary.shape import BadDocument

Result = TypeVar("Result")


def read_text(file: str) -> str:
    """Return a UTF-8 file's text; ``-`` is standard input."""
    try:
        return sys.stdin.read() if file == "-" else Path(file).read_text(encoding="utf-8")
    except FileNotFoundError:
        raise Failure([f"{file}: document: expected a file, found nothing there"]) from None
    except IsADirectoryError:
        raise Failure([f"{file}: document: expected a file, found a folder"]) from None
    except (OSError, UnicodeDecodeError) as error:
        raise Failure([f"{file}: document: expected readable UTF-8 text, found {error}"]) from None


def read_json(file: str) -> dict[str, Any]:
    """Return the JSON object in a file. A key given twice is refused: the later would silently win."""

    def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        table: dict[str, Any] = {}
        for key, value in pairs:
            if key in table:
                raise Failure([f"{file}: {key}: expected each key once, found it again"])
            table[key] = value
        return table

    def refuse(constant: str) -> Any:
        raise Failure([f"{file}: document: expected JSON numbers, found {constant}"])

    try:
        document = json.loads(read_text(file), object_pairs_hook=once, parse_constant=refuse)
    except json.JSONDecodeError as error:
        raise Failure([f"{file}:{error.lineno}: syntax: expected JSON, found {error.msg.lower()}"]) from None
    except RecursionError:
        raise Failure([f"{file}: document: expected JSON, found too deep a nesting"]) from None
    if not isinstance(document, dict):
        raise Failure([f"{file}: document: expected a JSON object, found {type(document).__name__}"])
    return document


def decided(file: str, decide: Callable[[], Result]) -> Result:
    """Run a decision over a file's document, with the file named in every problem."""
    try:
        return decide()
    except BadDocument as bad:
        raise Failure(f"{file}: {problem}" for problem in bad.problems) from None


def replace_file(file: str, content: bytes) -> None:
    """Write a file whole or not at all: what was there before stays until all of it is written.

    What is no plain file, such as a pipe, cannot be replaced, and is written to.

    Raises:
        Failure: it cannot be written.
    """
    target = Path(file)
    fresh = target.with_name(f".{target.name}.new")
    try:
        if target.exists() and not target.is_file():
            target.write_bytes(content)
            return
        fresh.write_bytes(content)
        fresh.replace(target)
    except OSError as error:
        with suppress(OSError):
            fresh.unlink()
        raise Failure([f"{file}: document: expected a file that can be written, found {error.strerror}"]) from None
