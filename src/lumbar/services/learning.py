"""Learning: the lessons, which of them fits today, and which were read."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from lumbar.care.lessons import Standing, offer
from lumbar.library.lessons import lessons
from lumbar.services.ports import Ledger
from lumbar.services.practice import Practice
from lumbar.services.records import Decided, Person
from lumbar.services.refusals import NotThere
from lumbar.vocabulary.lesson import Lesson

LATELY = timedelta(days=7)
"""Breaks and pain in a session count as news this long."""


def all_lessons(practice: Practice, person_id: str) -> tuple[Sequence[Lesson], Mapping[str, date]]:
    """Return every lesson, and the ones this person has read with the day."""
    with practice.store.reading() as ledger:
        return lessons(practice.words.language), ledger.lessons_read(person_id)


def read_lesson(practice: Practice, person_id: str, lesson_id: str) -> None:
    """Note that a lesson was read; NotThere without such a lesson."""
    if lesson_id not in {lesson.id for lesson in lessons(practice.words.language)}:
        raise NotThere("lesson", lesson_id)
    with practice.store.writing() as ledger:
        if ledger.person(person_id) is None:
            raise NotThere("person", person_id)
        ledger.read_lesson(person_id, lesson_id, practice.clock.today())


def lesson_of_today(practice: Practice, ledger: Ledger, person: Person, plan: Decided, day: date) -> Lesson | None:
    """Return the lesson to offer today, within a view that is open: at most one new one a day."""
    read = ledger.lessons_read(person.id)
    if day in read.values():
        return None
    sessions = ledger.sessions(person.id, day - LATELY, day)
    planned = [session for session in sessions if session.slot != "break"]
    standing = Standing(
        state=person.state,
        phase=plan.outcome["phase"],
        after_pain=bool(planned) and any(item.hurt for item in planned[-1].items),
        took_breaks=any(session.slot == "break" for session in sessions),
    )
    return offer(lessons(practice.words.language), standing, read)
