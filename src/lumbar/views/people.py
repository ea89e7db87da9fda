"""People, as they are shown."""

from dataclasses import dataclass

from lumbar.services.records import Person


@dataclass(frozen=True, kw_only=True)
class PersonOut:
    """Somebody who exercises here; without a name they are the only one, or the first."""

    id: str
    name: str | None


def person_out(person: Person) -> PersonOut:
    """Show somebody."""
    return PersonOut(id=person.id, name=person.name)
