"""One batch watched while a run learns: its tensors anew, up to five times a second, with the weights as they stand."""

import time
from dataclasses import replace

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from core.bundle import Bundle
from core.inspection import inspect
from core.runs import Snapshot
from gui.jobs import Job, Jobs
from gui.tensor_page.network_choice import NetworkChoice, Source
from gui.tensor_page.subject import Subject

EVERY_SECONDS = 0.2
# Looking takes at most this share of the time from one look to the next, so that a run is not held up by it.
SHARE = 0.02


class Watching(QObject):
    """Asks a run for its weights while its network is chosen and the page is seen.

    Signals:
        strange: The run's tables are not those that the sentences were looked up in.
        seen: The step that is shown.

    Attributes:
        bundle: The run's network as it was last seen; None where no run was watched.
    """

    strange = Signal()
    seen = Signal(int)

    def __init__(self, subject: Subject, jobs: Jobs, choice: NetworkChoice, parent: QObject) -> None:
        super().__init__(parent)
        self._subject, self._jobs, self._choice = subject, jobs, choice
        self._is_seen = False
        self._every = EVERY_SECONDS
        self._began = 0.0
        # A timer's turn comes after that of painting; a queued call's would come before.
        self._painted = QTimer(self)
        self._painted.setSingleShot(True)
        self._painted.setInterval(0)
        self._painted.timeout.connect(self._on_painted)
        self.bundle: Bundle | None = None
        jobs.started.connect(self._on_job)
        jobs.finished.connect(self._on_job)
        jobs.watched.connect(self._on_watched)
        choice.offer_live(jobs.is_training)

    def set_seen(self, is_seen: bool) -> None:
        """Say whether anybody looks at the page; nobody is shown anything otherwise."""
        self._is_seen = is_seen
        self.ask()

    def ask(self) -> None:
        """Have the run tell its weights, or no longer."""
        is_wanted = self._is_seen and self._choice.source is Source.LIVE
        self._jobs.watch(self._every if is_wanted else None)

    @Slot(object)
    def _on_job(self, job: Job) -> None:
        if job.name != "train":
            return
        was_live = self._choice.source is Source.LIVE
        self._choice.offer_live(self._jobs.is_training)
        self.ask()
        if was_live and self._choice.source is not Source.LIVE:
            self.strange.emit()

    @Slot(object)
    def _on_watched(self, snapshot: Snapshot) -> None:
        material, inspection = self._subject.material, self._subject.inspection
        # A look that takes longer than the next one is away is finished first.
        if self._choice.source is not Source.LIVE or self._subject.is_tracing:
            return
        is_new = self.bundle is None or self.bundle.vocab is not snapshot.bundle.vocab
        self.bundle = snapshot.bundle
        if material is None or inspection is None or material.network.vocab is not snapshot.bundle.vocab:
            if is_new:
                self.strange.emit()
            return
        self._began = time.perf_counter()
        material = replace(material, network=snapshot.bundle, is_trained=True)
        again = inspect(material, inspection.config, index=inspection.index, like=inspection)
        self._subject.refresh(material, again)
        self.seen.emit(snapshot.step)
        self._painted.start()

    @Slot()
    def _on_painted(self) -> None:
        """Look less often where a look takes long."""
        self._every = max(EVERY_SECONDS, (time.perf_counter() - self._began) / SHARE)
        self.ask()
