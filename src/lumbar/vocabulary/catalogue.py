"""Catalogue: every movement the person's plan may draw from, as one value."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from lumbar.vocabulary.movement import Family, Movement, Role


@dataclass(frozen=True)
class Catalogue:
    """The movements by id, in a fixed order, with the fingerprint of the files they were read from."""

    movements: tuple[Movement, ...]
    fingerprint: str

    @cached_property
    def _by_id(self) -> dict[str, Movement]:
        return {movement.id: movement for movement in self.movements}

    def __iter__(self) -> Iterator[Movement]:
        """Go through the movements in their fixed order."""
        return iter(self.movements)

    def __len__(self) -> int:
        """Count the movements."""
        return len(self.movements)

    def __contains__(self, movement_id: object) -> bool:
        """Tell whether there is a movement of that id."""
        return movement_id in self._by_id

    def __getitem__(self, movement_id: str) -> Movement:
        """Return the movement of that id; KeyError without it."""
        return self._by_id[movement_id]

    @cached_property
    def ids(self) -> tuple[str, ...]:
        """Every movement's id, in order."""
        return tuple(movement.id for movement in self.movements)

    def of_family(self, family: Family) -> tuple[Movement, ...]:
        """Return the family's movements, in order."""
        return tuple(movement for movement in self.movements if movement.family == family)

    def with_role(self, role: Role) -> tuple[Movement, ...]:
        """Return the movements that can serve as warm-up, or as the walk outdoors."""
        return tuple(movement for movement in self.movements if role in movement.roles)

    def exercises(self) -> Iterable[Movement]:
        """Go through the movements a session is made of: all but those with a role of their own."""
        return (movement for movement in self.movements if not movement.roles)
