"""Notes of TensorFlow's log stay away from standard error; everything else comes through, in order."""

import os

import pytest

from core.cli.startup_notes import held_back

NOTES = (
    b"WARNING: All log messages before absl::InitializeLog() is called are written to STDERR\n"
    b"I0000 00:00:1795454124.220381   30885 port.cc:153] custom operations are on.\n"
    b"W0000 00:00:1795454124.221106   30885 stub.cc:31] no drivers here.\n"
)


def test_notes_go_and_the_rest_stays(capfd: pytest.CaptureFixture[str]) -> None:
    with held_back():
        os.write(2, b"before\n" + NOTES + b"E0000 00:00:1.5   7 port.cc:1] broken\n")
        os.write(2, b"I am no note: WARNING\n")
    os.write(2, b"after\n")
    assert capfd.readouterr().err.split("\n") == [
        "before",
        "E0000 00:00:1.5   7 port.cc:1] broken",
        "I am no note: WARNING",
        "after",
        "",
    ]


def test_an_error_passes_and_standard_error_is_itself_again(capfd: pytest.CaptureFixture[str]) -> None:
    def fail() -> None:
        with held_back():
            os.write(2, NOTES + b"a crash report without line end")
            raise ImportError("no such library")

    with pytest.raises(ImportError):
        fail()
    os.write(2, b"\nlater\n")
    assert capfd.readouterr().err == "a crash report without line end\nlater\n"


def test_a_closed_standard_error_is_no_trouble() -> None:
    kept = os.dup(2)
    os.close(2)
    try:
        with held_back():
            done = True
    finally:
        os.dup2(kept, 2)
        os.close(kept)
    assert done
