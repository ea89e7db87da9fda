"""No other web page may talk to lumbar."""

import json
from typing import Any

import pytest

from lumbar.services.looking import today
from lumbar.services.practice import Practice
from lumbar.web.security import BODY_BYTES
from tests.services.scenes import ME, profile
from tests.web.client import HOST, ORIGIN, Client

EVIL = "http://evil.example"
CHANGING = [
    ("PUT", "/api/profile"),
    ("POST", "/api/signs"),
    ("POST", "/api/short-screening"),
    ("PUT", "/api/sessions/00000000-0000-4000-8000-000000000001"),
    ("POST", "/api/hurts"),
    ("POST", "/api/morning"),
    ("POST", "/api/flare"),
]
EVERYTHING = [
    *CHANGING,
    ("GET", "/api/today"),
    ("GET", "/api/profile"),
    ("GET", "/api/about"),
    ("GET", "/assets/app-1a2b3c.js"),
]


@pytest.mark.parametrize(("method", "path"), [*EVERYTHING, ("GET", "/")])
@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:8700", "127.0.0.1", "127.0.0.1:8701", "localhost.evil.example:8700", ""]
)
def test_a_rebound_name_is_refused(client: Client, method: str, path: str, host: str) -> None:
    answer = client.send(method, path, headers={"host": host, "origin": None, "sec-fetch-site": "same-origin"})
    assert answer.status_code == 421
    assert answer.json()["message"]


@pytest.mark.parametrize(("method", "path"), EVERYTHING)
@pytest.mark.parametrize(
    "origin",
    [EVIL, "null", "http://127.0.0.1:3000", "http://localhost:8700", f"https://{HOST}", f"{ORIGIN}.evil.example"],
)
def test_another_origin_is_refused(client: Client, method: str, path: str, origin: str) -> None:
    answer = client.send(method, path, headers={"origin": origin, "sec-fetch-site": None}, json=profile())
    assert answer.status_code == 403
    assert "access-control-allow-origin" not in answer.headers


@pytest.mark.parametrize(("method", "path"), EVERYTHING)
@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_a_request_the_browser_says_is_from_another_site_is_refused(
    client: Client, method: str, path: str, site: str
) -> None:
    answer = client.send(method, path, headers={"origin": None, "sec-fetch-site": site}, json=profile())
    assert answer.status_code == 403


@pytest.mark.parametrize(("method", "path"), CHANGING)
def test_a_change_must_say_that_it_comes_from_our_own_page(client: Client, method: str, path: str) -> None:
    unsaid: dict[str, str | None] = {"origin": None, "sec-fetch-site": None}
    assert client.send(method, path, headers=unsaid, json=profile()).status_code == 403
    typed: dict[str, str | None] = {"origin": None, "sec-fetch-site": "none"}
    assert client.send(method, path, headers=typed, json=profile()).status_code == 403


@pytest.mark.parametrize(("method", "path"), CHANGING)
@pytest.mark.parametrize(
    "sent",
    [
        {"data": {"age": "45"}},
        {"files": {"age": b"45"}},
        {"content": json.dumps({"age": 45}), "headers": {"content-type": "text/plain"}},
        {"content": json.dumps({"age": 45}), "headers": {"content-type": None}},
        {"content": b"x", "headers": {"content-type": "application/json, text/plain"}},
    ],
    ids=["form", "multipart", "plain text", "no type", "two types"],
)
def test_a_posted_form_is_refused(client: Client, method: str, path: str, sent: dict[str, Any]) -> None:
    assert client.send(method, path, **sent).status_code == 415


def test_what_was_refused_has_changed_nothing(client: Client, here: Practice) -> None:
    client.put("/api/profile", json=profile(), headers={"origin": EVIL})
    client.put("/api/profile", json=profile(), headers={"host": "evil.example"})
    client.put("/api/profile", data={"age": "45"})
    assert today(here, ME).needs == "interview"


def test_another_page_is_not_told_that_it_may(client: Client) -> None:
    asked = {"origin": EVIL, "access-control-request-method": "PUT", "sec-fetch-site": "cross-site"}
    answer = client.send("OPTIONS", "/api/profile", headers=asked)
    assert answer.status_code == 403
    assert not [name for name in answer.headers if name.startswith("access-control")]


def test_two_hosts_are_one_too_many(client: Client) -> None:
    assert client.get("/api/today", more_headers=[("host", "evil.example")]).status_code == 421


def test_following_a_link_to_lumbar_opens_it(client: Client) -> None:
    link: dict[str, str | None] = {
        "origin": None,
        "sec-fetch-site": "cross-site",
        "sec-fetch-mode": "navigate",
        "sec-fetch-dest": "document",
    }
    assert client.get("/", headers=link).status_code == 200
    assert client.get("/api/today", headers=link).status_code == 403
    assert client.get("/", headers={**link, "sec-fetch-dest": "iframe"}).status_code == 403


def test_a_browser_without_fetch_metadata_may_read(client: Client) -> None:
    old: dict[str, str | None] = {"origin": None, "sec-fetch-site": None}
    assert client.get("/api/today", headers=old).status_code == 200


@pytest.mark.parametrize(
    ("method", "path"), [("GET", "/"), ("GET", "/api/today"), ("GET", "/api/nothing"), ("GET", "/assets/gone.js")]
)
def test_every_answer_has_its_headers(client: Client, method: str, path: str) -> None:
    headers = client.send(method, path).headers
    policy = dict(part.split(" ", 1) for part in headers["content-security-policy"].split("; "))
    assert policy == {
        "default-src": "'none'",
        "script-src": "'self' 'wasm-unsafe-eval'",
        "style-src": "'self'",
        "font-src": "'self'",
        "img-src": "'self' data:",
        "connect-src": "'self'",
        "worker-src": "'self'",
        "manifest-src": "'self'",
        "base-uri": "'none'",
        "form-action": "'self'",
        "frame-ancestors": "'none'",
    }
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["cross-origin-opener-policy"] == "same-origin"
    assert headers["cross-origin-resource-policy"] == "same-origin"
    assert "camera=(self)" in headers["permissions-policy"]
    assert "geolocation=()" in headers["permissions-policy"]
    assert (headers.get("cache-control") == "no-store") == path.startswith("/api")


def test_a_refusal_has_its_headers_too(client: Client) -> None:
    headers = client.get("/api/today", headers={"origin": EVIL}).headers
    assert "content-security-policy" in headers
    assert headers["cache-control"] == "no-store"


def test_a_body_beyond_the_limit_is_refused(client: Client) -> None:
    answer = client.put(
        "/api/profile", content=b" " * (BODY_BYTES + 1), headers={"content-type": "application/json"}
    )
    assert answer.status_code == 413


def test_a_body_at_the_limit_is_read(client: Client) -> None:
    document = json.dumps(profile()).encode()
    answer = client.put(
        "/api/profile",
        content=document + b" " * (BODY_BYTES - len(document)),
        headers={"content-type": "application/json"},
    )
    assert answer.status_code == 200
