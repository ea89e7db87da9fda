"""The home network's side: paired devices come in, and nobody else does."""

import re
import socket
import ssl
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest
from fastapi.routing import iter_route_contexts

from lumbar.device.memory import MemoryStore
from lumbar.services.pairing import TRIES
from lumbar.services.practice import Practice
from lumbar.web.app import build_api, create_app
from lumbar.web.lan.addresses import machine_name
from lumbar.web.lan.gate import COOKIE
from lumbar.web.security import BODY_BYTES, FILES
from tests.services.scenes import FakeClock, practice, profile
from tests.web.client import HOST, Client
from tests.web.lan_serving import Sides, own, pair, serving_sides, trusting

OPEN = {("GET", "/api/pairing/state"), ("POST", "/api/pairing"), ("GET", "/lumbar-ca.crt")}
WRONG = "ZZZZ-ZZZZ"
FRONT = "<!doctype html><title>lumbar</title>"


def routes() -> list[tuple[str, str]]:
    """Return every method and path of the app, and see that nothing else in it could answer."""

    def nobody() -> Practice:
        raise RuntimeError("nobody asks")

    found: list[tuple[str, str]] = []
    for route in iter_route_contexts(build_api(nobody).routes):
        if route.methods is None:
            assert route.path == "", "the pages are the only thing mounted"
        else:
            found += [(method, re.sub(r"\{[^}]+\}", "some", route.path or "")) for method in route.methods]
    return sorted(found)


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sides]:
    """One server for all of these tests: starting it takes longer than most of them."""
    static, clock = tmp_path_factory.mktemp("static"), FakeClock()
    (static / "assets").mkdir()
    (static / "index.html").write_text(FRONT, encoding="utf-8")
    (static / "assets" / "app-1a2b3c.js").write_text("export {};", encoding="utf-8")
    here = practice(MemoryStore(), clock)
    with serving_sides(tmp_path_factory.mktemp("data"), static, here, clock) as running:
        yield running


@pytest.fixture
def sides(running: Sides) -> Sides:
    """Both sides on a new day, when every code has ended, and with no device paired."""
    running.clock.next_day()
    for device in running.side.pairing.devices():
        running.side.pairing.remove(device.id)
    return running


@pytest.fixture
def phone(sides: Sides) -> Iterator[httpx.Client]:
    with sides.phone() as client:
        yield client


@pytest.fixture
def paired(sides: Sides) -> Iterator[httpx.Client]:
    with sides.paired_phone() as client:
        yield client


@pytest.fixture
def local(sides: Sides) -> Iterator[httpx.Client]:
    with sides.local() as client:
        yield client


def is_shut(answer: httpx.Response) -> bool:
    """Tell whether an answer is the one for strangers, and nothing more."""
    assert answer.status_code == 401, answer.text
    assert answer.json() == {
        "message": "This device is not paired with lumbar. Ask for a code on the computer, and type it here.",
        "problems": [],
    }
    return True


def status(answer: httpx.Response) -> int:
    assert answer.status_code < 400 or answer.json()["message"]
    return answer.status_code


