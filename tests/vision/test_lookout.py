from collections.abc import Sequence

import numpy as np

from lumbar.vision.following import Person
from lumbar.vision.lookout import Lookout
from lumbar.vision.picture import Picture
from tests.vision.test_following import HEIGHT, WIDTH, person

HERE, THERE = person(0.2, 0.5, 0.3), person(0.8, 0.5, 0.3)


class Seeing:
    """Finds at most so many of those who are there, and keeps when it was asked."""

    def __init__(self, most: int, *, second_from_s: float, second_until_s: float) -> None:
        self._most, self._from_s, self._until_s = most, second_from_s, second_until_s
        self.asked_s: list[float] = []

    def people(self, picture: Picture) -> Sequence[Person]:
        self.asked_s.append(picture.t_s)
        there = [HERE, THERE] if self._from_s <= picture.t_s < self._until_s else [HERE]
        return there[: self._most]


def looked(second_from_s: float, second_until_s: float) -> tuple[list[int], Seeing, Seeing]:
    """Return how many were found in each of twelve seconds, and what found them."""
    one = Seeing(1, second_from_s=second_from_s, second_until_s=second_until_s)
    both = Seeing(2, second_from_s=second_from_s, second_until_s=second_until_s)
    lookout = Lookout(one, both)
    pixels = np.zeros((HEIGHT, WIDTH, 3), np.uint8)
    return [len(lookout.people(Picture(t_s=float(t_s), pixels=pixels))) for t_s in range(12)], one, both


def test_alone_one_is_looked_for_and_somebody_else_only_now_and_then() -> None:
    found, one, both = looked(99, 99)
    assert found == [1] * 12
    assert one.asked_s == list(range(12))
    assert both.asked_s == [0, 3, 6, 9]


def test_a_second_person_is_looked_for_as_long_as_there_is_one_and_a_little_longer() -> None:
    found, one, both = looked(4, 8)
    assert found == [1, 1, 1, 1, 1, 1, 2, 2, 1, 1, 1, 1]
    assert both.asked_s == [0, 3, 6, 7, 8, 9]
    assert one.asked_s == [0, 1, 2, 3, 4, 5, 10, 11]


def test_two_at_the_beginning_are_both_seen_at_once() -> None:
    found, one, _ = looked(0, 99)
    assert found == [2] * 12
    assert one.asked_s == []
