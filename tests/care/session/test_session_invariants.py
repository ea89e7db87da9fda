"""What holds for every session trimmed, swapped in or made beside the plan, tried on random people.

Bounds are written out here, not imported.
"""

import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Any

import pytest

from lumbar.care.decisions import Kind, decide
from lumbar.care.pacing import item_seconds
from lumbar.vocabulary.catalogue import Catalogue
from lumbar.vocabulary.dose import Dose
from lumbar.vocabulary.words import Words
from tests.care.people import person
from tests.care.scenes import AS_OF

PEOPLE = 250
MINUTES = (5, 6.5, 8, 10, 10.5, 14, 20, 45)
EXTRAS: tuple[Kind, ...] = ("sore_now", "break")
MOST = {"sore_now": 10, "break": 3}
SCREEN = ("as_of", "age", "unlisted", "answers", "pregnancy_weeks")
Data = dict[str, Any]


@dataclass(frozen=True)
class Somebody:
    """A random person's plan document, their week, and their screening."""

    document: Data
    week: list[Data]
    screening: Data

    @property
    def sessions(self) -> list[list[Data]]:
        """Each session of the week: its items in their order."""
        return [slot["items"] for day in self.week for slot in day["slots"]]


@pytest.fixture(scope="module")
def people(catalogue: Catalogue, words: Words) -> list[Somebody]:
    chance = random.Random(20260309)
    documents = [person(chance, catalogue) for _ in range(PEOPLE)]
    return [
        Somebody(
            document,
            decide("plan", document, catalogue, words)["outcome"]["week"],
            decide("screen", {key: document[key] for key in SCREEN}, catalogue, words)["outcome"],
        )
        for document in documents
    ]


def _placed(item: Mapping[str, Any]) -> Data:
    return {key: item[key] for key in ("movement", "level", "dose")}


def _seconds(item: Mapping[str, Any], catalogue: Catalogue) -> float:
    return item_seconds(Dose(**item["dose"]), catalogue[item["movement"]].sides)


def _takes(items: list[Data], catalogue: Catalogue) -> float:
    """What a session takes in minutes: half a minute between items, a whole one where the position changes."""
    positions = [catalogue[item["movement"]].position for item in items]
    if not items or not catalogue[items[0]["movement"]].roles:
        positions.insert(0, "standing")
    between = sum(0.5 if a == b else 1.0 for a, b in pairwise(positions))
    return sum(_seconds(item, catalogue) for item in items) / 60 + between


def _no_larger(item: Mapping[str, Any], than: Mapping[str, Any]) -> bool:
    numbers = [(item["dose"][name], than["dose"][name]) for name in ("sets", "reps", "hold_s", "duration_s")]
    return all(here is None or there is None or here <= there for here, there in numbers)


@dataclass(frozen=True)
class Trim:
    """A session, the minutes there were for it, and what became of it."""

    items: list[Data]
    minutes: float
    outcome: Data

    @property
    def kept(self) -> list[Data]:
        found: list[Data] = self.outcome["items"]
        return found


@pytest.fixture(scope="module")
def trims(people: list[Somebody], catalogue: Catalogue, words: Words) -> list[Trim]:
    return [
        Trim(items, minutes, decide("trim", document, catalogue, words)["outcome"])
        for somebody in people
        for items in somebody.sessions
        for minutes in MINUTES
        for document in ({"items": [_placed(item) for item in items], "minutes": minutes},)
    ]


def test_there_is_enough_to_look_at(trims: list[Trim]) -> None:
    assert sum(bool(trim.outcome["left_out"]) for trim in trims) > 1000
    assert sum(not trim.outcome["left_out"] for trim in trims) > 1000


def test_a_trimmed_session_fits_the_minutes(trims: list[Trim], catalogue: Catalogue) -> None:
    for trim in trims:
        assert trim.outcome["minutes"] <= trim.minutes
        assert _takes(trim.kept, catalogue) <= trim.minutes + 1e-6


