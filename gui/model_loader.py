"""Brings a project's newest model back into use when the project is opened."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from gui import messages

if TYPE_CHECKING:
    from collections.abc import Generator

    from core.bundle import Bundle
    from core.project import Project
    from gui.job import Job, JobControl
    from gui.jobs import Jobs
    from gui.session import Session


class _Loading:
    """The job that reads and checks one model of a project."""

    def __init__(self, project: Project, number: int, name: str) -> None:
        self.number = number
        self._project = project
        self._name = name

    def __call__(self, control: JobControl) -> Generator[object, None, Bundle]:
        yield from ()
        from core import bundle  # noqa: PLC0415 - only ever in a job's thread

        return bundle.from_bytes(self._project.model(self.number), name=self._name)


class ModelLoader(QObject):
    """Listens to the session and loads what it needs in a job."""

    def __init__(self, session: Session, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._jobs = jobs
        self._job: Job | None = None
        self._loading: _Loading | None = None
        session.opened.connect(self.on_opened)
        session.closed.connect(self.on_closed)

    @Slot()
    def on_opened(self) -> None:
        """Load the newest model of the project, if it has one."""
        project = self._session.project
        models = project.models() if project is not None else ()
        if project is None or not models:
            return
        newest = models[-1]
        self._loading = _Loading(project, newest.id, newest.name)
        title = self.tr("Loading the model of {name}").format(name=newest.name)
        self._job = self._jobs.start(
            "load-model", title, self._loading, on_done=self._on_loaded, on_failed=self._on_failed
        )

    @Slot()
    def on_closed(self) -> None:
        """Let go of a model that is still being loaded."""
        if self._job is not None:
            self._job.cancel()
            self._job = None

    @Slot(object)
    def _on_loaded(self, job: Job) -> None:
        if job is not self._job or self._loading is None:
            return
        self._job = None
        from core.bundle import Bundle  # noqa: PLC0415 - loaded by the job that has just ended

        if isinstance(job.result, Bundle) and self._session.bundle is None:
            self._session.set_bundle(job.result, self._loading.number)

    @Slot(object, object)
    def _on_failed(self, job: Job, error: Exception) -> None:
        # A project that was closed meanwhile takes its file away from the job; nobody waits for that model.
        if job is self._job:
            self._job = None
            messages.error(None, error)
