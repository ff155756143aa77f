"""Runs beside each other: seeds of the same options as one curve with its spread, and a test between two groups."""

from collections.abc import Callable, Sequence

import msgspec
from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QSpinBox,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from core.config import PRESETS, Config
from core.significance import Difference
from gui import messages, theme
from gui.jobs import Job, Jobs
from gui.session import Session
from gui.train_page.examiner import model_of
from gui.train_page.history import History
from gui.train_page.option_names import name_of
from gui.train_page.run_sets import Group, Testing, groups_of
from gui.train_page.running import Running
from gui.widgets.chart import Band, Chart, Item, Line
from gui.widgets.chart_export import ExportButton
from gui.widgets.chart_view import ChartView
from gui.widgets.empty_state import EmptyState
from gui.widgets.numbers import grouped
from gui.widgets.plain import PlainLabel, one_line, safe
from gui.widgets.preset_box import preset_titles

# Those of the newest groups; more are not told apart in one chart.
COLOURS = (0, 5, 2, 3, 1, 4)
# Models of a group that are asked: each tags the whole of dev.
MOST_MODELS = 5
SURE = 0.05
SEEDS_WIDTH = 96


class CompareView(QWidget):
    """The newest groups of the layer in use.

    Args:
        session: What is open.
        jobs: Where the test runs.
        running: Starts rows of runs.
        runs: Returns the runs there are, the newest first.
    """

    def __init__(
        self,
        session: Session,
        jobs: Jobs,
        running: Running,
        runs: Callable[[], Sequence[History]],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._session, self._jobs, self._running, self._runs = session, jobs, running, runs
        self._groups: tuple[Group, ...] = ()
        self._job: Job | None = None
        self._asked: tuple[Group, Group] | None = None
        self._preset = QComboBox()
        self._seeds = QSpinBox()
        self._seeds_only = QPushButton(self.tr("Train seeds"))
        self._against = QPushButton(self.tr("Train against"))
        self._chart = ChartView("compare-chart")
        self._table = QTableWidget(0, 4)
        self._first, self._second = QComboBox(), QComboBox()
        self._test = QPushButton(self.tr("Test the difference"))
        self._statement = PlainLabel("")
        self._prepare()
        self._place()
        for signal in (session.layer_changed, running.ended, running.saved):
            signal.connect(self.refresh)
        self.refresh()

    def _prepare(self) -> None:
        for widget, name, words in (
            (self._preset, "compare-preset", self.tr("Preset to train against")),
            (self._seeds, "compare-seeds", self.tr("Seeds")),
            (self._seeds_only, "compare-train-seeds", self._seeds_only.text()),
            (self._against, "compare-train", self._against.text()),
            (self._table, "compare-table", self.tr("Groups of runs that differ in their seed alone")),
            (self._first, "compare-first", self.tr("First group")),
            (self._second, "compare-second", self.tr("Second group")),
            (self._test, "compare-test", self._test.text()),
            (self._statement, "compare-statement", self.tr("Whether the groups differ")),
        ):
            widget.setObjectName(name)
            widget.setAccessibleName(words)
        for name, title in preset_titles().items():
            self._preset.addItem(title, name)
        self._seeds.setRange(1, 20)
        self._seeds.setValue(3)
        self._seeds.setSuffix(self.tr(" seeds"))
        self._seeds.setAlignment(Qt.AlignmentFlag.AlignRight)
        self._seeds.setFixedWidth(SEEDS_WIDTH)
        self._preset.setMinimumContentsLength(6)
        self._preset.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self._seeds_only.setToolTip(self.tr("Trains with the options on the left, once a seed, one after the other"))
        self._against.setToolTip(self.tr("Trains with the options on the left and with the preset, each seed in turn"))
        self._seeds_only.clicked.connect(self.on_train_seeds)
        self._against.clicked.connect(self.on_train_against)
        self._test.clicked.connect(self.on_test)
        self._statement.setWordWrap(True)
        self._statement.setMinimumHeight(48)
        table = self._table
        table.setHorizontalHeaderLabels([self.tr("options"), self.tr("runs"), self.tr("best, mean"), self.tr("± sd")])
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(26)
        table.setShowGrid(False)
        table.setWordWrap(False)
        table.setTabKeyNavigation(False)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        table.horizontalHeader().setHighlightSections(False)
        table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        table.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)

    def _place(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(theme.SPACING)
        for widget in (self._seeds, self._seeds_only, self._against, self._preset):
            head.addWidget(widget)
        head.setStretch(3, 1)
        head.addWidget(ExportButton("compare", self._charts))
        test = QGridLayout()
        test.setSpacing(theme.SPACING)
        test.addWidget(self._first, 0, 0)
        test.addWidget(PlainLabel(self.tr("against")), 0, 1)
        test.addWidget(self._second, 0, 2)
        test.addWidget(self._test, 0, 3)
        test.addWidget(self._statement, 1, 0, 1, 4)
        for column in (0, 2):
            test.setColumnStretch(column, 1)
        content = QWidget()
        column_layout = QVBoxLayout(content)
        column_layout.setContentsMargins(0, 0, 0, 0)
        column_layout.setSpacing(theme.SPACING)
        column_layout.addWidget(self._chart, 3)
        column_layout.addWidget(self._table, 1)
        column_layout.addLayout(test)
        self._empty = EmptyState(content)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, theme.SPACING, 0, 0)
        outer.setSpacing(theme.SPACING)
        outer.addLayout(head)
        outer.addWidget(self._empty, 1)

    def _charts(self) -> tuple[Chart, ...]:
        return (self._chart.chart,) if self._chart.chart is not None and self._empty.has_content else ()

    def showEvent(self, event: QShowEvent) -> None:
        """Show what has come meanwhile."""
        super().showEvent(event)
        self.refresh()

    @Slot()
    def refresh(self, _what: object = None) -> None:
        """Show the runs there are now, or leave it until somebody looks."""
        if not self.isVisible():
            return
        layer = self._session.layer
        before = [group.options for group in self._groups], [group.runs for group in self._groups]
        self._groups = groups_of(self._runs(), layer.name if layer is not None else "")
        self._show_buttons()
        self._show()
        if before != ([group.options for group in self._groups], [group.runs for group in self._groups]):
            self._fill_boxes()

    @Slot()
    def _show_buttons(self, _job: object = None) -> None:
        can_train = self._session.layer is not None
        self._seeds_only.setEnabled(can_train)
        self._against.setEnabled(can_train)

    def _show(self) -> None:
        self._empty.say(
            ""
            if self._groups
            else self.tr(
                "Nothing has been scored on dev in this layer yet. Train seeds trains with the options on the "
                "left several times; Train against does so with a preset too, so that the two can be compared."
            )
        )
        self._chart.set_chart(self._drawn() if self._groups else None)
        self._table.setRowCount(len(self._groups))
        for row, group in enumerate(self._groups):
            spread = group.spread
            deviation = f"{spread.best_deviation * 100:.2f}" if len(spread.best) > 1 else "–"
            cells = (self._name(group), grouped(len(group.runs)), f"{spread.best_mean * 100:.2f} %", deviation)
            for column, words in enumerate(cells):
                item = QTableWidgetItem(words)
                if not column:
                    item.setToolTip(f"<p>{safe(', '.join(run.name for run in group.runs))}</p>")
                if column:
                    item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
                self._table.setItem(row, column, item)

    def _name(self, group: Group) -> str:
        return name_of(group.options) or one_line(group.runs[0].name)

    def _fill_boxes(self) -> None:
        """Offer the groups; the two newest are chosen, the newest as the one that may be better."""
        for box, chosen in ((self._first, 1), (self._second, 0)):
            box.clear()
            for group in self._groups:
                box.addItem(self._name(group))
            box.setCurrentIndex(min(chosen, len(self._groups) - 1))
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.setMinimumContentsLength(8)
        self._test.setEnabled(len(self._groups) > 1)
        self._statement.setText(
            self.tr("Test the difference has both groups tag dev, and asks how often chance does as much.")
            if len(self._groups) > 1
            else self.tr("Train with other options too, and the two can be tested against each other.")
        )

    def _drawn(self) -> Chart:
        items: list[Item] = []
        for group, colour in zip(self._groups, COLOURS, strict=False):
            spread = group.spread
            name = self._name(group)
            if len(group.runs) > 1:
                low, high = spread.mean - spread.deviation, spread.mean + spread.deviation
                items.append(Band("", spread.epochs, low, high, colour))
                name = self.tr("{name}, mean of {n} ± sd").format(name=name, n=grouped(len(group.runs)))
            items.append(Line(name, spread.epochs, spread.mean, colour, has_dots=len(spread.epochs) < 30))
        layer = self._session.layer
        score = self.tr("span F1 on dev") if layer is not None and layer.has_spans else self.tr("accuracy on dev")
        return Chart(self.tr("Score by epoch"), self.tr("epoch"), score, tuple(items), has_shares=True)

    # Training.

    def _with_seeds(self, config: Config) -> list[Config]:
        first = self._session.config.training.seed
        return [
            msgspec.structs.replace(
                config, training=msgspec.structs.replace(config.training, seed=(first + turn) % 2**31)
            )
            for turn in range(self._seeds.value())
        ]

    @Slot()
    def on_train_seeds(self) -> None:
        """Train with the options in use, once a seed."""
        self._running.start_row(self._with_seeds(self._session.config))

    @Slot()
    def on_train_against(self) -> None:
        """Train with the options in use and with a preset, each seed of both in turn."""
        name = self._preset.currentData()
        preset = self._session.suited_default() if name == "default" else PRESETS[name]
        pairs = zip(self._with_seeds(self._session.config), self._with_seeds(preset), strict=True)
        self._running.start_row([config for pair in pairs for config in pair])

    # The test.

    @Slot()
    def on_test(self) -> None:
        """Have the models of both groups tag dev and say whether they differ."""
        project, places = self._session.project, (self._first.currentIndex(), self._second.currentIndex())
        if project is None or min(places) < 0:
            return
        if places[0] == places[1]:
            self._statement.setText(self.tr("Choose two different groups."))
            return
        pair = self._groups[places[0]], self._groups[places[1]]
        models = tuple(
            tuple(number for run in group.runs if (number := model_of(project, run)) is not None)[:MOST_MODELS]
            for group in pair
        )
        if not models[0] or not models[1]:
            self._statement.setText(self.tr("The runs of one group have kept no model, so there is nothing to ask."))
            return
        self._asked = pair
        self._statement.setText(self.tr("The models are tagging dev …"))
        title = self.tr("Comparing two groups of runs")
        work = Testing(project, (models[0], models[1]))
        self._job = self._jobs.start("compare", title, work, on_done=self._on_tested, on_failed=self._on_failed)

    @Slot(object)
    def _on_tested(self, job: Job) -> None:
        if job is not self._job:
            return
        self._job = None
        if isinstance(job.result, Difference) and self._asked is not None:
            self._statement.setText(self._words_of(job.result, *self._asked))
        else:
            self._statement.setText(self.tr("The test was cancelled."))

    @Slot(object, object)
    def _on_failed(self, job: Job, error: Exception) -> None:
        if job is self._job:
            self._job = None
            self._statement.setText(messages.words_of(error))

    def _words_of(self, found: Difference, first: Group, second: Group) -> str:
        winner, loser = (second, first) if found.gain >= 0 else (first, second)
        ends = sorted((found.low, found.high)) if found.gain >= 0 else sorted((-found.high, -found.low))
        if not found.n_different:
            same = self.tr("No difference: both score the same on each of {n} sentences.")
            return same.format(n=grouped(found.n_sentences))
        words = (
            self.tr("{winner} is better than {loser} by {gain} points; chance alone hardly explains it.")
            if found.p_value < SURE
            else self.tr("{winner} is ahead of {loser} by {gain} points; chance alone may explain it.")
        )
        words = words.format(winner=self._name(winner), loser=self._name(loser), gain=f"{abs(found.gain) * 100:.2f}")
        small = self.tr("95 % interval {low} to {high}, p = {p} from {rounds} exchanges among {n} sentences.")
        return f"{words} " + small.format(
            low=f"{ends[0] * 100:.2f}",
            high=f"{ends[1] * 100:.2f}",
            p=f"{found.p_value:.2g}",
            rounds=grouped(found.n_rounds),
            n=grouped(found.n_different),
        )
