"""The engine: one SQLite file, opened so that what was acknowledged survives a crash."""

from pathlib import Path
from sqlite3 import OperationalError
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL

BUSY_MS = 10_000
"""How long a writer waits for another process before it gives up."""
POOL = 48
"""More than the server has threads, so that none waits for a connection."""
SWITCH_TRIES = 20
WRITES = "lumbar_writes"
"""The execution option of a connection that is going to write."""


def open_engine(file: Path) -> Engine:
    """Return an engine on the SQLite file, which need not exist yet.

    Write-ahead log with a full sync at every commit; foreign keys are held; transactions begin when we say so,
    a writing one by taking the write lock at once, so that it never fails half-way for want of it.
    """
    engine = create_engine(URL.create("sqlite", database=str(file)), pool_size=POOL, max_overflow=POOL)
    event.listen(engine, "connect", _on_connect)
    event.listen(engine, "begin", _on_begin)
    return engine


def _on_connect(connection: Any, _record: object) -> None:
    connection.isolation_level = None
    cursor = connection.cursor()
    cursor.execute(f"PRAGMA busy_timeout = {BUSY_MS}")
    _to_write_ahead(cursor)
    cursor.execute("PRAGMA synchronous = FULL")
    cursor.execute("PRAGMA foreign_keys = ON")
    cursor.close()


def _to_write_ahead(cursor: Any) -> None:
    """Switch to the write-ahead log, which is for good; the switch itself does not wait for its turn, so we do."""
    for _ in range(SWITCH_TRIES):
        try:
            cursor.execute("PRAGMA journal_mode = WAL")
        except OperationalError:
            cursor.execute("BEGIN IMMEDIATE")
            cursor.execute("ROLLBACK")
        else:
            return
    cursor.execute("PRAGMA journal_mode = WAL")


def _on_begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get(WRITES, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
