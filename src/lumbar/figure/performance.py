"""A performance: a body goes through a movement, a number of times, as a person would, and what it did is known.

No two repetitions are quite alike: how long they take, how far they go, how long they rest and how steadily they
are held varies a little, and a seed says how. The same wish gives the same performance.

What is known of it is taken from the motion itself. A repetition *starts* when the body has left its start posture
by `LEFT` of the way it is going to go, and *ends* when it is back within as much. What is *held* lasts from
arriving
within `LEFT` of the far end to leaving it again, and the *top* of a repetition is the middle of that. Of a movement
that goes round, a repetition is one round, and its top is half of the way round.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from lumbar.figure.baking import quaternions
from lumbar.figure.body import Body, load
from lumbar.figure.cycle import Cycle, mirror, solve
from lumbar.figure.skeleton import ANGLE, Bones, Skin
from lumbar.figure.solver import Solved, Solver
from lumbar.vocabulary.movement import Movement
from lumbar.vocabulary.posture import ANGLES, Figure, ShownFault, Side

Floats = NDArray[np.float64]

LEFT = 0.01
"""So much of its own way, and a repetition has left its start; closer than that to its end, and it is there."""
SIDES: tuple[Side, ...] = ("left", "right")
LEAD_IN_S, TAIL_S = (0.7, 1.3), (0.7, 1.1)
REST_S = (0.5, 1.2)
"""Least and most of the stillness before the first repetition, after the last, and between two."""
TEMPO_VARIES, HOLD_VARIES, RANGE_VARIES = 0.07, 0.04, 0.015
"""Standard deviations, as shares."""
BREATH_S, BREATH_DEG = 4.2, 0.5
TREMBLES, TREMOR_S = 0.0012, 0.18
SWINGS_S = 0.75
"""One bounce takes so long."""
BOUNCED_S = 2.6
"""What is bounced in is kept for so long at least."""
SLUGGISH_S = 0.05
"""A body takes no corner sharper than this."""
FLOWING_S = 1.0
"""Legs of a round shorter than this run into each other."""
CHANGE_S, CHANGE_PER_DEG_S, CHANGE_MOST_S = 0.4, 0.025, 4.0
ALIKE_DEG = 1.0
FEET, LOOSE_FEET_DEG = [ANGLE[f"{side}_ankle_dorsiflexion"] for side in SIDES], 45.0
ROLLS_RAD, LETS_GO = 0.5, 1.8
"""Half the turn from which a body rolls over to change sides; how early it lets go of its posture meanwhile."""
FAULT_FROM = 0.35
"""A posture that is wrong is wholly wrong after so much of the way."""
USUAL_TEMPO_S = 4.0


class CannotShow(ValueError):
    """What was wished for cannot be shown by this movement."""


@dataclass(frozen=True, kw_only=True)
class Wish:
    """What a performance should be.

    Attributes:
        reps: how many repetitions in all. A movement that alternates changes side with each; one that does a
        side and
            then the other does the first half on the left.
        pace: how fast it moves, 1 as its file says, 2 in half the time. What is held is not shortened.
        range_share: how much of the way is gone.
        hold_s: seconds held at the far end; None as the file's default level says.
        side: all on this side; None in turn.
        faults: what goes wrong, in turn, in ``share`` of the repetitions.
        seed: how it varies.
        fps: frames a second.
    """

    reps: int = 4
    pace: float = 1.0
    range_share: float = 1.0
    hold_s: float | None = None
    side: Side | None = None
    faults: tuple[str, ...] = ()
    share: float = 1.0
    seed: int = 0
    fps: float = 30.0


@dataclass(frozen=True, kw_only=True)
class Rep:
    """One repetition, in seconds from the first frame."""

    side: Side | None
    start_s: float
    top_s: float
    end_s: float


@dataclass(frozen=True, kw_only=True)
class Hold:
    """Something held, in seconds from the first frame."""

    side: Side | None
    start_s: float
    end_s: float

    @property
    def held_s(self) -> float:
        """How long."""
        return self.end_s - self.start_s


@dataclass(frozen=True, kw_only=True)
class Wrong:
    """A fault that is shown: from when to when, and in which repetition, counted from 1."""

    fault: str
    rep: int
    start_s: float
    end_s: float


@dataclass(frozen=True, kw_only=True)
class Performance:
    """A body's posture in every frame, and what it did.

    Attributes:
        fps: frames a second; the first frame is at 0 s.
        angles: of each frame in the order of `ANGLES`, degrees, (frames, angles).
        turns: the pelvis's turn in the world, (frames, 3, 3).
        places: its place, metres, (frames, 3).
    """

    movement: str
    body: str
    fps: float
    angles: Floats
    turns: Floats
    places: Floats
    reps: tuple[Rep, ...]
    holds: tuple[Hold, ...]
    faults: tuple[Wrong, ...]

    @property
    def frames(self) -> int:
        """The number of frames."""
        return len(self.angles)


@dataclass(kw_only=True)
class _Stretch:
    """What happens for some seconds: the body goes from one share of its way to another, or stays."""

    seconds: float
    begin: float
    end: float
    side: Side
    rep: int | None = None
    part: str = "rest"
    fault: str | None = None
    bounce: float = 0.0
    round_leg: bool = False


@dataclass(frozen=True, kw_only=True)
class _Way:
    """Postures to go along, each as one row: angles, the pelvis's turn as a quaternion, its place."""

    rows: Floats

    @classmethod
    def of(cls, postures: Sequence[Solved]) -> "_Way":
        rows = np.concatenate(
            [
                np.stack([each.angles for each in postures]),
                quaternions(np.stack([each.turn for each in postures])),
                np.stack([each.place for each in postures]),
            ],
            axis=1,
        )
        for before, row in pairwise(rows):
            if before[-7:-3] @ row[-7:-3] < 0:
                row[-7:-3] *= -1
        return cls(rows=rows)

    def at(self, shares: Floats) -> Floats:
        """Return the rows at these shares of the way, (n, columns)."""
        places = np.clip(shares, 0, 1) * (len(self.rows) - 1)
        before = np.minimum(places.astype(int), len(self.rows) - 2)
        part = (places - before)[:, None]
        return np.asarray((1 - part) * self.rows[before] + part * self.rows[before + 1])


