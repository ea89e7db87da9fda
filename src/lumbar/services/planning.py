"""Planning: the week's plan that holds today, made anew when something it depends on has changed."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from lumbar.care.decisions import RULE_VERSION
from lumbar.care.short_form import full_form_due
from lumbar.services.gathering import History, history, plan_document
from lumbar.services.ports import Ledger
from lumbar.services.practice import Practice
from lumbar.services.records import Decided, Person, Trigger
from lumbar.services.refusals import Refusal
from lumbar.services.reviewing import review

PLAN_DAYS = 7


@dataclass(frozen=True, kw_only=True)
class Planned:
    """A person with the plan that holds today."""

    person: Person
    plan: Decided


def asks_full_form(person: Person, as_of: date) -> bool:
    """Tell whether the full questions come before anything else."""
    return person.full_form_due or full_form_due(person.full_form_on, as_of)


def interviewed(ledger: Ledger, person_id: str) -> Person:
    """Return the person; Refusal before the first interview."""
    person = ledger.person(person_id)
    if person is None or person.profile is None:
        raise Refusal("interview_first")
    return person


def holding_plan(practice: Practice, ledger: Ledger, person: Person, as_of: date) -> Decided | None:
    """Return the plan if it still holds: made by these rules from this library, and nothing has changed since."""
    if person.plan_stale or person.plan_id is None:
        return None
    plan = ledger.decided(person.id, person.plan_id)
    if plan is None or not plan.as_of <= as_of < plan.as_of + timedelta(days=PLAN_DAYS):
        return None
    same = (plan.rule_version, plan.catalogue) == (RULE_VERSION, practice.catalogue.fingerprint)
    return plan if same else None


def current_plan(practice: Practice, person_id: str, as_of: date) -> Planned:
    """Return the plan that holds today, making it first where it is missing.

    Raises:
        Refusal: before the first interview, or while the full questions are due.
    """
    with practice.store.reading() as ledger:
        person = interviewed(ledger, person_id)
        if asks_full_form(person, as_of):
            raise Refusal("full_form_first")
        if plan := holding_plan(practice, ledger, person, as_of):
            return Planned(person=person, plan=plan)
    with practice.store.writing() as ledger:
        person = interviewed(ledger, person_id)
        if plan := holding_plan(practice, ledger, person, as_of):
            return Planned(person=person, plan=plan)
        past = history(ledger, person, as_of)
        if past.sessions and person.reviewed_on != as_of:
            person = review(practice, ledger, person, past, "day", as_of).person
        planned = plan_anew(practice, ledger, person, past, "day", as_of)
    if asks_full_form(planned.person, as_of):
        raise Refusal("full_form_first")
    return planned


def plan_anew(
    practice: Practice, ledger: Ledger, person: Person, past: History, trigger: Trigger, as_of: date
) -> Planned:
    """Plan a week from the day, and make it the person's plan."""
    document = plan_document(person, past, practice.catalogue, as_of)
    plan = practice.decide(ledger, person, "plan", trigger, document, as_of)
    person = replace(person, plan_id=plan.id, plan_stale=False)
    ledger.save_person(person)
    return Planned(person=person, plan=plan)
