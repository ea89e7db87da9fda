"""What is behind a person: their interview, or weeks of it all, through the use cases, on the app's own clock."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from itertools import count
from typing import Any

from lumbar.services.practice import Practice
from lumbar.views import desk
from lumbar.views.session import SessionPlan
from tests.browser.serving import App
from tests.services.scenes import ME, practice, profile, short_form

GOALS = ("play on the floor with the children", "sit through a film")
WITHOUT_EXERCISE = 6
"""Each week one day goes by without."""
WALKED_MIN = 20


class PastIds:
    """Ids that no running app gives away."""

    def __init__(self) -> None:
        self._next = count(1)

    def new(self) -> str:
        return f"past-{next(self._next):06}"


def was_interviewed(app: App) -> None:
    """Let a person have answered as `Person.answers_the_interview` does, without the minutes it takes."""
    ordinary = {"age": 44, "minutes_per_day": 20, "days_per_week": 5, "slots": ["day"], "goals": []}
    desk.put_profile(_practice(app), ME, profile(**ordinary))


def weeks_went_by(app: App, days: int, *, goals: Sequence[str] = GOALS) -> None:
    """Let a person live through so many days up to the app's today, with pain that goes from 5 to 2."""
    here = _practice(app)
    app.clock.time -= timedelta(days=days)
    _answer(here, goals)
    for day in range(days):
        _live(here, round(5 - 3 * day / days), goals, rests=day % 7 == WITHOUT_EXERCISE)
        app.clock.next_day()
    if desk.today(here, ME).needs:
        _answer(here, goals)


def _practice(app: App) -> Practice:
    return replace(practice(app.store, app.clock), ids=PastIds())


def _answer(here: Practice, goals: Sequence[str]) -> None:
    wishes = {"goals": list(goals), "slots": ["morning"], "minutes_per_day": 15, "days_per_week": 6}
    desk.put_profile(here, ME, profile(**wishes))


def _live(here: Practice, pain: int, goals: Sequence[str], *, rests: bool) -> None:
    today = here.clock.today()
    if desk.today(here, ME).needs:
        _answer(here, goals)
    if morning := desk.today(here, ME).morning:
        desk.morning(here, ME, {"date": morning.date, "pain": pain})
    for measure in desk.all_measures(here, ME):
        if measure.due and measure.kind == "goals":
            desk.put_measure(here, ME, "goals", today.isoformat(), {"goals": dict.fromkeys(goals, 9 - pain)})
    desk.put_walk(here, ME, today.isoformat(), {"minutes": WALKED_MIN})
    day = desk.today(here, ME).day
    for slot in day.slots if day and not rests else ():
        if slot.items:
            desk.post_short_screening(here, ME, short_form(pain))
            plan = desk.session(here, ME, today, slot.slot, None)
            desk.put_session(here, ME, f"00000000-0000-4000-8000-{today:%Y%m%d}0000", _done(here, plan, pain))


def _done(here: Practice, plan: SessionPlan, pain: int) -> dict[str, Any]:
    began = here.clock.now()
    return {
        "date": plan.date,
        "slot": plan.slot,
        "plan_id": plan.plan_id,
        "started_at": began.isoformat(),
        "finished_at": (began + timedelta(minutes=15)).isoformat(),
        "pain_before": pain,
        "pain_after": pain,
        "effort": 4,
        "items": [
            {
                "movement": item.movement,
                "level": item.level,
                "sets": [
                    {"set": number, "side": None, "reps": 8, "held_s": 0, "completed": True}
                    for number in range(1, item.dose.sets + 1)
                ],
                "completed": True,
                "skipped": False,
                "hurt": False,
                "pain_during": max(0, pain - 2),
                "pain_where": None,
            }
            for item in plan.items
        ],
    }
