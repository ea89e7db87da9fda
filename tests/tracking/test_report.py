"""The report: a whole recording, gathered from what was told of it."""

from typing import get_args

import pytest

from lumbar.tracking.events import (
    WHYS,
    Calibrated,
    Event,
    FaultDoubtful,
    FaultRaised,
    HoldEnded,
    HoldProgress,
    RepCompleted,
    RepDropped,
    SecondPerson,
    SideSwitched,
    SightFound,
    SightLost,
    Why,
)
from lumbar.tracking.report import NOTES, Note, Report
from tests.tracking.people import movement

REP = RepCompleted(
    t_s=6.0, rep=1, side="left", start_s=1.00049, top_s=3.5, end_s=5.9, range_deg=61.26, tempo_s=3.9, held_s=1.0
)


def report(*events: Event, frames: int = 0) -> Report:
    made = Report.of(movement("bridge"))
    for event in events:
        made.add(event)
    for frame in range(frames):
        made.frame(frame / 10, seen=frame % 4 != 0)
    made.end()
    return made


def test_a_recording_of_nothing_is_a_report_of_nothing() -> None:
    assert report().document() == {
        "movement": "bridge",
        "rep_count": 0,
        "reps": [],
        "holds": [],
        "faults": [],
        "frames": 0,
        "seen_share": 0.0,
        "unseen": [],
        "uncertain": [],
        "notes": [],
    }


def test_repetitions_and_holds_are_written_to_the_thousandth_of_a_second() -> None:
    document = report(REP, HoldEnded(t_s=6.0, side=None, start_s=3.0, end_s=4.00001, held_s=1.00001)).document()
    assert document["rep_count"] == 1
    assert document["reps"] == [
        {
            "side": "left",
            "start_s": 1.0,
            "top_s": 3.5,
            "end_s": 5.9,
            "range_deg": 61.3,
            "tempo_s": 3.9,
            "held_s": 1.0,
        }
    ]
    assert document["holds"] == [{"side": None, "start_s": 3.0, "end_s": 4.0, "held_s": 1.0}]


def test_a_range_that_is_no_angle_is_none() -> None:
    rep = RepCompleted(t_s=6, rep=1, side=None, start_s=1, top_s=3, end_s=5, range_deg=None, tempo_s=3, held_s=1)
    assert report(rep).document()["reps"][0]["range_deg"] is None


def test_a_fault_comes_with_what_to_say() -> None:
    (fault,) = report(FaultRaised(t_s=3.0, rep=2, fault="hips_low", value=150.0, limit=164.9)).document()["faults"]
    cue = next(each.cue for each in movement("bridge").faults if each.id == "hips_low")
    assert fault == {"fault": "hips_low", "t_s": 3.0, "rep": 2, "value": 150.0, "limit": 164.9, "cue": cue}


@pytest.mark.parametrize("value", [None, 160.0])
def test_what_could_not_be_told_is_uncertain_and_no_fault(value: float | None) -> None:
    document = report(FaultDoubtful(t_s=3.0, rep=2, fault="hips_low", value=value, limit=165.0)).document()
    assert document["faults"] == []
    assert document["uncertain"] == [{"fault": "hips_low", "t_s": 3.0, "rep": 2, "value": value, "limit": 165.0}]


def test_a_blind_spell_has_a_beginning_an_end_and_a_reason() -> None:
    document = report(SightLost(t_s=2.0, why="hidden"), SightFound(t_s=4.5)).document()
    assert document["unseen"] == [{"start_s": 2.0, "end_s": 4.5, "why": "hidden"}]


def test_a_blind_spell_that_lasts_to_the_end_ends_with_the_last_frame() -> None:
    document = report(SightLost(t_s=0.5, why="nobody"), frames=21).document()
    assert document["unseen"] == [] or document["unseen"][0]["end_s"] <= 2.0
    made = Report.of(movement("bridge"))
    made.add(SightLost(t_s=0.5, why="nobody"))
    made.frame(2.0, seen=False)
    made.end()
    made.end()
    assert made.document()["unseen"] == [{"start_s": 0.5, "end_s": 2.0, "why": "nobody"}]


def test_how_much_is_seen_is_a_share_of_the_frames() -> None:
    document = report(frames=8).document()
    assert (document["frames"], document["seen_share"]) == (8, 0.75)


@pytest.mark.parametrize("why", ["blind", "began_before", "not_ended"])
def test_what_is_incomplete_is_a_note_of_when_it_began(why: str) -> None:
    dropped = RepDropped(t_s=9.0, start_s=7.0, why=why)  # type: ignore[arg-type]
    assert report(dropped).document()["notes"] == [{"t_s": 7.0, "note": why}]


def test_a_second_person_is_a_note() -> None:
    assert report(SecondPerson(t_s=3.0)).document()["notes"] == [{"t_s": 3.0, "note": "second_person"}]


def test_what_is_only_for_the_moment_leaves_no_trace() -> None:
    passing = (
        HoldProgress(t_s=1.0, side=None, held_s=1.0),
        SideSwitched(t_s=1.0, side="left"),
        SightFound(t_s=1.0),
        Calibrated(t_s=1.0, share=0.8),
    )
    assert report(*passing).document() == report().document()
    assert report(*passing).own == 0.8


def test_every_reason_and_every_note_has_its_name_in_the_list() -> None:
    assert get_args(Why) == WHYS
    assert get_args(Note) == NOTES
