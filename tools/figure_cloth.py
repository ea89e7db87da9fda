"""Clothes and hair: what a garment's part of the surface does instead of following the skin.

A garment lies a few millimetres off a smoothed body, is drawn taut over what is hollow (so that no detail of the
body shows through) and ends in a small step. ``places`` is what is seen, ``under`` what the step goes down to.
"""

from dataclasses import dataclass

import numpy as np

from tools.figure_landmarks import BREAST, HEAD_AXIS, NECK, TRUNK_AXIS
from tools.figure_regions import HAIR, HEM, SHIRT, SKIN, TROUSERS, hairline, limb
from tools.figure_surface import Flags, Floats, Ints, Surface, borders, both_ways, normals, smoothed

Pairs = Ints
POINT, BLUNT = 0.060, 0.021
HEM_REACH = 0.07
"""How far around the breast's point and the hem places are changed; how round the breast is made."""
SLACK, TAUT = 0.006, 0.35
"""Where a garment spans a hollow it may be this much further off, and more the further it is from its ends."""


@dataclass(frozen=True, kw_only=True)
class Garment:
    """How a garment lies: how much the body is smoothed under it, and how taut it is drawn (times smoothed)."""

    region: int
    softened: int
    drawn: int


GARMENTS = (
    Garment(region=TROUSERS, softened=20, drawn=50),
    Garment(region=SHIRT, softened=45, drawn=90),
    Garment(region=HAIR, softened=8, drawn=4),
)
"""What is worn under something else comes first."""
HAIR_VOLUME = (1.20, 0.90, 1.30, 0.70)
"""How full each body's hair is."""
LOCKS, LOCK_COUNT, FAN, CROWN = 0.09, 17.0, 35.0, 1.60
"""How deep the waves in the hair are, how many by radian, how they fan out, and round what height."""


def dressed(surface: Surface) -> Surface:
    """Return the surface with its garments on, and with the row ``under`` beside ``places``."""
    surface = levelled(surface)
    places, under = surface.rows["places"].copy(), surface.rows["places"].copy()
    for garment in GARMENTS:
        worn = surface.touching(surface.regions == garment.region)
        inside, along = _inside(surface, garment.region), _along(surface, garment.region)
        ends = _ends(surface, garment.region)
        away = _away(surface, garment.region)
        for body in range(places.shape[1]):
            skin = surface.rows["places"][:, body]
            soft = _softened(_blunted(skin, surface), inside, surface.seam, garment.softened)
            out = normals(soft, surface.faces, surface.seam)
            if garment.region == SHIRT:
                out[ends & (surface.rows["reference"][:, 2] < HEM + 0.01), 2] = 0
            out = _level(smoothed(out, along, surface.seam, share=0.5, times=20), surface.seam)
            out /= np.linalg.norm(out, axis=1, keepdims=True)
            least = _gap(surface, garment.region, out, body)
            most = least + SLACK + away * TAUT
            shape = soft + least[:, None] * out
            for _ in range(garment.drawn):
                shape = _level(
                    smoothed(shape, np.concatenate([inside, along]), surface.seam, share=0.4, times=1), surface.seam
                )
                gap = ((shape - soft) * out).sum(axis=1)
                near = np.clip(gap, least, most)
                shape += (near - gap)[:, None] * out
                shape[ends] = (soft + near[:, None] * out)[ends]
            places[worn, body] = shape[worn]
        inner = worn & ~ends
        under[inner] = places[inner]
        if garment.region == TROUSERS:
            hidden = ends & surface.touching(surface.regions == SHIRT)
            under[hidden] = places[hidden]
    return surface.with_rows(places=places, under=under)


def _softened(places: Floats, pairs: Pairs, seam: Flags, times: int) -> Floats:
    """Smooth, and swell again each time by as much as that shrinks: bumps go, limbs stay as thick as they are."""
    for _ in range(times):
        places = _level(smoothed(places, pairs, seam, share=0.60, times=1), seam)
        places = _level(smoothed(places, pairs, seam, share=-0.62, times=1), seam)
    return places


def _blunted(places: Floats, surface: Surface) -> Floats:
    """Round the breast, where the mesh is too fine for smoothing from neighbour to neighbour to reach far."""
    away = np.linalg.norm(surface.rows["reference"] - BREAST, axis=1)
    near = np.flatnonzero(away < 2 * POINT)
    at = surface.rows["reference"][near]
    pull = np.exp(-0.5 * (np.linalg.norm(at[:, None] - at[None], axis=2) / BLUNT) ** 2) * _areas(surface)[near]
    pull /= pull.sum(axis=1, keepdims=True)
    share = (1 - _rise(away[near] - 0.6 * POINT, POINT))[:, None]
    rounded = places.copy()
    for _ in range(4):
        for way in (1.0, -1.0):
            rounded[near] += way * share * (pull @ rounded[near] - rounded[near])
    return rounded


def _areas(surface: Surface) -> Floats:
    """Return the area round each vertex on the reference body."""
    corners = surface.rows["reference"][surface.faces]
    area = np.linalg.norm(np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0]), axis=1)
    return np.asarray(np.bincount(surface.faces.ravel(), np.repeat(area, 3), minlength=surface.size), dtype=float)


