"""Posture: how a body lies, kneels, sits or stands, in joint angles and in what rests on what.

Angles are in degrees from the neutral stance: upright, arms hanging, palms towards the body, toes forward. A plus
means what the name says; its opposite is a minus (extension, adduction, internal rotation, pronation, to the
right).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

Side = Literal["left", "right"]
SIDES: tuple[Side, ...] = ("left", "right")
OTHER_SIDE: Mapping[str, Side] = {"left": "right", "right": "left"}

TRUNK_ANGLES: Mapping[str, tuple[float, float]] = {
    "lumbar_flexion": (-35, 60),
    "lumbar_side_bend": (-30, 30),
    "lumbar_rotation": (-15, 15),
    "thoracic_flexion": (-25, 45),
    "thoracic_side_bend": (-30, 30),
    "thoracic_rotation": (-40, 40),
    "neck_flexion": (-60, 60),
    "neck_side_bend": (-45, 45),
    "neck_rotation": (-80, 80),
}
"""Least and most of each angle of the trunk. Side-bend and rotation are to the left."""

LIMB_ANGLES: Mapping[str, tuple[float, float]] = {
    "hip_flexion": (-25, 140),
    "hip_abduction": (-30, 60),
    "hip_external_rotation": (-45, 75),
    "knee_flexion": (-2, 160),
    "ankle_dorsiflexion": (-60, 35),
    "toe_extension": (-30, 75),
    "shoulder_flexion": (-60, 180),
    "shoulder_abduction": (-45, 180),
    "shoulder_external_rotation": (-90, 100),
    "scapula_elevation": (-10, 35),
    "scapula_protraction": (-20, 25),
    "elbow_flexion": (-2, 150),
    "forearm_supination": (-90, 90),
    "wrist_flexion": (-90, 85),
    "wrist_radial_deviation": (-40, 25),
    "finger_flexion": (-15, 95),
    "thumb_flexion": (-30, 60),
}
"""Least and most of each angle that is there on both sides."""

MIRRORED = frozenset({
    "lumbar_side_bend", "lumbar_rotation", "thoracic_side_bend", "thoracic_rotation", "neck_side_bend",
    "neck_rotation",
})  # fmt: skip
"""Angles that point to a side: in the mirror they change their sign."""

ANGLES: Mapping[str, tuple[float, float]] = {
    **TRUNK_ANGLES,
    **{f"{side}_{name}": limits for side in SIDES for name, limits in LIMB_ANGLES.items()},
}
"""Every angle a body has, with its side where it has one."""

Base = Literal["supine", "prone", "side_lying", "upright"]
BASES: tuple[Base, ...] = ("supine", "prone", "side_lying", "upright")
"""How the trunk is turned before any angle is set. On the side means on the right one."""

MIDDLE_PADS = (
    "head_back", "forehead", "sacrum", "lumbar", "upper_back", "belly", "chest", "pelvis_front",
)  # fmt: skip
SIDED_PADS = (
    "heel", "ball", "toes", "sole", "instep", "knee", "shin", "calf", "thigh_front", "thigh_back", "thigh_side",
    "buttock", "sit_bone", "hip_side", "scapula", "shoulder_side", "palm", "fingers", "forearm", "elbow",
    "upper_arm", "ear",
)  # fmt: skip
PADS: tuple[str, ...] = (*MIDDLE_PADS, *(f"{side}_{pad}" for side in SIDES for pad in SIDED_PADS))
"""The places of a body that rest on something, or are held."""

Surface = Literal["floor", "seat", "chair_back", "table", "wall", "roller", "ball", "pillow"]
SURFACES: tuple[Surface, ...] = ("floor", "seat", "chair_back", "table", "wall", "roller", "ball", "pillow")
"""What a body rests on: the floor, a chair's seat, the top of a chair's back, a wall, a roller or a pillow on the
floor, a ball at the wall."""

Wall = Literal["front", "behind", "right"]
WALLS: tuple[Wall, ...] = ("front", "behind", "right")
"""Where the wall stands, from the person."""

Rope = Literal["strap", "towel"]
ROPES: tuple[Rope, ...] = ("strap", "towel")


@dataclass(frozen=True, kw_only=True)
class Posture:
    """One posture as it is written: what is meant, which a solver makes true of a body.

    ``angles`` and ``free`` are keyed as `ANGLES`, in degrees; ``free`` says how much the solver may spend on an
    angle. ``contacts`` maps a surface to the pads that rest on it, ``holds`` a pad to the one it is kept at,
    ``plant`` names the pads that stay where the start had them. ``turn_deg`` is how the pelvis is turned after its
    base: forward, to the left, and about itself to the left.
    """

    angles: Mapping[str, float]
    contacts: Mapping[Surface, tuple[str, ...]]
    plant: tuple[str, ...] = ()
    holds: Mapping[str, str] = field(default_factory=dict)
    free: Mapping[str, float] = field(default_factory=dict)
    turn_deg: tuple[float, float, float] = (0.0, 0.0, 0.0)


@dataclass(frozen=True, kw_only=True)
class ShownFault:
    """How a body shows a fault.

    ``postures`` are all of the figure's postures, some of them wrong. ``tempo`` and ``back_tempo`` are how much of
    the usual time the way there and the way back take: 0.3 is a swing, or a fall. ``bounce`` is how far the body
    swings out of what is held and into it again, as a share of the last part of the way.
    """

    postures: Mapping[str, Posture]
    tempo: float = 1.0
    back_tempo: float = 1.0
    bounce: float = 0.0


@dataclass(frozen=True, kw_only=True)
class View:
    """From where a movement is best seen: turned to the person's feet (+) or head (-), and from above, degrees."""

    azimuth_deg: float = 0.0
    elevation_deg: float = 8.0


@dataclass(frozen=True, kw_only=True)
class Figure:
    """How a movement is shown by a body.

    ``postures`` holds each posture by name, ``start`` among them. ``move`` names those passed on the way of one
    repetition, the last of them held; the way back is the same. ``flow`` names those gone through for as long as a
    timed set lasts: one is gone into and kept, of several each takes ``flow_s`` seconds, and the first follows the
    last. ``side`` is the side they are written for; the other side is their mirror image.
    """

    base: Base
    side: Side
    view: View
    postures: Mapping[str, Posture]
    move: tuple[str, ...] = ()
    flow: tuple[str, ...] = ()
    flow_s: float = 4.0
    wall: Wall = "front"
    ropes: Mapping[Rope, tuple[str, ...]] = field(default_factory=dict)
    """A strap or a towel, as the pads it runs along."""
    faults: Mapping[str, ShownFault] = field(default_factory=dict)
    """Those faults of the movement that a body can show."""

    def showing(self, fault: str) -> "Figure":
        """Return the figure with the postures of a fault; itself, where the fault is not one of posture."""
        postures = self.faults[fault].postures
        return self if postures == self.postures else replace(self, postures=postures)


def mirrored(name: str) -> str:
    """Return the name of an angle or a pad on the other side."""
    side, _, rest = name.partition("_")
    return f"{OTHER_SIDE[side]}_{rest}" if side in OTHER_SIDE else name
