"""The app factory."""

from collections.abc import Callable, Iterable
from pathlib import Path

from fastapi import FastAPI, Request

from lumbar import __version__
from lumbar.library.wording import words
from lumbar.services.practice import Practice
from lumbar.vocabulary.words import Words
from lumbar.web import pairing
from lumbar.web.failures import install, problems
from lumbar.web.files import files
from lumbar.web.handout import handout
from lumbar.web.lan.gate import Gate, Local
from lumbar.web.lan.side import Side
from lumbar.web.pages import Pages
from lumbar.web.routes import api, spoken
from lumbar.web.security import App, Guard, Receive, Scope, Send

STATIC = Path(__file__).parent / "static"
"""Where the front end is built to."""


def local_hosts(port: int) -> tuple[str, ...]:
    """Return the names this machine has for itself, as a browser writes them."""
    return tuple(f"{name}:{port}" for name in ("127.0.0.1", "localhost", "[::1]"))


def build_api(
    practice: Callable[[], Practice], *, data_folder: str = "", static: Path = STATIC, side: Side | None = None
) -> FastAPI:
    """Return the app without its guard."""
    app = _app(side)
    app.state.practice = practice
    app.state.data_folder = data_folder
    app.include_router(api)
    app.include_router(files)
    app.include_router(handout)
    app.include_router(pairing.porch)
    app.include_router(pairing.inside)
    app.mount("/", _pages(static))
    return app


def build_porch(side: Side, *, static: Path = STATIC) -> FastAPI:
    """Return the app a stranger on the home network meets: the pages, which hold nothing of anyone, and pairing."""
    app = _app(side)
    app.include_router(pairing.porch)
    app.mount("/api", _not_paired)
    app.mount("/", _pages(static))
    return app


def create_app(
    practice: Callable[[], Practice], *, allowed_hosts: Iterable[str], data_folder: str = "", static: Path = STATIC
) -> Guard:
    """Return the whole app for this computer alone, guarded.

    Args:
        practice: returns what the use cases work with; asked at each request, so it may be made at the first.
        allowed_hosts: the addresses lumbar is served at, as a browser writes them: ``127.0.0.1:8700``.
        data_folder: shown to the person, so that they know where everything is.
        static: where the built front end is.
    """
    return _guarded(Local(build_api(practice, data_folder=data_folder, static=static)), allowed_hosts)


def create_sides(
    practice: Callable[[], Practice],
    side: Side,
    *,
    allowed_hosts: Iterable[str],
    data_folder: str = "",
    static: Path = STATIC,
) -> tuple[App, App]:
    """Return the one app twice: for this computer, and for the home network's paired devices."""
    app = build_api(practice, data_folder=data_folder, static=static, side=side)
    porch = build_porch(side, static=static)
    inside, outside = _guarded(app, side.hosts), _guarded(porch, side.hosts, takes_files=False)
    return _guarded(Local(app), allowed_hosts), Gate(inside, outside, side.pairing.recognise)


def _app(side: Side | None) -> FastAPI:
    app = FastAPI(
        title="lumbar",
        version=__version__,
        openapi_url=None,
        docs_url=None,
        redoc_url=None,
        separate_input_output_schemas=False,
    )
    app.state.side = side
    install(app, _words_for)
    return app


async def _not_paired(scope: Scope, receive: Receive, send: Send) -> None:
    answer = problems(401, _words_for(Request(scope)).say("problem.not_paired"))
    await answer(scope, receive, send)


def _pages(static: Path) -> Pages:
    return Pages(static, _say("app.nothing_built"))


def _guarded(app: App, allowed_hosts: Iterable[str], *, takes_files: bool = True) -> Guard:
    def refuse(status: int, key: str) -> tuple[bytes, str]:
        return bytes(problems(status, _say(f"problem.{key}")).body), "application/json"

    return Guard(app, allowed_hosts, refuse, takes_files=takes_files)


def _words_for(request: Request) -> Words:
    return words(spoken(request.headers.get("accept-language", "")) or "en")


def _say(key: str) -> str:
    return words().say(key)