def levelled(surface: Surface) -> Surface:
    """Return the surface with the shirt's hem at one height in each body, not only in the reference."""
    places, at = surface.rows["places"].copy(), surface.rows["reference"]
    hem = _ends(surface, SHIRT) & (np.abs(at[:, 2] - HEM) < 1e-6)
    around = np.arctan2(at[:, 0], -(at[:, 1] - TRUNK_AXIS))
    order = np.flatnonzero(hem)[np.argsort(around[hem], kind="stable")]
    near = 1 - _rise(np.abs(at[:, 2] - HEM), HEM_REACH)
    near[limb(surface, "wrist", "finger", "lowerarm", "upperarm") > 0] = 0
    for body in range(places.shape[1]):
        height = places[order, body, 2]
        places[:, body, 2] += near * (height.mean() - np.interp(around, around[order], height))
    return surface.with_rows(places=places)


def _inside(surface: Surface, region: int) -> Pairs:
    """Return who looks to whom: all vertices of the garment but those at its ends, which stay."""
    ends = _ends(surface, region)
    worn = surface.touching(surface.regions == region) & ~ends
    edges = both_ways(surface.edges)
    return edges[worn[edges[:, 0]]]


def _along(surface: Surface, region: int) -> Pairs:
    """Return who looks to whom along the garment's ends."""
    edges, sides = borders(surface)
    return both_ways(edges[(sides == region).any(axis=1)])


def _away(surface: Surface, region: int) -> Floats:
    """Return how far each vertex is from the garment's ends, in metres."""
    at = surface.rows["reference"]
    ends = at[_ends(surface, region)]
    return np.asarray([np.linalg.norm(ends - place, axis=1).min() for place in at])


def _ends(surface: Surface, region: int) -> Flags:
    """Return which vertices are on the region's border."""
    edges, sides = borders(surface)
    found = np.zeros(surface.size, dtype=bool)
    found[edges[(sides == region).any(axis=1)]] = True
    return found


def _level(places: Floats, seam: Flags) -> Floats:
    places[seam, 0] = 0
    return places


def _gap(surface: Surface, region: int, out: Floats, body: int) -> Floats:
    """Return how far off the body a garment lies at least at each vertex, in metres."""
    at = surface.rows["reference"]
    if region == TROUSERS:
        return np.full(surface.size, 0.004)
    if region == SHIRT:
        collar = _rise(0.13 - np.linalg.norm(at - NECK, axis=1), 0.05)
        return np.asarray(0.006 + 0.002 * _rise(HEM + 0.07 - at[:, 2], 0.07) - 0.002 * collar)
    behind = _rise(at[:, 1] - HEAD_AXIS, 0.07)
    full = (
        0.0035
        + 0.0095 * np.clip((out[:, 2] - 0.2) / 0.8, 0, 1) ** 1.5
        + 0.0035 * behind * _rise(at[:, 2] - 1.55, 0.06)
    )
    full *= 1 + LOCKS * np.cos((LOCK_COUNT + FAN * at[:, 1]) * np.arctan2(at[:, 0], at[:, 2] - CROWN))
    return np.asarray(0.0030 + full * HAIR_VOLUME[body] * _rise(hairline(surface), 0.022 + 0.050 * behind))


def _rise(value: Floats, over: float | Floats) -> Floats:
    """Return 0 below 0, 1 from ``over`` on, and a smooth rise between."""
    part = np.clip(value / over, 0, 1)
    return np.asarray(part * part * (3 - 2 * part))


def stepped(surface: Surface) -> Surface:
    """Return the surface with a strip of cloth at each garment's end, from its edge down to what is under it."""
    order = {SKIN: 0, HAIR: 1, TROUSERS: 1, SHIRT: 2}
    edges, sides = borders(surface)
    worn = np.array([sorted(map(int, pair)) for pair in sides])
    steps = np.array([set(pair) <= set(order) for pair in worn.tolist()])
    edges, worn = edges[steps], worn[steps]
    rim = np.unique(edges)
    inner = np.full(surface.size, -1)
    inner[rim] = surface.size + np.arange(len(rim))
    faces = surface.faces.copy()
    below: dict[tuple[int, int], tuple[int, int]] = {}
    for (a, b), (one, other) in zip(edges.tolist(), worn.tolist(), strict=True):
        upper, lower = (one, other) if order[one] > order[other] else (other, one)
        below[a, b] = below[b, a] = (upper, lower)
    lows = _lower_side(surface, below)
    strips: list[tuple[int, int, int]] = []
    regions: list[int] = []
    for face, region in zip(surface.faces.tolist(), surface.regions.tolist(), strict=True):
        for a, b in zip(face, face[1:] + face[:1], strict=True):
            if (a, b) in below and below[a, b][0] == region:
                strips += [(b, a, int(inner[a])), (b, int(inner[a]), int(inner[b]))]
                regions += [region, region]
    for place in np.flatnonzero(lows):
        corners = faces[place]
        faces[place] = np.where(inner[corners] >= 0, inner[corners], corners)
    rows = {name: np.concatenate([row, row[rim]]) for name, row in surface.rows.items()}
    rows["places"][surface.size :] = surface.rows["under"][rim]
    return Surface(
        faces=np.concatenate([faces, np.array(strips)]),
        regions=np.concatenate([surface.regions, np.array(regions)]),
        seam=np.concatenate([surface.seam, surface.seam[rim]]),
        rows=rows,
    )


def _lower_side(surface: Surface, below: dict[tuple[int, int], tuple[int, int]]) -> Flags:
    """Return which triangles with a vertex on a garment's end are on its lower side."""
    lower_at: dict[int, int] = {}
    for (a, _), (_, lower) in below.items():
        lower_at[a] = lower
    found = [
        any(lower_at.get(corner) == region for corner in face)
        for face, region in zip(surface.faces.tolist(), surface.regions.tolist(), strict=True)
    ]
    return np.array(found)
