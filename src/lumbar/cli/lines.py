"""Lines of JSON: one record a line, read and checked; what is wrong is told with its file, line and key."""

import json
from typing import Any, NoReturn

from lumbar.cli.failing import Failure

BEYOND = 1e9
"""No number of a recording is so large."""


def record(file: str, number: int, line: str, what: str) -> dict[str, Any]:
    """Return the JSON object of a line, which is to be of a frame, or a sample.

    Raises:
        Failure: it is none.
    """

    def refuse(constant: str) -> Any:
        fail(f"{file}:{number}: document", "JSON numbers", constant)

    try:
        found = json.loads(line, parse_constant=refuse)
    except json.JSONDecodeError as error:
        fail(f"{file}:{number}: syntax", f"a line of JSON for each {what}", error.msg.lower())
    except RecursionError:
        fail(f"{file}:{number}: syntax", f"a line of JSON for each {what}", "too deep a nesting")
    except ValueError:
        fail(f"{file}:{number}: syntax", f"a line of JSON for each {what}", "a number of too many digits")
    if not isinstance(found, dict):
        fail(f"{file}:{number}: document", f"a JSON object for each {what}", type(found).__name__)
    return found


def is_number(found: Any) -> bool:
    """Tell whether this is a number that can be measured."""
    return isinstance(found, (int, float)) and not isinstance(found, bool) and -BEYOND < found < BEYOND


def fail(where: str, expected: str, found: str) -> NoReturn:
    """Say what was expected where, and what came instead."""
    raise Failure([f"{where}: expected {expected}, found {found}"])
