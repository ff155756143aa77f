"""A file is complete or untouched, whatever happens on the way."""

import contextlib
import errno
import itertools
import os
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from core import atomic
from core.atomic import atomic_write, move_to_new, remove_drafts
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


class Killed(BaseException):
    """What no handler of an error stops."""


CALLS = ("open", "fchmod", "fsync", "replace", "close", "unlink")


def killed_at(monkeypatch: pytest.MonkeyPatch, number: int, *, after: bool) -> None:
    """Raise at the n-th call of the system, before or after it is done."""
    counter = itertools.count()

    def wrapped(call: Callable[..., object]) -> Callable[..., object]:
        def run(*values: object, **named: object) -> object:
            is_it = next(counter) == number
            if is_it and not after:
                raise Killed
            result = call(*values, **named)
            if is_it:
                raise Killed
            return result

        return run

    for name in CALLS:
        monkeypatch.setattr(os, name, wrapped(getattr(os, name)))


@pytest.mark.skipif(sys.platform == "win32", reason="system calls of POSIX")
@pytest.mark.parametrize("after", [False, True])
def test_between_each_step_the_file_is_old_or_new(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, after: bool) -> None:
    target = tmp_path / "words.txt"
    found = []
    for number in itertools.count():
        target.write_bytes(b"old")
        is_done = False
        with monkeypatch.context() as patch:
            killed_at(patch, number, after=after)
            with contextlib.suppress(Killed):
                with atomic_write(target) as file:
                    file.write(b"new")
                is_done = True
        found.append(target.read_bytes())
        if is_done:
            break
    assert len(found) > 4
    assert found[0] == b"old"
    assert found[-1] == b"new"
    # Once new, it stays so: there is one moment at which it changes.
    assert found == sorted(found, reverse=True)


KILLED = """
import os, sys
from pathlib import Path
from core.atomic import atomic_write
number, seen = int(sys.argv[2]), [0]
for name in ("open", "fchmod", "fsync", "replace", "close", "unlink"):
    def wrapped(*values, _call=getattr(os, name), **named):
        seen[0] += 1
        if seen[0] == number:
            os._exit(9)
        return _call(*values, **named)
    setattr(os, name, wrapped)
with atomic_write(Path(sys.argv[1])) as file:
    file.write(b"new" * 100_000)
"""


@pytest.mark.faults
def test_killed_at_each_system_call_the_file_is_old_or_new(tmp_path: Path) -> None:
    target, found = tmp_path / "words.txt", []
    for number in itertools.count(1):
        target.write_bytes(b"old")
        command = [sys.executable, "-c", KILLED, str(target), str(number)]
        done = subprocess.run(command, cwd=Path(__file__).parents[2], check=False)
        found.append(target.read_bytes())
        if done.returncode == 0:
            break
    assert set(found) == {b"old", b"new" * 100_000}
    assert len(found) > 4


def test_a_reader_sees_the_old_or_the_new_always_whole(tmp_path: Path) -> None:
    target = tmp_path / "words.txt"
    versions = [bytes([number]) * (50_000 + number) for number in range(40)]
    target.write_bytes(versions[0])
    seen: list[bytes] = []
    is_over = threading.Event()

    def read() -> None:
        while not is_over.is_set():
            seen.append(target.read_bytes())

    reader = threading.Thread(target=read)
    reader.start()
    for version in versions:
        with atomic_write(target) as file:
            for start in range(0, len(version), 4096):
                file.write(version[start : start + 4096])
    is_over.set()
    reader.join()
    assert set(seen) <= set(versions)
    assert [versions.index(content) for content in seen] == sorted(versions.index(content) for content in seen)


def test_a_scanner_that_looks_at_the_file_is_waited_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    replace, refusals = os.replace, iter([True, True, False])

    def refusing(source: Path, target: Path) -> None:
        if next(refusals):
            raise PermissionError(errno.EACCES, "in use")
        replace(source, target)

    target = tmp_path / "words.txt"
    monkeypatch.setattr(os, "replace", refusing)
    monkeypatch.setattr(atomic, "_PATIENCE_SECONDS", 30.0)
    with atomic_write(target) as file:
        file.write(b"new")
    assert target.read_bytes() == b"new"


def test_what_killed_writers_left_is_removed_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "kept"
    drafts = [tmp_path / f".kept.{number}.part" for number in ("0a", "1b")]
    others = [tmp_path / name for name in ("kept", ".kept.part.txt", ".other.0a.part", "kept.0a.part")]
    for file in (*drafts, *others):
        file.write_bytes(b"x")
    remove_drafts(path)
    assert sorted(tmp_path.iterdir()) == sorted(others)
    remove_drafts(tmp_path / "missing" / "kept")
