"""The phone as a sensor: it lies on the body, and its own samples go in; the same events come out as of a camera.

A phone tells how the one bone that it lies on is tilted, from gravity, or how it is turned about the upright, from
its gyroscope. It tells nothing of the rest of the body: not whether the knees go along, the shoulders lift or the
breath stops. And a phone that lies the wrong way round tells the opposite of what is done.
"""

from collections.abc import Iterator, Sequence
from math import isfinite

from lumbar.signals.gravity import round_deg
from lumbar.tracking.bearings import Bearings, lying_deg
from lumbar.tracking.carrying import Carrying
from lumbar.tracking.events import (
    Calibrated,
    Event,
    FaultRaised,
    HoldEnded,
    HoldProgress,
    RepCompleted,
    RepDropped,
    SideSwitched,
    SightLost,
)
from lumbar.tracking.judge import USUAL_TEMPO_S
from lumbar.tracking.marks import Marks
from lumbar.tracking.reach import Done, Reach
from lumbar.tracking.rules import TempoRule
from lumbar.tracking.sight import Sight
from lumbar.tracking.swing import LEAST
from lumbar.tracking.tilts import tilt_rules
from lumbar.tracking.tracker import SHORTEST_HOLD_S, CannotTrack
from lumbar.vocabulary.lying import PhoneWay
from lumbar.vocabulary.motion import Motion, Vector
from lumbar.vocabulary.movement import Movement
from lumbar.vocabulary.posture import OTHER_SIDE, SIDES, Side
from lumbar.vocabulary.watch import TempoSeen

FIRST = 0.15
"""Share of the figure's travel that a first repetition needs. A phone's degrees are true, other than a camera's,
and the figure tilts its pelvis by 30 degrees where a stiff back tilts it by 8."""
FLOOR_DEG = 5.0
"""Less is no repetition, whoever does it: breath rocks a phone on a belly by 1 to 2 degrees, a waistband lets it
slip by as much, browsers tell a tilt to half a degree."""
OWN_MOST = 1.5
"""Nobody goes so many times as far as the figure: a phone that was shifted does."""
MIDDLE_S = 0.3
"""How slowly it is made up where the middle between two sides is."""


