"""The Store port over SQLite: many readers, one writer at a time."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock

from sqlalchemy import Connection, Engine

from lumbar.storage.engine import WRITES, open_engine
from lumbar.storage.ledger import SqlLedger
from lumbar.storage.revision import migrate


class SqlStore:
    """Everything lumbar keeps, in one database.

    Writers of this process queue for their turn here, which is fair and quick; writers of another process are
    waited for by the engine.
    """

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self._turn = Lock()
        self._writer = engine.execution_options(**{WRITES: True})

    @contextmanager
    def view(self) -> Iterator[Connection]:
        """Open one consistent view."""
        with self.engine.connect() as connection:
            yield connection

    @contextmanager
    def change(self) -> Iterator[Connection]:
        """Open the writing transaction; what was written is on the disk when the block has ended."""
        with self._turn, self._writer.begin() as connection:
            yield connection

    @contextmanager
    def reading(self) -> Iterator[SqlLedger]:
        """Open one consistent view of everybody's books."""
        with self.view() as connection:
            yield SqlLedger(connection)

    @contextmanager
    def writing(self) -> Iterator[SqlLedger]:
        """Open the writing transaction on everybody's books."""
        with self.change() as connection:
            yield SqlLedger(connection)

    def close(self) -> None:
        """Let go of the database."""
        self.engine.dispose()


def open_store(file: Path) -> SqlStore:
    """Open the database file, making it or bringing it up to date first."""
    engine = open_engine(file)
    migrate(engine)
    return SqlStore(engine)
