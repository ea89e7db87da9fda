"""Paper: what a plan asked for on a day, to be written down after it was done without the app."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from lumbar.services.forms import read_day
from lumbar.services.items import bare_item
from lumbar.services.planning import PLAN_DAYS, interviewed
from lumbar.services.practice import Practice
from lumbar.services.records import Decided, Document


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """The slots of a day as a plan had them; ``plan_id`` is None where no plan covers the day."""

    day: date
    plan_id: str | None
    slots: Sequence[Document]


def sheet(practice: Practice, person_id: str, day: str) -> Sheet:
    """Return what there was to do on a day; without a plan for it, the movements the person has levels for.

    Raises:
        BadDocument: it is no day, or too far away.
        Refusal: there was no interview.
    """
    on = read_day(day, practice.clock.today())
    with practice.store.reading() as ledger:
        person = interviewed(ledger, person_id)
        plans = ledger.plans(person_id, on - timedelta(days=PLAN_DAYS - 1), 50)
    for plan in plans:
        if slots := _slots(plan, on):
            return Sheet(day=on, plan_id=plan.id, slots=slots)
    known = sorted((movement, level) for movement, level in person.levels.items() if movement in practice.catalogue)
    items = [bare_item(practice.catalogue[movement], level) for movement, level in known]
    return Sheet(day=on, plan_id=None, slots=[{"slot": "day", "minutes": 0.0, "items": items}] if items else [])


def _slots(plan: Decided, on: date) -> Sequence[Document]:
    if plan.as_of > on:
        return ()
    return next((day["slots"] for day in plan.outcome["week"] if day["date"] == on.isoformat()), ())
