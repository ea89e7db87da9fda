"""Compares the drawn person with photos of people who do the same: ``make bench-photos MODEL=…``.

The photos are those of free-exercise-db, in the folder that LUMBAR_EXTERNAL_DATA names. One pose model looks at a
photo, and at the figure drawn from where the photo was taken. Compared are angles in the picture: the model gives
depth too, but guesses it, and its angles in the room are further from what is true of the figure.
"""

import argparse
import os
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Literal

import av
import numpy as np

from benchmarks.detector import Detect, Detected, Floats, Frame, detector
from lumbar.figure.framing import Shot, framed_from
from lumbar.figure.landmarks import Landmarks
from lumbar.figure.performer import Performer
from lumbar.figure.rendering import Filming, Look
from lumbar.library import packaged
from lumbar.vocabulary.landmark import INDEX, LANDMARKS
from lumbar.vocabulary.posture import OTHER_SIDE, SIDES, View

WITHIN_DEG, SHARE = 20.0, 0.85
SEEN = 0.5
"""How visible the model must say a point is, in both pictures."""
AZIMUTHS_DEG, ELEVATIONS_DEG = range(-180, 180, 5), range(0, 50, 5)
SHOT = Shot()

Limb = Literal["left_arm", "right_arm", "left_leg", "right_leg", "trunk"]
POINTS: Mapping[str, tuple[str, ...]] = {"arm": ("elbow", "wrist"), "leg": ("knee", "ankle", "foot_index")}
"""What of a limb moves when it does something else."""
JOINTS: Mapping[str, tuple[str, str, str]] = {
    "hip": ("shoulder", "hip", "knee"),
    "knee": ("hip", "knee", "ankle"),
    "elbow": ("shoulder", "elbow", "wrist"),
}
OF_LIMB: Mapping[Limb, tuple[str, ...]] = {
    "left_arm": ("left_elbow",),
    "right_arm": ("right_elbow",),
    "left_leg": ("left_hip", "left_knee"),
    "right_leg": ("right_hip", "right_knee"),
    "trunk": ("trunk", "left_hip", "right_hip"),
}
MIRRORED = [INDEX["_".join(OTHER_SIDE.get(word, word) for word in name.split("_"))] for name in LANDMARKS]


@dataclass(frozen=True)
class Pair:
    """A photo, and the posture of ours that it shows.

    ``mirrored`` where it shows the other side than our file is written for: what is seen of it is turned around.
    ``otherwise`` says which limbs the person holds otherwise than our file tells, and how; left and right are ours.
    """

    photo: str
    movement: str
    posture: str
    otherwise: Mapping[Limb, str] = field(default_factory=dict)
    mirrored: bool = False
    body: str = "man"


def _arms(how: str) -> dict[Limb, str]:
    return {"left_arm": how, "right_arm": how}


def _legs(how: str) -> dict[Limb, str]:
    return {"left_leg": how, "right_leg": how}


