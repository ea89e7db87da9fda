"""Routes: an address each, a use case each, and nothing decided here."""

from collections.abc import Callable
from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request, Response
from pydantic import BaseModel

from lumbar import __version__
from lumbar.care.decisions import RULE_VERSION
from lumbar.library.packaged import languages
from lumbar.services import exercising, interviewing, looking, mornings
from lumbar.services.practice import Practice
from lumbar.services.refusals import NotThere
from lumbar.web import schemas
from lumbar.web.views.interview import interview_out, short_form_out
from lumbar.web.views.library import brief_out, page_out
from lumbar.web.views.reasons import changes_out
from lumbar.web.views.screening import screening_out
from lumbar.web.views.session import hurts_out, session_out
from lumbar.web.views.week import today_out, week_out

PERSON = "me"
"""In personal mode there is one person and no login."""

BAD: dict[int | str, dict[str, Any]] = {422: {"model": schemas.Problems, "description": "What is not as expected"}}
NOT_NOW: dict[int | str, dict[str, Any]] = BAD | {
    409: {"model": schemas.Problems, "description": "Something else comes first"}
}
NOT_THERE: dict[int | str, dict[str, Any]] = BAD | {
    404: {"model": schemas.Problems, "description": "Nothing there"}
}

api = APIRouter(prefix="/api", responses=BAD)


def _practice(request: Request) -> Practice:
    practice: Callable[[], Practice] = request.app.state.practice
    return practice()


Here = Annotated[Practice, Depends(_practice)]


class Json(Response):
    """A model, written as JSON once: it was built from what is stored, so it is not checked again."""

    media_type = "application/json"

    def render(self, content: Any) -> bytes:
        """Write the model, or the list of models."""
        if isinstance(content, BaseModel):
            return content.model_dump_json().encode()
        return b"[" + b",".join(each.model_dump_json().encode() for each in content) + b"]"


@api.get("/about", response_model=schemas.About)
def about(practice: Here, request: Request) -> Response:
    """Say what this is, which rules and which library it runs by, and where it keeps things."""
    words = practice.words
    return Json(
        schemas.About(
            version=__version__,
            rule_version=RULE_VERSION,
            catalogue=practice.catalogue.fingerprint,
            movements=len(practice.catalogue),
            languages=list(languages()),
            data_folder=request.app.state.data_folder,
            intended_use=[words.say(f"app.intended_use.{part}") for part in ("first", "second", "third", "fourth")],
        )
    )


@api.get("/interview", response_model=schemas.Interview)
def interview(practice: Here) -> Response:
    """Return the full questions."""
    return Json(interview_out(practice))


@api.get("/profile", response_model=schemas.Profile, responses=NOT_THERE)
def profile(practice: Here) -> Response:
    """Return the interview as it was answered last."""
    found = interviewing.profile(practice, PERSON)
    if found is None:
        raise NotThere("profile", PERSON)
    return Json(schemas.Profile.model_validate(found))


@api.put("/profile", response_model=schemas.ScreeningOut)
def put_profile(practice: Here, body: schemas.Profile) -> Response:
    """Keep the interview, screen by it and plan a new week."""
    return Json(screening_out(interviewing.take_interview(practice, PERSON, body.model_dump()), practice))


@api.post("/signs", response_model=schemas.SignsOut)
def signs(practice: Here, body: schemas.SignsIn) -> Response:
    """Say whether the answers so far hold a sign that must not wait."""
    stopped = interviewing.stop_at(practice, PERSON, body.model_dump())
    return Json(schemas.SignsOut(screening=screening_out(stopped, practice) if stopped else None))


@api.get("/today", response_model=schemas.Today)
def today(practice: Here) -> Response:
    """Return the day as it stands."""
    return Json(today_out(looking.today(practice, PERSON), practice))


@api.get("/week", response_model=schemas.Week, responses=NOT_NOW)
def week(practice: Here) -> Response:
    """Return the plan that holds, from today on."""
    return Json(week_out(looking.week(practice, PERSON), practice))


