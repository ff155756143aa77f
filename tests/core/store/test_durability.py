"""Nothing acknowledged is lost to kills, over the real store; damaged files are opened or refused.

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

import pytest

from core import edits
from core.corpus import Sentence
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
