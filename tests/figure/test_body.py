from collections import Counter
from itertools import combinations

import numpy as np
import pytest
from numpy.typing import NDArray

from lumbar.figure.body import BODIES, BONES, MUSCLES, PARENTS, REGIONS, Body, load

ISLANDS = {"hair": 1, "shirt": 1, "trousers": 1, "iris": 2, "brows": 4, "lips": 1}
"""How many pieces each region is in; the edges of the upper lids are brows too."""
HEIGHTS = {"woman": 1.64, "man": 1.77, "broad": 1.62, "slight": 1.66}


@pytest.fixture
def any_body() -> Body:
    return load("woman")


@pytest.fixture(params=BODIES)
def body(request: pytest.FixtureRequest) -> Body:
    return load(str(request.param))


def sides(faces: NDArray[np.int64]) -> NDArray[np.int64]:
    return np.concatenate([faces[:, [0, 1]], faces[:, [1, 2]], faces[:, [2, 0]]])


def pieces(edges: NDArray[np.int64]) -> int:
    """Count the connected parts of a graph."""
    label = {int(vertex): int(vertex) for vertex in np.unique(edges)}

    def root(vertex: int) -> int:
        while label[vertex] != vertex:
            label[vertex] = label[label[vertex]]
            vertex = label[vertex]
        return vertex

    for a, b in edges.tolist():
        label[root(a)] = root(b)
    return len({root(vertex) for vertex in label})


def border(body: Body, region: int) -> NDArray[np.int64]:
    """Return the edges between the region and any other."""
    inside = np.unique(np.sort(sides(body.faces[body.regions == region]), axis=1), axis=0)
    outside = np.unique(np.sort(sides(body.faces[body.regions != region]), axis=1), axis=0)
    found, count = np.unique(np.concatenate([inside, outside]), axis=0, return_counts=True)
    return np.asarray(found[count == 2])


def chains(edges: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return each vertex of a line between the two before and after it, (n, 3)."""
    after: dict[int, list[int]] = {}
    for a, b in edges.tolist():
        after.setdefault(a, []).append(b)
        after.setdefault(b, []).append(a)
    return np.array([(one, vertex, other) for vertex, (one, other) in after.items()])


def test_the_four_bodies_share_one_topology() -> None:
    for one, other in combinations([load(name) for name in BODIES], 2):
        assert one.vertices.shape == other.vertices.shape
        for name in ("faces", "regions", "bones", "weights"):
            assert np.array_equal(getattr(one, name), getattr(other, name))
        assert not np.array_equal(one.vertices, other.vertices)


def test_the_mesh_is_light_enough_for_a_telephone(any_body: Body) -> None:
    assert len(any_body.faces) <= 16_000


def test_weights_sum_to_one_and_name_bones(any_body: Body) -> None:
    assert np.allclose(any_body.weights.sum(axis=1), 1)
    assert any_body.weights.min() >= 0
    assert any_body.bones.min() >= 0
    assert any_body.bones.max() < len(BONES)


def test_every_bone_follows_its_parent(body: Body) -> None:
    assert PARENTS[0] == -1
    assert all(-1 < parent < place for place, parent in enumerate(PARENTS) if place)
    assert body.joints.shape == body.tails.shape == (len(BONES), 3)


def test_no_vertex_is_unused_and_no_triangle_has_no_area(body: Body) -> None:
    assert np.array_equal(np.unique(body.faces), np.arange(len(body.vertices)))
    corners = body.vertices[body.faces]
    double = np.linalg.norm(np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0]), axis=1)
    assert double.min() > 1e-8


def test_the_surface_is_closed_but_for_the_mouth_and_the_eyes(any_body: Body) -> None:
    shared = Counter(frozenset(edge) for edge in sides(any_body.faces).tolist())
    assert set(shared.values()) == {1, 2}
    turned = Counter(map(tuple, sides(any_body.faces).tolist()))
    assert set(turned.values()) == {1}
    open_edges = np.array([sorted(edge) for edge, count in shared.items() if count == 1])
    head = any_body.vertices[np.unique(open_edges)]
    assert head[:, 2].min() > any_body.joints[BONES.index("neck03")][2] - 0.05
    assert pieces(sides(any_body.faces)) == 3


def test_left_and_right_mirror_each_other(body: Body) -> None:
    steps = np.rint(body.vertices * 16_000).astype(int)
    places = {tuple(place) for place in steps.tolist()}
    assert all((-x, y, z) in places for x, y, z in places)


def test_each_region_is_there_and_in_few_whole_pieces(any_body: Body) -> None:
    for place, region in enumerate(REGIONS):
        faces = any_body.faces[any_body.regions == place]
        assert len(faces) >= 10, region
        if region in ISLANDS:
            assert pieces(sides(faces)) == ISLANDS[region], region


def test_each_region_ends_in_loops(any_body: Body) -> None:
    for place, region in enumerate(REGIONS):
        meeting = Counter(border(any_body, place).ravel().tolist())
        assert set(meeting.values()) <= {2} or region in {"skin", "eyes", "iris", "brows", "lips"}, region


def test_garments_end_in_lines_without_sharp_corners(any_body: Body) -> None:
    loops = {region: chains(border(any_body, REGIONS.index(region))) for region in ("shirt", "trousers")}
    for name in BODIES:
        at = load(name).vertices
        for region, loop in loops.items():
            before, here, after = at[loop].swapaxes(0, 1)
            back, forth = before - here, after - here
            turn = (back * forth).sum(axis=1) / np.linalg.norm(back, axis=1) / np.linalg.norm(forth, axis=1)
            assert turn.max() < -0.3, (name, region)


def test_the_bodies_are_as_tall_as_said(body: Body) -> None:
    assert body.vertices[:, 2].min() == pytest.approx(0, abs=0.002)
    assert body.vertices[:, 2].max() == pytest.approx(HEIGHTS[body.name], abs=0.03)


def test_every_muscle_has_a_patch_on_both_sides(body: Body) -> None:
    assert tuple(body.muscles) == MUSCLES
    for muscle, shares in body.muscles.items():
        assert shares.min() >= 0
        left = shares[body.vertices[:, 0] > 0.001]
        right = shares[body.vertices[:, 0] < -0.001]
        assert (left > 0.5).sum() >= 5, muscle
        assert np.array_equal(np.sort(left), np.sort(right)), muscle


def test_a_loaded_body_is_not_written_to() -> None:
    with pytest.raises(ValueError, match="read-only"):
        load("woman").vertices[0] = 0


def test_an_unknown_body_is_refused_by_name() -> None:
    with pytest.raises(ValueError, match="expected a body, one of woman, man, broad, slight; found 'giant'"):
        load("giant")