def test_it_holds_what_the_session_held_in_its_order_and_the_rest_is_named(trims: list[Trim]) -> None:
    for trim in trims:
        whole = [item["movement"] for item in trim.items]
        kept = [item["movement"] for item in trim.kept]
        left = [each["movement"] for each in trim.outcome["left_out"]]
        assert kept == [movement for movement in whole if movement in kept]
        assert left == [movement for movement in whole if movement not in kept]


def test_nothing_in_it_is_more_than_it_was(trims: list[Trim], catalogue: Catalogue) -> None:
    for trim in trims:
        whole = {item["movement"]: item for item in trim.items}
        for item in trim.kept:
            assert item["level"] == whole[item["movement"]]["level"]
            assert _no_larger(item, whole[item["movement"]])
            assert _seconds(item, catalogue) <= _seconds(whole[item["movement"]], catalogue)


def test_it_is_never_a_warm_up_alone(trims: list[Trim], catalogue: Catalogue) -> None:
    for trim in trims:
        assert any(not catalogue[item["movement"]].roles for item in trim.kept)


def test_its_warm_up_stays(trims: list[Trim]) -> None:
    for trim in trims:
        if trim.items[0]["family"] == "aerobic":
            assert trim.kept[0]["movement"] == trim.items[0]["movement"]
            assert trim.kept[0]["dose"]["duration_s"] >= 60


def test_a_session_with_core_work_keeps_some(trims: list[Trim], catalogue: Catalogue) -> None:
    for trim in trims:
        if any(item["family"] == "core" for item in trim.items):
            assert any(catalogue[item["movement"]].family == "core" for item in trim.kept)


def test_core_work_leaves_room_for_something_else(trims: list[Trim], catalogue: Catalogue) -> None:
    seen = 0
    for trim in trims:
        own = [item for item in trim.kept if not catalogue[item["movement"]].roles]
        others = [item for item in trim.items if item["family"] not in ("aerobic", "core")]
        warm_up_s = sum(_seconds(item, catalogue) for item in trim.kept if item not in own)
        beside_s = 0.4 * (60 * trim.minutes - warm_up_s)
        if trim.outcome["left_out"] and any(_seconds(item, catalogue) + 60 <= beside_s for item in others):
            seen += 1
            assert any(catalogue[item["movement"]].family != "core" for item in own)
    assert seen > 500


def test_a_session_that_fits_stays_as_it_is(trims: list[Trim], catalogue: Catalogue) -> None:
    for trim in trims:
        if _takes(trim.items, catalogue) <= trim.minutes:
            assert [_placed(item) for item in trim.kept] == [_placed(item) for item in trim.items]


@dataclass(frozen=True)
class Swap:
    """A place in a session of somebody's, and what can take it."""

    somebody: Somebody
    place: Data
    there: frozenset[str]
    options: list[Data]


@pytest.fixture(scope="module")
def swaps(people: list[Somebody], catalogue: Catalogue, words: Words) -> list[Swap]:
    return list(_swaps(people, catalogue, words))


def _swaps(people: list[Somebody], catalogue: Catalogue, words: Words) -> Iterator[Swap]:
    for somebody in people:
        for items in somebody.sessions[:1]:
            there = sorted({item["movement"] for item in items})
            for item in items:
                asked = {**somebody.document, "item": _placed(item), "in_session": there}
                options = decide("swap", asked, catalogue, words)["outcome"]["options"]
                yield Swap(somebody, item, frozenset(there), options)


def _strand(movement: str, catalogue: Catalogue) -> set[str]:
    """All that is joined to a movement by easier and harder."""
    found = {movement}
    while True:
        joined = {
            other
            for name in found
            for other in (catalogue[name].regress_to, catalogue[name].progress_to)
            if other in catalogue and other is not None
        }
        if joined <= found:
            return found
        found |= joined


