"""Killed at any moment: every step that was acknowledged is there, and at most the one in flight."""

import shutil
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import astuple, dataclass
from pathlib import Path
from random import Random

import pytest

from core.restoring import interrupted
from tests.conftest import Figures
from tests.faults.nursery import Nursery, nursery
from tests.faults.sessions import (
    Step,
    alternately,
    as_left,
    check_archive,
    check_backups,
    closed,
    leave,
    old,
    only,
    states,
    with_backup,
)

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="forks, which only POSIX has")

LEAST_KILLS = 200
PATIENCE = 60.0


@dataclass(frozen=True)
class Kind:
    """What is being done when the kill comes.

    Attributes:
        begin: Makes the project in a folder.
        steps: What is done, again and again.
        few: The first of them, which are killed at every single deed.
        seconds: About how long a round goes on before the kill, at most.
        is_opening: Whether it is the opening that is killed.
    """

    begin: Callable[[Path], Path]
    steps: Sequence[Step]
    few: int
    seconds: float
    is_opening: bool = False


KINDS = {
    "labelling": Kind(closed, only("label", 1, 150), 3, 0.03),
    "importing": Kind(closed, only("bring", 2, 25), 2, 0.1),
    "saving a model": Kind(closed, only("save_model", 3, 40), 2, 0.03),
    "migrating": Kind(old, only("label", 4, 1), 0, 0.02, is_opening=True),
    "backing up": Kind(closed, alternately("label", "back_up", 15), 2, 0.1),
    "restoring": Kind(with_backup, only("restore_backup", 7, 1), 1, 0.02, is_opening=True),
}


@pytest.fixture(scope="module")
def children() -> Iterator[Nursery]:
    """Where processes are born."""
    with nursery() as born:
        yield born


class Killing:
    """One kind of work, killed again and again.

    Attributes:
        n_kills: How often it was killed.
        n_acknowledged: Steps that were acknowledged.
        n_in_flight: How often the step in flight was there although nobody had been told.
    """

    def __init__(self, folder: Path, kind: Kind, children: Nursery, n_steps: int | None = None) -> None:
        self.n_kills = self.n_acknowledged = self.n_in_flight = 0
        self._folder = folder
        self._children = children
        self._original = kind.begin(folder / "original")
        self._kind = kind
        steps = kind.steps[:n_steps]
        self._steps = [astuple(step) for step in steps]
        self._expected = [state.tables for state in states(self._original, steps, folder)]

    def _fresh(self) -> Path:
        place = self._folder / "at work"
        shutil.rmtree(place, ignore_errors=True)
        return leave(self._original, place)

    def _found(self, path: Path, n_done: int, lines: list[str]) -> int:
        """Return how many steps are there after a kill."""
        n_acknowledged = lines.count("done")
        self.n_acknowledged += n_acknowledged
        n_done += n_acknowledged
        check_backups(path.parent)
        check_archive(path)
        # Killed in the midst of restoring: what was there is aside, and it can be begun again.
        place = path if path.exists() else interrupted(path)
        assert place
        found = as_left(place, self._folder / "left")
        if found == self._expected[n_done]:
            return n_done
        assert found == self._expected[n_done + 1]
        self.n_in_flight += 1
        return n_done + 1

    def at_random(self, n_kills: int, seed: int) -> None:
        """Kill it at random moments, going on each time with what the kill has left."""
        chance = Random(seed)
        path, n_done = self._fresh(), 0
        while self.n_kills < n_kills:
            child = self._children.begin("work", str(path), self._steps, n_done, 0)
            # Most kills come after the opening, some in the midst of it.
            has_ended = chance.random() < 0.8 and not self._kind.is_opening and child.listen(PATIENCE, n_lines=1)
            has_ended = has_ended or child.listen(chance.uniform(0, self._kind.seconds))
            child.kill()
            code = child.end()
            assert code in (0, -9)
            self.n_kills += code == -9
            n_done = self._found(path, n_done, child.lines)
            assert code == -9 or n_done == len(self._steps)
            if n_done == len(self._steps) or self._kind.is_opening:
                path, n_done = self._fresh(), 0

    def at_every_deed(self, *, every: int = 1) -> None:
        """Kill it instead of every single thing it asks of the disk, or of every so many."""
        few = self._steps[: self._kind.few]
        whole = self._children.begin("work", str(self._fresh()), few, 0, 0)
        assert whole.end() == 0
        for last in range(1, 1 + int(whole.lines[-1]), every):
            path = self._fresh()
            child = self._children.begin("work", str(path), few, 0, last)
            assert child.end() == -9
            self.n_kills += 1
            self._found(path, 0, child.lines)


@pytest.mark.parametrize("name", KINDS)
def test_killed(folder: Path, children: Nursery, name: str) -> None:
    killing = Killing(folder, KINDS[name], children, n_steps=12)
    killing.at_random(5, seed=1)
    killing.at_every_deed(every=20)
    assert killing.n_kills >= 8


@pytest.mark.faults
@pytest.mark.timeout(600)
def test_killed_hundreds_of_times(folder: Path, children: Nursery, figures: Figures) -> None:
    kills = Counter[str]()
    n_acknowledged = n_in_flight = 0
    for seed, (name, kind) in enumerate(KINDS.items()):
        killing = Killing(folder / name, kind, children)
        killing.at_random(40, seed)
        killing.at_every_deed()
        assert killing.n_kills > 50
        kills[name] = killing.n_kills
        n_acknowledged += killing.n_acknowledged
        n_in_flight += killing.n_in_flight
    figures.note("kills", {f"while {name}": n for name, n in kills.items()})
    figures.note("of them", {"steps acknowledged": n_acknowledged, "not acknowledged but there": n_in_flight})
    assert kills.total() >= LEAST_KILLS
    assert n_acknowledged > LEAST_KILLS
