"""A backup is the whole database in one file; putting it back replaces what is there, and keeps a copy of it."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from lumbar.services.ports import NotABackup
from lumbar.services.records import Device
from lumbar.storage.backup import Vault
from lumbar.storage.devices import SqlDevices
from lumbar.storage.store import SqlStore, open_store
from tests.storage import records

NOW = datetime(2026, 5, 4, 8, 0, tzinfo=UTC)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqlStore]:
    with closing(open_store(tmp_path / "lumbar.sqlite3")) as store:
        _come(store, "me")
        yield store


@pytest.fixture
def vault(store: SqlStore, tmp_path: Path) -> Vault:
    return Vault(tmp_path / "lumbar.sqlite3")


def _come(store: SqlStore, person: str) -> None:
    with store.writing() as ledger:
        ledger.save_person(records.person(id=person))


def _device(name: str) -> Device:
    return Device(id=name, name=name, token_hash=name, paired_at=NOW.isoformat(), seen_on=NOW.date())


def _people(store: SqlStore) -> list[str]:
    with store.reading() as ledger:
        return [person.id for person in ledger.people()]


def test_what_came_after_a_backup_is_gone_when_it_is_put_back_and_kept_beside_it(
    store: SqlStore, vault: Vault, tmp_path: Path
) -> None:
    vault.write(tmp_path / "backup.sqlite3")
    _come(store, "somebody")
    kept = vault.restore(tmp_path / "backup.sqlite3", NOW)
    assert _people(store) == ["me"]
    with closing(open_store(kept)) as before:
        assert _people(before) == ["me", "somebody"]


def test_the_store_goes_on_after_a_restore(store: SqlStore, vault: Vault, tmp_path: Path) -> None:
    vault.write(tmp_path / "backup.sqlite3")
    vault.restore(tmp_path / "backup.sqlite3", NOW)
    _come(store, "later")
    assert _people(store) == ["later", "me"]


def test_a_backup_of_an_older_lumbar_is_brought_up_to_date(store: SqlStore, vault: Vault, tmp_path: Path) -> None:
    backup = tmp_path / "backup.sqlite3"
    vault.write(backup)
    with closing(sqlite3.connect(backup)) as older:
        for table in ("walk", "measurement", "lesson_read"):
            older.execute(f"DROP TABLE {table}")
        older.execute("ALTER TABLE person DROP COLUMN name")
        older.execute("ALTER TABLE session DROP COLUMN source")
        for column in ("instead_of", "swap_reason"):
            older.execute(f"ALTER TABLE session_item DROP COLUMN {column}")
        older.execute("UPDATE alembic_version SET version_num = '0002'")
        older.commit()
    vault.restore(backup, NOW)
    assert _people(store) == ["me"]


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"", "something else"),
        (b"not a database at all, by any means", "not a database"),
        (b"SQLite format 3\0", r"\w"),
    ],
)
def test_another_kind_of_file_is_refused_and_nothing_is_touched(
    store: SqlStore, vault: Vault, tmp_path: Path, content: bytes, what: str
) -> None:
    other = tmp_path / "other"
    other.write_bytes(content)
    with pytest.raises(NotABackup, match=what):
        vault.restore(other, NOW)
    assert _people(store) == ["me"]
    assert not list(tmp_path.glob("*before-restore*"))


def test_a_backup_of_a_newer_lumbar_is_refused(vault: Vault, tmp_path: Path) -> None:
    backup = tmp_path / "backup.sqlite3"
    vault.write(backup)
    with closing(sqlite3.connect(backup)) as newer:
        newer.execute("UPDATE alembic_version SET version_num = '9999'")
        newer.commit()
    with pytest.raises(NotABackup, match="newer"):
        vault.restore(backup, NOW)


def test_a_damaged_backup_is_refused(store: SqlStore, vault: Vault, tmp_path: Path) -> None:
    backup = tmp_path / "backup.sqlite3"
    vault.write(backup)
    content = bytearray(backup.read_bytes())
    content[4096:20480] = b"\xff" * 16384
    backup.write_bytes(content)
    with pytest.raises(NotABackup):
        vault.restore(backup, NOW)
    assert _people(store) == ["me"]


def test_a_backup_lets_no_device_in_and_a_restore_keeps_todays(
    store: SqlStore, vault: Vault, tmp_path: Path
) -> None:
    devices = SqlDevices(store)
    devices.add(_device("gone"))
    backup = tmp_path / "backup.sqlite3"
    vault.write(backup)
    with closing(sqlite3.connect(backup)) as copy:
        assert copy.execute("SELECT count(*) FROM device").fetchone() == (0,)
    devices.remove("gone")
    devices.add(_device("here"))
    vault.restore(backup, NOW)
    assert [device.id for device in devices.all()] == ["here"]
