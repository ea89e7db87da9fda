"""Zones: how a movement went in one session - red, amber or green - and why.

The pain-monitoring model was tested in tendons, not in backs; using it here is an extrapolation, and the limits
are always read beside the person's own usual pain (docs/rules.md, progression).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median
from typing import Literal

from lumbar.care.cutpoints import CutPoints
from lumbar.vocabulary.decision import Fact, Reason
from lumbar.vocabulary.session import ItemDone, SessionDone

Zone = Literal["red", "amber", "green"]
USUAL_PAIN_DAYS = 14
USUAL_PAIN_RATINGS = 7
"""Fewer ratings than this in the last 14 days, and the interview's answer stands: two bad days must not make bad
the usual (our reading, docs/rules.md, usual pain)."""
UNKNOWN_USUAL_PAIN = 0.0
"""Without any rating at all the usual pain counts as none, which is the strictest reading of every limit."""


@dataclass(frozen=True, kw_only=True)
class Zoned:
    """A session's zone for one movement, with the reason for it."""

    zone: Zone
    reason: Reason


def usual_pain(ratings: Sequence[float], asked: float | None, before_sessions: Sequence[float]) -> float:
    """Return the person's usual pain from the last 14 days' ratings, or what they said in the interview.

    Whoever was never asked and has rated no day is known only by what they felt before their sessions.
    """
    if len(ratings) >= USUAL_PAIN_RATINGS:
        return float(median(ratings))
    if asked is not None:
        return asked
    known = ratings or before_sessions
    return float(median(known)) if known else UNKNOWN_USUAL_PAIN


def zone_of(item: ItemDone, session: SessionDone, usual: float, cuts: CutPoints) -> Zoned:
    """Say how this movement went. Red needs one bad sign; green needs every good one; the rest is amber."""
    red = _red(item, session, usual, cuts)
    if red:
        return Zoned(zone="red", reason=red)
    limit = calm_limit(usual, cuts)
    facts: dict[str, Fact] = {
        "date": session.date.isoformat(),
        "pain_during": item.pain_during,
        "limit": limit,
        "next_morning": session.next_morning,
        "pain_before": session.pain_before,
    }
    if session.next_morning is None:
        return Zoned(zone="amber", reason=Reason(rule="amber_no_next_morning", facts=facts))
    if not item.completed:
        return Zoned(zone="amber", reason=Reason(rule="amber_incomplete", facts=facts))
    calm_during = item.pain_during <= limit
    calm_after = session.pain_before is not None and session.next_morning <= session.pain_before
    if calm_during and calm_after:
        return Zoned(zone="green", reason=Reason(rule="green_counts", facts=facts))
    return Zoned(zone="amber", reason=Reason(rule="amber", facts=facts))


def calm_limit(usual: float, cuts: CutPoints) -> float:
    """Return the most pain there may be during a movement for it to have gone well."""
    return max(cuts.green_during, min(usual, cuts.green_during_most))


def _red(item: ItemDone, session: SessionDone, usual: float, cuts: CutPoints) -> Reason | None:
    day = session.date.isoformat()
    if item.pain_where == "further":
        return Reason(rule="red_spreading", facts={"date": day, "pain_during": item.pain_during})
    if item.pain_during > cuts.red_during:
        facts: dict[str, Fact] = {"date": day, "pain_during": item.pain_during, "limit": cuts.red_during}
        return Reason(rule="red_during", facts=facts)
    limit = usual + cuts.red_morning_rise
    if session.next_morning is not None and session.next_morning >= limit:
        return Reason(
            rule="red_next_morning",
            facts={"date": day, "next_morning": session.next_morning, "usual_pain": usual, "limit": limit},
        )
    return None
