"""A lane: what one side does, followed by itself. A movement without sides has one, a movement with sides two."""

from dataclasses import dataclass, field

from lumbar.tracking.judge import Judge
from lumbar.tracking.steady import Steady
from lumbar.tracking.swing import Lap, Swing
from lumbar.vocabulary.posture import Side


@dataclass(kw_only=True)
class Lane:
    """Follows one side.

    Attributes:
        side: which.
        swing: how far out it is.
        judge: what is wrong with it.
        lead: how much speaks for its being done, not the other one, added up over the frames since it went out.
        told_s: how many seconds of its hold have been told.
        begins: whether it rests, or has just gone out: what spoke for it before is over.
    """

    side: Side
    swing: Swing
    judge: Judge
    lead: float = 0.0
    told_s: int = 0
    begins: bool = False
    _steady: Steady = field(default_factory=Steady)

    @property
    def rests(self) -> bool:
        """Whether nothing is done on it."""
        return self.swing.phase in ("unknown", "rest")

    def feed(self, t_s: float, share: float) -> Lap | None:
        """Take how far out it is; return the lap that completes."""
        before = self.swing.phase
        lap = self.swing.feed(*self._steady.feed(t_s, share))
        self.begins = lap is None and (self.swing.phase == "rest" or before != "out" == self.swing.phase)
        return lap

    def begin(self) -> None:
        """Begin anew: nothing speaks for it yet, and nothing has been told."""
        self.lead, self.told_s = 0.0, 0

    def lose(self) -> float | None:
        """Forget where it was, since it is not seen; return when what was under way began."""
        began_s = self.swing.lose()
        self._steady.reset()
        self.judge.clear()
        self.begin()
        return began_s
