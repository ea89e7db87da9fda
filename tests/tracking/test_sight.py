"""Sight: a frame or two that tell nothing are no blind spell; more are, and why is told."""

import pytest

from lumbar.tracking.events import WHYS, SightFound, SightLost, Why
from lumbar.tracking.sight import Sight


def fed(frames: list[tuple[float, Why | None]], sight: Sight | None = None) -> list[SightLost | SightFound]:
    sight = sight or Sight()
    return [told for t_s, why in frames for told in sight.feed(t_s, why)]


def spell(from_s: float, to_s: float, why: Why | None, step_s: float = 0.1) -> list[tuple[float, Why | None]]:
    return [(from_s + at * step_s, why) for at in range(round((to_s - from_s) / step_s))]


def test_half_a_second_of_nothing_is_no_blind_spell() -> None:
    assert fed([*spell(0, 2, None), *spell(2, 2.5, "hidden"), *spell(2.5, 4, None)]) == []


@pytest.mark.parametrize("why", WHYS)
def test_a_second_of_nothing_is_one_and_why_is_told(why: Why) -> None:
    lost, found = fed([*spell(0, 2, None), *spell(2, 3, why), *spell(3, 4, None)])
    assert lost == SightLost(t_s=2.0, why=why)
    assert isinstance(found, SightFound)
    assert found.t_s == pytest.approx(3.0)


def test_a_spell_is_told_by_what_began_it() -> None:
    (lost,) = fed([*spell(0, 1, None), *spell(1, 1.3, "out_of_frame"), *spell(1.3, 3, "nobody")])
    assert lost == SightLost(t_s=1.0, why="out_of_frame")


def test_no_frame_for_a_while_is_a_gap_from_the_last_one_on() -> None:
    lost, found = fed([(0.0, None), (0.1, None), (2.0, None), (2.1, None), (2.3, None)])
    assert lost == SightLost(t_s=0.1, why="gap")
    assert found == SightFound(t_s=2.0)


def test_frames_more_than_half_a_second_apart_are_no_gap() -> None:
    assert fed([(0.59 * at, None) for at in range(5)]) == []


def test_a_glimpse_in_a_blind_spell_is_not_sight_again() -> None:
    frames = [*spell(0, 1, None), *spell(1, 2, "nobody"), (2.0, None), *spell(2.1, 3, "nobody")]
    assert [type(told) for told in fed(frames)] == [SightLost]


def test_flickering_is_not_added_up() -> None:
    assert fed([(at / 10, "hidden" if at % 3 else None) for at in range(100)]) == []


def test_a_blind_spell_that_nothing_follows_is_told_at_the_end() -> None:
    sight = Sight()
    assert fed([*spell(0, 1, None), (1.0, "nobody"), (1.1, "nobody")], sight) == []
    assert list(sight.finish()) == [SightLost(t_s=1.0, why="nobody")]
    assert list(sight.finish()) == []


def test_nothing_is_told_twice() -> None:
    sight = Sight()
    assert len(fed([*spell(0, 1, None), *spell(1, 9, "nobody")], sight)) == 1
    assert list(sight.finish()) == []


def test_who_is_never_seen_is_lost_from_the_first_frame_on() -> None:
    assert fed(spell(5, 7, "nobody")) == [SightLost(t_s=5.0, why="nobody")]


def test_it_sees_what_the_last_frame_told() -> None:
    sight = Sight()
    assert not sight.sees
    for t_s, why, sees in ((0.0, None, True), (0.1, "hidden", False), (0.2, None, True)):
        fed([(t_s, why)], sight)  # type: ignore[list-item]
        assert sight.sees is sees


def test_a_first_frame_at_nought_is_a_frame() -> None:
    sight = Sight()
    fed([(0.0, None)], sight)
    assert sight.last_s == 0.0
    assert fed([(0.7, None)], sight) == [SightLost(t_s=0.0, why="gap")]
