"""Packing: fills a week's openings well, in milliseconds.

Each opening in turn is filled as well as it can be while the others stay as they are (a small knapsack with a
cost for every position used), round after round until nothing gets better. Then each placing is tried without,
and what follows from that is kept where the week is better for it. The result is within a few percent of the
best there is; a solver checks that in the tests.
"""

from collections.abc import Iterator
from itertools import combinations

from lumbar.care.planning.objective import (
    DAY_GAIN,
    FAMILY_WEIGHT,
    FIRST_USE_GAIN,
    POSITION_CHANGE_S,
    TRANSITION_S,
    Opening,
    Problem,
    placing_gain,
    slot_seconds,
    value,
)
from lumbar.vocabulary.movement import Position

UNIT_S = 10
"""The knapsack counts time in these units, rounded up, so it never overfills."""
MOST_FILLS = 60
"""How many times an opening is filled at most, which bounds the time; a small week needs fewer."""

Placed = frozenset[int]
Filling = dict[int, Placed]


def pack(problem: Problem) -> Filling:
    """Return for every opening the options placed in it; every bound of the problem is kept."""
    filling: Filling = {index: frozenset() for index in range(len(problem.openings))}
    filling, fills = _settle(problem, filling)
    best = value(problem, filling)
    for index, number in _trials(filling):
        if fills >= MOST_FILLS:
            break
        if number not in filling[index]:
            continue
        trial = dict(filling)
        trial[index] = _fill(problem, trial, index, without=number)
        trial, more = _settle(problem, trial, first=index)
        fills += more + 1
        if (reached := value(problem, trial)) > best + 1e-9:
            filling, best = trial, reached
    return filling


def _settle(problem: Problem, filling: Filling, first: int = -1) -> tuple[Filling, int]:
    """Fill the openings in turn until nothing gets better; ``first`` is left for last. Counts the fillings."""
    filling = dict(filling)
    order = sorted(filling, key=lambda index: (index == first, index))
    fills, unchanged = 0, 0
    while unchanged < len(order) and fills < MOST_FILLS:
        index = order[fills % len(order)]
        filled = _fill(problem, filling, index)
        unchanged = unchanged + 1 if filled == filling[index] else 0
        filling[index] = filled
        fills += 1
    return filling, fills


def _trials(filling: Filling) -> list[tuple[int, int]]:
    """List what to try without: the options of each opening, one opening after the other."""
    depth = max((len(placed) for placed in filling.values()), default=0)
    return [
        (index, sorted(placed)[place])
        for place in range(depth)
        for index, placed in filling.items()
        if place < len(placed)
    ]


class _Elsewhere:
    """What the other openings hold, as far as it matters to filling this one."""

    def __init__(self, problem: Problem, filling: Filling, index: int) -> None:
        opening = problem.openings[index]
        count = len(problem.options)
        self.days: list[set[int]] = [set() for _ in range(count)]
        self.same_day = [0] * count
        self.family_days: dict[str, set[int]] = {}
        for other, placed in filling.items():
            if other == index:
                continue
            day = problem.openings[other].day
            for number in placed:
                self.days[number].add(day)
                self.same_day[number] += day == opening.day
                self.family_days.setdefault(problem.options[number].family, set()).add(day)
        self._opening = opening
        self._problem = problem

    def allows(self, number: int) -> bool:
        """Tell whether the option may be placed here at all."""
        option, day = self._problem.options[number], self._opening.day
        on = self.days[number]
        if self.same_day[number] >= option.times_per_day or len(on | {day}) > option.days_per_week:
            return False
        if option.rest_days and (day - 1 in on or day + 1 in on):
            return False
        if day == 0 and option.id in self._problem.resting:
            return False
        return option.family != "core" or self._opening.core_s is not None

    def gain(self, number: int) -> float:
        """Return what placing the option here adds, apart from the family's day."""
        family = self._problem.options[number].family
        first = 0.0 if self.days[number] else FAMILY_WEIGHT[family] * FIRST_USE_GAIN
        return first + placing_gain(family)

    def day_gain(self, number: int) -> float:
        """Return what the option's family gains by being done on this day as well."""
        family = self._problem.options[number].family
        on = self.family_days.get(family, set())
        return 0.0 if self._opening.day in on else FAMILY_WEIGHT[family] * DAY_GAIN[len(on)]


