"""What a movement file says of the camera: its form, and what is said of a file that has another."""

import pytest

from lumbar.library import packaged
from lumbar.library.checking import check_files
from lumbar.vocabulary.measure import MEASURES
from lumbar.vocabulary.movement import Movement
from lumbar.vocabulary.watch import BounceSeen, PostureSeen, Signal, TempoSeen

CATALOGUE = packaged.catalogue()
TEXTS = packaged.texts()
OF_THE_BRIDGE = ("hip", "trunk", "thigh")
SIGNALS = "signals = [" + ", ".join('{ measure = "' + name + '", of = "near" }' for name in OF_THE_BRIDGE) + "]"
POSTURE = 'seen = { measure = "hip", of = "near" }'
TEMPO = 'seen = { tempo = "back" }'


def faults(file: str, *changes: tuple[str, str]) -> list[str]:
    """Return what is wrong with a file that is changed; the place where, and what was expected."""
    text = TEXTS[file]
    for old, new in changes:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    found = check_files({file: text}, packaged.known(), frozenset(packaged.sources()))
    lines = text.splitlines()
    assert all(1 <= fault.line <= len(lines) for fault in found)
    return [str(fault).partition(": ")[2] for fault in found]


def by_id(movement: Movement, fault: str) -> object:
    return next(each.seen for each in movement.faults if each.id == fault)


def test_a_bridge_is_watched_by_what_its_file_says() -> None:
    watch = CATALOGUE["bridge"].watch
    assert watch is not None
    assert watch.signals == tuple(Signal(measure=name, of="near") for name in OF_THE_BRIDGE)


def test_a_posture_is_seen_in_a_measure_by_half_of_the_way_if_nothing_else_is_said() -> None:
    assert by_id(CATALOGUE["bridge"], "hips_low") == PostureSeen(signal=Signal(measure="hip", of="near"), share=0.5)


def test_how_fast_is_too_fast_lies_nearer_to_how_the_figure_shows_it() -> None:
    seen = by_id(CATALOGUE["bridge"], "drop")
    assert isinstance(seen, TempoSeen)
    assert seen.way == "back"
    assert seen.share == pytest.approx(0.22**0.75)


def test_a_share_that_is_written_is_kept() -> None:
    assert by_id(CATALOGUE["cat_cow"], "too_fast") == TempoSeen(way="both", share=0.5)


def test_a_bounce_is_part_of_the_last_step_of_the_way() -> None:
    movement = CATALOGUE["supine_strap_hamstring"]
    seen, figure = by_id(movement, "bouncing"), movement.figure
    assert isinstance(seen, BounceSeen)
    assert figure is not None
    assert seen.share == pytest.approx(figure.faults["bouncing"].bounce / len(figure.move))


def test_what_cannot_be_seen_says_why() -> None:
    unseen = {fault.id: fault.unseen for fault in CATALOGUE["bridge"].faults if fault.seen is None}
    assert unseen == {"overarch": "spine", "knees_apart": "depth"}


@pytest.mark.parametrize(
    "movement", [each for each in CATALOGUE if "camera" in each.measured_by], ids=lambda m: m.id
)
def test_of_every_movement_that_a_camera_measures_everything_is_said(movement: Movement) -> None:
    if movement.figure is None:
        return
    assert movement.watch is not None
    assert 1 <= len(movement.watch.signals) <= 3
    assert {signal.measure for signal in movement.watch.signals} <= set(MEASURES)
    assert all((fault.seen is None) != (fault.unseen is None) for fault in movement.faults)


def test_the_file_as_it_is_has_no_fault() -> None:
    assert faults("bridge.toml") == []


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (SIGNALS, "signals = []", "watch.signals: expected a list of 1 to 3"),
        (SIGNALS, 'signals = [{ measure = "hip" }]', "watch.signals[0].of: expected this key"),
        (
            SIGNALS,
            'signals = [{ measure = "hop", of = "near" }]',
            "watch.signals[0].measure: expected the name of a",
        ),
        (SIGNALS, 'signals = [{ measure = "hip", of = "left" }]', "watch.signals[0].of: expected one of moving"),
        (f"[watch]\n{SIGNALS}\n", "", "watch: expected the signals that the camera measures, found nothing"),
        (f"{TEMPO}\n", "", "faults[0]: expected either seen, or unseen and why, found neither"),
        (TEMPO, f'{TEMPO}\nunseen = "small"', "faults[0]: expected either seen, or unseen and why, found both"),
        (TEMPO, 'unseen = "dark"', "faults[0].unseen: expected one of spine, depth"),
        (TEMPO, "seen = { }", "faults[0].seen: expected one of measure, tempo, bounce, tilt, found none of them"),
        (TEMPO, 'seen = { tempo = "back", bounce = true }', "faults[0].seen: expected one of measure"),
        (TEMPO, 'seen = { tempo = "up" }', "faults[0].seen.tempo: expected one of go, back, both"),
        (TEMPO, 'seen = { tempo = "back", of = "near" }', "faults[0].seen.of: expected whose measure it is"),
        (TEMPO, 'seen = { tempo = "both" }', "faults[0].seen.tempo: expected figure.faults to show it by tempo"),
        (TEMPO, "seen = { bounce = true }", "faults[0].seen.bounce: expected figure.faults to show it by bounce"),
        (TEMPO, POSTURE, "faults[0].seen.measure: expected figure.faults to show it by postures"),
        (POSTURE, 'seen = { measure = "hip" }', "faults[2].seen.of: expected whose measure it is"),
        (
            POSTURE,
            'seen = { measure = "hip", of = "near", share = 0.1 }',
            "faults[2].seen.share: expected a number from 0.2 to 0.9 of the way from right to wrong, found 0.1",
        ),
    ],
)
def test_a_file_of_another_form_is_told_where_and_what_was_expected(old: str, new: str, expected: str) -> None:
    found = faults("bridge.toml", (old, new))
    assert any(line.startswith(expected) for line in found), found


def test_what_no_figure_shows_cannot_be_seen_since_its_numbers_come_from_there() -> None:
    found = faults("forearm_plank.toml", ('unseen = "breath"', 'seen = { measure = "hip", of = "near" }'))
    assert any("expected a fault that the figure shows" in line for line in found), found
