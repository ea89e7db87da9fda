"""Bad input to every endpoint: a clear answer that names the field, nothing kept, no traceback."""

import json
from typing import Any

import pytest
from pydantic import TypeAdapter

from lumbar.services.practice import Practice
from lumbar.services.records import Person
from lumbar.views.problems import Problems
from lumbar.web.openapi import document
from tests.services.scenes import ME, MONDAY, item, profile, session, set_done, short_form
from tests.web.client import Client

SESSION = "/api/sessions/00000000-0000-4000-8000-000000000001"
WALK = "/api/walks/2026-05-04"
MEASURE = "/api/measures/global_change/2026-05-04"
TEMPLATES = {
    SESSION: "/api/sessions/{session_id}",
    WALK: "/api/walks/{day}",
    MEASURE: "/api/measures/{measure}/{day}",
    "/api/people/me": "/api/people/{person_id}",
}
ELSEWHERE = {("POST", "/api/pairing"), ("POST", "/api/files/restore")}
"""What pairing and restoring do with bad input stands with their own tests."""
BODIES: dict[tuple[str, str], dict[str, Any]] = {
    ("PUT", "/api/profile"): profile(),
    ("POST", "/api/signs"): {"age": 44, "answers": {"fever": "no"}},
    ("POST", "/api/short-screening"): short_form(),
    ("PUT", SESSION): session(),
    ("POST", "/api/hurts"): {"movement": "bridge", "pain": 3, "where": "same", "remaining": []},
    ("POST", "/api/morning"): {"date": MONDAY.isoformat(), "pain": 3},
    ("POST", "/api/swap"): {"date": "2026-05-04", "slot": "day", "movement": "bridge", "in_session": ["bridge"]},
    ("PUT", WALK): {"minutes": 20},
    ("PUT", MEASURE): {"change": 2},
    ("POST", "/api/people"): {"name": "Ana"},
    ("PATCH", "/api/people/me"): {"name": "Ana"},
}
ENDPOINTS = sorted(BODIES)


def stands(here: Practice) -> Person | None:
    with here.store.reading() as ledger:
        return ledger.person(ME)


def refused(client: Client, here: Practice, method: str, path: str, **sent: Any) -> Problems:
    """Send, see that it was refused and that nothing changed, and return what was said."""
    before = stands(here)
    answer = client.send(method, path, **sent)
    assert answer.status_code == 422, answer.text
    assert answer.headers["content-type"] == "application/json"
    assert "Traceback" not in answer.text
    assert stands(here) == before
    said = TypeAdapter(Problems).validate_json(answer.content)
    assert said.message
    assert said.problems
    return said


def keys(problems: Problems) -> set[str]:
    return {problem.key for problem in problems.problems}


def test_every_endpoint_that_takes_a_body_is_tried_here() -> None:
    taking = {
        (method.upper(), path)
        for path, methods in document()["paths"].items()
        for method, operation in methods.items()
        if "requestBody" in operation
    }
    assert {(method, TEMPLATES.get(path, path)) for method, path in BODIES} | ELSEWHERE == taking


@pytest.mark.parametrize(("method", "path"), ENDPOINTS)
@pytest.mark.parametrize(
    "content",
    [b"{", b"", b'{"a": 1,}', b"\xff\xfe", b"[" * 100_000, b"nothing", b'{"a": "\x00"}'],
    ids=["open", "empty", "comma", "no utf-8", "deep", "word", "nul"],
)
def test_what_is_no_json_is_said_to_be_none(
    interviewed: Client, here: Practice, method: str, path: str, content: bytes
) -> None:
    before = stands(here)
    answer = interviewed.send(method, path, content=content, headers={"content-type": "application/json"})
    assert answer.status_code == 422
    assert answer.json()["message"]
    assert stands(here) == before


@pytest.mark.parametrize(("method", "path"), ENDPOINTS)
@pytest.mark.parametrize("body", [None, [], "text", 3, True, [[]]])
def test_what_is_no_table_is_refused(
    interviewed: Client, here: Practice, method: str, path: str, body: object
) -> None:
    refused(interviewed, here, method, path, content=json.dumps(body), headers={"content-type": "application/json"})


@pytest.mark.parametrize(("method", "path"), ENDPOINTS)
def test_every_missing_key_is_named_at_once(interviewed: Client, here: Practice, method: str, path: str) -> None:
    optional = {"clearances", "note"}
    said = refused(interviewed, here, method, path, json={})
    assert keys(said) == BODIES[method, path].keys() - optional
    assert {problem.found for problem in said.problems} == {"nothing"}


