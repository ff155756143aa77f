"""The doctor's room with a stand-in for Keras' process; that cases are true is tested in core."""

from collections.abc import Callable, Iterator
from typing import TypeVar

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from core.doctor.outcome import Outcome, Result
from core.doctor.running import CaseRunner
from gui.doctor.panel import DoctorPanel
from gui.jobs import Jobs
from gui.session import Session

W = TypeVar("W", bound=QWidget)
# Whatever is asked for is refused when wrong, and done when right.
REFUSED = Result("", "ValueError: Input 0: expected ndim=3, found ndim=2. (3, 5)", has_symptom=False)
DONE = Result("outputs (3, 5, 8)", "", has_symptom=False)


class Room:
    """The panel, what it asked to be run, and what a user does with it."""

    def __init__(self, qtbot: QtBot, session: Session, jobs: Jobs) -> None:
        self.qtbot, self.session, self.jobs = qtbot, session, jobs
        self.asked: list[str] = []
        self.outcomes: dict[str, Outcome] = {}
        self.n_closed = 0
        self.panel = DoctorPanel(session, jobs)
        qtbot.addWidget(self.panel)
        self.panel.resize(1300, 800)
        self.panel.show()

    def run(self, name: str, is_stopped: Callable[[], bool]) -> Outcome | None:
        self.asked.append(name)
        if is_stopped():
            return None
        return self.outcomes.get(name, Outcome(name, REFUSED, DONE, "3.15.1"))

    def close(self) -> None:
        self.n_closed += 1

    def find(self, kind: type[W], name: str) -> W:
        found = self.panel.findChild(kind, name)
        assert found is not None
        return found

    def settle(self) -> None:
        self.qtbot.waitUntil(lambda: not self.jobs.running)


@pytest.fixture
def room(qtbot: QtBot, session: Session, jobs: Jobs, monkeypatch: pytest.MonkeyPatch) -> Iterator[Room]:
    made = Room(qtbot, session, jobs)
    monkeypatch.setattr(CaseRunner, "run", made.run)
    monkeypatch.setattr(CaseRunner, "close", made.close)
    yield made
    made.settle()
