"""One view over a subject, without the page around it."""

from collections.abc import Callable
from typing import Generic, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QWidget
from pytestqt.qtbot import QtBot

from gui.jobs import Jobs
from gui.tensor_page.batch_view import BatchView
from gui.tensor_page.subject import Subject
from gui.widgets.plain import PlainLabel

V = TypeVar("V", bound=BatchView)
W = TypeVar("W", bound=QWidget)


class ViewBench(Generic[V]):
    """The view, and what a user does with it."""

    def __init__(
        self,
        qtbot: QtBot,
        jobs: Jobs,
        subject: Subject,
        make: Callable[[Subject, Jobs], V],
        size: tuple[int, int] = (1100, 600),
    ) -> None:
        self.qtbot, self.jobs, self.subject = qtbot, jobs, subject
        self.view = make(subject, jobs)
        qtbot.addWidget(self.view)
        self.view.resize(*size)
        self.view.show()
        self.wait()

    def wait(self) -> None:
        self.qtbot.waitUntil(lambda: not self.jobs.running, timeout=240_000)

    def find(self, kind: type[W], name: str) -> W:
        found = self.view.findChild(kind, name)
        assert found is not None, name
        return found

    def words(self) -> str:
        """Return what the view says below."""
        return self.find(PlainLabel, f"{self.view.name}-words").text()

    def choose(self, name: str, steps: int) -> None:
        """Choose an entry so many lines further down."""
        box = self.find(QComboBox, name)
        box.setFocus()
        for _step in range(steps):
            self.qtbot.keyClick(box, Qt.Key.Key_Down)
        self.wait()
