"""Movement: a thing a person does, with all that is known of it."""

from dataclasses import dataclass
from typing import Literal

from lumbar.vocabulary.dose import Cap, Level, Sides
from lumbar.vocabulary.posture import Figure
from lumbar.vocabulary.watch import PhoneWatch, Seen, Unseen, Watch

Family = Literal[
    "knee_to_chest", "pelvic_tilt_bridge", "cat_cow", "spine_twist", "hip_flexor", "childs_pose",
    "hamstring", "core", "back_extension", "piriformis", "aerobic",
]  # fmt: skip
ARTICLE_FAMILIES: tuple[Family, ...] = (
    "knee_to_chest", "pelvic_tilt_bridge", "cat_cow", "spine_twist", "hip_flexor", "childs_pose",
    "hamstring", "core", "back_extension", "piriformis",
)  # fmt: skip
FAMILIES: tuple[Family, ...] = (*ARTICLE_FAMILIES, "aerobic")

Position = Literal[
    "standing",
    "seated",
    "kneeling",
    "half_kneeling",
    "quadruped",
    "side_lying",
    "supine",
    "prone",
    "long_sitting",
]
POSITIONS: tuple[Position, ...] = (
    "standing", "seated", "half_kneeling", "kneeling", "quadruped", "long_sitting", "side_lying", "supine", "prone",
)  # fmt: skip
"""In the order a session goes through them: down to the floor once, and never back up in between."""

FLOOR_POSITIONS: frozenset[Position] = frozenset(POSITIONS) - {"standing", "seated"}

Purpose = Literal["mobility", "activation", "endurance", "flexibility", "rest", "release", "aerobic"]
PURPOSES: tuple[Purpose, ...] = (
    "aerobic", "mobility", "activation", "endurance", "flexibility", "release", "rest",
)  # fmt: skip
"""In the order a position's movements are done: warm, loosen, work, then the long holds."""

STRENGTH: frozenset[Purpose] = frozenset({"activation", "endurance"})

Equipment = Literal["strap", "foam_roller", "ball", "block"]
EQUIPMENT: tuple[Equipment, ...] = ("strap", "foam_roller", "ball", "block")
Surrounding = Literal["mat", "chair", "wall", "bed", "towel"]
SURROUNDINGS: tuple[Surrounding, ...] = ("mat", "chair", "wall", "bed", "towel")
Measure = Literal["camera", "phone", "timer"]
MEASURES: tuple[Measure, ...] = ("camera", "phone", "timer")

Demand = Literal[
    "spine_flexion", "spine_extension", "spine_rotation", "hip_deep_flexion", "hip_crossing", "hip_extension",
    "hip_external_rotation", "weight_on_hands", "weight_on_forearms", "head_down", "neck_extension",
    "long_effort", "nerve_tension", "pressure", "belly_pressure", "abdominal_effort",
]  # fmt: skip
DEMANDS: tuple[Demand, ...] = (
    "spine_flexion", "spine_extension", "spine_rotation", "hip_deep_flexion", "hip_crossing", "hip_extension",
    "hip_external_rotation", "weight_on_hands", "weight_on_forearms", "head_down", "neck_extension",
    "long_effort", "nerve_tension", "pressure", "belly_pressure", "abdominal_effort",
)  # fmt: skip
"""What a movement asks of the body; a demand obliges its file to answer for certain conditions."""

Role = Literal["warm_up", "outdoor_walk"]
ROLES: tuple[Role, ...] = ("warm_up", "outdoor_walk")

Effect = Literal["block", "modify", "caution"]
EFFECTS: tuple[Effect, ...] = ("block", "modify", "caution")
"""The strictest first."""


@dataclass(frozen=True, kw_only=True)
class Caution:
    """What a condition does to a movement, in the words the person is shown."""

    condition: str
    effect: Effect
    text: str
    substitute: str | None = None
    cap: Cap | None = None
    source: str


@dataclass(frozen=True, kw_only=True)
class Fault:
    """A common mistake: how it looks, and the one thing to say about it.

    A camera or a phone tells it by what is ``seen``, or cannot, and ``unseen`` says why.
    """

    id: str
    looks: str
    cue: str
    seen: Seen | None = None
    unseen: Unseen | None = None


@dataclass(frozen=True, kw_only=True)
class Cues:
    """What is spoken: on starting, on moving out, while holding, on coming back, and to change sides."""

    start: str
    move: str
    hold: str | None = None
    back: str | None = None
    switch: str | None = None


@dataclass(frozen=True, kw_only=True)
class Breath:
    """The pace to breathe at in a slow flow or a long rest, seconds each way, and where it comes from."""

    in_s: float
    out_s: float
    source: str


@dataclass(frozen=True, kw_only=True)
class Movement:
    """One movement file, read. ``ladder`` is sorted by level, from 1 without gaps."""

    id: str
    name: str
    family: Family
    position: Position
    sides: Sides
    purpose: Purpose
    roles: tuple[Role, ...]
    equipment: tuple[Equipment, ...]
    surroundings: tuple[Surrounding, ...]
    muscles: tuple[str, ...]
    demands: tuple[Demand, ...]
    summary: str
    set_up: tuple[str, ...]
    steps: tuple[str, ...]
    breathing: str
    feel: str
    not_feel: str
    camera: str
    measured_by: tuple[Measure, ...]
    cues: Cues
    breath: Breath | None
    watch: Watch | None
    phone: PhoneWatch | None
    faults: tuple[Fault, ...]
    cautions: tuple[Caution, ...]
    figure: Figure | None
    ladder: tuple[Level, ...]
    choice_order: int
    default_level: int
    article_level: int | None
    regress_to: str | None
    progress_to: str | None

    def at(self, level: int) -> Level:
        """Return the rung nearest to ``level``; a level beyond either end is the end."""
        return self.ladder[min(max(level, 1), len(self.ladder)) - 1]

    @property
    def top_level(self) -> int:
        """The highest level of the ladder."""
        return len(self.ladder)

    @property
    def is_strength(self) -> bool:
        """Tell whether the movement works a muscle, rather than loosening, stretching or resting it."""
        return self.purpose in STRENGTH
