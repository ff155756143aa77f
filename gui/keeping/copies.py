"""Copies of the open project that the user asks for, written in a job and checked before they get their name."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from gui import messages
from gui.job import Progress
from gui.messages import Offer

if TYPE_CHECKING:
    from collections.abc import Generator

    from PySide6.QtWidgets import QWidget

    from core.project import Project
    from gui.job import Job, JobControl
    from gui.jobs import Jobs
    from gui.session import Session

SUFFIX = ".tagscope"


class Copies(QObject):
    """Saves copies of the project.

    Signals:
        open_wanted: Path of a copy that the user wants to work with.
    """

    open_wanted = Signal(object)

    def __init__(self, session: Session, jobs: Jobs, window: QWidget) -> None:
        super().__init__(window)
        self._session = session
        self._jobs = jobs
        self._window = window
        self._target: Path | None = None

    @Slot()
    def on_save(self) -> None:
        """Ask where to, and save a copy there."""
        project = self._session.project
        if project is None:
            return
        suggested = project.path.with_name(self.tr("{name} copy").format(name=project.path.stem) + SUFFIX)
        target = messages.choose_target(
            self._window, self.tr("Save a copy"), str(suggested), self.tr("Projects (*.tagscope)")
        )
        if target is not None:
            target = target if target.suffix == SUFFIX else target.with_name(target.name + SUFFIX)
            self._jobs.start(
                "copy",
                self.tr("Saving {name}").format(name=target.name),
                _Copy(project, target),
                on_done=self._on_saved,
            )

    @Slot(object)
    def _on_saved(self, job: Job) -> None:
        if isinstance(job.result, Path):
            self._target = job.result
            words = self.tr("A copy was saved and checked: {path}").format(path=self._target)
            messages.info(self._window, words, Offer(self.tr("Open it"), self._on_open))

    @Slot()
    def _on_open(self) -> None:
        if self._target is not None:
            self.open_wanted.emit(self._target)


class _Copy:
    """The work of the job; its result is the copy's path."""

    def __init__(self, project: Project, target: Path) -> None:
        self._project, self._target = project, target

    def __call__(self, control: JobControl) -> Generator[object, None, Path]:
        for done, total in self._project.save_copy(self._target):
            yield Progress(done, total)
        return self._target
