"""Strands: movements joined by "easier" and "harder" are one thing at several difficulties; a plan holds one."""

from collections.abc import Collection, Mapping, Sequence

from lumbar.care.planning.candidates import Candidate
from lumbar.vocabulary.catalogue import Catalogue
from lumbar.vocabulary.movement import Movement
from lumbar.vocabulary.session import SessionDone


def place_of(movement_id: str, catalogue: Catalogue) -> tuple[str, int]:
    """Return the strand a movement is in, by the id of its easiest member, and how many steps up it stands."""
    seen = [movement_id]
    while (easier := catalogue[seen[-1]].regress_to) and easier in catalogue and easier not in seen:
        seen.append(easier)
    return seen[-1], len(seen) - 1


def steps_reached(own: Collection[str], catalogue: Catalogue) -> dict[str, int]:
    """Return how many steps up each strand the person has got, by the movements that are theirs."""
    reached: dict[str, int] = {}
    for movement_id in own:
        strand, depth = place_of(movement_id, catalogue)
        reached[strand] = max(depth, reached.get(strand, 0))
    return reached


def within_reach(
    movement: Movement, own: Collection[str], reached: Mapping[str, int], catalogue: Catalogue
) -> bool:
    """Tell whether the person may be given it: their own, or one open to all and no harder than what they do."""
    strand, depth = place_of(movement.id, catalogue)
    return movement.id in own or (movement.choice_order > 0 and depth <= reached.get(strand, depth))


def choose(
    candidates: Sequence[Candidate],
    levels: Mapping[str, int],
    history: Sequence[SessionDone],
    catalogue: Catalogue,
) -> list[Candidate]:
    """Pick one movement of each strand, and the strands of each family that a plan draws on.

    Those are the strands the person has a level in, those they own the equipment for, and of the rest the ones that
    come first in the family: a second choice steps in only where every first choice is out.
    Whoever has a level in a strand is never given something harder from it than what they have reached.
    """
    last_done = {item.movement: index for index, session in enumerate(history) for item in session.items}

    def rank(candidate: Candidate) -> tuple[int, int, int, str]:
        movement = candidate.movement
        own = 0 if movement.id in levels else 1
        return own, -last_done.get(movement.id, -1), _order(candidate), movement.id

    reached = steps_reached(levels, catalogue)
    strands: dict[str, list[Candidate]] = {}
    for candidate in candidates:
        if within_reach(candidate.movement, levels, reached, catalogue):
            strand, _ = place_of(candidate.movement.id, catalogue)
            strands.setdefault(strand, []).append(candidate)
    best = [min(strand, key=rank) for strand in strands.values()]
    first: dict[str, int] = {}
    for candidate in best:
        family = candidate.movement.family
        order = 1 if candidate.movement.id in levels else _order(candidate)
        first[family] = min(order, first.get(family, _LAST))
    wanted = [
        c for c in best if c.movement.id in levels or c.movement.equipment or _order(c) == first[c.movement.family]
    ]
    return sorted(wanted, key=lambda candidate: (_order(candidate), candidate.movement.id))


_LAST = 10


def _order(candidate: Candidate) -> int:
    return candidate.movement.choice_order or _LAST
