"""How near the planner comes to the best week, on two hundred random people.

The solver has a few seconds a person; where it cannot prove its best in that time, the share is against the best
it found, and the line says how many were proven.
"""

import sys
from statistics import fmean

from tests.care.planning.test_oracle import WITHIN, measure

from lumbar.library import packaged

PEOPLE = 200
SEED = 20260302
SOLVER_S = 3.0


def main() -> int:
    """Print the shares; 1 when anyone's week is further from the best than the tests allow."""
    shares: list[float] = []
    proven = 0
    for found in measure(PEOPLE, SEED, packaged.catalogue(), SOLVER_S):
        shares.append(found.share)
        proven += found.proven
        print(f"\rplanner against solver: {len(shares)} of {PEOPLE} people", end="", file=sys.stderr, flush=True)
    print(file=sys.stderr)
    low = sorted(shares)
    print(
        f"planner: least {low[0]:.3f}, 5th percentile {low[PEOPLE // 20]:.3f}, mean {fmean(low):.3f} of the best "
        f"week's value, {PEOPLE} people, {proven} proven best to 1 %, bound {WITHIN}"
    )
    return int(low[0] < WITHIN)


if __name__ == "__main__":
    sys.exit(main())
