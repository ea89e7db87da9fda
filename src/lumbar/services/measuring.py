"""Measuring: what is asked on a schedule, and what was answered."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from lumbar.care import measures
from lumbar.care.measures import Asked, Measure
from lumbar.services.forms import GLOBAL_CHANGE, RMDQ, goals_form, read_day
from lumbar.services.gathering import FIRST_DAY
from lumbar.services.planning import interviewed
from lumbar.services.ports import Ledger
from lumbar.services.practice import Practice
from lumbar.services.records import Measurement, Person
from lumbar.services.refusals import NotThere
from lumbar.vocabulary.questionnaire import Questionnaire


@dataclass(frozen=True, kw_only=True)
class Schedule:
    """What is due today, the goals that are rated, the questionnaire if there is one, and all that was answered."""

    due: tuple[Measure, ...]
    goals: tuple[str, ...]
    questionnaire: Questionnaire | None
    answered: Sequence[Measurement]


def schedule(practice: Practice, person_id: str) -> Schedule:
    """Return what to ask today.

    Raises:
        Refusal: there was no interview.
    """
    today = practice.clock.today()
    with practice.store.reading() as ledger:
        person = interviewed(ledger, person_id)
        return schedule_of(practice, ledger, person, today)


def schedule_of(practice: Practice, ledger: Ledger, person: Person, today: date) -> Schedule:
    """Return what to ask a person today, within a view that is open."""
    answered = ledger.measurements(person.id, FIRST_DAY, today)
    goals = tuple(person.profile["goals"]) if person.profile else ()
    questionnaire = practice.questionnaire("rmdq")
    ratings = ledger.ratings(person.id, FIRST_DAY, today)
    began = min((rating.date for rating in ratings), default=person.full_form_on)
    due = measures.due(today, began, _asked(answered), has_goals=bool(goals), has_rmdq=questionnaire is not None)
    return Schedule(due=due, goals=goals, questionnaire=questionnaire, answered=answered)


def _asked(answered: Sequence[Measurement]) -> Mapping[Measure, Asked]:
    days: dict[Measure, list[date]] = {}
    for each in answered:
        days.setdefault(each.kind, []).append(each.date)
    return {kind: Asked(first=min(on), last=max(on)) for kind, on in days.items()}


def take_measure(practice: Practice, person_id: str, measure: str, day: str, document: object) -> Measurement:
    """Keep an answer; a second one of the same day replaces the first. The plan looks at the goals anew.

    Raises:
        BadDocument: the answer does not have its form.
        Refusal: there was no interview.
    """
    today = practice.clock.today()
    on = read_day(day, today)
    with practice.store.writing() as ledger:
        person = interviewed(ledger, person_id)
        measurement = _read(practice, person, measure, on, document)
        ledger.measure(person_id, measurement)
        if measurement.kind == "goals":
            ledger.save_person(replace(person, plan_stale=True))
    return measurement


def _read(practice: Practice, person: Person, measure: str, on: date, document: object) -> Measurement:
    if measure == "goals" and person.profile and person.profile["goals"]:
        data: dict[str, Any] = goals_form(person.profile["goals"]).parse(document)
        return Measurement(
            kind="goals", date=on, value=measures.goals_value(list(data["goals"].values())), answers=data
        )
    if measure == "global_change":
        data = GLOBAL_CHANGE.parse(document)
        return Measurement(kind="global_change", date=on, value=data["change"], answers=data)
    if measure == "rmdq" and practice.questionnaire("rmdq"):
        data = RMDQ.parse(document)
        return Measurement(kind="rmdq", date=on, value=measures.rmdq_score(data["ticked"]), answers=data)
    raise NotThere("measure", measure)