class Performer:
    """One body that can perform one movement; solves each way once."""

    def __init__(self, movement: Movement, body: str) -> None:
        if movement.figure is None:
            raise CannotShow(f"{movement.id} has no figure")
        self.movement = movement
        self.figure: Figure = movement.figure
        self.body: Body = load(body)
        self.solver = Solver(self.body)
        self._cycles: dict[str | None, Cycle] = {}

    def cycle(self, fault: str | None = None) -> Cycle:
        """Return the solved postures, as they are with a fault."""
        if fault is not None and self.figure.faults[fault].postures == self.figure.postures:
            fault = None
        if fault not in self._cycles:
            figure = (
                self.figure if fault is None else replace(self.figure, postures=self.figure.faults[fault].postures)
            )
            self._cycles[fault] = solve(figure, self.solver)
        return self._cycles[fault]

    @property
    def goes_round(self) -> bool:
        """Tell whether a repetition is a round."""
        return not self.figure.move and len(self.figure.flow) > 1

    def shown_on(self, side: Side) -> bool:
        """Tell whether the file's own postures are of this side; the others are their mirror image."""
        return self.movement.sides == "none" or side == self.figure.side

    def perform(self, wish: Wish) -> Performance:
        """Perform.

        Raises:
            CannotShow: the movement has no such side or fault, or a body cannot show it.
        """
        self.check(wish)
        return _Performing(self, wish).performance()

    def check(self, wish: Wish) -> None:
        """Check that the movement can be performed so.

        Raises:
            CannotShow: as `perform`; names every problem, a line each.
        """
        problems: list[str] = []
        if wish.side is not None and self.movement.sides == "none":
            problems.append(f'side: expected none, since {self.movement.id} has no sides, found "{wish.side}"')
        known = sorted(fault.id for fault in self.movement.faults)
        for fault in wish.faults:
            if fault not in known:
                problems.append(f'fault: expected one of {", ".join(known)}, found "{fault}"')
            elif fault not in self.figure.faults:
                shown = ", ".join(self.figure.faults) or "none of them"
                problems.append(f'fault: expected one that a body can show ({shown}), found "{fault}"')
        if problems:
            raise CannotShow("\n".join(problems))

    def bones(self, performance: Performance, frames: slice = slice(None)) -> Bones:
        """Return where the bones are in some frames."""
        return self.solver.skeleton.pose(
            performance.angles[frames], performance.turns[frames], performance.places[frames]
        )


