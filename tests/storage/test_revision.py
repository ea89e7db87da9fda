import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import text

from lumbar.storage.engine import open_engine
from lumbar.storage.revision import HEAD, NewerDatabase, configuration, migrate, revision_of
from lumbar.storage.store import SqlStore, open_store
from lumbar.storage.tables import metadata
from tests.storage.records import ME, person


def test_the_migrations_make_the_tables_that_are_declared(sqlite: SqlStore) -> None:
    with sqlite.engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []


def test_the_newest_migration_is_the_one_the_start_looks_for(sqlite: SqlStore) -> None:
    assert ScriptDirectory.from_config(configuration()).get_current_head() == HEAD
    with sqlite.engine.connect() as connection:
        assert revision_of(connection) == HEAD


def test_opening_again_keeps_everything(file: Path) -> None:
    first = open_store(file)
    with first.writing() as ledger:
        ledger.save_person(person())
    first.close()
    again = open_store(file)
    with again.reading() as ledger:
        assert ledger.person(ME) == person()
    again.close()


def test_an_up_to_date_database_is_opened_without_alembic(file: Path) -> None:
    open_store(file).close()
    script = (
        "import sys; from pathlib import Path; from lumbar.storage.store import open_store;"
        f"open_store(Path({str(file)!r})).close(); sys.exit('alembic' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0


def test_two_starts_at_once_migrate_once(file: Path) -> None:
    with ThreadPoolExecutor(4) as threads:
        for store in threads.map(lambda _: open_store(file), range(4)):
            with store.engine.connect() as connection:
                assert revision_of(connection) == HEAD
            store.close()


def test_a_newer_database_is_left_alone(file: Path) -> None:
    open_store(file).close()
    engine = open_engine(file)
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(NewerDatabase, match="newer lumbar"):
        migrate(engine)
    engine.dispose()
