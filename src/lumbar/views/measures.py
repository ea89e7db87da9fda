"""What is asked on a schedule, as it is shown."""

from dataclasses import dataclass

from lumbar.care.measures import GLOBAL_CHANGE_LEAST, GLOBAL_CHANGE_MOST, GOALS_MOST, Measure
from lumbar.services.measuring import Schedule
from lumbar.services.practice import Practice


@dataclass(frozen=True, kw_only=True)
class MeasureOut:
    """One measure: what to ask, and what to know about it.

    kind goals: rate each of ``items`` from ``least`` to ``most``. global_change: one number from ``least`` to
    ``most``. rmdq: tick those of ``items`` that apply today; they are numbered from 1.
    """

    kind: Measure
    due: bool
    title: str
    intro: str
    why: str
    items: list[str]
    least: int
    most: int
    least_text: str
    most_text: str
    citation: str | None
    last_on: str | None


def measures_out(schedule: Schedule, practice: Practice) -> list[MeasureOut]:
    """Show every measure that can be answered, those that are due first."""
    words, questionnaire = practice.words, schedule.questionnaire
    found: list[MeasureOut] = []

    def add(kind: Measure, items: list[str], least: int, most: int, citation: str | None = None) -> None:
        last = max((each.date for each in schedule.answered if each.kind == kind), default=None)
        supplied = questionnaire is not None and kind == "rmdq"
        found.append(
            MeasureOut(
                kind=kind,
                due=kind in schedule.due,
                title=questionnaire.title if supplied and questionnaire else words.say(f"measure.{kind}.title"),
                intro=questionnaire.intro if supplied and questionnaire else words.say(f"measure.{kind}.intro"),
                why=words.say(f"measure.{kind}.why"),
                items=items,
                least=least,
                most=most,
                least_text=words.say(f"measure.{kind}.least"),
                most_text=words.say(f"measure.{kind}.most"),
                citation=citation,
                last_on=last.isoformat() if last else None,
            )
        )

    if schedule.goals:
        add("goals", list(schedule.goals), 0, int(GOALS_MOST))
    add("global_change", [], GLOBAL_CHANGE_LEAST, GLOBAL_CHANGE_MOST)
    if questionnaire:
        add("rmdq", list(questionnaire.statements), 0, 1, questionnaire.citation)
    return sorted(found, key=lambda each: not each.due)
