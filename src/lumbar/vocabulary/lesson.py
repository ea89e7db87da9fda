"""Lesson: a minute's reading about backs, and the moments it fits."""

from dataclasses import dataclass
from typing import Literal

Moment = Literal["start", "build", "maintain", "return", "flare", "after_pain", "no_gain", "sitting", "any"]
MOMENTS: tuple[Moment, ...] = (
    "start", "build", "maintain", "return", "flare", "after_pain", "no_gain", "sitting", "any",
)  # fmt: skip
"""The four phases of a plan, a flare, pain during a session, two weeks without gain, long sitting, and any day."""


@dataclass(frozen=True, kw_only=True)
class Lesson:
    """One lesson file, read. Of those that fit a moment, the one with the lowest ``order`` is offered first.

    In a paragraph, a line that begins with a dash and a space is a point of a list.
    """

    id: str
    title: str
    summary: str
    paragraphs: tuple[str, ...]
    sources: tuple[str, ...]
    moments: tuple[Moment, ...]
    order: int
