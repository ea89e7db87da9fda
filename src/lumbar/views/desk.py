"""The desk: one function for each thing the app may ask, whether a server answers it or the device itself.

Each does what a use case does and shows what came of it. Nothing is decided here.
"""

from collections.abc import Mapping
from datetime import date

from lumbar.library.emergency import country_of
from lumbar.services import (
    charting,
    exercising,
    interviewing,
    learning,
    looking,
    measuring,
    mornings,
    paper,
    people,
    walking,
)
from lumbar.services.practice import Practice
from lumbar.services.records import Document
from lumbar.services.refusals import NotThere
from lumbar.views.about import DecisionOut, decision_out
from lumbar.views.interview import Interview, Question, interview_out, short_form_out
from lumbar.views.lessons import LessonPage, lessons_out
from lumbar.views.library import MovementBrief, MovementPage, brief_out, page_out
from lumbar.views.measures import MeasureOut, measures_out
from lumbar.views.mornings import MorningOut, ScreeningNeeded, flare_out, morning_out
from lumbar.views.numbers import HelpOut, help_out
from lumbar.views.paper import SheetOut, sheet_out
from lumbar.views.people import PersonOut, person_out
from lumbar.views.progress import Progress, progress_out
from lumbar.views.reasons import ChangeOut, changes_out
from lumbar.views.screening import ScreeningOut, SignsOut, screening_out
from lumbar.views.session import (
    HurtsOut,
    SessionPlan,
    SessionStored,
    SwapOut,
    hurts_out,
    session_out,
    stored_out,
    swap_out,
)
from lumbar.views.timeline import Event, timeline_out
from lumbar.views.week import Today, WalkOut, Week, today_out, week_out

Body = Mapping[str, object]


def interview(practice: Practice) -> Interview:
    """Return the full questions."""
    return interview_out(practice)


def profile(practice: Practice, person: str) -> Document:
    """Return the interview as it was answered last."""
    found = interviewing.profile(practice, person)
    if found is None:
        raise NotThere("profile", person)
    return found


def put_profile(practice: Practice, person: str, body: Body) -> ScreeningOut:
    """Keep the interview, screen by it and plan a new week."""
    return screening_out(interviewing.take_interview(practice, person, body), practice)


def signs(practice: Practice, person: str, body: Body) -> SignsOut:
    """Say whether the answers so far hold a sign that must not wait."""
    stopped = interviewing.stop_at(practice, person, body)
    return SignsOut(screening=screening_out(stopped, practice) if stopped else None)


def today(practice: Practice, person: str) -> Today:
    """Return the day as it stands."""
    return today_out(looking.today(practice, person), practice)


def week(practice: Practice, person: str) -> Week:
    """Return the plan that holds, from today on."""
    return week_out(looking.week(practice, person), practice)


def short_screening(practice: Practice) -> list[Question]:
    """Return the questions asked before every session."""
    return short_form_out(practice)


def post_short_screening(practice: Practice, person: str, body: Body) -> ScreeningOut:
    """Screen by today's short answers; stop or refer ends the day."""
    return screening_out(interviewing.take_short_form(practice, person, body), practice)


def session(practice: Practice, person: str, day: date, slot: str, minutes: float | None) -> SessionPlan:
    """Return a session to play, in the minutes there are."""
    return session_out(exercising.session_to_play(practice, person, day, slot, minutes), practice)


def swap(practice: Practice, person: str, body: Body) -> SwapOut:
    """Return what can take the place of a movement of a session."""
    return swap_out(exercising.swap_options(practice, person, body), practice)


def put_session(practice: Practice, person: str, session_id: str, body: Body) -> SessionStored:
    """Keep a finished session with all that follows; sending it again changes nothing."""
    return stored_out(exercising.finish_session(practice, person, session_id, body), practice)


def hurts(practice: Practice, body: Body) -> HurtsOut:
    """Decide what else to leave out, now that a movement hurt."""
    return hurts_out(*exercising.say_it_hurts(practice, body), practice)


def morning(practice: Practice, person: str, body: Body) -> MorningOut:
    """Keep the morning's pain and review the levels."""
    return morning_out(mornings.answer_morning(practice, person, body), practice)


def flare(practice: Practice, person: str) -> ScreeningNeeded:
    """Note a flare; the full questions come next."""
    mornings.say_flare(practice, person)
    return flare_out(practice)


def changes(practice: Practice, person: str) -> list[ChangeOut]:
    """Return all that has changed, the newest first."""
    return changes_out(looking.changes(practice, person), practice)


def movements(practice: Practice) -> list[MovementBrief]:
    """Return the library."""
    return [brief_out(movement, practice) for movement in practice.catalogue]


def movement(practice: Practice, movement_id: str) -> MovementPage:
    """Return a movement's page."""
    if movement_id not in practice.catalogue:
        raise NotThere("movement", movement_id)
    return page_out(practice.catalogue[movement_id], practice)


def decision(practice: Practice, person: str, decision_id: str) -> DecisionOut:
    """Return a stored decision: what went in, what came out, by which rules."""
    return decision_out(looking.decision(practice, person, decision_id))


def timeline(practice: Practice, person: str) -> list[Event]:
    """Return everything that was changed for a person, the newest first."""
    return timeline_out(looking.timeline(practice, person), practice)


def progress(practice: Practice, person: str) -> Progress:
    """Return the last weeks in numbers."""
    return progress_out(charting.course(practice, person), practice)


def sheet(practice: Practice, person: str, day: str) -> SheetOut:
    """Return what there was to do on a day."""
    return sheet_out(paper.sheet(practice, person, day), practice)


def put_walk(practice: Practice, person: str, day: str, body: Body) -> WalkOut:
    """Keep the minutes walked on a day."""
    walk = walking.log_walk(practice, person, day, body)
    return WalkOut(planned_minutes=0.0, walked_minutes=walk.minutes)


def all_lessons(practice: Practice, person: str) -> list[LessonPage]:
    """Return every lesson."""
    return lessons_out(*learning.all_lessons(practice, person))


def put_lesson_read(practice: Practice, person: str, lesson: str) -> list[LessonPage]:
    """Note that a lesson was read."""
    learning.read_lesson(practice, person, lesson)
    return all_lessons(practice, person)


def all_measures(practice: Practice, person: str) -> list[MeasureOut]:
    """Return what is asked on a schedule."""
    return measures_out(measuring.schedule(practice, person), practice)


def put_measure(practice: Practice, person: str, measure: str, day: str, body: Body) -> list[MeasureOut]:
    """Keep an answer to a measure."""
    measuring.take_measure(practice, person, measure, day, body)
    return all_measures(practice, person)


def help_numbers(practice: Practice, region: str | None) -> HelpOut:
    """Return the numbers to call in a country."""
    return help_out(country_of(region), practice)


def all_people(practice: Practice) -> list[PersonOut]:
    """Return everybody who exercises here."""
    return [person_out(each) for each in people.everybody(practice)]


def add_person(practice: Practice, body: Body) -> PersonOut:
    """Make room for another person."""
    return person_out(people.add(practice, body))


def name_person(practice: Practice, person: str, body: Body) -> PersonOut:
    """Give a person another name."""
    return person_out(people.rename(practice, person, body))


def forget_person(practice: Practice, person: str) -> None:
    """Erase everything that is kept of a person."""
    people.forget(practice, person)
