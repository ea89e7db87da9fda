"""The week and the day, as they are shown."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from lumbar.care.measures import Measure
from lumbar.care.telling import dose_text
from lumbar.services import looking
from lumbar.services.practice import Practice
from lumbar.views.dose import DoseOut, dose_out, read_dose
from lumbar.views.lessons import LessonBrief, lesson_brief
from lumbar.views.reasons import (
    ChangeOut,
    ReasonOut,
    cautions_of,
    changes_out,
    movement_name,
    reasons_out,
    retold,
    said,
)
from lumbar.views.screening import ScreeningOut, screening_out
from lumbar.vocabulary.decision import Outcome, Phase, State, Urgency
from lumbar.vocabulary.dose import Side
from lumbar.vocabulary.movement import Family, Position
from lumbar.vocabulary.words import Words


@dataclass(frozen=True, kw_only=True)
class Item:
    """A movement in the plan, with its dose and the reasons for it."""

    movement: str
    name: str
    family: Family
    family_name: str
    level: int
    level_text: str | None
    dose: DoseOut
    dose_text: str
    side: Side | None
    position: Position
    position_name: str
    minutes: float
    modified: list[str]
    reasons: list[ReasonOut]


@dataclass(frozen=True, kw_only=True)
class Slot:
    """A time of day with its movements in order."""

    slot: str
    slot_name: str
    minutes: float
    done: bool
    items: list[Item]


@dataclass(frozen=True, kw_only=True)
class PlanDay:
    """One date of the plan. The outdoor walk stands apart and is not in ``minutes``."""

    date: str
    weekday: str
    is_today: bool
    walk_minutes: float
    minutes: float
    slots: list[Slot]


@dataclass(frozen=True, kw_only=True)
class LeftOut:
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


@dataclass(frozen=True, kw_only=True)
class Week:
    """The plan that holds, from today on."""

    outcome: Outcome
    urgency: Urgency | None
    phase: Phase | None
    phase_text: str
    days: list[PlanDay]
    left_out: list[LeftOut]
    reasons: list[ReasonOut]
    decision_id: str


@dataclass(frozen=True, kw_only=True)
class WalkOut:
    """The outdoor walk of a day: the minutes planned, and those that were walked."""

    planned_minutes: float
    walked_minutes: float


@dataclass(frozen=True, kw_only=True)
class Morning:
    """The next-morning question, when it is due."""

    date: str
    text: str


@dataclass(frozen=True, kw_only=True)
class Today:
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
    lesson: LessonBrief | None
    walk: WalkOut | None
    measures: list[Measure]


def today_out(today: looking.Today, practice: Practice) -> Today:
    """Show the day."""
    words = practice.words
    state = today.person.state if today.person else "normal"
    plan = today.week.plan.outcome if today.week else None
    return Today(
        date=today.day.isoformat(),
        needs=today.needs,
        needs_text=words.say(f"needs.{today.needs}") if today.needs else None,
        state=state,
        state_text=None if state == "normal" else words.say(f"state.{state}"),
        screening=screening_out(today.screening, practice) if today.screening else None,
        morning=_morning(today.morning_after, today, words),
        day=next(iter(_days(today.week, practice, only=today.day)), None) if today.week else None,
        phase_text=words.say(f"phase.{plan['phase']}") if plan and plan["phase"] else None,
        changes=changes_out(today.changes, practice),
        lesson=lesson_brief(today.lesson, {}) if today.lesson else None,
        walk=_walk(today),
        measures=list(today.measures),
    )


def _walk(today: looking.Today) -> WalkOut | None:
    if today.week is None:
        return None
    days = today.week.plan.outcome["week"]
    planned = next((day["walk_minutes"] for day in days if day["date"] == today.day.isoformat()), 0.0)
    return WalkOut(planned_minutes=planned, walked_minutes=today.walked_minutes)


def _morning(after: date | None, today: looking.Today, words: Words) -> Morning | None:
    if after is None:
        return None
    days = (today.day - after).days
    flare = today.person is not None and today.person.state == "flare"
    key = "due_flare" if flare else "due_yesterday" if days == 1 else "due_before"
    text = words.say(f"morning.{key}", {"weekday": words.say(f"weekday.{after.isoweekday()}")})
    return Morning(date=today.day.isoformat(), text=text)


def week_out(week: looking.Week, practice: Practice) -> Week:
    """Show the week from today on."""
    outcome, words = week.plan.outcome, practice.words
    return Week(
        outcome=outcome["outcome"],
        urgency=outcome["urgency"],
        phase=outcome["phase"],
        phase_text=words.say(f"phase.{outcome['phase']}") if outcome["phase"] else "",
        days=_days(week, practice),
        left_out=[_left_out(left, _families(outcome), practice) for left in outcome["left_out"]],
        reasons=reasons_out(outcome["reasons"], practice.words),
        decision_id=week.plan.id,
    )


def _days(week: looking.Week, practice: Practice, only: date | None = None) -> list[PlanDay]:
    first = (only or week.today).isoformat()
    days = [
        day for day in week.plan.outcome["week"] if day["date"] == first or (only is None and day["date"] > first)
    ]
    return [_day(day, week, practice) for day in days]


def _day(day: Mapping[str, Any], week: looking.Week, practice: Practice) -> PlanDay:
    on = date.fromisoformat(day["date"])
    done = [each for each in week.done if each.date == on]
    finished = {each.slot for each in done}
    slots = [_done_slot(each, practice) for each in done]
    slots += [slot_out(slot, practice) for slot in day["slots"] if slot["slot"] not in finished]
    return PlanDay(
        date=day["date"],
        weekday=practice.words.say(f"weekday.{on.isoweekday()}"),
        is_today=on == week.today,
        walk_minutes=day["walk_minutes"],
        minutes=sum(slot.minutes for slot in slots),
        slots=slots,
    )


def _done_slot(done: looking.Done, practice: Practice) -> Slot:
    slot = {"slot": done.slot, "minutes": done.minutes, "items": done.items}
    return slot_out(slot, practice, done=True)


def slot_out(slot: Mapping[str, Any], practice: Practice, *, done: bool = False) -> Slot:
    """Show a slot of a stored plan."""
    return Slot(
        slot=slot["slot"],
        slot_name=slot_name(slot["slot"], practice.words),
        minutes=slot["minutes"],
        done=done,
        items=[item_out(item, practice) for item in slot["items"] if item["movement"] in practice.catalogue],
    )


def slot_name(slot: str, words: Words) -> str:
    """Name a slot; one of the person's own keeps its name."""
    return words.say(f"slot.{slot}") if f"slot.{slot}" in words else said(slot)


