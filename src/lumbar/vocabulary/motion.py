"""Motion: what a phone's own sensors say of it, sample by sample.

The axes are the phone's: x to the right of its screen, y to its top, z out of the screen towards who looks at it.
They stay with the phone, whichever way the picture on it is turned.

``gravity`` is the browser's ``accelerationIncludingGravity``, m/s², with the sign of the W3C's specification:
it points *up*. A phone that lies still on its back says 0, 0, +9.8; one that falls says 0, 0, 0. Safari on an
iPhone or iPad gives all three with the other sign (0, 0, -9.8 on its back), and whoever writes down its events
turns them round; of a phone that is moved slowly nothing else differs.

``rotation`` is ``rotationRate``, degrees a second about x, y and z, anticlockwise seen from the axis's end. What
browsers call *alpha* is about x, *beta* about y, *gamma* about z: they all do so, and the specification followed
them (https://github.com/w3c/deviceorientation/issues/44). The angles of ``deviceorientation``, which have the same
names, are about z, x and y.

Browsers round both to tenths, so that a tilt is told to about half a degree.
"""

from dataclasses import dataclass

Vector = tuple[float, float, float]

GRAVITY_M_S2 = 9.81


@dataclass(frozen=True, kw_only=True, slots=True)
class Motion:
    """One sample: when, which way is up and how strongly, and how fast the phone turns."""

    t_s: float
    gravity: Vector
    rotation: Vector
