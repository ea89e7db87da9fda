"""Lessons, as they are shown."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from lumbar.views.library import source_out
from lumbar.vocabulary.lesson import Lesson


@dataclass(frozen=True, kw_only=True)
class LessonBrief:
    """A lesson as a list or a day shows it; ``read_on`` is the day it was first read."""

    id: str
    title: str
    summary: str
    read_on: str | None


@dataclass(frozen=True, kw_only=True)
class ParagraphOut:
    """A paragraph, and the points it lists."""

    text: str
    points: list[str]


@dataclass(frozen=True, kw_only=True)
class LessonPage(LessonBrief):
    """A lesson to read, with what it rests on."""

    paragraphs: list[ParagraphOut]
    sources: list[str]


def lesson_brief(lesson: Lesson, read: Mapping[str, date]) -> LessonBrief:
    """Show a lesson in a line."""
    on = read.get(lesson.id)
    return LessonBrief(
        id=lesson.id, title=lesson.title, summary=lesson.summary, read_on=on.isoformat() if on else None
    )


def lessons_out(lessons: Sequence[Lesson], read: Mapping[str, date]) -> list[LessonPage]:
    """Show every lesson whole: they are short."""
    return [
        LessonPage(
            **vars(lesson_brief(lesson, read)),
            paragraphs=[_paragraph(written) for written in lesson.paragraphs],
            sources=[source_out(source) for source in lesson.sources],
        )
        for lesson in lessons
    ]


def _paragraph(written: str) -> ParagraphOut:
    text, *points = written.split("\n- ")
    return ParagraphOut(text=text, points=points)
