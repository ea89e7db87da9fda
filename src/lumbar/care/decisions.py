"""Decisions as documents: JSON data in, JSON data out, the same on every device.

A stored decision holds everything that went into it, so it can be computed again at any time.
"""

from collections.abc import Iterator, Mapping
from typing import Any, Literal

from lumbar.care.documents import read_plan, read_progress, read_screening
from lumbar.care.planning.week import plan_week
from lumbar.care.progression import progress
from lumbar.care.reports import plan_out, progress_out, screening_out
from lumbar.care.screening import screen
from lumbar.care.session.documents import read_swap, read_trim
from lumbar.care.session.extra import make_extra
from lumbar.care.session.reports import extra_out, swap_out, trim_out
from lumbar.care.session.swapping import swap
from lumbar.care.session.trimming import trim
from lumbar.vocabulary.catalogue import Catalogue
from lumbar.vocabulary.shape import Key, MapOf, Number, OneOf, Shape, Table, Text
from lumbar.vocabulary.words import Words

Kind = Literal["screen", "plan", "progress", "trim", "swap", "sore_now", "break"]
KINDS: tuple[Kind, ...] = ("screen", "plan", "progress", "trim", "swap", "sore_now", "break")
RULE_VERSION = 2
"""Raised with every change of a rule, so that a stored decision says which rules it was made by."""


class _Anything(Shape):
    """Any JSON data: read further down by whoever knows its form."""

    def read(self, value: object, path: Any, problems: Any) -> Any:
        return value

    def schema(self) -> dict[str, Any]:
        return {}


_DECISION = Table(
    {
        "kind": Key(OneOf(KINDS)),
        "rule_version": Key(Number(1, 1_000_000, whole=True)),
        "catalogue": Key(Text(most=100)),
        "input": Key(MapOf(Text(), _Anything())),
        "outcome": Key(MapOf(Text(), _Anything())),
    }
)


def decide(kind: Kind, document: Mapping[str, Any], catalogue: Catalogue, words: Words) -> dict[str, Any]:
    """Decide from an input document, and return the whole decision as it is stored.

    Returns:
        ``{"kind", "rule_version", "catalogue", "input", "outcome"}``; ``input`` and ``outcome`` have the forms of
        the command line's contract, ``catalogue`` is the fingerprint of the movement files.

    Raises:
        BadDocument: the input does not have its form; carries every problem.
    """
    return {
        "kind": kind,
        "rule_version": RULE_VERSION,
        "catalogue": catalogue.fingerprint,
        "input": dict(document),
        "outcome": _outcome(kind, document, catalogue, words),
    }


def replay(decision: Mapping[str, Any], catalogue: Catalogue, words: Words) -> dict[str, Any]:
    """Compute a stored decision again and say whether it comes out the same.

    Words may be mended without a decision having changed, so texts are not compared.

    Returns:
        The decision as it comes out now, with ``same``, and ``differences``: the keys whose values differ.
    """
    stored = _DECISION.parse(decision)
    again = decide(stored["kind"], stored["input"], catalogue, words)
    differences = list(_differences(stored["outcome"], again["outcome"], ""))
    return {
        **again,
        "same": not differences,
        "differences": differences,
        "stored_rule_version": stored["rule_version"],
        "stored_catalogue": stored["catalogue"],
    }


def _outcome(kind: Kind, document: Mapping[str, Any], catalogue: Catalogue, words: Words) -> dict[str, Any]:
    if kind == "screen":
        return screening_out(screen(read_screening(document), catalogue), words)
    if kind == "plan":
        return plan_out(plan_week(read_plan(document, catalogue), catalogue), catalogue, words)
    if kind == "progress":
        return progress_out(progress(read_progress(document, catalogue), catalogue), words)
    if kind == "trim":
        return trim_out(trim(*read_trim(document, catalogue)), catalogue, words)
    if kind == "swap":
        return swap_out(swap(read_swap(document, catalogue), catalogue), words)
    return extra_out(make_extra(kind, read_plan(document, catalogue), catalogue), words)


_WORDS = frozenset({"text", "what_to_do", "what_to_do_key", "advice", "source"})


def _differences(stored: object, now: object, path: str) -> Iterator[str]:
    if isinstance(stored, Mapping) and isinstance(now, Mapping):
        for key in sorted({*stored, *now} - _WORDS):
            yield from _differences(stored.get(key), now.get(key), f"{path}.{key}" if path else str(key))
    elif isinstance(stored, list) and isinstance(now, list) and len(stored) == len(now):
        for index, (before, after) in enumerate(zip(stored, now, strict=True)):
            yield from _differences(before, after, f"{path}[{index}]")
    elif stored != now:
        yield path
