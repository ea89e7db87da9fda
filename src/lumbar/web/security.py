"""Security: no other web page may talk to lumbar, and nothing but its own files may run in its pages.

The server listens on this machine only, but every page open in the browser is on this machine too. So each
request must name an address lumbar is served at (a rebound name does not), must not come from another site, and
may change something only as JSON from lumbar's own pages.
"""

from collections.abc import Awaitable, Callable, Iterable, MutableMapping
from typing import Any

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]
Refuse = Callable[[int, str], tuple[bytes, str]]
"""Status and the key of the words -> the body of the answer and its type."""

POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self' 'wasm-unsafe-eval'",
        "style-src 'self'",
        "font-src 'self'",
        "img-src 'self' data:",
        "connect-src 'self'",
        "worker-src 'self'",
        "manifest-src 'self'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    )
)
_OFF = (
    "accelerometer", "autoplay", "browsing-topics", "display-capture", "encrypted-media",
    "fullscreen",
    "geolocation", "gyroscope", "hid", "identity-credentials-get", "idle-detection", "local-fonts", "magnetometer",
    "microphone", "midi", "payment", "picture-in-picture", "publickey-credentials-get", "serial", "usb",
    "xr-spatial-tracking",
)  # fmt: skip
HEADERS: tuple[tuple[bytes, bytes], ...] = (
    (b"content-security-policy", POLICY.encode()),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (
        b"permissions-policy",
        ("camera=(self), screen-wake-lock=(self), " + ", ".join(f"{name}=()" for name in _OFF)).encode(),
    ),
)
JSON = b"application/json"
BODY_BYTES = 512 * 1024
"""A long session is about a tenth of this."""
FILES: dict[tuple[str, str], bytes] = {("POST", "/api/files/restore"): b"application/vnd.sqlite3"}
"""What takes a file in place of JSON, and of which kind: one that no form of another site can send unasked."""
FILE_BYTES = 512 * 1024 * 1024
SAFE_METHODS = frozenset({"GET", "HEAD"})
OWN_SITE = frozenset({b"same-origin", b"none"})


class TooLarge(Exception):
    """The body is larger than lumbar takes."""


class Guard:
    """Stands before the whole app: refuses what is not ours, and gives every answer its headers.

    A body is read before anyone is asked who they are, so it takes large files only where all who come are known.
    """

    def __init__(self, app: App, hosts: Iterable[str], refuse: Refuse, *, takes_files: bool = True) -> None:
        self._app = app
        self._hosts = frozenset(host.lower().encode() for host in hosts)
        self._refuse = refuse
        self._takes_files = takes_files

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through, or answer it here."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        if scope["type"] != "http":
            await send({"type": "websocket.close", "code": 1008})
            return
        send = _with_headers(scope, send)
        refused = self._refused(scope)
        if refused is None and scope["method"] not in SAFE_METHODS:
            try:
                large = self._takes_files and _file_type(scope) is not None
                body = await _read(receive, FILE_BYTES if large else BODY_BYTES)
            except TooLarge:
                refused = (413, "too_large")
            else:
                refused = _wrong_type(scope, body)
                receive = _replay(body)
        if refused is None:
            await self._app(scope, receive, send)
        else:
            await self._answer(send, *refused)

    def _refused(self, scope: Scope) -> tuple[int, str] | None:
        hosts, origins = _all(scope, b"host"), _all(scope, b"origin")
        if len(hosts) != 1 or hosts[0].lower() not in self._hosts:
            return 421, "other_host"
        own = scope["scheme"].encode() + b"://" + hosts[0].lower()
        if any(origin.lower() != own for origin in origins):
            return 403, "other_site"
        sites = _all(scope, b"sec-fetch-site")
        if any(site not in OWN_SITE for site in sites) and not _is_visit(scope):
            return 403, "other_site"
        if scope["method"] not in SAFE_METHODS and not origins and b"same-origin" not in sites:
            return 403, "other_site"
        return None

    async def _answer(self, send: Send, status: int, key: str) -> None:
        body, media_type = self._refuse(status, key)
        headers = [(b"content-type", media_type.encode()), (b"content-length", str(len(body)).encode())]
        await send({"type": "http.response.start", "status": status, "headers": headers})
        await send({"type": "http.response.body", "body": body})


def _all(scope: Scope, name: bytes) -> list[bytes]:
    return [value for key, value in scope["headers"] if key == name]


def _is_visit(scope: Scope) -> bool:
    """Tell whether somebody follows a link to one of our pages, which reads nothing and changes nothing."""
    return (
        scope["method"] == "GET"
        and not is_api(scope)
        and _all(scope, b"sec-fetch-mode") == [b"navigate"]
        and _all(scope, b"sec-fetch-dest") == [b"document"]
    )


def is_api(scope: Scope) -> bool:
    """Tell whether the request is for data, not for a page."""
    path: str = scope["path"]
    return path == "/api" or path.startswith("/api/")


def _file_type(scope: Scope) -> bytes | None:
    return FILES.get((scope["method"], scope["path"]))


async def _read(receive: Receive, most: int) -> bytes:
    body = bytearray()
    while True:
        message = await receive()
        body += message.get("body", b"")
        if len(body) > most:
            raise TooLarge
        if not message.get("more_body", False):
            return bytes(body)


def _replay(body: bytes) -> Receive:
    messages: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

    async def receive() -> Message:
        return messages.pop() if messages else {"type": "http.disconnect"}

    return receive


def _wrong_type(scope: Scope, body: bytes) -> tuple[int, str] | None:
    types = [value.partition(b";")[0].strip().lower() for value in _all(scope, b"content-type")]
    allowed = types == [_file_type(scope) or JSON] or (not types and not body)
    return None if allowed else (415, "not_json")


def _with_headers(scope: Scope, send: Send) -> Send:
    extra = [*HEADERS, (b"cache-control", b"no-store")] if is_api(scope) else list(HEADERS)

    async def guarded(message: Message) -> None:
        if message["type"] == "http.response.start":
            kept = [(name, value) for name, value in message.get("headers", []) if name.lower() not in dict(extra)]
            message = {**message, "headers": [*kept, *extra]}
        await send(message)

    return guarded
