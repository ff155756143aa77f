"""How far the probabilities of a run's model can be believed, and what a temperature would change."""

from collections.abc import Generator

import numpy as np
from PySide6.QtCore import Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from core.calibration import Calibration, Reliability, calibrate
from core.examination import Examination
from gui import messages, theme
from gui.job import reported
from gui.jobs import Job, JobControl, Jobs, Progress
from gui.train_page.examiner import Examiner
from gui.widgets.chart import Bars, Chart, Item, Line, Whiskers
from gui.widgets.chart_export import ExportButton
from gui.widgets.chart_view import ChartView
from gui.widgets.empty_state import EmptyState
from gui.widgets.numbers import grouped, percent
from gui.widgets.plain import PlainLabel

PLAIN, SCALED, PERFECT = 0, 5, -1
# Below this a temperature changes nothing worth telling.
SMALL_CHANGE = 0.03
# Tokens of a bin, from which on the curve goes through it.
FEWEST_JOINED = 10


class Calibrating:
    """The job that fits a temperature."""

    def __init__(self, found: Examination) -> None:
        self._found = found

    def __call__(self, control: JobControl) -> Generator[object, None, Calibration | None]:
        """Yield how far it is; return what was found, None where the model claims no probability."""
        return (yield from reported(calibrate(self._found), lambda share: Progress(round(100 * share), 100)))


