"""How fast training is on this machine: measured when asked, kept, and known to be out of date."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal, Slot

from core.config import Config
from core.pace import Circumstances
from core.strategies import Strategy, strategy_of
from gui.jobs import Job, Jobs
from gui.study_jobs import Paced, Pacing
from gui.tensor_page.subject import Subject
from gui.widgets.numbers import grouped


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of the pace under some options.

    Attributes:
        paced: What was measured.
        is_stale: Whether that was before options or sentences changed.
    """

    paced: Paced
    is_stale: bool

    @property
    def rate(self) -> str:
        """Tokens a second, as a number to be shown."""
        return grouped(round(self.paced.pace.tokens_per_second))

    @property
    def clock(self) -> str:
        """When it was measured."""
        return f"{self.paced.at:%H:%M}"


class Paces(QObject):
    """Measures, and remembers what each measurement holds for.

    Signals:
        changed: Something was measured, or measuring has begun or ended.
    """

    changed = Signal()

    def __init__(self, subject: Subject, jobs: Jobs, parent: QObject) -> None:
        super().__init__(parent)
        self._subject, self._jobs = subject, jobs
        self._job: Job | None = None
        self._measured: dict[Circumstances, Paced] = {}
        self._last: dict[Strategy | None, Paced] = {}
        for signal in (jobs.started, jobs.finished):
            signal.connect(self._on_jobs)

    @property
    def is_measuring(self) -> bool:
        """Whether a measurement is going on."""
        return self._job is not None

    @property
    def can_measure(self) -> bool:
        """Whether one could begin: one network at a time learns."""
        return self._subject.material is not None and not self._jobs.is_learning

    def known(self, config: Config) -> Known | None:
        """Return what was measured under these options, or else under others of the same strategy; None for nothing."""
        circumstances = self._circumstances(config)
        if circumstances is not None and circumstances in self._measured:
            return Known(self._measured[circumstances], is_stale=False)
        last = self._last.get(strategy_of(config.encoding))
        return None if last is None else Known(last, is_stale=True)

    def measure(self, configs: Sequence[Config]) -> None:
        """Train for a few seconds under each of these options."""
        material = self._subject.material
        if material is None or not self.can_measure:
            return
        text = self.tr("strategy {number} of {total}") if len(configs) > 1 else ""
        work = Pacing(material.network, material.encoded, configs, text)
        title = self.tr("Measuring tokens a second")
        self._job = self._jobs.start("pace", title, work, on_event=self._on_paced)
        self.changed.emit()

    def stop(self) -> None:
        """Measure no longer; what was measured stands."""
        if self._job is not None:
            self._job.cancel()

    def _circumstances(self, config: Config) -> Circumstances | None:
        material = self._subject.material
        return None if material is None else Circumstances.of(material.encoded, material.network.layer.name, config)

    @Slot(object)
    def _on_paced(self, paced: Paced) -> None:
        self._measured[paced.circumstances] = paced
        self._last[strategy_of(paced.circumstances.config.encoding)] = paced
        self.changed.emit()

    @Slot(object)
    def _on_jobs(self, _job: Job) -> None:
        if self._job is not None and not self._job.is_running:
            self._job = None
        self.changed.emit()
