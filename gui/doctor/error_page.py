"""A place to paste an error message of Keras: its parts are marked and named, and the nearest case is offered."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QPushButton, QTextEdit, QVBoxLayout, QWidget

from core.doctor.cases import CASES
from core.doctor.reading_errors import LONGEST_TEXT, Part, Reading, read_error
from gui import theme
from gui.doctor.words import of_case, of_error
from gui.widgets.plain import Heading, PlainLabel

MOST_PARTS = 12
MOST_CASES = 3
EXAMPLE = (
    "ValueError: Input 0 of layer 'lstm' is incompatible with the layer: expected ndim=3, found ndim=2. "
    "Full shape received: (32, 47)"
)


class ErrorPage(QWidget):
    """Reads what is pasted, as it is typed.

    Signals:
        case_wanted: Name of the case to be shown.
    """

    case_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._reading: Reading | None = None
        self._text = QPlainTextEdit()
        self._text.setObjectName("error-text")
        self._text.setAccessibleName(self.tr("An error message of Keras"))
        self._text.setPlaceholderText(self.tr("Paste an error message of Keras here, or a whole traceback"))
        self._text.setFont(theme.font(mono=True))
        self._text.setTabChangesFocus(True)
        self._text.setFixedHeight(200)
        self._example = QPushButton(self.tr("Show an example"))
        self._example.setObjectName("error-example")
        self._meaning = PlainLabel()
        self._meaning.setObjectName("error-meaning")
        self._meaning.setWordWrap(True)
        self._parts = [_PartRow() for _ in range(MOST_PARTS)]
        self._cases = [QPushButton() for _ in range(MOST_CASES)]
        self._cases_title = PlainLabel(self.tr("The nearest case"), muted=True)
        self._place()
        self._text.textChanged.connect(self._on_text)
        self._example.clicked.connect(self._on_example)
        for number, button in enumerate(self._cases):
            button.setObjectName(f"error-case-{number}")
            button.clicked.connect(self._on_case)
        theme.changes.changed.connect(self._mark)
        self._on_text()

    def _place(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(2 * theme.SPACING)
        column.addWidget(self._text)
        row = QHBoxLayout()
        row.addWidget(Heading(self.tr("What it says"), theme.LARGE))
        row.addStretch(1)
        row.addWidget(self._example)
        column.addLayout(row)
        column.addWidget(self._meaning)
        parts = QVBoxLayout()
        parts.setSpacing(4)
        for part in self._parts:
            parts.addWidget(part)
        column.addLayout(parts)
        cases = QHBoxLayout()
        cases.setSpacing(theme.SPACING)
        cases.addWidget(self._cases_title)
        for button in self._cases:
            cases.addWidget(button)
        cases.addStretch(1)
        column.addLayout(cases)
        column.addStretch(1)

    @Slot()
    def _on_example(self) -> None:
        self._text.setPlainText(EXAMPLE)

    @Slot()
    def _on_text(self) -> None:
        text = self._text.toPlainText()
        self._reading = read_error(text)
        if self._reading is not None:
            self._meaning.setText(of_error(self._reading.meaning))
        elif text.strip():
            self._meaning.setText(
                self.tr("None of the messages that are known here. The gallery may hold what looks like it.")
            )
        else:
            self._meaning.setText(self.tr("Every number of the message that means something is named here."))
        self._meaning.set_muted(self._reading is None)
        self._show_parts(text[:LONGEST_TEXT])
        self._show_cases()
        self._mark()

    def _show_parts(self, text: str) -> None:
        parts = self._reading.parts if self._reading else ()
        for number, row in enumerate(self._parts):
            if number < len(parts):
                row.show_part(number, text, parts[number])
            row.setVisible(number < len(parts))

    def _show_cases(self) -> None:
        names = self._reading.cases if self._reading else ()
        for number, button in enumerate(self._cases):
            button.setVisible(number < len(names))
            if number < len(names):
                button.setText(of_case(CASES[names[number]].title))
                button.setProperty("kind", "primary" if number == 0 else "")
                button.style().polish(button)
        self._cases_title.setVisible(bool(names))

    @Slot()
    def _mark(self) -> None:
        """Colour the parts in the text as in the list below it."""
        selections = []
        for number, part in enumerate(self._reading.parts[:MOST_PARTS] if self._reading else ()):
            colours = theme.label_colours(number)
            look = QTextCharFormat()
            look.setBackground(colours.fill)
            look.setForeground(colours.text)
            cursor = QTextCursor(self._text.document())
            cursor.setPosition(part.start)
            cursor.setPosition(part.end, QTextCursor.MoveMode.KeepAnchor)
            selection = QTextEdit.ExtraSelection()
            selection.cursor, selection.format = cursor, look
            selections.append(selection)
        self._text.setExtraSelections(selections)

    @Slot()
    def _on_case(self) -> None:
        sender = self.sender()
        names = self._reading.cases if self._reading else ()
        for button, name in zip(self._cases, names, strict=False):
            if button is sender:
                self.case_wanted.emit(name)


class _PartRow(QWidget):
    """A stretch of the message in its colour, and what it stands for."""

    def __init__(self) -> None:
        super().__init__()
        self._number = 0
        self._text = PlainLabel("", bold=True)
        self._text.setAutoFillBackground(True)
        self._text.setContentsMargins(6, 2, 6, 2)
        self._text.setFont(theme.font(mono=True, bold=True))
        self._words = PlainLabel()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.SPACING)
        row.addWidget(self._text)
        row.addWidget(self._words, 1)
        theme.changes.changed.connect(self._dress)

    def show_part(self, number: int, text: str, part: Part) -> None:
        """Show a part of `text` in the colour of its number."""
        self._number = number
        self._text.setText(text[part.start : part.end])
        self._words.setText(of_error(part.words))
        self._dress()

    @Slot()
    def _dress(self) -> None:
        colours = theme.label_colours(self._number)
        palette = self._text.palette()
        palette.setColor(self._text.backgroundRole(), colours.fill)
        palette.setColor(self._text.foregroundRole(), colours.text)
        self._text.setPalette(palette)
