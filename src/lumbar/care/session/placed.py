"""Placed: an item of a session as it stands, whoever placed it there."""

from collections.abc import Sequence
from dataclasses import dataclass

from lumbar.care.pacing import item_seconds
from lumbar.care.planning.objective import Option, slot_seconds
from lumbar.vocabulary.dose import Dose
from lumbar.vocabulary.movement import Movement, Position


@dataclass(frozen=True, kw_only=True)
class Placed:
    """A movement in a session, at a level, in a dose."""

    movement: Movement
    level: int
    dose: Dose

    @property
    def seconds(self) -> float:
        """How long it takes."""
        return item_seconds(self.dose, self.movement.sides)

    @property
    def option(self) -> Option:
        """The item as packing sees it: placed once, on the one day there is."""
        return Option(
            id=self.movement.id,
            family=self.movement.family,
            position=self.movement.position,
            seconds=self.seconds,
            days_per_week=1,
            times_per_day=1,
            rest_days=False,
        )


def first_position(items: Sequence[Placed]) -> Position:
    """Return the position a session begins in: that of its warm-up, else standing, as one comes to the mat."""
    return next((item.movement.position for item in items if item.movement.roles), "standing")


def session_seconds(items: Sequence[Placed]) -> float:
    """Return what a session takes, its transitions and changes of position included."""
    own = [item.option for item in items if not item.movement.roles]
    warm_up_s = sum(item.seconds for item in items if item.movement.roles)
    return warm_up_s + slot_seconds(own, first_position(items))
