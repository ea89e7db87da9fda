import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import text

from lumbar.storage.engine import WRITES, open_engine
from lumbar.storage.revision import HEAD, NewerDatabase, configuration, migrate, revision_of
from lumbar.storage.store import SqlStore, open_store
from lumbar.storage.tables import metadata
from tests.storage.records import DAY, ME, change, decision, item, person, session

FIRST_DAY = (Path(__file__).parent / "first_day.sql").read_text(encoding="utf-8")


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


def at_revision(file: Path, revision: str) -> None:
    """Make a database as an older lumbar left it, with a person's first day in it."""
    engine = open_engine(file)
    with engine.connect().execution_options(**{WRITES: True}) as connection, connection.begin():
        config = configuration()
        config.attributes["connection"] = connection
        command.upgrade(config, revision)
        for statement in FIRST_DAY.split(";\n"):
            if statement.strip():
                connection.exec_driver_sql(statement)
    engine.dispose()


@pytest.mark.parametrize("revision", ["0001", "0002"])
def test_an_older_database_is_brought_up_to_date_with_all_that_is_in_it(file: Path, revision: str) -> None:
    at_revision(file, revision)
    store = open_store(file)
    with store.engine.connect() as connection:
        assert revision_of(connection) == HEAD
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []
        assert connection.execute(text("PRAGMA foreign_key_check")).all() == []
        assert connection.execute(text("PRAGMA foreign_keys")).scalar() == 1
    with store.reading() as ledger:
        assert ledger.person(ME) == person(
            state="flare",
            plan_stale=True,
            plan_id="decision-1",
            last_session_on=DAY,
            profile={"age": 45},
            full_form_on=DAY,
            levels={"bridge": 2},
        )
        assert ledger.decision(ME, "decision-1") == decision()
        assert ledger.session(ME, "session-1") == session(
            items=(item("bridge"),), next_morning=2.0, plan_id="decision-1"
        )
        assert [(each.kind, each.value) for each in ledger.ratings(ME, DAY, DAY)] == [("morning", 3.0)]
        assert ledger.changes(ME, None, 10) == (change(),)
    with store.writing() as ledger:
        skipped = item("bridge", pain_during=None, sets=(), skipped=True, instead_of="bird_dog")
        assert ledger.add_session(ME, session("session-2", items=(skipped,))) == "new"
    store.close()
