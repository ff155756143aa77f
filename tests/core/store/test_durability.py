"""Nothing acknowledged is lost: kills, full disks and failing disks, over the real store.

The quick rounds run every time; `-m faults` repeats them as often as the promise asks for.
"""

import contextlib
import itertools
import os
import random
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import apsw
import pytest

from core import edits
from core.corpus import Layer, Sentence
from core.errors import ProjectError
from core.project import Project

PROJECT_ROOT = Path(__file__).parents[3]
Dump = Callable[[Project], dict[str, object]]

LABELLER = """
import sys
from pathlib import Path
from core import edits
from core.project import Project
with Project.open(Path(sys.argv[1])) as project:
    numbers = list(project.ids())
    for step in range(int(sys.argv[2]), 10**9):
        project.apply(edits.SetTags(numbers[step % len(numbers)], "pos", 0, (f"t{step % 97}", f"s{step // 97 % 97}")))
        print(step, flush=True)
"""
IMPORTER = """
import sys
from pathlib import Path
from core.corpus import Layer, Sentence
from core.project import Project
with Project.open(Path(sys.argv[1])) as project:
    for step in range(10**9):
        running = project.begin_import(f"file {step}", "text", [Layer("pos"), Layer(f"new {step}")])
        for chunk in range(20):
            running.add([Sentence(("wave", str(k)), {"pos": ("N", "D")}, document=f"{step}") for k in range(20)])
            print("at", step, flush=True)
        running.finish()
        print("done", step, flush=True)
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A closed project of forty sentences of two tokens."""
    path = tmp_path / "tides.tagscope"
    with Project.create(path) as project:
        project.apply(edits.AddLayer("pos"))
        project.apply(edits.AddSentences(tuple(Sentence(("wave", str(k))) for k in range(40))))
    return path


