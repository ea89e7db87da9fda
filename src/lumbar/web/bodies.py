"""Bodies: what a device may send, as types; the front end's types are generated from these.

They refuse keys they do not know and values of another type. The bounds of what they hold are those of the use
cases' own forms (lumbar.services.forms).
"""

from typing import Literal

from pydantic import BaseModel, ConfigDict

from lumbar.services.records import Source, SwapReason
from lumbar.vocabulary.condition import Answer
from lumbar.vocabulary.decision import Where
from lumbar.vocabulary.dose import Side
from lumbar.vocabulary.movement import Equipment, Surrounding


class Closed(BaseModel):
    """A body that refuses keys it does not know, and a value of another type."""

    model_config = ConfigDict(extra="forbid", strict=True)


class PainIn(Closed):
    """Pain from 0 to 10."""

    usual: float
    today: float


class Profile(Closed):
    """The interview's answers. ``answers`` holds every yes_no question; what is missing counts as unknown."""

    age: int
    answers: dict[str, Answer]
    pregnancy_weeks: int | Literal["unknown"] | None
    clearances: dict[str, str] = {}
    minutes_per_day: int
    days_per_week: int
    slots: list[str]
    equipment: list[Equipment]
    without: list[Surrounding]
    goals: list[str]
    pain: PainIn


class SignsIn(Closed):
    """The interview's safety answers so far."""

    age: int
    answers: dict[str, Answer]


class ShortScreeningIn(Closed):
    """The short questions answered, and the pain right now. An id the device made is not taken twice."""

    id: str | None = None
    answers: dict[str, Answer]
    pain_now: float


class SetIn(Closed):
    """One set done on one side (side null: both at once)."""

    set: int
    side: Side | None
    reps: int
    held_s: float
    completed: bool


class ItemIn(Closed):
    """A movement of a session as it went."""

    movement: str
    level: int
    sets: list[SetIn]
    completed: bool
    skipped: bool
    hurt: bool
    pain_during: float | None
    pain_where: Where | None
    note: str | None = None
    instead_of: str | None = None
    swap_reason: SwapReason | None = None


class SessionIn(Closed):
    """A finished session, whole. The id is in the path, made by the device."""

    date: str
    slot: str
    started_at: str
    finished_at: str
    pain_before: float
    pain_after: float
    effort: float
    note: str | None = None
    plan_id: str | None = None
    source: Source = "player"
    items: list[ItemIn]


class SwapIn(Closed):
    """Which movement of the session as planned is to go; ``in_session`` are all that are in it as it is now."""

    date: str
    slot: str
    minutes: float | None = None
    movement: str
    in_session: list[str]


class WalkIn(Closed):
    """The minutes walked on a day, all together."""

    minutes: float


class MeasureIn(Closed):
    """An answer to a measure: goals by their words, or a change, or the numbers of the statements ticked."""

    goals: dict[str, float] | None = None
    change: int | None = None
    ticked: list[int] | None = None


class PersonName(Closed):
    """What somebody is called here."""

    name: str


class HurtsIn(Closed):
    """remaining: the movements still to come in this session."""

    movement: str
    pain: float
    where: Where
    remaining: list[str]


class MorningIn(Closed):
    """A morning's pain."""

    date: str
    pain: float
