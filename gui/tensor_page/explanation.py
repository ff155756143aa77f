"""The chosen card in words, and the Keras code that builds exactly this."""

from PySide6.QtCore import Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QPushButton, QTabWidget, QVBoxLayout, QWidget

from gui import theme


class Explanation(QTabWidget):
    """Two plain-text panels; the code can be copied."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setDocumentMode(True)
        self._words = _text("in-words", self.tr("The chosen tensor in words"), is_code=False)
        self._line = _text("in-keras-line", self.tr("The Keras lines that make the chosen tensor"), is_code=True)
        self._script = _text(
            "in-keras", self.tr("A whole Keras script that builds this network and batch"), is_code=True
        )
        copy = QPushButton(self.tr("Copy"))
        copy.setObjectName("copy-keras")
        copy.clicked.connect(self.on_copy)
        page = QWidget()
        layout = QVBoxLayout(page)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._script, 1)
        row = QHBoxLayout()
        row.setContentsMargins(theme.SPACING, theme.SPACING, theme.SPACING, theme.SPACING)
        row.addStretch(1)
        row.addWidget(copy)
        layout.addLayout(row)
        self.addTab(self._words, self.tr("In words"))
        self.addTab(self._line, self.tr("This card in Keras"))
        self.addTab(page, self.tr("All of it in Keras"))

    def show_card(self, words: str, line: str) -> None:
        """Explain a card."""
        self._words.setPlainText(words)
        self._line.setPlainText(line)

    def show_script(self, script: str) -> None:
        """Show the whole script."""
        if script != self._script.toPlainText():
            self._script.setPlainText(script)

    @Slot()
    def on_copy(self) -> None:
        """Put the script on the clipboard."""
        QGuiApplication.clipboard().setText(self._script.toPlainText())


def _text(name: str, title: str, *, is_code: bool) -> QPlainTextEdit:
    text = QPlainTextEdit()
    text.setObjectName(name)
    text.setAccessibleName(title)
    text.setReadOnly(True)
    text.setFont(theme.font(mono=is_code))
    text.setFrameShape(QPlainTextEdit.Shape.NoFrame)
    if is_code:
        text.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
    return text