class PhoneTracker:
    """Follows one person who does one movement with a phone on the body.

    Args:
        movement: what is done; its file says where the phone lies and what it tells.
        way: how a phone lies there.
        sides: the sides to count; by default both of a movement that has sides.
        tempo_s: how long a repetition should move, there and back; by default as the movement's usual level has it.
        own: the person's own travel from their last session, as a share of the figure's.

    Raises:
        CannotTrack: nothing is said of a phone.
    """

    def __init__(
        self,
        movement: Movement,
        way: PhoneWay,
        *,
        sides: tuple[Side, ...] = SIDES,
        tempo_s: float | None = None,
        own: float | None = None,
    ) -> None:
        if movement.phone is None:
            raise CannotTrack(f"{movement.id} says nothing of what a phone would tell")
        self.count = 0
        """The repetitions so far."""
        signal = movement.phone.signal
        self._sided = movement.sides != "none"
        self._counted = sides
        self._round = way.goes_round
        self._own_side = way.side
        dose = movement.at(movement.default_level).dose
        self._holds = bool(dose.hold_s or dose.duration_s) and not way.goes_round
        self._travel = Travel([lying_deg(signal, lying) for lying in way.way], goes_round=way.goes_round)
        self._bearings = Bearings(signal)
        self._carrying = Carrying(way.way, signal)
        self._sight = Sight()
        self._middle = Middle(lying_deg(signal, way.way[0]), self._travel)
        marks = Marks(self._travel.curve)
        # A round is done from either end: whichever way it first comes back is how it is counted.
        self._reaches = tuple(Reach(marks, from_zero=self._sided) for _ in range(2 if self._round else 1))
        self._chosen: Reach | None = None
        for reach in self._reaches:
            reach.own = None if own is None else own / self._travel.share_of_unit
        self._tempos = tuple(
            TempoRule(
                fault=fault.id, seen=seen, limit_s=seen.share * (tempo_s or dose.tempo_s or USUAL_TEMPO_S) / 2
            )
            for fault in movement.faults
            if isinstance(seen := fault.seen, TempoSeen)
        )
        self._tilts = tilt_rules(movement, way)
        self._side: Side | None = None
        self._leans = 0.0
        """To which side it went, added up over a repetition."""
        self._told_s = 0

    def feed(self, motion: Motion) -> tuple[Event, ...]:
        """Take a sample, and return what there is to say. Samples that are not later than the last tell nothing."""
        if not isfinite(motion.t_s) or (self._sight.last_s is not None and motion.t_s <= self._sight.last_s):
            return ()
        return tuple(self._feed(motion))

    def finish(self) -> tuple[Event, ...]:
        """Return what is left to say when no sample follows."""
        last_s = self._sight.last_s
        if last_s is None:
            return ()
        return (*self._sight.finish(), *self._end(last_s))

    @property
    def sees(self) -> bool:
        """Whether the last sample told anything."""
        return not self._sight.lost and self._sight.seen_s == self._sight.last_s

    def _feed(self, motion: Motion) -> Iterator[Event]:
        why = self._carrying.refuses(motion)
        for told in self._sight.feed(motion.t_s, why):
            yield told
            if isinstance(told, SightLost):
                yield from self._give_up(motion.t_s, blind=True)
        if why is None and not self._sight.lost:
            yield from self._follow(motion)

    def _follow(self, motion: Motion) -> Iterator[Event]:
        value = self._bearings.feed(motion)
        if self._sided:
            rests = self._reaches[0].phase in ("unknown", "rest") and self._bearings.is_still
            value = self._middle.feed(motion.t_s, value, rests=rests)
        share = self._travel.sign * value / self._travel.unit_deg
        for reach, out in zip(self._reaches, (abs(share) if self._sided else share, -share), strict=False):
            done = reach.feed(motion.t_s, out)
            if self._chosen in (None, reach):
                yield from self._tell(motion.t_s, reach, done)
                self._take(motion.gravity, reach, share, out)

    def _take(self, up: Vector, reach: Reach, share: float, out: float) -> None:
        """Take what tells which side it is, and how the phone lies."""
        if reach.phase in ("unknown", "rest"):
            self._leans, self._told_s = 0.0, 0
            if abs(out) < reach.need / 2:
                for rule in self._tilts:
                    rule.rest(up)
        elif reach.phase == "out":
            self._leans += share
            for rule in self._tilts:
                rule.add(out, up)

    def _tell(self, t_s: float, reach: Reach, done: Done | None) -> Iterator[Event]:
        if reach.began_before and not self._round:
            yield RepDropped(t_s=t_s, start_s=self._sight.since_s, why="began_before")
        if reach.phase == "out" and self._holds and self._is_counted:
            held_s = reach.held[1] - reach.held[0]
            if held_s >= self._told_s + 1:
                self._told_s = int(held_s)
                yield HoldProgress(t_s=t_s, side=self._now, held_s=float(self._told_s))
        if done is not None:
            self._chosen = reach if self._round else None
            if self._is_counted:
                yield from self._close(t_s, done)

    def _close(self, t_s: float, done: Done) -> Iterator[Event]:
        self.count += 1
        lap, times, side = done.lap, done.lap.times, self._now
        if side is not None and side != self._side:
            if self._side is not None:
                yield SideSwitched(t_s=t_s, side=side)
            self._side = side
        for tempo in self._tempos:
            if (taken_s := tempo.value_s(lap)) < tempo.limit_s:
                yield FaultRaised(t_s=t_s, rep=self.count, fault=tempo.fault, value=taken_s, limit=tempo.limit_s)
        for rule in self._tilts:
            yield from rule.close(t_s, self.count)
        held_s = times.left_s - times.arrived_s
        yield RepCompleted(
            t_s=t_s,
            rep=self.count,
            side=side,
            start_s=times.start_s,
            top_s=(times.arrived_s + times.left_s) / 2,
            end_s=times.end_s,
            range_deg=done.range * self._travel.unit_deg,
            tempo_s=times.end_s - times.start_s - held_s,
            held_s=held_s,
        )
        yield from self._hold_ended(t_s, times.arrived_s, times.left_s)
        if all(each.own is None for each in self._reaches):
            yield Calibrated(t_s=t_s, share=times.height * self._travel.share_of_unit)
        for each in self._reaches:
            each.own = max(each.own or 0.0, min(times.height, OWN_MOST / self._travel.share_of_unit))

    def _end(self, t_s: float) -> Iterator[Event]:
        reach = self._chosen or self._reaches[0]
        done = reach.finish()
        if done is not None and self._is_counted:
            yield from self._close(t_s, done)
        yield from self._give_up(t_s, blind=False)

    def _hold_ended(self, t_s: float, start_s: float, end_s: float) -> Iterator[Event]:
        if self._holds and end_s - start_s >= SHORTEST_HOLD_S:
            yield HoldEnded(t_s=t_s, side=self._now, start_s=start_s, end_s=end_s, held_s=end_s - start_s)

    def _give_up(self, t_s: float, *, blind: bool) -> Iterator[Event]:
        """Forget what is under way and how the phone lay, and tell of it."""
        for reach in self._reaches:
            held = reach.held
            began_s = reach.lose()
            if began_s is None or reach is not (self._chosen or self._reaches[0]) or not self._is_counted:
                continue
            yield from self._hold_ended(t_s, *held)
            yield RepDropped(t_s=t_s, start_s=began_s, why="blind" if blind else "not_ended")
        self._chosen = None
        self._bearings.reset()
        self._middle.reset()
        for rule in self._tilts:
            rule.clear()
        self._leans, self._told_s = 0.0, 0

    @property
    def _now(self) -> Side | None:
        """The side that it is done on; None of a movement without sides."""
        if not self._sided:
            return None
        return self._own_side if self._leans > 0 else OTHER_SIDE[self._own_side]

    @property
    def _is_counted(self) -> bool:
        return self._now is None or self._now in self._counted


