from collections.abc import Sequence

import pytest

from lumbar.vision.times import Times


def placed(shown: Sequence[float | None]) -> list[float | None]:
    times = Times(step_s=0.1)
    return [times.place(each) for each in shown]


def test_time_begins_at_zero_and_goes_as_the_stream_has_it() -> None:
    assert placed([5.0, 5.1, 7.5]) == pytest.approx([0.0, 0.1, 2.5])


def test_zero_is_a_time() -> None:
    assert placed([0.0, 0.0, 0.1]) == [0.0, None, 0.1]


def test_a_picture_without_a_time_comes_one_step_later() -> None:
    assert placed([None, None, None]) == pytest.approx([0.0, 0.1, 0.2])
    assert placed([3.0, None, 3.3]) == pytest.approx([0.0, 0.1, 0.3])


def test_a_picture_that_comes_too_late_goes_and_the_clock_stays() -> None:
    assert placed([0.0, 3.0, 0.2, 0.3, 3.1]) == [0.0, 3.0, None, None, 3.1]


def test_a_clock_set_anew_goes_on_from_where_it_was() -> None:
    found = placed([0.0, 9.0, *(number / 10 for number in range(12))])
    assert found[2:10] == [None] * 8
    assert found[10:] == pytest.approx([9.1, 9.2, 9.3, 9.4])
