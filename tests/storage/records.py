"""Records to keep, with every field filled in."""

from datetime import date
from typing import Any

from lumbar.services.records import Decision, ItemRecord, LevelChange, Person, SessionRecord, SetRecord

ME = "me"
DAY = date(2026, 5, 4)


def person(**changes: Any) -> Person:
    return Person(**{"id": ME, **changes})


def decision(decision_id: str = "decision-1", **changes: Any) -> Decision:
    return Decision(
        **{
            "id": decision_id,
            "kind": "plan",
            "trigger": "day",
            "as_of": DAY,
            "made_at": "2026-05-04T08:00:00+02:00",
            "rule_version": 1,
            "catalogue": "abc",
            "input": {"as_of": "2026-05-04", "answers": {"fever": "no"}, "pain": 3.5},
            "outcome": {"outcome": "proceed", "week": [{"text": "naïve “quotes” ✓"}]},
            **changes,
        }
    )


def session(session_id: str = "session-1", **changes: Any) -> SessionRecord:
    return SessionRecord(
        **{
            "id": session_id,
            "date": DAY,
            "slot": "morning",
            "started_at": "2026-05-04T08:00:00+02:00",
            "finished_at": "2026-05-04T08:15:00+02:00",
            "stored_at": "2026-05-04T08:15:01+02:00",
            "pain_before": 3.0,
            "pain_after": 2.5,
            "effort": 4.0,
            "note": "slept badly",
            "next_morning": None,
            "plan_id": None,
            "fingerprint": f"of {session_id}",
            "items": (item("bridge"), item("bird_dog", pain_where="closer", hurt=True, note=None)),
            **changes,
        }
    )


def item(movement: str, **changes: Any) -> ItemRecord:
    return ItemRecord(
        **{
            "movement": movement,
            "level": 2,
            "completed": True,
            "skipped": False,
            "hurt": False,
            "pain_during": 1.0,
            "pain_where": None,
            "sets_done": 2,
            "reps_done": 20,
            "note": "fine",
            "sets": (
                SetRecord(set=1, side="left", reps=10, held_s=0.0, completed=True),
                SetRecord(set=1, side="right", reps=10, held_s=2.5, completed=False),
            ),
            **changes,
        }
    )


def change(**changes: Any) -> LevelChange:
    return LevelChange(
        **{
            "date": DAY,
            "movement": "bridge",
            "change": "down",
            "from_level": 2,
            "to_movement": "bridge",
            "to_level": 1,
            "decision_id": "decision-1",
            "reasons": ({"rule": "red_during", "facts": {"pain_during": 6}, "source": "s", "text": "t"},),
            **changes,
        }
    )
