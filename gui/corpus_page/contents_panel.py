"""The left column: import and generate, sentences by split, the layer in use."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from core.corpus import Layer, Split
from gui import theme
from gui.corpus_page import words
from gui.corpus_page.words import scheme_word
from gui.icons import icon
from gui.widgets.numbers import grouped
from gui.widgets.plain import Heading, NumberLabel, PlainLabel


class CountButton(QPushButton):
    """A name on the left and a number on the right; can be chosen."""

    def __init__(self, name: str, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setCheckable(True)
        self.setProperty("kind", "quiet")
        self._text = text
        self._number = NumberLabel("0")
        words_label = PlainLabel(text)
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 0, 10, 0)
        for label in (words_label, self._number):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            row.addWidget(label)
        self.setMinimumHeight(30)
        self.set_count(0)

    def set_count(self, count: int) -> None:
        """Show another number."""
        self._number.setText(grouped(count))
        self.setAccessibleName(f"{self._text} {grouped(count)}")


class ContentsPanel(QWidget):
    """Where sentences come from, and what they are for.

    Signals:
        split_chosen: The `Split` whose sentences are wanted, None for all.
        import_wanted, generate_wanted: The user wants more sentences.
        export_wanted: The user wants a file of those that the table shows.
    """

    split_chosen = Signal(object)
    import_wanted = Signal()
    generate_wanted = Signal()
    export_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bring = self._button("corpus-import", self.tr("Import…"), "import")
        self._bring.clicked.connect(self.import_wanted)
        self._make = self._button("corpus-generate", self.tr("Generate…"), "generate")
        self._make.clicked.connect(self.generate_wanted)
        self._write = self._button("corpus-export", self.tr("Export…"), "export")
        self._write.setEnabled(False)
        self._write.clicked.connect(self.export_wanted)
        self._all = CountButton("split-all", self.tr("all sentences"))
        self._splits = {split: CountButton(f"split-{split}", words.word(split)) for split in Split}
        self._group = QButtonGroup(self)
        self._layers = QVBoxLayout()
        self._build()

    def _button(self, name: str, text: str, picture: str) -> QPushButton:
        button = QPushButton(icon(picture), text)
        button.setObjectName(name)
        button.setAccessibleName(text)
        return button

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 12, 16)
        column.setSpacing(theme.SPACING)
        column.addWidget(self._bring)
        column.addWidget(self._make)
        column.addWidget(self._write)
        column.addSpacing(theme.SPACING)
        column.addWidget(Heading(self.tr("Splits"), theme.NORMAL))
        rows = QVBoxLayout()
        rows.setSpacing(2)
        for button in (self._all, *self._splits.values()):
            self._group.addButton(button)
            rows.addWidget(button)
            button.clicked.connect(self._on_split)
        column.addLayout(rows)
        column.addSpacing(theme.SPACING)
        column.addWidget(Heading(self.tr("Layers"), theme.NORMAL))
        column.addLayout(self._layers)
        column.addStretch(1)
        self._all.setChecked(True)

    def show_counts(self, counts: Mapping[Split, int]) -> None:
        """Show how many sentences each split has."""
        for split, button in self._splits.items():
            button.set_count(counts.get(split, 0))
        self._all.set_count(sum(counts.values()))
        self._write.setEnabled(sum(counts.values()) > 0)

    def show_layers(self, layers: Sequence[Layer], chosen: Layer | None) -> None:
        """Name the layers and their schemes, the one in use in full strength; the header chooses."""
        while (item := self._layers.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for layer in layers:
            text = self.tr("{layer}: {scheme}").format(layer=layer.name, scheme=scheme_word(layer.scheme))
            line = PlainLabel(text, muted=layer != chosen)
            line.setObjectName(f"layer-{layer.name}")
            line.setContentsMargins(10, 0, 0, 0)
            self._layers.addWidget(line)

    def show_split(self, split: Split | None, *, is_other: bool) -> None:
        """Show which split the table shows; `is_other` says it shows something else than a split."""
        self._group.setExclusive(False)
        self._all.setChecked(split is None and not is_other)
        for one, button in self._splits.items():
            button.setChecked(one is split)
        self._group.setExclusive(True)

    @Slot()
    def _on_split(self) -> None:
        for split, button in self._splits.items():
            if button.isChecked():
                self.split_chosen.emit(split)
                return
        self.split_chosen.emit(None)
