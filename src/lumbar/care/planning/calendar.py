"""The calendar of a week: which dates are exercised, which are core days, and how much room each slot has."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from lumbar.care.planning.objective import POSITION_CHANGE_S, TRANSITION_S, Opening
from lumbar.care.planning.person import PlanInput
from lumbar.vocabulary.catalogue import Catalogue
from lumbar.vocabulary.decision import Fact, Reason

WEEK_DAYS = 7
SHORT_DAY_MINUTES = 10
SHORT_WARM_UP_S = 60.0
WARM_UP_S = 180.0
LEAST_SLOT_MINUTES = 8
"""A day is split into no more slots than leaves each this long; a warm-up alone is no session."""
CORE_DAYS = 3
CORE_DAYS_DUE = 2
"""The article asks for 2 to 3 a week: two are kept whatever else there is, the third where it is worth it."""
CORE_GAP_DAYS = 2
"""48 hours: core work rests a day in between."""
CORE_BLOCK_S = 15 * 60.0
CORE_SHARE = 0.6
"""The most of a short day's room the core block may take, so that there is something else as well (10 to 15 minutes
where the day allows, else what fits)."""
CORE_WANTED_S = 12.5 * 60
CORE_BESIDE_S = 2.5 * 60
"""A day allows the full block where this much is left beside the middle of 10 to 15 minutes."""


@dataclass(frozen=True, kw_only=True)
class Calendar:
    """The week's frame. ``days`` are offsets from as_of; ``warm_up_s`` is the same in every slot."""

    days: tuple[int, ...]
    core_days: tuple[int, ...]
    openings: tuple[Opening, ...]
    warm_up_s: float
    reasons: tuple[Reason, ...]

    def longest_s(self, *, core: bool) -> float | None:
        """Return the longest an item can be and still fit with the transitions into it; None without openings."""
        rooms = [opening.core_s if core else opening.seconds for opening in self.openings]
        known = [min(room, self.openings[0].seconds) for room in rooms if room is not None]
        return min(known) - TRANSITION_S - POSITION_CHANGE_S if known else None


def lay_out(given: PlanInput, minutes: float, days_per_week: int, catalogue: Catalogue) -> Calendar:
    """Lay out the seven dates: spread the days, set the core days apart, split the minutes into slots."""
    warm_up_s = SHORT_WARM_UP_S if minutes <= SHORT_DAY_MINUTES else WARM_UP_S
    most = max(1, int(minutes // LEAST_SLOT_MINUTES))
    slots = given.slots[:most]
    reasons = [Reason(rule="warm_up", facts={"seconds": warm_up_s, "minutes": minutes, "limit": SHORT_DAY_MINUTES})]
    if len(slots) < len(given.slots):
        facts: dict[str, Fact] = {
            "slots": len(slots), "asked": len(given.slots), "least_minutes": LEAST_SLOT_MINUTES
        }  # fmt: skip
        reasons.append(Reason(rule="slots_fewer", facts=facts))
    days = exercise_days(days_per_week, {(session.date - given.as_of).days for session in given.exercised})
    done = _slots_done(given, slots)
    if done:
        reasons.append(Reason(rule="slot_done_today", facts={"count": len(done)}))
    core_days = _core_days(days, given, catalogue, today_gone=len(done) == len(slots))
    room_s = minutes * 60 / len(slots) - warm_up_s
    core_s = core_room_s(room_s)
    openings: list[Opening] = []
    for day in days:
        free = [slot for slot in slots if day > 0 or slot not in done]
        for place, slot in enumerate(free):
            core = day in core_days
            openings.append(
                Opening(
                    day=day,
                    slot=slot,
                    seconds=room_s,
                    core_s=min(CORE_BLOCK_S / len(free), core_s) if core else None,
                    core_due=core and place == 0 and day in core_days[:CORE_DAYS_DUE],
                )
            )
    return Calendar(
        days=days, core_days=core_days, openings=tuple(openings), warm_up_s=warm_up_s, reasons=tuple(reasons)
    )


def core_room_s(room_s: float) -> float:
    """Return how much of a slot's room the core block may take: a share of it, the full block where it fits."""
    share_s = CORE_SHARE * room_s
    return max(share_s, CORE_WANTED_S) if room_s >= CORE_WANTED_S + CORE_BESIDE_S else share_s


def spread(days_per_week: int) -> tuple[int, ...]:
    """Return the offsets of so many days spread evenly over seven, the first of them the first."""
    return tuple(index * WEEK_DAYS // days_per_week for index in range(days_per_week))


def exercise_days(days_per_week: int, done: Collection[int]) -> tuple[int, ...]:
    """Return the offsets to exercise on, so that no seven days in a row ever hold more than asked.

    ``done`` are the offsets of the days exercised lately (0 today, -1 yesterday …). The even spread is laid so that
    it goes on from them as well as it can, and so that today is in it where that is a matter of choice.
    """
    pattern = spread(days_per_week)

    def holds(day: int, start: int) -> bool:
        return (day - start) % WEEK_DAYS in pattern

    lately = [day for day in done if -WEEK_DAYS < day <= 0]
    start = max(range(WEEK_DAYS), key=lambda each: (sum(holds(d, each) for d in lately), holds(0, each), -each))
    taken = set(lately)
    for day in range(WEEK_DAYS):
        if holds(day, start) and sum(day - WEEK_DAYS < other <= day for other in taken - {day}) < days_per_week:
            taken.add(day)
    return tuple(sorted(day for day in taken if day >= 0))


def _slots_done(given: PlanInput, slots: Sequence[str]) -> frozenset[str]:
    """Return today's slots that have been done; a session without a slot's name counts for the first free one."""
    done: list[str] = []
    for session in given.exercised:
        if session.date == given.as_of:
            free = [slot for slot in slots if slot not in done]
            done += [session.slot] if session.slot is not None and session.slot in slots else free[:1]
    return frozenset(done)


def _core_days(days: Sequence[int], given: PlanInput, catalogue: Catalogue, *, today_gone: bool) -> tuple[int, ...]:
    """Return up to three days, each 48 hours after the one before, the last one in the history included."""
    last = last_core_day(given, catalogue)
    chosen: list[int] = []
    for day in days:
        when = given.as_of + timedelta(days=day)
        if day == 0 and today_gone:
            continue
        if last is not None and (when - last).days < CORE_GAP_DAYS:
            continue
        if len(chosen) < CORE_DAYS:
            chosen.append(day)
            last = when
    return tuple(chosen)


def last_core_day(given: PlanInput, catalogue: Catalogue) -> date | None:
    """Return the date of the last session with core work in it."""
    core = {movement.id for movement in catalogue.of_family("core")}
    days = (s.date for s in given.history if any(item.movement in core for item in s.items))
    return max(days, default=None)
