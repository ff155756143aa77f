"""What the model of a run takes for what, and the sentences behind each cell."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QPushButton, QToolButton, QVBoxLayout, QWidget

from core.confusion import NOTHING, Confusion, Matching
from gui import theme
from gui.icons import icon
from gui.session import Session
from gui.train_page.examiner import Examiner
from gui.train_page.leading import lead_through
from gui.widgets.confusion_matrix import ConfusionMatrix
from gui.widgets.empty_state import EmptyState
from gui.widgets.matrix_picture import MatrixPicture, MatrixWords
from gui.widgets.numbers import grouped, percent
from gui.widgets.pictures import ask_and_save
from gui.widgets.plain import PlainLabel, one_line

# Cells of a picture for paper: large enough for a count and a share, or for a count where labels are many.
FEW, WIDE_CELL, NARROW_CELL = 24, 48, 28
MOST_STEPPED = 500


class ConfusionView(QWidget):
    """The matrix of the run that is looked at.

    Signals:
        matching_chosen: `Matching`: what is compared with what.
    """

    matching_chosen = Signal(object)

    def __init__(self, session: Session, examiner: Examiner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._examiner = session, examiner
        self._steps: tuple[tuple[int, int], ...] = ()
        self._step = -1
        self._matching = QComboBox()
        self._matching.setObjectName("confusion-matching")
        self._matching.setAccessibleName(self.tr("What is compared with what"))
        self._matching.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self._matching.activated.connect(self._on_matching)
        self._summary = PlainLabel("", muted=True)
        self._summary.setObjectName("confusion-summary")
        self._next = QPushButton(self.tr("Next largest error"))
        self._next.setObjectName("confusion-next")
        self._next.clicked.connect(self._on_next)
        self._save = QToolButton()
        self._save.setIcon(icon("export"))
        self._save.setToolTip(self.tr("Save picture…"))
        self._save.setAccessibleName(self.tr("Save picture…"))
        self._save.setObjectName("confusion-save")
        self._save.clicked.connect(self._on_save)
        self._matrix = ConfusionMatrix(self._words(Matching.TAGS))
        self._matrix.pointed.connect(self._on_pointed)
        self._matrix.chosen.connect(self._on_chosen)
        self._cell_words = PlainLabel("")
        self._cell_words.setObjectName("confusion-cell")
        self._cell_words.setWordWrap(True)
        self._cell_words.setMinimumHeight(40)
        self._place()
        examiner.changed.connect(self.on_examined)
        self.on_examined()

    def _place(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(theme.SPACING)
        for widget in (self._matching, self._summary):
            head.addWidget(widget)
        head.addStretch(1)
        head.addWidget(self._next)
        head.addWidget(self._save)
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACING)
        column.addLayout(head)
        column.addWidget(self._matrix, 1)
        column.addWidget(self._cell_words)
        self._empty = EmptyState(content)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, theme.SPACING, 0, 0)
        outer.addWidget(self._empty)

    def _words(self, matching: Matching) -> MatrixWords:
        nothing = self.tr("no tag") if matching is Matching.TAGS else self.tr("nothing")
        return MatrixWords(self.tr("labelled as"), self.tr("the model says"), nothing)

    @property
    def matching(self) -> Matching:
        """What is compared with what."""
        return Matching(self._matching.currentData() or Matching.TAGS)

    @Slot()
    def on_examined(self) -> None:
        """Show the run that is looked at now."""
        self._empty.say(self._examiner.words)
        found = self._examiner.found
        if found is None or self._examiner.words:
            self._matrix.set_confusion(None)
            return
        before = self._matching.currentData()
        titles = {
            Matching.EXACT: self.tr("Spans, both ends right"),
            Matching.OVERLAP: self.tr("Spans that overlap"),
            Matching.TAGS: self.tr("Tags of tokens"),
        }
        self._matching.clear()
        for matching, title in titles.items():
            if matching in found.confusions:
                self._matching.addItem(title, matching)
        self._matching.setCurrentIndex(max(0, self._matching.findData(before)))
        self._matching.setVisible(self._matching.count() > 1)
        self._show()

    def _confusion(self) -> Confusion | None:
        found = self._examiner.found
        return found.confusions.get(self.matching) if found is not None else None

    def _show(self) -> None:
        confusion = self._confusion()
        if confusion is None:
            return
        self._matrix.set_confusion(confusion, self._words(confusion.matching))
        self._steps, self._step = confusion.largest_errors(MOST_STEPPED), -1
        self._next.setEnabled(bool(self._steps))
        total, wrong = int(confusion.counts.sum()), confusion.n_errors
        words = self.tr("{wrong} of {total} wrong, {share}")
        self._summary.setText(
            words.format(wrong=grouped(wrong), total=grouped(total), share=percent(wrong / total if total else None))
        )
        self._on_pointed(-1, -1)

    @Slot()
    def _on_matching(self) -> None:
        self._show()
        self.matching_chosen.emit(self.matching)

    @Slot(int, int)
    def _on_pointed(self, row: int, column: int) -> None:
        picture, confusion = self._matrix.picture, self._confusion()
        if picture is None or confusion is None or row < 0:
            self._cell_words.setText(
                self.tr("Labels with most errors come first. Click a cell to go through its sentences on Label.")
            )
            return
        self._cell_words.setText(self._title(picture, row, column) + self._share(picture, row, column))

    def _title(self, picture: MatrixPicture, row: int, column: int) -> str:
        n = grouped(int(picture.confusion.counts[row, column]))
        gold, said = one_line(picture.name(row)), one_line(picture.name(column))
        if row == column:
            return self.tr("{label}: {n} right").format(label=gold, n=n)
        if picture.confusion.names[row] == NOTHING:
            return self.tr("{said} said where nothing is labelled: {n}").format(said=said, n=n)
        if picture.confusion.names[column] == NOTHING:
            return self.tr("{gold} not found: {n}").format(gold=gold, n=n)
        return self.tr("{gold} taken for {said}: {n}").format(gold=gold, said=said, n=n)

    def _share(self, picture: MatrixPicture, row: int, column: int) -> str:
        total = int(picture.confusion.counts[row].sum())
        if not total or picture.confusion.names[row] == NOTHING:
            return ""
        words = self.tr(", {share} of the {total} labelled {gold}")
        share = percent(float(picture.confusion.shares[row, column]))
        return words.format(share=share, total=grouped(total), gold=one_line(picture.name(row)))

    @Slot(int, int)
    def _on_chosen(self, row: int, column: int) -> None:
        found, picture = self._examiner.found, self._matrix.picture
        if found is None or picture is None:
            return
        numbers = found.numbers(picture.confusion.sentences(row, column))
        lead_through(self._session, found.bundle.layer.name, self._title(picture, row, column), numbers)

    @Slot()
    def _on_next(self) -> None:
        if self._steps:
            self._step = (self._step + 1) % len(self._steps)
            self._matrix.go_to(*self._steps[self._step])
            self._matrix.setFocus()

    @Slot()
    def _on_save(self) -> None:
        shown = self._matrix.picture
        if shown is None:
            return
        picture = MatrixPicture(shown.confusion, self._words(shown.confusion.matching))
        picture.cell = WIDE_CELL if picture.n <= FEW else NARROW_CELL
        ask_and_save(self, "confusion", picture.size, picture.draw, title=self.tr("Save picture"))
