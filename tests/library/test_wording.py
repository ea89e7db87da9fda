"""Every rule, outcome and question has its words in every language, and they ask for no fact that is not there."""

import re
from importlib.resources import files
from string import Formatter

import pytest

from lumbar.care.rules import RULES
from lumbar.library import packaged
from lumbar.library.lessons import lessons
from lumbar.library.wording import words
from lumbar.vocabulary.condition import CAUTION_CONDITIONS, QUESTIONS, WARNING_SIGNS

LANGUAGES = sorted({entry.name.split(".")[1] for entry in (files("lumbar.library") / "words").iterdir()})
TRANSLATED = [language for language in LANGUAGES if language != "en"]
CLEAR = {
    "en": re.compile(r"\b(you are clear|all clear|you're clear|no danger|nothing to worry)\b"),
    "es": re.compile(r"\b(estás a salvo|sin peligro|no hay peligro|nada grave|nada que temer|todo está bien)\b"),
}
NO_SIGN = {"en": "no warning sign reported today", "es": "hoy no has indicado ninguna señal de alarma"}


@pytest.mark.parametrize("rule", sorted(RULES))
def test_a_rule_has_its_words_and_its_source(rule: str) -> None:
    assert f"rule.{rule}" in words()
    assert RULES[rule].strip()


def test_there_are_no_words_for_a_rule_that_is_not() -> None:
    told = {key.removeprefix("rule.") for key in words().texts if key.startswith("rule.")}
    assert told == set(RULES)


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_question_says_what_and_why(question: str) -> None:
    for part in ("text", "why", "label"):
        assert words().say(f"{question}.{part}")


@pytest.mark.parametrize("condition", CAUTION_CONDITIONS)
def test_a_condition_has_a_name(condition: str) -> None:
    assert f"{condition}.label" in words()


@pytest.mark.parametrize("outcome", ["emergency", "urgent", "refer", "limit", "noted", "proceed"])
def test_an_outcome_says_what_to_do(outcome: str) -> None:
    assert f"outcome.{outcome}" in words()


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_translation_has_every_word_and_no_other(language: str) -> None:
    english, other = words().texts.keys(), words(language).texts.keys()
    assert {"missing": sorted(english - other), "unknown": sorted(other - english)} == {
        "missing": [],
        "unknown": [],
    }


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_translation_has_the_same_places_for_facts(language: str) -> None:
    english, other = words().texts, words(language).texts
    differing = {key for key in english.keys() & other.keys() if _places(english[key]) != _places(other[key])}
    assert sorted(differing) == []


def _places(text: str) -> set[str]:
    return {place for _, place, _, _ in Formatter().parse(text) if place is not None}


def test_a_language_of_the_movements_has_words_and_lessons_too() -> None:
    for language in packaged.languages():
        assert language in LANGUAGES
        assert lessons(language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_nobody_is_told_that_they_are_clear(language: str) -> None:
    told = " ".join(words(language).texts.values()).lower()
    assert not CLEAR[language].search(told)
    assert NO_SIGN[language] in told


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_shouts(language: str) -> None:
    assert [key for key, text in words(language).texts.items() if "!" in text or "¡" in text] == []


def test_spanish_says_tu_to_everyone_and_is_understood_everywhere() -> None:
    apart = re.compile(r"\b(ustede?s?|vosotr[oa]s|os|cog(e|er|es|ido|iendo)|ordenador(es)?)\b", re.I)
    told = {**words("es").texts, **{each.id: " ".join(each.paragraphs) for each in lessons("es")}}
    assert sorted(key for key, text in told.items() if apart.search(text)) == []


def test_an_unknown_language_is_an_error() -> None:
    with pytest.raises(KeyError):
        words("xx")


def test_there_are_seventeen_warning_signs() -> None:
    assert len(WARNING_SIGNS) == 17
