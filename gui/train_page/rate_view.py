"""Which learning rate to take: a trial of rising rates, its loss drawn, the steepest place offered."""

import msgspec
import numpy as np
from PySide6.QtCore import Slot
from PySide6.QtWidgets import QPushButton

from core.rate_range import FEWEST, RatePoint, Suggestion, smoothed, suggest
from core.waiting_runs import Work
from gui import messages
from gui.jobs import Job, Jobs, TrainRequest
from gui.session import Session
from gui.study_jobs import TryingRates
from gui.train_page.run_queue import RunQueue, layer_name
from gui.train_page.study import Study, Subject
from gui.widgets.chart import Chart, Item, Line

LOSS, SUGGESTED, IN_USE = 0, 5, -1
# Points between two paintings of the chart.
DRAWN_EVERY = 8


class RateView(Study):
    """A trial of learning rates with the options as they stand."""

    def __init__(self, session: Session, jobs: Jobs, queue: RunQueue) -> None:
        self._tried: list[RatePoint] = []
        self._tried_layer = ""
        self._found: Suggestion | None = None
        self._use = QPushButton(self.tr("Use it"))
        super().__init__(
            session,
            jobs,
            queue,
            Subject(Work.RATES, "rate", "learning-rate", self.tr("Try rates")),
            beside=(self._use,),
        )
        self._use.setObjectName("rate-use")
        self._use.clicked.connect(self.on_use)
        session.config_changed.connect(self._show)
        for signal in (session.opened, session.closed):
            signal.connect(self.on_project)
        self._show()

    @property
    def _points(self) -> list[RatePoint]:
        """What was tried in the layer that would be learnt now."""
        return self._tried if layer_name(self._session, self._session.config) == self._tried_layer else []

    @property
    def _is_trying(self) -> bool:
        """Whether rates are being tried in the layer that would be learnt now."""
        return self._job is not None and layer_name(self._session, self._session.config) == self._tried_layer

    @Slot()
    def on_layer(self, _name: str = "") -> None:
        """Another layer is to be learnt, of which what was tried does not speak."""
        self._show()

    @Slot()
    def on_project(self) -> None:
        """Another project is open, or none."""
        self._tried, self._tried_layer, self._found = [], "", None
        self._show()

    def _begin(self, request: TrainRequest, count: int) -> None:
        """Try rates."""
        self._tried, self._tried_layer, self._found = [], request.layer.name, None
        self._job = self._jobs.start(
            "try-rates",
            self.tr("Trying learning rates"),
            TryingRates(request),
            on_event=self._on_point,
            on_done=self._on_done,
            on_failed=self._on_failed,
        )
        self._show()

    @Slot(object)
    def _on_point(self, point: RatePoint) -> None:
        if self._job is None:
            return
        self._tried.append(point)
        if len(self._tried) % DRAWN_EVERY == 0:
            self._show()

    @Slot(object)
    def _on_done(self, job: Job) -> None:
        if job is not self._job:
            return
        self._job = None
        self._found = suggest(self._tried)
        self._show()

    @Slot(object, object)
    def _on_failed(self, job: Job, error: Exception) -> None:
        if job is self._job:
            self._job = None
        self._queue.hold()
        messages.error(self, error)
        self._show()

    @Slot()
    def on_use(self) -> None:
        """Train with the suggested rate from now on."""
        if self._found is not None:
            config = self._session.config
            training = msgspec.structs.replace(config.training, learning_rate=_rounded(self._found.rate))
            self._session.set_config(msgspec.structs.replace(config, training=training))

    @Slot()
    def _show(self) -> None:
        found = self._found if self._points else None
        is_set = found is not None and self._session.config.training.learning_rate == _rounded(found.rate)
        self._use.setVisible(found is not None)
        self._use.setEnabled(not is_set)
        self._chart.set_chart(self._drawn() if self._points else None)
        self._summary.setText(self._statement(is_set=is_set))
        if self._points:
            self._empty.say("")
        elif self._is_trying:
            self._empty.say(self.tr("The network is being built …"))
        else:
            self._empty.say(
                self.tr(
                    "Try rates takes two hundred steps with a fresh network, each with a larger learning rate than "
                    "the last, and shows where the loss falls fastest and where it breaks. Nothing of it is kept."
                )
            )

    def _statement(self, *, is_set: bool) -> str:
        found = self._found if self._points else None
        if found is None:
            if not self._is_trying and self._points:
                return (
                    self.tr("The loss never fell: check labels and options before the rate.")
                    if len(self._points) >= FEWEST
                    else self.tr("Too few steps to say anything; try again and let it go on.")
                )
            return self.tr("Which learning rate suits these sentences and options?")
        words = self.tr("The loss falls fastest at {rate}; it is lowest at {lowest}")
        rises = self.tr(" and rises beyond.") if found.has_risen else self.tr("; it did not rise before the end.")
        used = " " + self.tr("This rate is in use.") if is_set else ""
        return words.format(rate=f"{_rounded(found.rate):g}", lowest=f"{found.lowest_at:.2g}") + rises + used

    def _drawn(self) -> Chart:
        rates = np.array([point.rate for point in self._points], np.float64)
        losses = np.array([point.loss for point in self._points], np.float64)
        finite = losses[np.isfinite(losses)]
        means = smoothed(finite.tolist())
        # A diverging loss would press everything else to the ground.
        top = float(min(finite.max(), 2.0 * means[0])) if len(finite) else 1.0
        ends = np.array([0.0, 1.05 * top])
        items: list[Item] = [
            Line("", rates, losses, LOSS, is_pale=True),
            Line(self.tr("running mean of the loss"), rates[np.isfinite(losses)], means, LOSS),
        ]
        in_use = self._session.config.training.learning_rate
        items.append(Line(self.tr("in use"), np.full(2, in_use), ends, IN_USE, is_dashed=True))
        if self._found is not None:
            items.append(Line(self.tr("suggested"), np.full(2, self._found.rate), ends, SUGGESTED, is_dashed=True))
        return Chart(
            title=self.tr("Loss at rising learning rates"),
            x_title=self.tr("learning rate"),
            y_title=self.tr("loss per token"),
            items=tuple(items),
            y_range=(0.0, float(ends[1])),
            is_log_x=True,
        )


def _rounded(rate: float) -> float:
    """Return a rate with two digits, which is all a trial can tell."""
    return float(f"{rate:.1e}")
