"""Every case, run once in one process with the Keras that is installed, however many processes test."""

import json
import os
import time
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

import pytest

from core.doctor.cases import CASES
from core.doctor.outcome import Outcome, Result
from core.doctor.running import CaseRunner

Diagnose = Callable[[str], Outcome]
WAIT_SECONDS = 240


def _run_all() -> dict[str, Outcome]:
    runner = CaseRunner()
    made = {}
    try:
        for name in CASES:
            outcome = runner.run(name)
            assert outcome is not None
            made[name] = outcome
    finally:
        runner.close()
    return made


@pytest.fixture(scope="session")
def outcomes(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Outcome]:
    """Run the cases, or wait for the process beside this one that does."""
    root = tmp_path_factory.getbasetemp()
    folder = (root.parent if "PYTEST_XDIST_WORKER" in os.environ else root) / "outcomes"
    try:
        folder.mkdir()
    except FileExistsError:
        return _wait_for(folder / "all.json")
    made = _run_all()
    (folder / "part").write_text(json.dumps({name: asdict(outcome) for name, outcome in made.items()}))
    (folder / "part").rename(folder / "all.json")
    return made


def _wait_for(file: Path) -> dict[str, Outcome]:
    until = time.monotonic() + WAIT_SECONDS
    while not file.exists():
        assert time.monotonic() < until, "the process that runs the cases does not come to an end"
        time.sleep(0.2)
    return {
        name: Outcome(name, Result(**parts["wrong"]), Result(**parts["right"]), parts["keras"])
        for name, parts in json.loads(file.read_text()).items()
    }


@pytest.fixture
def diagnose(outcomes: dict[str, Outcome]) -> Diagnose:
    """Return a function that holds a case against what it says of itself, and returns what came of it."""

    def check(name: str) -> Outcome:
        case, outcome = CASES[name], outcomes[name]
        assert outcome.is_ill(case), f"Keras {outcome.keras} behaves otherwise than {name} says: {outcome.wrong}"
        assert outcome.is_well(), f"what {name} advises does not help: {outcome.right}"
        return outcome

    return check
