"""Prints a plan as a handout: the plan command's decision, then the PDF of it."""

import os
from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from typing import Any

from lumbar.care.decisions import decide
from lumbar.cli.documents import decided
from lumbar.cli.failing import Failure
from lumbar.handouts.content import Handout, Paper
from lumbar.handouts.pdf import handout_pdf
from lumbar.library import packaged
from lumbar.library.emergency import countries, country_of
from lumbar.library.wording import words
from lumbar.vocabulary.emergency import Country

LOCALE_VARIABLES = ("LC_ALL", "LC_MESSAGES", "LANG")
"""Where a computer says which country it is in, the one that counts most first."""
MOST_URL = 300
WEB = ("http://", "https://")


def printed(
    file: str,
    document: Mapping[str, Any],
    *,
    paper: Paper,
    large: bool,
    language: str,
    country: str | None,
    app_url: str | None,
) -> bytes:
    """Plan the week of a person's document, and return it as a PDF.

    Raises:
        Failure: the document or an option is not as expected; names every problem.
    """
    problems = [*_country_problems(country), *_url_problems(app_url)]
    if problems:
        raise Failure(problems)
    catalogue, said = packaged.catalogue(language), words(language)
    decision = decided(file, lambda: decide("plan", document, catalogue, said))
    handout = Handout(
        outcome=decision["outcome"],
        catalogue=catalogue,
        words=said,
        country=_country(country),
        app_url=app_url,
    )
    made = datetime.combine(date.fromisoformat(document["as_of"]), time(12), tzinfo=UTC)
    return handout_pdf(handout, made, paper=paper, large=large)


def _country(code: str | None) -> Country:
    if code is not None:
        return country_of(code)
    return country_of(next((told for name in LOCALE_VARIABLES if (told := os.environ.get(name))), None))


def _country_problems(code: str | None) -> list[str]:
    if code is None or any(country.code == code for country in countries()):
        return []
    known = ", ".join(country.code for country in countries())
    return [f'--country: expected one of {known}, found "{code}"']


def _url_problems(url: str | None) -> list[str]:
    if url is None or (url.startswith(WEB) and len(url) <= MOST_URL and url.isprintable() and " " not in url):
        return []
    return [f'--app-url: expected an address that begins with https:// or http://, found "{url}"']
