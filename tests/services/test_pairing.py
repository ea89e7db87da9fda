"""Who is let in from the home network, and who is not."""

import hashlib
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest

from lumbar.bootstrap import SystemChance
from lumbar.services.pairing import ALPHABET, CODE_LETTERS, CODE_LIFE, DEVICE_LIFE, TRIES, Paired, Pairing
from lumbar.services.refusals import NotThere, Refusal
from lumbar.vocabulary.shape import BadDocument
from tests.services.devices import CountingChance, MemoryDevices
from tests.services.scenes import MONDAY, CountingIds, FakeClock

WRONG = "ZZZZZZZZ"


@pytest.fixture
def kept() -> MemoryDevices:
    return MemoryDevices()


@pytest.fixture
def pairing(kept: MemoryDevices, clock: FakeClock) -> Pairing:
    return Pairing(devices=kept, clock=clock, ids=CountingIds(), chance=CountingChance())


def pair(pairing: Pairing, code: str | None = None, name: str = "Phone") -> Paired:
    return pairing.pair({"code": code or pairing.make_code().letters, "name": name})


def refusal(pairing: Pairing, code: str) -> str:
    with pytest.raises(Refusal) as refused:
        pair(pairing, code)
    return refused.value.why


def test_the_code_pairs_a_device(pairing: Pairing) -> None:
    paired = pair(pairing, name=" Anna's phone ")
    assert (paired.device.name, paired.device.seen_on) == ("Anna's phone", MONDAY)
    assert pairing.recognise(paired.token) == paired.device
    assert pairing.devices() == (paired.device,)


def test_only_the_hash_of_the_token_is_kept(pairing: Pairing, kept: MemoryDevices) -> None:
    paired = pair(pairing)
    [device] = kept.all()
    assert device.token_hash == hashlib.sha256(paired.token.encode()).hexdigest()
    assert paired.token not in repr(device)
    assert pairing.recognise(device.token_hash) is None


@pytest.mark.parametrize("typed", ["{0}{1}", "{0}{1} ", "{0}-{1}", "{0} {1}", " {0} - {1}"])
@pytest.mark.parametrize("case", [str.upper, str.lower])
def test_a_code_may_be_typed_as_people_do(pairing: Pairing, typed: str, case: Callable[[str], str]) -> None:
    letters = case(pairing.make_code().letters)
    pair(pairing, typed.format(letters[:4], letters[4:]))


def test_without_a_code_nobody_is_paired(pairing: Pairing, kept: MemoryDevices) -> None:
    assert refusal(pairing, WRONG) == "no_code"
    assert kept.all() == ()


def test_a_code_is_used_once(pairing: Pairing) -> None:
    code = pairing.make_code().letters
    pair(pairing, code)
    assert refusal(pairing, code) == "no_code"


def test_of_ten_at_once_one_is_paired(pairing: Pairing) -> None:
    code, together = pairing.make_code().letters, Barrier(10)

    def try_it(_: int) -> bool:
        together.wait()
        try:
            pair(pairing, code)
        except Refusal:
            return False
        return True

    with ThreadPoolExecutor(10) as threads:
        assert sum(threads.map(try_it, range(10))) == 1
    assert len(pairing.devices()) == 1


def test_a_code_holds_until_its_last_second(pairing: Pairing, clock: FakeClock) -> None:
    code = pairing.make_code()
    clock.time += CODE_LIFE - timedelta(seconds=1)
    pair(pairing, code.letters)


def test_a_code_ends_after_ten_minutes(pairing: Pairing, clock: FakeClock) -> None:
    code = pairing.make_code()
    assert code.ends_at - clock.now() == timedelta(minutes=10)
    clock.time = code.ends_at
    assert refusal(pairing, code.letters) == "no_code"


def test_a_clock_put_back_makes_no_code_last_longer(pairing: Pairing, clock: FakeClock) -> None:
    code = pairing.make_code()
    clock.time -= timedelta(hours=1)
    assert refusal(pairing, code.letters) == "no_code"


