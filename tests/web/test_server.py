import socket
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest

from lumbar.bootstrap import DATABASE, data_folder, open_data
from lumbar.web.server import CannotServe, serve
from tests.services.scenes import profile, session_id, ten_sets
from tests.web.serving import START, Server


def test_a_port_that_is_taken_is_one_clear_line(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(CannotServe, match=f"port {port} .* cannot be used"):
            serve(port=port, data_folder=tmp_path / "data", open_browser=False)
    assert not (tmp_path / "data").exists()


def test_the_command_says_so_in_that_line_and_exits_with_2(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        command = [sys.executable, "-m", "lumbar", "--port", port, "--data", str(tmp_path), "--no-browser"]
        ran = subprocess.run(command, check=False, capture_output=True, text=True, timeout=60)
    assert (ran.returncode, ran.stdout) == (2, "")
    [line] = ran.stderr.splitlines()
    assert f"port {port} on 127.0.0.1 cannot be used" in line


def test_data_that_is_something_else_is_one_clear_line(tmp_path: Path) -> None:
    (tmp_path / DATABASE).write_text("a shopping list, and rather a long one\n" * 100, encoding="utf-8")
    with pytest.raises(CannotServe, match="cannot be opened: file is not a database"):
        serve(port=0, data_folder=tmp_path, open_browser=False)
    assert (tmp_path / DATABASE).read_text(encoding="utf-8").startswith("a shopping list")


def test_a_folder_that_cannot_be_is_one_clear_line(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(CannotServe, match="cannot be opened"):
        serve(port=0, data_folder=tmp_path / "file" / "below", open_browser=False)


def test_the_data_folder_is_as_given_or_as_the_environment_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LUMBAR_DATA", str(tmp_path / "theirs"))
    assert data_folder() == tmp_path / "theirs"
    assert data_folder(tmp_path / "given") == tmp_path / "given"
    monkeypatch.delenv("LUMBAR_DATA")
    assert data_folder().name == "lumbar"


def test_the_data_folder_is_for_its_owners_eyes_only(tmp_path: Path) -> None:
    open_data(tmp_path / "data").close()
    assert (tmp_path / "data").stat().st_mode & 0o077 == 0


def test_the_server_listens_on_this_machine_only(tmp_path: Path) -> None:
    with Server(tmp_path) as server, server.client() as client:
        assert server.address.startswith("http://127.0.0.1:")
        answer = client.get("/api/about")
        assert answer.json()["data_folder"] == str(tmp_path)
        assert "server" not in answer.headers
        port = server.address.rpartition(":")[2]
        rebound = client.get("/api/today", headers={"host": f"evil.example:{port}"})
        assert rebound.status_code == 421


def test_the_same_session_ten_times_at_once_is_stored_once(tmp_path: Path) -> None:
    with Server(tmp_path) as server, server.client() as client:
        client.put("/api/profile", json=profile())
        day = client.get("/api/today").json()["date"]
        body = ten_sets() | {"date": day, "started_at": f"{day}T08:00:00Z", "finished_at": f"{day}T08:15:00Z"}

        def send(_: int) -> str:
            with server.client() as each:
                answer: httpx.Response = each.put(f"/api/sessions/{session_id(1)}", json=body)
                return str(answer.json()["stored"])

        with ThreadPoolExecutor(10) as threads:
            assert sorted(threads.map(send, range(10))) == ["already"] * 9 + ["new"]


def test_stopping_it_by_the_keyboard_is_no_failure(tmp_path: Path) -> None:
    process = subprocess.Popen(
        [sys.executable, "-c", START.format(folder=str(tmp_path))],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdout
    address = next(word for word in process.stdout.readline().split() if word.startswith("http://"))
    with httpx.Client(trust_env=False) as client:
        client.get(address)
    process.send_signal(2)
    _, error = process.communicate(timeout=20)
    assert "Traceback" not in error
