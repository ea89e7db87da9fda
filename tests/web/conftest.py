from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pytest

from lumbar.device.memory import MemoryStore
from lumbar.services.practice import Practice
from lumbar.web.app import create_app
from lumbar.web.security import Guard
from tests.services.scenes import FakeClock, practice, profile
from tests.web.client import HOST, Client


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def here(clock: FakeClock) -> Practice:
    return practice(MemoryStore(), clock)


@pytest.fixture(scope="session")
def static(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A front end of three files."""
    folder = tmp_path_factory.mktemp("front") / "static"
    (folder / "assets").mkdir(parents=True)
    (folder / "index.html").write_text("<!doctype html><title>lumbar</title>", encoding="utf-8")
    (folder / "assets" / "app-1a2b3c.js").write_text("export {};", encoding="utf-8")
    (folder / "favicon.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>", encoding="utf-8")
    return folder


@dataclass
class Served:
    """One app for all tests, as building its routes takes its time; each test puts its own practice behind it."""

    static: Path
    practice: Practice | None = None

    @cached_property
    def app(self) -> Guard:
        return create_app(self._now, allowed_hosts=[HOST], data_folder="/somewhere", static=self.static)

    def _now(self) -> Practice:
        assert self.practice
        return self.practice


@pytest.fixture(scope="session")
def served(static: Path) -> Served:
    return Served(static)


@pytest.fixture
def client(here: Practice, served: Served) -> Client:
    served.practice = here
    return Client(served.app)


@pytest.fixture
def interviewed(client: Client) -> Client:
    """A client whose person has answered the interview."""
    assert client.put("/api/profile", json=profile()).status_code == 200
    return client
