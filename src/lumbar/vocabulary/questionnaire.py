"""Questionnaire: the statements of an instrument whose text is not lumbar's to ship."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Questionnaire:
    """The text of an instrument in one language, as whoever runs lumbar supplied it."""

    id: str
    language: str
    title: str
    citation: str
    intro: str
    statements: tuple[str, ...]
