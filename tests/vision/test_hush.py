import os

import pytest

from lumbar.vision.hush import hush

NOISE = (
    b"INFO: Created TensorFlow Lite XNNPACK delegate for CPU.\n"
    b"WARNING: Logging before InitGoogle() is written to STDERR\n"
    b"W0000 00:00:1795466780.685929   18521 some_file.cc:121] Feedback manager requires something.\n"
    b"I0000 00:00:1795466780.685929   18521 some_file.cc:121] Hello.\n"
)
REAL = b"E0000 00:00:1795466780.685929   18521 some_file.cc:121] Out of memory.\nSegmentation fault\n"


def test_noise_is_held_back_and_errors_are_passed_on(capfd: pytest.CaptureFixture[str]) -> None:
    with hush():
        os.write(2, NOISE + REAL)
        assert capfd.readouterr().err == ""
    os.write(2, b"afterwards\n")
    assert capfd.readouterr().err == REAL.decode() + "afterwards\n"


def test_what_was_said_before_a_failure_is_passed_on(capfd: pytest.CaptureFixture[str]) -> None:
    def fail() -> None:
        with hush():
            os.write(2, REAL)
            raise OSError("full")

    with pytest.raises(OSError, match="full"):
        fail()
    assert capfd.readouterr().err == REAL.decode()
