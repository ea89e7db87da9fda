"""Judging: whether what is held, or how it is moved, is one of the faults that the movement's file names."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lumbar.signals.arithmetic import median
from lumbar.tracking.events import FaultDoubtful, FaultRaised
from lumbar.tracking.expected import Expected, side_of
from lumbar.tracking.readings import Reading, Values
from lumbar.tracking.rules import BounceRule, PostureRule, TempoRule
from lumbar.tracking.swing import Lap
from lumbar.vocabulary.movement import Movement
from lumbar.vocabulary.posture import SIDES, Side
from lumbar.vocabulary.watch import BounceSeen, PostureSeen, TempoSeen

ENOUGH_S = 0.6
"""What is held is not judged before so much of it has been seen."""
AT_TOP = 0.85
"""From this share of how far it has gone on, a posture is judged."""
SLOWLY = 0.1
"""How much of a new value at rest counts beside those before."""
USUAL_TEMPO_S = 4.0
BOUNCES = 2
"""One correction is none; two and more are."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Out:
    """How far out somebody is.

    Attributes:
        share: now, in shares of the figure's travel.
        highest: the furthest so far.
        reach: how far along the figure's way this person's top is.
        held: whether they have arrived.
    """

    share: float
    highest: float
    reach: float
    held: bool


Told = FaultRaised | FaultDoubtful


class Judge:
    """Judges the repetitions of one movement.

    Args:
        movement: whose faults.
        expected: what its template says.
        tempo_s: how long a repetition should move, there and back.
    """

    def __init__(self, movement: Movement, expected: Expected, tempo_s: float | None) -> None:
        self._postures: list[PostureRule] = []
        self._tempos: list[TempoRule] = []
        self._bounces: list[BounceRule] = []
        self._told: set[str] = set()
        self.was_right = True
        """Whether the last repetition's posture was right, as far as could be told."""
        for fault in movement.faults:
            match fault.seen:
                case PostureSeen() as seen:
                    wrong = expected.wrong(fault.id, seen)
                    self._postures.append(
                        PostureRule(fault=fault.id, signal=seen.signal, share=seen.share, expected=wrong)
                    )
                case TempoSeen() as seen:
                    limit_s = seen.share * (tempo_s or USUAL_TEMPO_S) / 2
                    self._tempos.append(TempoRule(fault=fault.id, seen=seen, limit_s=limit_s))
                case BounceSeen():
                    depth = _depth(expected, fault.seen.share)
                    self._bounces.append(BounceRule(fault=fault.id, depth=depth))
                case None:
                    pass

    def readings(self, moving: Sequence[Side]) -> Iterator[Reading]:
        """Yield what has to be read for the faults."""
        for rule in self._postures:
            if rule.signal.of == "near":
                yield from ((rule.signal.measure, side) for side in SIDES)
            else:
                yield from ((rule.signal.measure, side_of(rule.signal, each, each)) for each in moving)

    def watch(self, t_s: float, values: Values, moving: Side, near: Side, out: Out) -> None:
        """Take what is seen while somebody is out."""
        for rule in self._postures:
            rule.add(t_s, out.share, values.get((rule.signal.measure, side_of(rule.signal, moving, near))))

    def raised(self, t_s: float, rep: int, out: Out) -> Iterator[Told]:
        """Yield the faults of a posture that has been wrong for long enough."""
        reach = out.reach
        for rule in self._postures:
            value = rule.middle(AT_TOP * out.highest, ENOUGH_S) if out.held else None
            if value is not None and rule.fault not in self._told and rule.verdict(value, reach) == "wrong":
                self._told.add(rule.fault)
                yield FaultRaised(t_s=t_s, rep=rep, fault=rule.fault, value=value, limit=rule.limit(reach))

    def rest(self, values: Values, moving: Side, near: Side) -> None:
        """Take what is seen at rest."""
        for rule in self._postures:
            value = values.get((rule.signal.measure, side_of(rule.signal, moving, near)))
            if value is not None:
                rule.at_rest = value if rule.at_rest is None else rule.at_rest + SLOWLY * (value - rule.at_rest)

    def close(self, t_s: float, rep: int, lap: Lap, out: Out) -> Iterator[Told]:
        """Yield the other faults of a repetition that is over, and what could not be told."""
        reach = out.reach
        self.was_right = not self._told
        for rule in self._postures:
            if rule.fault in self._told:
                continue
            value, limit = rule.middle(AT_TOP * out.highest), rule.limit(reach)
            verdict = "doubtful" if value is None else rule.verdict(value, reach)
            if verdict == "doubtful":
                yield FaultDoubtful(t_s=t_s, rep=rep, fault=rule.fault, value=value, limit=limit)
            elif value is not None and verdict == "wrong":
                self.was_right = False
                yield FaultRaised(t_s=t_s, rep=rep, fault=rule.fault, value=value, limit=limit)
        for tempo in self._tempos:
            if (taken_s := tempo.value_s(lap)) < tempo.limit_s:
                yield FaultRaised(t_s=t_s, rep=rep, fault=tempo.fault, value=taken_s, limit=tempo.limit_s)
        for bounce in self._bounces:
            if (swings := bounce.value(lap)) >= BOUNCES:
                yield FaultRaised(t_s=t_s, rep=rep, fault=bounce.fault, value=swings, limit=BOUNCES)
        self.clear()

    def calibrate(self, out: Out) -> None:
        """Take what was seen at the top as right for this person."""
        for rule in self._postures:
            value = rule.middle(AT_TOP * out.highest)
            if value is not None:
                rule.own_right = value

    def clear(self) -> None:
        """Forget the repetition that is under way."""
        self._told.clear()
        for rule in self._postures:
            rule.clear()


def _depth(expected: Expected, share: float) -> float:
    """Return half of how far a bounce over the last part of the way goes, in shares of the travel."""
    depths = []
    for travel in expected.travels:
        place = (1 - share) * (len(travel.way) - 1)
        before = min(int(place), len(travel.way) - 2)
        value = travel.way[before] + (place - before) * (travel.way[before + 1] - travel.way[before])
        depths.append(1 - travel.share(value))
    return median(depths) / 2
