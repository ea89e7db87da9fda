"""Writes the week as an iCalendar file."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta

from icalendar import Alarm, Calendar, Event

from lumbar.views.week import PlanDay, Slot, Week
from lumbar.vocabulary.words import Words

HOURS: Mapping[str, time] = {
    "morning": time(8, 0), "midday": time(12, 30), "evening": time(19, 0), "day": time(18, 0)
}  # fmt: skip
"""When each time of day begins in a calendar; a slot of the person's own begins as "day" does."""


def week_ics(
    week: Week, person: str, now: datetime, words: Words, hours: Mapping[str, time] | None = None
) -> bytes:
    """Return the sessions of the week that are still to be done, one event each.

    Times are those of wherever the person is (floating). An event keeps its identity from one file to the next, so
    that importing again changes it and does not double it.

    Args:
        week: the plan that holds.
        person: whose it is; part of the identity.
        now: when the file is made.
        words: what it is written in.
        hours: when each time of day begins, where it is not as in HOURS.
    """
    calendar = Calendar()
    calendar.add("prodid", "-//lumbar//plan//")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", "lumbar")
    for day in week.days:
        for slot in day.slots:
            if not slot.done and slot.items:
                calendar.add_component(_event(day, slot, person, now, words, {**HOURS, **(hours or {})}))
    return bytes(calendar.to_ical())


def _event(day: PlanDay, slot: Slot, person: str, now: datetime, words: Words, hours: Mapping[str, time]) -> Event:
    start = datetime.combine(date.fromisoformat(day.date), hours.get(slot.slot, hours["day"]))
    event = Event()
    event.add("uid", f"{person}-{day.date}-{slot.slot}@lumbar")
    event.add("dtstamp", now)
    event.add("dtstart", start)
    event.add("dtend", start + timedelta(minutes=max(1, round(slot.minutes))))
    event.add("summary", words.say("calendar.summary", {"minutes": round(slot.minutes)}))
    event.add("description", "\n".join(f"{item.name}: {item.dose_text}" for item in slot.items))
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("trigger", timedelta(0))
    alarm.add("description", words.say("calendar.summary", {"minutes": round(slot.minutes)}))
    event.add_component(alarm)
    return event
