"""The job that runs one case; the process it runs in is kept for the next one."""

from collections.abc import Generator

from core.doctor.outcome import Outcome
from core.doctor.running import CaseRunner
from gui.jobs import JobControl, Progress


class RunningCase:
    """Job: run one case.

    Args:
        runner: Of no other job at the same time.
        name: Of the case.
    """

    def __init__(self, runner: CaseRunner, name: str) -> None:
        self._runner, self.name = runner, name

    def __call__(self, control: JobControl) -> Generator[object, None, Outcome | None]:
        """Return what came of it; None where it was stopped."""
        yield Progress(0, None)
        return self._runner.run(self.name, lambda: control.run.is_stopped)