class TestStrangers:
    @pytest.mark.parametrize(("method", "path"), [route for route in routes() if route not in OPEN])
    def test_every_route_is_shut(self, phone: httpx.Client, method: str, path: str) -> None:
        for cookie in ("", f"{COOKIE}=", f"{COOKIE}={'a' * 43}", f"{COOKIE}=é"):
            answer = phone.request(method, path, headers={b"cookie": cookie.encode()})
            if path.startswith("/api/"):
                assert is_shut(answer)
            else:
                assert answer.text == FRONT, (
                    "what is not under /api is the front page, which holds nothing of anyone"
                )

    def test_the_routes_that_are_open_are_these(self) -> None:
        assert set(routes()) >= OPEN
        assert len(routes()) > 20

    def test_bad_input_is_not_even_looked_at(self, phone: httpx.Client) -> None:
        assert is_shut(phone.put("/api/profile", json={"age": "old"}))
        assert is_shut(phone.put("/api/profile", content=b"{", headers={"content-type": "application/json"}))

    @pytest.mark.parametrize("method", ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "ODD"])
    def test_nothing_else_under_api_answers(self, phone: httpx.Client, method: str) -> None:
        for path in ("/api/", "/api/nothing", "/api/today/", "/api//today", "/api/pairing/", "/api/pairing/statex"):
            assert phone.request(method, path).status_code == 401
        assert phone.request(method, "/api").status_code in (404, 405)

    @pytest.mark.parametrize(
        "path",
        ["//api/today", "/API/today", "/./api/today", "/x/../api/today", "/assets/../api/today", "/%61pi/today"],
    )
    @pytest.mark.parametrize("encoded", [False, True])
    def test_no_way_of_writing_it_leads_in(self, sides: Sides, path: str, *, encoded: bool) -> None:
        written = path.replace("/", "%2F").replace("%2F", "/", 1) if encoded else path
        _, port = sides.side.hosts[0].split(":")
        with (
            socket.create_connection(("127.0.0.1", int(port))) as plain,
            trusting(sides.side.root).wrap_socket(plain, server_hostname="127.0.0.1") as secure,
        ):
            request = f"GET {written} HTTP/1.1\r\nHost: {sides.side.hosts[0]}\r\nConnection: close\r\n\r\n"
            secure.sendall(request.encode())
            answer = b"".join(iter(lambda: secure.recv(65536), b"")).decode()
        assert "intended_use" not in answer
        assert "needs" not in answer.partition("\r\n\r\n")[2]
        assert answer.startswith(("HTTP/1.1 401", "HTTP/1.1 404")) or answer.endswith(FRONT)

    @pytest.mark.parametrize(("method", "path"), FILES)
    def test_no_large_file_is_taken_from_a_stranger(self, phone: httpx.Client, method: str, path: str) -> None:
        kind = {"content-type": FILES[method, path].decode()}
        assert phone.request(method, path, content=b" " * (BODY_BYTES + 1), headers=kind).status_code == 413
        assert is_shut(phone.request(method, path, content=b" ", headers=kind))

    def test_the_pages_are_open_and_hold_nothing_of_anyone(self, local: httpx.Client, phone: httpx.Client) -> None:
        assert local.put("/api/profile", json=profile()).status_code == 200
        for path in ("/", "/pair", "/today", "/assets/app-1a2b3c.js"):
            assert phone.get(path).content == local.get(path).content

    def test_state_says_no_more_than_where_one_stands(self, phone: httpx.Client) -> None:
        assert phone.get("/api/pairing/state").json() == {"local": False, "paired": False, "lan": True}

    def test_the_certificate_to_trust_is_there_for_anyone(
        self, sides: Sides, phone: httpx.Client, local: httpx.Client
    ) -> None:
        for client in (phone, local):
            answer = client.get("/lumbar-ca.crt")
            assert answer.headers["content-type"] == "application/x-x509-ca-cert"
            assert answer.content == sides.side.root

    def test_a_stranger_is_told_in_their_own_language(self, phone: httpx.Client) -> None:
        assert is_shut(phone.get("/api/today", headers={"accept-language": "xx, en;q=0.5"}))


