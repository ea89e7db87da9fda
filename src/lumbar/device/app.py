"""The app a device asks when no server answers: the same addresses, the same use cases, the same answers.

What is sent here changes the copy in memory only. The device keeps every such request as a letter, sends it to the
server when there is one, and loads a new snapshot; until then the letters are read to the copy again at each start.
"""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from itertools import count
from typing import Any

from lumbar.device import snapshot
from lumbar.device.memory import MemoryStore
from lumbar.library.packaged import catalogue, languages
from lumbar.library.wording import words
from lumbar.services.clocks import SaidClock
from lumbar.services.practice import Practice
from lumbar.views import desk
from lumbar.views.about import about_out
from lumbar.views.problems import Problems, refused
from lumbar.views.writing import as_json

ENGLISH = "en"
NEEDS_SERVER = 503
"""Not answered here, but by a server that is there again."""


class OwnIds:
    """Ids of this device, one after another; the server makes its own when it gets the letters."""

    def __init__(self, mark: str) -> None:
        self._mark = mark
        self._next = count(1)

    def new(self) -> str:
        """Return the next id."""
        return f"{self._mark}-{next(self._next):08}"


@dataclass(frozen=True)
class Asked:
    """A request, read."""

    person: str
    path: Mapping[str, str]
    query: Mapping[str, str]
    body: Any


Answer = Callable[[Practice, Asked], object]


def _day(asked: Asked) -> date:
    return date.fromisoformat(asked.query["date"])


def _minutes(asked: Asked) -> float | None:
    return float(asked.query["minutes"]) if "minutes" in asked.query else None


ANSWERS: dict[tuple[str, str], Answer] = {
    ("GET", "/about"): lambda here, asked: about_out(here, ""),
    ("GET", "/interview"): lambda here, asked: desk.interview(here),
    ("GET", "/profile"): lambda here, asked: desk.profile(here, asked.person),
    ("PUT", "/profile"): lambda here, asked: desk.put_profile(here, asked.person, asked.body),
    ("POST", "/signs"): lambda here, asked: desk.signs(here, asked.person, asked.body),
    ("GET", "/today"): lambda here, asked: desk.today(here, asked.person),
    ("GET", "/week"): lambda here, asked: desk.week(here, asked.person),
    ("GET", "/short-screening"): lambda here, asked: desk.short_screening(here),
    ("POST", "/short-screening"): lambda here, asked: desk.post_short_screening(here, asked.person, asked.body),
    ("GET", "/session"): lambda here, asked: desk.session(
        here, asked.person, _day(asked), asked.query["slot"], _minutes(asked)
    ),
    ("POST", "/swap"): lambda here, asked: desk.swap(here, asked.person, asked.body),
    ("PUT", "/sessions/{id}"): lambda here, asked: desk.put_session(
        here, asked.person, asked.path["id"], asked.body
    ),
    ("POST", "/hurts"): lambda here, asked: desk.hurts(here, asked.body),
    ("POST", "/morning"): lambda here, asked: desk.morning(here, asked.person, asked.body),
    ("POST", "/flare"): lambda here, asked: desk.flare(here, asked.person),
    ("GET", "/changes"): lambda here, asked: desk.changes(here, asked.person),
    ("GET", "/movements"): lambda here, asked: desk.movements(here),
    ("GET", "/movements/{id}"): lambda here, asked: desk.movement(here, asked.path["id"]),
    ("GET", "/decisions/{id}"): lambda here, asked: desk.decision(here, asked.person, asked.path["id"]),
    ("GET", "/timeline"): lambda here, asked: desk.timeline(here, asked.person),
    ("GET", "/progress"): lambda here, asked: desk.progress(here, asked.person),
    ("GET", "/sheet"): lambda here, asked: desk.sheet(here, asked.person, asked.query["date"]),
    ("PUT", "/walks/{day}"): lambda here, asked: desk.put_walk(here, asked.person, asked.path["day"], asked.body),
    ("GET", "/lessons"): lambda here, asked: desk.all_lessons(here, asked.person),
    ("PUT", "/lessons/{id}/read"): lambda here, asked: desk.put_lesson_read(here, asked.person, asked.path["id"]),
    ("GET", "/measures"): lambda here, asked: desk.all_measures(here, asked.person),
    ("PUT", "/measures/{measure}/{day}"): lambda here, asked: desk.put_measure(
        here, asked.person, asked.path["measure"], asked.path["day"], asked.body
    ),
    ("GET", "/help"): lambda here, asked: desk.help_numbers(here, asked.query.get("region")),
}
"""Everything that can be answered without a server; people, devices and files are the server's own."""

_PATTERNS = [
    (method, re.compile(re.sub(r"\\{(\w+)\\}", r"(?P<\1>[^/]+)", re.escape(path))), answer)
    for (method, path), answer in ANSWERS.items()
]


class DeviceApp:
    """The use cases over one person's snapshot."""

    def __init__(self, document: Mapping[str, Any], person: str, mark: str = "device") -> None:
        """Load the snapshot.

        Args:
            document: the snapshot.
            person: whose it is.
            mark: what the ids made here begin with. A session may be kept by such an id while the copy is loaded
                anew, so a mark that never comes twice keeps it from naming something else.

        Raises:
            BadDocument: the snapshot must be taken again, or by a device that is up to date.
        """
        self._store: MemoryStore = snapshot.load(document)
        self._ids = OwnIds(mark)
        self._person = person

    def ask(
        self, method: str, path: str, *, query: Mapping[str, str], body: str | None, at: str, language: str
    ) -> tuple[int, str]:
        """Answer a request as the server would: status and JSON.

        Args:
            method: as in HTTP.
            path: below ``/api``.
            query: what stands after the question mark.
            body: JSON, or none.
            at: when it was made, ISO 8601 with its offset.
            language: what it is answered in; English where lumbar does not speak it.
        """
        practice = self._practice(datetime.fromisoformat(at), language)
        for known, pattern, answer in _PATTERNS:
            if known == method and (found := pattern.fullmatch(path)):
                asked = Asked(self._person, found.groupdict(), query, json.loads(body) if body else None)
                try:
                    return 200, as_json(answer(practice, asked))
                except Exception as error:
                    said = refused(error, practice.words)
                    if said is None:
                        raise
                    return said[0], as_json(said[1])
        return NEEDS_SERVER, as_json(Problems(message=practice.words.say("problem.needs_server"), problems=[]))

    def _practice(self, moment: datetime, language: str) -> Practice:
        spoken = language if language in languages() else ENGLISH
        return Practice(
            store=self._store,
            clock=SaidClock(moment),
            ids=self._ids,
            catalogue=catalogue(spoken),
            words=words(spoken),
        )
