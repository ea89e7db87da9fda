"""Bootstrap: the only file that knows every adapter. It makes the parts and joins them, and none at import."""

import os
import sys
import webbrowser
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from uuid import uuid4

from platformdirs import user_data_path
from sqlalchemy.exc import DatabaseError

from lumbar.library.packaged import catalogue
from lumbar.library.wording import words
from lumbar.services.practice import Practice
from lumbar.storage.store import SqlStore, open_store

DATA_VARIABLE = "LUMBAR_DATA"
DATABASE = "lumbar.sqlite3"


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


def open_practice(store: SqlStore, language: str = "en") -> Practice:
    """Join the store, the clock, ids and the packaged library."""
    return Practice(
        store=store,
        clock=SystemClock(),
        ids=RandomIds(),
        catalogue=catalogue(language),
        words=words(language),
    )


def open_page(address: str) -> None:
    """Open the page in the person's browser, where there is a screen to open one on."""
    screen = sys.platform in ("darwin", "win32") or os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    if screen:
        webbrowser.open(address)
