"""Country: whom to call there, in an emergency and for advice."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Standing = Literal["read", "partly_read", "general_knowledge", "design"]
STANDINGS: tuple[Standing, ...] = ("read", "partly_read", "general_knowledge", "design")
"""How well a source is known, as library/sources.toml explains; the best first."""

Said = Mapping[str, str]
"""One text in every language, by the language's two letters."""

UNKNOWN = "ZZ"
"""The code that stands for a country nobody has named, or one that is not in the table."""


@dataclass(frozen=True, kw_only=True)
class Source:
    """Where a number comes from. ``as_of`` is the date of its text, or the year it was known to hold."""

    title: str
    where: str
    standing: Standing
    as_of: str


@dataclass(frozen=True, kw_only=True)
class Line:
    """A number to call, as people write it, and what answers there."""

    number: str
    text: Said

    @property
    def dial(self) -> str:
        """The digits alone, as a telephone wants them."""
        return self.number.replace(" ", "")


@dataclass(frozen=True, kw_only=True)
class Country:
    """A country's lines for an ambulance, the first to be tried first; ``advice`` answers day and night."""

    code: str
    name: Said
    emergency: tuple[Line, ...]
    advice: Line | None
    note: Said | None
    sources: tuple[Source, ...]

    @property
    def is_unknown(self) -> bool:
        """Tell whether this is the row for when no country of the table is known."""
        return self.code == UNKNOWN
