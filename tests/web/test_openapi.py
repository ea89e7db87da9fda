import json
import subprocess
import sys

from lumbar.web.openapi import document

METHODS = {
    "/api/about": {"get"},
    "/api/interview": {"get"},
    "/api/profile": {"get", "put"},
    "/api/signs": {"post"},
    "/api/today": {"get"},
    "/api/week": {"get"},
    "/api/short-screening": {"get", "post"},
    "/api/session": {"get"},
    "/api/swap": {"post"},
    "/api/sessions/{session_id}": {"put"},
    "/api/hurts": {"post"},
    "/api/morning": {"post"},
    "/api/flare": {"post"},
    "/api/changes": {"get"},
    "/api/movements": {"get"},
    "/api/movements/{movement_id}": {"get"},
    "/api/decisions/{decision_id}": {"get"},
    "/api/timeline": {"get"},
    "/api/progress": {"get"},
    "/api/sheet": {"get"},
    "/api/walks/{day}": {"put"},
    "/api/lessons": {"get"},
    "/api/lessons/{lesson_id}/read": {"put"},
    "/api/measures": {"get"},
    "/api/measures/{measure}/{day}": {"put"},
    "/api/help": {"get"},
    "/api/snapshot": {"get"},
    "/api/people": {"get", "post"},
    "/api/people/{person_id}": {"patch", "delete"},
    "/api/handout": {"get"},
    "/api/files/plan.ics": {"get"},
    "/api/files/sets.csv": {"get"},
    "/api/files/everything.json": {"get"},
    "/api/files/backup.sqlite3": {"get"},
    "/api/files/restore": {"post"},
    "/api/pairing": {"post"},
    "/api/pairing/state": {"get"},
    "/api/pairing/code": {"post"},
    "/api/pairing/devices": {"get"},
    "/api/pairing/devices/{device_id}": {"delete"},
}
DOWNLOADS = {path for path in METHODS if path.startswith("/api/files/")} - {"/api/files/restore"} | {"/api/handout"}
"""Files have no schema."""


def printed() -> str:
    ran = subprocess.run(
        [sys.executable, "-m", "lumbar.web.openapi"], check=True, capture_output=True, encoding="utf-8"
    )
    return ran.stdout


def test_every_route_is_in_the_document() -> None:
    assert {path: set(methods) for path, methods in document()["paths"].items()} == METHODS


def test_the_document_is_printed_the_same_every_time() -> None:
    first = printed()
    assert json.loads(first) == document()
    assert printed() == first


def test_bad_input_is_described_in_its_own_form() -> None:
    for methods in document()["paths"].values():
        for operation in methods.values():
            answer = operation["responses"]["422"]["content"]["application/json"]["schema"]
            assert answer == {"$ref": "#/components/schemas/Problems"}
    assert "HTTPValidationError" not in document()["components"]["schemas"]


def test_every_answer_has_a_schema() -> None:
    for path, methods in document()["paths"].items():
        for method, operation in methods.items():
            answers = operation["responses"]
            if path not in DOWNLOADS and "204" not in answers:
                assert answers["200"]["content"]["application/json"]["schema"], (method, path)