def test_five_wrong_tries_and_the_code_is_dead(pairing: Pairing) -> None:
    code = pairing.make_code().letters
    said = [refusal(pairing, WRONG) for _ in range(TRIES)]
    assert said == ["wrong_code"] * 4 + ["no_code"]
    assert refusal(pairing, code) == "no_code"


def test_after_four_wrong_tries_the_right_one_still_pairs(pairing: Pairing) -> None:
    code = pairing.make_code().letters
    for _ in range(TRIES - 1):
        refusal(pairing, WRONG)
    pair(pairing, code)


def test_a_new_code_ends_the_one_before_and_has_all_its_tries(pairing: Pairing) -> None:
    old = pairing.make_code().letters
    for _ in range(TRIES - 1):
        refusal(pairing, WRONG)
    new = pairing.make_code().letters
    assert refusal(pairing, old) == "wrong_code"
    pair(pairing, new)


@pytest.mark.parametrize(
    "typo", ["", "ABCDEFG", "ABCDEFGHJ", "ABCD_EFGH", "ABCDEFG0", "ABCDEFG\u0130", "ABCDEFG\u017f"]
)
def test_a_slip_of_the_finger_costs_no_try(pairing: Pairing, typo: str) -> None:
    code = pairing.make_code().letters
    for _ in range(TRIES):
        with pytest.raises(BadDocument, match="code: expected the 8 letters and digits of the code"):
            pairing.pair({"code": typo, "name": "Phone"})
    pair(pairing, code)


@pytest.mark.parametrize("name", ["", "  ", "x" * 41, "two\nlines", "\0", "\ud800", "right\u202eleft"])
def test_a_name_is_one_readable_line(pairing: Pairing, name: str) -> None:
    code = pairing.make_code().letters
    with pytest.raises(BadDocument, match="name: expected"):
        pair(pairing, code, name)
    pair(pairing, code)


def test_a_stranger_is_not_recognised(pairing: Pairing) -> None:
    pair(pairing)
    assert pairing.recognise("token-99") is None
    assert pairing.recognise("") is None


def test_a_removed_device_is_a_stranger(pairing: Pairing) -> None:
    kept, gone = pair(pairing), pair(pairing)
    pairing.remove(gone.device.id)
    assert pairing.recognise(gone.token) is None
    assert pairing.recognise(kept.token) == kept.device
    with pytest.raises(NotThere):
        pairing.remove(gone.device.id)


def test_the_day_a_device_came_is_noted_once_a_day(pairing: Pairing, kept: MemoryDevices, clock: FakeClock) -> None:
    paired = pair(pairing)
    pairing.recognise(paired.token)
    assert kept.days_noted == 0
    clock.next_day()
    for _ in range(3):
        pairing.recognise(paired.token)
    assert kept.days_noted == 1
    assert [device.seen_on for device in pairing.devices()] == [clock.today()]


def test_after_a_year_a_device_must_be_paired_again(pairing: Pairing, clock: FakeClock) -> None:
    paired = pair(pairing)
    clock.time += DEVICE_LIFE - timedelta(seconds=1)
    assert pairing.recognise(paired.token)
    clock.time += timedelta(seconds=1)
    assert pairing.recognise(paired.token) is None
    assert pairing.devices() == ()


def test_a_code_is_read_out_in_two_halves(pairing: Pairing) -> None:
    code = pairing.make_code()
    assert code.readable == f"{code.letters[:4]}-{code.letters[4:]}"


def test_no_letter_of_a_code_is_read_as_another() -> None:
    assert not set(ALPHABET) & set("ILO01")
    assert len(set(ALPHABET)) == len(ALPHABET) == 31


def test_the_systems_chance_uses_every_letter_and_never_repeats_a_token() -> None:
    chance = SystemChance()
    assert set(chance.letters(ALPHABET, 10_000)) == set(ALPHABET)
    assert len(chance.letters(ALPHABET, CODE_LETTERS)) == CODE_LETTERS
    tokens = {chance.token() for _ in range(1000)}
    assert len(tokens) == 1000
    assert {len(token) for token in tokens} == {43}, "256 bits in base 64"
