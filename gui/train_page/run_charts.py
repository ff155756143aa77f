"""The plots of a run: what each of its events, or each of its kept steps, adds to which curve."""

import time
from collections.abc import Mapping

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from core.runs import StepEnd
from gui.score_words import span_rules
from gui.train_page.history import EpochPoint, History
from gui.widgets.chart import Chart
from gui.widgets.curve_points import Points, Series
from gui.widgets.curves import Curves
from gui.widgets.plain import safe

LOSS_COLOUR, DEV_COLOUR = 0, 5
PADDED_COLOUR, ACCURACY_COLOUR, WITHOUT_O_COLOUR, F1_COLOUR = 3, 0, 2, 5
DETAIL_COLOUR = 2
# Every batch of a long run is more than a plot can show or an eye can read.
STEPS_A_POINT = 4
# Steps between two looks at the clock.
DRAWN_EVERY = 8
# One plot at a time: three whose axes change cost 20 ms together, and a hand would feel them.
DRAW_SECONDS = 0.1
# What a run's steps are drawn as; the names are those of `RunStep`.
LOSS, SPEED, GRADIENT, RATE = "loss", "tokens_per_second", "gradient_norm", "learning_rate"


class RunCharts(QWidget):
    """Three plots over the same axis of batches: loss, scores on dev, and one of speed, gradient and step size.

    Signals:
        loss_chosen: The batch at which the plot of the loss was clicked.
    """

    loss_chosen = Signal(float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        batches = self.tr("batch")
        self.loss = Curves(self.tr("Loss per token"), x_title=batches, parent=self)
        self.scores = Curves(self.tr("Scores on dev"), x_title=batches, parent=self)
        titles = {
            SPEED: (self.tr("Tokens a second"), 0),
            GRADIENT: (self.tr("Length of the gradient"), 3),
            RATE: (self.tr("Learning rate"), 6),
        }
        self.details = {
            name: Curves(title, x_title=batches, digits=digits, parent=self) for name, (title, digits) in titles.items()
        }
        self._which = QComboBox()
        self._which.setObjectName("charts-detail")
        self._which.setAccessibleName(self.tr("What the lowest plot shows"))
        for name, (title, _) in titles.items():
            self._which.addItem(title, name)
        self._which.activated.connect(self._on_detail)
        self._stack = QStackedWidget()
        for plot in self.details.values():
            self._stack.addWidget(plot)
        self._place()
        self._drawn_at = 0.0
        self._turn = 0
        self._sum, self._tokens, self._steps = 0.0, 0, 0
        self._expected = 0
        self._laid_over: dict[str, int] = {}
        self.loss.chosen.connect(self.loss_chosen)

    def _place(self) -> None:
        lowest = QHBoxLayout()
        lowest.addStretch(1)
        lowest.addWidget(self._which)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.loss, 3)
        layout.addWidget(self.scores, 3)
        layout.addLayout(lowest)
        layout.addWidget(self._stack, 2)

    @property
    def speed(self) -> Curves:
        """The plot of tokens a second."""
        return self.details[SPEED]

    @property
    def detail(self) -> Curves:
        """The lowest plot that is shown."""
        return self.details[self._which.currentData()]

    def _plots(self) -> tuple[Curves, ...]:
        return self.loss, self.scores, *self.details.values()

    def set_detail_visible(self, is_visible: bool) -> None:
        """Show the lowest plot, or give its room away."""
        self._which.setVisible(is_visible)
        self._stack.setVisible(is_visible)

    def charts(self) -> tuple[Chart, ...]:
        """Return what is drawn, as values that can be saved."""
        return self.loss.chart(), self.scores.chart(), self.detail.chart()

    @Slot()
    def _on_detail(self) -> None:
        self._stack.setCurrentWidget(self.detail)
        self.detail.refresh()

    @Slot(bool)
    def set_smooth(self, is_smooth: bool) -> None:
        """Draw the running mean of what single batches give."""
        for plot in self._plots():
            plot.set_smooth(is_smooth)

    @Slot(bool)
    def set_log(self, is_log: bool) -> None:
        """Draw powers of ten at even distances, but for scores."""
        for plot in (self.loss, *self.details.values()):
            plot.set_log(is_log)

    def begin(self, *, has_spans: bool, has_dev: bool) -> None:
        """Clear the plots for a new run."""
        self._laid_over.clear()
        for plot in self._plots():
            plot.clear()
        self._sum, self._tokens, self._steps = 0.0, 0, 0
        self.loss.add(Series("train", self.tr("train"), LOSS_COLOUR, is_noisy=True))
        for name, plot in self.details.items():
            plot.add(Series(name, self.tr("training"), DETAIL_COLOUR, is_noisy=name != RATE))
        if not has_dev:
            return
        self.loss.add(Series("dev", self.tr("dev"), DEV_COLOUR, has_dots=True))
        padded = self.tr("with padding")
        self.scores.add(Series("padded", padded, PADDED_COLOUR, is_dashed=True, has_dots=True))
        self.scores.add(Series("accuracy", self.tr("accuracy"), ACCURACY_COLOUR, has_dots=True))
        if has_spans:
            self.scores.add(Series("without_o", self.tr("without O"), WITHOUT_O_COLOUR, has_dots=True))
            self.scores.add(Series("f1", self.tr("entity F1"), F1_COLOUR, has_dots=True))
            self.scores.setToolTip(f"<p>{safe(span_rules())}</p>")

    def expect(self, n_steps: int) -> None:
        """Make room for this many batches, and for those of the runs that are laid over."""
        self._expected = n_steps
        n_steps = max(n_steps, *self._laid_over.values()) if self._laid_over else n_steps
        for plot in self._plots():
            plot.set_length(n_steps)

    @Slot(object)
    def add_step(self, event: StepEnd) -> None:
        """Add a batch; a point of the loss curve is the token mean of a few batches."""
        if event.step % DRAWN_EVERY == 0:
            self.refresh_if_due()
        self._sum += event.loss * event.n_tokens
        self._tokens += event.n_tokens
        self._steps += 1
        if self._steps < STEPS_A_POINT or not self._tokens:
            return
        self.loss.append("train", event.step, self._sum / self._tokens)
        if event.tokens_per_second > 0:
            self.details[SPEED].append(SPEED, event.step, event.tokens_per_second)
        self.details[GRADIENT].append(GRADIENT, event.step, event.gradient_norm)
        self.details[RATE].append(RATE, event.step, event.learning_rate)
        self._sum, self._tokens, self._steps = 0.0, 0, 0

    def add_epoch(self, point: EpochPoint) -> None:
        """Add the scores of an epoch at the step it ended with."""
        self.refresh_if_due()
        if point.dev_loss is None:
            return
        self.loss.append("dev", point.step, point.dev_loss)
        for key, value in (
            ("accuracy", point.accuracy),
            ("padded", point.padded),
            ("without_o", point.without_o),
            ("f1", point.f1),
        ):
            if value is not None:
                self.scores.append(key, point.step, value)

    def show_kept(self, run: History) -> None:
        """Show a run as the project keeps it; its steps come by `add_kept_steps`."""
        has_spans = any(point.f1 is not None for point in run.epochs)
        self.begin(has_spans=has_spans, has_dev=any(point.dev_loss is not None for point in run.epochs))
        for point in run.epochs:
            self.add_epoch(point)
        if run.epochs:
            self.expect(run.epochs[-1].step)
        self.refresh()

    def add_kept_steps(self, steps: Mapping[str, Points]) -> None:
        """Draw the steps of the run that is shown, every one a point."""
        self.loss.set_points("train", steps[LOSS])
        for name, plot in self.details.items():
            plot.set_points(name, steps[name])
        if steps[LOSS].count:
            self.expect(int(steps[LOSS].x[steps[LOSS].count - 1]))
        self.refresh()

    def overlay(self, run: History, colour: int) -> None:
        """Lay another run's dev loss and main score over the plots, dashed."""
        key = f"overlay {run.name}"
        for plot in (self.loss, self.scores):
            plot.add(Series(key, run.name, colour, is_dashed=True, has_dots=True))
        for point in run.epochs:
            if point.dev_loss is not None and point.main is not None:
                self.loss.append(key, point.step, point.dev_loss)
                self.scores.append(key, point.step, point.main)
        self._make_room(run.name, run.epochs[-1].step if run.epochs else 0)
        self.refresh()

    def _make_room(self, name: str, n_steps: int) -> None:
        self._laid_over[name] = n_steps
        self.expect(self._expected)

    def overlay_steps(self, name: str, colour: int, steps: Mapping[str, Points]) -> None:
        """Lay the steps of another run over the plots."""
        key = f"overlay {name}"
        self.loss.add(Series(f"{key} train", self.tr("{run}, train").format(run=name), colour, is_noisy=True))
        self.loss.set_points(f"{key} train", steps[LOSS])
        for measure, plot in self.details.items():
            plot.add(Series(key, name, colour, is_noisy=measure != RATE))
            plot.set_points(key, steps[measure])
        self.refresh()

    def remove_overlay(self, name: str) -> None:
        """Take an overlaid run away."""
        key = f"overlay {name}"
        for plot in self._plots():
            plot.remove(key)
        self.loss.remove(f"{key} train")
        self._laid_over.pop(name, None)
        self.expect(self._expected)

    def refresh_if_due(self) -> None:
        """Draw the plot whose turn it is, unless another was drawn a moment ago."""
        if time.monotonic() - self._drawn_at >= DRAW_SECONDS:
            self._drawn_at = time.monotonic()
            self._turn = (self._turn + 1) % 3
            (self.loss, self.scores, self.detail)[self._turn].refresh()

    @Slot()
    def refresh(self) -> None:
        """Draw what has been added."""
        self._drawn_at = time.monotonic()
        for plot in (self.loss, self.scores, self.detail):
            plot.refresh()
