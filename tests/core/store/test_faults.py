"""Whatever SQLite raises becomes an error that begins with the file's name and says what to do."""

from pathlib import Path

import apsw
import pytest

from core.errors import ProjectError
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


def test_other_errors_pass() -> None:
    with pytest.raises(KeyError), own_errors(Path("a.tagscope")):
        raise KeyError("x")
