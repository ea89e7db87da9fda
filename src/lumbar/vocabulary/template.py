"""Template: a movement's postures as a camera would see them, to compare a person with."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from lumbar.vocabulary.landmark import Frame
from lumbar.vocabulary.posture import Side


@dataclass(frozen=True, kw_only=True)
class Template:
    """What a camera sees of a movement that a known body does, from where its file says it is seen best.

    Attributes:
        side: the side that is done; the other is its mirror image.
        goes_round: whether the way ends where it begins, as in marching; else it is gone and come back.
        way: from where it begins to what is held, evenly spaced, or once round; with the landmarks of `MAIN`,
            the others at no place and not seen.
        faults: the last posture of the way by the fault it shows; of a way that goes round, each posture written.
    """

    side: Side
    goes_round: bool
    way: Sequence[Frame]
    faults: Mapping[str, Sequence[Frame]] = field(default_factory=dict)
