"""Sessions beside the plan, in a library made for the question."""

from dataclasses import replace

from lumbar.care.decisions import decide
from lumbar.vocabulary.catalogue import Catalogue
from lumbar.vocabulary.dose import Dose, Level
from lumbar.vocabulary.words import Words
from tests.care.scenes import day, plan_document


def test_a_break_has_movements_of_two_families(catalogue: Catalogue, words: Words) -> None:
    bend, turn = catalogue["standing_back_bend"], catalogue["trunk_rotation_standing"]
    twins = [replace(bend, id=f"toy_bend_{number}") for number in range(4)]
    small = Catalogue(movements=(*twins, replace(turn, id="toy_turn", regress_to=None)), fingerprint="small")
    for offset in range(len(small)):
        made = decide("break", plan_document({"as_of": day(offset)}, small), small, words)["outcome"]
        assert sorted(item["family"] for item in made["items"]) == ["back_extension", "spine_twist"]


def test_another_day_begins_with_other_movements(catalogue: Catalogue, words: Words) -> None:
    outcomes = [
        decide("break", plan_document({"as_of": day(offset)}, catalogue), catalogue, words)["outcome"]
        for offset in range(2)
    ]
    today, tomorrow = ({item["movement"] for item in outcome["items"]} for outcome in outcomes)
    assert not today & tomorrow


def test_a_break_of_one_movement_is_still_one(catalogue: Catalogue, words: Words) -> None:
    small = Catalogue(movements=(catalogue["standing_back_bend"],), fingerprint="small")
    made = decide("break", plan_document({}, small), small, words)["outcome"]
    assert [item["movement"] for item in made["items"]] == ["standing_back_bend"]


def test_a_break_cuts_what_is_long_even_at_its_easiest(catalogue: Catalogue, words: Words) -> None:
    dose = Dose(sets=3, reps=10, tempo_s=6, rest_s=30, times_per_day=2, days_per_week=7)
    long = (Level(level=1, dose=dose, sources={}),)
    names = ("standing_back_bend", "trunk_rotation_standing")
    movements = [replace(catalogue[name], ladder=long, default_level=1, regress_to=None) for name in names]
    small = Catalogue(movements=tuple(movements), fingerprint="small")
    made = decide("break", plan_document({}, small), small, words)["outcome"]
    assert [(item["dose"]["sets"], item["dose"]["reps"]) for item in made["items"]] == [(1, 7), (1, 7)]
    assert [item["minutes"] for item in made["items"]] == [0.7, 0.7]
    assert made["minutes"] <= 3


def test_ten_gentle_minutes_leave_out_what_does_not_fit(catalogue: Catalogue, words: Words) -> None:
    dose = Dose(sets=1, duration_s=300, times_per_day=2, days_per_week=7)
    long = (Level(level=1, dose=dose, sources={}),)
    names = ("standing_back_bend", "trunk_rotation_standing", "seated_cat_cow")
    movements = [replace(catalogue[name], ladder=long, default_level=1, regress_to=None) for name in names]
    small = Catalogue(movements=tuple(movements), fingerprint="small")
    made = decide("sore_now", plan_document({}, small), small, words)["outcome"]
    assert len(made["items"]) == 1
    assert made["minutes"] <= 10
