"""Pairing: which devices on the home network may come in.

A code that was asked for by somebody who is in already pairs one device. The device gets a token and shows it with
every request; only the token's hash is kept.
"""

import hashlib
import hmac
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from threading import Lock

from lumbar.services.forms import Writable
from lumbar.services.ports import Chance, Clock, Devices, Ids
from lumbar.services.records import Device
from lumbar.services.refusals import NotThere, Refusal
from lumbar.vocabulary.shape import Key, Table, Text

ALPHABET = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
"""No I, L, O, 0 or 1: each is read as another."""
CODE_LETTERS = 8
CODE_LIFE = timedelta(minutes=10)
TRIES = 5
"""Wrong ones; together with the letters, a guesser's chance is about one in 170,000 million."""
DEVICE_LIFE = timedelta(days=365)
NAME_LETTERS = 40
PAIRING = Writable(
    Table(
        {
            "code": Key(
                Text(
                    pattern=rf" *(?:[{ALPHABET}{ALPHABET.lower()}][ -]*){{{CODE_LETTERS}}}",
                    called=f"the {CODE_LETTERS} letters and digits of the code",
                    most=40,
                )
            ),
            "name": Key(
                Text(
                    pattern=r"[^\x00-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069]+",
                    called="a name on one line",
                    most=NAME_LETTERS,
                )
            ),
        }
    )
)
"""What a device sends to be paired. A code of another form is a slip of the finger, and costs no try."""


@dataclass(frozen=True, kw_only=True)
class Code:
    """A code that pairs one device, once, until it ends."""

    letters: str
    made_at: datetime
    tries_left: int = TRIES

    @property
    def ends_at(self) -> datetime:
        """Return from when on it is of no use."""
        return self.made_at + CODE_LIFE

    @property
    def readable(self) -> str:
        """Write it in two halves, as people read it out."""
        half = CODE_LETTERS // 2
        return f"{self.letters[:half]}-{self.letters[half:]}"

    def holds(self, now: datetime) -> bool:
        """Tell whether it may still be used; where the clock was put back, it may not."""
        return self.made_at <= now < self.ends_at


@dataclass(frozen=True, kw_only=True)
class Paired:
    """A device that is in now, and the token it shows from now on; nobody can read the token again."""

    device: Device
    token: str


class Pairing:
    """Makes codes, pairs devices, knows them again, and forgets them.

    There is one code at a time, in memory only. Many may ask at once.
    """

    def __init__(self, *, devices: Devices, clock: Clock, ids: Ids, chance: Chance) -> None:
        self._devices = devices
        self._clock = clock
        self._ids = ids
        self._chance = chance
        self._code: Code | None = None
        self._turn = Lock()

    def make_code(self) -> Code:
        """Return a new code; the one before is of no use from now on."""
        code = Code(letters=self._chance.letters(ALPHABET, CODE_LETTERS), made_at=self._clock.now())
        with self._turn:
            self._code = code
        return code

    def pair(self, document: object) -> Paired:
        """Pair the device that knows the code.

        Raises:
            BadDocument: what was sent does not have its form; it costs no try.
            Refusal: the code is another one, or there is none to be right about: none was made, or it was used,
                has ended, or was guessed at too often.
        """
        sent: dict[str, str] = PAIRING.parse(document)
        self._use(sent["code"].replace(" ", "").replace("-", "").upper())
        token = self._chance.token()
        device = Device(
            id=self._ids.new(),
            name=sent["name"].strip(),
            token_hash=_hash(token),
            paired_at=self._clock.now().isoformat(),
            seen_on=self._clock.today(),
        )
        self._devices.add(device)
        return Paired(device=device, token=token)

    def recognise(self, token: str) -> Device | None:
        """Return the paired device that has this token, and note the day."""
        device = self._devices.with_token(_hash(token))
        if device is None or self._has_ended(device):
            return None
        today = self._clock.today()
        if device.seen_on != today:
            self._devices.see(device.id, today)
        return device

    def devices(self) -> Sequence[Device]:
        """Return the devices that may come in, in the order they were paired."""
        return tuple(device for device in self._devices.all() if not self._has_ended(device))

    def remove(self, device_id: str) -> None:
        """Forget a device: its next request is a stranger's.

        Raises:
            NotThere: no device has this id.
        """
        if not self._devices.remove(device_id):
            raise NotThere("device", device_id)

    def _use(self, letters: str) -> None:
        """Use up the code if this is it, else one of its tries."""
        with self._turn:
            code, self._code = self._code, None
            if code is None or not code.holds(self._clock.now()):
                raise Refusal("no_code")
            if hmac.compare_digest(letters, code.letters):
                return
            if code.tries_left == 1:
                raise Refusal("no_code")
            self._code = replace(code, tries_left=code.tries_left - 1)
            raise Refusal("wrong_code")

    def _has_ended(self, device: Device) -> bool:
        return self._clock.now() >= datetime.fromisoformat(device.paired_at) + DEVICE_LIFE


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
