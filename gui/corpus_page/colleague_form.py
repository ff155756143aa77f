"""Asks whose labels a file holds and what they are about, and says how the file fits the corpus."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from core.annotators import MAX_ANNOTATOR
from core.colleagues import Matched
from core.corpus import Layer
from gui import theme
from gui.key_map import is_typing
from gui.widgets.numbers import grouped
from gui.widgets.plain import Heading, PlainLabel, one_line

_WIDTH = 720
# Characters of a sentence that is only to be recognised.
_SHOWN = 200


class ColleagueForm(QWidget):
    """A name, a base layer for each layer of the file, and afterwards the report.

    Signals:
        wanted: The file is to be matched under the name that stands here.
        closed: The user is done here, or has changed their mind.
    """

    wanted = Signal()
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("colleague-form")
        self._layers: tuple[Layer, ...] = ()
        self._bases: list[QComboBox] = []
        self._title = Heading()
        self._about = PlainLabel("", muted=True)
        self._about.setWordWrap(True)
        self._name = QLineEdit()
        self._name.setObjectName("colleague-name")
        self._name.setAccessibleName(self.tr("Name of the colleague"))
        self._name.setPlaceholderText(self.tr("Whose labels are these?"))
        self._name.setMaxLength(MAX_ANNOTATOR)
        self._name.setFixedWidth(280)
        self._name.textChanged.connect(self._refresh)
        self._name.returnPressed.connect(self._on_start)
        self._rows = QGridLayout()
        self._rows.setHorizontalSpacing(2 * theme.SPACING)
        self._rows.setVerticalSpacing(theme.SPACING)
        self._rows.setColumnStretch(2, 1)
        self._words = PlainLabel()
        self._words.setObjectName("colleague-report")
        self._words.setWordWrap(True)
        self._unmatched = QListWidget()
        self._unmatched.setObjectName("colleague-unmatched")
        self._unmatched.setAccessibleName(self.tr("Sentences of the file that are not in the corpus"))
        self._unmatched.setProperty("kind", "bare")
        self._unmatched.setSpacing(2)
        self._card = QFrame()
        self._card.setProperty("kind", "card")
        inside = QVBoxLayout(self._card)
        inside.setContentsMargins(1, 1, 1, 1)
        inside.addWidget(self._unmatched)
        self._start = QPushButton(self.tr("Take over the labels"))
        self._start.setObjectName("colleague-start")
        self._start.setProperty("kind", "primary")
        self._start.clicked.connect(self._on_start)
        self._cancel = QPushButton()
        self._cancel.setObjectName("colleague-cancel")
        self._cancel.clicked.connect(self.closed)
        self._place()

    def _place(self) -> None:
        inside = QWidget()
        inside.setMaximumWidth(_WIDTH)
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2 * theme.SPACING)
        for widget in (self._title, self._about, self._name):
            column.addWidget(widget)
        column.addLayout(self._rows)
        column.addWidget(self._words)
        column.addWidget(self._card, 1)
        buttons = QHBoxLayout()
        buttons.addStretch()
        buttons.addWidget(self._cancel)
        buttons.addWidget(self._start)
        column.addLayout(buttons)
        self._rest = QWidget()
        column.addWidget(self._rest, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(*(3 * theme.SPACING,) * 4)
        row.addStretch(1)
        row.addWidget(inside, 1000)
        row.addStretch(1)

    @property
    def annotator(self) -> str:
        """The name that stands here."""
        return self._name.text().strip(" ")

    @property
    def chosen(self) -> dict[Layer, str]:
        """The layers of the file that are wanted, each with its base layer."""
        found = {layer: box.currentData() for layer, box in zip(self._layers, self._bases, strict=True)}
        return {layer: base for layer, base in found.items() if base}

    def begin(self, file: str, layers: Sequence[Layer], present: Sequence[Layer]) -> None:
        """Ask anew.

        Args:
            file: Name of the file.
            layers: Those it holds.
            present: Those of the project.
        """
        self._title.setText(self.tr("A colleague's labels in {name}").format(name=file))
        self._about.setText(
            self.tr(
                "Sentences of the file are found in the corpus by their tokens, in the same order. Their tags go into "
                "layers of the colleague's own; nothing else changes, and one undo takes all of it back."
            )
        )
        while item := self._rows.takeAt(0):
            if widget := item.widget():
                widget.deleteLater()
        self._layers, self._bases = tuple(layers), []
        for row, layer in enumerate(layers):
            box = QComboBox()
            box.setObjectName(f"colleague-base-{row + 1}")
            box.setAccessibleName(self.tr("What {layer} is about").format(layer=layer.name))
            for base in present:
                if not base.of and base.has_spans == layer.has_spans:
                    box.addItem(one_line(base.name), base.name)
            box.addItem(self.tr("leave out"), "")
            box.setCurrentIndex(max(0, box.findData(layer.name)))
            box.currentIndexChanged.connect(self._refresh)
            self._bases.append(box)
            self._rows.addWidget(PlainLabel(self.tr("{layer} of the file goes with").format(layer=layer.name)), row, 0)
            self._rows.addWidget(box, row, 1)
        for widget in (self._words, self._card):
            widget.hide()
        self._name.clear()
        self.set_busy(is_busy=False)
        self._name.setFocus()

    def set_busy(self, *, is_busy: bool) -> None:
        """Let nothing be changed while the file is being matched."""
        for widget in (self._name, *self._bases):
            widget.setEnabled(not is_busy)
            widget.show()
        self._start.show()
        self._cancel.setText(self.tr("Cancel"))
        self._refresh()
        self._start.setEnabled(self._start.isEnabled() and not is_busy)

    @Slot()
    def _refresh(self) -> None:
        self._start.setEnabled(bool(self.annotator and self.chosen))

    @Slot()
    def _on_start(self) -> None:
        if self._start.isEnabled():
            self.wanted.emit()

    def show_matched(self, found: Matched) -> None:
        """Say what has come of it."""
        self._start.hide()
        self._name.setEnabled(False)
        self._cancel.setText(self.tr("Show the sentences"))
        self._cancel.setFocus()
        parts = [
            self.tr("{n} of {all} sentences of the file are in the corpus.").format(
                n=grouped(found.n_matched), all=grouped(found.n_sentences)
            ),
            self.tr("{n} tags were taken over into {layers}.").format(
                n=grouped(found.n_tags), layers=", ".join(found.layers)
            ),
        ]
        for n, words in (
            (found.n_changed, self.tr("{n} of them replace others of the same colleague.")),
            (found.n_same, self.tr("{n} were there already.")),
            (found.n_untouched, self.tr("{n} sentences of the corpus are not in the file.")),
            (found.n_unmatched, self.tr("{n} sentences of the file are not in the corpus:")),
        ):
            if n:
                parts.append(words.format(n=grouped(n)))
        self._words.setText(" ".join(parts))
        self._words.show()
        self._unmatched.clear()
        self._unmatched.addItems([one_line(f"{grouped(one.number)}  {one.text[:_SHOWN]}") for one in found.unmatched])
        self._card.setVisible(bool(found.unmatched))

    def event(self, event: QEvent) -> bool:
        """Keep plain keys from becoming commands of the window."""
        if is_typing(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Esc leave."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        event.accept()
