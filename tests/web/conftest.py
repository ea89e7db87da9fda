from pathlib import Path

import pytest

from lumbar.services.practice import Practice
from lumbar.web.app import create_app
from tests.services.memory import MemoryStore
from tests.services.scenes import FakeClock, practice, profile
from tests.web.client import HOST, Client


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def here(clock: FakeClock) -> Practice:
    return practice(MemoryStore(), clock)


@pytest.fixture
def static(tmp_path: Path) -> Path:
    """A front end of three files."""
    folder = tmp_path / "static"
    (folder / "assets").mkdir(parents=True)
    (folder / "index.html").write_text("<!doctype html><title>lumbar</title>", encoding="utf-8")
    (folder / "assets" / "app-1a2b3c.js").write_text("export {};", encoding="utf-8")
    (folder / "favicon.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>", encoding="utf-8")
    return folder


@pytest.fixture
def client(here: Practice, static: Path) -> Client:
    return Client(create_app(lambda: here, allowed_hosts=[HOST], data_folder="/somewhere", static=static))


@pytest.fixture
def interviewed(client: Client) -> Client:
    """A client whose person has answered the interview."""
    assert client.put("/api/profile", json=profile()).status_code == 200
    return client
