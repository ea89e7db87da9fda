"""Brings the database to the revision this version of lumbar knows."""

from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Engine, inspect, text

from lumbar.storage.engine import WRITES

if TYPE_CHECKING:
    from alembic.config import Config

HEAD = "0003"
"""The newest migration. Written here because asking Alembic costs a third of a second at every start."""


def migrate(engine: Engine) -> None:
    """Run the migrations that are missing, all in one transaction; usually there are none, and Alembic sleeps.

    Raises:
        NewerDatabase: the database was written by a newer lumbar.
    """
    with engine.connect() as connection:
        found = revision_of(connection)
    if found == HEAD:
        return
    if found is not None and found > HEAD:
        raise NewerDatabase(found)
    from alembic import command  # noqa: PLC0415 - slow to import, and needed once in a version's life

    with engine.connect().execution_options(**{WRITES: True}) as connection, _rebuilding(connection):
        config = configuration()
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


@contextmanager
def _rebuilding(connection: Connection) -> Iterator[None]:
    """Open a transaction in which a table may be replaced by another of its name.

    SQLite takes a replaced table for a deleted one, so what points to it is looked at once, at the end.
    """
    own: Any = connection.connection.driver_connection
    own.execute("PRAGMA foreign_keys = OFF")
    try:
        with connection.begin():
            yield
            if torn := connection.exec_driver_sql("PRAGMA foreign_key_check").first():
                raise ValueError(f"a row of {torn[0]} points to nothing in {torn[2]}")
    finally:
        own.execute("PRAGMA foreign_keys = ON")


def revision_of(connection: Connection) -> str | None:
    """Return the revision the database is at; None for an empty one."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    found: str | None = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    return found


def configuration() -> "Config":
    """Return Alembic's configuration, made from the package's own files."""
    from alembic.config import Config  # noqa: PLC0415 - as above

    config = Config()
    config.set_main_option("script_location", str(files("lumbar.storage") / "migrations"))
    return config


class NewerDatabase(Exception):
    """The database is of a newer lumbar than this one."""

    def __init__(self, found: str) -> None:
        super().__init__(f"the stored data is of a newer lumbar (revision {found}, this one knows {HEAD})")
