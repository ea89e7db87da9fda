"""The short form: what is asked before every session, and how long the full form's answers hold."""

from collections.abc import Mapping
from datetime import date

from lumbar.vocabulary.condition import EMERGENCY_SIGNS, Answer

SPREADING = "spreading_leg_symptoms"
"""New or spreading leg pain or numbness: asked in the short form only."""
SHORT_FORM: tuple[str, ...] = (*EMERGENCY_SIGNS, "fever", SPREADING)
FULL_FORM_DAYS = 7
"""The full form's answers hold this long, then count as unknown (docs/rules.md, short form)."""


def full_form_due(last_full: date | None, as_of: date) -> bool:
    """Tell whether the full questions must be asked again."""
    return last_full is None or not 0 <= (as_of - last_full).days <= FULL_FORM_DAYS


def spreading_settled(short: Mapping[str, Answer]) -> bool:
    """Tell whether pain that had spread may count as answered for: only a plain no today settles it."""
    return short.get(SPREADING, "unknown") == "no"


def carried(answers: Mapping[str, Answer], last_full: date | None, as_of: date) -> dict[str, Answer]:
    """Return the full form's answers that still hold today: all of them, or none."""
    return {} if full_form_due(last_full, as_of) else dict(answers)


def merged(
    full: Mapping[str, Answer], short: Mapping[str, Answer], last_full: date | None, as_of: date
) -> dict[str, Answer]:
    """Return the answers to screen by before a session: today's short ones over those that still hold.

    A question of the short form that was not answered today is unknown, whatever the full form said.
    """
    today: dict[str, Answer] = {question: short.get(question, "unknown") for question in SHORT_FORM}
    return carried(full, last_full, as_of) | today