@pytest.mark.parametrize(("method", "path"), ENDPOINTS)
def test_an_unknown_key_is_named(interviewed: Client, here: Practice, method: str, path: str) -> None:
    said = refused(interviewed, here, method, path, json={**BODIES[method, path], "favourite_colour": "blue"})
    assert keys(said) == {"favourite_colour"}


@pytest.mark.parametrize(
    ("method", "path", "key"), [(method, path, key) for method, path in ENDPOINTS for key in BODIES[method, path]]
)
@pytest.mark.parametrize("wrong", [{"unexpected": []}, True, -7.5])
def test_a_value_of_another_kind_is_named(
    interviewed: Client, here: Practice, method: str, path: str, key: str, wrong: object
) -> None:
    said = refused(interviewed, here, method, path, json={**BODIES[method, path], key: wrong})
    assert {named.split(".")[0].split("[")[0] for named in keys(said)} == {key}


@pytest.mark.parametrize(
    ("method", "path", "changes", "key"),
    [
        ("PUT", "/api/profile", {"age": 300}, "age"),
        ("PUT", "/api/profile", {"age": "45"}, "age"),
        ("PUT", "/api/profile", {"age": 10**400}, "age"),
        ("PUT", "/api/profile", {"answers": {"fever": "perhaps"}}, "answers.fever"),
        ("PUT", "/api/profile", {"answers": {"fewer": "no"}}, "answers.fewer"),
        ("PUT", "/api/profile", {"pregnancy_weeks": "soon"}, "pregnancy_weeks"),
        ("PUT", "/api/profile", {"pregnancy_weeks": 99}, "pregnancy_weeks"),
        ("PUT", "/api/profile", {"pain": {"usual": 3}}, "pain.today"),
        ("PUT", "/api/profile", {"pain": {"usual": 3, "today": 11}}, "pain.today"),
        ("PUT", "/api/profile", {"equipment": ["barbell"]}, "equipment[0]"),
        ("PUT", "/api/profile", {"goals": ["\ud800"]}, "goals[0]"),
        ("POST", "/api/signs", {"age": -1}, "age"),
        ("POST", "/api/signs", {"answers": {"fewer": "no"}}, "answers.fewer"),
        ("POST", "/api/short-screening", {"pain_now": 10.5}, "pain_now"),
        ("POST", "/api/short-screening", {"answers": {"vertigo": "no"}}, "answers.vertigo"),
        ("PUT", SESSION, {"date": "2026-02-30"}, "date"),
        ("PUT", SESSION, {"date": "0001-01-01"}, "date"),
        ("PUT", SESSION, {"date": "9999-12-31"}, "date"),
        ("PUT", SESSION, {"started_at": "now"}, "started_at"),
        ("PUT", SESSION, {"slot": "'; DROP TABLE session; --"}, "slot"),
        ("PUT", SESSION, {"effort": 11}, "effort"),
        ("PUT", SESSION, {"items": [item("moonwalk")]}, "items[0].movement"),
        ("PUT", SESSION, {"items": [item(level=99)]}, "items[0].level"),
        ("PUT", SESSION, {"items": [item(pain_where="up")]}, "items[0].pain_where"),
        ("PUT", SESSION, {"items": [item(), item() | {"sets": [set_done(reps=10**30)]}]}, "items[1].sets[0].reps"),
        ("PUT", SESSION, {"items": [item() | {"sets": [{"set": 1}]}]}, "items[0].sets[0].reps"),
        ("PUT", SESSION, {"plan_id": "x"}, "plan_id"),
        ("PUT", SESSION, {"source": "memory"}, "source"),
        ("PUT", SESSION, {"items": [item(pain_during=None)]}, "items[0].pain_during"),
        ("PUT", SESSION, {"items": [item(instead_of="moonwalk")]}, "items[0].instead_of"),
        ("PUT", SESSION, {"items": [item(swap_reason="rain")]}, "items[0].swap_reason"),
        ("PUT", "/api/sessions/x", {}, "document"),
        ("POST", "/api/swap", {"movement": "moonwalk"}, "movement"),
        ("POST", "/api/swap", {"in_session": ["bridge", "moonwalk"]}, "in_session[1]"),
        ("POST", "/api/swap", {"minutes": 4}, "minutes"),
        ("POST", "/api/swap", {"minutes": 10**30}, "minutes"),
        ("POST", "/api/swap", {"date": "2026-02-30"}, "date"),
        ("PUT", WALK, {"minutes": -1}, "minutes"),
        ("PUT", WALK, {"minutes": 1441}, "minutes"),
        ("PUT", "/api/walks/someday", {"minutes": 20}, "document"),
        ("PUT", MEASURE, {"change": 11}, "change"),
        ("POST", "/api/people", {"name": " "}, "name"),
        ("POST", "/api/people", {"name": "x" * 61}, "name"),
        ("PATCH", "/api/people/me", {"name": "\udfff"}, "name"),
        ("POST", "/api/hurts", {"movement": "moonwalk"}, "movement"),
        ("POST", "/api/hurts", {"remaining": ["bridge", "moonwalk"]}, "remaining[1]"),
        ("POST", "/api/morning", {"date": "2030-01-01"}, "date"),
        ("POST", "/api/morning", {"pain": 12}, "pain"),
    ],
)
def test_a_value_out_of_bounds_is_named(
    interviewed: Client, here: Practice, method: str, path: str, changes: dict[str, Any], key: str
) -> None:
    known = BODIES.get((method, path)) or (changes if "walks" in path else BODIES[method, SESSION])
    content = json.dumps({**known, **changes})
    said = refused(interviewed, here, method, path, content=content, headers={"content-type": "application/json"})
    assert key in keys(said)
    [problem] = [problem for problem in said.problems if problem.key == key]
    assert problem.expected
    assert problem.found


