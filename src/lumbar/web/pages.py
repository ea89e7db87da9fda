"""Pages: serves the built front end, and one plain line where it is not built."""

from pathlib import Path, PurePath

from starlette.exceptions import HTTPException
from starlette.responses import PlainTextResponse, Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from lumbar.web.security import SAFE_METHODS

NAMED_BY_CONTENT = frozenset({"assets", "device", "figure"})
"""Folders of files whose name changes with their content."""
FOREVER = "public, max-age=31536000, immutable"
ASK_AGAIN = "no-cache"


class Pages(StaticFiles):
    """The front end's files; any other address is the front end's own business, so it gets the first page."""

    def __init__(self, folder: Path, not_built: str) -> None:
        super().__init__(directory=folder, check_dir=False)
        self._not_built = not_built

    async def check_config(self) -> None:
        """Accept that the folder is not there: the front end may not be built yet, or not be built again."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        """Return a file, or the first page for an address that is not one."""
        if path == "api" or path.startswith(("api/", "api\\")):
            raise HTTPException(404 if scope["method"] in SAFE_METHODS else 405)
        try:
            response = await super().get_response(path, scope)
        except HTTPException as error:
            if error.status_code != 404 or _named_by_content(path):
                raise
            return await self._first_page(scope)
        response.headers["cache-control"] = FOREVER if _named_by_content(path) else ASK_AGAIN
        return response

    async def _first_page(self, scope: Scope) -> Response:
        try:
            response = await super().get_response("index.html", scope)
        except HTTPException as error:
            if error.status_code != 404:
                raise
            return PlainTextResponse(f"{self._not_built}\n", status_code=503)
        response.headers["cache-control"] = ASK_AGAIN
        return response


def _named_by_content(path: str) -> bool:
    return next(iter(PurePath(path).parts), "") in NAMED_BY_CONTENT
