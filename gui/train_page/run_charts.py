"""The live plots of the Train page: what each run's events add to which curve."""

import time

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from core.runs import StepEnd
from gui.score_words import span_rules
from gui.train_page.history import EpochPoint, History
from gui.widgets.curves import Curves, Series
from gui.widgets.plain import safe

LOSS_COLOUR, DEV_COLOUR = 0, 5
PADDED_COLOUR, ACCURACY_COLOUR, WITHOUT_O_COLOUR, F1_COLOUR = 3, 0, 2, 5
SPEED_COLOUR = 2
# Every batch of a long run is more than a plot can show or an eye can read.
STEPS_A_POINT = 4
# Steps between two looks at the clock.
DRAWN_EVERY = 8
# One plot at a time: three whose axes change cost 20 ms together, and a hand would feel them.
DRAW_SECONDS = 0.1


class RunCharts(QWidget):
    """Three plots over the same axis of batches: loss, scores on dev, speed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        batches = self.tr("batches")
        self.loss = Curves(self.tr("Loss per token"), x_title=batches, parent=self)
        self.scores = Curves(self.tr("Scores on dev"), x_title=batches, parent=self)
        self.speed = Curves(self.tr("Tokens a second"), x_title=batches, digits=0, parent=self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 8, 0, 0)
        layout.setSpacing(12)
        for plot, stretch in ((self.loss, 3), (self.scores, 3), (self.speed, 2)):
            layout.addWidget(plot, stretch)
        self._drawn_at = 0.0
        self._turn = 0
        self._sum, self._tokens, self._steps = 0.0, 0, 0

    def begin(self, *, has_spans: bool, has_dev: bool) -> None:
        """Clear the plots for a new run."""
        for plot in (self.loss, self.scores, self.speed):
            plot.clear()
        self._sum, self._tokens, self._steps = 0.0, 0, 0
        self.loss.add(Series("train", self.tr("train"), LOSS_COLOUR))
        self.speed.add(Series("speed", self.tr("training"), SPEED_COLOUR))
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
        """Make room for this many batches."""
        for plot in (self.loss, self.scores, self.speed):
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
            self.speed.append("speed", event.step, event.tokens_per_second)
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

    def overlay(self, run: History, colour: int) -> None:
        """Lay an older run's dev loss and main score over the plots, dashed."""
        key = f"overlay {run.name}"
        for plot in (self.loss, self.scores):
            plot.add(Series(key, run.name, colour, is_dashed=True, has_dots=True))
        for point in run.epochs:
            if point.dev_loss is not None and point.main is not None:
                self.loss.append(key, point.step, point.dev_loss)
                self.scores.append(key, point.step, point.main)
        self.refresh()

    def remove_overlay(self, name: str) -> None:
        """Take an overlaid run away."""
        key = f"overlay {name}"
        for plot in (self.loss, self.scores):
            plot.remove(key)

    def refresh_if_due(self) -> None:
        """Draw the plot whose turn it is, unless another was drawn a moment ago."""
        if time.monotonic() - self._drawn_at >= DRAW_SECONDS:
            self._drawn_at = time.monotonic()
            self._turn = (self._turn + 1) % 3
            (self.loss, self.scores, self.speed)[self._turn].refresh()

    @Slot()
    def refresh(self) -> None:
        """Draw what has been added."""
        self._drawn_at = time.monotonic()
        for plot in (self.loss, self.scores, self.speed):
            plot.refresh()
