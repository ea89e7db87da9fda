"""Screening: the safety questions, decided. An unknown answer counts as the cautious one.

docs/rules.md, "Screening". When two rules meet, the stricter wins: stop over refer over limit over proceed,
emergency over urgent, block over modify over caution, the lower cap. Reasons name every rule that applied, the
outranked ones too.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from lumbar.care.short_form import SPREADING
from lumbar.vocabulary.catalogue import Catalogue
from lumbar.vocabulary.condition import (
    BLOCKING_CONDITIONS,
    CONDITIONS,
    EMERGENCY_SIGNS,
    QUESTIONS,
    REFER_SIGNS,
    URGENT_SIGNS,
    WARNING_SIGNS,
    Answer,
)
from lumbar.vocabulary.decision import OUTCOMES, Fact, Modification, Outcome, Reason, Screening, Urgency, Warned
from lumbar.vocabulary.movement import EFFECTS, Caution, Movement

ADULT_AGE = 18
OLDER_AGE = 65
"""Minor trauma at or above this age is looked at the same day (docs/rules.md, minor trauma)."""
AGE_NOTED = 50
"""First onset above 50 is a weak sign on its own: a reason, never a limit (AHCPR)."""
CLEARANCE_DAYS = 365
SUPINE_LIMIT_WEEKS = 14
LASTING_SIGNS = ("long_term_steroids", "immune_suppression", "cancer_history")
"""Signs that describe a state, not news: they do not end a clearance of cancer_history."""
UNTIL_A_NEW_SIGN = "cancer_history"
"""Its clearance does not run out after a year, but at any new sign that is not cleared itself."""
FRAGILE_SIGNS = ("long_term_steroids",)
"""Only ever count together with a fall, so there is nothing to clear."""
FRAGILE = ("osteoporosis", "vertebral_fracture", *FRAGILE_SIGNS)
CLEARABLE = frozenset({*REFER_SIGNS, "immune_suppression", *CONDITIONS, "long_term_steroids"})

Weeks = float | Literal["unknown"] | None


@dataclass(frozen=True, kw_only=True)
class ScreeningInput:
    """All that screening may know. ``answers`` may leave ids out; they take ``unlisted``."""

    as_of: date
    age: float
    answers: Mapping[str, Answer] = field(default_factory=dict)
    unlisted: Answer = "unknown"
    pregnancy_weeks: Weeks = None
    clearances: Mapping[str, date] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class _Finding:
    """What one rule asks for."""

    outcome: Outcome
    reason: Reason
    urgency: Urgency | None = None


class _Answers:
    """The answers with what is missing filled in, and the clearances that hold today."""

    def __init__(self, given: ScreeningInput) -> None:
        self._given = given
        self.notes: list[_Finding] = []
        others = {sign for sign in given.clearances if sign != UNTIL_A_NEW_SIGN and self._clearance_holds(sign)}
        past = {UNTIL_A_NEW_SIGN} & given.clearances.keys()
        self.cleared = frozenset(others | {sign for sign in past if self._clearance_holds(sign, others)})

    def __getitem__(self, question: str) -> Answer:
        return self._given.answers.get(question, self._given.unlisted)

    def may_be(self, question: str) -> bool:
        """Tell whether the answer is yes or unknown: the cautious reading."""
        return self[question] != "no"

    def _clearance_holds(self, sign: str, cleared: Collection[str] = ()) -> bool:
        days = (self._given.as_of - self._given.clearances[sign]).days
        facts: dict[str, Fact] = {"sign": sign, "days": days, "limit_days": CLEARANCE_DAYS}
        if sign not in CLEARABLE:
            return self._note("clearance_not_possible", facts)
        if days < 0:
            return self._note("clearance_in_future", facts)
        if sign == UNTIL_A_NEW_SIGN:
            if new := next((other for other in self._new_signs() if other not in cleared), None):
                return self._note("clearance_ended_by_sign", {"sign": sign, "new_sign": new})
        elif days > CLEARANCE_DAYS:
            return self._note("clearance_expired", facts)
        if self.may_be(sign) and sign not in FRAGILE_SIGNS:
            self._note("cleared", facts)
        return True

    def _note(self, rule: str, facts: Mapping[str, Fact]) -> bool:
        self.notes.append(_Finding(outcome="proceed", reason=Reason(rule=rule, facts=dict(facts))))
        return False

    def _new_signs(self) -> Iterable[str]:
        return (sign for sign in WARNING_SIGNS if sign not in LASTING_SIGNS and self.may_be(sign))


def screen(given: ScreeningInput, catalogue: Catalogue) -> Screening:
    """Decide what the safety answers allow today, with every rule that applied."""
    answers = _Answers(given)
    findings = [
        *_emergency(answers),
        *_urgent(answers),
        *_minor_trauma(answers, given.age),
        *_immune(answers),
        *_refer(answers),
        *_age(given.age),
        *_blocking(answers),
        *_spreading(given),
        *answers.notes,
        *_conditions(answers),
        *_pregnancy(given.pregnancy_weeks),
        *_unlisted(given),
    ]
    outcomes: set[Outcome] = {finding.outcome for finding in findings}
    outcome: Outcome = next((each for each in OUTCOMES if each in outcomes), "proceed")
    urgencies = {finding.urgency for finding in findings}
    urgency: Urgency | None = (
        "emergency" if "emergency" in urgencies else "urgent" if "urgent" in urgencies else None
    )
    noted = any(answers.may_be(sign) for sign in WARNING_SIGNS)
    if not noted and outcome in ("proceed", "limit"):
        findings.append(_finding("proceed", "no_sign_today"))
    everything_blocked = outcome == "stop" or any(
        answers.may_be(name) and name not in answers.cleared for name in BLOCKING_CONDITIONS
    )
    blocked, modified, cautioned = _limits(_present(answers, given.pregnancy_weeks), catalogue)
    return Screening(
        outcome=outcome,
        urgency=urgency,
        blocked=catalogue.ids if everything_blocked else blocked,
        modified=() if everything_blocked else modified,
        cautioned=() if everything_blocked else cautioned,
        reasons=tuple(finding.reason for finding in findings),
        what_to_do=urgency or ("noted" if noted and outcome in ("proceed", "limit") else outcome),
    )


def _finding(outcome: Outcome, rule: str, urgency: Urgency | None = None, **facts: Fact) -> _Finding:
    return _Finding(outcome=outcome, urgency=urgency, reason=Reason(rule=rule, facts=facts))


def _emergency(answers: _Answers) -> Iterable[_Finding]:
    for sign in EMERGENCY_SIGNS:
        if answers[sign] == "yes":
            yield _finding("stop", "emergency", "emergency", sign=sign, answer="yes")
        elif answers[sign] == "unknown":
            yield _finding("stop", "emergency_unknown", "urgent", sign=sign, answer="unknown")


def _urgent(answers: _Answers) -> Iterable[_Finding]:
    for sign in URGENT_SIGNS:
        if answers[sign] == "yes":
            yield _finding("stop", "urgent", "urgent", sign=sign, answer="yes")
        elif answers[sign] == "unknown":
            yield _finding("refer", "urgent_unknown", sign=sign, answer="unknown")


def _minor_trauma(answers: _Answers, age: float) -> Iterable[_Finding]:
    if not answers.may_be("minor_trauma"):
        for name in FRAGILE_SIGNS:
            if answers.may_be(name):
                yield _finding("proceed", "steroids_noted", sign=name, answer=answers[name])
        return
    fragile = [name for name in FRAGILE if answers.may_be(name)]
    if age >= OLDER_AGE or fragile:
        yield _finding(
            "stop",
            "minor_trauma",
            "urgent",
            answer=answers["minor_trauma"],
            age=age,
            limit_age=OLDER_AGE,
            with_condition=fragile[0] if fragile else None,
        )
    else:
        yield _finding(
            "proceed", "minor_trauma_noted", answer=answers["minor_trauma"], age=age, limit_age=OLDER_AGE
        )


def _immune(answers: _Answers) -> Iterable[_Finding]:
    if answers["immune_suppression"] == "yes":
        for sign in ("fever", "recent_infection"):
            if answers.may_be(sign):
                yield _finding("stop", "immune_infection", "urgent", sign=sign, answer=answers[sign])
    if answers.may_be("immune_suppression") and "immune_suppression" not in answers.cleared:
        yield _finding("refer", "immune", sign="immune_suppression", answer=answers["immune_suppression"])


def _refer(answers: _Answers) -> Iterable[_Finding]:
    for sign in REFER_SIGNS:
        if answers.may_be(sign) and sign not in answers.cleared:
            yield _finding("refer", "refer_sign", sign=sign, answer=answers[sign])


def _age(age: float) -> Iterable[_Finding]:
    if age < ADULT_AGE:
        yield _finding("refer", "age_under_18", age=age, limit_age=ADULT_AGE)
    elif age > AGE_NOTED:
        yield _finding("proceed", "age_noted", age=age, limit_age=AGE_NOTED)


def _blocking(answers: _Answers) -> Iterable[_Finding]:
    for name, rule in (
        ("recent_spinal_surgery", "surgery"),
        ("pregnancy_complication", "pregnancy_complication"),
    ):
        if answers.may_be(name) and name not in answers.cleared:
            yield _finding("refer", rule, sign=name, answer=answers[name])


def _spreading(given: ScreeningInput) -> Iterable[_Finding]:
    """Judge the short form's own question; a full form does not ask it, so no answer there means nothing."""
    answer = given.answers.get(SPREADING, "no")
    if answer != "no":
        yield _finding("refer", "spreading_leg_symptoms", sign=SPREADING, answer=answer)


