"""A bar that shows on standard error how far something has come; nothing where nobody looks."""

import sys
from collections.abc import Callable

WIDTH = 40

Told = Callable[[float, float | None], None]
"""How much is done, and of how much, where that is known."""


def bar() -> Told | None:
    """Return what shows how far it has come."""
    if not sys.stderr.isatty():
        return None

    def told(done: float, of: float | None) -> None:
        if not of:
            print(f"\r{done:.0f} s", end="", file=sys.stderr, flush=True)
            return
        full = min(WIDTH, int(WIDTH * done / of))
        end = "\n" if done >= of else ""
        print(f"\r[{'#' * full}{'.' * (WIDTH - full)}] {done:.0f}/{of:.0f}", end=end, file=sys.stderr, flush=True)

    return told
