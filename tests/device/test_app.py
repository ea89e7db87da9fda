"""Without a server the device answers as the server would: the same story, told to both."""

import json
import re
from dataclasses import dataclass
from typing import Any

import pytest
from fastapi.routing import APIRoute

from lumbar.device import snapshot
from lumbar.device.app import ANSWERS, DeviceApp
from lumbar.device.memory import MemoryStore
from lumbar.services.practice import Practice
from lumbar.vocabulary.shape import BadDocument
from lumbar.web.routes import api
from tests.device.stories import STORY, Request
from tests.services.scenes import ME, FakeClock, practice, profile, session, session_id, short_form
from tests.web.client import Client

SERVER_ONLY = {
    ("GET", "/snapshot"), ("GET", "/people"), ("POST", "/people"), ("PATCH", "/people/{id}"),
    ("DELETE", "/people/{id}"),
}  # fmt: skip
"""What a device cannot answer by itself: the copy it has is of one person."""


@dataclass
class Told:
    """The server's client, and a device with the snapshot that was taken when it went out of reach."""

    client: Client
    device: DeviceApp
    clock: FakeClock

    def both(self, request: Request, language: str = "en") -> tuple[tuple[int, Any], tuple[int, Any]]:
        self.clock.time = request.at
        headers = {"accept-language": language}
        more = {"json": request.body} if request.body is not None else {}
        answer = self.client.send(request.method, f"/api{request.path}{request.asked}", headers=headers, **more)
        status, text = self.device.ask(**request.for_device(language))
        return (answer.status_code, _comparable(answer.json())), (status, _comparable(json.loads(text)))


def _comparable(data: Any) -> Any:
    """Leave out what each side makes up for itself: the ids of decisions, and where the data is."""
    if isinstance(data, dict):
        own = {"plan_id", "decision_id", "data_folder"}
        return {key: _comparable(value) for key, value in data.items() if key not in own}
    return [_comparable(each) for each in data] if isinstance(data, list) else data


@pytest.fixture
def told(client: Client, here: Practice, clock: FakeClock) -> Told:
    """A person with a first day behind them, whose server is about to be out of reach."""
    assert client.put("/api/profile", json=profile()).status_code == 200
    assert client.post("/api/short-screening", json=short_form()).status_code == 200
    assert client.put(f"/api/sessions/{session_id(1)}", json=session()).status_code == 200
    taken = json.loads(client.get("/api/snapshot").text)
    return Told(client=client, device=DeviceApp(taken, ME), clock=clock)


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_device_tells_the_same_story_as_the_server(told: Told, language: str) -> None:
    for request in STORY:
        server, device = told.both(request, language)
        assert device == server, request
        assert server[0] == request.status, request


def test_everything_the_server_answers_the_device_answers_or_is_known_not_to() -> None:
    routes = {
        (method, re.sub(r"\{\w+_id\}", "{id}", route.path.removeprefix("/api")))
        for route in api.routes
        if isinstance(route, APIRoute)
        for method in route.methods or ()
    }
    assert routes == ANSWERS.keys() | SERVER_ONLY


def test_what_needs_the_server_says_so(told: Told) -> None:
    status, text = told.device.ask(
        "GET", "/people", query={}, body=None, at="2026-05-04T09:00:00+02:00", language="en"
    )
    assert status == 503
    assert "needs the server" in json.loads(text)["message"]


def test_a_language_nobody_speaks_is_answered_in_english(told: Told) -> None:
    status, text = told.device.ask(
        "GET", "/today", query={}, body=None, at="2026-05-04T09:00:00+02:00", language="xx"
    )
    assert (status, json.loads(text)["day"]["weekday"]) == (200, "Monday")


def test_a_snapshot_holds_everything_the_store_held(here: Practice, clock: FakeClock, client: Client) -> None:
    client.put("/api/profile", json=profile())
    client.put(f"/api/sessions/{session_id(1)}", json=session())
    taken = json.loads(json.dumps(snapshot.take(here, ME)))
    again = practice(snapshot.load(taken), clock)
    assert json.loads(json.dumps(snapshot.take(again, ME))) == taken


def test_a_snapshot_of_another_form_is_refused_by_name() -> None:
    with pytest.raises(BadDocument) as refused:
        snapshot.load({"version": 0, "person": None})
    assert refused.value.problems[0].key == "version"


@pytest.mark.parametrize(("key", "value"), [("rule_version", 9_999), ("movements", ["no_such_movement"])])
def test_older_rules_do_not_decide_over_what_newer_ones_made(here: Practice, key: str, value: object) -> None:
    taken = snapshot.take(here, ME)
    with pytest.raises(BadDocument) as refused:
        snapshot.load({**taken, key: value})
    assert refused.value.problems[0].key == key


def test_a_snapshot_of_nobody_asks_for_the_interview() -> None:
    app = DeviceApp(snapshot.take(practice(MemoryStore()), "nobody"), "nobody")
    _, text = app.ask("GET", "/today", query={}, body=None, at="2026-05-04T09:00:00+02:00", language="en")
    assert json.loads(text)["needs"] == "interview"
