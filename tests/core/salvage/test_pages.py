"""Pages as SQLite itself would see them, from the file and from its journal."""

import contextlib
import errno
import os
import random
from collections.abc import Iterator
from pathlib import Path

import apsw
import pytest

from core.errors import ProjectUnreadableError
from core.salvage.pages import Pages

FRAME = 24


@contextlib.contextmanager
def writing(path: Path, page_size: int = 4096) -> Iterator[apsw.Connection]:
    """A database in WAL mode whose journal is not emptied by itself."""
    database = apsw.Connection(str(path))
    setup = f"PRAGMA page_size={page_size}; PRAGMA locking_mode=EXCLUSIVE; PRAGMA journal_mode=WAL;"
    database.execute(f"{setup} PRAGMA wal_autocheckpoint=0; PRAGMA cache_size=5; CREATE TABLE t (x)").fetchall()
    try:
        yield database
    finally:
        database.close()


def taken_away(path: Path, name: str) -> Path:
    """Copy a file and its journal as a crash would leave them."""
    copy = path.with_name(name)
    copy.write_bytes(path.read_bytes())
    copy.with_name(f"{name}-wal").write_bytes(path.with_name(f"{path.name}-wal").read_bytes())
    return copy


def as_sqlite_sees(path: Path) -> list[bytes]:
    """Return the pages of a file after SQLite has taken its journal in."""
    database = apsw.Connection(str(path))
    database.execute("PRAGMA locking_mode=EXCLUSIVE; SELECT * FROM sqlite_schema").fetchall()
    database.wal_checkpoint(mode=apsw.SQLITE_CHECKPOINT_TRUNCATE)
    size = database.pragma("page_size")
    database.close()
    content = path.read_bytes()
    return [content[start : start + size] for start in range(0, len(content), size)]


def pages_of(path: Path) -> tuple[list[bytes], int]:
    with Pages(path) as pages:
        return [pages[number] for number in range(1, pages.count + 1)], pages.n_unreadable_frames


@pytest.mark.parametrize("page_size", [512, 4096, 65536])
def test_the_journal_counts_as_far_as_it_was_committed(tmp_path: Path, page_size: int) -> None:
    chance = random.Random(page_size)
    path = tmp_path / "x"
    with writing(path, page_size) as database:
        for round_ in range(4):
            for _ in range(20):
                database.execute("INSERT INTO t VALUES (?)", (chance.randbytes(chance.randrange(3 * page_size)),))
            database.execute("DELETE FROM t WHERE rowid % 3 = 0")
            if round_ % 2:
                # The journal is written from its beginning again; what was behind stays there.
                database.wal_checkpoint(mode=apsw.SQLITE_CHECKPOINT_RESTART)
        database.execute("BEGIN; UPDATE t SET x = zeroblob(length(x))")
        database.cache_flush()
        copy = taken_away(path, "copy")
        database.execute("ROLLBACK")
    found, n_unreadable = pages_of(copy)
    assert n_unreadable == 0
    expected = as_sqlite_sees(copy)
    assert found[: len(expected)] == expected


def test_without_a_journal_the_file_counts(tmp_path: Path) -> None:
    path = tmp_path / "x"
    with writing(path) as database:
        database.execute("INSERT INTO t VALUES (zeroblob(20000))")
    found, _ = pages_of(path)
    assert b"".join(found) == path.read_bytes()


def test_a_damaged_frame_costs_itself_alone(tmp_path: Path) -> None:
    path = tmp_path / "x"
    with writing(path) as database:
        for number in range(5):
            database.execute("INSERT INTO t VALUES (?)", (bytes([number]) * 3000,))
        copy = taken_away(path, "copy")
    expected, _ = pages_of(copy)
    journal = copy.with_name("copy-wal")
    content = bytearray(journal.read_bytes())
    n_frames = (len(content) - 32) // (FRAME + 4096)
    for frame in range(n_frames):
        damaged = content.copy()
        damaged[32 + frame * (FRAME + 4096) + FRAME + 2000] ^= 1
        journal.write_bytes(damaged)
        found, n_unreadable = pages_of(copy)
        assert n_unreadable == 1
        assert sum(a != b for a, b in zip(found, expected, strict=False)) <= 1


def test_a_damaged_head_of_the_journal_is_told(tmp_path: Path) -> None:
    path = tmp_path / "x"
    with writing(path) as database:
        database.execute("INSERT INTO t VALUES (1)")
        copy = taken_away(path, "copy")
    journal = copy.with_name("copy-wal")
    content = journal.read_bytes()
    journal.write_bytes(b"\0" + content[1:])
    _, n_unreadable = pages_of(copy)
    assert n_unreadable == (len(content) - 32) // (FRAME + 4096) > 0
    journal.write_bytes(b"short")
    assert pages_of(copy)[1] == 0


def test_a_file_that_is_cut_off_ends_in_zeros(tmp_path: Path) -> None:
    path = tmp_path / "x"
    path.write_bytes(b"\1" * 5000)
    with Pages(path) as pages:
        assert (pages.size, pages.count) == (4096, 2)
        assert pages[2] == b"\1" * 904 + bytes(4096 - 904)
        for number in (0, 3):
            with pytest.raises(IndexError):
                pages[number]


def test_a_file_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    with pytest.raises(ProjectUnreadableError, match="^x: cannot be read: " + os.strerror(errno.ENOENT)):
        Pages(tmp_path / "x")
