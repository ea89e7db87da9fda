"""Words: every sentence a rule or an outcome is told in, by key, in one language."""

from collections.abc import Mapping
from dataclasses import dataclass

from lumbar.vocabulary.decision import Fact


@dataclass(frozen=True)
class Words:
    """The word file of one language, flattened: ``section.key`` -> a text with ``{fact}`` places."""

    language: str
    texts: Mapping[str, str]

    def __contains__(self, key: object) -> bool:
        """Tell whether there are words for the key."""
        return key in self.texts

    def say(self, key: str, facts: Mapping[str, Fact] | None = None) -> str:
        """Return the text with its facts filled in; KeyError names a key or a fact that is missing."""
        return self.texts[key].format_map({name: _said(value) for name, value in (facts or {}).items()})


def _said(value: Fact) -> str:
    if isinstance(value, float):
        return f"{value:g}"
    return str(value)
