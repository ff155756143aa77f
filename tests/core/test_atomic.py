"""A file is complete or untouched, whatever happens on the way."""

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest

from core.atomic import atomic_write
from core.errors import ExportError


def leftovers(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_writes_and_replaces(tmp_path: Path) -> None:
    target = tmp_path / "words.txt"
    for content in (b"old", b"new"):
        with atomic_write(target) as file:
            file.write(content)
        assert target.read_bytes() == content
    assert leftovers(tmp_path) == ["words.txt"]


def test_the_old_file_is_whole_until_the_end(tmp_path: Path) -> None:
    target = tmp_path / "words.txt"
    target.write_bytes(b"old")
    with atomic_write(target) as file:
        file.write(b"half")
        file.flush()
        assert target.read_bytes() == b"old"


def test_an_error_of_the_caller_changes_nothing(tmp_path: Path) -> None:
    target = tmp_path / "words.txt"
    target.write_bytes(b"old")
    with pytest.raises(TypeError), atomic_write(target) as file:
        file.writelines([b"half", None])
    assert target.read_bytes() == b"old"
    assert leftovers(tmp_path) == ["words.txt"]


@pytest.mark.skipif(sys.platform == "win32", reason="file modes and links of POSIX")
def test_permissions_and_links_are_kept(tmp_path: Path) -> None:
    target = tmp_path / "words.txt"
    target.write_bytes(b"old")
    target.chmod(0o640)
    link = tmp_path / "link.txt"
    link.symlink_to(target)
    with atomic_write(link) as file:
        file.write(b"new")
    assert link.is_symlink()
    assert target.read_bytes() == b"new"
    assert target.stat().st_mode & 0o777 == 0o640


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EIO])
@pytest.mark.parametrize("call", ["fsync", "replace"])
def test_a_failing_system_call_changes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str, number: int
) -> None:
    def fail(*_: object) -> None:
        raise OSError(number, os.strerror(number))

    target = tmp_path / "words.txt"
    target.write_bytes(b"old")
    monkeypatch.setattr(os, call, fail)
    with pytest.raises(ExportError, match=r"^words\.txt: cannot be written: ") as caught, atomic_write(target) as file:
        file.write(b"new")
    assert caught.value.remedy
    assert target.read_bytes() == b"old"
    assert leftovers(tmp_path) == ["words.txt"]


@pytest.mark.skipif(sys.platform == "win32", reason="limits of POSIX")
def test_a_full_disk_leaves_the_old_file(tmp_path: Path) -> None:
    target = tmp_path / "words.txt"
    target.write_bytes(b"old")
    program = (
        "import resource, signal, sys\n"
        "from pathlib import Path\n"
        "from core.atomic import atomic_write\n"
        "from core.errors import ExportError\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (65536, 65536))\n"
        "try:\n"
        "    with atomic_write(Path(sys.argv[1])) as file:\n"
        "        for _ in range(100):\n"
        "            file.write(b'x' * 4096)\n"
        "except ExportError as error:\n"
        "    print(error)\n"
    )
    root = Path(__file__).parents[2]
    done = subprocess.run(
        [sys.executable, "-c", program, str(target)], cwd=root, capture_output=True, text=True, check=True
    )
    assert done.stdout.startswith("words.txt: cannot be written: file too large.")
    assert target.read_bytes() == b"old"
    assert leftovers(tmp_path) == ["words.txt"]


@pytest.mark.parametrize(
    ("name", "remedy"),
    [("absent/words.txt", "Choose a folder that exists."), (".", "This is a folder: choose the name of a file.")],
)
def test_places_that_take_no_file(tmp_path: Path, name: str, remedy: str) -> None:
    with pytest.raises(ExportError) as caught, atomic_write(tmp_path / name):
        pass
    assert caught.value.remedy == remedy
