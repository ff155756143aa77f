"""After an import: what has come in, and every line that was not as it should be."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from gui import theme
from gui.corpus_page.filling import Filled
from gui.corpus_page.report_table import ReportTable
from gui.icons import icon
from gui.widgets.numbers import grouped
from gui.widgets.plain import Heading, PlainLabel


class ImportReport(QWidget):
    """The report of one import.

    Signals:
        closed: The user has read it.
        another_wanted: The user wants to import another file.
    """

    closed = Signal()
    another_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("import-report")
        self._title = Heading()
        self._words = PlainLabel()
        self._words.setObjectName("import-report-words")
        self._words.setWordWrap(True)
        self._table = ReportTable()
        self._table.setObjectName("import-report-lines")
        self._card = QFrame()
        self._card.setProperty("kind", "card")
        inside = QVBoxLayout(self._card)
        inside.setContentsMargins(1, 1, 1, 1)
        inside.addWidget(self._table)
        another = QPushButton(icon("import"), self.tr("Import another file…"))
        another.setObjectName("import-another")
        another.clicked.connect(self.another_wanted)
        self.done = QPushButton(self.tr("Show the sentences"))
        self.done.setObjectName("import-done")
        self.done.setProperty("kind", "primary")
        self.done.setAutoDefault(True)
        self.done.clicked.connect(self.closed)
        buttons = QHBoxLayout()
        self._right = QWidget()
        buttons.addStretch(1)
        buttons.addWidget(another)
        buttons.addWidget(self.done)
        buttons.addWidget(self._right, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 16)
        column.setSpacing(theme.SPACING)
        self._above, self._below = QWidget(), QWidget()
        column.addWidget(self._above, 2)
        column.addWidget(self._title)
        column.addWidget(self._words)
        column.addWidget(self._card, 1)
        column.addSpacing(theme.SPACING)
        column.addLayout(buttons)
        column.addWidget(self._below, 3)

    def show_filled(self, filled: Filled, split: str) -> None:
        """Show the report of an import."""
        findings = filled.findings
        self._title.setText(self.tr("{name} is in the corpus").format(name=filled.name))
        words = self.tr("{sentences} sentences with {tokens} tokens joined {split}.").format(
            sentences=grouped(findings.n_sentences), tokens=grouped(findings.n_tokens), split=split
        )
        if not findings.n_problems:
            words += " " + self.tr("Every line was as it should be.")
        elif findings.n_problems == len(findings.reports):
            words += " " + self.tr("{n} lines were not as they should be:").format(n=grouped(findings.n_problems))
        else:
            some = self.tr("{n} lines were not as they should be; the first {shown}:")
            words += " " + some.format(n=grouped(findings.n_problems), shown=grouped(len(findings.reports)))
        self._words.setText(words)
        self._table.show_reports(findings.reports)
        self._card.setVisible(bool(findings.reports))
        # Without lines to list, the few words stand in the middle.
        for room in (self._above, self._below, self._right):
            room.setVisible(not findings.reports)
        side = Qt.AlignmentFlag.AlignLeft if findings.reports else Qt.AlignmentFlag.AlignHCenter
        for words_label in (self._title, self._words):
            words_label.setAlignment(side)
        self.done.setFocus()
