"""What holds for every plan, tried on a thousand random people. Bounds are written out here, not imported."""

import random
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pytest

from lumbar.care.decisions import decide
from lumbar.vocabulary.catalogue import Catalogue
from lumbar.vocabulary.words import Words
from tests.care.people import person
from tests.care.scenes import ALL_EQUIPMENT, AS_OF

PEOPLE = 1000
ORDER = [
    "standing",
    "seated",
    "half_kneeling",
    "kneeling",
    "quadruped",
    "long_sitting",
    "side_lying",
    "supine",
    "prone",
]
INSIDE = ["aerobic", "mobility", "activation", "endurance", "flexibility", "release", "rest"]
TEN = {
    "knee_to_chest",
    "pelvic_tilt_bridge",
    "cat_cow",
    "spine_twist",
    "hip_flexor",
    "childs_pose",
    "hamstring",
    "core",
    "back_extension",
    "piriformis",
}
Plan = dict[str, Any]


@pytest.fixture(scope="module")
def plans(catalogue: Catalogue, words: Words) -> list[tuple[Plan, Plan, Plan]]:
    """Each person's document, plan and screening."""
    chance = random.Random(20260302)
    documents = [person(chance, catalogue) for _ in range(PEOPLE)]
    keys = ("as_of", "age", "unlisted", "answers", "pregnancy_weeks")
    return [
        (
            document,
            decide("plan", document, catalogue, words)["outcome"],
            decide("screen", {key: document[key] for key in keys}, catalogue, words)["outcome"],
        )
        for document in documents
    ]


def _slots(plan: Plan) -> Iterator[tuple[int, Plan]]:
    for offset, day in enumerate(plan["week"]):
        for slot in day["slots"]:
            yield offset, slot


def _items(plan: Plan) -> Iterator[tuple[int, Plan]]:
    """Each planned item but the warm-up, with its day."""
    for offset, slot in _slots(plan):
        for item in slot["items"]:
            if item["family"] != "aerobic":
                yield offset, item


def test_a_week_is_seven_dates_from_as_of(plans: list[tuple[Plan, Plan, Plan]]) -> None:
    for _, plan, _ in plans:
        assert [day["date"] for day in plan["week"]] == [(AS_OF + timedelta(days=d)).isoformat() for d in range(7)]


def test_nothing_blocked_or_substituted_is_planned(plans: list[tuple[Plan, Plan, Plan]]) -> None:
    for _, plan, screening in plans:
        out = set(screening["blocked"]) | {m["movement"] for m in screening["modified"] if m["substitute"]}
        assert not out & {item["movement"] for _, item in _items(plan)}


def test_caps_of_conditions_hold(plans: list[tuple[Plan, Plan, Plan]], catalogue: Catalogue) -> None:
    for _, plan, screening in plans:
        caps = {m["movement"]: m["cap"] for m in screening["modified"] if m["cap"]}
        for _, item in _items(plan):
            cap: Mapping[str, float] = caps.get(item["movement"], {})
            for name in ("sets", "reps", "hold_s"):
                if name in cap and item["dose"][name] is not None:
                    assert item["dose"][name] <= cap[name]
            assert item["minutes"] * 60 <= cap.get("duration_s", 10_000)
            usual = catalogue[item["movement"]].at(item["level"]).dose
            for name in ("sets", "reps", "hold_s", "duration_s"):
                assert (item["dose"][name] or 0) <= (getattr(usual, name) or 0)


def test_nothing_is_planned_that_the_person_does_not_have(
    plans: list[tuple[Plan, Plan, Plan]], catalogue: Catalogue
) -> None:
    for document, plan, _ in plans:
        for _, item in _items(plan):
            movement = catalogue[item["movement"]]
            assert set(movement.equipment) <= set(document["equipment"])
            assert not set(movement.surroundings) & set(document["without"])


def test_a_day_never_takes_longer_than_asked(plans: list[tuple[Plan, Plan, Plan]]) -> None:
    for document, plan, _ in plans:
        for day in plan["week"]:
            assert day["minutes"] <= document["minutes_per_day"]