def item_out(item: Mapping[str, Any], practice: Practice) -> Item:
    """Show an item of a stored plan."""
    return Item(**item_parts(item, practice))


def item_parts(item: Mapping[str, Any], practice: Practice) -> dict[str, Any]:
    """Return what an item shows, whether in the plan or in the player."""
    movement, words = practice.catalogue[item["movement"]], practice.words
    dose = read_dose(item["dose"])
    climbs = movement.family != "aerobic"  # a warm-up has no steps to climb
    return {
        "movement": movement.id,
        "name": movement.name,
        "family": movement.family,
        "family_name": words.say(f"family.{movement.family}"),
        "level": item["level"],
        "level_text": words.say("item.level", {"level": item["level"], "top": movement.top_level})
        if climbs
        else None,
        "dose": dose_out(dose),
        "dose_text": dose_text(dose, words),
        "side": item["side"],
        "position": movement.position,
        "position_name": words.say(f"position.{movement.position}"),
        "minutes": item["minutes"],
        "modified": cautions_of(movement, item["modified"]),
        "reasons": reasons_out(item["reasons"], words),
    }


def _families(outcome: Mapping[str, Any]) -> set[str]:
    """Return the families that are in the week."""
    slots = (slot for day in outcome["week"] for slot in day["slots"])
    return {item["family"] for slot in slots for item in slot["items"]}


def _why_left(left: Mapping[str, Any], practice: Practice) -> str:
    """Tell why: in the movement file's own words where a condition blocks it, else in those of the rule."""
    sign = left["facts"].get("sign")
    if left["movement"] in practice.catalogue and sign is not None:
        for caution in practice.catalogue[left["movement"]].cautions:
            if caution.condition == sign:
                return caution.text
    return retold(left, practice.words)


def _left_out(left: Mapping[str, Any], planned: set[str], practice: Practice) -> LeftOut:
    family = left["family"]
    return LeftOut(
        movement=left["movement"],
        name=movement_name(left["movement"], practice) if left["movement"] else "",
        family=family,
        family_name=practice.words.say(f"family.{family}") if family else "",
        less_often=left["movement"] is None and family in planned,
        rule=left["rule"],
        text=_why_left(left, practice),
    )
