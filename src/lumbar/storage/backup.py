"""Backup: the whole database as one file, and back again."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from lumbar.services.ports import NotABackup
from lumbar.storage.engine import open_engine
from lumbar.storage.revision import HEAD, NewerDatabase, migrate

PAGES = 1000
"""How much is copied before others get a turn."""


class Vault:
    """Makes backups of a database and puts them back. The database stays open meanwhile."""

    def __init__(self, file: Path) -> None:
        self._file = file

    def write(self, target: Path) -> None:
        """Copy the database as it stands into a new file, without the devices that may come in."""
        with _opened(self._file) as source, _opened(target) as copy:
            source.backup(copy, pages=PAGES)
            copy.execute("PRAGMA journal_mode = DELETE")
            copy.execute("DELETE FROM device")
            copy.commit()

    def restore(self, backup: Path, now: datetime) -> Path:
        """Put a backup in the database's place, and return where a copy of what was there before is kept.

        The backup is checked whole, brought up to date and given the devices that may come in today, all in a file
        of its own; only then does it take the place, at once. A backup lets nobody in.

        Raises:
            NotABackup: it is another kind of file, damaged, of something else, or of a newer lumbar.
        """
        check(backup)
        with TemporaryDirectory(prefix="lumbar-restore-") as folder:
            ready = Path(folder) / "ready.sqlite3"
            with _opened(backup) as source, _opened(ready) as copy:
                source.backup(copy)
            engine = open_engine(ready)
            migrate(engine)
            engine.dispose()
            kept = self._file.with_name(f"{self._file.stem}-before-restore-{now:%Y%m%d-%H%M%S}{self._file.suffix}")
            self.write(kept)
            with _opened(self._file) as target, _opened(ready) as source:
                _give_devices(target, source)
                source.backup(target)
        return kept


def _give_devices(present: sqlite3.Connection, to: sqlite3.Connection) -> None:
    rows = present.execute("SELECT * FROM device").fetchall()
    to.execute("DELETE FROM device")
    if rows:
        to.executemany(f"INSERT INTO device VALUES ({', '.join('?' * len(rows[0]))})", rows)  # noqa: S608 - marks
    to.commit()


def check(backup: Path) -> None:
    """Make sure that a file is a whole backup that this lumbar can read.

    Raises:
        NotABackup: it is another kind of file, damaged, of something else, or of a newer lumbar.
    """
    try:
        with _opened(backup) as source:
            if source.execute("PRAGMA integrity_check").fetchone() != ("ok",):
                raise NotABackup("a damaged database")
            tables = {row[0] for row in source.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
            if not {"alembic_version", "person", "session"} <= tables:
                raise NotABackup("a database of something else")
            (revision,) = source.execute("SELECT version_num FROM alembic_version").fetchone()
    except sqlite3.DatabaseError as error:
        raise NotABackup(str(error)) from None
    if revision > HEAD:
        raise NotABackup(str(NewerDatabase(revision)))


@contextmanager
def _opened(file: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(file, timeout=30)) as connection:
        yield connection
