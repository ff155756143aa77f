"""Brings the choice of a queue together with what it needs: the walk, the model's beliefs, the suspicions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from core.corpus import Split
from core.review.believing import believe
from core.review.queues import ORDERS, Kind
from gui import messages
from gui.jobs import Progress
from gui.label_page.queue_lead import QueueLead
from gui.widgets.numbers import grouped

if TYPE_CHECKING:
    from collections.abc import Generator

    from core.project import Project
    from core.review.suggestions import Suggester
    from gui.jobs import Job, JobControl, Jobs
    from gui.label_page.queue_panel import QueuePanel
    from gui.label_page.suggesting import Suggesting
    from gui.label_page.suspicions import Suspicions
    from gui.label_page.walk import Walk
    from gui.session import Session


class _Believing:
    """The job that asks the model about every sentence and keeps what it says."""

    def __init__(
        self, project: Project, layer: str, suggester: Suggester, model: int, splits: frozenset[Split]
    ) -> None:
        self._work = believe(project, layer, suggester, model, splits=splits)

    def __call__(self, control: JobControl) -> Generator[object, None, bool]:
        """Yield how far it is; return True at the end."""
        yield Progress(0, None)
        for step in self._work:
            yield Progress(step.n_sentences, step.n_total)
        return True


class QueueDesk(QObject):
    """Listens to the panel and leads the walk."""

    def __init__(
        self,
        session: Session,
        jobs: Jobs,
        panel: QueuePanel,
        walk: Walk,
        suggesting: Suggesting,
        suspicions: Suspicions,
    ) -> None:
        super().__init__(panel)
        self._session = session
        self._jobs = jobs
        self._panel = panel
        self._lead = lead = QueueLead(session, self)
        self._walk = walk
        self._suggesting = suggesting
        self._suspicions = suspicions
        self._job: Job | None = None
        self._asked: tuple[str, int, frozenset[Split]] | None = None
        walk.lead = self.step
        panel.chosen.connect(self._on_chosen)
        panel.wanted.connect(self._on_wanted)
        lead.found.connect(walk.show_sentence)
        lead.ended.connect(self._on_ended)
        lead.changed.connect(self._show)
        lead.placed.connect(self._on_placed)
        suspicions.changed.connect(self._show)
        suggesting.switched.connect(self._ask)
        session.opened.connect(self.on_opened)
        session.closed.connect(self.on_opened)
        session.layer_changed.connect(self._on_layer)
        session.sentences_chosen.connect(self._on_sentences_chosen)
        self.on_opened()

    def step(self, step: int) -> bool:
        """Go on in the queue; return whether one leads."""
        if self._lead.queue.kind is Kind.SUSPICIOUS:
            return bool(self._suspicions.kept.suspects) and (self._suspicions.step(step) or True)
        return self._lead.step(step)

    def go_to(self, sentence: int) -> None:
        """Somebody has gone to this sentence, by the queue or by another way."""
        self._lead.go_to(sentence)

    @Slot()
    def on_opened(self) -> None:
        """Go on where the queue of the project was."""
        self._job = self._asked = None
        self._lead.begin(self._session.project)
        self._suspicions.begin()

    @Slot(str)
    def _on_layer(self, name: str) -> None:
        self._lead.set_layer(name)
        self._suspicions.begin()

    @Slot(object, str)
    def _on_chosen(self, kind: Kind, query: str) -> None:
        self._lead.choose(kind, query=query, on_exam=self._suggesting.assistance.on_exam)
        self._ask()
        if self._job is None and kind is not Kind.IN_ORDER:
            self.step(1)

    @Slot(str, object)
    def _on_sentences_chosen(self, title: str, sentences: tuple[int, ...]) -> None:
        self._lead.lead_through(title, sentences)
        self.step(1)

    @Slot()
    def _on_wanted(self) -> None:
        if self._lead.queue.kind is Kind.SUSPICIOUS:
            self._suspicions.look()
        else:
            self._asked = None
            self._ask()

    @Slot()
    def _ask(self) -> None:
        """Have the model asked about the corpus where the queue needs it and it has not been asked yet."""
        project, suggester = self._session.project, self._suggesting.suggester
        model, queue = self._session.model_id, self._lead.queue
        if project is None or queue.kind not in ORDERS or suggester is None or model is None or self._job is not None:
            self._show()
            return
        asked = (queue.layer, model, queue.splits)
        if asked != self._asked:
            self._asked = asked
            work = _Believing(project, queue.layer, suggester, model, queue.splits)
            title = self.tr("Asking the model about every sentence")
            self._job = self._jobs.start("believe", title, work, on_done=self._on_believed, on_failed=self._on_failed)
        self._show()

    @Slot(object)
    def _on_believed(self, job: Job) -> None:
        if job is not self._job:
            return
        self._job = None
        if job.result is None:
            self._asked = None
        self._show()
        if job.result is not None and self._lead.stop is None:
            self.step(1)

    @Slot(object, object)
    def _on_failed(self, job: Job, error: Exception) -> None:
        if job is self._job:
            self._job = None
            messages.error(None, error)
            self._show()

    @Slot()
    def _on_ended(self) -> None:
        self._session.status.emit(self.tr("There is no further sentence in this queue."))

    @Slot(int)
    def _on_placed(self, n_before: int) -> None:
        if self._job is None and self._lead.queue.kind is not Kind.SUSPICIOUS:
            self._panel.set_place(n_before)
            self._show_needs()

    @Slot()
    def _show(self) -> None:
        self._panel.set_queue(self._lead.queue)
        self._panel.set_state("", "")
        self._show_needs()

    def _show_needs(self) -> None:
        """Say what the queue is waiting for."""
        kind, panel = self._lead.queue.kind, self._panel
        if kind is Kind.SUSPICIOUS:
            self._show_suspicions()
        elif kind is Kind.CHOSEN and not self._lead.queue.chosen:
            panel.set_state(self.tr("None yet: on Train, click a cell of the confusion matrix."), "")
        elif kind not in ORDERS:
            return
        elif self._job is not None:
            panel.set_state(self.tr("The model is being asked about every sentence; the queue fills meanwhile."), "")
        elif self._session.model_id is None or not self._suggesting.can_suggest:
            panel.set_state(self.tr("Needs a model of this layer that the project keeps: train one first."), "")
        elif self._asked is None and self._suggesting.suggester is not None:
            panel.set_state(self.tr("The model has not been asked about every sentence."), self.tr("Ask it now"))

    def _show_suspicions(self) -> None:
        found = self._suspicions
        if found.is_looking:
            self._panel.set_state(self.tr("Five small models are being trained; the status bar says how far."), "")
        elif found.suspect is not None:
            self._panel.set_state(found.words(), self.tr("Look anew"))
        elif found.kept.suspects:
            words = self.tr("{n} of {judged} labels are suspicious.").format(
                n=grouped(found.kept.n_found), judged=grouped(found.kept.n_judged)
            )
            self._panel.set_state(words, self.tr("Look anew"))
        else:
            words = self.tr("Trains five small models, each on four fifths of train: some minutes.")
            self._panel.set_state(words, self.tr("Look for suspicious labels"))
