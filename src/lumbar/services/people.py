"""People: who exercises here. Each has a profile and a plan of their own; there is no login between them."""

from collections.abc import Sequence
from dataclasses import replace

from lumbar.services.forms import PERSON_NAME
from lumbar.services.practice import Practice
from lumbar.services.records import Person
from lumbar.services.refusals import NotThere


def everybody(practice: Practice) -> Sequence[Person]:
    """Return everybody, in the order of their ids, without profile and levels."""
    with practice.store.reading() as ledger:
        return ledger.people()


def add(practice: Practice, document: object) -> Person:
    """Make room for another person.

    Raises:
        BadDocument: the name does not have its form.
    """
    name = PERSON_NAME.parse(document)["name"]
    person = Person(id=practice.ids.new(), name=name)
    with practice.store.writing() as ledger:
        ledger.save_person(person)
    return person


def rename(practice: Practice, person_id: str, document: object) -> Person:
    """Give a person another name; the first one, who never had to say a name, may get one so as well.

    Raises:
        BadDocument: the name does not have its form.
        NotThere: there is nobody of that id.
    """
    name = PERSON_NAME.parse(document)["name"]
    with practice.store.writing() as ledger:
        person = ledger.person(person_id)
        if person is None:
            raise NotThere("person", person_id)
        person = replace(person, name=name)
        ledger.save_person(person)
    return person


def forget(practice: Practice, person_id: str) -> None:
    """Erase everything that is kept of a person; NotThere without them."""
    with practice.store.writing() as ledger:
        if ledger.person(person_id) is None:
            raise NotThere("person", person_id)
        ledger.forget(person_id)
