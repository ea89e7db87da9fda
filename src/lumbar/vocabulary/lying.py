"""Lying: how a phone lies on a body that does a movement, to compare a person's phone with."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from lumbar.vocabulary.motion import Vector
from lumbar.vocabulary.posture import Side


@dataclass(frozen=True, kw_only=True, slots=True)
class Lying:
    """How a phone lies.

    Attributes:
        up: which way is up, in the phone's axes, of length 1.
        turn_deg: how far it has been turned about the upright since the way began, to the left.
    """

    up: Vector
    turn_deg: float


@dataclass(frozen=True, kw_only=True)
class PhoneWay:
    """How a phone lies along the way of a movement that a known body does.

    Attributes:
        side: the side that is done; the other is its mirror image.
        goes_round: whether the way ends where it begins; else it is gone and come back.
        way: from where it begins to what is held, evenly spaced, or once round.
        faults: how it lies at the end of the way, by the fault that is shown; none of a way that goes round.
    """

    side: Side
    goes_round: bool
    way: Sequence[Lying]
    faults: Mapping[str, Lying] = field(default_factory=dict)
