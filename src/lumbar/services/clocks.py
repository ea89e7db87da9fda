"""Clocks: a moment that has been said, in place of the time it is."""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True)
class SaidClock:
    """A clock that stands at the moment something was answered, which may be long before it got here."""

    moment: datetime

    def now(self) -> datetime:
        """Return the moment."""
        return self.moment

    def today(self) -> date:
        """Return its calendar day, where the person was."""
        return self.moment.date()
