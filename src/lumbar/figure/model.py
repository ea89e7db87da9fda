"""The bodies as one file for a screen: a list of arrays, and the arrays, as they lie in memory."""

import json
from typing import Any

import numpy as np
from numpy.typing import NDArray

from lumbar.figure.body import BODIES, BONES, MUSCLES, PARENTS, REGIONS, load

PER_METRE = 16_000
PER_WHOLE = 255
ALIGNED = 4


def model() -> bytes:
    """Return the file: the length of its head (4 bytes, little-endian), its head in JSON, and the arrays.

    The head's ``arrays`` gives for each its ``type`` (as a browser names it), ``at`` (bytes after the head) and
    ``length``. Triangles are sorted by region; ``parts`` says where each region begins and ends among them.
    """
    one = load(BODIES[0])
    order = np.argsort(one.regions, kind="stable")
    counts = np.bincount(one.regions, minlength=len(REGIONS))
    ends = np.cumsum(counts)
    arrays: dict[str, NDArray[Any]] = {
        "faces": one.faces[order].astype("<u2"),
        "bones": one.bones.astype(np.uint8),
        "weights": np.round(one.weights * PER_WHOLE).astype(np.uint8),
        "muscles": np.round(np.stack([one.muscles[name] for name in MUSCLES]) * PER_WHOLE).astype(np.uint8),
    }
    for name in BODIES:
        body = load(name)
        arrays[f"vertices.{name}"] = np.round(body.vertices * PER_METRE).astype("<i2")
        arrays[f"joints.{name}"] = body.joints.astype("<f4")
    head: dict[str, Any] = {
        "bodies": BODIES,
        "bone_names": BONES,
        "parents": PARENTS,
        "muscles": MUSCLES,
        "per_metre": PER_METRE,
        "parts": {
            name: [int(end - count), int(end)] for name, count, end in zip(REGIONS, counts, ends, strict=True)
        },
        "arrays": {},
    }
    body_bytes = bytearray()
    for name, array in arrays.items():
        body_bytes += b"\0" * (-len(body_bytes) % ALIGNED)
        kind = {"u2": "Uint16Array", "u1": "Uint8Array", "i2": "Int16Array", "f4": "Float32Array"}[
            array.dtype.str[1:]
        ]
        head["arrays"][name] = {"type": kind, "at": len(body_bytes), "length": array.size}
        body_bytes += array.tobytes()
    written = json.dumps(head, separators=(",", ":")).encode()
    written += b" " * (-len(written) % ALIGNED)
    return len(written).to_bytes(4, "little") + written + bytes(body_bytes)
