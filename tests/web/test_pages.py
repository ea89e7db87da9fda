from pathlib import Path

import pytest

from lumbar.services.practice import Practice
from lumbar.web.app import create_app
from tests.web.client import HOST, Client


@pytest.mark.parametrize("path", ["/", "/index.html", "/welcome", "/movements/bridge", "/a/b/c.d"])
def test_every_address_of_the_front_end_gets_the_first_page(client: Client, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 200
    assert "<title>lumbar</title>" in answer.text
    assert answer.headers["content-type"].startswith("text/html")
    assert answer.headers["cache-control"] == "no-cache"


def test_a_figure_is_kept_for_good(client: Client, static: Path) -> None:
    (static / "figure").mkdir()
    for name in ("bridge-1a2b3c.json", "bridge.1-1a2b3c.svg", "body-1a2b3c.bin"):
        (static / "figure" / name).touch()
        assert "immutable" in client.get(f"/figure/{name}").headers["cache-control"]


def test_a_file_named_by_its_content_is_kept_for_good(client: Client) -> None:
    answer = client.get("/assets/app-1a2b3c.js")
    assert answer.status_code == 200
    assert "immutable" in answer.headers["cache-control"]
    assert "javascript" in answer.headers["content-type"]


def test_what_a_device_runs_by_itself_is_kept_for_good_and_has_its_type(client: Client, static: Path) -> None:
    folder = static / "device" / "pyodide-1.0-1a2b3c"
    folder.mkdir(parents=True)
    for name, kind in (("pyodide.asm.mjs", "text/javascript"), ("pyodide.asm.wasm", "application/wasm")):
        (folder / name).touch()
        answer = client.get(f"/device/{folder.name}/{name}")
        assert "immutable" in answer.headers["cache-control"]
        assert answer.headers["content-type"].startswith(kind)
        assert "'wasm-unsafe-eval'" in answer.headers["content-security-policy"]


@pytest.mark.parametrize(
    ("name", "kind"), [("sw.js", "text/javascript"), ("manifest.webmanifest", "application/manifest+json")]
)
def test_what_installs_the_app_is_asked_for_again(client: Client, static: Path, name: str, kind: str) -> None:
    (static / name).touch()
    answer = client.get(f"/{name}")
    assert answer.headers["cache-control"] == "no-cache"
    assert answer.headers["content-type"].startswith(kind)


def test_another_file_is_asked_for_again(client: Client) -> None:
    answer = client.get("/favicon.svg")
    assert answer.headers["cache-control"] == "no-cache"
    again = client.get("/favicon.svg", headers={"if-none-match": answer.headers["etag"]})
    assert again.status_code == 304


@pytest.mark.parametrize("path", ["/assets/app-old.js", "/device/lumbar-old.whl", "/figure/bridge-old.json"])
def test_an_asset_that_is_gone_is_not_a_page(client: Client, path: str) -> None:
    assert client.get(path).status_code == 404


def test_a_page_may_begin_like_a_folder(client: Client) -> None:
    assert client.get("/devices").status_code == 200


@pytest.mark.parametrize("path", ["/..%2f..%2fsecret", "/%2e%2e/%2e%2e/etc/passwd", "/assets/..%2f..%2fsecret"])
def test_nothing_outside_the_front_end_is_served(client: Client, static: Path, path: str) -> None:
    (static.parent / "secret").write_text("secret", encoding="utf-8")
    answer = client.get(path)
    assert "secret" not in answer.text
    assert "root:" not in answer.text


@pytest.mark.parametrize("path", ["/api", "/api/", "/api/nothing", "/api/sessions", "/api/movements/moonwalk"])
def test_an_unknown_address_of_the_api_is_said_in_its_own_form(client: Client, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code in (404, 405)
    assert answer.json()["message"]


@pytest.mark.parametrize(("method", "path"), [("DELETE", "/api/profile"), ("POST", "/api/today"), ("POST", "/")])
def test_a_wrong_method_is_said_in_its_own_form(client: Client, method: str, path: str) -> None:
    answer = client.send(method, path)
    assert answer.status_code == 405
    assert answer.json()["message"]


def test_before_the_front_end_is_built_one_line_says_how(here: Practice, tmp_path: Path) -> None:
    client = Client(create_app(lambda: here, allowed_hosts=[HOST], static=tmp_path / "nothing"))
    answer = client.get("/")
    assert answer.status_code == 503
    assert answer.headers["content-type"].startswith("text/plain")
    assert "make run" in answer.text
    assert client.get("/api/today").status_code == 200
