"""Missing system libraries are named with the line that installs them."""

import sys

import pytest

from gui import system_libraries


def test_x11_libraries_count_only_where_there_is_a_display() -> None:
    assert "libxcb-cursor.so.0" in system_libraries.needed({"DISPLAY": ":0"})
    assert "libxcb-cursor.so.0" not in system_libraries.needed({"DISPLAY": ":0", "QT_QPA_PLATFORM": "offscreen"})


def test_a_library_that_does_not_exist_is_missing_and_libc_is_not() -> None:
    assert system_libraries.missing({"libc.so.6": "libc6", "libnowhere.so.9": "libnowhere9"}) == ["libnowhere.so.9"]


def test_the_advice_names_libraries_and_packages() -> None:
    text = system_libraries.advice(["libEGL.so.1", "libGL.so.1"], system_libraries.EVERYWHERE)
    assert "libEGL.so.1, libGL.so.1" in text
    assert "sudo apt-get install -y libegl1 libgl1" in text


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux leaves these libraries to the user")
def test_complaint(monkeypatch: pytest.MonkeyPatch) -> None:
    assert system_libraries.complaint({"QT_QPA_PLATFORM": "offscreen"}) is None
    assert "no display" in (system_libraries.complaint({}) or "")
    monkeypatch.setitem(system_libraries.EVERYWHERE, "libnowhere.so.9", "libnowhere9")
    complaint = system_libraries.complaint({"QT_QPA_PLATFORM": "offscreen"})
    assert complaint is not None
    assert "apt-get install -y libnowhere9" in complaint
