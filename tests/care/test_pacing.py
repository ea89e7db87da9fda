"""The player's script and the planner's minutes are the same seconds."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lumbar.care.dosing import capped, combined, halved, reduced, sets_halved
from lumbar.care.pacing import CHANGE_POSITION_S, GET_READY_S, item_seconds, script
from lumbar.library import packaged
from lumbar.library.wording import words
from lumbar.vocabulary.catalogue import Catalogue
from lumbar.vocabulary.dose import Cap, Dose, Level
from lumbar.vocabulary.movement import Movement
from lumbar.vocabulary.session import Step

Chosen = tuple[Movement, Level]
MOVEMENTS = packaged.catalogue()
WORDS = words()
LEVELS = [(movement, level) for movement in MOVEMENTS for level in movement.ladder]
SOME = st.sampled_from(LEVELS)
HALF_ENOUGH = 0.51


@pytest.mark.parametrize(("movement", "level"), LEVELS, ids=lambda each: getattr(each, "id", ""))
def test_a_script_lasts_as_long_as_the_plan_says(movement: Movement, level: Level) -> None:
    steps = script(movement, level.dose, WORDS)
    assert sum(step.seconds for step in steps[1:]) == pytest.approx(item_seconds(level.dose, movement.sides))


@pytest.mark.parametrize(("movement", "level"), LEVELS, ids=lambda each: getattr(each, "id", ""))
def test_a_script_holds_every_set_rep_and_side_once(movement: Movement, level: Level) -> None:
    dose = level.dose
    moves = [(s.set, s.rep, s.side) for s in script(movement, dose, WORDS) if s.kind in ("move", "flow")]
    assert len(moves) == len(set(moves))
    per_set = (dose.reps or 1) * (2 if dose.per_side else 1)
    assert len(moves) == dose.sets * per_set
    if dose.per_side:
        sides = [side for _, _, side in moves]
        assert sides.count("left") == sides.count("right") == len(moves) / 2


def test_one_side_then_the_other_has_a_switch_in_every_set(catalogue: Catalogue) -> None:
    movement = catalogue["supine_strap_hamstring"]
    steps = script(movement, movement.at(2).dose, WORDS)
    sides = [step.side for step in steps if step.kind == "hold"]
    assert sides == ["left", "left", "right", "right"]
    assert [step.kind for step in steps].count("switch") == 1


def test_sides_alternate_where_the_movement_alternates(catalogue: Catalogue) -> None:
    movement = catalogue["bird_dog"]
    sides = [step.side for step in script(movement, movement.at(2).dose, WORDS) if step.kind == "move"]
    assert sides[:4] == ["left", "right", "left", "right"]


def said(step: Step) -> list[str]:
    return [cue.say for cue in step.cues if cue.say]


def test_an_item_is_announced_then_led_by_its_own_words_then_counted(catalogue: Catalogue) -> None:
    movement = catalogue["bridge"]
    dose = replace(movement.at(2).dose, sets=2, reps=2, rest_s=30, hold_s=5)
    steps = script(movement, dose, WORDS)
    first, move, hold, back, second, *_ = steps
    assert said(first) == [f"First: Bridge. 2 sets of 2 times, hold 5 seconds. {movement.cues.start}"]
    assert [said(move), said(hold), said(back)] == [
        [movement.cues.move],
        [movement.cues.hold],
        [movement.cues.back],
    ]
    assert said(second) == ["2"]
    assert said(next(step for step in steps if step.kind == "rest")) == ["Rest for 30 seconds. Then set 2 of 2."]


def test_getting_ready_takes_longer_where_the_position_changes(catalogue: Catalogue) -> None:
    bridge, pelvic_tilt, cat_cow = catalogue["bridge"], catalogue["pelvic_tilt"], catalogue["cat_cow"]
    dose = bridge.at(1).dose
    beside, after_change = (script(bridge, dose, WORDS, before)[0] for before in (pelvic_tilt, cat_cow))
    assert (beside.seconds, after_change.seconds) == (GET_READY_S, CHANGE_POSITION_S)
    assert said(beside)[0].startswith("Next: Bridge.")


def test_a_long_stretch_tells_its_half_and_its_last_seconds(catalogue: Catalogue) -> None:
    movement = catalogue["supine_strap_hamstring"]
    dose = replace(movement.at(2).dose, hold_s=30.0)
    hold = next(step for step in script(movement, dose, WORDS) if step.kind == "hold")
    assert [(cue.at_s, cue.say) for cue in hold.cues] == [
        (0, movement.cues.hold), (15, "Halfway."), (20, "10 seconds more.")
    ]  # fmt: skip


def test_a_slow_flow_leads_the_first_breaths(catalogue: Catalogue) -> None:
    movement = catalogue["cat_cow"]
    flow = script(movement, movement.at(2).dose, WORDS)[1]
    assert [(cue.at_s, cue.say) for cue in flow.cues][1:5] == [
        (8, "Breathe in."), (12, "Breathe out."), (16, "Breathe in."), (20, "Breathe out."),
    ]  # fmt: skip


def test_the_side_is_said_where_it_begins(catalogue: Catalogue) -> None:
    movement = catalogue["supine_strap_hamstring"]
    steps = script(movement, movement.at(2).dose, WORDS)
    begun = [said(step)[0] for step in steps if step.kind == "move" and step.rep == 1]
    assert begun == [f"Left side. {movement.cues.move}", f"Right side. {movement.cues.move}"]
    assert said(next(step for step in steps if step.kind == "switch")) == [movement.cues.switch]


@pytest.mark.parametrize(("movement", "level"), LEVELS, ids=lambda each: getattr(each, "id", ""))
def test_no_cue_falls_on_another_or_outside_its_step(movement: Movement, level: Level) -> None:
    for step in script(movement, level.dose, WORDS):
        times = [cue.at_s for cue in step.cues]
        assert times == sorted(set(times))
        assert all(0 <= at_s < step.seconds for at_s in times)


@given(SOME)
def test_half_a_dose_is_never_more_and_never_far_above_half(chosen: Chosen) -> None:
    movement, level = chosen
    less = halved(level.dose)
    assert _volume(less) <= _volume(level.dose)
    assert less.sets <= -(-level.dose.sets // 2)
    if level.dose.sets > 1 and level.dose.sets % 2 == 0:
        assert _volume(less) <= HALF_ENOUGH * _volume(level.dose)
    assert item_seconds(less, movement.sides) > 0


def _volume(dose: Dose) -> float:
    return dose.sets * (dose.reps or 1) * (dose.duration_s or dose.hold_s or 1)


@pytest.mark.parametrize(
    ("sets", "reps", "hold_s", "expected"),
    [(4, 10, None, (2, 10, None)), (3, 10, None, (2, 5, None)), (1, 5, None, (1, 3, None)), (1, 1, 30, (1, 1, 15))],
)
def test_the_sets_are_halved_first_then_the_repetitions(
    sets: int, reps: int, hold_s: float | None, expected: tuple[int, int, float | None]
) -> None:
    dose = Dose(sets=sets, reps=reps, hold_s=hold_s, tempo_s=4, times_per_day=1, days_per_week=7)
    less = halved(dose)
    assert (less.sets, less.reps, less.hold_s) == expected


def test_red_at_the_lowest_level_halves_the_sets_only() -> None:
    dose = Dose(sets=3, reps=10, tempo_s=4, times_per_day=1, days_per_week=7)
    assert sets_halved(dose) == replace(dose, sets=2)


@given(SOME, st.sampled_from([0.7, 0.5]))
def test_a_share_of_a_dose_is_never_more(chosen: Chosen, share: float) -> None:
    movement, level = chosen
    assert item_seconds(reduced(level.dose, share), movement.sides) <= item_seconds(level.dose, movement.sides)


@given(SOME, st.floats(40, 400))
def test_a_cap_on_time_holds_or_the_dose_is_as_small_as_it_gets(chosen: Chosen, limit_s: float) -> None:
    movement, level = chosen
    less = capped(level.dose, Cap(duration_s=limit_s), movement.sides)
    smallest = less.sets == 1 and (less.reps or 1) == 1
    assert item_seconds(less, movement.sides) <= limit_s or smallest


def test_of_two_caps_the_lower_holds() -> None:
    cap = combined([Cap(hold_s=10, reps=5), Cap(hold_s=20, range="Half way.")])
    assert (cap.hold_s, cap.reps, cap.range) == (10, 5, "Half way.")
