"""Decision: what was decided, and why."""

from dataclasses import dataclass, field
from typing import Literal

from lumbar.vocabulary.dose import Cap

Fact = str | int | float | bool | None
Outcome = Literal["stop", "refer", "limit", "proceed"]
OUTCOMES: tuple[Outcome, ...] = ("stop", "refer", "limit", "proceed")
"""The strictest first."""
Urgency = Literal["emergency", "urgent"]
State = Literal["normal", "flare", "refer"]
Phase = Literal["start", "build", "maintain", "return"]
Change = Literal["up", "hold", "down"]
Where = Literal["closer", "same", "further"]


@dataclass(frozen=True, kw_only=True)
class Reason:
    """A rule that applied, and the numbers it compared. Its words live in the word files, once per language."""

    rule: str
    facts: dict[str, Fact] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Modification:
    """How a movement must be changed for this person; holds at least one of substitute, cap and text."""

    movement: str
    condition: str
    text: str
    substitute: str | None = None
    cap: Cap | None = None


@dataclass(frozen=True, kw_only=True)
class Warned:
    """A movement that stays as it is, with a word of caution."""

    movement: str
    condition: str
    text: str


@dataclass(frozen=True, kw_only=True)
class Screening:
    """What the safety questions led to. Never "clear": at best no warning sign was reported today."""

    outcome: Outcome
    urgency: Urgency | None
    blocked: tuple[str, ...]
    modified: tuple[Modification, ...]
    cautioned: tuple[Warned, ...]
    reasons: tuple[Reason, ...]
    what_to_do: str
    """The key of the words that say what to do."""