def test_minutes_are_what_warm_up_items_and_transitions_take(plans: list[tuple[Plan, Plan, Plan]]) -> None:
    for _, plan, _ in plans:
        for _, slot in _slots(plan):
            items = slot["items"]
            if items[0]["family"] != "aerobic":
                continue
            between = sum(0.5 if a["position"] == b["position"] else 1.0 for a, b in pairwise(items))
            assert slot["minutes"] == pytest.approx(sum(item["minutes"] for item in items) + between, abs=0.1)


def test_a_session_begins_with_its_warm_up(plans: list[tuple[Plan, Plan, Plan]]) -> None:
    for document, plan, _ in plans:
        most = document["minutes_per_day"] if plan["phase"] in ("build", "maintain") else 20
        if "no_warm_up" in {reason["rule"] for reason in plan["reasons"]}:
            refused = {each["movement"] for each in plan["left_out"]}
            assert {"march_on_the_spot", "seated_march"} <= refused
            continue
        for _, slot in _slots(plan):
            assert slot["items"][0]["family"] == "aerobic"
            assert slot["items"][0]["minutes"] == (1 if min(most, document["minutes_per_day"]) <= 10 else 3)


def test_nobody_gets_up_twice(plans: list[tuple[Plan, Plan, Plan]], catalogue: Catalogue) -> None:
    for _, plan, _ in plans:
        for _, slot in _slots(plan):
            movements = [catalogue[item["movement"]] for item in slot["items"]]
            places = [(ORDER.index(m.position), INSIDE.index(m.purpose)) for m in movements[1:]]
            if movements[0].position == "seated":
                places = [(-1 if at == ORDER.index("seated") else at, then) for at, then in places]
            assert places == sorted(places)


def test_days_and_times_stay_within_the_level(plans: list[tuple[Plan, Plan, Plan]]) -> None:
    for document, plan, _ in plans:
        assert sum(bool(day["slots"]) for day in plan["week"]) <= document["days_per_week"]
        days: dict[str, list[int]] = {}
        doses: dict[str, Any] = {}
        for offset, item in _items(plan):
            days.setdefault(item["movement"], []).append(offset)
            doses[item["movement"]] = item["dose"]
        for movement, on in days.items():
            assert len(set(on)) <= doses[movement]["days_per_week"]
            assert max(Counter(on).values()) <= doses[movement]["times_per_day"]


def test_what_was_done_today_counts_towards_the_days_times(plans: list[tuple[Plan, Plan, Plan]]) -> None:
    seen = 0
    for document, plan, _ in plans:
        beside = ("sore_now", "break")
        today = [s for s in document["history"] if s["date"] == AS_OF.isoformat() and s["slot"] not in beside]
        done = Counter(movement for s in today for movement in {item["movement"] for item in s["items"]})
        planned = [item for offset, item in _items(plan) if offset == 0]
        again = Counter(item["movement"] for item in planned)
        for item in planned:
            seen += bool(done[item["movement"]])
            assert done[item["movement"]] + again[item["movement"]] <= item["dose"]["times_per_day"]
    assert seen > 5


def test_each_family_keeps_its_window_or_says_what_was_binding(
    plans: list[tuple[Plan, Plan, Plan]], catalogue: Catalogue
) -> None:
    for _, plan, _ in plans:
        left = {each["family"] for each in plan["left_out"] if each["movement"] is None}
        for family in TEN - left:
            days = {offset for offset, item in _items(plan) if item["family"] == family}
            windows = [
                catalogue[item["movement"]].at(item["level"]).dose.days_per_week
                for _, item in _items(plan)
                if item["family"] == family
            ]
            assert len(days) >= min(windows)


def test_every_movement_is_planned_or_left_out_or_has_a_sibling(
    plans: list[tuple[Plan, Plan, Plan]], catalogue: Catalogue
) -> None:
    for _, plan, _ in plans:
        planned = {item["family"] for _, item in _items(plan)}
        named = {each["movement"] for each in plan["left_out"]}
        families_left = {each["family"] for each in plan["left_out"] if each["movement"] is None}
        for movement in catalogue.exercises():
            assert movement.family in planned | families_left or movement.id in named


def test_core_days_are_48_hours_apart(plans: list[tuple[Plan, Plan, Plan]], catalogue: Catalogue) -> None:
    for document, plan, _ in plans:
        days = sorted({AS_OF + timedelta(days=offset) for offset, item in _items(plan) if item["family"] == "core"})
        done = [
            date.fromisoformat(session["date"])
            for session in document["history"]
            if any(catalogue[item["movement"]].family == "core" for item in session["items"])
        ]
        assert len(days) <= 3
        assert all((after - before).days >= 2 for before, after in pairwise([*sorted(done)[-1:], *days]) if days)


