"""Routes: an address for each thing the app may ask. What is answered there, the desk says."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Header, Request, Response
from pydantic import AwareDatetime

from lumbar.device import snapshot
from lumbar.library.packaged import catalogue, languages
from lumbar.library.wording import words
from lumbar.services.clocks import SaidClock
from lumbar.services.practice import Practice
from lumbar.views import (
    about,
    desk,
    interview,
    lessons,
    library,
    measures,
    mornings,
    numbers,
    paper,
    people,
    progress,
    reasons,
    screening,
    session,
    timeline,
    week,
)
from lumbar.views.problems import Problems
from lumbar.views.writing import as_json
from lumbar.web import bodies

BAD: dict[int | str, dict[str, Any]] = {422: {"model": Problems, "description": "What is not as expected"}}
NOT_NOW: dict[int | str, dict[str, Any]] = BAD | {
    409: {"model": Problems, "description": "Something else comes first"}
}
NOT_THERE: dict[int | str, dict[str, Any]] = BAD | {404: {"model": Problems, "description": "Nothing there"}}

api = APIRouter(prefix="/api", responses=BAD)

FIRST_PERSON = "me"
"""Who is asked for when nobody is named: on a machine of one's own there is one person and no login."""


@dataclass(frozen=True)
class At:
    """Who asks, and what they are answered with: in their language.

    ``made_at`` is when the device of the person got the answers it sends, if that was before now.
    """

    practice: Practice
    person: str
    made_at: datetime | None = None

    @property
    def then(self) -> Practice:
        """The practice at the moment the answers were given: what is said of today is said of that day."""
        now = self.practice.clock.now()
        if self.made_at is None or self.made_at > now:
            return self.practice
        return replace(self.practice, clock=SaidClock(self.made_at))


def _at(
    request: Request,
    accept_language: Annotated[str, Header(include_in_schema=False)] = "",
    lumbar_person: Annotated[str, Header(include_in_schema=False, pattern="^[A-Za-z0-9_-]{1,64}$")] = FIRST_PERSON,
    lumbar_made_at: Annotated[AwareDatetime | None, Header(include_in_schema=False)] = None,
) -> At:
    practice: Callable[[], Practice] = request.app.state.practice
    return At(in_language(practice(), spoken(accept_language)), lumbar_person, lumbar_made_at)


def spoken(accepted: str) -> str | None:
    """Return the first language of an Accept-Language header that lumbar speaks; None where it speaks none."""
    for part in accepted.split(","):
        language = part.partition(";")[0].strip().lower().partition("-")[0]
        if language in languages():
            return language
    return None


def in_language(practice: Practice, language: str | None) -> Practice:
    """Return the practice with everything it says in the language; None for the one it has."""
    if language is None or language == practice.words.language:
        return practice
    return replace(practice, catalogue=catalogue(language), words=words(language))


Here = Annotated[At, Depends(_at)]


class Json(Response):
    """A view, written as JSON once: it was built from what is stored, so it is not checked again."""

    media_type = "application/json"

    def render(self, content: Any) -> bytes:
        """Write the view."""
        return as_json(content).encode()


@api.get("/about", response_model=about.About)
def get_about(at: Here, request: Request) -> Response:
    """Say what this is, which rules and which library it runs by, and where it keeps things."""
    return Json(about.about_out(at.practice, request.app.state.data_folder))


@api.get("/interview", response_model=interview.Interview)
def get_interview(at: Here) -> Response:
    """Return the full questions."""
    return Json(desk.interview(at.practice))


@api.get("/profile", response_model=bodies.Profile, responses=NOT_THERE)
def get_profile(at: Here) -> Response:
    """Return the interview as it was answered last."""
    return Json(desk.profile(at.practice, at.person))


@api.put("/profile", response_model=screening.ScreeningOut)
def put_profile(at: Here, body: bodies.Profile) -> Response:
    """Keep the interview, screen by it and plan a new week."""
    return Json(desk.put_profile(at.then, at.person, body.model_dump()))


@api.post("/signs", response_model=screening.SignsOut)
def post_signs(at: Here, body: bodies.SignsIn) -> Response:
    """Say whether the answers so far hold a sign that must not wait."""
    return Json(desk.signs(at.then, at.person, body.model_dump()))


@api.get("/today", response_model=week.Today)
def get_today(at: Here) -> Response:
    """Return the day as it stands."""
    return Json(desk.today(at.practice, at.person))


@api.get("/week", response_model=week.Week, responses=NOT_NOW)
def get_week(at: Here) -> Response:
    """Return the plan that holds, from today on."""
    return Json(desk.week(at.practice, at.person))


@api.get("/short-screening", response_model=list[interview.Question])
def get_short_screening(at: Here) -> Response:
    """Return the questions asked before every session."""
    return Json(desk.short_screening(at.practice))


@api.post("/short-screening", response_model=screening.ScreeningOut, responses=NOT_NOW)
def post_short_screening(at: Here, body: bodies.ShortScreeningIn) -> Response:
    """Screen by today's short answers; stop or refer ends the day."""
    return Json(desk.post_short_screening(at.then, at.person, body.model_dump()))


@api.get("/session", response_model=session.SessionPlan, responses=NOT_NOW | NOT_THERE)
def get_session(at: Here, date: date, slot: str, minutes: float | None = None) -> Response:
    """Return a session to play, in the minutes there are."""
    return Json(desk.session(at.practice, at.person, date, slot, minutes))


@api.post("/swap", response_model=session.SwapOut, responses=NOT_NOW)
def post_swap(at: Here, body: bodies.SwapIn) -> Response:
    """Return what can take the place of a movement of a session."""
    return Json(desk.swap(at.practice, at.person, body.model_dump()))