BEHIND_HEAD = _arms("hands behind the head; ours lie at the sides")
ON_HIPS = _arms("hands on the hips; ours lie elsewhere")
OVER_HEAD = _arms("arms over the head; ours lie at the sides, or under the back")
CROSSED = _arms("hands behind the head, or holding a ball; our arms are crossed over the chest")
HANGING = _arms("arms hang; our hands are on the front thigh")
FORWARDS = _arms("arms stretched forwards; ours lie at the sides")
SEAT_HELD = _arms("hands hold the seat; ours are on the thighs")
CLASPED = _arms("hands clasped behind the thigh; ours hold a towel")
CURLED: Mapping[Limb, str] = {"trunk": "head, shoulders and hips curl up from the mat; ours lie flat"}
STRAIGHT: Mapping[Limb, str] = {"left_leg": "the other leg lies straight; ours stands bent"}
HELD_UP: Mapping[Limb, str] = {
    "left_leg": "the free leg is held high and bent; ours is in line with the other thigh"
}
ONE_BENT: Mapping[Limb, str] = {
    "right_leg": "one leg is bent, its foot at the other thigh; ours are both straight",
    "right_arm": "the hand holds the bent leg's foot; ours is on the straight leg",
}
ON_FEET: Mapping[Limb, str] = {
    **_legs("knees straight, on the feet; ours is done on the knees"),
    "left_arm": "the upper hand is on the hip; ours lies along the body",
}
PAIRS = (
    Pair("One_Knee_To_Chest/0", "single_knee_to_chest", "start", BEHIND_HEAD),
    Pair("One_Knee_To_Chest/1", "single_knee_to_chest", "in", STRAIGHT, mirrored=True),
    Pair("Hug_Knees_To_Chest/0", "double_knee_to_chest", "start", ON_HIPS),
    Pair("Hug_Knees_To_Chest/1", "double_knee_to_chest", "in"),
    Pair("Pelvic_Tilt_Into_Bridge/0", "pelvic_tilt", "tilt", OVER_HEAD),
    Pair("Pelvic_Tilt_Into_Bridge/1", "bridge", "up", OVER_HEAD),
    Pair("Butt_Lift_Bridge/0", "bridge", "start"),
    Pair("Butt_Lift_Bridge/1", "bridge", "up"),
    Pair("Single_Leg_Glute_Bridge/0", "single_leg_bridge", "start", HELD_UP),
    Pair("Single_Leg_Glute_Bridge/1", "single_leg_bridge", "up", HELD_UP),
    Pair("Cat_Stretch/0", "cat_cow", "start"),
    Pair("Cat_Stretch/1", "cat_cow", "round"),
    Pair("Spinal_Stretch/0", "trunk_rotation_seated", "start", CROSSED),
    Pair("Torso_Rotation/0", "trunk_rotation_standing", "start", CROSSED),
    Pair("Torso_Rotation/1", "trunk_rotation_standing", "turned", CROSSED, mirrored=True),
    Pair("Kneeling_Hip_Flexor/0", "half_kneeling_hip_flexor", "forward", HANGING, mirrored=True),
    Pair("Kneeling_Hip_Flexor/1", "half_kneeling_hip_flexor", "forward", HANGING, mirrored=True),
    Pair("Worlds_Greatest_Stretch/0", "low_lunge", "sink", HANGING),
    Pair("Childs_Pose/0", "childs_pose", "fold"),
    Pair("Childs_Pose/1", "childs_pose", "fold", _arms("hands beside the head; our arms reach forwards")),
    Pair("90_90_Hamstring/0", "supine_towel_hamstring", "lift", {**STRAIGHT, **CLASPED}, mirrored=True),
    Pair("90_90_Hamstring/1", "supine_towel_hamstring", "straighten", {**STRAIGHT, **CLASPED}, mirrored=True),
    Pair("Hamstring_Stretch/1", "supine_strap_hamstring", "draw", STRAIGHT, mirrored=True),
    Pair("Seated_Floor_Hamstring_Stretch/0", "seated_forward_fold", "fold", ONE_BENT),
    Pair("Seated_Hamstring_and_Calf_Stretch/1", "seated_forward_fold", "start", _arms("hands pull at a strap")),
    Pair("Dead_Bug/0", "dead_bug", "start", body="woman"),
    Pair("Dead_Bug/1", "dead_bug", "out", {"left_arm": "both arms stay up"}, mirrored=True, body="woman"),
    Pair("Plank/1", "forearm_plank", "up"),
    Pair("Side_Bridge/0", "side_plank_knees", "start", ON_FEET, mirrored=True),
    Pair("Side_Bridge/1", "side_plank_knees", "up", ON_FEET, mirrored=True),
    Pair("Superman/0", "prone_back_extension", "start", FORWARDS),
    Pair("Superman/1", "prone_back_extension", "lift", {**FORWARDS, **_legs("the legs are lifted too")}),
    Pair("Lower_Back_Curl/0", "prone_back_extension", "start"),
    Pair("Lower_Back_Curl/1", "prone_back_extension", "lift"),
    Pair("Ankle_On_The_Knee/0", "figure_four_supine", "start", ON_HIPS),
    Pair("Ankle_On_The_Knee/1", "figure_four_supine", "draw", CURLED, mirrored=True),
    Pair("Standing_Pelvic_Tilt/0", "wall_pelvic_tilt", "start"),
    Pair("Standing_Pelvic_Tilt/1", "wall_pelvic_tilt", "pressed", ON_HIPS),
    Pair("Chair_Leg_Extended_Stretch/0", "seated_leg_lift", "start", SEAT_HELD),
    Pair(
        "Chair_Leg_Extended_Stretch/1", "seated_leg_lift", "up", {**SEAT_HELD, "left_leg": "the knee is stretched"}
    ),
)
"""Chosen by looking at each photo. Not compared are exercises that are none of ours, photos of two people, photos
that another folder has too, and what is no posture of ours: the way into a plank, a strap being put on."""


