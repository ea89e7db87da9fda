"""Devices kept in memory, and chance that can be foreseen: what pairing is tested with."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import count

from lumbar.services.records import Device


class MemoryDevices:
    """Held to the same contract as the real ones."""

    def __init__(self) -> None:
        self._devices: dict[str, Device] = {}
        self.days_noted = 0

    def add(self, device: Device) -> None:
        if device.id in self._devices or self.with_token(device.token_hash):
            raise ValueError("a device's id and token are new")
        self._devices[device.id] = device

    def with_token(self, token_hash: str) -> Device | None:
        return next((device for device in self._devices.values() if device.token_hash == token_hash), None)

    def all(self) -> Sequence[Device]:
        return tuple(sorted(self._devices.values(), key=lambda device: (device.paired_at, device.id)))

    def see(self, device_id: str, on: date) -> None:
        if device_id in self._devices:
            self._devices[device_id] = replace(self._devices[device_id], seen_on=on)
            self.days_noted += 1

    def remove(self, device_id: str) -> bool:
        return self._devices.pop(device_id, None) is not None


class CountingChance:
    """Codes and tokens one after another."""

    def __init__(self) -> None:
        self._next = count(1)

    def letters(self, alphabet: str, count: int) -> str:
        number, drawn = next(self._next), ""
        for _ in range(count):
            number, letter = divmod(number, len(alphabet))
            drawn += alphabet[letter]
        return drawn

    def token(self) -> str:
        return f"token-{next(self._next)}"
