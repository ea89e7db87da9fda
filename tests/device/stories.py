"""A day and a half of a person, as requests: what the server is asked, or the device in its place."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from typing import Any
from urllib.parse import urlencode

from tests.services.scenes import item, session, session_id, set_done, short_form

HERE = timezone(timedelta(hours=2))
MONDAY_NOON = datetime(2026, 5, 4, 12, 0, tzinfo=HERE)
TUESDAY = MONDAY_NOON + timedelta(hours=20)


@dataclass(frozen=True)
class Request:
    """Something the app asks, when, and the status it should get."""

    method: str
    path: str
    at: datetime
    body: Any = None
    query: tuple[tuple[str, str], ...] = ()
    status: int = 200

    @property
    def asked(self) -> str:
        """The query as it stands in an address."""
        return f"?{urlencode(self.query)}" if self.query else ""

    def for_device(self, language: str) -> dict[str, Any]:
        """Return the request as the device's app takes it."""
        return {
            "method": self.method,
            "path": self.path,
            "query": dict(self.query),
            "body": None if self.body is None else json.dumps(self.body),
            "at": self.at.isoformat(),
            "language": language,
        }


def _get(path: str, at: datetime, query: Mapping[str, str] | None = None, status: int = 200) -> Request:
    return Request("GET", path, at, query=tuple((query or {}).items()), status=status)


def _post(path: str, at: datetime, body: Any = None, status: int = 200) -> Request:
    return Request("POST", path, at, body, status=status)


_EVENING = {"date": "2026-05-04", "slot": "evening"}
_HURT = item("cat_cow", 2, sets=0, hurt=True, completed=False, pain_during=6, pain_where="same")
_DONE = session(
    MONDAY_NOON.date(),
    item("march_on_the_spot", 1),
    {**item("seated_cat_cow", 2), "instead_of": "cat_cow", "swap_reason": "position"},
    {**_HURT, "sets": [set_done(1, completed=False)]},
    slot="evening",
    started_at="2026-05-04T12:10:00+02:00",
    finished_at="2026-05-04T12:25:00+02:00",
)

STORY: tuple[Request, ...] = (
    _get("/about", MONDAY_NOON),
    _get("/today", MONDAY_NOON),
    _get("/session", MONDAY_NOON, _EVENING, 409),
    _get("/short-screening", MONDAY_NOON),
    _post("/short-screening", MONDAY_NOON, {"answers": {"fever": "perhaps"}, "pain_now": 3}, 422),
    _post("/short-screening", MONDAY_NOON, {**short_form(2), "id": "letter-0001"}),
    _get("/today", MONDAY_NOON),
    _get("/week", MONDAY_NOON),
    _get("/session", MONDAY_NOON, _EVENING),
    _get("/session", MONDAY_NOON, {**_EVENING, "minutes": "8"}),
    _get("/session", MONDAY_NOON, {**_EVENING, "minutes": "2"}, 422),
    _get("/session", MONDAY_NOON, {"date": "2026-05-04", "slot": "sore_now"}),
    _get("/session", MONDAY_NOON, {"date": "2026-05-04", "slot": "break"}),
    _post(
        "/hurts", MONDAY_NOON, {"movement": "bridge", "pain": 6, "where": "further", "remaining": ["pelvic_tilt"]}
    ),
    _post("/hurts", MONDAY_NOON, {"movement": "bridge", "pain": 9, "where": "same", "remaining": ["pelvic_tilt"]}),
    _post("/hurts", MONDAY_NOON, {"movement": "no_such", "pain": 9, "where": "same", "remaining": []}, 422),
    _post("/swap", MONDAY_NOON, {**_EVENING, "minutes": None, "movement": "no_such", "in_session": []}, 422),
    Request("PUT", f"/sessions/{session_id(2)}", MONDAY_NOON, _DONE),
    Request("PUT", f"/sessions/{session_id(2)}", MONDAY_NOON, _DONE),
    Request("PUT", f"/sessions/{session_id(2)}", MONDAY_NOON, {**_DONE, "effort": 9}, status=409),
    _get("/today", MONDAY_NOON),
    _get("/changes", MONDAY_NOON),
    _get("/today", TUESDAY),
    _post("/morning", TUESDAY, {"date": "2026-05-05", "pain": 2}),
    _get("/week", TUESDAY),
    _post("/flare", TUESDAY),
    _get("/today", TUESDAY),
    _get("/week", TUESDAY, status=409),
    _get("/interview", TUESDAY),
    _get("/profile", TUESDAY),
    _get("/movements", TUESDAY),
    _get("/movements/bridge", TUESDAY),
    _get("/movements/no_such", TUESDAY, status=404),
    _get("/help", TUESDAY, {"region": "ES"}),
    _get("/timeline", TUESDAY),
    _get("/progress", TUESDAY),
    _get("/sheet", TUESDAY, {"date": "2026-05-04"}),
    _get("/sheet", TUESDAY, {"date": "yesterday"}, 422),
    Request("PUT", "/walks/2026-05-05", TUESDAY, {"minutes": 20}),
    Request("PUT", "/walks/2026-05-05", TUESDAY, {"minutes": -5.5}, status=422),
    _get("/lessons", TUESDAY),
    Request("PUT", "/lessons/walking/read", TUESDAY),
    Request("PUT", "/lessons/no_such/read", TUESDAY, status=404),
    _get("/measures", TUESDAY),
    Request("PUT", "/measures/global_change/2026-05-05", TUESDAY, {"change": 2}),
    Request("PUT", "/measures/rmdq/2026-05-05", TUESDAY, {"ticked": [1]}, status=404),
    _get("/progress", TUESDAY),
    _get("/decisions/no-such-id", TUESDAY, status=404),
)
