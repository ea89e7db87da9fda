"""A session from first word to last: what was heard and when, and what was stored, as written down before."""

import sqlite3
from pathlib import Path
from typing import Any

from tests.browser.person import Person

HEARD = (Path(__file__).parent / "a_session.txt").read_text(encoding="utf-8").splitlines()
"""In minutes and seconds from the start. What was cut short by something else ends in dots."""
STORED: list[dict[str, Any]] = [
    {"movement": "march_on_the_spot", "skipped": 1, "pain_during": 0, "sets": [(1, None, 0, 35, 0)]},
    {"movement": "cat_cow", "completed": 1, "pain_during": 0, "sets": [(1, None, 0, 60, 1)]},
    {
        "movement": "knee_plank",
        "hurt": 1,
        "pain_during": 4,
        "pain_where": "same",
        "note": "the left elbow",
        "sets": [(1, None, 4, 20, 1), (2, None, 1, 7, 0)],
    },
    {
        "movement": "prone_prop",
        "completed": 1,
        "pain_during": 0,
        "instead_of": "single_knee_to_chest",
        "swap_reason": "too_hard",
        "sets": [(1, None, 3, 15, 1)],
    },
    {"movement": "trunk_rotation_supine", "skipped": 1},
    {"movement": "dead_bug_heel_taps", "skipped": 1},
    {"movement": "bridge", "skipped": 1},
    {
        "movement": "figure_four_supine",
        "completed": 1,
        "pain_during": 0,
        "sets": [(1, "left", 2, 40, 1), (1, "right", 2, 40, 1)],
    },
]
"""Each item; what is not written is as in UNSAID. A set: its number, side, repetitions, seconds held, completed."""
UNSAID: dict[str, Any] = {
    "completed": 0,
    "skipped": 0,
    "hurt": 0,
    "pain_during": None,
    "pain_where": None,
    "note": None,
    "instead_of": None,
    "swap_reason": None,
    "sets": [],
}


def stored(data: Path) -> list[dict[str, Any]]:
    """Return the items of the one session that is kept, each with its sets, as the database has them."""
    with sqlite3.connect(data / "lumbar.sqlite3") as database:
        database.row_factory = sqlite3.Row
        items = [dict(row) for row in database.execute("SELECT * FROM session_item ORDER BY place")]
        for item in items:
            sets = database.execute(
                'SELECT "set", side, reps, held_s, completed FROM session_set WHERE item_place = ? ORDER BY place',
                (item["place"],),
            )
            item["sets"] = [tuple(row) for row in sets]
    return [{key: item[key] for key in ("movement", *UNSAID)} for item in items]


def plays_it(person: Person) -> None:
    """Pause, skip, rest, hurt, swap and change sides, on the way through one morning's session."""
    person.presses("Start")
    person.lets_pass(5)
    person.presses("Begin now")
    person.lets_pass(20)
    person.presses("Pause")
    person.lets_pass(120)
    person.presses("Go on")
    person.lets_pass(15)
    person.presses("Skip this one")

    assert person.sees_heading().inner_text() == "Cat-cow"
    person.presses("Begin now")
    person.exercises_until("Knee plank")

    person.lets_pass(15 + 4 * 9 + 10)
    person.presses("Skip rest")
    person.lets_pass(9 + 4)
    person.says_it_hurts(pain=4, where="Same place")
    person.presses("Go on with what is next")

    assert person.sees_heading().inner_text() == "Single knee to chest"
    person.swaps("It is too hard", into="Prop on your forearms")
    person.presses("Begin now")
    person.exercises_until("Knee rolls")

    for name in ("Knee rolls", "Heel taps", "Bridge"):
        assert person.sees_heading().inner_text() == name
        person.presses("Begin now")
        person.presses("Skip this one")

    assert person.sees_heading().inner_text() == "Figure four"
    person.presses("Begin now")
    person.exercises_to_the_end()


def test_a_whole_session_is_heard_and_stored_as_it_was_written_down(ready: Person, tmp_path: Path) -> None:
    plays_it(ready)
    ready.sees_heading("How was it?")
    assert ready.heard() == HEARD
    ready.writes_a_note("Knee plank", "the left elbow")
    ready.finishes(pain=3, effort=5)
    assert stored(tmp_path / "data") == [UNSAID | item for item in STORED]
