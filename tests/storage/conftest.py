from collections.abc import Iterator
from pathlib import Path

import pytest

from lumbar.device.memory import MemoryStore
from lumbar.services.ports import Store
from lumbar.storage.store import SqlStore, open_store


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "lumbar.sqlite3"


@pytest.fixture
def sqlite(file: Path) -> Iterator[SqlStore]:
    store = open_store(file)
    yield store
    store.close()


@pytest.fixture(params=["memory", "sqlite"])
def store(request: pytest.FixtureRequest) -> Store:
    """Each store there is; whatever a test asks of one, it asks of all."""
    if request.param == "memory":
        return MemoryStore()
    found: Store = request.getfixturevalue("sqlite")
    return found
