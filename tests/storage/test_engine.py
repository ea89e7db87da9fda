import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from lumbar.services.records import Rating
from lumbar.storage.store import SqlStore
from tests.storage.records import DAY, ME, change, decision, person, session


@pytest.mark.parametrize(("setting", "value"), [("journal_mode", "wal"), ("synchronous", 2), ("foreign_keys", 1)])
def test_the_database_is_opened_so_that_a_crash_loses_nothing(
    sqlite: SqlStore, setting: str, value: object
) -> None:
    with sqlite.engine.connect() as connection:
        assert connection.execute(text(f"PRAGMA {setting}")).scalar() == value


@pytest.fixture(autouse=True)
def somebody(sqlite: SqlStore) -> None:
    with sqlite.writing() as ledger:
        ledger.save_person(person())


def test_a_session_of_nobody_is_refused(sqlite: SqlStore) -> None:
    with pytest.raises(IntegrityError), sqlite.writing() as ledger:
        ledger.add_session("nobody", session())


def test_a_change_belongs_to_a_decision(sqlite: SqlStore) -> None:
    with pytest.raises(IntegrityError), sqlite.writing() as ledger:
        ledger.add_changes(ME, [change(decision_id="never made")])


@pytest.mark.parametrize("value", [-1.0, 10.5])
def test_pain_beyond_the_scale_is_refused(sqlite: SqlStore, value: float) -> None:
    with pytest.raises(IntegrityError), sqlite.writing() as ledger:
        ledger.rate(ME, Rating(date=DAY, kind="morning", value=value))


def test_a_reader_sees_one_moment_while_somebody_writes(sqlite: SqlStore) -> None:
    with sqlite.reading() as reader:
        assert reader.decision(ME, "decision-1") is None
        with sqlite.writing() as writer:
            writer.add_decision(ME, decision())
        assert reader.decision(ME, "decision-1") is None
    with sqlite.reading() as reader:
        assert reader.decision(ME, "decision-1") is not None