def test_most_places_can_be_taken_and_some_cannot(swaps: list[Swap]) -> None:
    assert sum(bool(swap.options) for swap in swaps) > len(swaps) / 2
    assert sum(not swap.options for swap in swaps) > 5
    assert max(len(swap.options) for swap in swaps) == 3


def test_what_is_offered_is_allowed(swaps: list[Swap], catalogue: Catalogue) -> None:
    for swap in swaps:
        screening = swap.somebody.screening
        out = set(screening["blocked"]) | {m["movement"] for m in screening["modified"] if m["substitute"]}
        for option in swap.options:
            movement = catalogue[option["movement"]]
            assert movement.id not in out
            assert set(movement.equipment) <= set(swap.somebody.document["equipment"])
            assert not set(movement.surroundings) & set(swap.somebody.document["without"])


def test_what_is_offered_is_not_there_already(swaps: list[Swap], catalogue: Catalogue) -> None:
    for swap in swaps:
        others = swap.there - {swap.place["movement"]}
        for option in swap.options:
            assert option["movement"] not in swap.there
            assert not _strand(option["movement"], catalogue) & others
            if option["family"] != swap.place["family"]:
                assert option["family"] not in {catalogue[other].family for other in others}


def test_what_is_offered_is_alike_and_core_work_stays_apart(swaps: list[Swap], catalogue: Catalogue) -> None:
    for swap in swaps:
        place = catalogue[swap.place["movement"]]
        for option in swap.options:
            movement = catalogue[option["movement"]]
            assert movement.family == place.family or movement.purpose == place.purpose
            assert (movement.family == "core") == (place.family == "core")
            assert place.purpose in ("activation", "endurance") or movement.purpose not in (
                "activation",
                "endurance",
            )


def test_no_place_grows(swaps: list[Swap], catalogue: Catalogue) -> None:
    for swap in swaps:
        for option in swap.options:
            assert _seconds(option, catalogue) <= _seconds(swap.place, catalogue)
            sets, reps, hold = (
                [each["dose"][name] for each in (option, swap.place)] for name in ("sets", "reps", "hold_s")
            )
            assert sets[0] <= sets[1]
            assert None in reps or reps[0] <= reps[1]
            assert None in hold or hold[0] <= hold[1]


def test_caps_hold_for_what_is_offered(swaps: list[Swap], catalogue: Catalogue) -> None:
    for swap in swaps:
        _see_caps(swap.options, swap.somebody.screening, catalogue)


def _see_caps(items: list[Data], screening: Data, catalogue: Catalogue) -> None:
    caps = {m["movement"]: m["cap"] for m in screening["modified"] if m["cap"]}
    for item in items:
        cap: Mapping[str, float] = caps.get(item["movement"], {})
        for name in ("sets", "reps", "hold_s"):
            if name in cap and item["dose"][name] is not None:
                assert item["dose"][name] <= cap[name]
        assert _seconds(item, catalogue) <= cap.get("duration_s", 10_000)
        own = catalogue[item["movement"]].at(item["level"]).dose
        for name in ("sets", "reps", "hold_s", "duration_s"):
            assert (item["dose"][name] or 0) <= (getattr(own, name) or 0)


def test_strength_work_of_yesterday_is_not_offered(swaps: list[Swap], catalogue: Catalogue) -> None:
    seen = 0
    for swap in swaps:
        lately = {
            item["movement"]
            for session in swap.somebody.document["history"]
            if (AS_OF - date.fromisoformat(session["date"])).days == 1
            for item in session["items"]
        }
        worked = {name for name in lately if catalogue[name].purpose in ("activation", "endurance")}
        seen += bool(worked)
        assert not worked & {option["movement"] for option in swap.options}
    assert seen > 20


