"""The app factory."""

from collections.abc import Callable, Iterable
from pathlib import Path

from fastapi import FastAPI

from lumbar import __version__
from lumbar.library.wording import words
from lumbar.services.practice import Practice
from lumbar.web.failures import install, problems
from lumbar.web.pages import Pages
from lumbar.web.routes import api
from lumbar.web.security import Guard

STATIC = Path(__file__).parent / "static"
"""Where the front end is built to."""


def local_hosts(port: int) -> tuple[str, ...]:
    """Return the names this machine has for itself, as a browser writes them."""
    return tuple(f"{name}:{port}" for name in ("127.0.0.1", "localhost", "[::1]"))


def build_api(practice: Callable[[], Practice], *, data_folder: str = "", static: Path = STATIC) -> FastAPI:
    """Return the app without its guard."""
    app = FastAPI(
        title="lumbar",
        version=__version__,
        openapi_url=None,
        docs_url=None,
        redoc_url=None,
        separate_input_output_schemas=False,
    )
    app.state.practice = practice
    app.state.data_folder = data_folder
    app.include_router(api)
    install(app, _say)
    app.mount("/", Pages(static, _say("app.nothing_built")))
    return app


def create_app(
    practice: Callable[[], Practice], *, allowed_hosts: Iterable[str], data_folder: str = "", static: Path = STATIC
) -> Guard:
    """Return the whole app, guarded.

    Args:
        practice: returns what the use cases work with; asked at each request, so it may be made at the first.
        allowed_hosts: the addresses lumbar is served at, as a browser writes them: ``127.0.0.1:8700``.
        data_folder: shown to the person, so that they know where everything is.
        static: where the built front end is.
    """

    def refuse(status: int, key: str) -> tuple[bytes, str]:
        return bytes(problems(status, _say(f"problem.{key}")).body), "application/json"

    return Guard(build_api(practice, data_folder=data_folder, static=static), allowed_hosts, refuse)


def _say(key: str) -> str:
    return words().say(key)
