"""Every rule, outcome and question has its words, and the words ask for no fact that is not there."""

import re

import pytest

from lumbar.care.rules import RULES
from lumbar.library.wording import words
from lumbar.vocabulary.condition import CAUTION_CONDITIONS, QUESTIONS, WARNING_SIGNS


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


def test_nobody_is_told_that_they_are_clear() -> None:
    told = " ".join(words().texts.values()).lower()
    assert not re.search(r"\b(you are clear|all clear|you're clear|no danger|nothing to worry)\b", told)
    assert "no warning sign reported today" in told


def test_no_text_shouts() -> None:
    assert [key for key, text in words().texts.items() if "!" in text] == []


def test_an_unknown_language_is_an_error() -> None:
    with pytest.raises(KeyError):
        words("xx")


def test_there_are_seventeen_warning_signs() -> None:
    assert len(WARNING_SIGNS) == 17
