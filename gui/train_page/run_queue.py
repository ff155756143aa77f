"""Trainings one after the other: what is begun while a network learns waits, and begins by itself in its turn.

Waiting trainings are kept in the project. Those of an earlier session wait until somebody lets them go on.
"""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QObject, Signal, Slot

from core.config import Config, Endless
from core.corpus import Layer
from core.errors import TagscopeError
from core.generators import TASKS
from core.waiting_runs import Waiting, WaitingRun, as_text, from_text, moved, without
from gui import messages
from gui.jobs import Jobs
from gui.session import Session

_SETTING = "waiting runs"


class RunQueue(QObject):
    """The trainings that wait, the next one first.

    Signals:
        changed: Others wait, or in another order, or they are held or no longer.
        due: The `WaitingRun` whose turn it is. Whoever trains for its `work` begins it at once.
    """

    changed = Signal()
    due = Signal(object)

    def __init__(self, session: Session, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session, self._jobs = session, jobs
        self._runs: Waiting = ()
        self._is_held = False
        self._written: str | None = None
        session.opened.connect(self._on_opened)
        session.closed.connect(self._on_opened)
        jobs.finished.connect(self._on_finished)
        self._on_opened()

    @property
    def runs(self) -> Waiting:
        """What waits, the next one first."""
        return self._runs

    @property
    def is_held(self) -> bool:
        """Whether what waits does so until `go_on`."""
        return self._is_held and bool(self._runs)

    @property
    def is_free(self) -> bool:
        """Whether a training would begin at once."""
        return not (self._jobs.is_learning or self._jobs.is_keeping)

    def add(self, runs: Sequence[WaitingRun]) -> None:
        """Let trainings begin in this order: now where nothing learns, else after all that wait."""
        self._is_held = False
        self._show((*runs, *self._runs) if self.is_free else (*self._runs, *runs))
        self._go_on()

    def remove(self, place: int) -> None:
        """Forget a waiting training."""
        self._show(without(self._runs, place))
        self._write()

    def move(self, place: int, to: int) -> None:
        """Put a waiting training at another place."""
        self._show(moved(self._runs, place, to))
        self._write()

    def hold(self) -> None:
        """Let nothing begin by itself until `go_on` or until somebody begins a training."""
        self._is_held = True
        self.changed.emit()

    @Slot()
    def go_on(self) -> None:
        """Let what waits begin in its turn."""
        self._is_held = False
        self.changed.emit()
        self._go_on()

    @Slot(object)
    def _on_finished(self, _job: object) -> None:
        self._go_on()

    def _go_on(self) -> None:
        while self._runs and not self._is_held and self.is_free and not self._jobs.is_leaving:
            run, rest = self._runs[0], self._runs[1:]
            self._show(rest)
            self.due.emit(run)
        self._write()

    def _show(self, runs: Waiting) -> None:
        self._runs = runs
        self._jobs.n_waiting = len(runs)
        self.changed.emit()

    def _write(self) -> None:
        project, text = self._session.project, as_text(self._runs)
        if project is None or text == self._written:
            return
        self._written = text
        try:
            project.set_setting(_SETTING, text)
        except TagscopeError as error:  # they wait all the same, until the project is closed
            messages.error(None, error)

    @Slot()
    def _on_opened(self) -> None:
        project = self._session.project
        self._written = project.setting(_SETTING) if project is not None else None
        self._runs = from_text(self._written)
        self._jobs.n_waiting = len(self._runs)
        self._is_held = True
        self.changed.emit()


def layer_name(session: Session, config: Config) -> str:
    """Return the layer that a training begun now would learn; empty for none."""
    if session.project is None:
        return ""
    if config.training.endless is not Endless.NONE:
        return TASKS[config.training.endless.value].layer.name
    return session.layer.name if session.layer is not None else ""


def layer_of(session: Session, run: WaitingRun) -> Layer | None:
    """Return the layer that a training was begun for; None, having said so, where it is gone."""
    if run.config.training.endless is not Endless.NONE:
        return TASKS[run.config.training.endless.value].layer
    layers = session.project.layers if session.project is not None else ()
    found = next((layer for layer in layers if layer.name == run.layer), None)
    if found is None:
        words = QCoreApplication.translate("RunQueue", "There is no layer {layer} any more: a waiting run is left out.")
        messages.warning(None, words.format(layer=run.layer))
    return found