def _fill(problem: Problem, filling: Filling, index: int, without: int = -1) -> Placed:
    """Return the best content of one opening with the others as they are, and without one of the options."""
    opening = problem.openings[index]
    elsewhere = _Elsewhere(problem, filling, index)
    usable = [number for number in range(len(problem.options)) if number != without and elsewhere.allows(number)]
    gains = _one_a_family(problem, usable, elsewhere)
    blocks = [_Block(problem, core, gains, elsewhere, opening) for core in _core_blocks(problem, usable, opening)]
    best: Placed = frozenset()
    best_gain = -1.0
    for block in sorted(blocks, key=lambda block: -block.most):
        if block.most <= best_gain + 1e-9:
            break
        others, more = _knapsack(problem, gains, block.core, block.left_s)
        if block.gain + more > best_gain + 1e-9:
            best, best_gain = frozenset(block.core) | others, block.gain + more
    return best


class _Block:
    """A core block that fits: its gain, the time it leaves, and a bound on what the rest could ever add."""

    def __init__(
        self,
        problem: Problem,
        core: tuple[int, ...],
        gains: dict[int, float],
        elsewhere: _Elsewhere,
        opening: Opening,
    ) -> None:
        self.core = core
        self.gain = sum(elsewhere.gain(number) for number in core)
        self.gain += max((elsewhere.day_gain(number) for number in core), default=0.0)
        options = [problem.options[number] for number in core]
        self.left_s = opening.seconds - slot_seconds(options, problem.warm_up_position)
        self.most = self.gain + _bound(problem, gains, self.left_s)


def _bound(problem: Problem, gains: dict[int, float], left_s: float) -> float:
    """Return the most that could be gained in the time, were options divisible and positions free."""
    most = 0.0
    needs = ((gain, problem.options[number].seconds + TRANSITION_S) for number, gain in gains.items())
    for gain, seconds in sorted(needs, key=lambda need: -need[0] / need[1]):
        share = min(1.0, max(0.0, left_s / seconds))
        most += gain * share
        left_s -= seconds
    return most


def _core_blocks(problem: Problem, usable: list[int], opening: Opening) -> Iterator[tuple[int, ...]]:
    """Go through the core blocks that fit; none at all only where none is due, or there is no room for any."""
    core = [number for number in usable if problem.options[number].family == "core"]
    room = min(opening.core_s or 0.0, opening.seconds)
    found = False
    for size in range(1, len(core) + 1):
        for block in combinations(core, size):
            if slot_seconds([problem.options[number] for number in block], problem.warm_up_position) <= room:
                found = True
                yield block
    if not found or not opening.core_due:
        yield ()


def _one_a_family(problem: Problem, usable: list[int], elsewhere: _Elsewhere) -> dict[int, float]:
    """Return the gain of each option outside the core, keeping only each family's better one."""
    gains: dict[str, tuple[float, int]] = {}
    for number in usable:
        option = problem.options[number]
        if option.family == "core":
            continue
        gain = elsewhere.gain(number) + elsewhere.day_gain(number)
        if option.family not in gains or gain > gains[option.family][0] + 1e-9:
            gains[option.family] = gain, number
    return {number: gain for gain, number in gains.values()}


def _knapsack(
    problem: Problem, gains: dict[int, float], core: tuple[int, ...], left_s: float
) -> tuple[Placed, float]:
    """Fill what the core block leaves, one position after the other; returns the options and their gain."""
    used = {problem.options[number].position for number in core}
    open_positions = used | {problem.warm_up_position}
    groups = _by_position(problem, gains)
    changes = sum(POSITION_CHANGE_S for position in groups if position not in open_positions)
    everything_s = changes + sum(problem.options[number].seconds + TRANSITION_S for number in gains)
    if everything_s <= left_s:
        return frozenset(gains), sum(gains.values())
    room = int(left_s // UNIT_S)
    best: list[tuple[float, Placed]] = [(0.0, frozenset())] * (room + 1)
    for position, numbers in groups.items():
        step = 0 if position in open_positions else _units(POSITION_CHANGE_S)
        inside = [best[units - step] if units >= step else None for units in range(room + 1)]
        for number in numbers:
            needs = _units(problem.options[number].seconds + TRANSITION_S)
            gain = gains[number]
            for units in range(room, needs - 1, -1):
                without = inside[units - needs]
                if without is None:
                    continue
                here = inside[units]
                if here is None or without[0] + gain > here[0] + 1e-9:
                    inside[units] = without[0] + gain, without[1] | {number}
        best = [
            there if there and there[0] > here[0] + 1e-9 else here for here, there in zip(best, inside, strict=True)
        ]
    gain, placed = best[room]
    return placed, gain


def _by_position(problem: Problem, gains: dict[int, float]) -> dict[Position, list[int]]:
    groups: dict[Position, list[int]] = {}
    for number in gains:
        groups.setdefault(problem.options[number].position, []).append(number)
    return groups


def _units(seconds: float) -> int:
    return -int(-seconds // UNIT_S)
