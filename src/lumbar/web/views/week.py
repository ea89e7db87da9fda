"""The week and the day, as they are shown."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from lumbar.services.looking import Done, Today, Week
from lumbar.services.practice import Practice
from lumbar.vocabulary.words import Words
from lumbar.web import schemas
from lumbar.web.views.dose import dose_out, dose_text, read_dose
from lumbar.web.views.reasons import changes_out, movement_name, reasons_out, said
from lumbar.web.views.screening import screening_out


def today_out(today: Today, practice: Practice) -> schemas.Today:
    """Show the day."""
    words = practice.words
    state = today.person.state if today.person else "normal"
    plan = today.week.plan.outcome if today.week else None
    return schemas.Today.model_construct(
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
    )


def _morning(after: date | None, today: Today, words: Words) -> schemas.Morning | None:
    if after is None:
        return None
    days = (today.day - after).days
    flare = today.person is not None and today.person.state == "flare"
    key = "due_flare" if flare else "due_yesterday" if days == 1 else "due_before"
    text = words.say(f"morning.{key}", {"weekday": words.say(f"weekday.{after.isoweekday()}")})
    return schemas.Morning.model_construct(date=today.day.isoformat(), text=text)


def week_out(week: Week, practice: Practice) -> schemas.Week:
    """Show the week from today on."""
    outcome, words = week.plan.outcome, practice.words
    return schemas.Week.model_construct(
        outcome=outcome["outcome"],
        urgency=outcome["urgency"],
        phase=outcome["phase"],
        phase_text=words.say(f"phase.{outcome['phase']}") if outcome["phase"] else "",
        days=_days(week, practice),
        left_out=[_left_out(left, _families(outcome), practice) for left in outcome["left_out"]],
        reasons=reasons_out(outcome["reasons"]),
        decision_id=week.plan.id,
    )


def _days(week: Week, practice: Practice, only: date | None = None) -> list[schemas.PlanDay]:
    first = (only or week.today).isoformat()
    days = [
        day for day in week.plan.outcome["week"] if day["date"] == first or (only is None and day["date"] > first)
    ]
    return [_day(day, week, practice) for day in days]


def _day(day: Mapping[str, Any], week: Week, practice: Practice) -> schemas.PlanDay:
    on = date.fromisoformat(day["date"])
    done = [each for each in week.done if each.date == on]
    finished = {each.slot for each in done}
    slots = [_done_slot(each, practice) for each in done]
    slots += [slot_out(slot, practice) for slot in day["slots"] if slot["slot"] not in finished]
    return schemas.PlanDay.model_construct(
        date=day["date"],
        weekday=practice.words.say(f"weekday.{on.isoweekday()}"),
        is_today=on == week.today,
        walk_minutes=day["walk_minutes"],
        minutes=sum(slot.minutes for slot in slots),
        slots=slots,
    )


def _done_slot(done: Done, practice: Practice) -> schemas.Slot:
    planned = done.planned or {"slot": done.slot, "minutes": 0.0, "items": []}
    return slot_out(planned, practice, done=True)


def slot_out(slot: Mapping[str, Any], practice: Practice, *, done: bool = False) -> schemas.Slot:
    """Show a slot of a stored plan."""
    return schemas.Slot.model_construct(
        slot=slot["slot"],
        slot_name=slot_name(slot["slot"], practice.words),
        minutes=slot["minutes"],
        done=done,
        items=[item_out(item, practice) for item in slot["items"] if item["movement"] in practice.catalogue],
    )


def slot_name(slot: str, words: Words) -> str:
    """Name a slot; one of the person's own keeps its name."""
    return words.say(f"slot.{slot}") if f"slot.{slot}" in words else said(slot)


def item_out(item: Mapping[str, Any], practice: Practice) -> schemas.Item:
    """Show an item of a stored plan."""
    return schemas.Item.model_construct(**item_parts(item, practice))


def item_parts(item: Mapping[str, Any], practice: Practice) -> dict[str, Any]:
    """Return what an item shows, whether in the plan or in the player."""
    movement, words = practice.catalogue[item["movement"]], practice.words
    dose = read_dose(item["dose"])
    return {
        "movement": movement.id,
        "name": movement.name,
        "family": movement.family,
        "family_name": words.say(f"family.{movement.family}"),
        "level": item["level"],
        "top_level": movement.top_level,
        "dose": dose_out(dose),
        "dose_text": dose_text(dose, words),
        "side": item["side"],
        "position": movement.position,
        "position_name": words.say(f"position.{movement.position}"),
        "minutes": item["minutes"],
        "modified": _modified(item["modified"]),
        "reasons": reasons_out(item["reasons"]),
    }


def _modified(modified: Sequence[Mapping[str, Any]]) -> list[str]:
    return list(dict.fromkeys(each["text"] for each in modified))


def _families(outcome: Mapping[str, Any]) -> set[str]:
    """Return the families that are in the week."""
    slots = (slot for day in outcome["week"] for slot in day["slots"])
    return {item["family"] for slot in slots for item in slot["items"]}


def _left_out(left: Mapping[str, Any], planned: set[str], practice: Practice) -> schemas.LeftOut:
    family = left["family"]
    return schemas.LeftOut.model_construct(
        movement=left["movement"],
        name=movement_name(left["movement"], practice) if left["movement"] else "",
        family=family,
        family_name=practice.words.say(f"family.{family}") if family else "",
        less_often=left["movement"] is None and family in planned,
        rule=left["rule"],
        text=left["text"],
    )
