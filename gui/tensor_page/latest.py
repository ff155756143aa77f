"""Work that is only worth its end while nobody has asked for something newer."""

from collections.abc import Callable, Generator, Iterator

from PySide6.QtCore import QObject, Signal, Slot

from gui.jobs import Job, JobControl, Jobs, Progress

Work = Callable[[JobControl], Iterator[object]]


class Latest(QObject):
    """Runs one job at a time; asking again stops the one before.

    Args:
        jobs: Where it runs.
        name: What kind of job, for the program; "look" is not shown in the status bar.
        title: What the status bar shows.
        parent: Its owner.

    Signals:
        found: Whatever the newest job yields but progress.
        ended: The newest job has come to its end; whether it was stopped on the way.
        failed: Why the newest job failed.
    """

    found = Signal(object)
    ended = Signal(bool)
    failed = Signal(object)

    def __init__(self, jobs: Jobs, name: str, title: str, parent: QObject) -> None:
        super().__init__(parent)
        self._jobs, self._name, self._title = jobs, name, title
        self._job: Job | None = None
        self._n_asked = 0

    @property
    def is_running(self) -> bool:
        """Whether something is being worked out."""
        return self._job is not None

    def ask(self, work: Work) -> None:
        """Begin `work`, and stop what was begun before."""
        self.stop()
        self._n_asked += 1
        self._job = self._jobs.start(
            self._name,
            self._title,
            _Numbered(self._n_asked, work),
            on_event=self._on_event,
            on_done=self._on_done,
            on_failed=self._on_failed,
        )

    def stop(self) -> None:
        """Stop what is being worked out; nothing more is heard of it."""
        if self._job is not None:
            self._job.cancel()
            self._job = None
        self._n_asked += 1

    @Slot(object)
    def _on_event(self, event: tuple[int, object]) -> None:
        number, item = event
        if number == self._n_asked:
            self.found.emit(item)

    @Slot(object)
    def _on_done(self, job: Job) -> None:
        if job is self._job:
            self._job = None
            self.ended.emit(job.was_cancelled)

    @Slot(object, object)
    def _on_failed(self, job: Job, error: Exception) -> None:
        if job is self._job:
            self._job = None
            self.failed.emit(error)


class _Numbered:
    """A job whose words carry its number: those of one that was stopped may still be on their way."""

    def __init__(self, number: int, work: Work) -> None:
        self._number, self._work = number, work

    def __call__(self, control: JobControl) -> Generator[object, None, None]:
        for item in self._work(control):
            yield item if isinstance(item, Progress) else (self._number, item)