@pytest.mark.parametrize("number", ["NaN", "Infinity", "-Infinity", "1e999"])
def test_a_number_that_is_none_is_named(interviewed: Client, here: Practice, number: str) -> None:
    content = json.dumps({"date": MONDAY.isoformat(), "pain": "X"}).replace('"X"', number)
    said = refused(
        interviewed, here, "POST", "/api/morning", content=content, headers={"content-type": "application/json"}
    )
    assert keys(said) == {"pain"}


@pytest.mark.parametrize(
    ("path", "key"),
    [
        ("/api/session", "date"),
        ("/api/session?date=today&slot=morning", "date"),
        ("/api/session?date=2026-05-04", "slot"),
        ("/api/session?date=2026-05-04&slot=morning&minutes=few", "minutes"),
    ],
)
def test_a_question_in_the_address_is_checked_too(interviewed: Client, here: Practice, path: str, key: str) -> None:
    assert key in keys(refused(interviewed, here, "GET", path))


def test_too_few_minutes_are_named_once_a_session_is_open(interviewed: Client, here: Practice) -> None:
    assert interviewed.post("/api/short-screening", json=short_form()).status_code == 200
    assert interviewed.get("/api/week").status_code == 200
    for minutes in ("4", "-1", "1e9", "nan"):
        path = f"/api/session?date=2026-05-04&slot=morning&minutes={minutes}"
        assert keys(refused(interviewed, here, "GET", path)) == {"minutes"}


@pytest.mark.parametrize(
    "headers",
    [{"lumbar-person": "no one"}, {"lumbar-person": "x" * 65}, {"lumbar-person": ""}, {"lumbar-made-at": "soon"}],
    ids=["blank in it", "long", "empty", "no moment"],
)
def test_a_header_that_cannot_be_read_is_refused(
    interviewed: Client, here: Practice, headers: dict[str, str]
) -> None:
    [name] = headers
    assert keys(refused(interviewed, here, "GET", "/api/today", headers=headers)) == {name}


@pytest.mark.parametrize("path", ["/api/movements/moonwalk", "/api/decisions/never", "/api/movements/%00"])
def test_an_id_of_nothing_is_not_there(interviewed: Client, path: str) -> None:
    answer = interviewed.get(path)
    assert answer.status_code == 404
    assert TypeAdapter(Problems).validate_json(answer.content).problems


def test_a_fault_of_ours_says_so_without_a_traceback(
    client: Client, here: Practice, caplog: pytest.LogCaptureFixture
) -> None:
    class BrokenStore:
        def reading(self) -> Any:
            raise OSError("the disk is gone: /somewhere/secret")

    object.__setattr__(here, "store", BrokenStore())
    answer = client.get("/api/today")
    assert answer.status_code == 500
    assert "disk" not in answer.text
    assert TypeAdapter(Problems).validate_json(answer.content).message
    assert "content-security-policy" in answer.headers
    assert "GET /api/today failed" in caplog.text
