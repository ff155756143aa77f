"""What the model of a run says of dev: computed in a job, kept for a few runs, and why there is nothing where so."""

from collections.abc import Generator

from PySide6.QtCore import QObject, Signal, Slot

from core import bundle as bundles
from core.corpus import Split
from core.examination import Examination, examine
from core.project import Project
from gui import messages
from gui.job import reported
from gui.jobs import Job, JobControl, Jobs, Progress
from gui.session import Session
from gui.train_page.history import History
from gui.train_page.running import Running

# Runs whose answers are kept: scores of a large dev take room.
MOST_KEPT = 3


class Examining:
    """The job that tags dev with a run's model."""

    def __init__(self, project: Project, model: int) -> None:
        self._project, self._model = project, model

    def __call__(self, control: JobControl) -> Generator[object, None, Examination]:
        """Yield how far it is; return what was found."""
        total = self._project.n_sentences_in(Split.DEV)
        yield Progress(0, total)
        bundle = bundles.from_bytes(self._project.model(self._model))
        work = examine(bundle, self._project.sentences(Split.DEV))
        return (yield from reported(work, lambda done: Progress(done, total)))


class Examiner(QObject):
    """Knows the run that is looked at, and has its model asked about dev.

    Signals:
        changed: Another run is looked at, or there is something else to say of it.

    Attributes:
        run: The run that is looked at.
        words: Why there is nothing to see, or what is going on; empty once there is.
    """

    changed = Signal()

    def __init__(self, session: Session, jobs: Jobs, running: Running, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.run: History | None = None
        self.words = ""
        self._session, self._jobs, self._running = session, jobs, running
        self._kept: dict[int, Examination] = {}
        self._job: Job | None = None
        self._asked = 0
        session.changed.connect(self._on_corpus_changed)
        running.saved.connect(self._on_saved)
        running.changed.connect(self._on_running)

    @property
    def found(self) -> Examination | None:
        """What the model of the run says of dev; None where that is not known."""
        return self._kept.get(self.run.number) if self.run is not None and self.run.number else None

    def forget(self) -> None:
        """Another project is open, or none."""
        self._cancel()
        self._kept.clear()
        self.look_at(None)

    @Slot(object)
    def look_at(self, run: History | None) -> None:
        """Look at another run."""
        self.run = run
        self._examine()

    @Slot()
    def _on_running(self) -> None:
        if self.run is not None and self.run is self._running.history and self.found is None:
            self._examine()

    @Slot(object)
    def _on_saved(self, run: History) -> None:
        if self.run is run:
            self._examine()

    @Slot(object)
    def _on_corpus_changed(self, _changes: object) -> None:
        """What was compared with the labels of dev may compare otherwise now."""
        if self._kept or self._job is not None:
            self._cancel()
            self._kept.clear()
            self._say(self.tr("The corpus has changed; come back to this page to see the model beside its labels."))

    def look_again(self) -> None:
        """The page is in front: compute what has been put off."""
        if self.found is None and self._job is None:
            self._examine()

    def _examine(self) -> None:
        project, run = self._session.project, self.run
        if self._job is not None and run is not None and run.number == self._asked:
            return
        self._cancel()
        if self.found is not None:
            self._say("")
        elif project is None or run is None:
            self._say(self.tr("Train a model, or choose a run on the right, to see what it says of dev."))
        elif self._running.is_running and run is self._running.history:
            self._say(self.tr("The run is going on. What its model says of dev is shown once it has been saved."))
        elif not project.n_sentences_in(Split.DEV):
            self._say(self.tr("There is no dev to look at: move some labelled sentences to dev on the Corpus page."))
        elif (model := model_of(project, run)) is None:
            self._say(self.tr("This run has kept no model. Train again with its options to see what one says."))
        else:
            self._asked = run.number
            self._job = self._jobs.start(
                "examine",
                self.tr("Tagging dev with {run}").format(run=run.name),
                Examining(project, model),
                on_done=self._on_done,
                on_failed=self._on_failed,
            )
            self._say(self.tr("The model is tagging dev …"))

    def _say(self, words: str) -> None:
        self.words = words
        self.changed.emit()

    def _cancel(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self._job = None

    @Slot(object)
    def _on_done(self, job: Job) -> None:
        if job is not self._job:
            return
        self._job = None
        if not isinstance(job.result, Examination):
            self._say(self.tr("Tagging dev was cancelled; choose the run again to see what its model says."))
            return
        while len(self._kept) >= MOST_KEPT:
            del self._kept[next(iter(self._kept))]
        self._kept[self._asked] = job.result
        if len(job.result.sentences):
            self._say("")
            return
        words = self.tr("No sentence of dev has a label in {layer}: label some, and this shows what the model says.")
        self._say(words.format(layer=job.result.bundle.layer.name))

    @Slot(object, object)
    def _on_failed(self, job: Job, error: Exception) -> None:
        if job is self._job:
            self._job = None
            self._say(messages.words_of(error))


def model_of(project: Project, run: History) -> int | None:
    """Return the project's number of the newest model that a run has left; None where there is none."""
    numbers = [model.id for model in project.models() if run.number and model.run == run.number]
    return numbers[-1] if numbers else None
