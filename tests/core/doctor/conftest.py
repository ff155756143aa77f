"""Every case, run once in one process with the Keras that is installed."""

from collections.abc import Callable

import pytest

from core.doctor.cases import CASES
from core.doctor.outcome import Outcome
from core.doctor.running import CaseRunner

Diagnose = Callable[[str], Outcome]


@pytest.fixture(scope="session")
def outcomes() -> dict[str, Outcome]:
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


@pytest.fixture
def diagnose(outcomes: dict[str, Outcome]) -> Diagnose:
    """Return a function that holds a case against what it says of itself, and returns what came of it."""

    def check(name: str) -> Outcome:
        case, outcome = CASES[name], outcomes[name]
        assert outcome.is_ill(case), f"Keras {outcome.keras} behaves otherwise than {name} says: {outcome.wrong}"
        assert outcome.is_well(), f"what {name} advises does not help: {outcome.right}"
        return outcome

    return check