@api.get("/short-screening", response_model=list[schemas.Question])
def short_screening(practice: Here) -> Response:
    """Return the questions asked before every session."""
    return Json(short_form_out(practice))


@api.post("/short-screening", response_model=schemas.ScreeningOut, responses=NOT_NOW)
def post_short_screening(practice: Here, body: schemas.ShortScreeningIn) -> Response:
    """Screen by today's short answers; stop or refer ends the day."""
    return Json(screening_out(interviewing.take_short_form(practice, PERSON, body.model_dump()), practice))


@api.get("/session", response_model=schemas.SessionPlan, responses=NOT_NOW | NOT_THERE)
def session(practice: Here, date: date, slot: str) -> Response:
    """Return a session to play."""
    return Json(session_out(exercising.session_to_play(practice, PERSON, date, slot), practice))


@api.put("/sessions/{session_id}", response_model=schemas.SessionStored, responses=NOT_NOW)
def put_session(practice: Here, session_id: str, body: schemas.SessionIn) -> Response:
    """Keep a finished session with all that follows; sending it again changes nothing."""
    finished = exercising.finish_session(practice, PERSON, session_id, body.model_dump())
    text = practice.words.say(f"app.stored_{finished.stored}")
    return Json(
        schemas.SessionStored(
            stored=finished.stored,
            text=f"{text} {finished.advice}" if finished.advice else text,
            changes=changes_out(finished.changes, practice),
        )
    )


@api.post("/hurts", response_model=schemas.HurtsOut)
def hurts(practice: Here, body: schemas.HurtsIn) -> Response:
    """Decide what else to leave out, now that a movement hurt."""
    return Json(hurts_out(*exercising.say_it_hurts(practice, body.model_dump()), practice))


@api.post("/morning", response_model=schemas.MorningOut, responses=NOT_NOW)
def morning(practice: Here, body: schemas.MorningIn) -> Response:
    """Keep the morning's pain and review the levels."""
    answered = mornings.answer_morning(practice, PERSON, body.model_dump())
    return Json(
        schemas.MorningOut(
            state=answered.state,
            text=answered.advice or practice.words.say("morning.thanks"),
            changes=changes_out(answered.changes, practice),
        )
    )


@api.post("/flare", response_model=schemas.ScreeningNeeded, responses=NOT_NOW)
def flare(practice: Here) -> Response:
    """Note a flare; the full questions come next."""
    mornings.say_flare(practice, PERSON)
    return Json(schemas.ScreeningNeeded(needs="full_screening", text=practice.words.say("needs.flare")))


@api.get("/changes", response_model=list[schemas.ChangeOut])
def changes(practice: Here) -> Response:
    """Return all that has changed, the newest first."""
    return Json(changes_out(looking.changes(practice, PERSON), practice))


@api.get("/movements", response_model=list[schemas.MovementBrief])
def movements(practice: Here) -> Response:
    """Return the library."""
    return Json([brief_out(movement, practice) for movement in practice.catalogue])


@api.get("/movements/{movement_id}", response_model=schemas.MovementPage, responses=NOT_THERE)
def movement(practice: Here, movement_id: str) -> Response:
    """Return a movement's page."""
    if movement_id not in practice.catalogue:
        raise NotThere("movement", movement_id)
    return Json(page_out(practice.catalogue[movement_id], practice))


@api.get("/decisions/{decision_id}", response_model=schemas.DecisionOut, responses=NOT_THERE)
def decision(practice: Here, decision_id: str) -> Response:
    """Return a stored decision: what went in, what came out, by which rules."""
    found = looking.decision(practice, PERSON, decision_id)
    return Json(
        schemas.DecisionOut(
            kind=found.kind,
            rule_version=found.rule_version,
            catalogue=found.catalogue,
            input=dict(found.input),
            outcome=dict(found.outcome),
        )
    )
