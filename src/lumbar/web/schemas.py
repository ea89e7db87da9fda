"""What goes over HTTP, as types: the front end's types are generated from these.

Routes (all under ``/api``; every text comes ready to show, in the person's language):

| method, path | body -> answer |
|---|---|
| GET /api/about | -> About |
| GET /api/interview | -> Interview |
| GET /api/profile | -> Profile, 404 before the first interview |
| PUT /api/profile | Profile -> ScreeningOut (decided, stored, a new week planned) |
| POST /api/signs | SignsIn -> SignsOut (after each screen of safety questions) |
| GET /api/today | -> Today |
| GET /api/week | -> Week |
| GET /api/short-screening | -> list[Question] |
| POST /api/short-screening | ShortScreeningIn -> ScreeningOut |
| GET /api/session?date=&slot= | -> SessionPlan |
| PUT /api/sessions/{id} | SessionIn -> SessionStored (sending it again changes nothing) |
| POST /api/hurts | HurtsIn -> HurtsOut |
| POST /api/morning | MorningIn -> MorningOut |
| POST /api/flare | -> ScreeningNeeded |
| GET /api/changes | -> list[ChangeOut] |
| GET /api/movements, /api/movements/{id} | -> list[MovementBrief], MovementPage |
| GET /api/decisions/{id} | -> the stored decision document |

Bad input answers 422 with ``Problems``; a page that is not there 404 with ``Problems``.
"""

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict

from lumbar.vocabulary.condition import Answer
from lumbar.vocabulary.decision import Change, Outcome, Phase, State, Urgency, Where
from lumbar.vocabulary.dose import Side, Sides
from lumbar.vocabulary.movement import Effect, Equipment, Family, Measure, Position, Purpose, Surrounding


class Closed(BaseModel):
    """A body that refuses keys it does not know, and a value of another type."""

    model_config = ConfigDict(extra="forbid", strict=True)


class ProblemOut(BaseModel):
    """One thing wrong with what was sent: where, what was expected, what was found."""

    key: str
    expected: str
    found: str


class Problems(BaseModel):
    """Why nothing was done, in words, and every problem at once."""

    message: str
    problems: list[ProblemOut]


class About(BaseModel):
    """What this lumbar is, and where it keeps things."""

    version: str
    rule_version: int
    catalogue: str
    movements: int
    languages: list[str]
    data_folder: str
    intended_use: list[str]


class ReasonOut(BaseModel):
    """A rule that applied, the numbers it compared, its source, and the sentence for it."""

    rule: str
    facts: dict[str, str | int | float | bool | None]
    source: str
    text: str


class Choice(BaseModel):
    """One of several answers."""

    id: str
    text: str


class Question(BaseModel):
    """kind: yes_no (yes/no/unknown), number, pain (0-10), choices (several), texts (own words), weeks."""

    id: str
    kind: Literal["yes_no", "number", "pain", "choices", "texts", "weeks"]
    text: str
    why: str
    label: str
    choices: list[Choice] = []
    least: float | None = None
    most: float | None = None


class Section(BaseModel):
    """One screen of the interview. ``none_of_these`` offers one answer of no to all of its questions."""

    id: str
    title: str
    intro: str
    none_of_these: bool
    questions: list[Question]


class Interview(BaseModel):
    """The full questions, screen by screen."""

    sections: list[Section]


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


class LimitOut(BaseModel):
    """What an answer does to a movement."""

    movement: str
    name: str
    effect: Effect
    condition_label: str
    text: str
    substitute_name: str | None = None


class Clearable(BaseModel):
    """A lasting answer that a clinician's agreement lifts; the date is recorded in Profile.clearances."""

    id: str
    label: str


class ScreeningOut(BaseModel):
    """What the safety answers led to, what to do now, and why."""

    outcome: Outcome
    urgency: Urgency | None
    title: str
    what_to_do: str
    reasons: list[ReasonOut]
    limits: list[LimitOut]
    clearable: list[Clearable]


class SignsIn(Closed):
    """The interview's safety answers so far."""

    age: int
    answers: dict[str, Answer]


class SignsOut(BaseModel):
    """``screening`` only where a sign among the answers so far must not wait for the rest."""

    screening: ScreeningOut | None


class DoseOut(BaseModel):
    """How much, and how often."""

    sets: int
    reps: int | None
    duration_s: float | None
    hold_s: float | None
    per_side: bool
    tempo_s: float | None
    rest_s: float | None
    times_per_day: int
    days_per_week: int


class Item(BaseModel):
    """A movement in the plan, with its dose and the reasons for it."""

    movement: str
    name: str
    family: Family
    family_name: str
    level: int
    top_level: int
    dose: DoseOut
    dose_text: str
    side: Side | None
    position: Position
    position_name: str
    minutes: float
    modified: list[str]
    reasons: list[ReasonOut]


class Slot(BaseModel):
    """A time of day with its movements in order."""

    slot: str
    slot_name: str
    minutes: float
    done: bool
    items: list[Item]


