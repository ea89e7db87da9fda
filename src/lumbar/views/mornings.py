"""A morning's answer, and a flare, as they are shown."""

from dataclasses import dataclass
from typing import Literal

from lumbar.services.mornings import Answered
from lumbar.services.practice import Practice
from lumbar.views.reasons import ChangeOut, changes_out
from lumbar.vocabulary.decision import State


@dataclass(frozen=True, kw_only=True)
class MorningOut:
    """How the person stands after a morning's answer."""

    state: State
    text: str
    changes: list[ChangeOut]


@dataclass(frozen=True, kw_only=True)
class ScreeningNeeded:
    """The full questions come next."""

    needs: Literal["full_screening"]
    text: str


def morning_out(answered: Answered, practice: Practice) -> MorningOut:
    """Show what a morning's answer led to."""
    return MorningOut(
        state=answered.state,
        text=answered.advice or practice.words.say("morning.thanks"),
        changes=changes_out(answered.changes, practice),
    )


def flare_out(practice: Practice) -> ScreeningNeeded:
    """Say that the full questions come next."""
    return ScreeningNeeded(needs="full_screening", text=practice.words.say("needs.flare"))
