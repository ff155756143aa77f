"""Generate: pick a task, see ten examples change with seed and knobs, add sentences to the corpus."""

from collections.abc import Mapping
from itertools import islice

from PySide6.QtCore import QSize, Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QListWidget,
    QPushButton,
    QScrollArea,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from core import generators, schemes
from core.corpus import Split
from core.generators import Task
from gui import theme
from gui.core_words import generator_words
from gui.corpus_page.filling import Order
from gui.corpus_page.strip_list import StripList, StripRow
from gui.widgets.numbers import grouped
from gui.widgets.plain import Heading, PlainLabel

N_EXAMPLES = 10
MOST_SENTENCES = 1_000_000
SIDE_WIDTH = 336
TASK_HEIGHT, NUMBER_WIDTH = 26, 112


class GeneratePanel(QWidget):
    """Endless labelled sentences, a task for each answer to "which context decides the label?".

    Signals:
        add_wanted: An `Order` to carry out.
        closed: The user wants back to the sentences.
    """

    add_wanted = Signal(object)
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("generate-panel")
        self._tasks = tuple(generators.TASKS.values())
        self._list = QListWidget()
        self._explanation = PlainLabel("", muted=True)
        self._context = PlainLabel("", bold=True)
        self._seed = _number("generate-seed", self.tr("Seed"), 0, 999_999, 1)
        self._count = _number("generate-count", self.tr("Sentences"), 1, MOST_SENTENCES, 1000)
        self._dev = _number("generate-dev", self.tr("Share for dev, percent"), 0, 50, 10)
        self._test = _number("generate-test", self.tr("Share for test, percent"), 0, 50, 10)
        self._train = PlainLabel("", muted=True)
        self._knob_room = QVBoxLayout()
        self._knob_rows = QWidget()
        self._knobs: dict[str, QSpinBox] = {}
        self._add = QPushButton(self.tr("Add to corpus"))
        self._examples = StripList()
        self._refresh = QTimer(self)
        self._refresh.setSingleShot(True)
        self._refresh.timeout.connect(self._show_examples)
        self._build()
        self._list.setCurrentRow(0)

    def _build(self) -> None:
        self._list.setObjectName("generate-task")
        self._list.setAccessibleName(self.tr("Task"))
        self._list.addItems([generator_words(task.title) for task in self._tasks])
        for number in range(len(self._tasks)):
            self._list.item(number).setSizeHint(QSize(0, TASK_HEIGHT))
        self._list.setFixedHeight(len(self._tasks) * TASK_HEIGHT + 2 * self._list.frameWidth() + 2)
        self._list.currentRowChanged.connect(self._on_task)
        for words in (self._explanation, self._context):
            words.setWordWrap(True)
            words.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self._explanation.setObjectName("generate-explanation")
        self._add.setObjectName("generate-add")
        self._add.setProperty("kind", "primary")
        self._add.clicked.connect(self._on_add)
        for box in (self._seed, self._count, self._dev, self._test):
            box.valueChanged.connect(self._on_number)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._side())
        row.addLayout(self._middle(), 1)
        self._on_number()

    def _side(self) -> QWidget:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(16, 12, 12, 16)
        column.setSpacing(theme.SPACING)
        column.addWidget(Heading(self.tr("Generate")))
        column.addWidget(self._list)
        column.addWidget(self._context)
        column.addWidget(self._explanation)
        column.addSpacing(theme.SPACING)
        column.addLayout(self._forms())
        column.addStretch(1)
        side = QScrollArea()
        side.setWidget(inside)
        side.setWidgetResizable(True)
        side.setFrameShape(QFrame.Shape.NoFrame)
        side.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        back = QPushButton(self.tr("Back"))
        back.setObjectName("generate-close")
        back.clicked.connect(self.closed)
        buttons = QHBoxLayout()
        buttons.setContentsMargins(16, 8, 12, 16)
        buttons.setSpacing(theme.SPACING)
        buttons.addWidget(back)
        buttons.addWidget(self._add, 1)
        whole = QWidget()
        whole.setFixedWidth(SIDE_WIDTH)
        both = QVBoxLayout(whole)
        both.setContentsMargins(0, 0, 0, 0)
        both.setSpacing(0)
        both.addWidget(side, 1)
        both.addLayout(buttons)
        return whole

    def _forms(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(6)
        self._knob_room.addWidget(self._knob_rows)
        column.addLayout(self._knob_room)
        rest = QWidget()
        rows = _grid(rest)
        column.addWidget(rest)
        for title, box in (
            (self.tr("Seed"), self._seed),
            (self.tr("Sentences"), self._count),
            (self.tr("Share for dev"), self._dev),
            (self.tr("Share for test"), self._test),
        ):
            _add_row(rows, title, box)
        for box in (self._dev, self._test):
            box.setSuffix(" %")
        self._train.setAlignment(Qt.AlignmentFlag.AlignRight)
        column.addWidget(self._train)
        return column

    def _middle(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setContentsMargins(4, 12, 16, 16)
        column.setSpacing(theme.SPACING)
        head = QHBoxLayout()
        head.addWidget(Heading(self.tr("Ten examples"), theme.NORMAL))
        hint = PlainLabel(self.tr("Point at a token: what decides its label is underlined."), muted=True)
        head.addWidget(hint)
        head.addStretch(1)
        column.addLayout(head)
        column.addWidget(self._examples, 1)
        return column

    @property
    def task(self) -> Task:
        """The task chosen."""
        return self._tasks[max(0, self._list.currentRow())]

    def _settings(self) -> Mapping[str, int]:
        return {name: box.value() for name, box in self._knobs.items()}

    def order(self) -> Order:
        """Return what is to be generated: the first sentences train, then dev, then test."""
        total = self._count.value()
        dev = total * self._dev.value() // 100
        test = total * self._test.value() // 100
        counts = {Split.TRAIN: total - dev - test, Split.DEV: dev, Split.TEST: test}
        return Order(self.task.name, self._seed.value(), self._settings(), counts)

    @Slot(int)
    def _on_task(self, _row: int) -> None:
        task = self.task
        self._context.setText(self.tr("What decides: {context}").format(context=generator_words(task.context)))
        self._explanation.setText(generator_words(task.explanation))
        self._knob_rows.hide()
        self._knob_rows.deleteLater()
        self._knob_rows = QWidget()
        rows = _grid(self._knob_rows)
        self._knob_room.addWidget(self._knob_rows)
        self._knobs = {}
        for knob in task.knobs:
            title = generator_words(knob.title)
            box = _number(f"knob-{knob.name}", title, knob.minimum, knob.maximum, knob.default)
            box.valueChanged.connect(self._on_number)
            _add_row(rows, title, box)
            self._knobs[knob.name] = box
        self._show_examples()

    @Slot()
    def _on_number(self) -> None:
        counts = self.order().counts
        words = self.tr("{train} train · {dev} dev · {test} test")
        numbers = {split.value: grouped(count) for split, count in counts.items()}
        self._train.setText(words.format(**numbers))
        # One refresh for however many steps the wheel or a held key makes.
        self._refresh.start(0)

    @Slot()
    def _show_examples(self) -> None:
        task = self.task
        stream = generators.stream(task.name, seed=self._seed.value(), knobs=self._settings())
        examples = list(islice(stream, N_EXAMPLES))
        layer = task.layer
        tags = [example.sentence.layer_tags(layer.name) for example in examples]
        labels = sorted({label for one in tags for label in schemes.labels_of(one, layer.scheme)})
        rows = [
            StripRow(example.sentence.tokens, one, example.deciding)
            for example, one in zip(examples, tags, strict=True)
        ]
        self._examples.show_rows(rows, layer.scheme, {label: index for index, label in enumerate(labels)})

    @Slot()
    def _on_add(self) -> None:
        self.add_wanted.emit(self.order())

    def set_busy(self, is_busy: bool) -> None:
        """Let nothing be added while sentences are being added."""
        self._add.setEnabled(not is_busy)


def _grid(room: QWidget) -> QGridLayout:
    rows = QGridLayout(room)
    rows.setContentsMargins(0, 0, 0, 0)
    rows.setVerticalSpacing(6)
    rows.setColumnStretch(0, 1)
    return rows


def _add_row(rows: QGridLayout, title: str, box: QSpinBox) -> None:
    label = PlainLabel(title)
    label.setWordWrap(True)
    label.setBuddy(box)
    row = rows.rowCount()
    rows.addWidget(label, row, 0)
    rows.addWidget(box, row, 1)


def _number(name: str, title: str, lowest: int, highest: int, value: int) -> QSpinBox:
    box = QSpinBox()
    box.setObjectName(name)
    box.setAccessibleName(title)
    box.setRange(lowest, highest)
    box.setValue(value)
    box.setGroupSeparatorShown(True)
    box.setAlignment(Qt.AlignmentFlag.AlignRight)
    box.setFixedWidth(NUMBER_WIDTH)
    return box
