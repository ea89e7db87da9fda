"""The Devices port over the store's database."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import Row, bindparam, delete, insert, select, update

from lumbar.services.records import Device
from lumbar.storage import tables
from lumbar.storage.store import SqlStore

_WITH_TOKEN = select(tables.device).where(tables.device.c.token_hash == bindparam("hash"))
_ALL = select(tables.device).order_by(tables.device.c.paired_at, tables.device.c.id)
_SEE = update(tables.device).where(tables.device.c.id == bindparam("device")).values(seen_on=bindparam("day"))
_REMOVE = delete(tables.device).where(tables.device.c.id == bindparam("device"))


class SqlDevices:
    """The paired devices, a transaction for each call."""

    def __init__(self, store: SqlStore) -> None:
        self._store = store

    def add(self, device: Device) -> None:
        """Keep a device."""
        row = {
            "id": device.id,
            "name": device.name,
            "token_hash": device.token_hash,
            "paired_at": device.paired_at,
            "seen_on": device.seen_on.isoformat(),
        }
        with self._store.change() as connection:
            connection.execute(insert(tables.device), row)

    def with_token(self, token_hash: str) -> Device | None:
        """Return the device whose token has this hash."""
        with self._store.view() as connection:
            found = connection.execute(_WITH_TOKEN, {"hash": token_hash}).one_or_none()
        return _device(found) if found else None

    def all(self) -> Sequence[Device]:
        """Return every device, in the order they were paired."""
        with self._store.view() as connection:
            return tuple(_device(row) for row in connection.execute(_ALL))

    def see(self, device_id: str, on: date) -> None:
        """Note that the device came on this day."""
        with self._store.change() as connection:
            connection.execute(_SEE, {"device": device_id, "day": on.isoformat()})

    def remove(self, device_id: str) -> bool:
        """Forget a device; return whether it was there."""
        with self._store.change() as connection:
            return connection.execute(_REMOVE, {"device": device_id}).rowcount == 1


def _device(row: Row[Any]) -> Device:
    return Device(
        id=row.id,
        name=row.name,
        token_hash=row.token_hash,
        paired_at=row.paired_at,
        seen_on=date.fromisoformat(row.seen_on),
    )
