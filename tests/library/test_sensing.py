"""What a movement file owes where a phone measures it."""

import re

import pytest

from lumbar.library import packaged
from lumbar.library.checking import check_files

PHONE = re.compile(r"\[phone\]\n(?:.+\n)+\n")


def faults_of(name: str, text: str) -> list[str]:
    found = check_files({f"{name}.toml": text}, packaged.known(), frozenset(packaged.sources()))
    return [str(fault).partition(": ")[2] for fault in found]


def text_of(name: str) -> str:
    return packaged.texts()[f"{name}.toml"]


def test_a_movement_that_a_phone_measures_says_where_it_lies() -> None:
    (fault,) = faults_of("cat_cow", PHONE.sub("", text_of("cat_cow")))
    assert fault == "phone: expected where the phone lies, and what it tells, found nothing"


def test_a_phone_is_not_put_anywhere_for_nothing() -> None:
    text = text_of("cat_cow").replace('measured_by = ["phone", "timer"]', 'measured_by = ["timer"]')
    (fault,) = faults_of("cat_cow", text)
    assert fault.startswith('phone: expected it only beside "phone" in measured_by')


def test_a_pitch_tells_no_side() -> None:
    text = text_of("trunk_rotation_seated").replace('signal = "turn"', 'signal = "pitch"')
    (fault,) = faults_of("trunk_rotation_seated", text)
    assert fault == 'phone.signal: expected roll or turn, since pitch tells no side, found "pitch"'


@pytest.mark.parametrize(
    ("name", "seen", "fault"),
    [
        ("pelvic_tilt", "{ bounce = true }", "faults[0].seen.bounce: expected"),
        ("cat_cow", '{ tilt = "pitch" }', "faults[0].seen.tilt: expected a movement that is held or comes back"),
    ],
)
def test_a_fault_is_seen_only_by_what_can_see_it(name: str, seen: str, fault: str) -> None:
    text = re.sub(r"^(seen|unseen) = .*$", f"seen = {seen}", text_of(name), count=1, flags=re.MULTILINE)
    assert any(each.startswith(fault) for each in faults_of(name, text))


def test_each_fault_is_seen_or_it_is_said_why_not() -> None:
    text = text_of("pelvic_tilt").replace('unseen = "breath"\n', "")
    (fault,) = faults_of("pelvic_tilt", text)
    assert "expected either seen, or unseen and why" in fault


def test_a_phone_is_put_there_in_every_language() -> None:
    english, spanish = packaged.catalogue(), packaged.catalogue("es")
    for movement in english.movements:
        other = spanish[movement.id].phone
        assert (movement.phone is None) == (other is None)
        if movement.phone and other:
            assert (movement.phone.spot, movement.phone.signal) == (other.spot, other.signal)
            assert movement.phone.put != other.put


def test_walking_is_measured_by_no_phone() -> None:
    assert packaged.catalogue()["walking"].measured_by == ("timer",)
