"""What every keeper of devices promises, asked of the real one and of the fake."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from lumbar.services.ports import Devices
from lumbar.services.records import Device
from lumbar.storage.devices import SqlDevices
from lumbar.storage.store import open_store
from tests.services.devices import MemoryDevices
from tests.storage.records import DAY


@pytest.fixture(params=["memory", "sqlite"])
def devices(request: pytest.FixtureRequest) -> Devices:
    if request.param == "memory":
        return MemoryDevices()
    return SqlDevices(request.getfixturevalue("sqlite"))


def device(number: int = 1, **changes: Any) -> Device:
    return Device(
        **{
            "id": f"device-{number}",
            "name": "Zoë's 📱",
            "token_hash": f"hash-{number}",
            "paired_at": f"2026-05-04T08:00:{number:02}+02:00",
            "seen_on": DAY,
            **changes,
        }
    )


def test_a_device_comes_back_as_it_was_paired(devices: Devices) -> None:
    devices.add(device())
    assert devices.with_token("hash-1") == device()
    assert devices.all() == (device(),)


def test_another_token_is_nobodys(devices: Devices) -> None:
    devices.add(device())
    for token in ("hash-2", "hash-", "hash-1 ", "HASH-1", "", "%", "device-1"):
        assert devices.with_token(token) is None


def test_devices_come_in_the_order_they_were_paired(devices: Devices) -> None:
    for number in (2, 3, 1):
        devices.add(device(number))
    assert [each.id for each in devices.all()] == ["device-1", "device-2", "device-3"]


@pytest.mark.parametrize("again", [{"token_hash": "hash-2"}, {"id": "device-2"}])
def test_an_id_or_a_token_is_never_used_twice(devices: Devices, again: dict[str, Any]) -> None:
    devices.add(device())
    with pytest.raises(Exception, match=r"."):
        devices.add(device(1, **again))
    assert devices.all() == (device(),)


def test_the_day_it_came_is_noted_for_that_device_alone(devices: Devices) -> None:
    devices.add(device())
    devices.add(device(2))
    devices.see("device-1", DAY + timedelta(days=1))
    devices.see("device-3", DAY)
    assert devices.all() == (device(seen_on=date(2026, 5, 5)), device(2))


def test_a_removed_device_is_gone_and_the_others_stay(devices: Devices) -> None:
    devices.add(device())
    devices.add(device(2))
    assert devices.remove("device-1")
    assert not devices.remove("device-1")
    assert devices.with_token("hash-1") is None
    assert devices.all() == (device(2),)


def test_devices_are_there_after_a_restart(file: Path) -> None:
    first = open_store(file)
    SqlDevices(first).add(device())
    first.close()
    again = open_store(file)
    assert SqlDevices(again).all() == (device(),)
    again.close()
