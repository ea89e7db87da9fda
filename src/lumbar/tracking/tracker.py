"""The tracker: frames in, events out. Nothing but the frames is known to it, their times included."""

from collections.abc import Iterator

from lumbar.signals.measures import Pose
from lumbar.tracking.events import (
    Calibrated,
    Event,
    HoldEnded,
    HoldProgress,
    RepCompleted,
    RepDropped,
    SecondPerson,
    SideSwitched,
    SightLost,
    Why,
)
from lumbar.tracking.expected import POSTURE, Expected, side_of
from lumbar.tracking.gate import OFF_DEG, Gate
from lumbar.tracking.judge import Judge, Out
from lumbar.tracking.lane import Lane
from lumbar.tracking.marks import Marks
from lumbar.tracking.near import Near
from lumbar.tracking.readings import Reading, Readings, Values
from lumbar.tracking.sight import Sight
from lumbar.tracking.swing import Lap, Swing
from lumbar.vocabulary.landmark import Frame
from lumbar.vocabulary.measure import IN_DEGREES
from lumbar.vocabulary.movement import Movement
from lumbar.vocabulary.posture import OTHER_SIDE, SIDES, Side
from lumbar.vocabulary.template import Template

APART_DEG = 20.0
"""Postures that fit worse by so much weigh as much as the whole way does."""
AT_REST = 0.3
"""Up to this share of the figure's travel a body is taken to rest."""
ARRIVED_S = 0.25
"""Who rises no more for so long has arrived."""
SHORTEST_HOLD_S = 0.25


class CannotTrack(ValueError):
    """A movement's file does not say what a camera would look at."""


