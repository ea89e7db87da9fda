"""Screening as a whole: every sign alone, and more caution never leading to less."""

import random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lumbar.care.decisions import decide
from lumbar.library import packaged
from lumbar.library.wording import words
from lumbar.vocabulary.condition import CONDITIONS, QUESTIONS, WARNING_SIGNS

EMERGENCY = {
    "bladder_bowel_change", "saddle_numbness", "both_legs_symptoms", "leg_weakness_progressive",
    "abdominal_pulsing_pain", "chest_pain",
}  # fmt: skip
URGENT = {"major_trauma", "fever", "clot_suspected"}
REFER = {
    "cancer_history", "unexplained_weight_loss", "night_pain_unremitting", "morning_stiffness_inflammatory",
    "recent_infection", "immune_suppression",
}  # fmt: skip
STRICTNESS = ["proceed", "limit", "refer", "stop"]


def outcome_of(answers: dict[str, str], **more: Any) -> dict[str, Any]:
    document = {"as_of": "2026-03-02", "age": 40, "unlisted": "no", "answers": answers, **more}
    result: dict[str, Any] = decide("screen", document, packaged.catalogue(), words())["outcome"]
    return result


@pytest.mark.parametrize("answer", ["yes", "unknown"])
@pytest.mark.parametrize("sign", WARNING_SIGNS)
def test_each_warning_sign_alone_leads_where_the_rules_say(sign: str, answer: str) -> None:
    outcome = outcome_of({sign: answer})
    expected: tuple[str, str | None] = ("proceed", None)
    if sign in EMERGENCY:
        expected = ("stop", "emergency" if answer == "yes" else "urgent")
    elif sign in URGENT:
        expected = ("stop", "urgent") if answer == "yes" else ("refer", None)
    elif sign in REFER:
        expected = ("refer", None)
    assert (outcome["outcome"], outcome["urgency"]) == expected
    if expected[0] != "proceed":
        assert sign in {reason["facts"].get("sign") for reason in outcome["reasons"]}


@pytest.mark.parametrize("answer", ["yes", "unknown"])
@pytest.mark.parametrize("condition", CONDITIONS)
def test_each_condition_alone_limits_or_refers(condition: str, answer: str) -> None:
    outcome = outcome_of({condition: answer})
    referred = condition in ("recent_spinal_surgery", "pregnancy_complication")
    assert outcome["outcome"] == ("refer" if referred else "limit")
    assert referred == (len(outcome["blocked"]) == len(packaged.catalogue()))


@pytest.mark.parametrize("condition", CONDITIONS)
def test_not_knowing_a_condition_rules_out_just_what_having_it_does(condition: str) -> None:
    having, not_knowing = outcome_of({condition: "yes"}), outcome_of({condition: "unknown"})
    for key in ("outcome", "blocked", "modified", "cautioned"):
        assert having[key] == not_knowing[key]


ANSWERS = st.dictionaries(st.sampled_from(QUESTIONS), st.sampled_from(["yes", "no", "unknown"]), max_size=6)


@given(ANSWERS, st.sampled_from(QUESTIONS), st.sampled_from(["yes", "unknown"]), st.sampled_from([17, 18, 64, 65]))
def test_one_more_sign_never_leads_to_less_caution(
    answers: dict[str, str], question: str, answer: str, age: float
) -> None:
    before = outcome_of({**answers, question: "no"}, age=age)
    after = outcome_of({**answers, question: answer}, age=age)
    assert STRICTNESS.index(after["outcome"]) >= STRICTNESS.index(before["outcome"])
    assert set(before["blocked"]) <= set(after["blocked"])


@given(ANSWERS, st.sampled_from(QUESTIONS))
def test_a_clearance_never_lifts_a_stop(answers: dict[str, str], cleared: str) -> None:
    before = outcome_of(answers)
    after = outcome_of(answers, clearances={cleared: "2026-02-01"})
    if before["outcome"] == "stop":
        assert (after["outcome"], after["urgency"]) == ("stop", before["urgency"])


def test_a_document_without_answers_stops() -> None:
    outcome = decide("screen", {"as_of": "2026-03-02", "age": 40}, packaged.catalogue(), words())["outcome"]
    assert (outcome["outcome"], outcome["urgency"]) == ("stop", "urgent")


def test_nobody_is_ever_told_that_they_are_clear() -> None:
    chance = random.Random(3)
    for _ in range(200):
        answers = {question: chance.choice(["yes", "no", "unknown"]) for question in chance.sample(QUESTIONS, 5)}
        outcome = outcome_of(answers)
        told = " ".join([outcome["what_to_do"], *(reason["text"] for reason in outcome["reasons"])]).lower()
        assert "you are clear" not in told