class TestPairing:
    def test_the_right_code_lets_a_device_in(self, sides: Sides, phone: httpx.Client) -> None:
        answer = pair(phone, sides.code(), "Kitchen tablet")
        assert answer.status_code == 200
        assert answer.json()["name"] == "Kitchen tablet"
        assert phone.get("/api/pairing/state").json() == {"local": False, "paired": True, "lan": True}
        assert phone.get("/api/today").status_code == 200

    def test_the_cookie_is_for_this_host_over_tls_and_out_of_reach_of_scripts(
        self, sides: Sides, phone: httpx.Client
    ) -> None:
        [cookie] = pair(phone, sides.code()).headers.get_list("set-cookie")
        value, *attributes = cookie.split("; ")
        assert re.fullmatch(r"__Host-lumbar-device=[A-Za-z0-9_-]{43}", value)
        assert {attribute.lower() for attribute in attributes} == {
            "secure", "httponly", "samesite=strict", "path=/", f"max-age={365 * 24 * 3600}",
        }  # fmt: skip

    def test_what_a_paired_device_stores_is_there_on_the_computer(
        self, local: httpx.Client, paired: httpx.Client
    ) -> None:
        assert paired.put("/api/profile", json=profile()).status_code == 200
        assert local.get("/api/profile").json()["age"] == profile()["age"]

    def test_a_wrong_code_is_refused(self, sides: Sides, phone: httpx.Client) -> None:
        sides.code()
        answer = pair(phone, WRONG)
        assert status(answer) == 409
        assert "set-cookie" not in answer.headers
        assert is_shut(phone.get("/api/today"))

    def test_five_wrong_tries_and_the_right_code_is_refused_too(self, sides: Sides, phone: httpx.Client) -> None:
        code = sides.code()
        for _ in range(TRIES):
            assert status(pair(phone, WRONG)) == 409
        assert status(pair(phone, code)) == 409
        assert is_shut(phone.get("/api/today"))

    def test_a_code_that_has_ended_is_refused(self, sides: Sides, phone: httpx.Client) -> None:
        code = sides.code()
        sides.clock.time += timedelta(minutes=10)
        assert status(pair(phone, code)) == 409
        assert is_shut(phone.get("/api/today"))

    def test_a_code_lets_in_one_device(self, sides: Sides) -> None:
        code = sides.code()
        with sides.phone() as first, sides.phone() as second:
            assert pair(first, code).status_code == 200
            assert status(pair(second, code)) == 409
            assert is_shut(second.get("/api/today"))

    def test_without_a_code_nobody_gets_in(self, phone: httpx.Client) -> None:
        assert status(pair(phone, WRONG)) == 409

    @pytest.mark.parametrize(
        "body",
        [{}, {"code": 12345678, "name": "x"}, {"code": WRONG}, {"code": WRONG, "name": "x", "admin": True}, []],
    )
    def test_bad_input_names_its_keys(self, phone: httpx.Client, body: Any) -> None:
        answer = phone.post("/api/pairing", json=body)
        assert answer.status_code == 422
        assert answer.json()["problems"]

    def test_a_forged_or_doubled_cookie_lets_nobody_in(self, phone: httpx.Client, paired: httpx.Client) -> None:
        [token] = paired.cookies.values()
        for value in (token[:-1], token.swapcase(), f"{token}x", f'"{token}"', f"x{token}"):
            assert is_shut(phone.get("/api/today", headers={"cookie": f"{COOKIE}={value}"}))
        doubled = f"{COOKIE}={token}; {COOKIE}={token}"
        assert is_shut(phone.get("/api/today", headers={"cookie": doubled}))
        for name in ("lumbar-device", "__Secure-lumbar-device", COOKIE.lower()):
            assert is_shut(phone.get("/api/today", headers={"cookie": f"{name}={token}"}))
        beside = f"theme=dark; {COOKIE}={token}; x=y"
        assert phone.get("/api/today", headers={"cookie": beside}).status_code == 200

    def test_a_paired_device_may_send_one(self, paired: httpx.Client) -> None:
        for (method, path), kind in FILES.items():
            headers, content = {"content-type": kind.decode()}, b" " * (BODY_BYTES + 1)
            answer = paired.request(method, path, content=content, headers=headers)
            assert answer.status_code not in (401, 413)

    def test_nothing_is_printed_so_nothing_secret_is(
        self, sides: Sides, phone: httpx.Client, capfd: pytest.CaptureFixture[str]
    ) -> None:
        code = sides.code()
        pair(phone, WRONG)
        pair(phone, code)
        phone.get("/api/today")
        assert capfd.readouterr() == ("", "")


