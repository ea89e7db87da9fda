"""Timeline: what one plan changed against the one before it, each change with the reason it was made for."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

PlanChange = Literal["phase", "joined", "left", "shut", "opened"]
"""A phase began; a movement came into the week or went out of it; exercise was closed, or opened again."""


@dataclass(frozen=True, kw_only=True)
class Turn:
    """One thing that is other than before. ``reasons`` are stored reasons, with rule, facts, source and text."""

    change: PlanChange
    movement: str | None
    reasons: tuple[Mapping[str, Any], ...]


def turns(before: Mapping[str, Any], after: Mapping[str, Any]) -> tuple[Turn, ...]:
    """Compare the outcomes of two plans, the later one's reasons telling why."""
    return tuple(_turns(before, after))


def _turns(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[Turn]:
    was_open, is_open = bool(before["week"]), bool(after["week"])
    if was_open != is_open:
        change: PlanChange = "opened" if is_open else "shut"
        yield Turn(change=change, movement=None, reasons=tuple(after["reasons"]))
        return
    if before["phase"] != after["phase"]:
        reasons = tuple(reason for reason in after["reasons"] if reason["rule"] == f"phase_{after['phase']}")
        yield Turn(change="phase", movement=None, reasons=reasons)
    items = _items(after)
    there, now = _items(before).keys(), items.keys()
    for movement in sorted(now - there):
        yield Turn(change="joined", movement=movement, reasons=tuple(items[movement]["reasons"]))
    why = {left["movement"]: left for left in after["left_out"] if left["movement"]}
    for movement in sorted(there - now):
        if movement in why:
            yield Turn(change="left", movement=movement, reasons=(why[movement],))


def _items(outcome: Mapping[str, Any]) -> dict[str, Mapping[str, Any]]:
    """Return each movement of a week with its first item."""
    items: dict[str, Mapping[str, Any]] = {}
    for day in outcome["week"]:
        for slot in day["slots"]:
            for item in slot["items"]:
                items.setdefault(item["movement"], item)
    return items
