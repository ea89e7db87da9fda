"""The report: what happened in a whole recording, gathered from the events."""

from dataclasses import dataclass, field
from typing import Any, Literal

from lumbar.tracking.events import (
    Calibrated,
    Event,
    FaultDoubtful,
    FaultRaised,
    HoldEnded,
    RepCompleted,
    RepDropped,
    SecondPerson,
    SightFound,
    SightLost,
    Why,
)
from lumbar.vocabulary.movement import Movement

PLACES = 3

Note = Literal["blind", "began_before", "not_ended", "second_person"]
NOTES: tuple[Note, ...] = ("blind", "began_before", "not_ended", "second_person")


@dataclass(frozen=True, kw_only=True)
class Blind:
    """A spell in which nothing was seen."""

    start_s: float
    end_s: float
    why: Why


@dataclass
class Report:
    """Gathers events; `frame` tells it of each frame there was."""

    movement: str
    cues: dict[str, str]
    reps: list[RepCompleted] = field(default_factory=list)
    holds: list[HoldEnded] = field(default_factory=list)
    faults: list[FaultRaised] = field(default_factory=list)
    doubts: list[FaultDoubtful] = field(default_factory=list)
    blind: list[Blind] = field(default_factory=list)
    notes: list[tuple[float, Note]] = field(default_factory=list)
    own: float | None = None
    frames: int = 0
    seen: int = 0
    last_s: float = 0.0
    _lost: SightLost | None = None

    @classmethod
    def of(cls, movement: Movement) -> "Report":
        """Begin a report on a movement."""
        return cls(movement=movement.id, cues={fault.id: fault.cue for fault in movement.faults})

    def frame(self, t_s: float, *, seen: bool) -> None:
        """Take note of a frame."""
        self.frames += 1
        self.seen += seen
        self.last_s = t_s

    def add(self, event: Event) -> None:
        """Take note of an event."""
        match event:
            case RepCompleted():
                self.reps.append(event)
            case HoldEnded():
                self.holds.append(event)
            case FaultRaised():
                self.faults.append(event)
            case FaultDoubtful():
                self.doubts.append(event)
            case Calibrated():
                self.own = event.share
            case _:
                self._sight(event)

    def _sight(self, event: Event) -> None:
        match event:
            case SightLost():
                self._lost = event
            case SightFound():
                self._found(event.t_s)
            case RepDropped():
                self.notes.append((event.start_s, event.why))
            case SecondPerson():
                self.notes.append((event.t_s, "second_person"))
            case _:
                pass

    def end(self) -> None:
        """Close what is open: nothing follows."""
        self._found(self.last_s)

    def document(self) -> dict[str, Any]:
        """Return the report as it is written."""
        return {
            "movement": self.movement,
            "rep_count": len(self.reps),
            "reps": [
                {
                    "side": rep.side,
                    "start_s": _rounded(rep.start_s),
                    "top_s": _rounded(rep.top_s),
                    "end_s": _rounded(rep.end_s),
                    "range_deg": None if rep.range_deg is None else round(rep.range_deg, 1),
                    "tempo_s": _rounded(rep.tempo_s),
                    "held_s": _rounded(rep.held_s),
                }
                for rep in self.reps
            ],
            "holds": [
                {
                    "side": hold.side,
                    "start_s": _rounded(hold.start_s),
                    "end_s": _rounded(hold.end_s),
                    "held_s": _rounded(hold.held_s),
                }
                for hold in self.holds
            ],
            "faults": [
                {
                    "fault": fault.fault,
                    "t_s": _rounded(fault.t_s),
                    "rep": fault.rep,
                    "value": _rounded(fault.value),
                    "limit": _rounded(fault.limit),
                    "cue": self.cues[fault.fault],
                }
                for fault in self.faults
            ],
            "frames": self.frames,
            "seen_share": _rounded(self.seen / self.frames) if self.frames else 0.0,
            "unseen": [
                {"start_s": _rounded(each.start_s), "end_s": _rounded(each.end_s), "why": each.why}
                for each in self.blind
            ],
            "uncertain": [
                {
                    "fault": doubt.fault,
                    "t_s": _rounded(doubt.t_s),
                    "rep": doubt.rep,
                    "value": None if doubt.value is None else _rounded(doubt.value),
                    "limit": _rounded(doubt.limit),
                }
                for doubt in self.doubts
            ],
            "notes": [{"t_s": _rounded(t_s), "note": note} for t_s, note in self.notes],
        }

    def _found(self, t_s: float) -> None:
        if self._lost is not None:
            self.blind.append(Blind(start_s=self._lost.t_s, end_s=max(t_s, self._lost.t_s), why=self._lost.why))
            self._lost = None


def _rounded(number: float) -> float:
    return round(number, PLACES)