def test_a_week_is_never_only_stretching_where_strength_is_allowed(
    plans: list[tuple[Plan, Plan, Plan]], catalogue: Catalogue
) -> None:
    for document, plan, _ in plans:
        purposes = {catalogue[item["movement"]].purpose for _, item in _items(plan)}
        if purposes and not document["history"] and not purposes & {"activation", "endurance"}:
            rules = {reason["rule"] for reason in plan["reasons"]}
            assert "no_strength" in rules
            out = {each["movement"] for each in plan["left_out"]}
            able = [
                m for m in catalogue.exercises() if m.purpose in ("activation", "endurance") and m.id not in out
            ]
            assert not [m for m in able if m.choice_order == 1]


def test_newcomers_stay_at_or_below_the_articles_dose(
    plans: list[tuple[Plan, Plan, Plan]], catalogue: Catalogue
) -> None:
    for document, plan, _ in plans:
        if document["history"] or document["levels"]:
            continue
        for _, item in _items(plan):
            movement = catalogue[item["movement"]]
            assert item["level"] == movement.default_level
            assert movement.article_level is None or item["level"] <= movement.article_level


def test_nobody_pregnant_from_14_weeks_lies_on_their_back_or_front(
    plans: list[tuple[Plan, Plan, Plan]], catalogue: Catalogue
) -> None:
    seen = 0
    for document, plan, _ in plans:
        if document["pregnancy_weeks"] in (14, 30, "unknown"):
            seen += 1
            for _, item in _items(plan):
                assert catalogue[item["movement"]].position not in ("supine", "prone")
    assert seen > 100


def test_the_same_input_gives_the_same_plan(
    plans: list[tuple[Plan, Plan, Plan]], catalogue: Catalogue, words: Words
) -> None:
    for document, plan, _ in plans[:100]:
        assert decide("plan", document, catalogue, words)["outcome"] == plan


@pytest.mark.parametrize("days_per_week", [3, 4, 5, 6, 7])
@pytest.mark.parametrize(
    "history", [[], [{"date": "2026-02-01", "items": []}, {"date": "2026-02-20", "items": []}]]
)
def test_thirty_minutes_with_everything_reach_all_ten_families(
    days_per_week: int, history: list[Any], catalogue: Catalogue, words: Words
) -> None:
    document = {
        "as_of": AS_OF.isoformat(),
        "age": 40,
        "unlisted": "no",
        "minutes_per_day": 30,
        "days_per_week": days_per_week,
        "equipment": ALL_EQUIPMENT,
        "history": history,
    }
    plan = decide("plan", document, catalogue, words)["outcome"]
    assert {item["family"] for _, item in _items(plan)} == TEN


@pytest.mark.parametrize("minutes", [5, 10, 15, 20, 30])
@pytest.mark.parametrize("answer", ["yes", "unknown"])
def test_whoever_cannot_get_to_the_floor_still_reaches_six_families(
    minutes: int, answer: str, catalogue: Catalogue, words: Words
) -> None:
    document = {
        "as_of": AS_OF.isoformat(),
        "age": 70,
        "unlisted": "no",
        "answers": {"cannot_get_to_floor": answer},
        "minutes_per_day": minutes,
    }
    plan = decide("plan", document, catalogue, words)["outcome"]
    families = {item["family"] for _, item in _items(plan)}
    assert len(families) >= 6
    assert {catalogue[item["movement"]].position for _, item in _items(plan)} <= {"standing", "seated"}


def test_five_minutes_a_day_are_still_a_sensible_week(catalogue: Catalogue, words: Words) -> None:
    document = {"as_of": AS_OF.isoformat(), "age": 40, "unlisted": "no", "minutes_per_day": 5}
    plan = decide("plan", document, catalogue, words)["outcome"]
    families = {item["family"] for _, item in _items(plan)}
    assert len(families) >= 6
    assert "core" in families
    assert all(len(slot["items"]) >= 2 for _, slot in _slots(plan))
    assert {day["minutes"] <= 5 for day in plan["week"]} == {True}
