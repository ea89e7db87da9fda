"""Progression: each movement's next level, from how its last sessions went.

docs/rules.md, "Progression". One lever and one level a step; never up on a flare, never without the next-morning
answer. A movement's sessions count only from its last change of level, which the level each was done at shows.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import takewhile

from lumbar.care.course import (
    WEEK_DAYS,
    Done,
    ProgressInput,
    done_of,
    left_out_until_answered,
    recent_ratings,
    since_flare,
    usual_of,
)
from lumbar.care.flare import flare_state
from lumbar.care.trends import no_gain, rising_weeks, worse_twice
from lumbar.care.zones import Zoned, zone_of
from lumbar.vocabulary.catalogue import Catalogue
from lumbar.vocabulary.decision import Change, Fact, Reason, State
from lumbar.vocabulary.movement import Movement


@dataclass(frozen=True, kw_only=True)
class Next:
    """What a movement goes on with.

    ``half_sets``: half the sets at the lowest level. ``left_out``: not until the person has answered where the
    pain is now.
    """

    movement: str
    level: int
    change: Change
    reasons: tuple[Reason, ...]
    half_sets: bool = False
    left_out: bool = False


@dataclass(frozen=True, kw_only=True)
class Progress:
    """The person's state, and the next level of every movement they have one for."""

    state: State
    next: Mapping[str, Next]
    reasons: tuple[Reason, ...]
    advice: str | None
    usual_pain: float


def progress(given: ProgressInput, catalogue: Catalogue) -> Progress:
    """Decide every movement's next level, and whether the person is in a flare or should see someone."""
    usual = usual_of(given)
    told = since_flare(given)
    flare, flare_reasons = flare_state(given.state, told, usual, given.as_of, given.cuts)
    rising = rising_weeks(given.daily_pain, given.as_of, given.cuts)
    levels = {
        movement: _next(catalogue[movement], level, given, usual, rising, catalogue, flare=flare == "flare")
        for movement, level in sorted(given.levels.items())
    }
    levels = {movement: _settled(step, levels) for movement, step in levels.items()}
    worse = [reason for reason in (no_gain(given), worse_twice(given)) if reason]
    state: State = "flare" if flare == "flare" else "refer" if worse else "normal"
    usual_reason = Reason(rule="usual_pain", facts={"usual_pain": usual, "ratings": recent_ratings(given)})
    return Progress(
        state=state,
        next=levels,
        reasons=(usual_reason, *flare_reasons, *worse),
        advice=_advice(state, worse, ended=given.state == "flare" and flare == "normal"),
        usual_pain=usual,
    )


def _settled(step: Next, levels: Mapping[str, Next]) -> Next:
    """Follow a step to an easier movement that itself goes on to something easier, in the same decision."""
    seen = {step.movement}
    while (further := levels.get(step.movement)) and further.movement not in seen and further.change == "down":
        seen.add(further.movement)
        step = replace(step, movement=further.movement, level=further.level)
    return step


def _next(
    movement: Movement,
    level: int,
    given: ProgressInput,
    usual: float,
    rising: Reason | None,
    catalogue: Catalogue,
    *,
    flare: bool,
) -> Next:
    """Decide one movement's next level; whatever it is, pain that spread makes the movement wait."""
    done = done_of(movement.id, given.sessions, given.cuts.red_during)
    if not done:
        return _hold(movement, level, Reason(rule="not_done_yet"))
    step = _step(movement, level, done, given, usual, rising, catalogue, flare=flare)
    return _waiting(step, left_out_until_answered(done, given.answered.get(movement.id)))


def _step(
    movement: Movement,
    level: int,
    done: list[Done],
    given: ProgressInput,
    usual: float,
    rising: Reason | None,
    catalogue: Catalogue,
    *,
    flare: bool,
) -> Next:
    zoned = zone_of(done[-1][1], done[-1][0], usual, given.cuts)
    red = zoned.reason if zoned.zone == "red" else _not_told_yet(rising, movement, given)
    absence = _absence(movement, level, done, given)
    if _stepped_down_since(movement, level, done, given):
        session, item = done[-1]
        facts: dict[str, Fact] = {"from": level if session.extra else item.level, "to": level}
        held = _hold(movement, level, Reason(rule="already_stepped_down", facts=facts))
        return absence if absence and absence.level < level else held
    if red:
        down = _down(movement, _level_that_hurt(level, done, zoned), red, given, catalogue)
        return absence if absence and absence.level < down.level else down
    if absence:
        return absence
    if flare:
        return _hold(movement, level, zoned.reason, Reason(rule="flare_no_step"))
    trailing = _since_last_change(done, level)
    if given.quota:
        return _by_quota(movement, level, trailing, usual, given, catalogue)
    return _by_greens(movement, level, trailing, zoned, usual, given, catalogue)


def _not_told_yet(rising: Reason | None, movement: Movement, given: ProgressInput) -> Reason | None:
    """Return the rising weeks unless the movement has gone down within this one: a week's sign is one step."""
    stepped = given.stepped_down.get(movement.id)
    return None if stepped is not None and (given.as_of - stepped).days < WEEK_DAYS else rising


def _level_that_hurt(level: int, done: list[Done], zoned: Zoned) -> int:
    """Return the level to step down from: a plan may have had less than the person's own, and that was too much."""
    session, item = done[-1]
    return level if session.extra or zoned.zone != "red" else min(level, item.level)


