"""What a movement's file must answer for, given how it is done.

A movement that forgets a caution is a wrong "go on". So a position or a demand obliges the file to name
certain conditions, with at least a certain effect; `lumbar check` refuses the file otherwise.
Derived from the contra-indication matrix in the project's reference (movement group by condition); the
sources stand beside each caution in the movement files.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from lumbar.vocabulary.movement import EFFECTS, FLOOR_POSITIONS

_KNEELING = ("kneeling", "half_kneeling", "quadruped")

BY_POSITION: dict[str, tuple[tuple[str, str], ...]] = {
    "prone": (("cannot_lie_prone", "block"), ("pregnancy_from_14_weeks", "block")),
    "supine": (("pregnancy_from_14_weeks", "modify"),),
    **dict.fromkeys(_KNEELING, (("cannot_kneel", "modify"),)),
}
"""Position -> (condition, least effect)."""

BY_DEMAND: dict[str, tuple[tuple[str, str], ...]] = {
    "spine_flexion": (
        ("flexion_intolerant", "modify"),
        ("osteoporosis", "modify"),
        ("vertebral_fracture", "modify"),
    ),
    "spine_extension": (
        ("extension_intolerant", "modify"),
        ("spinal_stenosis", "modify"),
        ("spondylolisthesis", "modify"),
    ),
    "spine_rotation": (
        ("flexion_intolerant", "modify"),
        ("spinal_stenosis", "modify"),
        ("spondylolisthesis", "modify"),
        ("osteoporosis", "modify"),
        ("vertebral_fracture", "modify"),
    ),
    "hip_deep_flexion": (("hip_replacement_posterior", "block"),),
    "hip_crossing": (("hip_replacement_posterior", "block"),),
    "hip_extension": (("hip_replacement_anterior", "block"),),
    "hip_external_rotation": (
        ("hip_replacement_anterior", "caution"),
        ("hip_replacement_posterior", "modify"),
    ),
    "weight_on_hands": (("shoulder_or_wrist_pain", "modify"),),
    "weight_on_forearms": (("shoulder_or_wrist_pain", "caution"),),
    "head_down": (
        ("vertigo", "caution"),
        ("glaucoma_or_reflux", "caution"),
        ("blood_pressure_uncontrolled", "caution"),
    ),
    "neck_extension": (("vertigo", "caution"),),
    "long_effort": (("blood_pressure_uncontrolled", "modify"),),
    "nerve_tension": (("sciatica", "caution"),),
    "pressure": (
        ("anticoagulant", "block"),
        ("open_wound", "block"),
        ("osteoporosis", "caution"),
        ("vertebral_fracture", "block"),
        ("sciatica", "caution"),
    ),
    "belly_pressure": (
        ("pregnancy", "block"),
        ("pregnancy_from_14_weeks", "block"),
        ("abdominal_surgery", "caution"),
    ),
    "abdominal_effort": (("abdominal_surgery", "modify"),),
}
"""Demand -> (condition, least effect)."""


SUBSTITUTE_OWED: frozenset[tuple[str, str]] = frozenset({("supine", "pregnancy_from_14_weeks")})
"""(Position, condition) whose "modify" must name a substitute: a cap on one item does not bound several."""


def missing_substitutes(movement: Mapping[str, Any]) -> Iterator[int]:
    """Yield the index of each caution that must name a substitute and does not."""
    for index, caution in enumerate(movement["cautions"]):
        owed = (movement["position"], caution["condition"]) in SUBSTITUTE_OWED and caution["effect"] == "modify"
        if owed and caution["substitute"] is None:
            yield index


def missing_cautions(movement: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    """Yield (condition, least effect, because) for each caution the file owes and does not give."""
    given = {caution["condition"]: caution["effect"] for caution in movement["cautions"]}
    owed: dict[str, tuple[str, str]] = {}
    duties = [(f"position {movement['position']}", BY_POSITION.get(movement["position"], ()))]
    if movement["position"] in FLOOR_POSITIONS:
        duties.append(("it is done on the floor", (("cannot_get_to_floor", "block"),)))
    duties += [(f"demand {demand}", BY_DEMAND.get(demand, ())) for demand in movement["demands"]]
    for because, pairs in duties:
        for condition, least in pairs:
            if condition not in owed or EFFECTS.index(least) < EFFECTS.index(owed[condition][0]):
                owed[condition] = (least, because)
    for condition, (least, because) in owed.items():
        effect = given.get(condition)
        if effect is None or EFFECTS.index(effect) > EFFECTS.index(least):
            yield condition, least, because
