"""What can be taken away, as files."""

import csv
import io
import json
from contextlib import closing
from pathlib import Path

import pytest

from lumbar.bootstrap import open_data, open_practice
from lumbar.web.app import create_app
from tests.services.scenes import MONDAY, item, profile, session, session_id
from tests.web.client import HOST, Client

FILES = "/api/files"
BACKUP = "application/vnd.sqlite3"


@pytest.fixture
def done(interviewed: Client) -> Client:
    noted = item("bridge", 2, note="=HYPERLINK(1)")
    path = f"/api/sessions/{session_id(1)}"
    assert interviewed.put(path, json=session(MONDAY, noted)).status_code == 200
    return interviewed


def test_the_plan_is_a_calendar_file(done: Client) -> None:
    answer = done.get(f"{FILES}/plan.ics?evening=20:15")
    assert answer.headers["content-type"].startswith("text/calendar")
    assert "lumbar-plan.ics" in answer.headers["content-disposition"]
    assert "T201500" in answer.text


def test_a_time_of_day_that_is_none_is_refused_by_name(done: Client) -> None:
    answer = done.get(f"{FILES}/plan.ics?evening=late")
    assert answer.status_code == 422
    assert answer.json()["problems"][0]["key"] == "evening"


def test_sets_are_a_table_whose_notes_no_spreadsheet_runs(done: Client) -> None:
    answer = done.get(f"{FILES}/sets.csv")
    assert answer.headers["content-type"].startswith("text/csv")
    (row,) = csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig")))
    assert (row["movement"], row["reps"], row["note"]) == ("bridge", "8", "'=HYPERLINK(1)")


def test_everything_is_json_with_the_interview_in_it(done: Client) -> None:
    answer = done.get(f"{FILES}/everything.json")
    assert json.loads(answer.text)["person"]["profile"]["age"] == 45


@pytest.mark.parametrize(("name", "status"), [("sets.csv", 404), ("everything.json", 404), ("plan.ics", 409)])
def test_before_anything_there_is_nothing_to_take(client: Client, name: str, status: int) -> None:
    assert client.get(f"{FILES}/{name}").status_code == status


def test_a_backup_is_a_file_that_puts_everything_back(tmp_path: Path) -> None:
    with closing(open_data(tmp_path)) as store:
        here = open_practice(store, tmp_path, {})
        client = Client(create_app(lambda: here, allowed_hosts=[HOST]))
        client.put("/api/profile", json=profile())
        backup = client.get(f"{FILES}/backup.sqlite3")
        assert backup.headers["content-type"] == BACKUP
        client.send("DELETE", "/api/people/me")
        assert client.get("/api/people").json() == []
        answer = client.post(f"{FILES}/restore", content=backup.content, headers={"content-type": BACKUP})
        assert answer.status_code == 200, answer.text
        assert (tmp_path / answer.json()["kept_as"]).is_file()
        assert [person["id"] for person in client.get("/api/people").json()] == ["me"]
        assert client.get("/api/profile").json()["age"] == 45


@pytest.mark.parametrize(("kind", "status"), [(BACKUP, 422), ("application/json", 415), ("text/plain", 415)])
def test_another_kind_of_file_is_refused_and_nothing_is_touched(tmp_path: Path, kind: str, status: int) -> None:
    with closing(open_data(tmp_path)) as store:
        here = open_practice(store, tmp_path, {})
        client = Client(create_app(lambda: here, allowed_hosts=[HOST]))
        client.put("/api/profile", json=profile())
        answer = client.post(f"{FILES}/restore", content=b"holiday.jpg", headers={"content-type": kind})
        assert answer.status_code == status
        assert client.get("/api/profile").status_code == 200


def test_without_a_database_there_is_no_backup(client: Client) -> None:
    assert client.get(f"{FILES}/backup.sqlite3").status_code == 404
