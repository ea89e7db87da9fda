"""Reads the JSON documents about one session; every problem is listed at once."""

from collections.abc import Iterator, Mapping
from typing import Any

from lumbar.care.documents import PLAN, beyond_ladder, plan_input, unknown_movement, unknown_movements
from lumbar.care.session.placed import Placed
from lumbar.care.session.swapping import SwapInput
from lumbar.care.session.trimming import LEAST_MINUTES
from lumbar.vocabulary.catalogue import Catalogue
from lumbar.vocabulary.dose import Dose
from lumbar.vocabulary.session import EXTRAS
from lumbar.vocabulary.shape import (
    SNAKE,
    BadDocument,
    Check,
    Flag,
    Key,
    ListOf,
    Maybe,
    Number,
    OneOf,
    Path,
    Problem,
    Table,
)

_SECONDS = Maybe(Number(0, 3600, unit="seconds"), "null or a number of seconds up to 3600")


def _either(dose: Mapping[str, Any], path: Path) -> Iterator[Problem]:
    if (dose["reps"] is None) == (dose["duration_s"] is None):
        found = "neither" if dose["reps"] is None else "both"
        yield Problem(path=path, expected="either reps or duration_s", found=found)


DOSE = Table(
    {
        "sets": Key(Number(1, 50, whole=True)),
        "reps": Key(Maybe(Number(1, 1000, whole=True), "null or a whole number from 1 to 1000"), None),
        "duration_s": Key(_SECONDS, None),
        "hold_s": Key(_SECONDS, None),
        "per_side": Key(Flag(), False),
        "tempo_s": Key(_SECONDS, None),
        "rest_s": Key(_SECONDS, None),
        "times_per_day": Key(Number(1, 24, whole=True)),
        "days_per_week": Key(Number(1, 7, whole=True)),
    },
    also=(Check(("reps", "duration_s"), _either),),
)
PLACED = Table({"movement": Key(SNAKE), "level": Key(Number(1, 12, whole=True)), "dose": Key(DOSE)})
TRIM = Table(
    {"items": Key(ListOf(PLACED, least=1, most=100)), "minutes": Key(Number(LEAST_MINUTES, 180, unit="minutes"))}
)
SWAP = Table(
    {
        **PLAN.keys,
        "item": Key(PLACED),
        "in_session": Key(ListOf(SNAKE, most=100), []),
        "hurt": Key(ListOf(SNAKE, most=100), []),
        "extra": Key(Maybe(OneOf(EXTRAS), f"null, {' or '.join(EXTRAS)}"), None),
    }
)


def read_trim(document: Mapping[str, Any], catalogue: Catalogue) -> tuple[tuple[Placed, ...], float]:
    """Read a session and the minutes there are; BadDocument lists every problem."""
    problems: list[Problem] = []
    data: dict[str, Any] = TRIM.read(document, (), problems)
    if not problems:
        for index, item in enumerate(data["items"]):
            problems += _unknown_item(item, ("items", index), catalogue)
    if problems:
        raise BadDocument(problems)
    return tuple(_placed(item, catalogue) for item in data["items"]), data["minutes"]


def read_swap(document: Mapping[str, Any], catalogue: Catalogue) -> SwapInput:
    """Read a person, the item that is to go, and what else the session holds; BadDocument lists every problem."""
    problems: list[Problem] = []
    data: dict[str, Any] = SWAP.read(document, (), problems)
    if not problems:
        problems += unknown_movements(data, "history", catalogue)
        problems += _unknown_item(data["item"], ("item",), catalogue)
        for key in ("in_session", "hurt"):
            for index, movement in enumerate(data[key]):
                problems += unknown_movement(movement, (key, index), catalogue)
    if problems:
        raise BadDocument(problems)
    return SwapInput(
        given=plan_input(data),
        replaced=_placed(data["item"], catalogue),
        in_session=frozenset(data["in_session"]),
        hurt=frozenset(data["hurt"]),
        extra=data["extra"],
    )


def _unknown_item(item: Mapping[str, Any], path: Path, catalogue: Catalogue) -> Iterator[Problem]:
    yield from unknown_movement(item["movement"], (*path, "movement"), catalogue)
    yield from beyond_ladder(item["movement"], item["level"], (*path, "level"), catalogue)


def _placed(item: Mapping[str, Any], catalogue: Catalogue) -> Placed:
    return Placed(movement=catalogue[item["movement"]], level=item["level"], dose=Dose(**item["dose"]))
