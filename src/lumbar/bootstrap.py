"""Bootstrap: the only file that knows every adapter. It makes the parts and joins them, and none at import."""

import os
import secrets
import sys
import webbrowser
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from uuid import uuid4

from platformdirs import user_data_path
from sqlalchemy.exc import DatabaseError

from lumbar.library.packaged import catalogue
from lumbar.library.wording import words
from lumbar.services.pairing import Pairing
from lumbar.services.practice import Practice
from lumbar.storage.backup import Vault
from lumbar.storage.devices import SqlDevices
from lumbar.storage.questionnaires import read_questionnaires
from lumbar.storage.store import SqlStore, open_store
from lumbar.vocabulary.questionnaire import Questionnaire

DATA_VARIABLE = "LUMBAR_DATA"
DATABASE = "lumbar.sqlite3"
Questionnaires = Mapping[tuple[str, str], Questionnaire]


class UnreadableData(Exception):
    """The data cannot be read: another kind of file, a broken disk, or no right to it."""


@dataclass(frozen=True)
class SystemClock:
    """The clock of this machine, in its own time zone."""

    def now(self) -> datetime:
        """Return the time, with its offset."""
        return datetime.now().astimezone()

    def today(self) -> date:
        """Return the calendar day."""
        return self.now().date()


@dataclass(frozen=True)
class RandomIds:
    """Random UUIDs."""

    def new(self) -> str:
        """Return an id that has never been returned before."""
        return str(uuid4())


@dataclass(frozen=True)
class SystemChance:
    """The system's own source of secrets."""

    def letters(self, alphabet: str, count: int) -> str:
        """Return this many letters, each drawn from the whole alphabet."""
        return "".join(secrets.choice(alphabet) for _ in range(count))

    def token(self) -> str:
        """Return 256 bits, written in letters, digits, - and _."""
        return secrets.token_urlsafe(32)


def data_folder(given: str | Path | None = None) -> Path:
    """Return where everything is kept: as given, as LUMBAR_DATA says, or the user's own data folder."""
    return Path(given or os.environ.get(DATA_VARIABLE) or user_data_path("lumbar", appauthor=False))


def open_data(folder: Path) -> SqlStore:
    """Open the store in a folder, making the folder first; it is for its owner's eyes only.

    Raises:
        UnreadableData: there is something in the way that is not our database.
        NewerDatabase: the data is of a newer lumbar.
        OSError: the folder cannot be made.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        return open_store(folder / DATABASE)
    except DatabaseError as error:
        raise UnreadableData(error.orig or error) from error


def open_questionnaires(folder: Path) -> Questionnaires:
    """Read the questionnaires that whoever runs lumbar has put into the data folder.

    Raises:
        BadDocument: one does not have its form; names the file and every problem of it.
    """
    return read_questionnaires(folder)


def open_practice(store: SqlStore, folder: Path, questionnaires: Questionnaires, language: str = "en") -> Practice:
    """Join the store, the clock, ids, the packaged library, and what else the data folder holds."""
    return Practice(
        store=store,
        clock=SystemClock(),
        ids=RandomIds(),
        catalogue=catalogue(language),
        words=words(language),
        questionnaires=questionnaires,
        vault=Vault(folder / DATABASE),
    )


def open_pairing(store: SqlStore) -> Pairing:
    """Join the store's devices, the clock, ids and chance."""
    return Pairing(devices=SqlDevices(store), clock=SystemClock(), ids=RandomIds(), chance=SystemChance())


def open_page(address: str) -> None:
    """Open the page in the person's browser, where there is a screen to open one on."""
    screen = sys.platform in ("darwin", "win32") or os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    if screen:
        webbrowser.open(address)
