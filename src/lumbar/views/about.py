"""What this lumbar is, and a stored decision as it stands."""

from dataclasses import dataclass
from typing import Any

from lumbar import __version__
from lumbar.care.decisions import RULE_VERSION
from lumbar.library.packaged import languages
from lumbar.services.practice import Practice
from lumbar.services.records import Decision, Kind


@dataclass(frozen=True, kw_only=True)
class About:
    """What this lumbar is, and where it keeps things."""

    version: str
    rule_version: int
    catalogue: str
    movements: int
    languages: list[str]
    data_folder: str
    intended_use: list[str]


@dataclass(frozen=True, kw_only=True)
class DecisionOut:
    """A stored decision, as `lumbar replay` reads it."""

    kind: Kind
    rule_version: int
    catalogue: str
    input: dict[str, Any]
    outcome: dict[str, Any]


def about_out(practice: Practice, data_folder: str) -> About:
    """Say which rules and which library this runs by, and where it keeps things."""
    parts = ("first", "second", "third", "fourth")
    return About(
        version=__version__,
        rule_version=RULE_VERSION,
        catalogue=practice.catalogue.fingerprint,
        movements=len(practice.catalogue),
        languages=list(languages()),
        data_folder=data_folder,
        intended_use=[practice.words.say(f"app.intended_use.{part}") for part in parts],
    )


def decision_out(decision: Decision) -> DecisionOut:
    """Show what went in, what came out, and by which rules."""
    return DecisionOut(
        kind=decision.kind,
        rule_version=decision.rule_version,
        catalogue=decision.catalogue,
        input=dict(decision.input),
        outcome=dict(decision.outcome),
    )
