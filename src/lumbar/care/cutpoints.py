"""Cut-points: the numbers progression compares with, in one place, each with its source and its bounds.

A physiotherapist may set them within the bounds; a value beyond a bound is refused where the document is read.
"""

from dataclasses import dataclass, field, fields
from typing import Any

from lumbar.vocabulary.shape import Key, Number, Table


def _cut(default: float, least: float, most: float, source: str) -> Any:
    return field(default=default, metadata={"least": least, "most": most, "source": source})


@dataclass(frozen=True, kw_only=True)
class CutPoints:
    """Pain points are on the 0 to 10 scale; counts are sessions or days."""

    red_during: float = _cut(5, 3, 5, "pain-monitoring model: up to 5 of 10 during activity (Silbernagel 2007)")
    red_morning_rise: float = _cut(2, 1, 2, "lumbar's rules: next morning at or above usual + 2")
    weekly_rise: float = _cut(
        0.5, 0, 1, "lumbar's rules: weekly mean rising two weeks running; the least rise is our choice"
    )
    green_during: float = _cut(2, 0, 3, "pain-monitoring model, versions disagree at 3; the lower is taken")
    green_during_most: float = _cut(5, 2, 5, "lumbar's rules: max(2, min(usual, 5))")
    greens_for_step: int = _cut(3, 2, 6, "lumbar's rules: three green sessions in a row")
    absence_days: int = _cut(7, 4, 14, "lumbar's rules: more than 7 days away")
    long_absence_days: int = _cut(21, 14, 28, "lumbar's rules: more than 21 days away")
    flare_rise: float = _cut(2, 1, 3, "lumbar's rules: median of the 7 days before + 2")
    flare_days: int = _cut(2, 1, 3, "lumbar's rules: on two days running")
    flare_out_rise: float = _cut(1, 0, 1, "lumbar's rules: three days at or below usual + 1")
    flare_out_days: int = _cut(3, 3, 7, "lumbar's rules: three days")
    flare_keep_pain: float = _cut(2, 0, 3, "lumbar's rules: keep movements last rated 2 or less")
    no_gain_sessions: int = _cut(6, 4, 10, "lumbar's rules: 6 sessions in 14 days")
    no_gain_pain: float = _cut(3, 2, 5, "lumbar's rules: weekly median pain of 3 or more")
    no_gain_change: float = _cut(1, 1, 2, "lumbar's rules: not lower by 1; own goals not higher by 1")
    quota_sessions: int = _cut(3, 3, 6, "lumbar's rules: the quota steps every third session done")


DEFAULT = CutPoints()


COUNTS = frozenset(each.name for each in fields(CutPoints) if each.type is int)

CUT_POINTS = Table(
    {
        each.name: Key(
            Number(each.metadata["least"], each.metadata["most"], whole=each.name in COUNTS), each.default
        )
        for each in fields(CutPoints)
    }
)
"""The form in which a document may set cut-points; each stays within its stated bounds."""