class TestDevices:
    def test_the_list_says_which_one_asks(self, sides: Sides, local: httpx.Client) -> None:
        with sides.paired_phone("One"), sides.paired_phone("Two") as second:
            devices = second.get("/api/pairing/devices").json()
            assert [(device["name"], device["this"]) for device in devices] == [("One", False), ("Two", True)]
            assert {device["seen_on"] for device in devices} == {sides.clock.today().isoformat()}
            assert not any(device["this"] for device in local.get("/api/pairing/devices").json())
            assert not {key for device in devices for key in device} & {"token", "token_hash"}

    def test_a_removed_device_is_out_at_its_next_request(self, local: httpx.Client, paired: httpx.Client) -> None:
        [device] = local.get("/api/pairing/devices").json()
        assert local.delete(f"/api/pairing/devices/{device['id']}").json() == []
        for method, path in (("GET", "/api/today"), ("POST", "/api/pairing/code"), ("GET", "/api/pairing/devices")):
            assert is_shut(paired.request(method, path))

    def test_a_paired_device_may_let_in_another_and_remove_it(self, sides: Sides, paired: httpx.Client) -> None:
        with sides.phone() as other:
            assert pair(other, paired.post("/api/pairing/code").json()["code"], "Other").status_code == 200
            [there] = [each for each in paired.get("/api/pairing/devices").json() if each["name"] == "Other"]
            left = paired.delete(f"/api/pairing/devices/{there['id']}").json()
            assert [each["name"] for each in left] == ["Phone"]
            assert is_shut(other.get("/api/today"))

    def test_a_device_that_is_not_there_cannot_be_removed(self, local: httpx.Client) -> None:
        assert status(local.delete("/api/pairing/devices/nobody")) == 404

    def test_after_a_year_a_device_is_out(self, sides: Sides, paired: httpx.Client) -> None:
        sides.clock.next_day(365)
        assert is_shut(paired.get("/api/today"))


class TestCode:
    def test_it_comes_with_all_a_page_shows(self, sides: Sides, local: httpx.Client) -> None:
        answer = local.post("/api/pairing/code").json()
        side = sides.side
        assert re.fullmatch(r"[A-Z2-9]{4}-[A-Z2-9]{4}", answer["code"])
        assert answer["expires_at"] == (sides.clock.now() + timedelta(minutes=10)).isoformat()
        assert answer["address"] == side.address
        assert answer["link"] == f"{side.address}/pair#{answer['code'].replace('-', '')}"
        assert answer["qr"].startswith("data:image/svg+xml")
        assert (answer["fingerprint"], answer["ca_fingerprint"]) == (side.fingerprint, side.root_fingerprint)
        assert local.get(answer["ca_path"]).content == side.root

    def test_a_new_one_ends_the_one_before(self, sides: Sides, phone: httpx.Client) -> None:
        old, new = sides.code(), sides.code()
        assert status(pair(phone, old)) == 409
        assert pair(phone, new).status_code == 200


