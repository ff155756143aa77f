"""A file is complete or untouched, whatever happens on the way."""

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest

from core.atomic import atomic_write, move_to_new
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


@pytest.mark.skipif(sys.platform == "win32", reason="file modes of POSIX")
def test_a_write_protected_file_stays(tmp_path: Path) -> None:
    target = tmp_path / "words.txt"
    target.write_bytes(b"old")
    target.chmod(0o444)
    link = tmp_path / "link.txt"
    link.symlink_to(target)
    for path in (target, link):
        with (
            pytest.raises(ExportError, match=rf"^{path.name}: cannot be written: the file is write-protected\. Choose"),
            atomic_write(path),
        ):
            pass
    assert target.read_bytes() == b"old"
    assert leftovers(tmp_path) == ["link.txt", "words.txt"]


@pytest.mark.skipif(sys.platform == "win32", reason="devices and pipes of POSIX")
def test_devices_and_pipes_are_not_replaced(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "null").symlink_to("/dev/null")
    for name in ("pipe", "null"):
        with pytest.raises(ExportError, match="it is a device or pipe"), atomic_write(tmp_path / name):
            pass
    assert not Path("/dev/null").is_file()
    assert leftovers(tmp_path) == ["null", "pipe"]


@pytest.mark.skipif(sys.platform == "win32", reason="links of POSIX")
def test_a_link_put_in_the_way_while_writing_is_replaced_and_not_followed(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_bytes(b"secret")
    secret.chmod(0o400)
    target = tmp_path / "words.txt"
    target.write_bytes(b"old")
    with atomic_write(target) as file:
        file.write(b"new")
        target.unlink()
        target.symlink_to(secret)
    assert (secret.read_bytes(), secret.stat().st_mode & 0o777) == (b"secret", 0o400)
    assert not target.is_symlink()
    assert target.read_bytes() == b"new"


@pytest.mark.skipif(sys.platform == "win32", reason="file modes of POSIX")
def test_what_only_the_owner_may_read_is_so_from_the_first_byte(tmp_path: Path) -> None:
    target = tmp_path / "words.txt"
    target.write_bytes(b"old")
    target.chmod(0o600)
    with atomic_write(target):
        (part,) = (path for path in tmp_path.iterdir() if path != target)
        assert part.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("has_links", [True, False])
def test_a_new_name_takes_nobody_elses_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, has_links: bool
) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(errno.EPERM, os.strerror(errno.EPERM))

    if not has_links:
        monkeypatch.setattr(os, "link", refuse)
    draft, target = tmp_path / "draft", tmp_path / "target"
    draft.write_bytes(b"new")
    move_to_new(draft, target)
    assert leftovers(tmp_path) == ["target"]
    for there in (target, tmp_path / "nowhere"):
        if there is not target:
            there.symlink_to(tmp_path / "absent")
        draft.write_bytes(b"newer")
        with pytest.raises(FileExistsError):
            move_to_new(draft, there)
    assert target.read_bytes() == b"new"
    assert not (tmp_path / "absent").exists()