@dataclass(frozen=True)
class Beside:
    """A session beside somebody's plan."""

    somebody: Somebody
    slot: str
    outcome: Data

    @property
    def items(self) -> list[Data]:
        found: list[Data] = self.outcome["items"]
        return found


@pytest.fixture(scope="module")
def besides(people: list[Somebody], catalogue: Catalogue, words: Words) -> list[Beside]:
    return [
        Beside(somebody, kind, decide(kind, somebody.document, catalogue, words)["outcome"])
        for somebody in people
        for kind in EXTRAS
    ]


def test_a_session_beside_the_plan_is_short(besides: list[Beside], catalogue: Catalogue) -> None:
    for beside in besides:
        assert beside.outcome["minutes"] <= MOST[beside.slot]
        assert _takes(beside.items, catalogue) <= MOST[beside.slot] + 1e-6


def test_most_people_have_something_and_some_have_nothing(besides: list[Beside]) -> None:
    for slot in MOST:
        found = [bool(beside.items) for beside in besides if beside.slot == slot]
        assert sum(found) > 0.7 * len(found)
        assert not all(found)


def test_it_is_gentle_and_easy(besides: list[Beside], catalogue: Catalogue) -> None:
    for beside in besides:
        for item in beside.items:
            movement = catalogue[item["movement"]]
            assert item["level"] == 1
            assert movement.family != "core"
            assert not movement.roles
            if beside.slot == "sore_now":
                assert movement.purpose in ("mobility", "rest")
            else:
                assert movement.position in ("standing", "seated")
                assert not movement.equipment
        _see_caps(beside.items, beside.somebody.screening, catalogue)


def test_it_holds_only_what_the_screening_allows_and_the_person_has(
    besides: list[Beside], catalogue: Catalogue
) -> None:
    for beside in besides:
        screening = beside.somebody.screening
        out = set(screening["blocked"]) | {m["movement"] for m in screening["modified"] if m["substitute"]}
        for item in beside.items:
            movement = catalogue[item["movement"]]
            assert movement.id not in out
            assert set(movement.equipment) <= set(beside.somebody.document["equipment"])
            assert not set(movement.surroundings) & set(beside.somebody.document["without"])


def test_it_leaves_out_what_hurt_a_lot_within_the_week(besides: list[Beside]) -> None:
    seen = 0
    for beside in besides:
        last: dict[str, tuple[int, Data]] = {}
        for session in sorted(beside.somebody.document["history"], key=lambda each: str(each["date"])):
            ago = (AS_OF - date.fromisoformat(session["date"])).days
            last |= {item["movement"]: (ago, item) for item in session["items"]}
        sore = {
            name
            for name, (ago, item) in last.items()
            if ago <= 7 and (item["pain_during"] > 5 or item["pain_where"] == "further")
        }
        seen += bool(sore)
        assert not sore & {item["movement"] for item in beside.items}
    assert seen > 50


def test_in_a_flare_it_holds_only_what_was_done_before(besides: list[Beside]) -> None:
    seen = 0
    for beside in besides:
        if beside.somebody.document["state"] == "flare":
            done = {
                item["movement"] for session in beside.somebody.document["history"] for item in session["items"]
            }
            assert {item["movement"] for item in beside.items} <= done
            seen += bool(beside.items)
    assert seen > 5


def test_nobody_gets_up_twice_in_it(besides: list[Beside], catalogue: Catalogue) -> None:
    for beside in besides:
        positions = [catalogue[item["movement"]].position for item in beside.items]
        assert len(set(positions)) == sum(a != b for a, b in pairwise([None, *positions]))


def test_it_holds_one_movement_of_a_strand_and_of_a_family(besides: list[Beside], catalogue: Catalogue) -> None:
    for beside in besides:
        families = [item["family"] for item in beside.items]
        assert beside.slot == "sore_now" or len(families) == len(set(families))
        names = {item["movement"] for item in beside.items}
        assert all(not (_strand(name, catalogue) - {name}) & names for name in names)
