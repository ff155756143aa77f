"""Fine-tunes the model in use: plan, train some seconds, compare over the corpus, then keep or roll back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from core.errors import TagscopeError
from gui import messages
from gui.jobs import Job, JobControl, Jobs, TrainRequest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from core.bundle import Bundle
    from core.edits import ChangeSet
    from core.fine_tuning import FineTuning
    from core.project import Project
    from gui.session import Session
    from gui.tuning.changes_table import ChangesWindow


class FineTuner(QObject):
    """Stands beside the session; Label, Tag and the palette all come here.

    Signals:
        compared: `Comparison`: what the new model tags otherwise; it waits to be kept or rolled back.
        decided: It has been kept, or rolled back.
    """

    compared = Signal(object)
    decided = Signal()

    def __init__(self, session: Session, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._jobs = jobs
        self._window = parent
        self._job: Job | None = None
        self._before: Bundle | None = None
        self._planned: FineTuning | None = None
        self._after: Bundle | None = None
        self._is_waiting = False
        self._changes: ChangesWindow | None = None
        self._done: set[int] = set()
        session.closed.connect(self._on_closed)
        session.model_changed.connect(self._on_model)
        session.tuning_requested.connect(self.start)
        session.changed.connect(self._on_changed)

    @property
    def is_busy(self) -> bool:
        """Whether a fine-tuning is going on."""
        return self._job is not None

    @property
    def is_waiting(self) -> bool:
        """Whether a new model waits to be kept or rolled back."""
        return self._is_waiting

    @Slot()
    def start(self) -> None:
        """Let the model in use learn from what was labelled since."""
        project, bundle = self._session.project, self._session.bundle
        if project is None or bundle is None or self.is_busy:
            return
        if self._jobs.is_learning:
            messages.info(self._window, self.tr("A training run is going on already. Fine-tune when it has ended."))
            return
        from gui.tuning.tuning_work import Planning  # noqa: PLC0415 - not needed for the first paint

        self._drop()
        self._before = bundle
        self._done.clear()
        self._begin("fine-tune", self.tr("Choosing what to learn"), Planning(project, bundle), self._on_planned)

    def _begin(
        self, name: str, title: str, work: Callable[[JobControl], Iterator[object]], on_done: Callable[[Job], object]
    ) -> None:
        self._job = self._jobs.start(name, title, work, on_done=on_done, on_failed=self._on_failed)

    @Slot(object)
    def _on_planned(self, job: Job) -> None:
        if job is not self._job:
            return
        from core.fine_tuning import FineTuning  # noqa: PLC0415
        from gui.tuning.tuning_work import Given  # noqa: PLC0415

        self._job = None
        if not isinstance(job.result, FineTuning) or self._before is None:
            return
        self._planned = job.result
        tuning = self._planned
        request = TrainRequest(Given(tuning.sentences), self._before.layer, tuning.config, tuning.start)
        try:
            self._job = self._jobs.tune(
                request, on_event=self._on_event, on_done=self._on_trained, on_failed=self._on_failed
            )
        except TagscopeError as error:
            messages.error(self._window, error)

    @Slot(object)
    def _on_event(self, event: object) -> None:
        from core.runs import EndReason, RunEnd  # noqa: PLC0415

        # Stopped by the clock it has learnt something all the same; stopped by the user, it is not asked for any more.
        is_wanted = self._job is not None and not self._job.was_cancelled
        if isinstance(event, RunEnd) and event.reason in {EndReason.FINISHED, EndReason.STOPPED} and is_wanted:
            self._after = event.bundle

    @Slot(object)
    def _on_trained(self, job: Job) -> None:
        if job is not self._job:
            return
        self._job = None
        project = self._session.project
        if self._after is None or self._before is None or project is None:
            self._drop()
            return
        from gui.tuning.tuning_work import Comparing  # noqa: PLC0415

        work = Comparing(project, self._before, self._after)
        self._begin("compare", self.tr("Looking what has changed"), work, self._on_compared)

    @Slot(object)
    def _on_compared(self, job: Job) -> None:
        if job is not self._job:
            return
        from core.comparing import Comparison  # noqa: PLC0415
        from gui.tuning.changes_table import ChangesWindow  # noqa: PLC0415

        self._job = None
        project = self._session.project
        if not isinstance(job.result, Comparison) or self._planned is None or project is None:
            self._drop()
            return
        self._is_waiting = True
        self._changes = ChangesWindow(job.result, self._planned, project, self._window)
        self._changes.kept.connect(self.keep)
        self._changes.rolled_back.connect(self.roll_back)
        self._changes.sentence_chosen.connect(self._session.focus)
        self._changes.show()
        self.compared.emit(job.result)

    @Slot()
    def keep(self) -> None:
        """Put the new model into the project and tag with it from now on."""
        project = self._session.project
        if not self._is_waiting or self._after is None or project is None:
            return
        from gui.tuning.tuning_work import Keeping  # noqa: PLC0415

        name = self.tr("fine-tuned, {number}").format(number=len(project.models()) + 1)
        self._begin("save-model", self.tr("Saving the model"), Keeping(project, self._after, name), self._on_kept)

    @Slot(object)
    def _on_kept(self, job: Job) -> None:
        if job is not self._job:
            return
        self._job = None
        after = self._after
        self._drop()
        if after is not None and isinstance(job.result, int):
            self._session.set_bundle(after, job.result)
            self._session.status.emit(self.tr("The fine-tuned model is in use now."))
        self.decided.emit()

    @Slot()
    def roll_back(self) -> None:
        """Forget the new model: the one before has stayed in use."""
        if self._is_waiting and self._job is None:
            self._drop()
            self._session.status.emit(self.tr("Rolled back: the model before is in use."))
            self.decided.emit()

    @Slot(object, object)
    def _on_failed(self, job: Job, error: Exception) -> None:
        if job is self._job:
            # A model that cannot be saved still waits: it can be kept once there is room.
            self._job = None
            messages.error(self._window, error)

    @Slot()
    def _on_closed(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self._job = None
        self._drop()

    def _drop(self) -> None:
        self._before = self._after = self._planned = None
        self._is_waiting = False
        if self._changes is not None:
            self._changes.close_quietly()
            self._changes = None

    @Slot()
    def _on_model(self) -> None:
        self._done.clear()

    # After every n labelled sentences, where asked for.

    @Slot(object)
    def _on_changed(self, changes: ChangeSet) -> None:
        project, bundle = self._session.project, self._session.bundle
        if project is None or bundle is None or changes.sentences is None or len(changes.sentences) != 1:
            return
        from gui import assistance  # noqa: PLC0415 - not needed for the first paint

        wanted = assistance.read(project).retrain_after
        if wanted and self._is_done(project, next(iter(changes.sentences)), bundle.layer.name):
            self._done |= changes.sentences
            if len(self._done) >= wanted and not self.is_busy and not self._is_waiting and not self._jobs.is_learning:
                self.start()

    def _is_done(self, project: Project, number: int, layer: str) -> bool:
        try:
            return None not in project.sentence(number).layer_tags(layer)
        except KeyError:
            return False