class TestThisComputer:
    def test_it_needs_no_pairing(self, local: httpx.Client) -> None:
        assert local.get("/api/pairing/state").json() == {"local": True, "paired": False, "lan": True}
        assert local.get("/api/today").status_code == 200

    def test_it_cannot_be_paired(self, sides: Sides, local: httpx.Client) -> None:
        assert status(pair(local, sides.code())) == 409
        assert local.get("/api/pairing/devices").json() == []

    def test_a_strangers_words_do_not_make_them_local(self, sides: Sides, phone: httpx.Client) -> None:
        for headers in (
            {"x-forwarded-for": "127.0.0.1", "x-forwarded-proto": "http"},
            {"forwarded": "for=127.0.0.1", "x-real-ip": "127.0.0.1"},
        ):
            assert is_shut(phone.get("/api/today", headers=headers))
        assert status(phone.get("/api/today", headers={"host": sides.local_address.removeprefix("http://")})) == 421

    def test_a_header_does_not_make_this_computers_side_another(self, sides: Sides, local: httpx.Client) -> None:
        forged = {"x-forwarded-proto": "https", "origin": sides.local_address.replace("http:", "https:")}
        assert status(local.get("/api/today", headers=forged)) == 403

    def test_a_cookie_from_the_network_means_nothing_here(self, local: httpx.Client) -> None:
        local.headers["cookie"] = f"{COOKIE}=forged"
        assert local.get("/api/pairing/state").json()["paired"] is False
        assert local.get("/api/today").status_code == 200


class TestOtherPages:
    @pytest.mark.parametrize("host", ["evil.example", "127.0.0.1", "localhost:{port}", "evil.local:{port}", ""])
    def test_a_rebound_name_is_refused(self, sides: Sides, paired: httpx.Client, host: str) -> None:
        port = sides.side.hosts[0].partition(":")[2]
        assert status(paired.get("/api/today", headers={"host": host.format(port=port)})) == 421

    def test_every_name_of_the_side_is_answered_at(self, sides: Sides, phone: httpx.Client) -> None:
        for host in sides.side.hosts:
            answer = phone.get("/api/pairing/state", headers={"host": host, "origin": f"https://{host}"})
            assert answer.status_code == 200

    @pytest.mark.parametrize(
        "origin", ["https://evil.example", "null", "http://{host}", "https://{host}.evil.example"]
    )
    def test_another_origin_is_refused_though_paired(self, sides: Sides, paired: httpx.Client, origin: str) -> None:
        sent = {"origin": origin.format(host=sides.side.hosts[0])}
        assert status(paired.get("/api/today", headers=sent)) == 403
        assert status(paired.post("/api/pairing/code", headers=sent)) == 403
        assert status(pair(paired, WRONG, headers=sent)) == 403

    def test_this_computers_own_page_is_another_origin_there(self, sides: Sides, paired: httpx.Client) -> None:
        assert status(paired.get("/api/today", headers={"origin": sides.local_address})) == 403

    def test_a_posted_form_pairs_nobody(self, sides: Sides, phone: httpx.Client) -> None:
        assert status(phone.post("/api/pairing", data={"code": sides.code(), "name": "x"})) == 415

    def test_every_answer_has_the_headers_of_the_other_side(self, local: httpx.Client, phone: httpx.Client) -> None:
        for path in ("/", "/api/pairing/state", "/api/today", "/lumbar-ca.crt"):
            here, there = (client.get(path).headers for client in (local, phone))
            for name in ("content-security-policy", "x-content-type-options", "referrer-policy"):
                assert there[name] == here[name]
            assert there.get("cache-control") == here.get("cache-control")
            assert "strict-transport-security" not in there