def _stepped_down_since(movement: Movement, level: int, done: list[Done], given: ProgressInput) -> bool:
    """Tell whether the movement has gone a step down since it was last done.

    Beside the plan it is done at its easiest, so there only the date of the step can tell.
    """
    session, item = done[-1]
    stepped = given.stepped_down.get(movement.id)
    if session.extra:
        return stepped is not None and stepped >= session.date
    return level < item.level or (stepped is not None and stepped > session.date)


def _since_last_change(done: list[Done], level: int) -> list[Done]:
    """Return the last sessions in a row at this level: those since the movement's last change."""
    count = sum(1 for _ in takewhile(lambda each: each[1].level == level, reversed(done)))
    return done[len(done) - count :]


def _by_greens(
    movement: Movement,
    level: int,
    trailing: list[Done],
    zoned: Zoned,
    usual: float,
    given: ProgressInput,
    catalogue: Catalogue,
) -> Next:
    """Count the green days in a row, back from the last one; sessions of one day count once."""
    row = takewhile(lambda each: zone_of(each[1], each[0], usual, given.cuts).zone == "green", reversed(trailing))
    greens = len({session.date for session, _ in row})
    needed = given.cuts.greens_for_step
    if greens >= needed:
        reason = Reason(rule="step_up", facts={"greens": greens, "needed": needed})
        return _up(movement, level, reason, given, catalogue)
    counted = {"greens": greens, "needed": needed} if zoned.zone == "green" else {}
    return _hold(movement, level, Reason(rule=zoned.reason.rule, facts=zoned.reason.facts | counted))


def _by_quota(
    movement: Movement, level: int, trailing: list[Done], usual: float, given: ProgressInput, catalogue: Catalogue
) -> Next:
    """Count the days the movement was done to the end and without a red sign; sessions of one day count once."""
    needed = given.cuts.quota_sessions
    row = takewhile(lambda each: zone_of(each[1], each[0], usual, given.cuts).zone != "red", reversed(trailing))
    count = len({session.date for session, item in row if item.completed})
    facts: dict[str, Fact] = {"sessions": count, "needed": needed}
    if count < needed:
        return _hold(movement, level, Reason(rule="quota_waits", facts=facts))
    if trailing[-1][0].next_morning is None:
        return _hold(movement, level, Reason(rule="quota_needs_morning", facts=facts))
    return _up(movement, level, Reason(rule="quota_step", facts=facts), given, catalogue)


def _hold(movement: Movement, level: int, *reasons: Reason) -> Next:
    return Next(movement=movement.id, level=level, change="hold", reasons=reasons)


def _up(movement: Movement, level: int, reason: Reason, given: ProgressInput, catalogue: Catalogue) -> Next:
    if level < movement.top_level:
        return Next(movement=movement.id, level=level + 1, change="up", reasons=(reason,))
    harder = movement.progress_to
    if harder is None or harder not in catalogue:
        return _hold(movement, level, reason, Reason(rule="step_up_top", facts={"level": level}))
    if harder in given.blocked:
        facts: dict[str, Fact] = {"level": level, "harder": catalogue[harder].name}
        return _hold(movement, level, reason, Reason(rule="step_up_blocked", facts=facts))
    return Next(movement=harder, level=1, change="up", reasons=(reason,))


def _down(movement: Movement, level: int, red: Reason, given: ProgressInput, catalogue: Catalogue) -> Next:
    if level > 1:
        reason = Reason(rule="step_down", facts={"from": level, "to": level - 1})
        return Next(movement=movement.id, level=level - 1, change="down", reasons=(red, reason))
    easier = movement.regress_to
    if easier is not None and easier in catalogue and easier not in given.blocked:
        reason = Reason(rule="step_down_regression", facts={"to": catalogue[easier].name})
        target = catalogue[easier]
        level = min(given.levels.get(target.id, target.default_level), target.default_level)
        return Next(movement=target.id, level=level, change="down", reasons=(red, reason))
    reason = Reason(rule="step_down_halved", facts={"level": level})
    return Next(movement=movement.id, level=level, change="down", reasons=(red, reason), half_sets=True)


def _waiting(step: Next, waits: Reason | None) -> Next:
    if waits is None:
        return step
    return Next(
        movement=step.movement,
        level=step.level,
        change=step.change,
        reasons=(*step.reasons, waits),
        half_sets=step.half_sets,
        left_out=True,
    )


def _absence(movement: Movement, level: int, done: list[Done], given: ProgressInput) -> Next | None:
    """Step down for a gap: to the default level after a long one, else by one level, once per gap."""
    last, item = done[-1]
    days = (given.as_of - last.date).days
    facts: dict[str, Fact] = {"days": days}
    if days > given.cuts.long_absence_days:
        target = min(level, movement.default_level)
        rule = Reason(rule="absence_long", facts=facts | {"limit": given.cuts.long_absence_days, "to": target})
        change: Change = "down" if target < level else "hold"
        return Next(movement=movement.id, level=target, change=change, reasons=(rule,))
    if days > given.cuts.absence_days:
        stepped = given.stepped_down.get(movement.id)
        in_gap = stepped is not None and (stepped - last.date).days > given.cuts.absence_days
        counted = in_gap if movement.id in given.stepped_down else level < item.level
        if counted or level == 1:
            return _hold(movement, level, Reason(rule="absence_counted", facts=facts | {"level": level}))
        rule = Reason(rule="absence_week", facts=facts | {"limit": given.cuts.absence_days, "to": level - 1})
        return Next(movement=movement.id, level=level - 1, change="down", reasons=(rule,))
    return None


def _advice(state: State, worse: list[Reason], *, ended: bool) -> str | None:
    if worse:
        return "see_someone"
    if state == "flare":
        return "flare"
    return "after_flare" if ended else None
