"""Files: what can be taken away - the plan for a calendar, the sets as a table, everything as data, a backup."""

import csv
import io
import json
from dataclasses import dataclass
from datetime import time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated

from fastapi import APIRouter, Body, Query, Response

from lumbar.calendars.ics import week_ics
from lumbar.services import keeping
from lumbar.services.ports import NotABackup, Vault
from lumbar.services.refusals import NotThere
from lumbar.views import desk
from lumbar.views.problems import ProblemOut, clean
from lumbar.web.failures import problems
from lumbar.web.routes import BAD, NOT_NOW, NOT_THERE, At, Here, Json

files = APIRouter(prefix="/api/files", responses=BAD)

BACKUP_TYPE = "application/vnd.sqlite3"
FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")
"""A cell that begins with one of these is run by spreadsheets; a person's own note must not be."""


def _attached(content: bytes, media_type: str, name: str) -> Response:
    return Response(
        content, media_type=media_type, headers={"content-disposition": f'attachment; filename="{name}"'}
    )


@files.get("/plan.ics", response_class=Response, responses=NOT_NOW)
def get_calendar(
    at: Here,
    morning: Annotated[time | None, Query()] = None,
    midday: Annotated[time | None, Query()] = None,
    evening: Annotated[time | None, Query()] = None,
    day: Annotated[time | None, Query()] = None,
) -> Response:
    """Return the week's sessions as a calendar file; the times of day may be set."""
    asked = {"morning": morning, "midday": midday, "evening": evening, "day": day}
    hours = {name: at_time for name, at_time in asked.items() if at_time is not None}
    week = desk.week(at.practice, at.person)
    content = week_ics(week, at.person, at.practice.clock.now(), at.practice.words, hours)
    return _attached(content, "text/calendar; charset=utf-8", "lumbar-plan.ics")


@files.get("/sets.csv", response_class=Response, responses=NOT_THERE)
def get_sets(at: Here) -> Response:
    """Return every set that was done as a table."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(keeping.SET_COLUMNS)
    for row in keeping.sets(at.practice, at.person):
        writer.writerow([_cell(value) for value in row])
    return _attached(out.getvalue().encode("utf-8-sig"), "text/csv; charset=utf-8", "lumbar-sets.csv")


def _cell(value: object) -> object:
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA_SIGNS) else value


@files.get("/everything.json", response_class=Response, responses=NOT_THERE)
def get_everything(at: Here) -> Response:
    """Return all that is kept of the person as data."""
    content = json.dumps(keeping.everything(at.practice, at.person), default=str, ensure_ascii=False, indent=1)
    return _attached(content.encode(), "application/json", "lumbar-everything.json")


@files.get("/backup.sqlite3", response_class=Response, responses=NOT_THERE)
def get_backup(at: Here) -> Response:
    """Return everything that is kept, of all people, as one file."""
    vault = _vault(at)
    with TemporaryDirectory(prefix="lumbar-") as folder:
        copy = Path(folder) / "backup.sqlite3"
        vault.write(copy)
        content = copy.read_bytes()
    return _attached(content, BACKUP_TYPE, f"lumbar-{at.practice.clock.today().isoformat()}.sqlite3")


@dataclass(frozen=True, kw_only=True)
class Restored:
    """A backup is in place now; ``kept_as`` is the file that holds what was there before."""

    text: str
    kept_as: str


@files.post("/restore", response_model=Restored, responses=NOT_THERE)
def post_restore(at: Here, backup: Annotated[bytes, Body(media_type=BACKUP_TYPE)]) -> Response:
    """Put a backup in the place of everything; what was there before is kept beside it."""
    vault = _vault(at)
    with TemporaryDirectory(prefix="lumbar-") as folder:
        file = Path(folder) / "restore.sqlite3"
        file.write_bytes(backup)
        try:
            kept = vault.restore(file, at.practice.clock.now())
        except NotABackup as error:
            found = ProblemOut(key="document", expected="a backup of lumbar", found=clean(str(error)))
            return problems(422, at.practice.words.say("problem.bad_input"), [found])
    return Json(Restored(text=at.practice.words.say("app.restored", {"file": kept.name}), kept_as=kept.name))


def _vault(at: At) -> Vault:
    if at.practice.vault is None:
        raise NotThere("backup", "")
    return at.practice.vault
