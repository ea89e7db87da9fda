"""What there was to do on a day, to be ticked off after it was done from paper."""

from dataclasses import dataclass

from lumbar.services.paper import Sheet
from lumbar.services.practice import Practice
from lumbar.views.week import Slot, slot_out


@dataclass(frozen=True, kw_only=True)
class SheetOut:
    """A day's slots; without a plan for the day, one slot of the person's own movements."""

    date: str
    plan_id: str | None
    slots: list[Slot]


def sheet_out(sheet: Sheet, practice: Practice) -> SheetOut:
    """Show a day's sheet."""
    return SheetOut(
        date=sheet.day.isoformat(),
        plan_id=sheet.plan_id,
        slots=[slot_out(slot, practice) for slot in sheet.slots],
    )