class CalibrationView(QWidget):
    """The reliability of the run that is looked at."""

    def __init__(self, jobs: Jobs, examiner: Examiner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._jobs, self._examiner = jobs, examiner
        self._job: Job | None = None
        self._of: Examination | None = None
        self._summary = PlainLabel("")
        self._summary.setObjectName("calibration-summary")
        self._summary.setWordWrap(True)
        self._chart = ChartView("calibration-chart")
        self._counts = ChartView("calibration-counts")
        self._counts.setMinimumHeight(120)
        self._notes = PlainLabel("", theme.SMALL, muted=True)
        self._notes.setObjectName("calibration-notes")
        self._notes.setWordWrap(True)
        self._place()
        examiner.changed.connect(self.on_examined)
        self.on_examined()

    def _place(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(theme.SPACING)
        head.addWidget(self._summary, 1)
        head.addWidget(ExportButton("calibration", self._charts))
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACING)
        column.addLayout(head)
        column.addWidget(self._chart, 3)
        column.addWidget(self._counts, 1)
        column.addWidget(self._notes)
        self._empty = EmptyState(content)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, theme.SPACING, 0, 0)
        outer.addWidget(self._empty)

    def _charts(self) -> tuple[Chart, ...]:
        charts = (self._chart.chart, self._counts.chart) if self._empty.has_content else ()
        return tuple(chart for chart in charts if chart is not None)

    def showEvent(self, event: QShowEvent) -> None:
        """Compute what was put off while nobody looked."""
        super().showEvent(event)
        self.on_examined()

    @Slot()
    def on_examined(self) -> None:
        """Show the run that is looked at now."""
        found = self._examiner.found
        if self._examiner.words or found is None:
            self._cancel()
            self._of = None
            self._empty.say(self._examiner.words)
        elif found is not self._of and self.isVisible():
            self._cancel()
            self._of = found
            self._empty.say(self.tr("The temperature is being fitted …"))
            title = self.tr("Fitting a temperature")
            self._job = self._jobs.start(
                "calibrate", title, Calibrating(found), on_done=self._on_done, on_failed=self._on_failed
            )

    def _cancel(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self._job = None

    @Slot(object)
    def _on_done(self, job: Job) -> None:
        if job is not self._job:
            return
        self._job = None
        if isinstance(job.result, Calibration):
            self._empty.say("")
            self._show(job.result)
        elif job.was_cancelled:
            self._of = None
            self._empty.say(self.tr("Fitting was cancelled; come back to this view to begin again."))
        else:
            self._empty.say(self.tr("A network whose output is one number claims no probabilities to be judged."))

    @Slot(object, object)
    def _on_failed(self, job: Job, error: Exception) -> None:
        if job is self._job:
            self._job = None
            self._empty.say(messages.words_of(error))

    def _show(self, found: Calibration) -> None:
        before, after = found.before, found.after
        gap = before.confidence - before.accuracy
        words = (
            self.tr("The model is right in {right} of its tags and says {sure} on average: too sure of itself.")
            if gap > 0
            else self.tr("The model is right in {right} of its tags and says {sure} on average: not sure enough.")
        )
        words = words.format(right=percent(before.accuracy), sure=percent(before.confidence))
        change = self.tr("Calibration error {before}; with a temperature of {temperature} it would be {after}.")
        self._summary.setText(
            f"{words}\n"
            + change.format(
                before=percent(before.error, digits=2),
                after=percent(after.error, digits=2),
                temperature=f"{found.temperature:.2f}",
            )
        )
        self._chart.set_chart(self._reliability(found))
        self._counts.set_chart(self._histogram(before))
        self._notes.setText(self._small_print(found))

    def _reliability(self, found: Calibration) -> Chart:
        scaled = self.tr("with temperature {temperature}").format(temperature=f"{found.temperature:.2f}")
        ends = np.array([0.0, 1.0])
        items: list[Item] = [Line(self.tr("as sure as right"), ends, ends, PERFECT, is_dashed=True)]
        items += _curve(found.before, self.tr("as the model is"), PLAIN)
        if abs(found.temperature - 1.0) > SMALL_CHANGE:
            items += _curve(found.after, scaled, SCALED)
        return Chart(
            title=self.tr("Reliability of the probabilities on dev"),
            x_title=self.tr("probability of the tag"),
            y_title=self.tr("share that is right"),
            items=tuple(items),
            x_range=(0.0, 1.0),
            y_range=(0.0, 1.0),
            has_shares=True,
        )

    def _histogram(self, found: Reliability) -> Chart:
        left, right, counts = (
            np.array([getattr(one, name) for one in found.bins], np.float64) for name in ("low", "high", "count")
        )
        return Chart(
            title="",
            x_title=self.tr("probability of the tag"),
            y_title=self.tr("tokens"),
            items=(Bars(self.tr("tokens, as the model is"), left, right, counts, PLAIN),),
            x_range=(0.0, 1.0),
            y_range=(0.5, max(10.0, float(counts.max()) * 1.5)),
            is_log_y=True,
        )

    def _small_print(self, found: Calibration) -> str:
        words = [
            self.tr(
                "{bins} bins of equal width over {tokens} labelled tokens of {sentences} sentences; whiskers are 95 % "
                "intervals. The curve with a temperature is measured on the half it was not fitted on."
            ).format(
                bins=len(found.before.bins),
                tokens=grouped(found.before.n_tokens),
                sentences=grouped(found.n_sentences),
            )
        ]
        if found.n_unknown:
            unknown = self.tr("{n} tokens carry labels that the model has never seen: wrong, and not fitted to.")
            words.append(unknown.format(n=grouped(found.n_unknown)))
        if found.n_left_out:
            left_out = self.tr("{n} further sentences were left out to keep it short.")
            words.append(left_out.format(n=grouped(found.n_left_out)))
        return " ".join(words)


def _curve(found: Reliability, name: str, colour: int) -> tuple[Item, ...]:
    bins = [one for one in found.bins if one.count]
    x, y, low, high = (
        np.array([getattr(one, field) for one in bins], np.float64)
        for field in ("confidence", "accuracy", "accuracy_low", "accuracy_high")
    )
    # A bin of a token or two lies anywhere: a stroke to it and back would show what is not there.
    joined = np.where([one.count >= FEWEST_JOINED for one in bins], y, np.nan)
    dots = Line(name, x, y, colour, has_dots=True, is_joined=False)
    return Whiskers(x, low, high, colour), Line("", x, joined, colour), dots