@dataclass
class _Performing:
    performer: Performer
    wish: Wish
    _ways: dict[tuple[str | None, Side], _Way] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.chance = np.random.default_rng(self.wish.seed)
        dose = self.performer.movement.ladder[self.performer.movement.default_level - 1].dose
        self.tempo_s = (dose.tempo_s or USUAL_TEMPO_S) / self.wish.pace
        self.hold_s = (dose.hold_s or dose.duration_s or 0.0) if self.wish.hold_s is None else self.wish.hold_s

    def performance(self) -> Performance:
        stretches = self._stretches()
        rows, along = self._rows(stretches)
        reps, holds, wrong = self._known(stretches, along)
        return Performance(
            movement=self.performer.movement.id,
            body=self.performer.body.name,
            fps=self.wish.fps,
            angles=rows[:, : len(ANGLES)],
            turns=turns_of(rows[:, -7:-3]),
            places=rows[:, -3:],
            reps=tuple(reps),
            holds=tuple(holds),
            faults=tuple(wrong),
        )

    # What happens when.

    def _sides(self) -> list[Side]:
        wish, movement = self.wish, self.performer.movement
        if movement.sides == "none":
            return [self.performer.figure.side] * wish.reps
        if wish.side is not None:
            return [wish.side] * wish.reps
        if movement.sides == "alternate":
            return [SIDES[rep % 2] for rep in range(wish.reps)]
        first = math.ceil(wish.reps / 2)
        return [SIDES[rep >= first] for rep in range(wish.reps)]

    def _faulty(self) -> list[str | None]:
        """Say which repetition shows which fault."""
        wish = self.wish
        some = min(wish.reps, math.floor(wish.share * wish.reps + 0.5)) if wish.faults else 0
        chosen = sorted(self.chance.permutation(wish.reps)[:some].tolist())
        faults: list[str | None] = [None] * wish.reps
        for number, rep in enumerate(chosen):
            faults[rep] = wish.faults[number % len(wish.faults)]
        return faults

    def _stretches(self) -> list[_Stretch]:
        found: list[_Stretch] = []
        sides = self._sides()
        for rep, (side, fault) in enumerate(zip(sides, self._faulty(), strict=True)):
            before = sides[rep - 1] if rep else side
            rest_s = self._between(*(LEAD_IN_S if rep == 0 else REST_S))
            rest = _Stretch(seconds=rest_s, begin=0, end=0, side=before)
            if not self.performer.goes_round or rep == 0 or side != before:
                found.append(rest)
            if side != before and (change_s := self._change_s()):
                found.append(_Stretch(seconds=change_s, begin=0, end=0, side=side, part="change"))
                found.append(replace(rest, side=side))
            found += self._round(rep, side, fault) if self.performer.goes_round else self._rep(rep, side, fault)
        found.append(_Stretch(seconds=self._between(*TAIL_S), begin=0, end=0, side=found[-1].side))
        return found

    def _rep(self, rep: int, side: Side, fault: str | None) -> list[_Stretch]:
        shown = self._shown(fault)
        reach = self.wish.range_share * (1 - abs(self.chance.normal(0, RANGE_VARIES)))
        half_s, hold_s = self.tempo_s / 2, self.hold_s * self._about(HOLD_VARIES)
        go_s = half_s * self._about(TEMPO_VARIES) * shown.tempo
        back_s = half_s * self._about(TEMPO_VARIES) * shown.back_tempo
        if shown.bounce:
            hold_s = max(hold_s, BOUNCED_S)
        bounce = shown.bounce * reach / max(1, len(self.performer.figure.move or self.performer.figure.flow))
        return [
            _Stretch(seconds=go_s, begin=0, end=reach, side=side, rep=rep, part="go", fault=fault),
            _Stretch(
                seconds=hold_s, begin=reach, end=reach, side=side, rep=rep, part="hold", fault=fault, bounce=bounce
            ),
            _Stretch(seconds=back_s, begin=reach, end=0, side=side, rep=rep, part="back", fault=fault),
        ]

    def _round(self, rep: int, side: Side, fault: str | None) -> list[_Stretch]:
        legs = len(self.performer.figure.flow)
        leg_s = self.performer.figure.flow_s / self.wish.pace * self._about(TEMPO_VARIES) * self._shown(fault).tempo
        return [
            _Stretch(
                seconds=leg_s * self._about(TEMPO_VARIES / 2),
                begin=leg / legs, end=(leg + 1) / legs, side=side, rep=rep, part="round", fault=fault,
                round_leg=True,
            )
            for leg in range(legs)
        ]  # fmt: skip

    def _shown(self, fault: str | None) -> ShownFault:
        figure = self.performer.figure
        return figure.faults[fault] if fault else ShownFault(postures=figure.postures)

    def _about(self, varies: float) -> float:
        return float(np.exp(self.chance.normal(0, varies)))

    def _between(self, least: float, most: float) -> float:
        return float(self.chance.uniform(least, most)) / max(1.0, self.wish.pace)

    def _change_s(self) -> float:
        """Return how long it takes to change sides: no time where both sides begin alike."""
        one, other = (self._way(None, side).rows[0, : len(ANGLES)] for side in SIDES)
        apart = float(np.abs(one - other).max())
        turned = float(self._way(None, "left").rows[0, -7:-3] @ self._way(None, "right").rows[0, -7:-3])
        apart = max(apart, math.degrees(2 * math.acos(min(1.0, abs(turned)))))
        return 0.0 if apart < ALIKE_DEG else min(CHANGE_MOST_S, CHANGE_S + CHANGE_PER_DEG_S * apart)

    # From there to postures.

    def _way(self, fault: str | None, side: Side) -> _Way:
        if (fault, side) not in self._ways:
            cycle = self.performer.cycle(fault)
            postures = list(cycle.move or cycle.flow)
            if self.performer.goes_round:
                postures = self._from_start(postures)
            if not self.performer.shown_on(side):
                postures = [mirror(each) for each in postures]
            self._ways[fault, side] = _Way.of(postures)
        return self._ways[fault, side]

    def _from_start(self, postures: list[Solved]) -> list[Solved]:
        """Begin a round where it comes closest to the start posture, and draw it in to that by the range."""
        start = self.performer.cycle().postures["start"]
        legs = len(self.performer.figure.flow)
        step = (len(postures) - 1) // legs
        usual = list(self.performer.cycle().flow)
        away = [float(np.abs(usual[leg * step].angles - start.angles).max()) for leg in range(legs)]
        first = int(np.argmin(away)) * step
        return [*postures[first:-1], *postures[: first + 1]]

    def _rows(self, stretches: Sequence[_Stretch]) -> tuple[Floats, Floats]:
        """Return the row of every frame, and how far along its way it is."""
        ends = np.cumsum([each.seconds for each in stretches]).tolist()
        frames = math.floor(ends[-1] * self.wish.fps) + 1
        times = np.arange(frames) / self.wish.fps
        which = np.minimum(np.searchsorted(ends, times, side="right"), len(stretches) - 1)
        along, passed = np.zeros(frames), np.zeros(frames)
        own = [np.flatnonzero(which == number) for number in range(len(stretches))]
        for stretch, end, chosen in zip(stretches, ends, own, strict=True):
            if len(chosen):
                passed[chosen] = (times[chosen] - (end - stretch.seconds)) / stretch.seconds
                along[chosen] = _along(stretch, passed[chosen])
        along += self._tremor(frames) * (along > 0)
        rows = np.empty((frames, len(ANGLES) + 7))
        for stretch, chosen in zip(stretches, own, strict=True):
            if len(chosen):
                rows[chosen] = self._posed(stretch, along[chosen], passed[chosen])
        sluggish = SLUGGISH_S * self.wish.fps
        return self._varied(_smoothed(rows, sluggish), times), _smoothed(along[:, None], sluggish)[:, 0]

    def _posed(self, stretch: _Stretch, along: Floats, passed: Floats) -> Floats:
        if stretch.part == "change":
            return self._changing(stretch.side, passed)
        rows = self._way(None, stretch.side).at(along)
        if stretch.fault is not None:
            wrong = self._way(stretch.fault, stretch.side).at(along)
            share = eased(_wrongness(stretch, along, passed))[:, None]
            wrong[:, -7:-3] *= np.sign((wrong[:, -7:-3] * rows[:, -7:-3]).sum(axis=1, keepdims=True) + 1e-12)
            rows = (1 - share) * rows + share * wrong
        if stretch.round_leg and self.wish.range_share < 1:
            start = _Way.of([self._start(stretch.side)]).rows[0]
            start[-7:-3] *= np.sign(start[-7:-3] @ rows[0, -7:-3])
            rows = start + self.wish.range_share * (rows - start)
        return rows

    def _start(self, side: Side) -> Solved:
        start = self.performer.cycle().postures["start"]
        return start if self.performer.shown_on(side) else mirror(start)

    def _changing(self, side: Side, passed: Floats) -> Floats:
        """Go over from the start posture of one side to that of the other, never through the floor."""
        one = self._way(None, "left" if side == "right" else "right").rows[0]
        other = self._way(None, side).rows[0].copy()
        if one[-7:-3] @ other[-7:-3] < 0:
            other[-7:-3] *= -1
        turned = math.acos(min(1.0, float(one[-7:-3] @ other[-7:-3])))
        shares = np.linspace(0, 1, 13)[:, None]
        keys = (1 - shares) * one + shares * other
        if turned > 1e-6:
            spun = np.sin((1 - shares) * turned) * one[-7:-3] + np.sin(shares * turned) * other[-7:-3]
            keys[:, -7:-3] = spun / math.sin(turned) if math.sin(turned) > 1e-6 else keys[:, -7:-3]
        if turned > ROLLS_RAD:
            loose = np.minimum(1, LETS_GO * np.sin(np.pi * shares))
            keys[:, : len(ANGLES)] *= 1 - loose
            keys[:, FEET] -= LOOSE_FEET_DEG * loose
        lowest = self._lowest(keys)
        usual = np.linspace(lowest[0], lowest[-1], len(keys))
        keys[:, -1] -= lowest - usual
        return _Way(rows=keys).at(eased(passed))

    def _lowest(self, rows: Floats) -> Floats:
        body = self.performer.body
        skin = Skin.of(body, np.arange(0, len(body.vertices), 5))
        skeleton = self.performer.solver.skeleton
        bones = skeleton.pose(rows[:, : len(ANGLES)], turns_of(rows[:, -7:-3]), rows[:, -3:])
        return np.asarray(skeleton.skin(bones, skin)[..., 2].min(axis=1))

    @cached_property
    def _shiver(self) -> Floats:
        """A long stretch of low noise of standard deviation 1."""
        noise = self.chance.normal(size=(4096, 1))
        slow = _smoothed(noise, TREMOR_S * self.wish.fps)[:, 0]
        return np.asarray(slow / slow.std())

    def _tremor(self, frames: int) -> Floats:
        return TREMBLES * np.resize(self._shiver, frames)

    def _varied(self, rows: Floats, times: Floats) -> Floats:
        """Breathe."""
        breath_s = BREATH_S * self._about(0.15)
        phase = self.chance.uniform(0, 2 * np.pi)
        rows[:, ANGLE["thoracic_flexion"]] -= BREATH_DEG * np.sin(2 * np.pi * times / breath_s + phase)
        rows[:, -7:-3] /= np.linalg.norm(rows[:, -7:-3], axis=1, keepdims=True)
        return rows

    # What is known of it.

    def _known(self, stretches: Sequence[_Stretch], along: Floats) -> tuple[list[Rep], list[Hold], list[Wrong]]:
        reps: list[Rep] = []
        holds: list[Hold] = []
        wrong: list[Wrong] = []
        ends = np.cumsum([each.seconds for each in stretches]).tolist()
        for rep in range(self.wish.reps):
            parts = [
                (end - each.seconds, end, each)
                for end, each in zip(ends, stretches, strict=True)
                if each.rep == rep
            ]
            known = self._known_round(parts) if self.performer.goes_round else self._known_rep(parts, along)
            reps.append(known[0])
            holds += known[1]
            if fault := parts[0][2].fault:
                start_s, end_s = self._wrong_from(fault, parts, known[0])
                wrong.append(Wrong(fault=fault, rep=rep + 1, start_s=start_s, end_s=end_s))
        if not self.performer.figure.move and not self.performer.goes_round:
            reps = []
        return reps, holds, wrong

    def _known_round(self, parts: list[tuple[float, float, _Stretch]]) -> tuple[Rep, list[Hold]]:
        first, last, middle = parts[0], parts[-1], parts[len(parts) // 2]
        slack = 0.0 if parts[0][2].seconds < FLOWING_S else _when_eased(LEFT)
        side = self._named(first[2].side)
        start_s, end_s = first[0] + slack * first[2].seconds, last[1] - slack * last[2].seconds
        return Rep(side=side, start_s=start_s, top_s=middle[0], end_s=end_s), []

    def _known_rep(self, parts: list[tuple[float, float, _Stretch]], along: Floats) -> tuple[Rep, list[Hold]]:
        (go_s, _, go), (hold_from_s, hold_to_s, _), (_, back_s, _) = parts
        fps, reach = self.wish.fps, go.end
        middle = (hold_from_s + hold_to_s) / 2
        low, high = LEFT * reach, (1 - LEFT) * reach
        half_way = ((go_s + hold_from_s) / 2, (hold_to_s + back_s) / 2)
        start_s = _crossing(along, half_way[0], low, -1, fps)
        end_s = _crossing(along, half_way[1], low, 1, fps)
        arrived_s, left_s = (
            _crossing(along, half_way[0], high, 1, fps),
            _crossing(along, half_way[1], high, -1, fps),
        )
        if left_s < arrived_s:
            arrived_s = left_s = middle
        side = self._named(go.side)
        held = [Hold(side=side, start_s=arrived_s, end_s=left_s)] if self.hold_s > 0 else []
        return Rep(side=side, start_s=start_s, top_s=(arrived_s + left_s) / 2, end_s=end_s), held

    def _named(self, side: Side) -> Side | None:
        return None if self.performer.movement.sides == "none" else side

    def _wrong_from(self, fault: str, parts: list[tuple[float, float, _Stretch]], rep: Rep) -> tuple[float, float]:
        shown = self.performer.figure.faults[fault]
        if shown.postures != self.performer.figure.postures or len(parts) != len(("go", "hold", "back")):
            return rep.start_s, rep.end_s
        begins = [
            rep.start_s if shown.tempo != 1 else math.inf,
            parts[1][0] if shown.bounce else math.inf,
            parts[2][0] if shown.back_tempo != 1 else math.inf,
        ]
        ends = [
            parts[0][1] if shown.tempo != 1 else 0.0,
            parts[1][1] if shown.bounce else 0.0,
            rep.end_s if shown.back_tempo != 1 else 0.0,
        ]
        return min(begins), max(ends)


def turns_of(quaternion: Floats) -> Floats:
    """Return quaternions x, y, z, w (n, 4), of any length, as rotations (n, 3, 3)."""
    x, y, z, w = (quaternion / np.linalg.norm(quaternion, axis=1, keepdims=True)).T
    turn = np.empty((len(quaternion), 3, 3))
    turn[:, 0, 0], turn[:, 0, 1], turn[:, 0, 2] = 1 - 2 * (y * y + z * z), 2 * (x * y - z * w), 2 * (x * z + y * w)
    turn[:, 1, 0], turn[:, 1, 1], turn[:, 1, 2] = 2 * (x * y + z * w), 1 - 2 * (x * x + z * z), 2 * (y * z - x * w)
    turn[:, 2, 0], turn[:, 2, 1], turn[:, 2, 2] = 2 * (x * z - y * w), 2 * (y * z + x * w), 1 - 2 * (x * x + y * y)
    return turn


def eased(share: Floats) -> Floats:
    """Begin and end slowly, as a person does."""
    x = np.clip(share, 0, 1)
    return np.asarray(x * x * (3 - 2 * x))


def _when_eased(share: float) -> float:
    """Return when, 0 to 1, a way that begins and ends slowly has come so far."""
    times = np.linspace(0, 1, 1001)
    return float(np.interp(share, eased(times), times))


def _along(stretch: _Stretch, passed: Floats) -> Floats:
    """Return how far along its way a body is, when so much of a stretch has passed."""
    flows = stretch.round_leg and stretch.seconds < FLOWING_S
    share = passed if flows else eased(passed)
    along = stretch.begin + share * (stretch.end - stretch.begin)
    if stretch.bounce:
        swings = max(1, round(stretch.seconds / SWINGS_S))
        along = along - stretch.bounce * (1 - np.cos(2 * np.pi * swings * passed)) / 2
    return np.asarray(along)


def _wrongness(stretch: _Stretch, along: Floats, passed: Floats) -> Floats:
    """Return how much of a wrong posture is there: none where the repetition begins and ends."""
    if stretch.round_leg:
        begins, ends = stretch.begin == 0, stretch.end == 1
        return np.asarray(passed if begins else 1 - passed if ends else np.ones_like(passed))
    return np.asarray(along / FAULT_FROM) if stretch.part != "hold" else np.ones_like(along)


def _smoothed(rows: Floats, frames: float) -> Floats:
    """Return rows with each the mean of its neighbours, weighted by a bell of this width in frames."""
    reach = max(1, math.ceil(3 * frames))
    bell = np.exp(-0.5 * (np.arange(-reach, reach + 1) / max(frames, 1e-3)) ** 2)
    bell /= bell.sum()
    wide = np.concatenate([np.repeat(rows[:1], reach, axis=0), rows, np.repeat(rows[-1:], reach, axis=0)])
    smooth = np.zeros_like(rows)
    for number, weight in enumerate(bell):
        smooth += weight * wide[number : number + len(rows)]
    return smooth


def _crossing(along: Floats, from_s: float, level: float, step: int, fps: float) -> float:
    """Return when, going from a time forward (1) or back (-1), the body first comes to a level."""
    at = int(np.clip(round(from_s * fps), 1, len(along) - 2))
    above = along[at] > level
    while 0 < at < len(along) - 1 and (along[at + step] > level) == above:
        at += step
    other = int(np.clip(at + step, 0, len(along) - 1))
    span = along[other] - along[at]
    share = (level - along[at]) / span if abs(span) > 1e-9 else 0.0
    return float((at + share * (other - at)) / fps)
