"""The questions, as they are shown."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from lumbar.care.short_form import SHORT_FORM
from lumbar.services.practice import Practice
from lumbar.views.reasons import label
from lumbar.vocabulary.condition import CONDITIONS, WARNING_SIGNS
from lumbar.vocabulary.movement import EQUIPMENT, SURROUNDINGS
from lumbar.vocabulary.words import Words

QuestionKind = Literal["yes_no", "number", "pain", "choices", "texts", "weeks"]


@dataclass(frozen=True, kw_only=True)
class Choice:
    """One of several answers."""

    id: str
    text: str


@dataclass(frozen=True, kw_only=True)
class Question:
    """kind: yes_no (yes/no/unknown), number, pain (0-10), choices (several), texts (own words), weeks."""

    id: str
    kind: QuestionKind
    text: str
    why: str
    label: str
    choices: list[Choice]
    least: float | None = None
    most: float | None = None


@dataclass(frozen=True, kw_only=True)
class Section:
    """One screen of the interview. ``none_of_these`` offers one answer of no to all of its questions."""

    id: str
    title: str
    intro: str
    none_of_these: bool
    questions: list[Question]


@dataclass(frozen=True, kw_only=True)
class Interview:
    """The full questions, screen by screen."""

    sections: list[Section]


SLOTS = ("day", "morning", "midday", "evening")
"""The times of day that are offered; a person's plan may name its own."""


def interview_out(practice: Practice) -> Interview:
    """Show the full questions, section by section."""
    words = practice.words
    return Interview(
        sections=[
            _section("about", words, [_number("age", 0, 120, words), _weeks(words)]),
            _section("signs", words, [_yes_no(sign, words) for sign in WARNING_SIGNS], none_of_these=True),
            _section("conditions", words, [_yes_no(each, words) for each in CONDITIONS], none_of_these=True),
            _section("pain", words, [_pain("usual_pain", words), _pain("pain_today", words)]),
            _section(
                "time",
                words,
                [
                    _number("minutes_per_day", 5, 180, words),
                    _number("days_per_week", 1, 7, words),
                    _choices("slots", SLOTS, words, least=1, most=3),
                ],
            ),
            _section(
                "place",
                words,
                [_choices("equipment", EQUIPMENT, words), _choices("without", SURROUNDINGS, words)],
            ),
            _section("goals", words, [_ask("goals", "texts", words, most=3)]),
        ]
    )


def short_form_out(practice: Practice) -> list[Question]:
    """Show the questions asked before every session."""
    words = practice.words
    return [*(_yes_no(sign, words) for sign in SHORT_FORM), _pain("pain_now", words)]


def _section(name: str, words: Words, questions: list[Question], *, none_of_these: bool = False) -> Section:
    return Section(
        id=name,
        title=words.say(f"section.{name}.title"),
        intro=words.say(f"section.{name}.intro"),
        none_of_these=none_of_these,
        questions=questions,
    )


def _ask(
    name: str, kind: QuestionKind, words: Words, least: float | None = None, most: float | None = None
) -> Question:
    return Question(
        id=name,
        kind=kind,
        text=words.say(f"{name}.text"),
        why=words.say(f"{name}.why"),
        label=label(name, words),
        least=least,
        most=most,
        choices=[],
    )


def _yes_no(name: str, words: Words) -> Question:
    return _ask(name, "yes_no", words)


def _number(name: str, least: float, most: float, words: Words) -> Question:
    return _ask(name, "number", words, least, most)


def _pain(name: str, words: Words) -> Question:
    return _ask(name, "pain", words, 0, 10)


def _weeks(words: Words) -> Question:
    return _ask("pregnancy_weeks", "weeks", words, 1, 45)


def _choices(
    name: str, choices: Sequence[str], words: Words, least: float = 0, most: float | None = None
) -> Question:
    question = _ask(name, "choices", words, least, most or len(choices))
    return replace(question, choices=[Choice(id=each, text=words.say(f"choice.{each}")) for each in choices])
