"""What more labelled sentences would bring: trainings on growing shares, a law through their scores, a forecast."""

import msgspec
import numpy as np
from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QSpinBox

from core.config import Config, Endless
from core.errors import TagscopeError
from core.learning_curve import FARTHEST, FEWEST_SIZES, Forecast, Measured, forecast, means
from core.waiting_runs import Work
from gui import messages, theme
from gui.jobs import Job, Jobs, TrainRequest
from gui.session import Session
from gui.study_jobs import Growing
from gui.train_page.run_queue import RunQueue
from gui.train_page.study import Study, Subject
from gui.widgets.chart import Band, Chart, Item, Line, Whiskers
from gui.widgets.numbers import grouped
from gui.widgets.plain import PlainLabel

POINTS, LAW = 0, 5
GAIN = 0.01
MOST_SEEDS = 9
SEEDS_WIDTH = 96
_SETTING = "learning curve of "


class GrowthView(Study):
    """The learning curve of the layer in use; kept in the project."""

    def __init__(self, session: Session, jobs: Jobs, queue: RunQueue) -> None:
        self._layer = self._measured_layer = ""
        self._measuring: list[Measured] = []
        self._points: list[Measured] = []
        self._seeds = QSpinBox()
        super().__init__(
            session,
            jobs,
            queue,
            Subject(Work.GROW, "growth", "learning-curve", self.tr("Measure")),
            beside=(self._seeds,),
        )
        self._seeds.setObjectName("growth-seeds")
        self._seeds.setAccessibleName(self.tr("Trainings of each size"))
        self._seeds.setRange(1, MOST_SEEDS)
        self._seeds.setValue(2)
        self._seeds.setSuffix(self.tr(" seeds"))
        self._seeds.setAlignment(Qt.AlignmentFlag.AlignRight)
        self._seeds.setFixedWidth(SEEDS_WIDTH)
        self._notes = PlainLabel("", theme.SMALL, muted=True)
        self._notes.setObjectName("growth-notes")
        self._notes.setWordWrap(True)
        self._column.addWidget(self._notes)
        self.on_layer()

    @Slot()
    def on_layer(self, _name: str = "") -> None:
        """Another layer is looked at, or another project."""
        layer = self._session.layer
        self._layer = layer.name if layer is not None else ""
        is_measured = self._job is not None and self._measured_layer == self._layer
        self._points = self._measuring if is_measured else self._kept(self._layer)
        self._show()

    def _kept(self, layer: str) -> list[Measured]:
        project = self._session.project
        return _decoded(project.setting(_SETTING + layer)) if project is not None and layer else []

    def _config(self) -> Config:
        """Return the options in use, for the labelled sentences of the corpus: an endless task has no more to bring."""
        config = self._session.config
        training = msgspec.structs.replace(config.training, endless=Endless.NONE)
        return msgspec.structs.replace(config, training=training)

    def _count(self) -> int:
        """Return how many trainings of each size are asked for."""
        return self._seeds.value()

    def _begin(self, request: TrainRequest, count: int) -> None:
        """Measure anew."""
        self._measuring = []
        self._measured_layer = request.layer.name
        text = self.tr("training {number} of {total}, {n} sentences")
        self._job = self._jobs.start(
            "grow",
            self.tr("Measuring a learning curve"),
            Growing(request, count, text),
            on_event=self._on_measured,
            on_done=self._on_done,
            on_failed=self._on_failed,
        )
        self.on_layer()

    @Slot(object)
    def _on_measured(self, point: Measured) -> None:
        self._measuring.append(point)
        if self._points is self._measuring:
            self._show()

    @Slot(object)
    def _on_done(self, job: Job) -> None:
        """Keep what was measured; what a stop has cut short does not take the place of more."""
        self._job = None
        project, found = self._session.project, self._measuring
        if project is not None and found and (job.result or len(found) >= len(self._kept(self._measured_layer))):
            try:
                project.set_setting(_SETTING + self._measured_layer, msgspec.json.encode(found).decode())
            except TagscopeError as error:
                messages.error(self, error)
                return
        self.on_layer()

    @Slot(object, object)
    def _on_failed(self, _job: Job, error: Exception) -> None:
        self._job = None
        self._queue.hold()
        messages.error(self, error)
        self.on_layer()

    def showEvent(self, event: QShowEvent) -> None:
        """Show what has come meanwhile."""
        super().showEvent(event)
        self._show()

    def _show(self) -> None:
        if not self.isVisible():
            return
        found = forecast(self._points, gain=GAIN)
        self._chart.set_chart(self._drawn(found) if self._points else None)
        if not self._points:
            self._summary.setText(self.tr("What would more labelled sentences bring?"))
            self._empty.say(
                self.tr("The first training is going on; the status bar says how far.")
                if self._job is not None and self._measured_layer == self._layer
                else self.tr(
                    "Measure trains on growing shares of train with the options on the left, several times each, and "
                    "scores on dev. It runs in the background and takes a few times as long as one run."
                )
            )
        else:
            self._empty.say("")
            self._summary.setText(self._statement(found))
        self._notes.setText(self._small_print(found))

    def _statement(self, found: Forecast | None) -> str:
        if found is None:
            words = self.tr("{n} trainings so far; a forecast needs {fewest} sizes.")
            return words.format(n=grouped(len(self._points)), fewest=FEWEST_SIZES)
        points = self.tr("+{gain} point").format(gain=f"{found.gain * 100:.0f}")
        if found.more is None:
            words = self.tr("{points} is out of reach with {times} times the sentences, says this curve.")
            return words.format(points=points, times=f"{FARTHEST:.0f}")
        low, high = found.more_low, found.more_high
        between = (
            self.tr("95 % interval {low} to {high}").format(low=grouped(low or 0), high=grouped(high))
            if high is not None
            else self.tr("95 % interval from {low} to out of reach").format(low=grouped(low or 0))
        )
        words = self.tr("{more} more sentences for about {points} ({between}).")
        return words.format(more=grouped(found.more), points=points, between=between)

    def _small_print(self, found: Forecast | None) -> str:
        if found is None:
            return ""
        law = found.law
        words = self.tr(
            "Error = {floor} + {scale} · n^-{exponent}, fitted to the means; one run's standard deviation is {spread}. "
            "The band repeats the fit on scores drawn from that spread. It says nothing of sentences unlike these."
        )
        return words.format(
            floor=f"{law.floor:.3f}",
            scale=f"{law.scale:.2f}",
            exponent=f"{law.exponent:.2f}",
            spread=f"{found.spread * 100:.2f}",
        )

    def _drawn(self, found: Forecast | None) -> Chart:
        sizes, scores, spreads = means(self._points)
        items: list[Item] = []
        if found is not None:
            items.append(Band(self.tr("95 % interval"), found.sizes, found.low, found.high, LAW))
            items.append(Line(self.tr("power law"), found.sizes, found.scores, LAW, is_dashed=True))
        if spreads.any():
            items.append(Whiskers(sizes, scores - spreads, scores + spreads, POINTS))
        each = sorted(self._points, key=lambda point: point.n_sentences)
        items.append(
            Line(
                self.tr("each training"),
                np.array([point.n_sentences for point in each], np.float64),
                np.array([point.score for point in each], np.float64),
                -1,
                has_dots=True,
                is_joined=False,
            )
        )
        items.append(Line(self.tr("mean"), sizes, scores, POINTS, has_dots=True))
        layer = self._session.layer
        score = self.tr("span F1 on dev") if layer is not None and layer.has_spans else self.tr("accuracy on dev")
        return Chart(
            title=self.tr("Learning curve of {layer}").format(layer=self._layer),
            x_title=self.tr("labelled sentences"),
            y_title=score,
            items=tuple(items),
            is_log_x=True,
            has_shares=True,
        )


def _decoded(text: str | None) -> list[Measured]:
    try:
        return msgspec.json.decode(text, type=list[Measured]) if text else []
    except msgspec.MsgspecError:
        return []
