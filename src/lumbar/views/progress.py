"""Progress: the last weeks in numbers, each chart with the sentence that says what it shows."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean

from lumbar.care import measures
from lumbar.care.measures import MEASURES, Meaning, Measure
from lumbar.services.charting import Course
from lumbar.services.practice import Practice
from lumbar.services.records import Measurement
from lumbar.views.reasons import movement_name
from lumbar.vocabulary.decision import Phase

FEW_DAYS = 7
FEWEST_DAYS = 3
"""The first and the last so many ratings are compared with each other; fewer than three say nothing."""


@dataclass(frozen=True, kw_only=True)
class Point:
    """A value on a day."""

    date: str
    value: float


@dataclass(frozen=True, kw_only=True)
class PainOut:
    """Pain by day, 0 to 10. ``usual`` is the person's own level, ``matters`` the smallest change that counts."""

    text: str
    points: list[Point]
    usual: float
    matters: float
    meaning: Meaning


@dataclass(frozen=True, kw_only=True)
class WeekOut:
    """A week from its Monday: days exercised of those wanted, and minutes."""

    monday: str
    days: int
    wanted: int
    minutes: float
    walked: float
    extras: int


@dataclass(frozen=True, kw_only=True)
class LevelLine:
    """A movement's levels over time, the last point today's."""

    movement: str
    name: str
    top_level: int
    points: list[Point]


@dataclass(frozen=True, kw_only=True)
class MeasureLine:
    """A measure over time. ``least`` and ``most`` are the ends of its scale; ``explained`` says what matters."""

    kind: Measure
    title: str
    text: str
    explained: str
    least: float
    most: float
    matters: float
    meaning: Meaning
    points: list[Point]


@dataclass(frozen=True, kw_only=True)
class Progress:
    """The last twelve weeks, or as many as there are."""

    phase: Phase | None
    phase_text: str | None
    pain: PainOut
    weeks: list[WeekOut]
    weeks_text: str
    levels: list[LevelLine]
    levels_text: str
    measures: list[MeasureLine]


def progress_out(course: Course, practice: Practice) -> Progress:
    """Show the weeks."""
    words = practice.words
    phase: Phase | None = course.phase  # type: ignore[assignment] # written by our own plan
    return Progress(
        phase=phase,
        phase_text=words.say(f"phase.{phase}") if phase else None,
        pain=_pain(course, practice),
        weeks=[
            WeekOut(
                monday=week.monday.isoformat(),
                days=week.days,
                wanted=week.wanted,
                minutes=week.minutes,
                walked=week.walked,
                extras=week.extras,
            )
            for week in course.weeks
        ],
        weeks_text=_weeks_text(course, practice),
        levels=_levels(course, practice),
        levels_text=_levels_text(course, practice),
        measures=[line for kind in MEASURES if (line := _measure(kind, course.measurements, practice))],
    )


def _pain(course: Course, practice: Practice) -> PainOut:
    days = sorted(course.pain)
    values = [course.pain[day] for day in days]
    few = min(FEW_DAYS, len(values) // 2)
    few = few if few >= FEWEST_DAYS else 0
    first = round(fmean(values[:few]), 1) if few else None
    last = round(fmean(values[-few:]), 1) if few else None
    meaning = measures.pain_meaning(first, last)
    facts = {"first": first, "last": last, "matters": measures.PAIN_MATTERS, "days": len(days)}
    return PainOut(
        text=practice.words.say(f"progress.pain.{meaning}", facts),
        points=[Point(date=day.isoformat(), value=course.pain[day]) for day in days],
        usual=course.usual,
        matters=measures.PAIN_MATTERS,
        meaning=meaning,
    )


def _weeks_text(course: Course, practice: Practice) -> str:
    full = [week for week in course.weeks if week.monday < course.today]
    if not any(week.days for week in full):
        return practice.words.say("progress.weeks.none")
    days, minutes = sum(week.days for week in full), sum(week.minutes for week in full)
    facts = {"weeks": len(full), "days": days, "minutes": round(minutes), "wanted": full[-1].wanted}
    return practice.words.say("progress.weeks.one" if len(full) == 1 else "progress.weeks.some", facts)


def _levels(course: Course, practice: Practice) -> list[LevelLine]:
    points: dict[str, list[Point]] = {}
    for step in course.steps:
        on = step.date.isoformat()
        if step.to_movement == step.movement and step.movement not in points:
            points[step.movement] = [Point(date=on, value=step.from_level)]
        points.setdefault(step.to_movement, []).append(Point(date=on, value=step.to_level))
    today = course.today.isoformat()
    return [
        LevelLine(
            movement=movement,
            name=movement_name(movement, practice),
            top_level=practice.catalogue[movement].top_level,
            points=[*points.get(movement, []), Point(date=today, value=level)],
        )
        for movement, level in sorted(course.levels.items())
        if movement in practice.catalogue
    ]


def _levels_text(course: Course, practice: Practice) -> str:
    if not course.levels:
        return practice.words.say("progress.levels.none")
    ups = sum(step.change == "up" for step in course.steps)
    downs = sum(step.change == "down" for step in course.steps)
    return practice.words.say("progress.levels.some", {"ups": ups, "downs": downs, "count": len(course.levels)})


def _measure(kind: Measure, answered: Sequence[Measurement], practice: Practice) -> MeasureLine | None:
    own = [each for each in answered if each.kind == kind]
    if not own:
        return None
    words = practice.words
    first = own[0].value if len(own) > 1 else None
    last = own[-1].value
    meaning = measures.meaning(kind, first, last)
    least, most, matters = SCALES[kind]
    facts = {"first": first, "last": last, "matters": matters}
    return MeasureLine(
        kind=kind,
        title=words.say(f"measure.{kind}.title"),
        text=words.say(f"progress.{kind}.{meaning}", facts),
        explained=words.say(f"progress.{kind}.explained", {"matters": matters}),
        least=least,
        most=most,
        matters=matters,
        meaning=meaning,
        points=[Point(date=each.date.isoformat(), value=each.value) for each in own],
    )


SCALES: dict[Measure, tuple[float, float, float]] = {
    "goals": (0.0, measures.GOALS_MOST, measures.GOALS_MATTER),
    "global_change": (measures.GLOBAL_CHANGE_LEAST, measures.GLOBAL_CHANGE_MOST, measures.GLOBAL_CHANGE_MATTERS),
    "rmdq": (0.0, measures.RMDQ_STATEMENTS, measures.RMDQ_MATTERS),
}
"""The ends of each scale, and the smallest change of it that matters."""