class TestTls:
    def address(self, sides: Sides) -> tuple[str, int]:
        return "127.0.0.1", int(sides.side.hosts[0].partition(":")[2])

    def shake(self, sides: Sides, context: ssl.SSLContext, name: str) -> None:
        """Shake hands as somebody who looks for the server under this name."""
        with (
            socket.create_connection(self.address(sides)) as plain,
            context.wrap_socket(plain, server_hostname=name) as secure,
        ):
            self.version, self.cipher = secure.version(), secure.cipher()

    def test_the_certificate_is_for_the_address_and_the_name(self, sides: Sides) -> None:
        for name in ("127.0.0.1", machine_name()):
            if name:
                self.shake(sides, trusting(sides.side.root), name)

    @pytest.mark.parametrize("name", ["127.0.0.2", "localhost", "evil.local", "lumbar.example"])
    def test_it_is_for_no_other(self, sides: Sides, name: str) -> None:
        with pytest.raises(ssl.SSLCertVerificationError, match=r"mismatch|not valid for"):
            self.shake(sides, trusting(sides.side.root), name)

    def test_who_does_not_trust_the_authority_is_warned(self, sides: Sides) -> None:
        with pytest.raises(ssl.SSLCertVerificationError, match="unable to get local issuer"):
            self.shake(sides, ssl.create_default_context(), "127.0.0.1")

    def test_an_older_client_gets_forward_secrecy_too(self, sides: Sides) -> None:
        context = trusting(sides.side.root)
        context.maximum_version = ssl.TLSVersion.TLSv1_2
        self.shake(sides, context, "127.0.0.1")
        assert self.version == "TLSv1.2"
        assert self.cipher
        assert re.match(r"ECDHE-ECDSA-.*(GCM|CHACHA20)", self.cipher[0])

    def test_an_older_way_of_encrypting_is_refused(self, sides: Sides) -> None:
        context = trusting(sides.side.root)
        context.maximum_version = ssl.TLSVersion.TLSv1_2
        context.set_ciphers("ECDHE-ECDSA-AES128-SHA256")
        with pytest.raises((ssl.SSLError, ConnectionError)):
            self.shake(sides, context, "127.0.0.1")

    def test_what_is_older_than_tls_1_2_is_refused(self, sides: Sides) -> None:
        context = trusting(sides.side.root)
        context.set_ciphers("ALL:@SECLEVEL=0")
        context.minimum_version = ssl.TLSVersion.MINIMUM_SUPPORTED
        with pytest.deprecated_call():
            context.maximum_version = ssl.TLSVersion.TLSv1_1
        with pytest.raises((ssl.SSLError, ConnectionError)):
            self.shake(sides, context, "127.0.0.1")
        context.maximum_version = ssl.TLSVersion.TLSv1_2
        self.shake(sides, context, "127.0.0.1")

    def test_plain_http_gets_no_answer_and_does_no_harm(
        self, sides: Sides, phone: httpx.Client, capfd: pytest.CaptureFixture[str]
    ) -> None:
        for sent in (b"GET /api/today HTTP/1.1\r\nHost: x\r\n\r\n", b"\x16\x03\x01\xff\xff", b"\0" * 5000):
            with socket.create_connection(self.address(sides)) as plain:
                plain.sendall(sent)
                plain.shutdown(socket.SHUT_WR)
                assert b"HTTP" not in plain.recv(1000)
        assert phone.get("/api/pairing/state").status_code == 200
        assert capfd.readouterr() == ("", "")


class TestWithoutLan:
    @pytest.fixture
    def alone(self, here: Practice, static: Path) -> Client:
        return Client(create_app(lambda: here, allowed_hosts=[HOST], static=static))

    def test_the_state_says_so(self, alone: Client) -> None:
        assert alone.get("/api/pairing/state").json() == {"local": True, "paired": False, "lan": False}

    @pytest.mark.parametrize(
        ("method", "path"),
        [
            ("POST", "/api/pairing/code"),
            ("GET", "/api/pairing/devices"),
            ("DELETE", "/api/pairing/devices/some"),
            ("GET", "/lumbar-ca.crt"),
        ],
    )
    def test_everything_else_says_how_to_start_it(self, alone: Client, method: str, path: str) -> None:
        answer = alone.send(method, path)
        assert answer.status_code == 409
        assert "lumbar --lan" in answer.json()["message"]

    def test_nobody_is_paired(self, alone: Client) -> None:
        answer = alone.post("/api/pairing", json={"code": WRONG, "name": "x"})
        assert answer.status_code == 409


def test_the_two_sides_are_of_one_app(sides: Sides, local: httpx.Client, paired: httpx.Client) -> None:
    assert own(sides.side.address) != own(sides.local_address)
    assert paired.get("/api/about").json() == local.get("/api/about").json()
