"""Looks for one person in every picture, and now and then for a second one.

Looking for two takes half as long again even where there is only one, as the model that finds people never rests
then. So two are looked for in every picture only as long as there are two.
"""

from collections.abc import Sequence
from typing import Protocol

from lumbar.vision.following import Person, distinct
from lumbar.vision.picture import Picture

ROUND_S = 3.0
"""How often to look round for somebody else, and how long to go on looking after they have left."""


class Looks(Protocol):
    """What finds people in a picture."""

    def people(self, picture: Picture) -> Sequence[Person]:
        """Return the people in a picture."""


class Lookout:
    """Looks at the pictures of one video, in their order.

    Args:
        one: finds one person.
        both: finds two.
    """

    def __init__(self, one: Looks, both: Looks) -> None:
        self._one, self._both = one, both
        self._due_s = 0.0
        self._company_until_s = 0.0

    def people(self, picture: Picture) -> Sequence[Person]:
        """Return the people in a picture."""
        t_s = picture.t_s
        if t_s >= self._due_s or t_s < self._company_until_s:
            if t_s >= self._due_s:
                self._due_s = t_s + ROUND_S
            height, width = picture.pixels.shape[:2]
            everyone = distinct(self._both.people(picture), width, height)
            if len(everyone) > 1:
                self._company_until_s = t_s + ROUND_S
            if t_s < self._company_until_s:
                return everyone
        return self._one.people(picture)
