"""A session to play, and what to do when it hurts."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from lumbar.care.pacing import script
from lumbar.care.reports import reason_out
from lumbar.care.soreness import Soreness
from lumbar.services.exercising import Finished, Options, SessionToPlay
from lumbar.services.practice import Practice
from lumbar.services.records import Decided
from lumbar.views.dose import read_dose
from lumbar.views.reasons import ChangeOut, ReasonOut, cautions_of, changes_out, movement_name, reasons_out, retold
from lumbar.views.week import Item, item_parts, slot_name
from lumbar.vocabulary.dose import Sides
from lumbar.vocabulary.movement import Movement, Purpose
from lumbar.vocabulary.session import Step


@dataclass(frozen=True, kw_only=True)
class BreathOut:
    """The pace to breathe at, seconds each way."""

    in_s: float
    out_s: float


@dataclass(frozen=True, kw_only=True)
class PlayItem(Item):
    """A movement as the player shows, says and counts it."""

    purpose: Purpose
    sides: Sides
    has_figure: bool
    set_up: list[str]
    how: list[str]
    breathing: str
    feel: str
    not_feel: str
    cautions: list[str]
    breath: BreathOut | None
    script: list[Step]


@dataclass(frozen=True, kw_only=True)
class Missing:
    """A movement that is not in this session though the plan had it, and why."""

    movement: str
    name: str
    text: str


@dataclass(frozen=True, kw_only=True)
class SessionPlan:
    """A session to play. ``text`` says in a sentence what is special about it, ``said_at_end`` is spoken then."""

    date: str
    slot: str
    slot_name: str
    plan_id: str | None
    minutes: float
    trimmed_to: float | None
    left_out: list[Missing]
    text: str | None
    items: list[PlayItem]
    said_at_end: str


@dataclass(frozen=True, kw_only=True)
class SwapOut:
    """What can take a movement's place, the likest first, each with its script; ``text`` says what they are."""

    text: str
    options: list[PlayItem]


@dataclass(frozen=True, kw_only=True)
class SessionStored:
    """What became of a session that was sent, and what changed because of it."""

    stored: Literal["new", "already"]
    text: str
    changes: list[ChangeOut]


@dataclass(frozen=True, kw_only=True)
class HurtsOut:
    """The item has stopped; ``leave_out`` of the remaining ones go too; ``end_session`` ends it all."""

    leave_out: list[str]
    end_session: bool
    title: str
    text: str
    reasons: list[ReasonOut]


def session_out(session: SessionToPlay, practice: Practice) -> SessionPlan:
    """Show a session with everything the player says and counts."""
    slot, words = session.slot, practice.words
    items = [item for item in slot["items"] if item["movement"] in practice.catalogue]
    befores = [None, *(practice.catalogue[item["movement"]] for item in items)]
    return SessionPlan(
        date=session.date.isoformat(),
        slot=slot["slot"],
        slot_name=slot_name(slot["slot"], words),
        plan_id=session.plan_id,
        minutes=slot["minutes"],
        trimmed_to=session.trimmed_to,
        left_out=[
            Missing(
                movement=left["movement"],
                name=movement_name(left["movement"], practice),
                text=retold(left, words),
            )
            for left in session.left_out
        ],
        text=_text(session, practice),
        items=[
            _play_item(item, before, session.screening, practice)
            for item, before in zip(items, befores[: len(items)], strict=True)
        ],
        said_at_end=words.say("say.end"),
    )


def _text(session: SessionToPlay, practice: Practice) -> str | None:
    if session.reasons:
        return " ".join(retold(reason, practice.words) for reason in session.reasons)
    if session.trimmed_to is None:
        return None
    if not session.left_out:
        return practice.words.say("trim.fits", {"minutes": session.trimmed_to})
    names = ", ".join(movement_name(left["movement"], practice) for left in session.left_out)
    return practice.words.say("trim.left_out", {"minutes": session.trimmed_to, "names": names})


def swap_out(options: Options, practice: Practice) -> SwapOut:
    """Show what can take a movement's place."""
    items = [_play_item(item, options.instead_of, options.session.screening, practice) for item in options.items]
    return SwapOut(text=practice.words.say("swap.options" if items else "swap.none"), options=items)


def _play_item(
    item: Mapping[str, Any], before: Movement | None, screening: Decided, practice: Practice
) -> PlayItem:
    movement = practice.catalogue[item["movement"]]
    steps = script(movement, read_dose(item["dose"]), practice.words, before)
    breath = movement.breath
    return PlayItem(
        **item_parts(item, practice),
        purpose=movement.purpose,
        sides=movement.sides,
        has_figure=movement.figure is not None,
        set_up=list(movement.set_up),
        how=list(movement.steps),
        breathing=movement.breathing,
        feel=movement.feel,
        not_feel=movement.not_feel,
        cautions=cautions_of(movement, screening.outcome["cautioned"]),
        breath=BreathOut(in_s=breath.in_s, out_s=breath.out_s) if breath else None,
        script=list(steps),
    )


def hurts_out(data: Mapping[str, Any], soreness: Soreness, practice: Practice) -> HurtsOut:
    """Show what is left out now, and say that stopping was right."""
    words = practice.words
    reach = "session" if soreness.end_session else "family" if soreness.leave_out else "item"
    text = words.say(f"hurts.text_{reach}")
    if data["where"] == "further":
        text = f"{text} {words.say('hurts.text_further')}"
    return HurtsOut(
        leave_out=list(soreness.leave_out),
        end_session=soreness.end_session,
        title=words.say(f"hurts.title_{reach}"),
        text=text,
        reasons=reasons_out((reason_out(reason, words) for reason in soreness.reasons), words),
    )


def stored_out(finished: Finished, practice: Practice) -> SessionStored:
    """Show what became of a session that was sent."""
    text = practice.words.say(f"app.stored_{finished.stored}")
    return SessionStored(
        stored=finished.stored,
        text=f"{text} {finished.advice}" if finished.advice else text,
        changes=changes_out(finished.changes, practice),
    )
