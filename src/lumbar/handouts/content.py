"""Content: what stands on a handout, as data for its template. Every sentence comes from the library."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from lumbar.care.telling import dose_text
from lumbar.handouts.pictures import Pictures, packaged
from lumbar.library import lessons
from lumbar.views.dose import read_dose
from lumbar.views.reasons import cautions_of, retold
from lumbar.views.week import slot_name
from lumbar.vocabulary.catalogue import Catalogue
from lumbar.vocabulary.decision import Fact
from lumbar.vocabulary.emergency import Country, Said
from lumbar.vocabulary.movement import Movement
from lumbar.vocabulary.words import Words

Paper = Literal["a4", "letter"]
PAPERS: tuple[Paper, ...] = ("a4", "letter")
Outcome = Mapping[str, Any]
Item = Mapping[str, Any]
Data = dict[str, Any]

SIGNS_LESSON = "when_to_seek_help"
SIGNS_PARAGRAPHS = 2
"""Of that lesson, what to call an ambulance for, and what to see a doctor for today."""
SHORT_DAY = 3
"""Letters that tell the days of the week apart, in English and in Spanish."""


@dataclass(frozen=True, kw_only=True)
class Handout:
    """What a handout is made from.

    Attributes:
        outcome: what the plan command came to.
        catalogue: the movements, in the language of the handout.
        words: that language.
        country: where the numbers to call are for.
        since: days before it are left out; None keeps all.
        app_url: where the app is, for the QR code; None leaves the code out.
        pictures: where the drawings come from.
    """

    outcome: Outcome
    catalogue: Catalogue
    words: Words
    country: Country
    since: date | None = None
    app_url: str | None = None
    pictures: Pictures = packaged


def content(handout: Handout) -> Data:
    """Return all that is printed."""
    return _Writing(handout).all()


class _Writing:
    def __init__(self, handout: Handout) -> None:
        self._handout, self._words, self._catalogue = handout, handout.words, handout.catalogue
        first = handout.since.isoformat() if handout.since else ""
        self._days = [day for day in handout.outcome["week"] if day["date"] >= first]

    def all(self) -> Data:
        outcome, say = self._handout.outcome, self._words.say
        planned = bool(self._days)
        return {
            "lang": self._words.language,
            "country": "" if self._handout.country.is_unknown else self._handout.country.code,
            "words": {
                key.partition(".")[2]: text for key, text in self._words.texts.items() if key.startswith("handout.")
            },
            "title": say("handout.title")
            if planned
            else say(f"verdict.{outcome['urgency'] or outcome['outcome']}"),
            "dates": self._dates() if planned else "",
            "lead": self._lead(),
            "reasons": [] if planned else [retold(reason, self._words) for reason in outcome["reasons"]],
            "week": self._week() if planned else None,
            "signs": self._signs(),
            "numbers": self._numbers(),
            "movements": list(self._movements()),
            "about": [say("app.intended_use.second"), say("app.intended_use.third")],
            "app_url": self._handout.app_url or "",
            "open_alt": say("handout.open_alt", {"address": self._handout.app_url or ""}),
        }

    def _lead(self) -> str:
        """Say what this week is for; without a week, what to do instead."""
        outcome, words = self._handout.outcome, self._words
        if self._days:
            return words.say(f"phase.{outcome['phase']}") if outcome["phase"] else ""
        key = f"outcome.{outcome['urgency'] or outcome['outcome']}"
        return words.say(key) if key in words else str(outcome["what_to_do"])

    def _dates(self) -> str:
        first, last = (self._day(self._days[end]["date"]) for end in (0, -1))
        return first if first == last else self._words.say("handout.dates", {"first": first, "last": last})

    def _day(self, written: str) -> str:
        on = date.fromisoformat(written)
        facts: dict[str, Fact] = {
            "weekday": self._weekday(written),
            "day": on.day,
            "month": self._words.say(f"month.{on.month}"),
        }
        return self._words.say("handout.day", facts)

    def _weekday(self, written: str) -> str:
        return self._words.say(f"weekday.{date.fromisoformat(written).isoweekday()}")

    def _week(self) -> Data:
        """Return the week as a table: a row for each movement of each time of day, a column for each day."""
        slots = list(dict.fromkeys(slot["slot"] for day in self._days for slot in day["slots"]))
        return {
            "days": [
                {"short": self._weekday(day["date"])[:SHORT_DAY], "day": date.fromisoformat(day["date"]).day}
                for day in self._days
            ],
            "slots": [self._slot(slot, shown=len(slots) > 1) for slot in slots],
            "walks": [round(day["walk_minutes"]) for day in self._days] if self._walks else [],
        }

    @property
    def _walks(self) -> bool:
        return any(day["walk_minutes"] for day in self._days)

    def _slot(self, slot: str, *, shown: bool) -> Data:
        days = [{item["movement"] for item in self._items([day], slot)} for day in self._days]
        planned = {item["movement"] for item in self._items(self._days, slot)}
        rows = [
            {
                "number": number,
                "name": movement.name,
                "marks": [movement.id in day for day in days],
            }
            for number, movement in enumerate(self._order(), start=1)
            if movement.id in planned
        ]
        return {"name": slot_name(slot, self._words) if shown else "", "rows": rows}

    def _items(self, days: Iterable[Mapping[str, Any]], only: str | None = None) -> Iterator[Item]:
        for day in days:
            for slot in day["slots"]:
                if only is None or slot["slot"] == only:
                    yield from (item for item in slot["items"] if item["movement"] in self._catalogue)

    def _order(self) -> list[Movement]:
        """Return the movements of the week in an order that agrees with every session's, as far as there is one."""
        places: dict[str, list[float]] = {}
        for day in self._days:
            for slot in day["slots"]:
                for place, item in enumerate(slot["items"]):
                    places.setdefault(item["movement"], []).append(place / max(1, len(slot["items"]) - 1))
        known = [movement for movement in places if movement in self._catalogue]
        return [
            self._catalogue[each] for each in sorted(known, key=lambda each: sum(places[each]) / len(places[each]))
        ]

    def _movements(self) -> Iterator[Data]:
        for number, movement in enumerate(self._order(), start=1):
            items = [item for item in self._items(self._days) if item["movement"] == movement.id]
            yield {
                "number": number,
                "name": movement.name,
                "position": self._words.say(f"position.{movement.position}"),
                "doses": self._doses(movement),
                "set_up": list(movement.set_up),
                "steps": list(movement.steps),
                "breathing": movement.breathing,
                "feel": movement.feel,
                "not_feel": movement.not_feel,
                "cautions": _cautions(movement, items),
                "pictures": self._pictures(movement),
            }

    def _doses(self, movement: Movement) -> list[Data]:
        """Return the dose; where it is not the same on every day, each with its days."""
        days: dict[str, list[str]] = {}
        for day in self._days:
            for item in self._items([day]):
                if item["movement"] == movement.id:
                    text = dose_text(read_dose(item["dose"]), self._words)
                    weekday = self._weekday(day["date"])
                    if weekday not in days.setdefault(text, []):
                        days[text].append(weekday)
        return [
            {"text": text[:1].upper() + text[1:], "days": "" if len(days) == 1 else ", ".join(on)}
            for text, on in days.items()
        ]

    def _pictures(self, movement: Movement) -> list[Data]:
        found = self._handout.pictures(movement.id)
        cues, last = movement.cues, len(found)
        told = []
        for number, picture in enumerate(found, start=1):
            held = number == last and not (movement.figure and movement.figure.flow)
            cue = cues.start if number == 1 else (cues.hold or cues.move) if held else cues.move
            facts: dict[str, Fact] = {"name": movement.name, "number": number, "count": last, "cue": cue}
            told.append(
                {
                    "svg": picture.svg,
                    "width": picture.width,
                    "height": picture.height,
                    "top": picture.top,
                    "alt": self._words.say("handout.picture", facts),
                }
            )
        return told

    def _signs(self) -> Data:
        lesson = next(each for each in lessons.lessons(self._words.language) if each.id == SIGNS_LESSON)
        parts = [written.split("\n- ") for written in lesson.paragraphs[:SIGNS_PARAGRAPHS]]
        return {
            "title": lesson.title,
            "parts": [{"text": text, "points": points} for text, *points in parts],
            "pain": self._words.say("hurts.text_further"),
        }

    def _numbers(self) -> Data:
        country = self._handout.country
        lines = [{"number": line.number, "text": self._said(line.text)} for line in country.emergency]
        advice = country.advice
        if advice:
            lines.append({"number": advice.number, "text": self._said(advice.text)})
        return {"lines": lines, "note": self._said(country.note) if country.note else ""}

    def _said(self, said: Said) -> str:
        return said.get(self._words.language) or said["en"]


def _cautions(movement: Movement, items: Sequence[Item]) -> list[str]:
    """Return what this person is to mind with the movement: what was changed, and what to take care with."""
    own = [text for item in items for text in cautions_of(movement, item["modified"])]
    signs = {
        reason["facts"].get("sign") for item in items for reason in item["reasons"] if reason["rule"] == "cautioned"
    }
    own += [
        caution.text for caution in movement.cautions if caution.effect == "caution" and caution.condition in signs
    ]
    return list(dict.fromkeys(own))