class Travel:
    """How far the figure goes, and what a person's degrees are in shares for a swing.

    Args:
        way: the bearing along the figure's way, degrees.
        goes_round: whether its top is where it is farthest from its beginning, or else at its end.
    """

    def __init__(self, way: Sequence[float], *, goes_round: bool) -> None:
        gone = [round_deg(value - way[0]) for value in way]
        top = max(gone, key=abs) if goes_round else gone[-1]
        if abs(top) < FLOOR_DEG:
            raise ValueError(f"expected a bearing that moves by {FLOOR_DEG:g} degrees, found {top:g}")
        self.sign = 1.0 if top > 0 else -1.0
        self.deg = abs(top)
        self.curve = [0.0, 1.0] if goes_round else [value / top for value in gone]
        self.least_deg = max(FLOOR_DEG, FIRST * self.deg)
        # A swing begins at `LEAST` of its unit.
        self.unit_deg = self.least_deg / LEAST
        self.share_of_unit = self.unit_deg / self.deg


class Middle:
    """Follows where the middle between two sides is.

    Where it first lies is the middle, unless the phone itself says that it is far from it.

    Args:
        level_deg: what the bearing is in the middle if the phone lies well.
        travel: how far it goes.
    """

    def __init__(self, level_deg: float, travel: Travel) -> None:
        self._level_deg, self._travel = level_deg, travel
        self._at_deg: float | None = None
        self._last_s = 0.0

    def feed(self, t_s: float, value: float, *, rests: bool) -> float:
        """Take a bearing; return how far it is from the middle."""
        if self._at_deg is None:
            near = abs(value - self._level_deg) < self._travel.deg / 2
            self._at_deg = value if near else self._level_deg
        step_s, self._last_s = t_s - self._last_s, t_s
        if rests and abs(value - self._at_deg) < self._travel.least_deg:
            self._at_deg += (value - self._at_deg) * step_s / (step_s + MIDDLE_S)
        return value - self._at_deg

    def reset(self) -> None:
        """Forget where it was."""
        self._at_deg = None
