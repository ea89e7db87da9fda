"""The landmark file's reader: what it takes, and that it refuses all else by file, line and key."""

import json
import re
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lumbar.cli.failing import Failure
from lumbar.cli.streams import frames
from lumbar.vocabulary.landmark import Frame

POINTS = [[0.5, 0.5, 0.0, 1.0]] * 33
FRAME: dict[str, Any] = {"t_s": 0.0, "points": POINTS, "width": 640, "height": 480}
REFUSED = re.compile(r"seen\.jsonl(:\d+)?: .+: expected .+, found .+", re.DOTALL)


def read(*lines: object) -> list[Frame]:
    return list(frames("seen.jsonl", (line if isinstance(line, str) else json.dumps(line) for line in lines)))


def refused(*lines: object) -> str:
    with pytest.raises(Failure) as caught:
        read(*lines)
    (line,) = caught.value.lines
    assert REFUSED.fullmatch(line), line
    return line


def test_a_line_is_a_frame() -> None:
    (frame,) = read(FRAME)
    assert (frame.t_s, frame.width, frame.height, frame.people) == (0.0, 640, 480, 1)
    assert list(frame.points) == [(0.5, 0.5, 0.0, 1.0)] * 33


def test_nobody_in_a_frame_is_no_points_and_no_people() -> None:
    (frame,) = read({**FRAME, "points": []})
    assert (list(frame.points), frame.people) == ([], 0)


def test_how_many_people_there_are_may_be_said() -> None:
    assert [frame.people for frame in read({**FRAME, "people": 3})] == [3]


def test_empty_lines_are_passed_over_and_counted() -> None:
    assert len(read("", FRAME, "  \n", {**FRAME, "t_s": 1})) == 2
    assert refused("", "\n", "x").startswith("seen.jsonl:3: syntax: ")


def test_times_may_be_below_nought() -> None:
    assert [frame.t_s for frame in read({**FRAME, "t_s": -2}, {**FRAME, "t_s": -1.5})] == [-2, -1.5]


@pytest.mark.parametrize("lines", [(), ("",), ("\n", "  ")])
def test_a_file_of_no_line_is_refused(lines: tuple[str, ...]) -> None:
    assert refused(*lines) == "seen.jsonl: document: expected a line of JSON for each frame, found no line"


@pytest.mark.parametrize(
    ("change", "begins"),
    [
        ({"t_s": "0"}, 't_s: expected a number of seconds, found "0"'),
        ({"t_s": None}, "t_s: expected a number of seconds, found null"),
        ({"t_s": True}, "t_s: expected a number of seconds, found true"),
        ({"t_s": 10**400}, "t_s: expected a number of seconds, found 1000"),
        ({"width": 0}, "width: expected a whole number of pixels, 1 to 100000, found 0"),
        ({"width": 640.0}, "width: expected a whole number of pixels, 1 to 100000, found 640.0"),
        ({"height": True}, "height: expected a whole number of pixels, 1 to 100000, found true"),
        ({"height": 100_001}, "height: expected a whole number of pixels, 1 to 100000, found 100001"),
        ({"people": -1}, "people: expected a whole number of people, found -1"),
        ({"people": 1.5}, "people: expected a whole number of people, found 1.5"),
        ({"points": POINTS[:32]}, "points: expected 33 points, or none where nobody is seen, found 32 points"),
        ({"points": [*POINTS, POINTS[0]]}, "points: expected 33 points, or none where nobody is seen, found 34"),
        ({"points": None}, "points: expected 33 points, or none where nobody is seen, found NoneType"),
        ({"points": {}}, "points: expected 33 points, or none where nobody is seen, found dict"),
        ({"points": [[0, 0, 0]] * 33}, "points[0]: expected four numbers: x, y, z and visibility, found [0, 0, 0]"),
        ({"points": [*POINTS[:32], [0, 0, 0, "1"]]}, "points[32]: expected four numbers"),
        ({"points": [*POINTS[:32], [0, 0, 0, 10**400]]}, "points[32]: expected four numbers"),
        ({"points": [0.5] * 33}, "points[0]: expected four numbers"),
        ({"gravity": [0, 0, 9.8]}, "gravity: expected only the keys height, people, points, t_s, width, found it"),
    ],
)
def test_a_frame_of_another_form_is_refused_by_its_key(change: dict[str, Any], begins: str) -> None:
    assert refused(FRAME, {**FRAME, "t_s": 1, **change}).startswith(f"seen.jsonl:2: {begins}")


@pytest.mark.parametrize("key", sorted(FRAME))
def test_a_key_that_is_missing_is_named(key: str) -> None:
    less = {name: value for name, value in FRAME.items() if name != key}
    assert refused(less) == f"seen.jsonl:1: {key}: expected this key in every frame, found nothing"


@pytest.mark.parametrize("constant", ["NaN", "Infinity", "-Infinity"])
def test_what_is_no_number_is_refused(constant: str) -> None:
    line = json.dumps(FRAME).replace("0.5", constant, 1)
    assert refused(line) == f"seen.jsonl:1: document: expected JSON numbers, found {constant}"


def test_a_number_beyond_all_numbers_is_refused() -> None:
    assert refused(json.dumps(FRAME).replace("0.5", "1e999", 1)).startswith(
        "seen.jsonl:1: points[0]: expected four"
    )
    assert refused('{"t_s": ' + "1" * 5000 + "}").endswith("found a number of too many digits")


@pytest.mark.parametrize("time", [0.0, -1.0])
def test_time_goes_on(time: float) -> None:
    expected = f"seen.jsonl:2: t_s: expected a time after that of the line before (0), found {time:g}"
    assert refused(FRAME, {**FRAME, "t_s": time}) == expected


@pytest.mark.parametrize("line", ["x", "{", "[1", "{}{}", "\x00", "'a'", "\ufeff{}", "[" * 50_000])
def test_what_is_no_json_is_refused_by_its_line(line: str) -> None:
    assert refused(FRAME, line).startswith("seen.jsonl:2: syntax: expected a line of JSON for each frame, found ")


@pytest.mark.parametrize("line", ["[]", "null", "3", '"a"', "true"])
def test_what_is_no_object_is_refused(line: str) -> None:
    assert refused(line).startswith("seen.jsonl:1: document: expected a JSON object for each frame, found ")


def test_frames_are_read_one_after_the_other() -> None:
    stream = frames("seen.jsonl", iter([json.dumps(FRAME), "x"]))
    assert next(stream).t_s == 0.0
    with pytest.raises(Failure):
        next(stream)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner, max_size=4),
    max_leaves=8,
)
BENT = st.fixed_dictionaries({}, optional=dict.fromkeys((*FRAME, "people", "other"), JSON)).map(
    lambda new: {**FRAME, **new}
)
LESS = st.sets(st.sampled_from(sorted(FRAME))).map(lambda keys: {key: FRAME[key] for key in keys})
CUT = st.integers(0, len(json.dumps(FRAME))).map(lambda end: json.dumps(FRAME)[:end])


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.text(max_size=40) | JSON.map(json.dumps) | BENT.map(json.dumps) | LESS.map(json.dumps) | CUT, max_size=3
    )
)
def test_whatever_is_in_a_file_it_is_read_or_refused_by_file_line_and_key(lines: list[str]) -> None:
    try:
        found = list(frames("seen.jsonl", lines))
    except Failure as failure:
        told = failure.lines
    else:
        told = ()
        assert all(len(frame.points) in (0, 33) for frame in found)
        assert found
    assert all(REFUSED.fullmatch(line) for line in told), told
