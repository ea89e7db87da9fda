"""What this room needs of others, loaded when it is first used."""

import importlib
import sys
import types
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

UNUSED = ("cv2", "matplotlib", "matplotlib.pyplot", "sounddevice")
"""What MediaPipe draws and listens with. It takes longer to load than all the rest, and nothing here uses it."""


class CannotSee(Exception):
    """People cannot be found in pictures on this machine: something is missing."""


def needed(module: str) -> Any:
    """Return a module of the extra ``coach``.

    Raises:
        CannotSee: it isn't installed.
    """
    try:
        return importlib.import_module(module)
    except ImportError:
        missing = module.partition(".")[0]
        raise CannotSee(
            f'needs av, mediapipe and matplotlib, and found no {missing}: pip install "lumbar[coach]"'
        ) from None


def mediapipe() -> tuple[Any, Any]:
    """Return MediaPipe and its tasks, without what they would only draw and listen with.

    Raises:
        CannotSee: it isn't installed.
    """
    with _left_out(UNUSED):
        return needed("mediapipe"), needed("mediapipe.tasks.python")


@contextmanager
def _left_out(names: Sequence[str]) -> Iterator[None]:
    """Let modules that nobody has loaded yet be empty, for a while."""
    empty = {name: types.ModuleType(name) for name in names if name not in sys.modules}
    sys.modules.update(empty)
    try:
        yield
    finally:
        for name in empty:
            del sys.modules[name]
