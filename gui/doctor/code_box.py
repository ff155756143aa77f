"""A piece of code with what came of it below: printed text as it was, the error word for word."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QPalette, QResizeEvent, QTextOption
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QSizePolicy, QVBoxLayout, QWidget

from core.doctor.outcome import Result
from gui import theme
from gui.widgets.plain import PlainLabel

MOST_LINES = 20


class TextBox(QPlainTextEdit):
    """Read-only text in digits of one width, wrapped, as high as its lines."""

    def __init__(self, name: str, title: str, *, fewest: int) -> None:
        super().__init__()
        self._fewest = fewest
        self.setObjectName(name)
        self.setAccessibleName(title)
        self.setReadOnly(True)
        self.setFont(theme.font(theme.SMALL, mono=True))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setTabChangesFocus(True)
        self.set_fewest(fewest)

    def n_lines(self) -> int:
        """Return how many lines the text takes at this width."""
        return sum(
            max(1, self.document().findBlockByNumber(number).layout().lineCount())
            for number in range(self.document().blockCount())
        )

    def set_fewest(self, fewest: int) -> None:
        """Be at least so many lines high."""
        self._fewest = fewest
        height = self.fontMetrics().lineSpacing() * min(MOST_LINES, max(fewest, self.n_lines()))
        self.setFixedHeight(height + 3 * theme.SPACING)

    def set_text(self, text: str) -> None:
        """Show `text`."""
        self.setPlainText(text)
        self.set_fewest(self._fewest)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Wrap to the new width."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.set_fewest(self._fewest)


class CodeBox(QFrame):
    """Title, code, and what came of running it."""

    def __init__(self, name: str, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "card")
        self._code = TextBox(f"{name}-code", title, fewest=3)
        self._verdict = PlainLabel("", bold=True)
        self._verdict.setObjectName(f"{name}-verdict")
        self._verdict.setWordWrap(True)
        self._role = "muted"
        self._said = TextBox(f"{name}-said", self.tr("What came of it"), fewest=5)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 12, 12)
        column.setSpacing(theme.SPACING)
        column.addWidget(PlainLabel(title, bold=True))
        column.addWidget(self._code)
        column.addWidget(self._verdict)
        column.addWidget(self._said)
        column.addStretch(1)
        theme.changes.changed.connect(self._dress)

    def set_code(self, code: str) -> None:
        """Show other code, and nothing of what came of it."""
        self._code.set_text(code.rstrip("\n"))
        self.wait("")

    def wait(self, words: str) -> None:
        """Say why there is nothing to be seen yet."""
        self._said.set_text("")
        self._say(words, "muted")

    def show_result(self, result: Result, verdict: str, role: str) -> None:
        """Show what came of it.

        Args:
            result: What the code did.
            verdict: A few words above it.
            role: The colour of the words: `good`, `warn`, `bad`.
        """
        self._said.set_text("\n".join(filter(None, (result.printed, result.error))))
        self._say(verdict, role)

    def _say(self, words: str, role: str) -> None:
        self._role = role
        self._verdict.setText(words)
        self._dress()

    def _dress(self) -> None:
        palette = self._verdict.palette()
        palette.setColor(QPalette.ColorRole.WindowText, getattr(theme.current(), self._role))
        self._verdict.setPalette(palette)

    def changeEvent(self, event: QEvent) -> None:
        """Keep the colour of the verdict when the application is dressed anew."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.StyleChange and hasattr(self, "_role"):
            self._dress()
