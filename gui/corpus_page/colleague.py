"""Takes a colleague's labels over: asks whose they are, matches the file in a job, shows the report."""

from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from core.errors import BackupError
from core.sources import ReadOptions
from gui import messages
from gui.corpus_page.colleague_form import ColleagueForm
from gui.corpus_page.filling import TakenOver, TakingOver
from gui.jobs import Job, Jobs
from gui.session import Session


class Colleague(QWidget):
    """Puts the labels of one file into layers of a colleague's own.

    Signals:
        closed: The user is done here, or has changed their mind.
    """

    closed = Signal()

    def __init__(self, session: Session, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._jobs = session, jobs
        self._path = Path()
        self._options: ReadOptions | None = None
        self._job: Job | None = None
        self._form = ColleagueForm()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._form)
        self._form.wanted.connect(self._on_wanted)
        self._form.closed.connect(self._on_closed)

    def begin(self, path: Path, options: ReadOptions) -> None:
        """Ask whose labels a file holds."""
        self.leave()
        self._path, self._options = path, options
        project = self._session.project
        self._form.begin(path.name, options.layers, project.layers if project is not None else ())

    def leave(self) -> None:
        """Stop; nothing is taken over."""
        if self._job is not None:
            self._job.cancel()
            self._job = None

    @Slot()
    def _on_closed(self) -> None:
        self.leave()
        self.closed.emit()

    @Slot()
    def _on_wanted(self) -> None:
        project, refusal = self._session.project, self._session.refusal
        if refusal is not None:
            messages.error(self, refusal)
        elif project is not None and self._options is not None and self._job is None:
            self._form.set_busy(is_busy=True)
            work = TakingOver(project, self._path, self._options, self._form.chosen, self._form.annotator)
            self._job = self._jobs.start(
                "colleague",
                self.tr("Taking over {name}").format(name=self._path.name),
                work,
                on_event=self._on_no_backup,
                on_done=self._on_done,
                on_failed=self._on_failed,
            )

    @Slot(object)
    def _on_no_backup(self, error: BackupError) -> None:
        messages.error(self, error)

    @Slot(object)
    def _on_done(self, job: Job) -> None:
        is_ours = job is self._job
        if is_ours:
            self._job = None
            self._form.set_busy(is_busy=False)
        if isinstance(job.result, TakenOver):
            # Also where the panel was left in the last moment: what is stored must be seen.
            if job.result.changes is not None and self._session.project is not None:
                self._session.announce(job.result.changes)
            if is_ours:
                self._form.show_matched(job.result.matched)
        elif is_ours:
            messages.info(self, self.tr("Nothing was taken over."))

    @Slot(object, object)
    def _on_failed(self, job: Job, error: Exception) -> None:
        if job is self._job:
            self._job = None
            self._form.set_busy(is_busy=False)
            messages.error(self, error)
