"""Which lesson fits today: the most pressing moment first, each lesson once."""

import pytest

from lumbar.care.lessons import Standing, moments, offer
from lumbar.library.lessons import lessons
from lumbar.vocabulary.lesson import MOMENTS

ALL = lessons()


def test_a_newcomer_begins_with_what_back_pain_is() -> None:
    offered = offer(ALL, Standing(state="normal", phase="start"), ())
    assert offered
    assert offered.id == "what_back_pain_is"


def test_in_a_flare_the_flare_comes_before_everything_else() -> None:
    offered = offer(ALL, Standing(state="flare", phase="start", after_pain=True), ("when_to_seek_help",))
    assert offered
    assert offered.id == "flare"


def test_after_a_session_that_hurt_hurt_and_harm_are_told_apart() -> None:
    offered = offer(ALL, Standing(state="normal", phase="build", after_pain=True), ("when_to_seek_help",))
    assert offered
    assert offered.id == "hurt_and_harm"


def test_no_lesson_is_offered_twice_and_all_are_offered_in_the_end() -> None:
    read: list[str] = []
    standings = [Standing(state="normal", phase=phase) for phase in ("start", "build", "maintain", "return")]
    standings.append(Standing(state="flare", phase="build"))
    for standing in standings:
        while lesson := offer(ALL, standing, read):
            assert lesson.id not in read
            read.append(lesson.id)
    assert sorted(read) == sorted(lesson.id for lesson in ALL)


@pytest.mark.parametrize(
    ("standing", "first"),
    [
        (Standing(state="refer", phase="build"), "no_gain"),
        (Standing(state="normal", phase=None), "any"),
        (Standing(state="normal", phase="maintain", took_breaks=True), "maintain"),
    ],
)
def test_the_moments_are_known_ones_and_end_with_any_day(standing: Standing, first: str) -> None:
    found = moments(standing)
    assert found[0] == first
    assert found[-1] == "any"
    assert set(found) <= set(MOMENTS)