@api.put("/sessions/{session_id}", response_model=session.SessionStored, responses=NOT_NOW)
def put_session(at: Here, session_id: str, body: bodies.SessionIn) -> Response:
    """Keep a finished session with all that follows; sending it again changes nothing."""
    return Json(desk.put_session(at.practice, at.person, session_id, body.model_dump()))


@api.post("/hurts", response_model=session.HurtsOut)
def post_hurts(at: Here, body: bodies.HurtsIn) -> Response:
    """Decide what else to leave out, now that a movement hurt."""
    return Json(desk.hurts(at.practice, body.model_dump()))


@api.post("/morning", response_model=mornings.MorningOut, responses=NOT_NOW)
def post_morning(at: Here, body: bodies.MorningIn) -> Response:
    """Keep the morning's pain and review the levels."""
    return Json(desk.morning(at.practice, at.person, body.model_dump()))


@api.post("/flare", response_model=mornings.ScreeningNeeded, responses=NOT_NOW)
def post_flare(at: Here) -> Response:
    """Note a flare; the full questions come next."""
    return Json(desk.flare(at.then, at.person))


@api.get("/changes", response_model=list[reasons.ChangeOut])
def get_changes(at: Here) -> Response:
    """Return all that has changed, the newest first."""
    return Json(desk.changes(at.practice, at.person))


@api.get("/movements", response_model=list[library.MovementBrief])
def get_movements(at: Here) -> Response:
    """Return the library."""
    return Json(desk.movements(at.practice))


@api.get("/movements/{movement_id}", response_model=library.MovementPage, responses=NOT_THERE)
def get_movement(at: Here, movement_id: str) -> Response:
    """Return a movement's page."""
    return Json(desk.movement(at.practice, movement_id))


@api.get("/decisions/{decision_id}", response_model=about.DecisionOut, responses=NOT_THERE)
def get_decision(at: Here, decision_id: str) -> Response:
    """Return a stored decision: what went in, what came out, by which rules."""
    return Json(desk.decision(at.practice, at.person, decision_id))


@api.get("/timeline", response_model=list[timeline.Event])
def get_timeline(at: Here) -> Response:
    """Return everything that was changed, the newest first."""
    return Json(desk.timeline(at.practice, at.person))


@api.get("/progress", response_model=progress.Progress, responses=NOT_NOW)
def get_progress(at: Here) -> Response:
    """Return the last weeks in numbers."""
    return Json(desk.progress(at.practice, at.person))


@api.get("/sheet", response_model=paper.SheetOut, responses=NOT_NOW)
def get_sheet(at: Here, date: str) -> Response:
    """Return what there was to do on a day, to be ticked off after it was done from paper."""
    return Json(desk.sheet(at.practice, at.person, date))


@api.put("/walks/{day}", response_model=week.WalkOut, responses=NOT_NOW)
def put_walk(at: Here, day: str, body: bodies.WalkIn) -> Response:
    """Keep the minutes walked on a day, in place of what was kept of it."""
    return Json(desk.put_walk(at.practice, at.person, day, body.model_dump()))


@api.get("/lessons", response_model=list[lessons.LessonPage])
def get_lessons(at: Here) -> Response:
    """Return every lesson."""
    return Json(desk.all_lessons(at.practice, at.person))


@api.put("/lessons/{lesson_id}/read", response_model=list[lessons.LessonPage], responses=NOT_THERE)
def put_lesson_read(at: Here, lesson_id: str) -> Response:
    """Note that a lesson was read."""
    return Json(desk.put_lesson_read(at.practice, at.person, lesson_id))


@api.get("/measures", response_model=list[measures.MeasureOut], responses=NOT_NOW)
def get_measures(at: Here) -> Response:
    """Return what is asked on a schedule, and what of it is due."""
    return Json(desk.all_measures(at.practice, at.person))


@api.put("/measures/{measure}/{day}", response_model=list[measures.MeasureOut], responses=NOT_NOW | NOT_THERE)
def put_measure(at: Here, measure: str, day: str, body: bodies.MeasureIn) -> Response:
    """Keep an answer to a measure; a second one of the same day replaces the first."""
    answer = body.model_dump(exclude_none=True)
    return Json(desk.put_measure(at.practice, at.person, measure, day, answer))


@api.get("/help", response_model=numbers.HelpOut)
def get_help(at: Here, region: str | None = None) -> Response:
    """Return the numbers to call in a country."""
    return Json(desk.help_numbers(at.practice, region))


@api.get("/snapshot", response_model=dict[str, Any])
def get_snapshot(at: Here) -> Response:
    """Return all of a person that a device takes along, to go on without this server."""
    return Json(snapshot.take(at.practice, at.person))


@api.get("/people", response_model=list[people.PersonOut])
def get_people(at: Here) -> Response:
    """Return everybody who exercises here."""
    return Json(desk.all_people(at.practice))


@api.post("/people", response_model=people.PersonOut)
def post_person(at: Here, body: bodies.PersonName) -> Response:
    """Make room for another person."""
    return Json(desk.add_person(at.practice, body.model_dump()))


@api.patch("/people/{person_id}", response_model=people.PersonOut, responses=NOT_THERE)
def patch_person(at: Here, person_id: str, body: bodies.PersonName) -> Response:
    """Give a person another name."""
    return Json(desk.name_person(at.practice, person_id, body.model_dump()))


@api.delete("/people/{person_id}", status_code=204, response_class=Response, responses=NOT_THERE)
def delete_person(at: Here, person_id: str) -> Response:
    """Erase everything that is kept of a person."""
    desk.forget_person(at.practice, person_id)
    return Response(status_code=204)
