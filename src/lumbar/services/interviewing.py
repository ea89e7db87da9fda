"""Interviewing: the full questions answered, and the short ones before a session."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from lumbar.care.decisions import decide
from lumbar.care.short_form import spreading_settled
from lumbar.services.forms import PROFILE, SHORT_SCREENING, SIGNS
from lumbar.services.gathering import history, screen_document
from lumbar.services.planning import asks_full_form, interviewed, plan_anew
from lumbar.services.ports import Ledger
from lumbar.services.practice import Practice
from lumbar.services.records import Decided, Decision, Person, Rating
from lumbar.services.refusals import Refusal
from lumbar.services.reviewing import review
from lumbar.vocabulary.condition import Answer

SHUT = ("stop", "refer")
"""The outcomes after which nothing is exercised."""


def take_interview(practice: Practice, person_id: str, document: object) -> Decision:
    """Keep the interview, screen by it, and plan a new week; return the screening.

    One that was answered on a device before a later one was is kept as a decision, and changes nothing else.

    Raises:
        BadDocument: the answers do not have their form; carries every problem, and nothing is kept.
    """
    profile: dict[str, Any] = PROFILE.parse(document)
    today = practice.clock.today()
    with practice.store.writing() as ledger:
        person = ledger.person(person_id) or Person(id=person_id)
        if person.full_form_on is not None and person.full_form_on > today:
            return _overtaken(practice, ledger, replace(person, profile=profile, full_form_on=today), today)
        person = replace(person, profile=profile, full_form_on=today, full_form_due=False, ready_on=None)
        ledger.save_person(person)
        ledger.save_profile(person_id, profile, today)
        ledger.rate(person_id, Rating(date=today, kind="interview", value=profile["pain"]["today"]))
        screening = practice.decide(ledger, person, "screen", "interview", screen_document(person, today), today)
        person = replace(person, screening_id=screening.id)
        past = history(ledger, person, today)
        if past.sessions:
            person = review(practice, ledger, person, past, "interview", today).person
        plan_anew(practice, ledger, replace(person, full_form_due=False), past, "interview", today)
    return screening


def _overtaken(practice: Practice, ledger: Ledger, then: Person, as_of: date) -> Decision:
    return practice.decide(ledger, then, "screen", "interview", screen_document(then, as_of), as_of)


def stop_at(practice: Practice, person_id: str, document: object) -> Decision | None:
    """Screen by the interview's answers so far: a sign that must not wait is told at once, not at the end.

    What was not asked yet counts as no here, and only here; a stop is kept, like every decision that was shown.

    Raises:
        BadDocument: the answers do not have their form.
    """
    given: dict[str, Any] = SIGNS.parse(document)
    today = practice.clock.today()
    so_far = {"as_of": today.isoformat(), "unlisted": "no", "pregnancy_weeks": None, **given}
    if decide("screen", so_far, practice.catalogue, practice.words)["outcome"]["outcome"] != "stop":
        return None
    with practice.store.writing() as ledger:
        person = ledger.person(person_id)
        if person is None:
            person = Person(id=person_id)
            ledger.save_person(person)
        return practice.decide(ledger, person, "screen", "interview", so_far, today)


def profile(practice: Practice, person_id: str) -> Mapping[str, Any] | None:
    """Return the interview as it was answered; None before the first."""
    with practice.store.reading() as ledger:
        person = ledger.person(person_id)
    return person.profile if person else None


def take_short_form(practice: Practice, person_id: str, document: object) -> Decision:
    """Screen by today's short answers over the full form's; stop or refer ends the day.

    A form with an ``id`` that has been here before is not taken twice. One that was answered on a device before a
    later one was is kept, and closes what it would have closed; it opens nothing.

    Raises:
        BadDocument: the answers do not have their form.
        Refusal: the full questions are due, or the day was ended by an answer before.
    """
    given: dict[str, Any] = SHORT_SCREENING.parse(document)
    today = practice.clock.today()
    with practice.store.writing() as ledger:
        person = interviewed(ledger, person_id)
        if given["id"] and (there := ledger.decision(person_id, given["id"])):
            return there
        before = ledger.decided(person_id, person.screening_id) if person.screening_id else None
        if before and ended_day(before, practice):
            raise Refusal("ended_today")
        if asks_full_form(person, today):
            raise Refusal("full_form_first")
        ledger.rate(person_id, Rating(date=today, kind="short_form", value=given["pain_now"]))
        answered = screen_document(person, today, given["answers"])
        screening = practice.decide(ledger, person, "screen", "short_form", answered, today, given["id"])
        overtaken = before is not None and before.as_of > today
        if not overtaken or screening.outcome["outcome"] in SHUT:
            ledger.save_person(_after_short_form(person, screening, given["answers"]))
    return screening


def ended_day(screening: Decided, practice: Practice) -> bool:
    """Tell whether this screening is a short form of today that said stop or refer."""
    today = practice.clock.today()
    return screening.trigger == "short_form" and screening.as_of == today and screening.outcome["outcome"] in SHUT


def _after_short_form(person: Person, screening: Decision, answers: Mapping[str, Answer]) -> Person:
    person = replace(person, screening_id=screening.id, plan_stale=True)
    if screening.outcome["outcome"] in SHUT:
        return replace(person, ready_on=None, full_form_due=True)
    if person.spread_open and spreading_settled(answers):
        person = replace(person, spread_open=False, spread_answered_on=screening.as_of)
    return replace(person, ready_on=screening.as_of)
