from typing import Any

import pytest

from lumbar.care.telling import dose_text
from lumbar.library.wording import words
from lumbar.vocabulary.dose import Dose


@pytest.mark.parametrize(
    ("numbers", "said"),
    [
        ({"sets": 1, "reps": 1, "tempo_s": 4}, "once"),
        ({"sets": 1, "reps": 10, "tempo_s": 4}, "10 times"),
        ({"sets": 3, "reps": 8, "tempo_s": 4, "hold_s": 5}, "3 sets of 8 times, hold 5 seconds"),
        ({"sets": 1, "reps": 5, "tempo_s": 4, "hold_s": 1}, "5 times, hold 1 second"),
        ({"sets": 2, "reps": 8, "tempo_s": 4, "per_side": True}, "2 sets of 8 times, each side"),
        ({"sets": 1, "duration_s": 45}, "45 seconds"),
        ({"sets": 2, "duration_s": 60}, "2 sets of 1 minute"),
        ({"sets": 1, "duration_s": 90, "per_side": True}, "1.5 minutes, each side"),
        ({"sets": 1, "duration_s": 600}, "10 minutes"),
    ],
)
def test_a_dose_is_said_in_one_line(numbers: dict[str, Any], said: str) -> None:
    assert dose_text(Dose(**numbers, times_per_day=1, days_per_week=3), words()) == said
