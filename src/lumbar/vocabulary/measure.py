"""Measure: a named number of a pose, and the limbs it is taken from."""

from collections.abc import Mapping

JOINTS: Mapping[str, tuple[str, str, str]] = {
    "hip": ("shoulder", "hip", "knee"),
    "knee": ("hip", "knee", "ankle"),
    "ankle": ("knee", "ankle", "foot_index"),
    "shoulder": ("hip", "shoulder", "elbow"),
    "elbow": ("shoulder", "elbow", "wrist"),
    "neck": ("hip", "shoulder", "ear"),
}
"""The angle at the middle one, degrees: 0 folded up, 180 straight."""
SEGMENTS: Mapping[str, tuple[str, str]] = {
    "trunk": ("hip", "shoulder"),
    "thigh": ("hip", "knee"),
    "shank": ("knee", "ankle"),
    "leg": ("hip", "ankle"),
    "foot": ("heel", "foot_index"),
    "upper_arm": ("shoulder", "elbow"),
    "forearm": ("elbow", "wrist"),
    "arm": ("shoulder", "wrist"),
}
"""How steeply the way from the first to the second rises, degrees."""
MIDDLES: Mapping[str, tuple[str, str]] = {"head": ("shoulder", "ear"), "face": ("ear", "nose")}
"""The same, from the middle between left and right to the middle: a head may be turned."""
LEANS: Mapping[str, tuple[str, ...]] = {"lean": ("hip", "shoulder", "heel", "foot_index")}
"""How far the way from the first to the second leans from upright towards where the feet point, degrees."""
HEIGHTS: Mapping[str, tuple[str, str]] = {
    "hip_height": ("shoulder", "hip"),
    "knee_height": ("hip", "knee"),
    "ankle_height": ("hip", "ankle"),
    "wrist_height": ("shoulder", "wrist"),
}
"""How far the second is above the first, lengths of the trunk."""
LINES: Mapping[str, tuple[str, str, str]] = {
    "hip_line": ("shoulder", "hip", "ankle"),
    "hip_knee_line": ("shoulder", "hip", "knee"),
}
"""How far the middle one is above the line between the other two, lengths of the trunk."""
GAPS: Mapping[str, tuple[str, str]] = {
    "knee_gap": ("shoulder", "knee"),
    "heel_gap": ("hip", "heel"),
    "wrist_gap": ("hip", "wrist"),
}
"""How far the two are from each other, lengths of the trunk."""
TILTS: Mapping[str, str] = {
    "hip_tilt": "hip",
    "shoulder_tilt": "shoulder",
    "knee_tilt": "knee",
    "ankle_tilt": "ankle",
}
"""How far this side's is above the other side's, lengths of the trunk."""
SPREADS: Mapping[str, str] = {
    "hip_spread": "hip",
    "shoulder_spread": "shoulder",
    "knee_spread": "knee",
    "ankle_spread": "ankle",
}
"""How far this side's is from the other side's, lengths of the trunk."""

MEASURES: tuple[str, ...] = (*JOINTS, *SEGMENTS, *MIDDLES, *LEANS, *HEIGHTS, *LINES, *GAPS, *TILTS, *SPREADS)
IN_DEGREES: frozenset[str] = frozenset({*JOINTS, *SEGMENTS, *MIDDLES, *LEANS})
"""Those that are angles; the others are in lengths of the trunk."""


def limbs_of(measure: str) -> tuple[str, ...]:
    """Return the limbs that a measure needs."""
    for several in (JOINTS, SEGMENTS, MIDDLES, LEANS, HEIGHTS, LINES, GAPS):
        if measure in several:
            return several[measure]
    return (TILTS[measure] if measure in TILTS else SPREADS[measure],)


def of_both_sides(measure: str) -> bool:
    """Tell whether a measure needs its limb on both sides."""
    return measure in TILTS or measure in SPREADS
