"""Who has a project is read from beside it, believed only where it can be true, and never needed."""

import json
import os
import socket
from pathlib import Path

import pytest

from core.errors import Holder
from core.store import holders


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "tides 🌊.tagscope"


def beside(target: Path) -> Path:
    return target.with_name(f".{target.name}.lock.json")


def test_what_is_noted_is_read_and_forgotten(target: Path) -> None:
    assert holders.read(target) is None
    holders.note(target)
    holder = holders.read(target)
    assert holder
    assert (holder.host, holder.process) == (socket.gethostname()[:200], os.getpid())
    assert holder.since.endswith("+00:00")
    holders.forget(target)
    assert list(target.parent.iterdir()) == []
    holders.forget(target)


def test_what_somebody_else_has_noted_since_stays(target: Path) -> None:
    holders.note(target)
    other = {"host": "elsewhere", "process": 4711, "since": "2026-11-25T14:02:00+00:00"}
    beside(target).write_text(json.dumps(other), encoding="utf-8")
    holders.forget(target)
    assert holders.read(target) == Holder("elsewhere", 4711, "2026-11-25T14:02:00+00:00")


def test_a_process_of_this_computer_that_is_gone_is_nobody(target: Path) -> None:
    gone = os.posix_spawn("/bin/true", ["true"], {})
    os.waitpid(gone, 0)
    mine = {"host": socket.gethostname()[:200], "process": gone, "since": ""}
    beside(target).write_text(json.dumps(mine), encoding="utf-8")
    assert holders.read(target) is None


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"\xff\xfe",
        b"[]",
        b'{"host": 1, "process": 2, "since": 3}',
        b'{"host": "a", "process": 1e400, "since": ""}',
        b'{"host": "' + b"a" * 10_000 + b'", "process": 1, "since": ""}',
        b"[" * 5000,
    ],
)
def test_what_makes_no_sense_is_nobody(target: Path, content: bytes) -> None:
    beside(target).write_bytes(content)
    assert holders.read(target) is None


def test_a_number_that_is_no_process_is_nobody(target: Path) -> None:
    wrong = {"host": socket.gethostname()[:200], "process": 2**63, "since": ""}
    beside(target).write_text(json.dumps(wrong), encoding="utf-8")
    assert holders.read(target) is None


def test_a_name_that_leaves_no_room_for_a_note(tmp_path: Path) -> None:
    target = tmp_path / ("a" * 250)
    holders.note(target)
    assert holders.read(target) is None
    holders.forget(target)
