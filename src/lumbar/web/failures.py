"""Failures: every refusal and fault leaves as the same form, in words, and never as a traceback."""

import logging
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException

from lumbar.services.refusals import NotThere, Refusal
from lumbar.views.problems import ProblemOut, Problems, clean, refused
from lumbar.views.writing import as_json
from lumbar.vocabulary.shape import BadDocument, Problem, describe
from lumbar.vocabulary.words import Words

_HTTP = {400: "bad_input", 404: "not_there", 405: "wrong_method"}
_EXPECTED = {
    "missing": "this key",
    "extra_forbidden": "a known key",
    "int_type": "a whole number",
    "int_from_float": "a whole number",
    "int_parsing": "a whole number",
    "float_type": "a number",
    "finite_number": "a finite number",
    "bool_type": "true or false",
    "string_type": "text",
    "list_type": "a list",
    "dict_type": "a table",
    "model_type": "a table",
    "model_attributes_type": "a table",
    "date_from_datetime_parsing": "a date YYYY-MM-DD",
    "date_parsing": "a date YYYY-MM-DD",
    "json_invalid": "JSON",
}
_log = logging.getLogger("lumbar.web")


def problems(status: int, message: str, found: Sequence[ProblemOut] = ()) -> Response:
    """Answer with what is wrong."""
    body = as_json(Problems(message=message, problems=list(found)))
    return Response(body, status_code=status, media_type="application/json")


def install(app: FastAPI, words_for: Callable[[Request], Words]) -> None:
    """Give the app its handlers; ``words_for`` returns the words of the language a request is answered in."""

    def on_refused(request: Request, error: Exception) -> Response:
        answer = refused(error, words_for(request))
        assert answer is not None, error  # noqa: S101 - installed for refusals only
        status, said = answer
        return problems(status, said.message, said.problems)

    def on_bad_request(request: Request, error: Exception) -> Response:
        assert isinstance(error, RequestValidationError)  # noqa: S101 - starlette's handlers are typed by Exception
        found = from_pydantic(error.errors(), error.body)
        return problems(422, words_for(request).say("problem.bad_input"), found)

    def on_http(request: Request, error: Exception) -> Response:
        assert isinstance(error, HTTPException)  # noqa: S101 - as above
        key = _HTTP.get(error.status_code, "broken")
        status = 422 if error.status_code == 400 else error.status_code
        return problems(status, words_for(request).say(f"problem.{key}"))

    def on_fault(request: Request, error: Exception) -> Response:
        _log.error("%s %s failed", request.method, request.url.path, exc_info=error)
        return problems(500, words_for(request).say("problem.broken"))

    for refusal in (BadDocument, Refusal, NotThere):
        app.add_exception_handler(refusal, on_refused)
    app.add_exception_handler(RequestValidationError, on_bad_request)
    app.add_exception_handler(HTTPException, on_http)
    app.add_exception_handler(Exception, on_fault)


def from_pydantic(errors: Sequence[Mapping[str, Any]], body: object) -> list[ProblemOut]:
    """Turn pydantic's errors into ours: one for each place, its alternatives joined by "or"."""
    places: dict[tuple[str | int, ...], tuple[list[str], str]] = {}
    for error in errors:
        path = _path(error, body)
        expected, _ = places.setdefault(path, ([], _found(error)))
        if (words := _expected(error)) not in expected:
            expected.append(words)
    return [
        ProblemOut(key=Problem(path=path, expected="", found="").key, expected=" or ".join(expected), found=found)
        for path, (expected, found) in places.items()
    ]


def _path(error: Mapping[str, Any], body: object) -> tuple[str | int, ...]:
    """Return where it is, without the parts that name one of several forms a value may have."""
    _, *parts = error["loc"]
    if error["type"] == "json_invalid":
        return ()
    path: list[str | int] = []
    for part in parts:
        known = isinstance(body, Mapping) and (part in body or error["type"] in ("missing", "extra_forbidden"))
        if error["loc"][0] == "body" and not known and not (isinstance(body, list) and isinstance(part, int)):
            break
        path.append(clean(part) if isinstance(part, str) else part)
        body = _inside(body, part)
    return tuple(path)


def _inside(body: object, part: str | int) -> object:
    if isinstance(body, Mapping):
        return body.get(part)
    if isinstance(body, list) and isinstance(part, int) and part < len(body):
        return body[part]
    return None


def _expected(error: Mapping[str, Any]) -> str:
    if error["type"] == "literal_error":
        return f"one of {error['ctx']['expected']}".replace("'", "").replace(" or ", ", ")
    return _EXPECTED.get(error["type"], str(error["msg"]))


def _found(error: Mapping[str, Any]) -> str:
    if error["type"] == "missing":
        return "nothing"
    if error["type"] == "json_invalid":
        return str(error.get("ctx", {}).get("error", "something else")).lower()
    return clean(describe(error["input"]))
