"""Several people on one machine: each request says whose it is, and nobody sees another's."""

from typing import Any

import pytest

from tests.services.scenes import item, profile, session, short_form
from tests.web.client import Client

SESSION = "/api/sessions/00000000-0000-4000-8000-000000000001"
OWN = ("profile", "today", "week", "changes", "timeline", "progress", "measures")


@pytest.fixture
def ana(interviewed: Client) -> dict[str, str]:
    """Ana, who has answered the interview on the machine of somebody else."""
    made = interviewed.post("/api/people", json={"name": "Ana"})
    assert made.status_code == 200
    headers = {"lumbar-person": made.json()["id"]}
    told = profile(age=70, minutes_per_day=10, goals=["garden"])
    assert interviewed.put("/api/profile", json=told, headers=headers).status_code == 200
    return headers


def seen(client: Client, headers: dict[str, str] | None = None) -> dict[str, Any]:
    return {name: client.get(f"/api/{name}", headers=headers).json() for name in OWN}


def test_everybody_is_listed(interviewed: Client, ana: dict[str, str]) -> None:
    listed = interviewed.get("/api/people").json()
    assert sorted(listed, key=lambda each: str(each["name"])) == [
        {"id": ana["lumbar-person"], "name": "Ana"},
        {"id": "me", "name": None},
    ]


def test_whoever_is_not_named_is_the_first_person(interviewed: Client, ana: dict[str, str]) -> None:
    assert interviewed.get("/api/profile").json()["age"] == 45
    assert interviewed.get("/api/profile", headers={"lumbar-person": "me"}).json()["age"] == 45
    assert interviewed.get("/api/profile", headers=ana).json()["age"] == 70


def test_what_one_does_changes_nothing_of_the_other(interviewed: Client, ana: dict[str, str]) -> None:
    before = seen(interviewed)
    interviewed.post("/api/short-screening", json=short_form(), headers=ana)
    hurt = item("bridge", 2, pain_during=7, hurt=True, completed=False)
    assert interviewed.put(SESSION, json=session(items=[hurt]), headers=ana).status_code == 200
    assert interviewed.post("/api/flare", headers=ana).status_code == 200
    assert interviewed.put("/api/walks/2026-05-04", json={"minutes": 20}, headers=ana).status_code == 200
    assert seen(interviewed) == before
    assert interviewed.get("/api/changes", headers=ana).json()
    assert interviewed.get("/api/today", headers=ana).json()["state"] == "flare"


def test_one_persons_decision_is_not_there_for_another(interviewed: Client, ana: dict[str, str]) -> None:
    decision = interviewed.get("/api/week", headers=ana).json()["decision_id"]
    assert interviewed.get(f"/api/decisions/{decision}", headers=ana).status_code == 200
    assert interviewed.get(f"/api/decisions/{decision}").status_code == 404


def test_one_persons_short_form_opens_no_session_of_another(interviewed: Client, ana: dict[str, str]) -> None:
    interviewed.post("/api/short-screening", json=short_form(), headers=ana)
    path = "/api/session?date=2026-05-04&slot=sore_now"
    assert interviewed.get(path, headers=ana).status_code == 200
    assert interviewed.get(path).status_code == 409


def test_whoever_is_not_known_begins_with_the_interview(interviewed: Client) -> None:
    nobody = {"lumbar-person": "nobody-yet"}
    assert interviewed.get("/api/today", headers=nobody).json()["needs"] == "interview"
    assert interviewed.get("/api/profile", headers=nobody).status_code == 404
    assert interviewed.get("/api/week", headers=nobody).status_code == 409


def test_a_person_gets_another_name(interviewed: Client) -> None:
    assert interviewed.send("PATCH", "/api/people/me", json={"name": "Bo"}).json() == {"id": "me", "name": "Bo"}
    assert interviewed.get("/api/people").json() == [{"id": "me", "name": "Bo"}]
    assert interviewed.send("PATCH", "/api/people/nobody", json={"name": "Bo"}).status_code == 404


def test_whoever_is_erased_is_gone_and_the_other_stays(interviewed: Client, ana: dict[str, str]) -> None:
    before = seen(interviewed)
    path = f"/api/people/{ana['lumbar-person']}"
    answer = interviewed.send("DELETE", path)
    assert (answer.status_code, answer.content) == (204, b"")
    assert interviewed.send("DELETE", path).status_code == 404
    assert interviewed.get("/api/people").json() == [{"id": "me", "name": None}]
    assert interviewed.get("/api/today", headers=ana).json()["needs"] == "interview"
    assert seen(interviewed) == before