def killed(code: str, path: Path, start: int, seconds: float) -> list[str]:
    """Run `code` in a process of its own, kill it, and return the lines it had acknowledged."""
    process = subprocess.Popen(
        [sys.executable, "-c", code, str(path), str(start)], cwd=PROJECT_ROOT, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    lines = [process.stdout.readline()]
    with contextlib.suppress(subprocess.TimeoutExpired):
        process.wait(seconds)
    os.kill(process.pid, signal.SIGKILL)
    lines += process.stdout.read().split("\n")
    process.stdout.close()
    process.wait()
    assert lines[0]
    return [line.strip() for line in lines if line.strip()]


def tags_of(step: int) -> tuple[str, str]:
    """Return what `LABELLER` writes in this step."""
    return f"t{step % 97}", f"s{step // 97 % 97}"


def label_and_kill(path: Path, rounds: int, dump: Dump, seed: int) -> int:
    chance = random.Random(seed)
    step = 0
    for _ in range(rounds):
        acknowledged = list(map(int, killed(LABELLER, path, step, chance.uniform(0.01, 0.2))))
        last = acknowledged[-1]
        with Project.open(path) as project:
            numbers = list(project.ids())
            expected = {numbers[done % len(numbers)]: tags_of(done) for done in acknowledged}
            found = {number: project.sentence(number).tags["pos"] for number in expected}
            # At most the one edit in flight is there without having been acknowledged.
            in_flight = numbers[(last + 1) % len(numbers)]
            if found.get(in_flight) == tags_of(last + 1):
                expected[in_flight] = tags_of(last + 1)
            assert found == expected
            assert project.undo_title == "tag 2 tokens"
            dump(project)
        step = last + 2
    return step


def import_and_kill(path: Path, rounds: int, dump: Dump, seed: int) -> int:
    chance = random.Random(seed)
    n_before, n_undone = 40, 0
    for _ in range(rounds):
        lines = killed(IMPORTER, path, 0, chance.uniform(0.01, 0.3))
        n_done = sum(line.startswith("done") for line in lines)
        with Project.open(path) as project:
            n_brought, rest = divmod(project.n_sentences - n_before, 400)
            assert rest == 0
            assert n_done <= n_brought <= n_done + 1
            n_undone += project.n_imports_undone
            n_before = project.n_sentences
            dump_small(project, dump)
            while project.undo_title and project.undo_title.startswith("import"):
                project.undo()
            n_before = project.n_sentences
    return n_undone


def dump_small(project: Project, dump: Dump) -> None:
    """Check the totals, where comparing every page would take too long."""
    if project.n_sentences < 100:
        dump(project)
    assert sum(1 for _ in project.sentences()) == project.n_sentences


def test_killed_while_labelling(file: Path, dump: Dump) -> None:
    assert label_and_kill(file, 6, dump, seed=1) > 6


def test_killed_while_importing(file: Path, dump: Dump) -> None:
    assert import_and_kill(file, 6, dump, seed=2) > 0


@pytest.mark.faults
@pytest.mark.timeout(900)
def test_killed_two_hundred_times(file: Path, tmp_path: Path, dump: Dump) -> None:
    n_steps = label_and_kill(file, 140, dump, seed=3)
    n_undone = import_and_kill(file, 60, dump, seed=4)
    print(f"\n200 kills: {n_steps:,} edits acknowledged, none lost; {n_undone} imports cut off, all taken back")


class Failing(apsw.VFS):
    """A disk with room for so many bytes, or one that fails at the n-th write or sync."""

    def __init__(self, name: str) -> None:
        super().__init__(name, "")
        self.room = sys.maxsize
        self.operations = sys.maxsize

    def xOpen(self, name: object, flags: list[int]) -> "FailingFile":  # noqa: N802
        return FailingFile(self, name, flags)


class FailingFile(apsw.VFSFile):
    """A file on that disk."""

    def __init__(self, disk: Failing, name: object, flags: list[int]) -> None:
        self._disk = disk
        super().__init__("", name, flags)

    def xWrite(self, data: bytes, offset: int) -> None:  # noqa: N802
        self._work()
        if len(data) > self._disk.room:
            raise apsw.FullError("disk full")
        self._disk.room -= len(data)
        super().xWrite(data, offset)

    def xSync(self, flags: int) -> bool:  # noqa: N802
        self._work()
        return bool(super().xSync(flags))

    def _work(self) -> None:
        self._disk.operations -= 1
        if self._disk.operations < 0:
            raise apsw.IOError("drive unplugged")


@pytest.fixture
def disk() -> Iterator[Failing]:
    """A disk that fails when told to; registered as `failing`."""
    failing = Failing("failing")
    yield failing
    failing.unregister()


def work(project: Project, done: list[str]) -> None:
    """Label, import and save until something fails; note what was acknowledged."""
    for step in range(6):
        project.apply(edits.SetTags(1 + step, "pos", 0, (f"t{step}", None)))
        done.append(f"t{step}")
    running = project.begin_import("more", "text", [Layer("pos")])
    running.add([Sentence(("more",) * 30, {"pos": ("M",) * 30}, source="row\n" * 30) for _ in range(40)])
    running.finish()
    done.append("import")
    project.save_model("default", bytes(30_000))
    done.append("model")


def check(project: Project, done: list[str], dump: Dump) -> None:
    tags = {tag for sentence in project.sentences() for tag in sentence.layer_tags("pos") if tag}
    acknowledged = {name for name in done if name.startswith("t")}
    assert acknowledged <= tags
    assert project.n_sentences == (80 if "import" in done else 40)
    assert len(project.models()) == int("model" in done)
    dump(project)


def budgets(whole: int, count: int) -> list[int]:
    return sorted({whole * index // count for index in range(count)})


def disk_fails(file: Path, disk: Failing, dump: Dump, attribute: str, counts: list[int]) -> int:
    """Work on a disk that fails after so much, mend it, and go on with the same connection; then reopen."""
    original = file.read_bytes()
    failures = []
    for count in counts:
        file.write_bytes(original)
        done: list[str] = []
        with Project.open(file, vfs="failing") as project:
            setattr(disk, attribute, count)
            try:
                work(project, done)
            except ProjectError as error:
                failures.append(error)
            setattr(disk, attribute, sys.maxsize)
            check(project, done, dump)
            project.apply(edits.SetTags(40, "pos", 1, ("last",)))
        with Project.open(file) as project:
            assert project.sentence(40).tags["pos"][1] == "last"
            check(project, done, dump)
    file.write_bytes(original)
    assert all(str(error).startswith("tides.tagscope: ") and error.remedy for error in failures)
    return len(failures)


def whole_cost(file: Path, disk: Failing, attribute: str) -> int:
    """Return how many bytes or operations the work takes on a disk that does not fail."""
    original = file.read_bytes()
    setattr(disk, attribute, sys.maxsize)
    with Project.open(file, vfs="failing") as project:
        begun = getattr(disk, attribute)
        work(project, [])
        cost = begun - getattr(disk, attribute)
    file.write_bytes(original)
    setattr(disk, attribute, sys.maxsize)
    return int(cost)


def test_a_full_disk_loses_nothing_and_the_connection_goes_on(file: Path, disk: Failing, dump: Dump) -> None:
    counts = budgets(whole_cost(file, disk, "room"), 12)
    assert disk_fails(file, disk, dump, "room", counts) == len(counts)


def test_a_failing_disk_loses_nothing_and_the_connection_goes_on(file: Path, disk: Failing, dump: Dump) -> None:
    counts = budgets(whole_cost(file, disk, "operations"), 12)
    assert disk_fails(file, disk, dump, "operations", counts) == len(counts)


@pytest.mark.faults
@pytest.mark.timeout(900)
def test_a_disk_that_fails_at_every_operation_and_budget(file: Path, disk: Failing, dump: Dump) -> None:
    operations = list(range(whole_cost(file, disk, "operations")))
    room = budgets(whole_cost(file, disk, "room"), 300)
    assert disk_fails(file, disk, dump, "operations", operations) == len(operations)
    assert disk_fails(file, disk, dump, "room", room) == len(room)
    print(f"\nfailed at each of {len(operations)} operations and {len(room)} byte budgets: nothing acknowledged lost")


def mutations(content: bytes, count: int, seed: int) -> Iterator[bytes]:
    chance = random.Random(seed)
    for kind in itertools.islice(itertools.cycle(("flip", "zero", "cut", "swap")), count):
        changed = bytearray(content)
        start = chance.randrange(len(changed))
        if kind == "flip":
            changed[start] ^= 1 << chance.randrange(8)
        elif kind == "zero":
            changed[start : start + 512] = bytes(len(changed[start : start + 512]))
        elif kind == "cut":
            del changed[start:]
        else:
            other = chance.randrange(len(changed))
            changed[start : start + 64], changed[other : other + 64] = (
                changed[other : other + 64],
                changed[start : start + 64],
            )
        yield bytes(changed)


def open_mutated(file: Path, count: int, seed: int) -> tuple[int, int]:
    """Open, read and change damaged files; anything but success and our own error fails the test."""
    content = file.read_bytes()
    refusals = []
    n_opened = 0
    for changed in mutations(content, count, seed):
        Path(f"{file}-wal").unlink(missing_ok=True)
        file.write_bytes(changed)
        try:
            with Project.open(file) as project:
                list(project.sentences())
                _ = project.labels("pos"), project.models(), project.length_histogram()
                project.apply(edits.SetTags(1, "pos", 0, ("N",)))
                project.undo()
            n_opened += 1
        except ProjectError as error:
            refusals.append(error)
    assert all(str(error).startswith(file.name) for error in refusals)
    return n_opened, len(refusals)


def test_damaged_files_open_or_are_refused(file: Path) -> None:
    n_opened, n_refused = open_mutated(file, 100, seed=5)
    assert n_opened
    assert n_refused


@pytest.mark.faults
@pytest.mark.timeout(900)
def test_a_thousand_damaged_files(file: Path) -> None:
    n_opened, n_refused = open_mutated(file, 1000, seed=6)
    assert n_opened + n_refused == 1000
    print(f"\n1,000 damaged files: {n_opened} opened and passed their check, {n_refused} refused")
