"""The library, as it is shown."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from lumbar.care.telling import dose_text
from lumbar.library.packaged import sources
from lumbar.services.practice import Practice
from lumbar.views.dose import DoseOut, dose_out
from lumbar.views.reasons import label, said
from lumbar.vocabulary.dose import Level, Sides
from lumbar.vocabulary.movement import Effect, Equipment, Family, Measure, Movement, Position, Purpose, Surrounding


@dataclass(frozen=True, kw_only=True)
class MovementBrief:
    """A movement as a list shows it."""

    id: str
    name: str
    family: Family
    family_name: str
    position: Position
    position_name: str
    purpose: Purpose
    purpose_name: str
    equipment: list[Equipment]
    surroundings: list[Surrounding]
    summary: str
    measured_by: list[Measure]
    has_figure: bool


@dataclass(frozen=True, kw_only=True)
class FaultOut:
    """A common mistake: how it looks, and what to say about it."""

    looks: str
    cue: str


@dataclass(frozen=True, kw_only=True)
class CautionOut:
    """What a condition does to this movement."""

    condition_label: str
    effect: Effect
    text: str
    source: str


@dataclass(frozen=True, kw_only=True)
class NumberSource:
    """Where a number of a level comes from."""

    field: str
    text: str


@dataclass(frozen=True, kw_only=True)
class LevelOut:
    """A step of the ladder."""

    level: int
    dose: DoseOut
    dose_text: str
    is_default: bool
    is_article: bool
    sources: list[NumberSource]


@dataclass(frozen=True, kw_only=True)
class MovementPage(MovementBrief):
    """A movement's own page."""

    sides: Sides
    muscles: list[str]
    muscle_ids: list[str]
    set_up: list[str]
    how: list[str]
    breathing: str
    feel: str
    not_feel: str
    camera: str
    faults: list[FaultOut]
    cautions: list[CautionOut]
    ladder: list[LevelOut]
    easier: MovementBrief | None
    harder: MovementBrief | None


def brief_out(movement: Movement, practice: Practice) -> MovementBrief:
    """Show a movement as a list does."""
    return MovementBrief(**_brief(movement, practice))


def _brief(movement: Movement, practice: Practice) -> dict[str, Any]:
    words = practice.words
    return {
        "id": movement.id,
        "name": movement.name,
        "family": movement.family,
        "family_name": words.say(f"family.{movement.family}"),
        "position": movement.position,
        "position_name": words.say(f"position.{movement.position}"),
        "purpose": movement.purpose,
        "purpose_name": words.say(f"purpose.{movement.purpose}"),
        "equipment": list(movement.equipment),
        "surroundings": list(movement.surroundings),
        "summary": movement.summary,
        "measured_by": list(movement.measured_by),
        "has_figure": movement.figure is not None,
    }


def page_out(movement: Movement, practice: Practice) -> MovementPage:
    """Show a movement's own page."""
    return MovementPage(
        **_brief(movement, practice),
        sides=movement.sides,
        muscles=[_muscle(muscle, practice) for muscle in movement.muscles],
        muscle_ids=list(movement.muscles),
        set_up=list(movement.set_up),
        how=list(movement.steps),
        breathing=movement.breathing,
        feel=movement.feel,
        not_feel=movement.not_feel,
        camera=movement.camera,
        faults=[FaultOut(looks=fault.looks, cue=fault.cue) for fault in movement.faults],
        cautions=[
            CautionOut(
                condition_label=label(caution.condition, practice.words),
                effect=caution.effect,
                text=caution.text,
                source=source_out(caution.source),
            )
            for caution in movement.cautions
        ],
        ladder=[_level(level, movement, practice) for level in movement.ladder],
        easier=_neighbour(movement.regress_to, practice),
        harder=_neighbour(movement.progress_to, practice),
    )


def _neighbour(movement: str | None, practice: Practice) -> MovementBrief | None:
    return brief_out(practice.catalogue[movement], practice) if movement in practice.catalogue else None  # type: ignore[index]


def _muscle(muscle: str, practice: Practice) -> str:
    key = f"muscle.{muscle}"
    return practice.words.say(key) if key in practice.words else said(muscle).lower()


def _level(level: Level, movement: Movement, practice: Practice) -> LevelOut:
    numbers = asdict(level.dose)
    return LevelOut(
        level=level.level,
        dose=dose_out(level.dose),
        dose_text=dose_text(level.dose, practice.words),
        is_default=level.level == movement.default_level,
        is_article=level.level == movement.article_level,
        sources=[
            NumberSource(
                field=field,
                text=practice.words.say(f"number.{field}", {"value": numbers[field], "source": source_out(source)}),
            )
            for field, source in level.sources.items()
        ],
    )


def source_out(source: str) -> str:
    """Write a source's title before what it says."""
    name, _, what = source.partition(":")
    entry: Mapping[str, Any] = _sources().get(name.strip(), {})
    title = str(entry.get("title", said(name)))
    return f"{title}: {what.strip()}" if what.strip() else title


def _sources() -> Mapping[str, Mapping[str, Any]]:
    try:
        return sources()
    except FileNotFoundError:
        return {}
