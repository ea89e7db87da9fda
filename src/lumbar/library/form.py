"""The form of a movement file: every key it may have, and the checks that need more than one key.

The same declaration reads a file, lists its faults and writes the JSON Schema.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from lumbar.library.figures import FIGURE
from lumbar.library.safety import missing_cautions, missing_substitutes
from lumbar.library.sensing import PHONE, sensing_problems
from lumbar.library.watching import SEEN, UNSEEN, WATCH, watch_problems
from lumbar.vocabulary.condition import CAUTION_CONDITIONS
from lumbar.vocabulary.dose import SIDES
from lumbar.vocabulary.movement import (
    DEMANDS,
    EFFECTS,
    EQUIPMENT,
    FAMILIES,
    MEASURES,
    POSITIONS,
    PURPOSES,
    ROLES,
    SURROUNDINGS,
)
from lumbar.vocabulary.shape import (
    SNAKE,
    Check,
    Flag,
    Key,
    ListOf,
    MapOf,
    Number,
    OneOf,
    Path,
    Problem,
    Table,
    Text,
    describe,
)

SETS = Number(1, 10, whole=True)
REPS = Number(1, 50, whole=True)
SECONDS = Number(1, 3600, unit="seconds")
BREATH_S = Number(2, 12, unit="seconds")
SOURCE = Text(pattern=r"[a-z0-9_]+(: \S.*)?", called='a source id, or "id: what it says"', most=300)
SENTENCE = Text(called="a sentence", most=400)
SPOKEN = Text(called="a short spoken sentence", most=120)

LEVEL_NUMBERS: dict[str, Key] = {
    "sets": Key(SETS),
    "reps": Key(REPS, None),
    "duration_s": Key(SECONDS, None),
    "hold_s": Key(Number(1, 600, unit="seconds"), None),
    "tempo_s": Key(Number(1, 60, unit="seconds"), None),
    "rest_s": Key(Number(0, 600, unit="seconds"), None),
    "times_per_day": Key(Number(1, 10, whole=True)),
    "days_per_week": Key(Number(1, 7, whole=True)),
}


def _measure_problems(level: dict[str, Any], path: Path) -> Iterator[Problem]:
    if (level["reps"] is None) == (level["duration_s"] is None):
        found = "both" if level["reps"] is not None else "neither"
        yield Problem(path=path, expected="either reps or duration_s", found=found)


def _pace_problems(level: dict[str, Any], path: Path) -> Iterator[Problem]:
    if level["reps"] is not None and level["tempo_s"] is None:
        yield Problem(path=(*path, "tempo_s"), expected="the seconds one repetition moves", found="nothing")
    if level["reps"] is None and level["hold_s"] is not None:
        yield Problem(path=(*path, "hold_s"), expected="a hold only beside reps", found=describe(level["hold_s"]))


def _source_problems(level: dict[str, Any], path: Path) -> Iterator[Problem]:
    numbers = {name for name in LEVEL_NUMBERS if level.get(name) is not None}
    for name in sorted(numbers - level["sources"].keys()):
        yield Problem(path=(*path, "sources", name), expected="the source of this number", found="nothing")
    for name in sorted(level["sources"].keys() - numbers):
        yield Problem(path=(*path, "sources", name), expected="a source only beside its number", found=f'"{name}"')


def _caution_problems(caution: dict[str, Any], path: Path) -> Iterator[Problem]:
    if caution["effect"] != "modify":
        for name in ("substitute", "cap"):
            if caution[name] is not None:
                yield Problem(path=(*path, name), expected='this key only with effect "modify"', found="it")


def _owed_problems(movement: dict[str, Any], path: Path) -> Iterator[Problem]:
    for index in missing_substitutes(movement):
        place = (*path, "cautions", index, "substitute")
        yield Problem(
            path=place, expected=f"a movement to do instead of one {movement['position']}", found="nothing"
        )
    given = {caution["condition"]: caution["effect"] for caution in movement["cautions"]}
    for condition, least, because in missing_cautions(movement):
        yield Problem(
            path=(*path, "cautions"),
            expected=f'a caution for {condition} of at least "{least}" ({because})',
            found=describe(given[condition]) if condition in given else "none",
        )


def _shown_faults(movement: dict[str, Any], path: Path) -> Iterator[Problem]:
    known = [fault["id"] for fault in movement["faults"]]
    for shown in (movement["figure"] or {"faults": ()})["faults"]:
        if shown not in known:
            place = (*path, "figure", "faults", shown)
            yield Problem(path=place, expected=f"a fault of this file ({', '.join(known)})", found="none of them")


def _repeated_faults(movement: dict[str, Any], path: Path) -> Iterator[Problem]:
    yield from _repeated(movement["faults"], "id", (*path, "faults"))


def _repeated_cautions(movement: dict[str, Any], path: Path) -> Iterator[Problem]:
    yield from _repeated(movement["cautions"], "condition", (*path, "cautions"))


def _default_problems(movement: dict[str, Any], path: Path) -> Iterator[Problem]:
    default, article = movement["default_level"], movement["article_level"]
    if article is not None and default > article:
        expected = f"at most article_level, {article}"
        yield Problem(path=(*path, "default_level"), expected=expected, found=describe(default))


def _named_level(name: str) -> Check:
    def find(movement: dict[str, Any], path: Path) -> Iterator[Problem]:
        levels, named = len(movement["ladder"]), movement[name]
        if named is not None and named > levels:
            expected = f"a level of the ladder (1 to {levels})"
            yield Problem(path=(*path, name), expected=expected, found=describe(named))

    return Check((name, "ladder"), find)


def _switch_problems(movement: dict[str, Any], path: Path) -> Iterator[Problem]:
    if movement["sides"] != "none" and "switch" not in movement["cues"]:
        yield Problem(path=(*path, "cues", "switch"), expected="the words that change sides", found="nothing")


def _side_problems(movement: dict[str, Any], path: Path) -> Iterator[Problem]:
    for index, level in enumerate(movement["ladder"]):
        if level["per_side"] and movement["sides"] == "none":
            place = (*path, "ladder", index, "per_side")
            yield Problem(path=place, expected='false with sides "none"', found="true")


def _repeated(entries: list[dict[str, Any]], key: str, path: Path) -> Iterator[Problem]:
    seen: set[str] = set()
    for index, entry in enumerate(entries):
        if entry[key] in seen:
            yield Problem(path=(*path, index, key), expected="each once", found=f"{describe(entry[key])} again")
        seen.add(entry[key])


CAP = Table(
    {
        "sets": Key(SETS, None),
        "reps": Key(REPS, None),
        "hold_s": Key(Number(1, 600, unit="seconds"), None),
        "duration_s": Key(SECONDS, None),
        "range": Key(SENTENCE, None),
    }
)
CAUTION = Table(
    {
        "condition": Key(OneOf(CAUTION_CONDITIONS)),
        "effect": Key(OneOf(EFFECTS)),
        "text": Key(SENTENCE),
        "substitute": Key(SNAKE, None),
        "cap": Key(CAP, None),
        "source": Key(SOURCE),
    },
    also=(Check(("effect", "substitute", "cap"), _caution_problems),),
)
CUES = MapOf(OneOf(("start", "move", "hold", "back", "switch")), SPOKEN)
BREATH = Table({"in_s": Key(BREATH_S), "out_s": Key(BREATH_S), "source": Key(SOURCE)})
FAULT = Table(
    {
        "id": Key(SNAKE),
        "looks": Key(SENTENCE),
        "cue": Key(SPOKEN),
        "seen": Key(SEEN, None),
        "unseen": Key(UNSEEN, None),
    }
)
LEVEL = Table(
    LEVEL_NUMBERS
    | {
        "per_side": Key(Flag(), False),
        "sources": Key(MapOf(OneOf(tuple(LEVEL_NUMBERS)), SOURCE)),
    },
    also=(
        Check(("reps", "duration_s"), _measure_problems),
        Check(("reps", "tempo_s", "hold_s"), _pace_problems),
        Check(("sources",), _source_problems),
    ),
)

MOVEMENT = Table(
    {
        "id": Key(SNAKE),
        "name": Key(Text(called="a name", most=60)),
        "family": Key(OneOf(FAMILIES)),
        "position": Key(OneOf(POSITIONS)),
        "sides": Key(OneOf(SIDES)),
        "purpose": Key(OneOf(PURPOSES)),
        "roles": Key(ListOf(OneOf(ROLES), unique=True), []),
        "equipment": Key(ListOf(OneOf(EQUIPMENT), unique=True), []),
        "surroundings": Key(ListOf(OneOf(SURROUNDINGS), unique=True), []),
        "muscles": Key(ListOf(SNAKE, least=1, unique=True)),
        "demands": Key(ListOf(OneOf(DEMANDS), unique=True), []),
        "summary": Key(SENTENCE),
        "set_up": Key(ListOf(SENTENCE, least=1, most=6)),
        "steps": Key(ListOf(SENTENCE, least=2, most=8)),
        "breathing": Key(SENTENCE),
        "feel": Key(SENTENCE),
        "not_feel": Key(SENTENCE),
        "camera": Key(SENTENCE),
        "measured_by": Key(ListOf(OneOf(MEASURES), least=1, unique=True)),
        "cues": Key(CUES),
        "breath": Key(BREATH, None),
        "watch": Key(WATCH, None),
        "phone": Key(PHONE, None),
        "faults": Key(ListOf(FAULT, least=1, most=8)),
        "cautions": Key(ListOf(CAUTION), []),
        "figure": Key(FIGURE, None),
        "ladder": Key(ListOf(LEVEL, least=1, most=12)),
        # 1 is what a newcomer is given first in this family, 2 and on are what steps in when those before it
        # cannot be; 0 is only ever reached by progressing from an easier movement. Movements joined by
        # regress_to/progress_to form a strand, of which a plan holds one at a time: join only variants of one
        # thing (wall plank, knee plank, forearm plank), never things to do side by side (pelvic tilt and bridge).
        "choice_order": Key(Number(0, 9, whole=True)),
        "default_level": Key(Number(1, 12, whole=True)),
        "article_level": Key(Number(1, 12, whole=True), None),
        "regress_to": Key(SNAKE, None),
        "progress_to": Key(SNAKE, None),
    },
    also=(
        _named_level("default_level"),
        _named_level("article_level"),
        Check(("default_level", "article_level"), _default_problems),
        Check(("sides", "cues"), _switch_problems),
        Check(("sides", "ladder"), _side_problems),
        Check(("faults",), _repeated_faults),
        Check(("faults", "figure"), _shown_faults),
        Check(("measured_by", "watch", "faults", "figure"), watch_problems),
        Check(("measured_by", "phone", "sides", "faults", "figure"), sensing_problems),
        Check(("cautions",), _repeated_cautions),
        Check(("position", "demands", "cautions"), _owed_problems),
    ),
)

OVERLAY_TEXTS = ("name", "summary", "set_up", "steps", "breathing", "feel", "not_feel", "camera")
"""The plain texts of a movement that an overlay in another language must give again."""


def overlay_form(movement: Mapping[str, Any]) -> Table:
    """Return the form of an overlay for this movement: all of its texts, no more and no fewer."""

    def same_length(name: str) -> Key:
        count = len(movement[name])
        return Key(ListOf(SENTENCE, least=count, most=count))

    cue_names = tuple(movement["cues"])
    texts: dict[str, Key] = {
        name: same_length(name) if isinstance(movement[name], list) else Key(SENTENCE) for name in OVERLAY_TEXTS
    }
    capped = {c["condition"]: c["cap"] for c in movement["cautions"] if c["cap"] and c["cap"]["range"]}
    return Table(
        texts
        | {
            "cues": Key(Table({name: Key(SPOKEN) for name in cue_names})),
            "faults": Key(
                Table(
                    {f["id"]: Key(Table({"looks": Key(SENTENCE), "cue": Key(SPOKEN)})) for f in movement["faults"]}
                )
            ),
            "cautions": Key(Table({c["condition"]: Key(SENTENCE) for c in movement["cautions"]})),
            **({"phone": Key(Table({"put": Key(SENTENCE)}))} if movement["phone"] else {}),
            **({"ranges": Key(Table({name: Key(SENTENCE) for name in capped}))} if capped else {}),
        }
    )
