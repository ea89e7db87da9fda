"""A dose in numbers."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any

from lumbar.vocabulary.dose import Dose


@dataclass(frozen=True, kw_only=True)
class DoseOut:
    """How much, and how often."""

    sets: int
    reps: int | None
    duration_s: float | None
    hold_s: float | None
    per_side: bool
    tempo_s: float | None
    rest_s: float | None
    times_per_day: int
    days_per_week: int


_NUMBERS = tuple(field.name for field in fields(Dose))


def read_dose(document: Mapping[str, Any]) -> Dose:
    """Return the dose of a stored plan item."""
    return Dose(**{name: document[name] for name in _NUMBERS})


def dose_out(dose: Dose) -> DoseOut:
    """Show the numbers."""
    return DoseOut(**asdict(dose))
