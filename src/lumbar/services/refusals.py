"""Refusals: why a use case does not do what it was asked, as a closed family."""

from typing import Literal

Why = Literal[
    "interview_first", "full_form_first", "short_form_first", "ended_today", "no_session", "not_in_session",
    "session_differs",
    "wrong_code", "no_code", "lan_off", "this_computer",
]  # fmt: skip
"""Each has its words under ``refusal.`` in the word files."""


class Refusal(Exception):
    """The request was understood, and this is not the time or the place for it."""

    def __init__(self, why: Why) -> None:
        super().__init__(why)
        self.why: Why = why


class NotThere(Exception):
    """Nothing has the id that was asked for."""

    def __init__(self, kind: str, found: str) -> None:
        super().__init__(f"{kind} {found}")
        self.kind = kind
        self.found = found
