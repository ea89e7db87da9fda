"""Lessons: which minute's reading fits a person today, if any."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from lumbar.vocabulary.decision import Phase, State
from lumbar.vocabulary.lesson import Lesson, Moment


@dataclass(frozen=True, kw_only=True)
class Standing:
    """How a person stands, as far as a lesson depends on it.

    ``after_pain``: something hurt in the last session. ``took_breaks``: they take movement breaks from sitting.
    """

    state: State
    phase: Phase | None
    after_pain: bool = False
    took_breaks: bool = False


def moments(standing: Standing) -> tuple[Moment, ...]:
    """Return the moments a person is in, the most pressing first."""
    found: list[Moment] = []
    if standing.state == "flare":
        found.append("flare")
    if standing.after_pain:
        found.append("after_pain")
    if standing.state == "refer":
        found.append("no_gain")
    if standing.phase is not None:
        found.append(standing.phase)
    if standing.took_breaks:
        found.append("sitting")
    return (*found, "any")


def offer(lessons: Sequence[Lesson], standing: Standing, read: Collection[str]) -> Lesson | None:
    """Return the lesson to offer today: of the most pressing moment the first that has not been read."""
    for moment in moments(standing):
        fitting = [lesson for lesson in lessons if moment in lesson.moments and lesson.id not in read]
        if fitting:
            return min(fitting, key=lambda lesson: lesson.order)
    return None
