"""Shapes: every problem at once, closed tables, and a schema that agrees with the reading."""

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lumbar.vocabulary.shape import (
    PAIN,
    BadDocument,
    Day,
    Flag,
    Key,
    ListOf,
    MapOf,
    Maybe,
    Number,
    OneOf,
    Shape,
    Table,
    Text,
)

SHAPE = Table(
    {
        "name": Key(Text()),
        "count": Key(Number(1, 7, whole=True), 3),
        "kind": Key(OneOf(("a", "b"))),
        "days": Key(ListOf(Day(), unique=True), []),
        "on": Key(Flag(), False),
        "pain": Key(Maybe(PAIN, "null or 0 to 10"), None),
        "more": Key(MapOf(OneOf(("x", "y")), PAIN), {}),
    }
)


def problems(shape: Shape, value: object) -> list[str]:
    with pytest.raises(BadDocument) as caught:
        shape.parse(value)
    return [str(problem) for problem in caught.value.problems]


def test_defaults_are_filled_in() -> None:
    assert SHAPE.parse({"name": "n", "kind": "a"})["count"] == 3


def test_every_problem_is_listed_at_once() -> None:
    found = problems(
        SHAPE, {"name": " ", "count": 8, "kind": "c", "days": ["2026-02-30"], "more": {"z": 1}, "extra": 1}
    )
    assert [line.partition(":")[0] for line in found] == ["extra", "name", "count", "kind", "days[0]", "more.z"]


def test_a_problem_says_what_was_expected_and_what_came() -> None:
    assert problems(SHAPE, {"name": "n", "kind": "a", "count": 8}) == [
        "count: expected a whole number from 1 to 7, found 8"
    ]


@pytest.mark.parametrize("value", [True, "3", None, float("nan"), float("inf"), 2.5, 0, 8])
def test_a_whole_number_is_neither_a_bool_nor_a_text_nor_beyond_its_bounds(value: object) -> None:
    assert problems(Number(1, 7, whole=True), value)


@pytest.mark.parametrize(
    "value", ["2026-13-01", "2026-2-1", "20260201", "2026-02-30", "2026-02-01T00:00", 20260201]
)
def test_a_date_exists_and_is_written_in_full(value: object) -> None:
    assert problems(Day(), value)


def test_a_list_that_must_be_unique_refuses_the_second() -> None:
    assert problems(SHAPE, {"name": "n", "kind": "a", "days": ["2026-01-01", "2026-01-01"]}) == [
        'days[1]: expected each value once, found "2026-01-01"'
    ]


VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-2, 12)
    | st.floats(-1, 11, width=16)
    | st.sampled_from(["a", "x", " ", "2026-01-01"]),
    lambda inner: (
        st.lists(inner, max_size=2) | st.dictionaries(st.sampled_from(["x", "y", "z"]), inner, max_size=2)
    ),
    max_leaves=4,
)


@given(st.fixed_dictionaries({}, optional=dict.fromkeys((*SHAPE.keys, "extra"), VALUES)))
def test_reading_and_schema_agree(value: dict[str, object]) -> None:
    try:
        SHAPE.parse(value)
        read = True
    except BadDocument:
        read = False
    assert jsonschema.Draft202012Validator(SHAPE.schema()).is_valid(value) is read
