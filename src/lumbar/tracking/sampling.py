"""Sampling: from frames, as they come, to even samples of every signal, ten a second.

A pose model trembles, now and then swaps two limbs for a frame, and loses sight of some of them. What follows wants
few, calm numbers without holes: the frames of a tenth of a second are averaged, of three such means the middle one
counts, and what isn't seen is taken to have stayed as it was.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from lumbar.signals.measures import MEASURES, Pose
from lumbar.vocabulary.landmark import INDEX, Frame
from lumbar.vocabulary.measure import JOINTS, MIDDLES, SEGMENTS
from lumbar.vocabulary.posture import SIDES

SAMPLES_A_SECOND = 10
EDGE = 1e-6
"""Of a sample: a frame this little before the next one's beginning belongs to the next, however time is rounded."""
GAP_S = 1.0
"""Longer than this unseen, and nobody knows what was done meanwhile."""
MOST_SIGNALS = 128
USABLE = 1e6
"""No angle and no length of a body is as large."""
SEEN = 0.5
"""How visible each place must be that an angle is measured from."""
TREMBLE_FRAMES = 150
"""How many frames trembling is averaged over: five seconds."""

ANGLES: Mapping[str, tuple[str, ...]] = {**JOINTS, **SEGMENTS}
"""The joints and the directions of the parts, of each side. All are in degrees, so that their travels compare;
what is in lengths of the trunk swells where the trunk points at the camera."""
HEAD = "head"
"""Taken from the middle between left and right, so there is one."""
LIMBS = sorted({limb for ends in (*ANGLES.values(), MIDDLES[HEAD]) for limb in ends})


def angles(frame: Frame) -> dict[str, float]:
    """Return every angle of both sides, and the head's, that is seen, degrees, by name; none of nobody."""
    if not frame.points:
        return {}
    pose, found = Pose(frame), {}
    seen = {side: {limb for limb in LIMBS if frame.points[INDEX[f"{side}_{limb}"]][3] >= SEEN} for side in SIDES}
    for side in SIDES:
        for name, ends in ANGLES.items():
            if seen[side].issuperset(ends):
                found[f"{side}_{name}"] = MEASURES[name](pose, side)
    if all(seen[side].issuperset(MIDDLES[HEAD]) for side in SIDES):
        found[HEAD] = MEASURES[HEAD](pose, SIDES[0])
    return found


@dataclass(frozen=True, kw_only=True, slots=True)
class Sample:
    """Every signal at one time.

    Attributes:
        t_s: when.
        values: in the order in which the signals first came.
        anew: which of them begin, or begin again after they were unseen for too long.
    """

    t_s: float
    values: list[float]
    anew: frozenset[int]


@dataclass(slots=True)
class _Signal:
    """One signal: what it was in the frames of this sample and in the last two samples, and how it trembles."""

    total: float = 0.0
    frames: int = 0
    recent: list[float] = field(default_factory=list)
    means: list[float] = field(default_factory=list)
    seen_s: float = 0.0
    anew: bool = True
    tremble: float = 0.0
    trembled: int = 0

    def feed(self, t_s: float, value: float) -> None:
        if t_s - self.seen_s > GAP_S:
            self.anew = True
            self.recent.clear()
            self.means.clear()
        self.seen_s = t_s
        self.total += value
        self.frames += 1
        recent = self.recent
        recent.append(value)
        if len(recent) == 3:
            # How far the middle one is off the way from the first to the third: movement hardly is, trembling is.
            off = recent[1] - (recent[0] + recent[2]) / 2
            self.trembled = min(self.trembled + 1, TREMBLE_FRAMES)
            self.tremble += ((off if off > 0 else -off) - self.tremble) / self.trembled
            del recent[0]

    def sample(self) -> float:
        """Return the middle one of the last three samples; a signal that begins has fewer."""
        means = self.means
        if self.frames:
            means.append(self.total / self.frames)
            self.total, self.frames = 0.0, 0
        else:
            means.append(means[-1])
        if len(means) < 3:
            return means[0]
        a, b, c = means
        del means[0]
        return max(min(a, b), min(max(a, b), c))


class Sampler:
    """Turns frames into samples. Time comes with the frame; what is not a number is not seen."""

    def __init__(self) -> None:
        self.names: list[str] = []
        """Of the signals, in the order of a sample's values."""
        self._columns: dict[str, int] = {}
        self._signals: list[_Signal] = []
        self._first_s: float | None = None
        self._last_s = 0.0
        self._sampled_s: float | None = None
        self._bin = 0

    def trembles(self) -> list[float]:
        """Return how far each signal is off, from frame to frame, in its own unit."""
        return [signal.tremble for signal in self._signals]

    def feed(self, t_s: float, values: Mapping[str, float]) -> Sample | None:
        """Take a frame; return the sample that it ends, if it does. Time that doesn't go on is passed over."""
        usable = {name: value for name, value in values.items() if -USABLE < value < USABLE}
        if not usable or not -USABLE * USABLE < t_s < USABLE * USABLE:
            return None
        if self._first_s is None:
            self._first_s = self._last_s = t_s
        elif t_s <= self._last_s:
            return None
        bin_ = int((t_s - self._first_s) * SAMPLES_A_SECOND + EDGE)
        done = self._sample() if bin_ != self._bin else None
        self._bin, self._last_s = bin_, t_s
        for name, value in usable.items():
            column = self._columns.get(name)
            if column is None:
                column = self._begin(name, t_s)
            if column >= 0:
                self._signals[column].feed(t_s, value)
        return done

    def finish(self) -> Sample | None:
        """Return the last sample, which no further frame has ended."""
        return self._sample() if self._first_s is not None else None

    def _begin(self, name: str, t_s: float) -> int:
        if len(self.names) >= MOST_SIGNALS:
            return -1
        column = self._columns[name] = len(self.names)
        self.names.append(name)
        self._signals.append(_Signal(seen_s=t_s))
        return column

    def _sample(self) -> Sample:
        values = [signal.sample() for signal in self._signals]
        anew = frozenset(column for column, signal in enumerate(self._signals) if signal.anew)
        for column in anew:
            self._signals[column].anew = False
        # The middle one of three comes a sample late; of a signal that begins, the first is taken twice.
        before_s, self._sampled_s = self._sampled_s, self._last_s
        if before_s is None or self._last_s - before_s > GAP_S:
            before_s = self._last_s
        return Sample(t_s=before_s, values=values, anew=anew)
