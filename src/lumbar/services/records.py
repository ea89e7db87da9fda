"""Records: what is kept about a person, as values."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

from lumbar.vocabulary.decision import Change, State, Where
from lumbar.vocabulary.dose import Side

Document = Mapping[str, Any]
"""Plain JSON data."""

Kind = Literal["screen", "plan", "progress"]

Trigger = Literal["interview", "short_form", "session", "morning", "flare", "day"]
"""What a decision was made for."""

MeasurementKind = Literal["goals", "global_change", "rmdq"]
Source = Literal["player", "paper"]
"""How a session came here: counted by the player, or written down from paper afterwards."""
SwapReason = Literal["position", "equipment", "room", "too_hard", "dislike", "other"]
SWAP_REASONS: tuple[SwapReason, ...] = ("position", "equipment", "room", "too_hard", "dislike", "other")

RatingKind = Literal["morning", "short_form", "interview"]
RATING_KINDS: tuple[RatingKind, ...] = ("morning", "short_form", "interview")
"""Where two fall on one day, the first of these is that day's pain."""


@dataclass(frozen=True, kw_only=True)
class Person:
    """How a person stands today.

    ``profile`` is the interview as it was answered, ``full_form_on`` the day of it. ``full_form_due`` asks for it
    again before its time. ``plan_stale``: something the plan depends on has changed since it was made.
    ``reviewed_on`` is the day progress was last decided. ``ready_on`` is the day whose short form allowed a session
    that has not been done yet. ``spread_open``: pain spread in a session, and no short form since has asked
    where it is now; ``spread_answered_on`` is when one last did.
    """

    id: str
    name: str | None = None
    state: State = "normal"
    flare_started: date | None = None
    flare_ended: date | None = None
    full_form_due: bool = False
    screening_id: str | None = None
    plan_id: str | None = None
    plan_stale: bool = False
    reviewed_on: date | None = None
    ready_on: date | None = None
    last_session_on: date | None = None
    spread_open: bool = False
    spread_answered_on: date | None = None
    profile: Document | None = None
    full_form_on: date | None = None
    levels: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Decided:
    """What was decided, without what went into it."""

    id: str
    kind: Kind
    trigger: Trigger
    as_of: date
    made_at: str
    rule_version: int
    catalogue: str
    outcome: Document


@dataclass(frozen=True, kw_only=True)
class Decision(Decided):
    """A decision with all that went into it, so that it can be computed again at any time."""

    input: Document


@dataclass(frozen=True, kw_only=True)
class SetRecord:
    """One set as it went, on one side (None: both at once)."""

    set: int
    side: Side | None
    reps: int
    held_s: float
    completed: bool


@dataclass(frozen=True, kw_only=True)
class ItemRecord:
    """One movement of a session as it went. ``sets_done`` and ``reps_done`` sum up its sets.

    ``pain_during`` is None where it was not asked: of what was never begun. ``instead_of`` is the movement whose
    place this one took.
    """

    movement: str
    level: int
    completed: bool
    skipped: bool
    hurt: bool
    pain_during: float | None
    pain_where: Where | None
    sets_done: int
    reps_done: int
    note: str | None = None
    instead_of: str | None = None
    swap_reason: SwapReason | None = None
    sets: tuple[SetRecord, ...] = ()


@dataclass(frozen=True, kw_only=True)
class SessionRecord:
    """A finished session under the id its device made.

    ``plan_id`` names the plan it was done from. ``fingerprint`` is of the document as it was sent: the same id
    with another fingerprint is another session.
    """

    id: str
    date: date
    slot: str
    started_at: str
    finished_at: str
    stored_at: str
    pain_before: float
    pain_after: float
    effort: float
    note: str | None
    next_morning: float | None
    plan_id: str | None
    fingerprint: str
    items: tuple[ItemRecord, ...]
    source: Source = "player"


@dataclass(frozen=True, kw_only=True)
class Rating:
    """Pain from 0 to 10 on a day."""

    date: date
    kind: RatingKind
    value: float


@dataclass(frozen=True, kw_only=True)
class Device:
    """A device that may come in over the home network.

    Its token is kept as a hash only. ``seen_on`` is the last day it came.
    """

    id: str
    name: str
    token_hash: str
    paired_at: str
    seen_on: date


@dataclass(frozen=True, kw_only=True)
class Walk:
    """The minutes walked outdoors on a day, all together."""

    date: date
    minutes: float


@dataclass(frozen=True, kw_only=True)
class Measurement:
    """What a person said on a day about how they are doing, as one number and the answers it comes from."""

    kind: MeasurementKind
    date: date
    value: float
    answers: Document


@dataclass(frozen=True, kw_only=True)
class LevelChange:
    """A step of one movement, up or down, and the reasons it was told with."""

    date: date
    movement: str
    change: Change
    from_level: int
    to_movement: str
    to_level: int
    decision_id: str
    reasons: tuple[Document, ...]
