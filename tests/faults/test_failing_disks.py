"""A full or failing disk refuses an edit and changes nothing; mended, the same connection goes on."""

import sys
from collections import Counter
from collections.abc import Sequence
from itertools import accumulate, pairwise
from pathlib import Path

import pytest

from core.errors import ProjectError
from tests import contents
from tests.conftest import Figures
from tests.faults.actions import Desk
from tests.faults.disk import Operation, watched_disk
from tests.faults.failures import Budget, Fault, Growth, NthOperation
from tests.faults.sessions import Step, as_left, leave, make, session, states

LEAST_BUDGETS = 500
LEAST_OPERATIONS = 500


class Trial:
    """One session, done again and again on disks that fail.

    Attributes:
        operations: What the session asks of a disk that does not fail.
    """

    def __init__(self, folder: Path, steps: Sequence[Step]) -> None:
        self._folder = folder
        self._original = make(folder / "tides.tagscope")
        self._steps = steps
        self._expected = states(self._original, steps, folder)
        self.operations: list[Operation] = []
        with watched_disk(self.operations.append) as vfs:
            desk = Desk(leave(self._original, folder / "at work"), vfs)
            for step in steps:
                step(desk)
            desk.close()

    def on(self, fault: Fault) -> str:
        """Do the session on this disk; mend the disk when it has refused something and go on."""
        path = leave(self._original, self._folder / "at work")
        n_refusals = 0
        with watched_disk(fault.watch) as vfs:
            desk: Desk | None = None
            n_done = 0
            while n_done < len(self._steps):
                try:
                    if desk is None:
                        desk = Desk(path, vfs)
                    self._steps[n_done](desk)
                    n_done += 1
                except ProjectError as error:
                    n_refusals += 1
                    check_words(error)
                    fault.mend()
                    self._check(path, desk, n_done)
            if desk:
                desk.close()
        assert as_left(path, self._folder / "left") == self._expected[-1].tables
        if not fault.has_struck:
            return "did not come to pass"
        return "refused" if n_refusals else "overcome"

    def _check(self, path: Path, desk: Desk | None, n_done: int) -> None:
        """Nothing has changed; killed now, at most the edit that was refused is there."""
        if desk and desk.is_open:
            assert contents.shown(desk.project) == self._expected[n_done].shown
        assert as_left(path, self._folder / "left") in [state.tables for state in self._expected[n_done : n_done + 2]]


def check_words(error: ProjectError) -> None:
    assert str(error).startswith("tides.tagscope: ")
    assert error.remedy


def budgets(operations: Sequence[Operation]) -> list[int]:
    """Return every number of bytes at which something changes: where each write ends, and one less.

    What does not fit is written in part, so there is also one that ends in the middle of each write.
    """
    ends = list(accumulate(len(operation.data) for operation in operations if operation.kind == "Write"))
    middles = [(start + end) // 2 for start, end in pairwise([0, *ends])]
    return sorted({0, *ends[:-1], *(end - 1 for end in ends), *middles})


def growths(operations: Sequence[Operation]) -> list[int]:
    """Return every amount of new room at which something changes: what was needed at most so far, and one less."""
    endless = Growth(sys.maxsize)
    for operation in operations:
        endless.watch(operation)
    return sorted({0, *endless.peaks[:-1], *(peak - 1 for peak in endless.peaks)})


def trial(folder: Path, seed: int, n_steps: int) -> Trial:
    place = folder / f"{seed} {n_steps}"
    place.mkdir()
    return Trial(place, session(seed, n_steps))


def sample(of: Sequence[int], n: int) -> list[int]:
    return [of[index * len(of) // n] for index in range(n)]


def test_a_full_disk(folder: Path) -> None:
    small = trial(folder, 2, 6)
    for budget in sample(budgets(small.operations), 12):
        assert small.on(Budget(budget)) == "refused"


def test_a_failing_disk(folder: Path) -> None:
    small = trial(folder, 2, 6)
    numbers = sample(range(1, 1 + len(small.operations)), 12)
    outcomes = Counter(small.on(NthOperation(number, is_lasting=number % 2 == 0)) for number in numbers)
    assert outcomes["refused"] > 6


@pytest.mark.faults
@pytest.mark.timeout(600)
def test_a_disk_full_at_every_byte_budget(folder: Path, figures: Figures) -> None:
    written, grown = Counter[str](), Counter[str]()
    for one in (trial(folder, 2, 12), trial(folder, 3, 12)):
        written.update(one.on(Budget(budget)) for budget in budgets(one.operations))
        grown.update(one.on(Growth(room)) for room in growths(one.operations))
    figures.note("disk full, budgets of bytes written", written)
    figures.note("disk full, budgets of bytes that files grow by", grown)
    assert written["refused"] + grown["refused"] >= LEAST_BUDGETS


@pytest.mark.faults
@pytest.mark.timeout(600)
@pytest.mark.parametrize("is_lasting", [False, True], ids=["once", "lasting"])
def test_a_disk_that_fails_at_every_operation(folder: Path, figures: Figures, is_lasting: bool) -> None:
    outcomes = Counter[str]()
    for one in (trial(folder, 2, 12), trial(folder, 3, 12)):
        numbers = range(1, 1 + len(one.operations))
        outcomes.update(one.on(NthOperation(number, is_lasting=is_lasting)) for number in numbers)
    figures.note(f"operations at which the disk failed, {'lasting' if is_lasting else 'once'}", outcomes)
    assert outcomes["refused"] >= LEAST_OPERATIONS