def _conditions(answers: _Answers) -> Iterable[_Finding]:
    for name in CONDITIONS:
        if name not in BLOCKING_CONDITIONS and answers.may_be(name) and name not in answers.cleared:
            yield _finding("limit", "condition", sign=name, answer=answers[name])


def _pregnancy(weeks: Weeks) -> Iterable[_Finding]:
    if weeks is None:
        return
    yield _finding("limit", "pregnancy", weeks=weeks)
    if weeks == "unknown" or weeks >= SUPINE_LIMIT_WEEKS:
        yield _finding("limit", "pregnancy_from_14_weeks", weeks=weeks, limit_weeks=SUPINE_LIMIT_WEEKS)


def _unlisted(given: ScreeningInput) -> Iterable[_Finding]:
    missing = [question for question in QUESTIONS if question not in given.answers]
    if missing:
        yield _finding("proceed", "unlisted", count=len(missing), counted_as=given.unlisted)


def _present(answers: _Answers, weeks: Weeks) -> tuple[str, ...]:
    names = [name for name in CONDITIONS if answers.may_be(name) and name not in answers.cleared]
    if weeks is not None:
        names.append("pregnancy")
        if weeks == "unknown" or weeks >= SUPINE_LIMIT_WEEKS:
            names.append("pregnancy_from_14_weeks")
    return tuple(names)


def _limits(
    present: tuple[str, ...], catalogue: Catalogue
) -> tuple[tuple[str, ...], tuple[Modification, ...], tuple[Warned, ...]]:
    """Sort the movements by the strictest effect that the person's conditions have on each."""
    blocked: list[str] = []
    modified: list[Modification] = []
    cautioned: list[Warned] = []
    for movement in catalogue:
        found = _cautions(movement, present)
        strictest = min((caution.effect for caution in found), key=EFFECTS.index, default=None)
        if strictest == "block":
            blocked.append(movement.id)
            continue
        for caution in found:
            if caution.effect == "modify":
                modified.append(
                    Modification(
                        movement=movement.id,
                        condition=caution.condition,
                        text=caution.text,
                        substitute=caution.substitute,
                        cap=caution.cap,
                    )
                )
            else:
                cautioned.append(Warned(movement=movement.id, condition=caution.condition, text=caution.text))
    return tuple(blocked), tuple(modified), tuple(cautioned)


def _cautions(movement: Movement, present: tuple[str, ...]) -> list[Caution]:
    return [caution for caution in movement.cautions if caution.condition in present]
