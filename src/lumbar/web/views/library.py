"""The library, as it is shown."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from lumbar.library.packaged import sources
from lumbar.services.practice import Practice
from lumbar.vocabulary.dose import Level
from lumbar.vocabulary.movement import Movement
from lumbar.web import schemas
from lumbar.web.views.dose import dose_out, dose_text
from lumbar.web.views.reasons import label, said


def brief_out(movement: Movement, practice: Practice) -> schemas.MovementBrief:
    """Show a movement as a list does."""
    return schemas.MovementBrief.model_construct(**_brief(movement, practice))


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
    }


def page_out(movement: Movement, practice: Practice) -> schemas.MovementPage:
    """Show a movement's own page."""
    return schemas.MovementPage.model_construct(
        **_brief(movement, practice),
        sides=movement.sides,
        muscles=[_muscle(muscle, practice) for muscle in movement.muscles],
        set_up=list(movement.set_up),
        how=list(movement.steps),
        breathing=movement.breathing,
        feel=movement.feel,
        not_feel=movement.not_feel,
        camera=movement.camera,
        faults=[schemas.FaultOut.model_construct(looks=fault.looks, cue=fault.cue) for fault in movement.faults],
        cautions=[
            schemas.CautionOut.model_construct(
                condition_label=label(caution.condition, practice.words),
                effect=caution.effect,
                text=caution.text,
                source=_source(caution.source),
            )
            for caution in movement.cautions
        ],
        ladder=[_level(level, movement, practice) for level in movement.ladder],
        easier=_neighbour(movement.regress_to, practice),
        harder=_neighbour(movement.progress_to, practice),
    )


def _neighbour(movement: str | None, practice: Practice) -> schemas.MovementBrief | None:
    return brief_out(practice.catalogue[movement], practice) if movement in practice.catalogue else None  # type: ignore[index]


def _muscle(muscle: str, practice: Practice) -> str:
    key = f"muscle.{muscle}"
    return practice.words.say(key) if key in practice.words else said(muscle).lower()


def _level(level: Level, movement: Movement, practice: Practice) -> schemas.LevelOut:
    numbers = asdict(level.dose)
    return schemas.LevelOut.model_construct(
        level=level.level,
        dose=dose_out(level.dose),
        dose_text=dose_text(level.dose, practice.words),
        is_default=level.level == movement.default_level,
        is_article=level.level == movement.article_level,
        sources=[
            schemas.NumberSource.model_construct(
                field=field,
                text=practice.words.say(f"number.{field}", {"value": numbers[field], "source": _source(source)}),
            )
            for field, source in level.sources.items()
        ],
    )


def _source(source: str) -> str:
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
