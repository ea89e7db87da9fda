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
    DUE_GAIN,
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

MOST_FILLS = 60
"""How many times an opening is filled at most, which bounds the time; a small week needs fewer."""

FEW_OPENINGS = 3
"""With so few, the one filled first decides the rest, so it is tried last as well."""

Placed = frozenset[int]
Filling = dict[int, Placed]


def pack(problem: Problem) -> Filling:
    """Return for every opening the options placed in it; every bound of the problem is kept."""
    empty: Filling = {index: frozenset() for index in range(len(problem.openings))}
    filling, fills = _settle(problem, empty)
    best = value(problem, filling)
    if 1 < len(problem.openings) <= FEW_OPENINGS:
        other, more = _settle(problem, empty, first=0)
        fills += more
        if (reached := value(problem, other)) > best + 1e-9:
            filling, best = other, reached
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
        done = self._problem.done_today.get(option.id, 0) if day == 0 else 0
        if done + self.same_day[number] >= option.times_per_day or len(on | {day}) > option.days_per_week:
            return False
        if option.rest_days and (day - 1 in on or day + 1 in on):
            return False
        if day == 0 and option.id in self._problem.resting:
            return False
        return option.family != "core" or self._opening.core_s is not None

    def gain(self, number: int) -> float:
        """Return what placing the option here adds, apart from the family's day."""
        option, on = self._problem.options[number], self.days[number]
        weight = FAMILY_WEIGHT[option.family]
        gain = placing_gain(option.family) + (0.0 if on else weight * FIRST_USE_GAIN)
        due = option.due_day
        if due is not None and self._opening.day <= due and not any(day <= due for day in on):
            gain += weight * DUE_GAIN
        return gain

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
    gains = _one_place_a_family(problem, usable, elsewhere)
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


def _one_place_a_family(problem: Problem, usable: list[int], elsewhere: _Elsewhere) -> dict[int, float]:
    """Return the gain of each option outside the core; of a family only those done in its best one's position."""
    gains = {
        number: elsewhere.gain(number) + elsewhere.day_gain(number)
        for number in usable
        if problem.options[number].family != "core"
    }
    best: dict[str, int] = {}
    for number in sorted(gains, key=lambda each: (-gains[each], problem.options[each].seconds, each)):
        best.setdefault(problem.options[number].family, number)
    places = {family: problem.options[number].position for family, number in best.items()}
    return {
        n: gain for n, gain in gains.items() if problem.options[n].position == places[problem.options[n].family]
    }


State = tuple[float, float, Placed]
"""A way to fill the time: the seconds it takes, what it gains, and what it places."""


def _knapsack(
    problem: Problem, gains: dict[int, float], core: tuple[int, ...], left_s: float
) -> tuple[Placed, float]:
    """Fill what the core block leaves, one position after the other; returns the options and their gain."""
    used = {problem.options[number].position for number in core}
    open_positions = used | {problem.warm_up_position}
    best: list[State] = [(0.0, 0.0, frozenset())]
    for position, families in _by_position(problem, gains).items():
        step_s = 0.0 if position in open_positions else POSITION_CHANGE_S
        inside: list[State] = [(seconds + step_s, gain, placed) for seconds, gain, placed in best]
        for numbers in families.values():
            with_one = [
                (seconds + needs_s, gain + gains[number], placed | {number})
                for number in numbers
                for needs_s in (problem.options[number].seconds + TRANSITION_S,)
                for seconds, gain, placed in inside
                if seconds + needs_s <= left_s
            ]
            inside = _undominated(inside + with_one)
        best = _undominated(best + inside)
    _, gain, placed = best[-1]
    return placed, gain


def _undominated(states: list[State]) -> list[State]:
    """Keep the states that no other beats in both time and gain, the shortest first."""
    states.sort(key=lambda state: (state[0], -state[1]))
    kept: list[State] = []
    most = -1.0
    for state in states:
        if state[1] > most + 1e-9:
            kept.append(state)
            most = state[1]
    return kept


def _by_position(problem: Problem, gains: dict[int, float]) -> dict[Position, dict[str, list[int]]]:
    groups: dict[Position, dict[str, list[int]]] = {}
    for number in gains:
        option = problem.options[number]
        groups.setdefault(option.position, {}).setdefault(option.family, []).append(number)
    return groups
