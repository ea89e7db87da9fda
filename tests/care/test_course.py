"""What is read off a person's course before anything is decided."""

from datetime import date

from lumbar.care.course import done_of, usual_now
from lumbar.vocabulary.session import ItemDone, SessionDone

TODAY = date(2026, 3, 2)


def _item(side: str, pain: float, *, completed: bool = True, further: bool = False) -> ItemDone:
    return ItemDone(
        movement="bird_dog",
        level=2,
        completed=completed,
        pain_during=pain,
        pain_where="further" if further else None,
        side="left" if side == "left" else "right",
    )


def _only(*items: ItemDone) -> ItemDone:
    ((_, item),) = done_of("bird_dog", (SessionDone(date=TODAY, items=items),), 5)
    return item


def test_a_movement_done_side_by_side_counts_by_its_worse_side() -> None:
    assert _only(_item("left", 2), _item("right", 6)).pain_during == 6


def test_it_is_complete_only_when_both_sides_are() -> None:
    assert not _only(_item("left", 2), _item("right", 1, completed=False)).completed
    assert _only(_item("left", 2), _item("right", 1)).completed


def test_pain_that_spread_on_one_side_is_the_worse_whatever_its_number() -> None:
    assert _only(_item("left", 1, further=True), _item("right", 4)).pain_where == "further"


def _beside(*items: ItemDone) -> list[ItemDone]:
    done = done_of("bird_dog", (SessionDone(date=TODAY, items=items, slot="break"),), 5)
    return [item for _, item in done]


def test_what_went_well_beside_the_plan_says_nothing() -> None:
    assert _beside(_item("left", 5)) == []


def test_what_hurt_beside_the_plan_counts() -> None:
    [item] = _beside(_item("left", 2), _item("right", 5.5))
    assert item.pain_during == 5.5


def test_what_spread_beside_the_plan_counts_whatever_its_number() -> None:
    [item] = _beside(_item("left", 0, further=True))
    assert item.pain_where == "further"


def test_usual_pain_is_not_what_was_felt_before_a_session_for_a_sore_back() -> None:
    usual = SessionDone(date=TODAY, items=(), pain_before=2)
    sore = SessionDone(date=TODAY, items=(), pain_before=8, slot="sore_now")
    assert usual_now({}, None, (usual, sore, sore), TODAY) == 2


def test_usual_pain_without_an_interview_is_what_was_felt_before_sessions() -> None:
    sessions = tuple(SessionDone(date=TODAY, items=(), pain_before=pain) for pain in (2.0, 4.0, 5.0))
    assert usual_now({}, None, sessions, TODAY) == 4


def test_usual_pain_with_nothing_known_is_none_at_all() -> None:
    assert usual_now({}, None, (), TODAY) == 0
