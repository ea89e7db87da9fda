"""The link: what crosses between a page and its app is text, and says as much as the app itself."""

import json
from datetime import timedelta
from typing import Any

from lumbar.device import snapshot
from lumbar.device.app import DeviceApp
from lumbar.device.link import link
from lumbar.services.exercising import finish_session
from lumbar.services.interviewing import take_interview, take_short_form
from tests.device.stories import MONDAY_NOON, STORY, Request
from tests.services.scenes import ME, practice, profile, session, session_id, short_form


def after_a_day() -> dict[str, Any]:
    here = practice()
    take_interview(here, ME, profile())
    take_short_form(here, ME, short_form())
    finish_session(here, ME, session_id(1), session())
    return snapshot.take(here, ME)


def test_what_crosses_is_what_the_app_says() -> None:
    taken = after_a_day()
    app, crossing = DeviceApp(taken, ME, "mark"), link(json.dumps(taken), ME, "mark")
    assert crossing is not None
    for request in STORY:
        asked = request.for_device("en")
        status, body = app.ask(**asked)
        assert json.loads(crossing.ask(json.dumps(asked))) == {"status": status, "body": json.loads(body)}


def test_a_copy_from_a_newer_lumbar_is_not_opened() -> None:
    assert link(json.dumps(after_a_day() | {"version": 9_999}), ME, "mark") is None


def test_ids_made_after_two_openings_are_never_the_same() -> None:
    a_week_later = Request("GET", "/week", MONDAY_NOON + timedelta(days=7)).for_device("en")
    taken = after_a_day()
    said = [json.loads(DeviceApp(taken, ME, mark).ask(**a_week_later)[1]) for mark in ("one", "two")]
    assert said[0]["decision_id"] != said[1]["decision_id"]
