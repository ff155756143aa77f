"""Damaged and evil files open whole or are refused in our own words; none crashes or hangs the program."""

import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from tests.conftest import Figures
from tests.faults.actions import Desk
from tests.faults.models import small_model
from tests.faults.nursery import Nursery, nursery
from tests.faults.sessions import Step, closed, leave, session

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="forks, which only POSIX has")

ROOM = 2**30
PATIENCE = 20.0
AT_ONCE = 50


@pytest.fixture(scope="module")
def children() -> Iterator[Nursery]:
    """Where processes are born."""
    with nursery() as born:
        yield born


@pytest.fixture
def projects(folder: Path) -> Path:
    """A folder with a closed project that holds something of everything, and with one that a kill has left."""
    desk = Desk(closed(folder / "made"))
    every = [
        Step(kind, kind) for kind in ("setting", "verdict", "believe", "save_model", "run_step", "remark", "bring")
    ]
    for step in [*session(7, 25), *every, Step("add", "1")]:
        step(desk)
    left = leave(desk.path, folder / "left")
    left.rename(folder / "left.tagscope")
    Path(f"{left}-wal").rename(folder / "left.tagscope-wal")
    desk.close()
    desk.path.rename(folder / "closed.tagscope")
    return folder


@pytest.fixture
def model(folder: Path) -> Path:
    """A small model file."""
    return small_model(folder / "network.safetensors")


def outcomes(children: Nursery, task: str, place: Path, seeds: Sequence[int]) -> Counter[str]:
    """Have children open files changed by these seeds; count what came of it.

    One that crashes, hangs or says what it should not fails the test with the seed named.
    """
    found = Counter[str]()
    for first in range(0, len(seeds), AT_ONCE):
        some = list(seeds)[first : first + AT_ONCE]
        child = children.begin(task, str(place), some, ROOM)
        while not child.listen(PATIENCE, n_lines=len(child.lines) + 1):
            if child.is_silent:
                child.kill()
                child.end()
                pytest.fail(f"{task}: {child.lines[-1]} takes for ever")
        code = child.end()
        assert code == 0, f"{task}: {child.lines[-1]} ends with {code}"
        found.update(line for line in child.lines if not line.startswith("begin"))
    return found


def check(found: Counter[str], n: int) -> None:
    assert set(found) <= {"refused", "opened and used", "opened, then refused"}
    assert found.total() == n
    assert found["refused"] > n // 10
    assert found["opened and used"] > n // 20


def test_damaged_projects(projects: Path, children: Nursery) -> None:
    check(outcomes(children, "open_projects", projects, range(40)), 40)


def test_damaged_models(model: Path, children: Nursery) -> None:
    check(outcomes(children, "open_models", model, range(40)), 40)


@pytest.mark.faults
@pytest.mark.timeout(600)
def test_a_thousand_damaged_projects(projects: Path, children: Nursery, figures: Figures) -> None:
    found = outcomes(children, "open_projects", projects, range(1000))
    figures.note("damaged project files", found)
    check(found, 1000)


@pytest.mark.faults
@pytest.mark.timeout(600)
def test_a_thousand_damaged_models(model: Path, children: Nursery, figures: Figures) -> None:
    found = outcomes(children, "open_models", model, range(1000))
    figures.note("damaged model files", found)
    check(found, 1000)
