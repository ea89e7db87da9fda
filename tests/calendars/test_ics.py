"""The plan as a calendar file that other programs read."""

from datetime import datetime, time, timedelta

import pytest
from icalendar import Calendar

from lumbar.calendars.ics import week_ics
from lumbar.services.exercising import finish_session
from lumbar.services.interviewing import take_interview
from lumbar.services.practice import Practice
from lumbar.views import desk
from tests.services.scenes import ME, practice, profile, session, session_id


@pytest.fixture
def here() -> Practice:
    here = practice()
    take_interview(here, ME, profile())
    return here


def _read(here: Practice, hours: dict[str, time] | None = None) -> list[dict[str, object]]:
    content = week_ics(desk.week(here, ME), ME, here.clock.now(), here.words, hours)
    return [
        {
            "uid": str(event["uid"]),
            "start": event.decoded("dtstart"),
            "end": event.decoded("dtend"),
            "text": str(event["description"]),
        }
        for event in Calendar.from_ical(content).walk("VEVENT")
    ]


def test_every_slot_of_the_week_is_an_event_as_long_as_the_session(here: Practice) -> None:
    week = desk.week(here, ME)
    events = _read(here)
    slots = [(day, slot) for day in week.days for slot in day.slots]
    assert len(events) == len(slots)
    for event, (day, slot) in zip(events, slots, strict=True):
        assert event["start"] == datetime.fromisoformat(
            f"{day.date}T{'08' if slot.slot == 'morning' else '19'}:00:00"
        )
        assert event["end"] == event["start"] + timedelta(minutes=max(1, round(slot.minutes)))  # type: ignore[operator]
        assert slot.items[-1].name in str(event["text"])


def test_an_event_keeps_its_identity_from_file_to_file(here: Practice) -> None:
    first, again = _read(here), _read(here)
    assert [event["uid"] for event in first] == [event["uid"] for event in again]
    assert len({event["uid"] for event in first}) == len(first)


def test_the_hours_can_be_the_persons_own(here: Practice) -> None:
    assert _read(here, {"morning": time(6, 45)})[0]["start"] == datetime.fromisoformat("2026-05-04T06:45")


def test_what_is_done_is_no_event_any_more(here: Practice) -> None:
    before = len(_read(here))
    finish_session(here, ME, session_id(1), session())
    assert f"{ME}-2026-05-04-morning@lumbar" not in {event["uid"] for event in _read(here)}
    assert before