class Tracker:
    """Follows one person who does one movement.

    Args:
        movement: what is done; its file says what to look at.
        template: how it looks.
        sides: the sides to count; by default both of a movement that has sides.
        tempo_s: how long a repetition should move, there and back; by default as the movement's usual level has it.
        own: the person's own travel from their last session, as a share of the figure's.
        calibrate_s: for so many seconds from the first frame on all is right, and tells what is right for them.

    Raises:
        CannotTrack: nothing is said of what a camera would look at.
    """

    def __init__(
        self,
        movement: Movement,
        template: Template,
        *,
        sides: tuple[Side, ...] = SIDES,
        tempo_s: float | None = None,
        own: float | None = None,
        calibrate_s: float = 0.0,
    ) -> None:
        if movement.watch is None:
            raise CannotTrack(f"{movement.id} says nothing of what a camera would look at")
        self.count = 0
        """The repetitions so far."""
        self.shares: dict[Side, float] = {}
        """How far out each side was in the last frame that told anything, in shares of the figure's way."""
        self._sided = movement.sides != "none"
        self._moving: tuple[Side, ...] = SIDES if self._sided else (template.side,)
        self._counted = sides if self._sided else self._moving
        dose = movement.at(movement.default_level).dose
        self._holds = bool(dose.hold_s or dose.duration_s) and not template.goes_round
        self._expected = Expected(template, movement.watch)
        self._gate = Gate(self._expected)
        self._near = Near()
        self._sight = Sight()
        self._marks = Marks(self._expected.curve())
        self._lanes = {
            side: Lane(
                side=side,
                swing=Swing(self._marks, own),
                judge=Judge(movement, self._expected, tempo_s or dose.tempo_s),
            )
            for side in self._moving
        }
        self._readings = Readings(self._wanted())
        self._reach = own
        self._side: Side | None = None
        self._crowded = False
        self._calibrate_s = calibrate_s
        self._ends_s: float | None = None
        """When the calibration ends."""
        self._calibrates = False

    def feed(self, frame: Frame) -> tuple[Event, ...]:
        """Take a frame, and return what there is to say. Frames that are not later than the last tell nothing."""
        if self._sight.last_s is not None and frame.t_s <= self._sight.last_s:
            return ()
        return tuple(self._feed(frame))

    def finish(self) -> tuple[Event, ...]:
        """Return what is left to say when no frame follows."""
        last_s = self._sight.last_s
        if last_s is None:
            return ()
        closed = () if self._sight.lost else tuple(self._settle(last_s))
        return (*closed, *self._sight.finish(), *self._give_up(last_s, "not_ended"))

    @property
    def sees(self) -> bool:
        """Whether the last frame told anything."""
        return self._sight.sees

    def _wanted(self) -> set[Reading] | dict[Reading, None]:
        wanted: dict[Reading, None] = dict.fromkeys((measure, side) for measure in POSTURE for side in SIDES)
        for travel in self._expected.travels:
            for near in SIDES:
                wanted |= dict.fromkeys(
                    (travel.signal.measure, side_of(travel.signal, moving, near)) for moving in self._moving
                )
        return wanted | dict.fromkeys(self._lanes[self._moving[0]].judge.readings(self._moving))

    def _feed(self, frame: Frame) -> Iterator[Event]:
        t_s = frame.t_s
        if self._ends_s is None:
            self._ends_s = t_s + self._calibrate_s
        self._calibrates = t_s < self._ends_s
        values, away, why = self._look(frame)
        for told in self._sight.feed(t_s, why):
            yield told
            if isinstance(told, SightLost):
                yield from self._give_up(t_s, "blind")
        if frame.people > 1 and not self._crowded:
            yield SecondPerson(t_s=t_s)
        self._crowded = frame.people > 1
        if why is None and not self._sight.lost:
            yield from self._follow(t_s, values, away)

    def _look(self, frame: Frame) -> tuple[Values, dict[Side, float], Why | None]:
        """Return what is seen, how far that is from each side's postures, and why it tells nothing."""
        why = self._gate.bars(frame)
        if why is not None:
            return {}, {}, why
        pose = Pose(frame)
        why = self._gate.refuses(frame, pose)
        if why is not None:
            return {}, {}, why
        values = self._readings.feed(frame, pose)
        self._near.feed(frame)
        away = self._away(values)
        return values, away, None if away and min(away.values()) <= OFF_DEG else "not_in_position"

    def _away(self, values: Values) -> dict[Side, float]:
        found = {side: self._gate.nearest(values, side) for side in self._moving}
        return {side: away for side, away in found.items() if away is not None}

    def _follow(self, t_s: float, values: Values, away: dict[Side, float]) -> Iterator[Event]:
        read = {side: self._share(values, side) for side in self._moving}
        shares = {side: share for side, share in read.items() if share is not None}
        self.shares = shares
        if shares and all(self._lanes[side].rests and share < AT_REST for side, share in shares.items()):
            for side, lane in self._lanes.items():
                lane.judge.rest(values, side, self._near.side)
        for side, share in shares.items():
            lane = self._lanes[side]
            if self._waits(lane):
                continue
            lap = lane.feed(t_s, share)
            if lane.swing.began_before and self._is_done(lane):
                yield from self._hold_ended(t_s, side, *lane.swing.held)
                yield RepDropped(t_s=t_s, start_s=self._sight.since_s, why="began_before")
            if lane.begins:
                lane.begin()
            lane.lead += self._leads(lane, away)
            if lane.swing.is_out:
                yield from self._at_top(t_s, values, lane, share)
            if lap is not None:
                yield from self._close(t_s, lane, lap)
                lane.begin()

    def _settle(self, t_s: float) -> Iterator[Event]:
        """Close what is as good as over."""
        for lane in self._lanes.values():
            lap = lane.swing.finish()
            if lap is not None:
                yield from self._close(t_s, lane, lap)

    def _share(self, values: Values, side: Side) -> float | None:
        """Return how far a side has come, in shares of the figure's travel."""
        shares = 0.0
        for travel in self._expected.travels:
            value = values.get((travel.signal.measure, side_of(travel.signal, side, self._near.side)))
            if value is None:
                return None
            shares += travel.share(value)
        return shares / len(self._expected.travels)

    def _waits(self, lane: Lane) -> bool:
        """Tell whether a side rests while the other one is done: what it is at meanwhile is not how it rests."""
        other = self._lanes.get(OTHER_SIDE[lane.side])
        return other is not None and lane.rests and not other.rests and other.lead > 0

    def _leads(self, lane: Lane, away: dict[Side, float]) -> float:
        """Return how much better a side's postures fit than the other's, and how much further it has gone.

        Where both sides begin alike, what goes further tells; where they do not, the postures do. A resting leg
        goes a little way with the moving one in the eyes of a pose model, never further.
        """
        other = self._lanes.get(OTHER_SIDE[lane.side])
        if other is None:
            return 1.0
        leads = 0.0 if self._expected.begins_apart else lane.swing.out - other.swing.out
        if lane.side in away and other.side in away:
            leads += (away[other.side] - away[lane.side]) / APART_DEG
        return leads

    def _is_done(self, lane: Lane) -> bool:
        """Tell whether it is this side that moves, not one that seems to go along."""
        return lane.side in self._counted and (not self._sided or lane.lead > 0)

    def _at_top(self, t_s: float, values: Values, lane: Lane, share: float) -> Iterator[Event]:
        from_s, to_s = lane.swing.held
        held_s = to_s - from_s
        out = self._out(lane, share, held=held_s >= ARRIVED_S)
        lane.judge.watch(t_s, values, lane.side, self._near.side, out)
        if not self._is_done(lane):
            return
        if self._calibrates:
            lane.judge.calibrate(out)
            return
        yield from lane.judge.raised(t_s, self.count + 1, out)
        if self._holds and held_s >= lane.told_s + 1:
            lane.told_s = int(held_s)
            yield HoldProgress(t_s=t_s, side=self._named(lane.side), held_s=float(lane.told_s))

    def _close(self, t_s: float, lane: Lane, lap: Lap) -> Iterator[Event]:
        if not self._is_done(lane):
            lane.judge.clear()
            return
        self.count += 1
        times = lap.times
        if self._sided and lane.side != self._side:
            if self._side is not None:
                yield SideSwitched(t_s=t_s, side=lane.side)
            self._side = lane.side
        out = self._out(lane, 0.0, held=True)
        if self._calibrates:
            lane.judge.calibrate(out)
            lane.judge.clear()
        else:
            yield from lane.judge.close(t_s, self.count, lap, out)
        held_s = times.left_s - times.arrived_s
        first = self._expected.travels[0]
        yield RepCompleted(
            t_s=t_s,
            rep=self.count,
            side=self._named(lane.side),
            start_s=times.start_s,
            top_s=(times.arrived_s + times.left_s) / 2,
            end_s=times.end_s,
            range_deg=abs(first.target - first.rest) * times.height if first.signal.measure in IN_DEGREES else None,
            tempo_s=times.end_s - times.start_s - held_s,
            held_s=held_s,
        )
        yield from self._hold_ended(t_s, lane.side, times.arrived_s, times.left_s)
        yield from self._learn(t_s, lane, times.height)

    def _learn(self, t_s: float, lane: Lane, height: float) -> Iterator[Event]:
        """Take how far a repetition went as what this person does, on either side."""
        if lane.swing.own is None:
            yield Calibrated(t_s=t_s, share=height)
        for each in self._lanes.values():
            each.swing.own = max(each.swing.own or 0.0, height)
        if lane.judge.was_right:
            self._reach = max(self._reach or 0.0, height)

    def _give_up(self, t_s: float, why: str) -> Iterator[Event]:
        """Forget what is under way, and tell of it."""
        for lane in self._lanes.values():
            held, done = lane.swing.held_so_far(), self._is_done(lane)
            began_s = lane.lose()
            if began_s is None or not done:
                continue
            if held is not None:
                yield from self._hold_ended(t_s, lane.side, *held)
            yield RepDropped(t_s=t_s, start_s=began_s, why="blind" if why == "blind" else "not_ended")
        self._readings.reset()
        self._gate.forget()

    def _out(self, lane: Lane, share: float, *, held: bool) -> Out:
        # Until they have shown how far they go when all is right, all the way is expected.
        reach = self._marks.along(min(1.0, self._reach)) if self._reach else 1.0
        return Out(share=share, highest=lane.swing.highest, reach=reach, held=held)

    def _hold_ended(self, t_s: float, side: Side, start_s: float, end_s: float) -> Iterator[Event]:
        held_s = end_s - start_s
        if self._holds and held_s >= SHORTEST_HOLD_S:
            yield HoldEnded(t_s=t_s, side=self._named(side), start_s=start_s, end_s=end_s, held_s=held_s)

    def _named(self, side: Side) -> Side | None:
        return side if self._sided else None
