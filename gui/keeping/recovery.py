"""Puts projects back: the panel of backups, and the jobs that restore, salvage and bring labels back."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from core.errors import ProjectDamagedError, TagscopeError
from gui import messages
from gui.keeping.backup_table import when
from gui.keeping.backups_panel import BackupsPanel
from gui.keeping.restore_work import Draft, Listing, Looking, PutBack, PuttingBack, Restored, Restoring, Salvaging
from gui.keeping.salvage_report import report
from gui.widgets.numbers import grouped

if TYPE_CHECKING:
    from core.backups.record import Backup
    from gui.job import Job
    from gui.main_window import MainWindow


class Recovery(QObject):
    """Shows the backups of the open project or of a file that cannot be opened, and does what is chosen there.

    Signals:
        reopen_wanted: Path of the project to be opened now that it is in its place.
    """

    reopen_wanted = Signal(object)

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._session = window.session
        self._path = Path()
        self._is_damaged = False
        self._job: Job | None = None
        self._draft: Path | None = None
        self._panel: BackupsPanel | None = None
        self._session.damaged.connect(self.on_damaged)
        self._session.closed.connect(self._on_project_closed)

    @property
    def panel(self) -> BackupsPanel:
        """The panel, made when it is wanted for the first time."""
        if self._panel is None:
            self._panel = BackupsPanel()
            self._panel.restore_wanted.connect(self._on_restore)
            self._panel.labels_wanted.connect(self._on_labels)
            self._panel.salvage_wanted.connect(self._on_salvage)
            self._panel.closed.connect(self._on_panel_closed)
        return self._panel

    @Slot()
    def on_backups(self) -> None:
        """Show the backups of the open project."""
        project = self._session.project
        if project is not None:
            self._show(project.path)

    @Slot(object)
    def on_damaged(self, error: ProjectDamagedError) -> None:
        """The open project has been found damaged: say so, and offer what can be done."""
        project = self._session.project
        if project is not None and not (self._is_damaged and self._path == project.path):
            self._show(project.path, error)

    def show_lost(self, path: Path, error: TagscopeError) -> None:
        """Say what is wrong with a file that cannot be opened, and offer what can be done."""
        self._show(path, error)

    def _show(self, path: Path, error: TagscopeError | None = None) -> None:
        self.forget()
        self._path, self._is_damaged = path, error is not None
        project = self._session.project
        is_open = project is not None and project.path == path and error is None
        now = project.totals if project is not None and is_open else None
        self.panel.begin(path.name, now=now, problem=str(error) if error else "")
        self._window.show_panel(self.panel, self.tr("Backups"))
        work = Looking(path, project if is_open else None)
        self._start("look", self.tr("Looking for backups"), work)

    def _start(self, name: str, title: str, work: Looking | Restoring | Salvaging | PuttingBack) -> None:
        self._job = self._window.jobs.start(
            name, title, work, on_event=self._on_no_backup, on_done=self._on_done, on_failed=self._on_failed
        )
        self.panel.set_busy(is_busy=name != "look")

    @Slot(object)
    def _on_no_backup(self, error: TagscopeError) -> None:
        messages.error(self._window, error)

    # What is chosen in the panel.

    @Slot(object)
    def _on_restore(self, backup: Backup) -> None:
        from core.restoring import Aside  # noqa: PLC0415 - not needed for the first paint

        aside = Aside.DAMAGED if self._is_damaged else Aside.BEFORE_RESTORE
        question = self.tr("Put the backup of {time} in the place of {name}?")
        if messages.ask(
            self._window,
            question.format(time=when(backup), name=self._path.name),
            self.panel.difference(backup) + "\n" + self.tr("The file that is there now is kept beside it."),
            self.tr("Put it back"),
        ):
            self._put(Restoring(backup, self._path, aside))

    def _put(self, work: Restoring) -> None:
        if self._let_go():
            self._start("restore", self.tr("Putting {name} back").format(name=self._path.name), work)

    def _let_go(self) -> bool:
        """Close the project if it is the one at the path; return whether nobody here has the file open now."""
        project = self._session.project
        if project is None or project.path != self._path:
            return True
        if not (self._window.may_leave() and self._window.jobs.end(self._window.jobs.on_project)):
            return False
        self._session.close()
        self._window.show_panel(self.panel, self.tr("Backups"))
        return True

    @Slot(object)
    def _on_labels(self, backup: Backup) -> None:
        project, refusal = self._session.project, self._session.refusal
        if refusal is not None:
            messages.error(self._window, refusal)
        elif project is not None:
            self._start("labels", self.tr("Putting labels back"), PuttingBack(project, backup.labels))

    @Slot()
    def _on_salvage(self) -> None:
        if self._draft is not None:
            from core.restoring import Aside  # noqa: PLC0415 - not needed for the first paint

            self._put(Restoring(self._draft, self._path, Aside.DAMAGED, is_draft=True))
        elif self._let_go():
            title = self.tr("Reading what is left of {name}").format(name=self._path.name)
            self._start("salvage", title, Salvaging(self._path))

    @Slot()
    def _on_panel_closed(self) -> None:
        if self._job is not None and self._job.name == "restore":
            return
        if self._job is not None:
            self._job.cancel()
            self._job = None
        self.forget()
        self._window.leave_panel()

    @Slot()
    def _on_project_closed(self) -> None:
        if self._job is not None and self._job.name in {"look", "labels"}:
            self._job.cancel()

    def forget(self) -> None:
        """Give up what was read of a damaged file and has not been put in its place."""
        self._is_damaged = False
        if self._draft is not None:
            self._draft.unlink(missing_ok=True)
            self._draft = None
            self.panel.salvage.setText(self.tr("Read what is left of the file"))

    # What has come of it.

    @Slot(object)
    def _on_done(self, job: Job) -> None:
        if job is not self._job:
            if isinstance(job.result, Draft):
                job.result.path.unlink(missing_ok=True)
            return
        self._job = None
        self.panel.set_busy(is_busy=False)
        match job.result:
            case Listing():
                self.panel.show_listing(job.result)
            case Draft(path, found):
                self._draft = path
                self.panel.show_report(report(found))
                self.panel.salvage.setText(self.tr("Put what was read in its place"))
            case Restored(moved):
                self.forget()
                self._say_restored(moved)
                self.reopen_wanted.emit(self._path)
            case PutBack():
                self._say_put_back(job.result)

    def _say_restored(self, moved: Path | None) -> None:
        words = self.tr("{name} is back in its place.").format(name=self._path.name)
        if moved is not None:
            words += " " + self.tr("What was there is kept as {path}.").format(path=moved)
        messages.warning(self._window, words)

    def _say_put_back(self, done: PutBack) -> None:
        fitted = done.fitted
        if done.changes is not None:
            self._session.announce(done.changes)
        parts = [
            self.tr("{n} tags put back").format(n=grouped(fitted.n_tags)),
            self.tr("{n} were there").format(n=grouped(fitted.n_same)),
        ]
        for n, words in (
            (fitted.n_kept, self.tr("{n} have been set otherwise meanwhile and stay")),
            (fitted.n_lines_without_sentence, self.tr("{n} sentences are no longer there")),
            (fitted.n_lines_of_other_scheme, self.tr("{n} are of a layer in another scheme now")),
            (fitted.n_unreadable_lines, self.tr("{n} lines could not be read")),
        ):
            if n:
                parts.append(words.format(n=grouped(n)))
        messages.warning(self._window, " · ".join(parts) + ".")
        self._on_panel_closed()

    @Slot(object, object)
    def _on_failed(self, job: Job, error: Exception) -> None:
        if job is not self._job:
            return
        self._job = None
        self.panel.set_busy(is_busy=False)
        messages.error(self._window, error)
        if job.name == "restore" and self._session.project is None and not self._is_damaged:
            # What was open before is still in its place.
            self.reopen_wanted.emit(self._path)