@dataclass(frozen=True, kw_only=True)
class Joint:
    """An angle seen in both pictures, in degrees; ``otherwise`` says what the person does that ours does not."""

    photo: str
    name: str
    photo_deg: float
    figure_deg: float
    otherwise: str | None

    @property
    def off_deg(self) -> float:
        """How much more it is in the figure, from -180 to 180."""
        return (self.figure_deg - self.photo_deg + 180) % 360 - 180

    @property
    def holds(self) -> bool:
        """Tell whether the two agree."""
        return abs(self.off_deg) <= WITHIN_DEG

    def __str__(self) -> str:
        return f"{self.name.replace('_', ' ')} {self.photo_deg:.0f} {self.off_deg:+.0f}"


def main() -> int:
    """Compare, print, and return 1 when too many joints are too far off."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("model", help="lite, full, or a .task file of the pose landmarker")
    parser.add_argument("photos", nargs="*", help="only these, such as Cat_Stretch/1")
    options = parser.parse_args()
    folder = os.environ.get("LUMBAR_EXTERNAL_DATA")
    if not folder:
        print("SKIPPED: LUMBAR_EXTERNAL_DATA is not set")
        return 0
    photos = Path(folder) / "free_exercise_db" / "exercises"
    joints: list[Joint] = []
    print("| photo | posture | camera | angle in the photo, how much more in the figure |\n|---|---|---|---|")
    with detector(options.model) as detect:
        for pair in PAIRS:
            if not options.photos or pair.photo in options.photos:
                joints += _compared(pair, photos / f"{pair.photo}.jpg", detect)
    print(f"\n* is off by more than {WITHIN_DEG:g}°:")
    for joint in joints:
        if not joint.holds:
            print(f"- {joint.photo}, {joint}: {joint.otherwise or 'the same is done, see docs/figure.md'}")
    return _verdict(joints)


def _verdict(joints: Sequence[Joint]) -> int:
    same = [joint for joint in joints if joint.otherwise is None]
    print(f"within {WITHIN_DEG:g}° of all: {_share(joints)}")
    kept = sum(joint.holds for joint in same) >= SHARE * len(same)
    print(f"where the same is done: {_share(same)}, bound {100 * SHARE:g} %: {'kept' if kept else 'MISSED'}")
    return 0 if kept else 1


def _share(joints: Sequence[Joint]) -> str:
    held = sum(joint.holds for joint in joints)
    return f"{held} of {len(joints)} joints ({100 * held / max(len(joints), 1):.1f} %)"


def _compared(pair: Pair, path: Path, detect: Detect) -> list[Joint]:
    """Compare a photo with the figure, print it as a line, and return the joints seen in both."""
    photo = detect(_read(path))
    shown = f"| {pair.photo} | {pair.movement}, {pair.posture} |"
    if photo is None:
        print(f"{shown} - | nobody found in the photo |")
        return []
    photo = _turned(photo) if pair.mirrored else photo
    view, drawn = _drawn(pair, photo)
    figure = detect(drawn)
    camera = f"{view.azimuth_deg:g}°, {view.elevation_deg:g}°"
    if figure is None:
        print(f"{shown} {camera} | nobody found in the drawing |")
        return []
    ours, others = _angles(figure), {name: how for limb, how in pair.otherwise.items() for name in OF_LIMB[limb]}
    joints = [
        Joint(photo=pair.photo, name=name, photo_deg=angle, figure_deg=ours[name], otherwise=others.get(name))
        for name, angle in _angles(photo).items()
        if name in ours
    ]
    print(f"{shown} {camera} | {', '.join(f'{joint}' if joint.holds else f'{joint} *' for joint in joints)} |")
    return joints


def _turned(seen: Detected) -> Detected:
    """Return what would be seen in a mirror."""
    return Detected(on=seen.on[MIRRORED] * [-1, 1], visibility=seen.visibility[MIRRORED])


def _read(path: Path) -> Frame:
    with av.open(str(path)) as file:
        return np.asarray(next(file.decode(video=0)).to_ndarray(format="rgb24"), dtype=np.uint8)


@cache
def _performer(movement: str, body: str) -> Performer:
    return Performer(packaged.catalogue()[movement], body)


def _drawn(pair: Pair, photo: Detected) -> tuple[View, Frame]:
    """Draw the posture from where its points lie most as in the photo; return from where, and the picture."""
    performer = _performer(pair.movement, pair.body)
    bones = performer.solver.pose(performer.cycle().postures[pair.posture])
    places = Landmarks(performer.body).places(performer.solver.skeleton, bones)
    seen = [index for index in _telling(pair) if photo.visibility[index] >= SEEN]
    view = min(
        (View(azimuth_deg=azimuth, elevation_deg=up) for azimuth in AZIMUTHS_DEG for up in ELEVATIONS_DEG),
        key=lambda view: _off(framed_from(view, SHOT, places).project(places[seen])[:, :2], photo.on[seen]),
    )
    camera = framed_from(view, SHOT, places)
    return view, Filming(performer, camera, Look(), places).still(bones)


def _telling(pair: Pair) -> list[int]:
    """Return the points that tell where the camera stands: those of limbs that do what ours do."""
    names = ["nose", *(f"{side}_{joint}" for side in SIDES for joint in ("shoulder", "hip"))]
    for side in SIDES:
        for limb, parts in POINTS.items():
            if f"{side}_{limb}" not in pair.otherwise:
                names += [f"{side}_{part}" for part in parts]
    return [INDEX[name] for name in names]


def _off(points: Floats, others: Floats) -> float:
    """Return how far points are from others when they are moved and scaled to lie on them, in squares."""
    own, other = points - points.mean(axis=0), others - others.mean(axis=0)
    scale = max(0.0, float((own * other).sum() / (own * own).sum()))
    return float(((scale * own - other) ** 2).sum())


def _angles(seen: Detected) -> dict[str, float]:
    """Return the angles in the picture of which all points are seen, in degrees."""
    found = {}
    for side in SIDES:
        for joint, names in JOINTS.items():
            points = [INDEX[f"{side}_{name}"] for name in names]
            if (seen.visibility[points] >= SEEN).all():
                found[f"{side}_{joint}"] = _between(*seen.on[points])
    ends = [[INDEX[f"{side}_{joint}"] for side in SIDES] for joint in ("hip", "shoulder")]
    if (seen.visibility[ends] >= SEEN).all():
        right, down = np.subtract(*(seen.on[end].mean(axis=0) for end in reversed(ends)))
        found["trunk"] = float(np.degrees(np.arctan2(-down, right)))
    return found


def _between(one: Floats, middle: Floats, other: Floats) -> float:
    first, second = one - middle, other - middle
    cosine = first @ second / (np.linalg.norm(first) * np.linalg.norm(second))
    return float(np.degrees(np.arccos(np.clip(cosine, -1, 1))))


if __name__ == "__main__":
    sys.exit(main())
