"""The bar at the bottom: when the project was saved, what is running, and the corpus in one line."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, QTimer, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QToolButton, QWidget

from gui import theme
from gui.icons import icon
from gui.widgets.numbers import grouped, percent
from gui.widgets.plain import NumberLabel, PlainLabel, safe

if TYPE_CHECKING:
    from core.project import Project
    from gui.jobs import Job, Jobs
    from gui.session import Session

HEIGHT = 36
MOST_JOBS = 2
CORPUS_LINE_MS = 250
STATUS_MS = 6000


def clock(iso: str) -> str:
    """Return the local time of day of an ISO time, `12:03:11`; empty for an empty one."""
    return datetime.fromisoformat(iso).astimezone().strftime("%H:%M:%S") if iso else ""


def day_or_clock(time: datetime) -> str:
    """Return the local time of day, `12:03`, of a time today; the date of any other."""
    local = time.astimezone()
    return local.strftime("%H:%M" if local.date() == datetime.now().astimezone().date() else "%Y-%m-%d")


class JobView(QWidget):
    """One running job: title, progress, pause and cancel. Nothing jumps while numbers change.

    Signals:
        touched: The `Job`, when the user has paused it, let it go on, or cancelled it here.
    """

    touched = Signal(object)

    def __init__(self, job: Job, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.job = job
        self.setObjectName(f"job-{job.name}")
        self.setAccessibleName(job.title)
        self._title = PlainLabel(job.title)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setFixedWidth(120)
        self._bar.setRange(0, 0)
        self._share = NumberLabel(widest="100 %", muted=True)
        self._text = PlainLabel(muted=True)
        self._pause = self._button("job-pause", "pause", self.tr("Pause"))
        self._cancel = self._button("job-cancel", "close", self.tr("Cancel"))
        self._pause.clicked.connect(self.on_pause)
        self._cancel.clicked.connect(self.on_cancel)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.SPACING)
        for widget in (self._title, self._bar, self._share, self._text, self._pause, self._cancel):
            row.addWidget(widget)
        self._pause.setVisible(job.can_be_held)
        self._cancel.setVisible(job.can_be_held)
        self.refresh()

    def _button(self, name: str, picture: str, words: str) -> QToolButton:
        button = QToolButton()
        button.setObjectName(name)
        button.setAccessibleName(f"{words}: {self.job.title}")
        button.setToolTip(f"<p>{safe(words)}</p>")
        button.setIcon(icon(picture))
        button.setIconSize(QSize(16, 16))
        button.setProperty("kind", "quiet")
        return button

    def refresh(self) -> None:
        """Show how far the job is."""
        done, total = self.job.progress or (0, None)
        self._bar.setRange(0, 1000 if total else 0)
        if total:
            share = min(1.0, done / total)
            self._bar.setValue(round(share * 1000))
            self._share.setText(percent(share, digits=0))
        self._share.setVisible(bool(total))
        self._text.setText(self.job.text)
        self._text.setVisible(bool(self.job.text))
        words = self.tr("Resume") if self.job.is_paused else self.tr("Pause")
        self._pause.setIcon(icon("play" if self.job.is_paused else "pause"))
        self._pause.setToolTip(f"<p>{safe(words)}</p>")
        self._pause.setAccessibleName(f"{words}: {self.job.title}")
        self._cancel.setEnabled(not self.job.was_cancelled)

    @Slot()
    def on_pause(self) -> None:
        """Hold the job, or let it go on."""
        if self.job.is_paused:
            self.job.resume()
        else:
            self.job.pause()
        self.refresh()
        self.touched.emit(self.job)

    @Slot()
    def on_cancel(self) -> None:
        """Ask the job to stop."""
        self.job.cancel()
        self.refresh()
        self.touched.emit(self.job)


class StatusBar(QWidget):
    """Saved-at on the left, jobs in the middle, the corpus on the right."""

    def __init__(self, session: Session, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("status-bar")
        self.setFixedHeight(HEIGHT)
        self._session = session
        self._jobs = jobs
        self._views: dict[int, JobView] = {}
        self._saved = PlainLabel(muted=True)
        self._saved.setObjectName("saved-at")
        self._backup = PlainLabel(muted=True)
        self._backup.setObjectName("backup-at")
        self._backup.hide()
        self._status = PlainLabel(muted=True)
        self._status.setObjectName("status-text")
        self._more = PlainLabel(muted=True)
        self._corpus = PlainLabel(muted=True)
        self._corpus.setObjectName("corpus-line")
        self._jobs_row = QHBoxLayout()
        self._jobs_row.setSpacing(3 * theme.SPACING)
        row = QHBoxLayout(self)
        row.setContentsMargins(2 * theme.SPACING, 1, 2 * theme.SPACING, 0)
        row.setSpacing(3 * theme.SPACING)
        row.addWidget(self._saved)
        row.addWidget(self._backup)
        row.addWidget(self._status)
        row.addStretch()
        row.addLayout(self._jobs_row)
        row.addWidget(self._more)
        row.addStretch()
        row.addWidget(self._corpus)
        self._corpus_timer = self._timer(CORPUS_LINE_MS)
        self._corpus_timer.timeout.connect(self.on_corpus)
        self._status_timer = self._timer(STATUS_MS)
        self._status_timer.timeout.connect(self.on_status_old)
        self._listen(session, jobs)

    def _timer(self, milliseconds: int) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(milliseconds)
        return timer

    def _listen(self, session: Session, jobs: Jobs) -> None:
        session.saved.connect(self.on_saved)
        session.saving_changed.connect(self.on_saving)
        session.status.connect(self.on_status)
        session.opened.connect(self.on_opened)
        session.closed.connect(self.on_closed)
        session.changed.connect(self.on_changed)
        jobs.started.connect(self.on_started)
        jobs.progressed.connect(self.on_progressed)
        jobs.finished.connect(self.on_finished)
        theme.changes.changed.connect(self.update)

    @Slot(str)
    def on_saved(self, iso: str) -> None:
        """Show when the last commit was; nothing is ever saved in what may only be read."""
        project = self._session.project
        if project is not None and project.is_read_only:
            self._saved.setText(self.tr("read-only"))
            return
        self._saved.setText(self.tr("saved {time}").format(time=clock(iso)) if iso else "")

    @Slot()
    def on_saving(self) -> None:
        """Say that a change is not saved, or when the last one was."""
        if self._session.unsaved is not None:
            self._saved.setText(self.tr("not saved"))
        else:
            self.on_saved(self._session.saved_at)

    @Slot(object)
    def on_backup(self, taken_at: datetime | None) -> None:
        """Show when the newest backup was taken."""
        self._backup.setVisible(taken_at is not None)
        if taken_at is not None:
            self._backup.setText(self.tr("backup {time}").format(time=day_or_clock(taken_at)))

    @Slot(str)
    def on_status(self, text: str) -> None:
        """Show a sentence for a while."""
        self._status.setText(text)
        self._status_timer.start()

    @Slot()
    def on_status_old(self) -> None:
        """Take the sentence away."""
        self._status.setText("")

    @Slot()
    def on_opened(self) -> None:
        """Show the project that has been opened."""
        self.on_saved(self._session.saved_at)
        self.on_corpus()

    @Slot()
    def on_closed(self) -> None:
        """Show nothing of a project."""
        self._corpus_timer.stop()
        self._saved.setText("")
        self._corpus.setText("")

    @Slot(object)
    def on_changed(self, _changes: object) -> None:
        """Count again soon; many changes in a row are counted once."""
        if not self._corpus_timer.isActive():
            self._corpus_timer.start()

    @Slot()
    def on_corpus(self) -> None:
        """Show the corpus in one line."""
        project = self._session.project
        self._corpus.setText("" if project is None else self.corpus_line(project))

    def corpus_line(self, project: Project) -> str:
        """Return `12,544 sentences · 204,577 tokens · upos 17 · ner 13`."""
        parts = [
            self.tr("{n} sentences").format(n=grouped(project.n_sentences)),
            self.tr("{n} tokens").format(n=grouped(project.n_tokens)),
        ]
        parts += [f"{layer.name} {grouped(len(project.labels(layer.name)))}" for layer in project.layers]
        return " · ".join(parts)

    @Slot(object)
    def on_started(self, job: Job) -> None:
        """Show one more job."""
        if not job.is_shown:
            return
        view = JobView(job)
        view.touched.connect(self._jobs.progressed)
        self._views[job.id] = view
        self._jobs_row.addWidget(view)
        self._arrange()

    @Slot(object)
    def on_progressed(self, job: Job) -> None:
        """Show how far a job is."""
        if job.id in self._views:
            self._views[job.id].refresh()

    @Slot(object)
    def on_finished(self, job: Job) -> None:
        """Take a job away."""
        view = self._views.pop(job.id, None)
        if view is not None:
            self._jobs_row.removeWidget(view)
            view.hide()
            view.deleteLater()
        self._arrange()

    def _arrange(self) -> None:
        for place, view in enumerate(self._views.values()):
            view.setVisible(place < MOST_JOBS)
        n_hidden = max(0, len(self._views) - MOST_JOBS)
        self._more.setText(self.tr("and {n} more").format(n=n_hidden) if n_hidden else "")

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the panel and its upper border."""
        colours = theme.current()
        painter = QPainter(self)
        painter.fillRect(self.rect(), colours.panel)
        painter.fillRect(0, 0, self.width(), 1, colours.line)
        painter.end()
