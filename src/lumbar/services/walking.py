"""Walking: the minutes walked outdoors, logged by day."""

from lumbar.services.forms import WALK, read_day
from lumbar.services.planning import interviewed
from lumbar.services.practice import Practice
from lumbar.services.records import Walk


def log_walk(practice: Practice, person_id: str, day: str, document: object) -> Walk:
    """Keep the minutes walked on a day, in place of what was kept of it.

    Raises:
        BadDocument: the day or the minutes do not have their form.
        Refusal: there was no interview.
    """
    walk = Walk(date=read_day(day, practice.clock.today()), minutes=WALK.parse(document)["minutes"])
    with practice.store.writing() as ledger:
        interviewed(ledger, person_id)
        ledger.walked(person_id, walk)
    return walk
