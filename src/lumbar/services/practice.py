"""Practice: everything a use case works with."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from lumbar.care.decisions import decide
from lumbar.services.ports import Clock, Ids, Ledger, Store, Vault
from lumbar.services.records import Decision, Kind, Person, Trigger
from lumbar.vocabulary.catalogue import Catalogue
from lumbar.vocabulary.questionnaire import Questionnaire
from lumbar.vocabulary.words import Words


@dataclass(frozen=True, kw_only=True)
class Practice:
    """The store, the time, ids, and what there is to do and to say."""

    store: Store
    clock: Clock
    ids: Ids
    catalogue: Catalogue
    words: Words
    questionnaires: Mapping[tuple[str, str], Questionnaire] = field(default_factory=dict)
    vault: Vault | None = None

    def questionnaire(self, name: str) -> Questionnaire | None:
        """Return a supplied questionnaire in the language spoken here; None where there is none."""
        return self.questionnaires.get((name, self.words.language))

    def decide(
        self,
        ledger: Ledger,
        person: Person,
        kind: Kind,
        trigger: Trigger,
        document: Mapping[str, Any],
        as_of: date,
        decision_id: str | None = None,
    ) -> Decision:
        """Decide, and keep the decision with all that went into it, under an id a device made or a new one.

        Raises:
            BadDocument: the document does not have the form of the kind; nothing is kept.
        """
        made = decide(kind, document, self.catalogue, self.words)
        decision = Decision(
            id=decision_id or self.ids.new(),
            kind=kind,
            trigger=trigger,
            as_of=as_of,
            made_at=self.clock.now().isoformat(),
            rule_version=made["rule_version"],
            catalogue=made["catalogue"],
            input=made["input"],
            outcome=made["outcome"],
        )
        ledger.add_decision(person.id, decision)
        return decision
