"""Templates: what was baked of each movement, and what is built from it."""

import pytest

from lumbar.library import packaged
from lumbar.library.templates import build_template, template
from lumbar.vocabulary.landmark import INDEX, LANDMARKS, MAIN, Frame
from lumbar.vocabulary.template import Template
from lumbar.vocabulary.watch import PostureSeen

CATALOGUE = packaged.catalogue()
SHOWN = sorted(each.id for each in CATALOGUE if each.figure is not None)


def shown(name: str) -> Template:
    found = template(name)
    assert found is not None, "not built: run make build"
    return found


def baked(**more: object) -> dict[str, object]:
    points = [[at, 2 * at, -at, at % 100] for at in range(len(MAIN))]
    return {
        "side": "left",
        "goes_round": False,
        "width": 640,
        "height": 480,
        "way": [points, points],
        "faults": {"bent": [points]},
        **more,
    }


@pytest.mark.parametrize("name", ["nothing", "", "../packaged", "es/bridge"])
def test_of_what_was_not_baked_there_is_none(name: str) -> None:
    assert template(name) is None


@pytest.mark.parametrize("name", SHOWN)
def test_every_movement_that_is_shown_has_a_way_of_whole_bodies(name: str) -> None:
    found = shown(name)
    assert len(found.way) >= 2
    for frame in (*found.way, *(frame for frames in found.faults.values() for frame in frames)):
        assert len(frame.points) == len(LANDMARKS)
        assert all(0 <= seen <= 1 for _, _, _, seen in frame.points)
        assert all(frame.points[INDEX[each]][3] > 0 for each in MAIN)
        assert _within(frame)


def _within(frame: Frame) -> bool:
    return all(0 <= frame.points[INDEX[name]][at] <= 1 for name in MAIN for at in (0, 1))


@pytest.mark.parametrize("name", SHOWN)
def test_every_fault_that_is_seen_in_a_posture_has_its_posture(name: str) -> None:
    wanted = {fault.id for fault in CATALOGUE[name].faults if isinstance(fault.seen, PostureSeen)}
    assert wanted <= set(shown(name).faults)


def test_places_are_shares_of_the_picture_and_what_no_one_looks_at_is_not_seen() -> None:
    found = build_template(baked())
    assert (found.side, found.goes_round, len(found.way)) == ("left", False, 2)
    frame = found.way[0]
    assert (frame.width, frame.height, frame.people) == (640, 480, 1)
    for at, name in enumerate(MAIN):
        assert frame.points[INDEX[name]] == pytest.approx((at / 10_000, at / 5_000, -at / 10_000, at / 100))
    assert {frame.points[INDEX[name]] for name in set(LANDMARKS) - set(MAIN)} == {(0.0, 0.0, 0.0, 0.0)}
    assert list(found.faults) == ["bent"]


def test_a_body_of_too_few_landmarks_is_refused() -> None:
    with pytest.raises(ValueError, match="zip"):
        build_template(baked(way=[[[1, 2, 3, 4]]]))
