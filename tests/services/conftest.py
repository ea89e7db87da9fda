import pytest

from lumbar.device.memory import MemoryStore
from lumbar.services.practice import Practice
from tests.services.scenes import FakeClock, practice


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def here(clock: FakeClock) -> Practice:
    """The practice on a Monday morning; nobody has come yet."""
    return practice(MemoryStore(), clock)
