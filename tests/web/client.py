"""A client that speaks to the app without a network, as one of its own pages would unless told otherwise."""

import asyncio
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx

from lumbar.web.security import Guard

HOST = "127.0.0.1:8700"
ORIGIN = f"http://{HOST}"
OWN_PAGE = {"host": HOST, "origin": ORIGIN, "sec-fetch-site": "same-origin"}


class Client:
    """Sends requests; a header given as None is left out."""

    def __init__(self, app: Guard) -> None:
        self._app = app

    def send(
        self,
        method: str,
        path: str,
        *,
        headers: Mapping[str, str | None] | None = None,
        more_headers: Sequence[tuple[str, str]] = (),
        **more: Any,
    ) -> httpx.Response:
        merged = {**OWN_PAGE, **(headers or {})}
        sent = [*((name, value) for name, value in merged.items() if value is not None), *more_headers]
        with ThreadPoolExecutor(1) as apart:  # a browser test may have left a loop running in this thread
            return apart.submit(asyncio.run, self._send(method, path, sent, more)).result()

    async def _send(
        self, method: str, path: str, headers: list[tuple[str, str]], more: Mapping[str, Any]
    ) -> httpx.Response:
        transport = httpx.ASGITransport(app=self._app, raise_app_exceptions=False)
        async with httpx.AsyncClient(transport=transport, base_url=ORIGIN) as client:
            return await client.request(method, path, headers=headers, **more)

    def get(self, path: str, **more: Any) -> httpx.Response:
        return self.send("GET", path, **more)

    def put(self, path: str, **more: Any) -> httpx.Response:
        return self.send("PUT", path, **more)

    def post(self, path: str, **more: Any) -> httpx.Response:
        return self.send("POST", path, **more)
