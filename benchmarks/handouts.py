"""How long a hundred plans take on paper: different people, both papers, both sizes of print, both languages.

    python -m benchmarks.handouts [FOLDER]

With a folder, the files are kept there.
"""

import sys
from datetime import UTC, datetime
from itertools import product
from pathlib import Path
from time import perf_counter
from typing import Any

from lumbar.care.decisions import decide
from lumbar.handouts.content import PAPERS, Handout
from lumbar.handouts.pdf import handout_pdf
from lumbar.handouts.pictures import packaged as pictures
from lumbar.library import packaged
from lumbar.library.emergency import country_of
from lumbar.library.wording import words

PLANS = 100
ALLOWED_S = 60.0
MADE = datetime(2026, 3, 2, 12, tzinfo=UTC)
MINUTES = (10, 15, 20, 30, 45)
DAYS = (3, 5, 7)
SLOTS = (["evening"], ["morning", "evening"])
STATES: tuple[dict[str, Any], ...] = ({}, {"pregnancy_weeks": 20}, {"answers": {"cannot_get_to_floor": "yes"}})


def main() -> int:
    """Print the figures in a line; 1 when they are over what is allowed."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else None
    people = list(product(MINUTES, DAYS, SLOTS, STATES))
    times: list[float] = []
    size = 0
    drawn = sum(bool(pictures(movement.id)) for movement in packaged.catalogue().movements)
    for number in range(PLANS):
        minutes, days, slots, state = people[number * 37 % len(people)]
        language = packaged.languages()[number % len(packaged.languages())]
        document = {
            "as_of": "2026-03-02",
            "age": 44,
            "unlisted": "no",
            "minutes_per_day": minutes,
            "days_per_week": days,
            "slots": slots,
            **state,
        }
        began = perf_counter()
        catalogue, said = packaged.catalogue(language), words(language)
        outcome = decide("plan", document, catalogue, said)["outcome"]
        handout = Handout(
            outcome=outcome,
            catalogue=catalogue,
            words=said,
            country=country_of("GB"),
            app_url="https://192.168.1.20:8743",
        )
        content = handout_pdf(handout, MADE, paper=PAPERS[number // 2 % len(PAPERS)], large=number % 4 == 3)
        times.append(perf_counter() - began)
        size += len(content)
        if folder:
            (folder / f"{number:03}.pdf").write_bytes(content)
    total = sum(times)
    low = sorted(times)
    print(
        f"handouts: {PLANS} plans in {total:.1f} s (allowed {ALLOWED_S:.0f}), median {low[PLANS // 2]:.2f} s, "
        f"slowest {low[-1]:.2f} s, mean {size / PLANS / 1000:.0f} kB, {drawn} movements drawn"
    )
    return int(total > ALLOWED_S)


if __name__ == "__main__":
    sys.exit(main())
