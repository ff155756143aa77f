"""How a file is to be read: format, encoding, and what the format needs besides."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QSignalBlocker, Signal, Slot
from PySide6.QtWidgets import QCheckBox, QComboBox, QVBoxLayout, QWidget

from core.sources import ENCODINGS, ColumnMap, FormatName, ReadOptions, Unit
from core.tokenizers import TOKENIZERS
from gui import theme
from gui.corpus_page import words
from gui.widgets.flow_layout import FlowLayout
from gui.widgets.plain import PlainLabel

SEPARATORS = ("\t", " ", ",", ";")
TABLES = (FormatName.CONLL_COLUMNS, FormatName.CSV)


class SourceForm(QWidget):
    """One line of choices; those that the format does not know are hidden.

    Signals:
        changed: The user has chosen something.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._formats = tuple(FormatName)
        self._units = tuple(Unit)
        self._tokenizers = tuple(TOKENIZERS)
        self._encodings: tuple[str, ...] = ENCODINGS
        self._row = FlowLayout(self, gap=2 * theme.SPACING)
        self._fields: dict[QWidget, QWidget] = {}
        self._format = self._choice("import-format", self.tr("Format"), [words.word(name) for name in self._formats])
        self._encoding = self._choice("import-encoding", self.tr("Encoding"), [])
        self._separator = self._choice(
            "import-separator", self.tr("Columns parted by"), [words.separator_word(one) for one in SEPARATORS]
        )
        self._header = QCheckBox(self.tr("First row names the columns"))
        self._header.setObjectName("import-header")
        self._header.toggled.connect(self._tell)
        self._add(self._header, "")
        self._tokenizer = self._choice(
            "import-tokenizer", self.tr("Cut into tokens"), [words.tokenizer_word(name) for name in self._tokenizers]
        )
        self._unit = self._choice("import-unit", self.tr("A sentence is"), [words.word(unit) for unit in self._units])
        self._encoding.setPlaceholderText(self.tr("please choose"))
        self._offer_encodings(ENCODINGS)

    def _choice(self, name: str, title: str, texts: Sequence[str]) -> QComboBox:
        box = QComboBox()
        box.setObjectName(name)
        box.setAccessibleName(title)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        box.addItems(list(texts))
        box.activated.connect(self._on_chosen)
        self._add(box, title)
        return box

    def _add(self, control: QWidget, title: str) -> None:
        field = QWidget()
        column = QVBoxLayout(field)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        label = PlainLabel(title, theme.SMALL, muted=True)
        label.setBuddy(control)
        column.addWidget(label)
        column.addWidget(control)
        self._row.addWidget(field)
        self._fields[control] = field

    def show_options(self, options: ReadOptions) -> None:
        """Show these options without telling anybody."""
        columns = options.columns
        self._format.setCurrentIndex(self._formats.index(options.format))
        self._offer_encodings((options.encoding, *self._encodings))
        self._encoding.setCurrentIndex(self._encodings.index(options.encoding))
        self._tokenizer.setCurrentIndex(self._tokenizers.index(options.tokenizer))
        self._unit.setCurrentIndex(self._units.index(options.unit))
        if columns is not None and columns.separator in SEPARATORS:
            self._separator.setCurrentIndex(SEPARATORS.index(columns.separator))
        with QSignalBlocker(self._header):
            self._header.setChecked(columns is not None and columns.has_header)
        self._show_fields(options.format)

    def offer_first(self, encodings: Sequence[str]) -> None:
        """Put the likeliest encodings at the top of the list, and have the user choose."""
        self._offer_encodings((*encodings, *self._encodings))
        self._encoding.setCurrentIndex(-1)

    def _offer_encodings(self, encodings: Sequence[str]) -> None:
        self._encodings = tuple(dict.fromkeys(encodings))
        self._encoding.clear()
        self._encoding.addItems([words.encoding_word(name) for name in self._encodings])

    def _show_fields(self, format_name: FormatName) -> None:
        for control in (self._separator, self._header):
            self._fields[control].setVisible(format_name in TABLES)
        for control in (self._tokenizer, self._unit):
            self._fields[control].setVisible(format_name in (FormatName.TEXT, FormatName.JSONL))
        self._row.invalidate()

    @Slot()
    def _on_chosen(self) -> None:
        self._show_fields(self._formats[self._format.currentIndex()])
        self._tell()

    @Slot()
    def _tell(self) -> None:
        if self._encoding.currentIndex() >= 0:
            self.changed.emit()

    def options(self, before: ReadOptions) -> ReadOptions:
        """Return what is chosen now; where columns are to be found anew, there are none."""
        format_name = self._formats[self._format.currentIndex()]
        chosen = replace(
            before,
            format=format_name,
            encoding=self._encodings[self._encoding.currentIndex()],
            tokenizer=self._tokenizers[self._tokenizer.currentIndex()],
            unit=self._units[self._unit.currentIndex()],
        )
        if format_name is not before.format or chosen.encoding != before.encoding:
            return replace(chosen, columns=None)
        columns = before.columns
        if columns is None or format_name not in TABLES:
            return chosen
        separator = SEPARATORS[self._separator.currentIndex()]
        if separator != columns.separator:
            return replace(chosen, columns=ColumnMap(0, separator=separator, has_header=self._header.isChecked()))
        return replace(chosen, columns=replace(columns, has_header=self._header.isChecked()))