class PlanDay(BaseModel):
    """One date of the plan. The outdoor walk stands apart and is not in ``minutes``."""

    date: str
    weekday: str
    is_today: bool
    walk_minutes: float
    minutes: float
    slots: list[Slot]


class LeftOut(BaseModel):
    """A movement or a family that is not in the week, or less often, and why.

    ``less_often``: the family is in the week, only not as often as its source says.
    """

    movement: str | None
    name: str
    family: Family | None
    family_name: str
    less_often: bool
    rule: str
    text: str


class ChangeOut(BaseModel):
    """A step of one movement, with its reasons."""

    date: str
    movement: str
    name: str
    change: Change
    from_level: int
    to_level: int
    to_movement: str
    to_name: str
    text: str
    reasons: list[ReasonOut]


class Week(BaseModel):
    """The plan that holds, from today on."""

    outcome: Outcome
    urgency: Urgency | None
    phase: Phase | None
    phase_text: str
    days: list[PlanDay]
    left_out: list[LeftOut]
    reasons: list[ReasonOut]
    decision_id: str


class Morning(BaseModel):
    """The next-morning question, when it is due."""

    date: str
    text: str


class Today(BaseModel):
    """needs: interview (never done), full_screening (over 7 days old, or a flare), or null: ready."""

    date: str
    needs: Literal["interview", "full_screening"] | None
    needs_text: str | None
    state: State
    state_text: str | None
    screening: ScreeningOut | None
    morning: Morning | None
    day: PlanDay | None
    phase_text: str | None
    changes: list[ChangeOut]


class ShortScreeningIn(Closed):
    """The short questions answered, and the pain right now."""

    answers: dict[str, Answer]
    pain_now: float


class Step(BaseModel):
    """One timed stretch of an item. ``say`` is spoken when it begins; ``show`` is the line under the count.

    kind: get_ready, move (out), hold, back, flow (timed, no reps), rest, switch.
    """

    kind: Literal["get_ready", "move", "hold", "back", "flow", "rest", "switch"]
    seconds: float
    side: Side | None
    set: int
    sets: int
    rep: int | None
    reps: int | None
    say: str | None
    show: str


class PlayItem(Item):
    """A movement as the player shows, says and counts it."""

    purpose: Purpose
    set_up: list[str]
    how: list[str]
    breathing: str
    feel: str
    not_feel: str
    cautions: list[str]
    script: list[Step]


class SessionPlan(BaseModel):
    """A session to play."""

    date: str
    slot: str
    slot_name: str
    minutes: float
    items: list[PlayItem]


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
    pain_during: float
    pain_where: Where | None
    note: str | None = None


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
    items: list[ItemIn]


class SessionStored(BaseModel):
    """What became of a session that was sent, and what changed because of it."""

    stored: Literal["new", "already"]
    text: str
    changes: list[ChangeOut]


class HurtsIn(Closed):
    """remaining: the movements still to come in this session."""

    movement: str
    pain: float
    where: Where
    remaining: list[str]


class HurtsOut(BaseModel):
    """The item has stopped; ``leave_out`` of the remaining ones go too; ``end_session`` ends it all."""

    leave_out: list[str]
    end_session: bool
    title: str
    text: str
    reasons: list[ReasonOut]


class MorningIn(Closed):
    """A morning's pain."""

    date: str
    pain: float


class MorningOut(BaseModel):
    """How the person stands after a morning's answer."""

    state: State
    text: str
    changes: list[ChangeOut]


class ScreeningNeeded(BaseModel):
    """The full questions come next."""

    needs: Literal["full_screening"]
    text: str


class MovementBrief(BaseModel):
    """A movement as a list shows it."""

    id: str
    name: str
    family: Family
    family_name: str
    position: Position
    position_name: str
    purpose: Purpose
    purpose_name: str
    equipment: list[Equipment]
    surroundings: list[Surrounding]
    summary: str
    measured_by: list[Measure]


class FaultOut(BaseModel):
    """A common mistake: how it looks, and what to say about it."""

    looks: str
    cue: str


class CautionOut(BaseModel):
    """What a condition does to this movement."""

    condition_label: str
    effect: Effect
    text: str
    source: str


class NumberSource(BaseModel):
    """Where a number of a level comes from."""

    field: str
    text: str


class LevelOut(BaseModel):
    """A step of the ladder."""

    level: int
    dose: DoseOut
    dose_text: str
    is_default: bool
    is_article: bool
    sources: list[NumberSource]


class MovementPage(MovementBrief):
    """A movement's own page."""

    sides: Sides
    muscles: list[str]
    set_up: list[str]
    how: list[str]
    breathing: str
    feel: str
    not_feel: str
    camera: str
    faults: list[FaultOut]
    cautions: list[CautionOut]
    ladder: list[LevelOut]
    easier: MovementBrief | None
    harder: MovementBrief | None


class DecisionOut(BaseModel):
    """A stored decision, as `lumbar replay` reads it."""

    kind: Literal["screen", "plan", "progress"]
    rule_version: int
    catalogue: str
    input: dict[str, Any]
    outcome: dict[str, Any]
