"""How far annotators agree: who is compared, the figures with what they mean, and the sentences behind a cell."""

from itertools import combinations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from core.annotators import CURATED, base_name, side_by_side
from core.corpus import Layer
from gui import theme
from gui.agreement.figures import Figures
from gui.agreement.stepper import Stepper
from gui.agreement.work import Compared, Comparing, Confused, Confusing, name_of
from gui.jobs import Job, Jobs
from gui.session import Session
from gui.widgets.empty_state import EmptyState
from gui.widgets.numbers import grouped
from gui.widgets.plain import Heading, PlainLabel, one_line

_MOST_CHARACTERS = 300


class AgreementPanel(QWidget):
    """Compares the layers of people that are about the same thing.

    Signals:
        closed: The user has seen enough.
    """

    closed = Signal()

    def __init__(self, session: Session, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("agreement-panel")
        self._session, self._jobs = session, jobs
        self._groups: dict[str, tuple[Layer, ...]] = {}
        self._compared: Compared | None = None
        self._job: Job | None = None
        self._finding: Job | None = None
        self._base = QComboBox()
        self._base.setObjectName("agreement-base")
        self._base.setAccessibleName(self.tr("What is compared"))
        self._people = QHBoxLayout()
        self._people.setSpacing(2 * theme.SPACING)
        self._boxes: list[QCheckBox] = []
        self._pair = QComboBox()
        self._pair.setObjectName("agreement-pair")
        self._pair.setAccessibleName(self.tr("Which two are shown"))
        self._state = PlainLabel(muted=True)
        self._state.setObjectName("agreement-state")
        self._state.setWordWrap(True)
        self._figures = Figures()
        self._empty = EmptyState(self._figures)
        self._of_cell = PlainLabel(muted=True)
        self._of_cell.setObjectName("agreement-cell")
        self._sentences = QListWidget()
        self._sentences.setObjectName("agreement-sentences")
        self._sentences.setAccessibleName(self.tr("Sentences of the cell"))
        self._sentences.setFixedHeight(144)
        self._sentences.setSpacing(2)
        self._step = QPushButton(self.tr("Step through the disagreements"))
        self._step.setObjectName("agreement-step")
        self._step.setProperty("kind", "primary")
        self._close = QPushButton(self.tr("Close"))
        self._close.setObjectName("agreement-close")
        self._stepper = Stepper(session, jobs)
        self._inside = QWidget()
        self._stack = QStackedWidget()
        self._place()
        self._listen()

    def _place(self) -> None:
        inside = self._inside
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACING)
        head = QHBoxLayout()
        head.setSpacing(2 * theme.SPACING)
        for widget in (Heading(self.tr("Agreement")), self._base):
            head.addWidget(widget)
        head.addLayout(self._people)
        head.addStretch()
        head.addWidget(self._pair)
        column.addLayout(head)
        column.addWidget(self._state)
        column.addWidget(self._empty, 1)
        column.addWidget(self._of_cell)
        column.addWidget(self._sentences)
        foot = QHBoxLayout()
        foot.addWidget(self._step)
        foot.addStretch()
        foot.addWidget(self._close)
        column.addLayout(foot)
        self._stack.addWidget(inside)
        self._stack.addWidget(self._stepper)
        row = QVBoxLayout(self)
        row.setContentsMargins(*(3 * theme.SPACING,) * 4)
        row.addWidget(self._stack)

    def _listen(self) -> None:
        self._base.activated.connect(self._on_base)
        self._pair.activated.connect(self._show_pair)
        self._figures.cell_chosen.connect(self._on_cell)
        self._sentences.itemActivated.connect(self._on_sentence)
        self._sentences.itemClicked.connect(self._on_sentence)
        self._step.clicked.connect(self._on_step)
        self._stepper.left.connect(self._on_stepped)
        self._close.clicked.connect(self.closed)
        escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), self._inside)
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        escape.activated.connect(self.closed)
        self._session.closed.connect(self.let_go)

    def begin(self) -> None:
        """Compare what is there now, beginning with the layer in use."""
        self.let_go()
        project, layer = self._session.project, self._session.layer
        self._groups = dict(side_by_side(project.layers)) if project is not None else {}
        self._base.clear()
        for base in self._groups:
            self._base.addItem(one_line(base), base)
        if layer is not None and base_name(layer) in self._groups:
            self._base.setCurrentIndex(self._base.findData(base_name(layer)))
        self._base.setVisible(bool(self._groups))
        self._stack.setCurrentIndex(0)
        self._on_base()
        (self._base if self._groups else self._close).setFocus()

    @Slot()
    def let_go(self) -> None:
        """Stop counting and forget what was found."""
        for job in (self._job, self._finding):
            if job is not None:
                job.cancel()
        self._job = self._finding = self._compared = None
        self._stepper.let_go()
        self._stack.setCurrentIndex(0)

    @Slot()
    def _on_base(self) -> None:
        for box in self._boxes:
            self._people.removeWidget(box)
            box.deleteLater()
        self._boxes = []
        group = self._groups.get(self._base.currentData() or "", ())
        people = [layer for layer in group if layer.annotator not in {"", CURATED}]
        for layer in group:
            box = QCheckBox(one_line(name_of(layer)).replace("&", "&&"))
            box.setObjectName(f"compare-{layer.name}")
            box.setChecked(len(people) < 2 or layer in people)
            box.toggled.connect(self._compare)
            self._boxes.append(box)
            self._people.addWidget(box)
        self._compare()

    @property
    def _chosen(self) -> tuple[Layer, ...]:
        group = self._groups.get(self._base.currentData() or "", ())
        return tuple(layer for layer, box in zip(group, self._boxes, strict=True) if box.isChecked())

    @Slot()
    def _compare(self) -> None:
        if self._job is not None:
            self._job.cancel()
        self._job, self._compared = None, None
        layers, project = self._chosen, self._session.project
        self._show_pairs()
        words = self.tr(
            "Nobody's labels stand beside another's yet. Say who labels on the Label page, or import a "
            "colleague's labels of these sentences on the Corpus page."
        )
        self._empty.say("" if self._groups else words)
        self._state.setVisible(bool(self._groups))
        if not self._groups:
            self._state.setText("")
        elif len(layers) < 2 or project is None:
            self._state.setText(self.tr("Choose two people at least."))
        else:
            self._state.setText(self.tr("Counting…"))
            work = Comparing(project, layers)
            self._job = self._jobs.start("agreement", self.tr("Comparing labels"), work, on_done=self._on_compared)

    @Slot(object)
    def _on_compared(self, job: Job) -> None:
        if job is not self._job:
            return
        self._job = None
        if isinstance(job.result, Compared):
            self._compared = job.result
            found = job.result.found
            words = self.tr("{sentences} sentences; {tokens} tokens are labelled by two or more and count.")
            self._state.setText(words.format(sentences=grouped(found.n_sentences), tokens=grouped(found.n_tokens)))
            self._show_pairs()

    def _show_pairs(self) -> None:
        self._pair.clear()
        pairs = self._compared.found.pairs if self._compared is not None else ()
        for pair in pairs:
            self._pair.addItem(one_line(f"{pair.first} · {pair.second}"))
        self._pair.setVisible(len(pairs) > 1)
        self._empty.setVisible(bool(pairs) or not self._groups)
        self._step.setEnabled(bool(pairs))
        if pairs and self._compared is not None:
            # Of several, the two who have most in common are the ones to be read.
            most = max(range(len(pairs)), key=lambda number: pairs[number].n_tokens)
            self._pair.setCurrentIndex(most)
        self._show_pair()

    @Slot()
    def _show_pair(self) -> None:
        self._sentences.clear()
        self._of_cell.setText(self.tr("Click a cell of the table on the right to see its sentences."))
        for widget in (self._of_cell, self._sentences):
            widget.setVisible(self._compared is not None)
        if self._compared is not None:
            found, layers = self._compared.found, self._compared.layers
            self._figures.show_pair(found.pairs[self._pair.currentIndex()], found, has_spans=layers[0].has_spans)

    @property
    def _shown(self) -> tuple[Layer, Layer] | None:
        if self._compared is None:
            return None
        return list(combinations(self._compared.layers, 2))[self._pair.currentIndex()]

    @Slot(str, str)
    def _on_cell(self, first: str, second: str) -> None:
        project, layers = self._session.project, self._shown
        if project is None or layers is None:
            return
        if self._finding is not None:
            self._finding.cancel()
        self._of_cell.setText(self.tr("Looking…"))
        self._sentences.clear()
        work = Confusing(project, layers, (first, second))
        self._finding = self._jobs.start("confused", self.tr("Looking for sentences"), work, on_done=self._on_found)

    @Slot(object)
    def _on_found(self, job: Job) -> None:
        if job is not self._finding:
            return
        self._finding = None
        if not isinstance(job.result, Confused):
            return
        found = job.result
        words = self.tr("{n} sentences; a click opens one on the Label page.")
        if found.n_sentences > len(found.sentences):
            words = self.tr("{n} sentences, the first {shown} of them here; a click opens one on the Label page.")
        self._of_cell.setText(words.format(n=grouped(found.n_sentences), shown=grouped(len(found.sentences))))
        for sentence in found.sentences:
            item = QListWidgetItem(one_line(sentence.text[:_MOST_CHARACTERS]))
            item.setData(Qt.ItemDataRole.UserRole, sentence.id)
            self._sentences.addItem(item)

    @Slot(QListWidgetItem)
    def _on_sentence(self, item: QListWidgetItem) -> None:
        self._session.focus(item.data(Qt.ItemDataRole.UserRole))

    @Slot()
    def _on_step(self) -> None:
        layers = self._shown
        if layers is not None:
            self._stack.setCurrentWidget(self._stepper)
            self._stepper.begin(layers)

    @Slot()
    def _on_stepped(self) -> None:
        self._stepper.let_go()
        self.begin()
