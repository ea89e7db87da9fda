"""The gate: a paired device comes in; anyone else stays on the porch, which is another app altogether.

Which side a request came from is decided by the listener it came in at, never by what it says of itself.
"""

from collections.abc import Callable
from dataclasses import dataclass

from starlette.concurrency import run_in_threadpool

from lumbar.services.records import Device
from lumbar.web.security import App, Receive, Scope, Send

COOKIE = "__Host-lumbar-device"
"""The prefix makes browsers refuse it unless it is from this very host, over HTTPS, for all of its paths."""
VISITOR = "lumbar.visitor"


@dataclass(frozen=True, kw_only=True)
class Visitor:
    """Who asks: somebody at this computer, or over the network a paired device or a stranger."""

    local: bool = False
    device: Device | None = None


STRANGER = Visitor()


class Local:
    """Stands before the app where only this computer can reach it."""

    def __init__(self, app: App) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let everyone in: the socket has."""
        await self._app({**scope, VISITOR: Visitor(local=True)}, receive, send)


class Gate:
    """Stands before the app where the home network can reach it."""

    def __init__(self, inside: App, porch: App, recognise: Callable[[str], Device | None]) -> None:
        self._inside = inside
        self._porch = porch
        self._recognise = recognise

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a paired device in; show anyone else what the porch has."""
        token = _token(scope)
        device = await run_in_threadpool(self._recognise, token) if token else None
        if device is None:
            await self._porch({**scope, VISITOR: STRANGER}, receive, send)
        else:
            await self._inside({**scope, VISITOR: Visitor(device=device)}, receive, send)


def visitor(scope: Scope) -> Visitor:
    """Return who asks; a stranger where nobody has said."""
    found: Visitor = scope.get(VISITOR, STRANGER)
    return found


def _token(scope: Scope) -> str | None:
    """Return the token a request shows; none where it shows several."""
    sent = b";".join(value for key, value in scope.get("headers", ()) if key == b"cookie").decode("latin-1")
    pairs = (part.partition("=") for part in sent.split(";"))
    found = [value.strip() for name, _, value in pairs if name.strip() == COOKIE]
    return found[0] if len(found) == 1 else None
