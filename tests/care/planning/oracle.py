"""The best week there is, found by a solver: the same published objective, written a second time.

It takes only the weights from the code under test; bounds and arithmetic are its own (docs/planning.md).
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from ortools.sat.python import cp_model

from lumbar.care.planning.objective import DAY_GAIN, DUE_GAIN, FAMILY_WEIGHT, FIRST_USE_GAIN, PLACING_GAIN, Problem

SCALE = 1000
TENTHS = 10
CORE_PLACING = 1.0


@dataclass(frozen=True)
class Best:
    """The best week the solver found, and the value it proved that none can exceed."""

    value: float
    bound: float


def best_week(problem: Problem, seconds: float = 20.0) -> Best:
    """Return the best week's value; where time runs out before the proof, value and bound differ."""
    model = cp_model.CpModel()
    openings, options = problem.openings, problem.options
    x = {(o, k): model.new_bool_var(f"x{o}_{k}") for o in range(len(openings)) for k in range(len(options))}
    days = sorted({opening.day for opening in openings})
    on_day: dict[tuple[int, int], cp_model.IntVar] = {}
    gains: list[cp_model.LinearExprT] = []
    for k, option in enumerate(options):
        weight = FAMILY_WEIGHT[option.family]
        placing = CORE_PLACING if option.family == "core" else PLACING_GAIN
        gains += [x[o, k] * round(SCALE * weight * placing) for o in range(len(openings))]
        used = model.new_bool_var(f"used{k}")
        model.add(used <= sum(x[o, k] for o in range(len(openings))))
        gains.append(used * round(SCALE * weight * FIRST_USE_GAIN))
        if option.due_day is not None:
            kept = model.new_bool_var(f"kept{k}")
            model.add(kept <= sum(x[o, k] for o, opening in enumerate(openings) if opening.day <= option.due_day))
            gains.append(kept * round(SCALE * weight * DUE_GAIN))
        for day in days:
            there = [x[o, k] for o, opening in enumerate(openings) if opening.day == day]
            on_day[k, day] = model.new_bool_var(f"on{k}_{day}")
            model.add_max_equality(on_day[k, day], there)
            done = problem.done_today.get(option.id, 0) if day == 0 else 0
            model.add(sum(there) <= max(0, option.times_per_day - done))
            if day == 0 and option.id in problem.resting:
                model.add(sum(there) == 0)
        model.add(sum(on_day[k, day] for day in days) <= option.days_per_week)
        if option.rest_days:
            for before, after in pairwise(days):
                if after == before + 1:
                    model.add(on_day[k, before] + on_day[k, after] <= 1)
    _fit(model, problem, x)
    gains += _family_days(model, problem, on_day, days)
    model.maximize(sum(gains))
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = seconds
    solver.parameters.num_workers = 2
    solver.parameters.random_seed = 1
    solver.parameters.relative_gap_limit = 0.005
    status = solver.solve(model)
    assert status in (cp_model.OPTIMAL, cp_model.FEASIBLE)
    return Best(value=solver.objective_value / SCALE, bound=solver.best_objective_bound / SCALE)


def _fit(model: cp_model.CpModel, problem: Problem, x: dict[tuple[int, int], cp_model.IntVar]) -> None:
    """Every opening's items, their transitions and changes of position fit; so does its core block."""
    for o, opening in enumerate(problem.openings):
        families = defaultdict(list)
        for k, option in enumerate(problem.options):
            families[option.family].append(k)
        for family, members in families.items():
            if family != "core":
                model.add(sum(x[o, k] for k in members) <= 1)
        every = range(len(problem.options))
        model.add(_time(model, problem, x, o, every, "all") <= int(opening.seconds * TENTHS))
        core = families.get("core", [])
        if opening.core_s is None:
            model.add(sum(x[o, k] for k in core) == 0)
        else:
            model.add(_time(model, problem, x, o, core, "core") <= int(opening.core_s * TENTHS))
            alone = [problem.options[k] for k in core]
            if opening.core_due and any(option.seconds + 60 <= opening.core_s for option in alone):
                model.add(sum(x[o, k] for k in core) >= 1)


def _time(
    model: cp_model.CpModel,
    problem: Problem,
    x: dict[tuple[int, int], cp_model.IntVar],
    o: int,
    members: Sequence[int],
    name: str,
) -> cp_model.LinearExprT:
    by_position = defaultdict(list)
    for k in members:
        by_position[problem.options[k].position].append(k)
    terms: list[cp_model.LinearExprT] = [
        x[o, k] * round((problem.options[k].seconds + 30) * TENTHS) for k in members
    ]
    for position, inside in by_position.items():
        if position != problem.warm_up_position:
            there = model.new_bool_var(f"{name}{o}{position}")
            model.add_max_equality(there, [x[o, k] for k in inside])
            terms.append(there * (30 * TENTHS))
    return cp_model.LinearExpr.sum(terms)


def _family_days(
    model: cp_model.CpModel, problem: Problem, on_day: dict[tuple[int, int], cp_model.IntVar], days: list[int]
) -> list[cp_model.LinearExprT]:
    gains: list[cp_model.LinearExprT] = []
    for family in {option.family for option in problem.options}:
        members = [k for k, option in enumerate(problem.options) if option.family == family]
        reached = []
        for day in days:
            there = model.new_bool_var(f"{family}{day}")
            model.add_max_equality(there, [on_day[k, day] for k in members])
            reached.append(there)
        steps = [model.new_bool_var(f"{family}_{n}") for n in range(len(DAY_GAIN))]
        model.add(sum(steps) == sum(reached))
        for step, gain in zip(steps, DAY_GAIN, strict=True):
            gains.append(step * round(SCALE * FAMILY_WEIGHT[family] * gain))
    return gains
