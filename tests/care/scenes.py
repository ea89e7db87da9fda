"""Turns the short notation of the scenario files into documents of the contract.

Days are offsets from 2026-03-02. A session ``{"day": -1, "bridge": [3, 6, "further"]}`` did the bridge at level 3
with pain 6, further down the leg. A level may be "top" or "default". An item of a session to trim or to swap in,
``"bridge": 3``, is the bridge in the dose of level 3; ``"warm_up": 180`` is so many seconds of marching.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from lumbar.vocabulary.catalogue import Catalogue
from lumbar.vocabulary.dose import Dose

AS_OF = date(2026, 3, 2)
HERE = Path(__file__).parent / "scenarios"
ALL_EQUIPMENT = ["strap", "foam_roller", "ball", "block"]
SESSION_KEYS = {"day", "before", "morning", "completed", "slot"}


def scenarios(name: str) -> list[dict[str, Any]]:
    """Return the scenarios of one file."""
    read: list[dict[str, Any]] = json.loads((HERE / f"{name}.json").read_text(encoding="utf-8"))
    return read


def day(offset: int | str) -> str:
    """Return a date as text, by its offset from the scenarios' day."""
    return (AS_OF + timedelta(days=int(offset))).isoformat()


def screen_document(given: Mapping[str, Any]) -> dict[str, Any]:
    """Return a screening document: a healthy forty-year-old, but for what the scenario says."""
    return {"as_of": day(0), "age": 40, "unlisted": "no", **given}


def plan_document(given: Mapping[str, Any], catalogue: Catalogue) -> dict[str, Any]:
    """Return a plan document: thirty minutes a day with all equipment, but for what the scenario says."""
    document = {"minutes_per_day": 30, "equipment": ALL_EQUIPMENT, **screen_document(given)}
    return _expanded(document, "history", catalogue)


def progress_document(given: Mapping[str, Any], catalogue: Catalogue) -> dict[str, Any]:
    """Return a progress document: nothing done yet, but for what the scenario says."""
    document: dict[str, Any] = {"as_of": day(0), "levels": {}, "sessions": [], **given}
    if "daily_pain" in document:
        document["daily_pain"] = {day(offset): pain for offset, pain in document["daily_pain"].items()}
    return _expanded(document, "sessions", catalogue)


def trim_document(given: Mapping[str, Any], catalogue: Catalogue) -> dict[str, Any]:
    """Return a trim document from a session in the short notation."""
    items = [placed(movement, level, catalogue) for movement, level in given["items"].items()]
    return {"minutes": given["minutes"], "items": items}


def swap_document(given: Mapping[str, Any], catalogue: Catalogue) -> dict[str, Any]:
    """Return a swap document: the first movement of the session is to go, in a plan document's person."""
    rest = {key: value for key, value in given.items() if key != "items"}
    movement, level = next(iter(given["items"].items()))
    item = placed(movement, level, catalogue)
    names = [placed(each, 1, catalogue)["movement"] for each in given["items"]]
    return {**plan_document(rest, catalogue), "item": item, "in_session": names}


def placed(movement: str, level: float | str, catalogue: Catalogue) -> dict[str, Any]:
    """Return an item of a session in the dose of its level."""
    if movement == "warm_up":
        dose = Dose(sets=1, duration_s=float(level), times_per_day=3, days_per_week=7)
        return {"movement": "march_on_the_spot", "level": 4, "dose": asdict(dose)}
    number = level_of(movement, str(level), catalogue)
    return {"movement": movement, "level": number, "dose": asdict(catalogue[movement].at(number).dose)}


def level_of(movement: str, level: int | str, catalogue: Catalogue) -> int:
    """Return the number of a level that may be named."""
    if level == "top":
        return catalogue[movement].top_level
    return catalogue[movement].default_level if level == "default" else int(level)


def _expanded(document: dict[str, Any], sessions: str, catalogue: Catalogue) -> dict[str, Any]:
    result = dict(document)
    result["levels"] = {m: level_of(m, level, catalogue) for m, level in document.get("levels", {}).items()}
    result[sessions] = [_session(session, catalogue) for session in document.get(sessions, [])]
    for key in ("answered", "stepped_down"):
        if key in document:
            result[key] = {m: day(offset) for m, offset in document[key].items()}
    for key in ("flare_started", "flare_ended"):
        if key in document:
            result[key] = day(document[key])
    if "goals" in document:
        result["goals"] = [{**goal, "date": day(goal["date"])} for goal in document["goals"]]
    return result


def _session(short: Mapping[str, Any], catalogue: Catalogue) -> dict[str, Any]:
    items = []
    for movement, done in short.items():
        if movement not in SESSION_KEYS:
            level, pain, *where = done
            items.append(
                {
                    "movement": movement,
                    "level": level_of(movement, level, catalogue),
                    "completed": short.get("completed", True),
                    "pain_during": pain,
                    "pain_where": where[0] if where else None,
                }
            )
    return {
        "date": day(short["day"]),
        "slot": short.get("slot"),
        "pain_before": short.get("before"),
        "next_morning": short.get("morning"),
        "items": items,
    }
