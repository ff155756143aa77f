"""Whatever SQLite raises becomes an error that begins with the file's name and says what to do."""

from pathlib import Path

import apsw
import pytest

from core.errors import ProjectDamagedError, ProjectError
from core.store.faults import own_errors


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (apsw.FullError, "the disk is full"),
        (apsw.BusyError, "is open in another window"),
        (apsw.ReadOnlyError, "may not be written"),
        (apsw.CorruptError, "is damaged"),
        (apsw.NotADBError, "is damaged"),
        (apsw.CantOpenError, "cannot be opened"),
        (apsw.NoMemError, "not enough memory"),
        (apsw.IOError, "the disk reports an error"),
        (apsw.ConnectionClosedError, "is closed"),
        (apsw.ProtocolError, "cannot be used"),
    ],
)
def test_errors_are_translated(error: type[apsw.Error], words: str) -> None:
    with (
        pytest.raises(ProjectError, match=rf"^a b\.tagscope: .*{words}") as caught,
        own_errors(Path("/x/a b.tagscope")),
    ):
        raise error("sqlite says so")
    assert caught.value.remedy


def test_a_text_that_is_none_is_damage() -> None:
    with pytest.raises(ProjectDamagedError, match="it holds text that is no UTF-8"), own_errors(Path("a.tagscope")):
        b"caf\xe9".decode()


def test_want_of_memory_is_told() -> None:
    with pytest.raises(ProjectError, match="not enough memory"), own_errors(Path("a.tagscope")):
        raise MemoryError


def test_other_errors_pass() -> None:
    with pytest.raises(KeyError), own_errors(Path("a.tagscope")):
        raise KeyError("x")
