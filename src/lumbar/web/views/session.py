"""A session to play, and what to do when it hurts."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from lumbar.care.pacing import script
from lumbar.care.reports import reason_out
from lumbar.care.soreness import Soreness
from lumbar.services.exercising import SessionToPlay
from lumbar.services.practice import Practice
from lumbar.web import schemas
from lumbar.web.views.dose import read_dose
from lumbar.web.views.reasons import reasons_out
from lumbar.web.views.week import item_parts, slot_name


def session_out(session: SessionToPlay, practice: Practice) -> schemas.SessionPlan:
    """Show a session with everything the player says and counts."""
    slot = session.slot
    return schemas.SessionPlan.model_construct(
        date=session.date.isoformat(),
        slot=slot["slot"],
        slot_name=slot_name(slot["slot"], practice.words),
        minutes=slot["minutes"],
        items=[_play_item(item, session, practice) for item in slot["items"]],
    )


def _play_item(item: Mapping[str, Any], session: SessionToPlay, practice: Practice) -> schemas.PlayItem:
    movement = practice.catalogue[item["movement"]]
    steps = script(movement, read_dose(item["dose"]))
    cautions = [each["text"] for each in session.screening.outcome["cautioned"] if each["movement"] == movement.id]
    return schemas.PlayItem.model_construct(
        **item_parts(item, practice),
        purpose=movement.purpose,
        set_up=list(movement.set_up),
        how=list(movement.steps),
        breathing=movement.breathing,
        feel=movement.feel,
        not_feel=movement.not_feel,
        cautions=list(dict.fromkeys(cautions)),
        script=[schemas.Step.model_construct(**asdict(step)) for step in steps],
    )


def hurts_out(data: Mapping[str, Any], soreness: Soreness, practice: Practice) -> schemas.HurtsOut:
    """Show what is left out now, and say that stopping was right."""
    words = practice.words
    reach = "session" if soreness.end_session else "family" if soreness.leave_out else "item"
    text = words.say(f"hurts.text_{reach}")
    if data["where"] == "further":
        text = f"{text} {words.say('hurts.text_further')}"
    return schemas.HurtsOut.model_construct(
        leave_out=list(soreness.leave_out),
        end_session=soreness.end_session,
        title=words.say(f"hurts.title_{reach}"),
        text=text,
        reasons=reasons_out(reason_out(reason, words) for reason in soreness.reasons),
    )
