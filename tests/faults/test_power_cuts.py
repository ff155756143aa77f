"""The power goes out at any moment: what was acknowledged is there, and nothing is there by half."""

import shutil
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from random import Random

import apsw
import pytest

from core.errors import ProjectError
from core.project import Project
from core.store import opening
from tests import contents
from tests.conftest import Figures
from tests.faults.actions import Desk
from tests.faults.disk import watched_disk
from tests.faults.power import Recorder, cuts
from tests.faults.sessions import NAME, Step, check_backups, closed, killed, old, session, states

LEAST_CUTS = 2000


def recorded(path: Path, steps: list[Step]) -> Recorder:
    """Do the steps and return what they asked of the disk."""
    recorder = Recorder(path.parent)
    with watched_disk(recorder.watch, is_default=True), recorder.watching_python():
        desk = Desk(path)
        for number, step in enumerate(steps, 1):
            step(desk)
            recorder.acknowledge(number)
        desk.close()
    return recorder


def found_after(files: dict[str, bytes], place: Path) -> contents.Tables | None:
    """Return what the store makes of these files; None where it finds them damaged."""
    for path in place.iterdir():
        path.unlink()
    for name, content in files.items():
        (place / Path(name).name).write_bytes(content)
    try:
        check_backups(place)
        with Project.open(place / NAME) as project:
            contents.check_file(project)
            return contents.tables(project)
    except (ProjectError, AssertionError, apsw.Error):
        return None


def outcome(found: contents.Tables | None, n_acknowledged: int, expected: list[contents.Tables]) -> str:
    """Say what has become of a project; only `kept` is right."""
    if found is None:
        return "corrupt"
    # The step in flight may be there or not.
    if found in expected[n_acknowledged : n_acknowledged + 2]:
        return "kept"
    return "lost" if found in expected[:n_acknowledged] else "half"


def cut(folder: Path, begin: Callable[[Path], Path], steps: list[Step], seed: int, **how_often: int) -> Counter[str]:
    """Do the steps, cut the power at many moments, and count what has become of the project."""
    folder.mkdir()
    place = folder / "after"
    place.mkdir()
    path = begin(folder / "at work")
    expected = [state.tables for state in states(path, steps, folder)]
    recorder = recorded(path, steps)
    outcomes = Counter[str]()
    for n_acknowledged, files in cuts(recorder, Random(seed), **how_often):
        outcomes[outcome(found_after(files, place), n_acknowledged, expected)] += 1
    return outcomes


BEGINNINGS = (closed, killed, old)


def test_the_power_goes_out(folder: Path) -> None:
    outcomes = cut(folder / "session", killed, session(1, 12), 1, at_syncs=1, elsewhere=30)
    assert set(outcomes) == {"kept"}
    assert outcomes.total() > 60


def test_a_store_that_does_not_sync_is_found_out(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    set_synchronous(monkeypatch, "OFF")
    outcomes = cut(folder / "session", closed, session(1, 12), 1, at_syncs=1, elsewhere=60)
    assert outcomes["corrupt"] + outcomes["lost"] + outcomes["half"] > 0


def set_synchronous(monkeypatch: pytest.MonkeyPatch, level: str) -> None:
    changed = opening._DURABLE.replace("synchronous=FULL", f"synchronous={level}")
    assert changed != opening._DURABLE
    monkeypatch.setattr(opening, "_DURABLE", changed)


@pytest.mark.faults
@pytest.mark.timeout(600)
def test_thousands_of_power_cuts(folder: Path, monkeypatch: pytest.MonkeyPatch, figures: Figures) -> None:
    outcomes: dict[str, Counter[str]] = {}
    for level in ("FULL", "NORMAL", "OFF"):
        outcomes[level] = Counter()
        if level != "FULL":
            set_synchronous(monkeypatch, level)
        for seed in range(1, 13):
            begin = BEGINNINGS[seed % len(BEGINNINGS)]
            place = folder / f"{level} {seed}"
            outcomes[level] += cut(place, begin, session(seed, 25), seed, at_syncs=3, elsewhere=100)
            shutil.rmtree(place)
        monkeypatch.undo()
        figures.note(f"power cuts, synchronous={level}", outcomes[level])
    assert set(outcomes["FULL"]) == {"kept"}
    assert outcomes["FULL"]["kept"] >= LEAST_CUTS
    # The controls: the weaker setting loses what was acknowledged, the weakest destroys projects.
    assert set(outcomes["NORMAL"]) == {"kept", "lost"}
    assert outcomes["OFF"]["corrupt"] > 0
