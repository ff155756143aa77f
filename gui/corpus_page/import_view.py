"""What the import panel is made of, and how it shows a preview; it decides nothing."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QProgressBar,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from core import schemes
from core.corpus import Layer, Split
from core.sources import LineReport, OnProblem, Preview
from gui import theme
from gui.corpus_page import words
from gui.corpus_page.column_mapper import ColumnMapper
from gui.corpus_page.filling import Findings
from gui.corpus_page.layer_choices import LayerChoices
from gui.corpus_page.report_table import ReportTable
from gui.corpus_page.source_form import SourceForm
from gui.corpus_page.strip_list import StripList, StripRow
from gui.widgets.numbers import grouped
from gui.widgets.plain import Heading, PlainLabel

SIDE_WIDTH = 400
SHOWN_SENTENCES = 10


class ImportView(QWidget):
    """The controls and displays of an import, laid out."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = Heading()
        self.form = SourceForm()
        self.mapper = ColumnMapper()
        self.strips = StripList()
        self._rest = QWidget()
        self.strip_title = Heading(self.tr("As it will be read"), theme.NORMAL)
        self.problem = PlainLabel("", bold=True)
        self.problem.setObjectName("import-problem")
        self.problem.setWordWrap(True)
        self.counts = PlainLabel("")
        self.counts.setObjectName("import-counts")
        self.counts.setWordWrap(True)
        self.layers = LayerChoices()
        self.problem_words = PlainLabel("", muted=True)
        self.problem_words.setObjectName("import-problem-count")
        self.problems = ReportTable(is_narrow=True)
        self.problems.setObjectName("import-problems")
        self.split = _choice("import-split", self.tr("What the sentences are for"), [words.word(one) for one in Split])
        self.policy = _choice(
            "import-on-problem",
            self.tr("What happens at a line that breaks the rules"),
            [words.word(one) for one in OnProblem],
        )
        self.progress = QProgressBar()
        self.progress.setObjectName("import-progress")
        self.progress.setTextVisible(False)
        self.progress.setFixedWidth(200)
        self.progress_words = PlainLabel("", muted=True)
        self.cancel = QPushButton(self.tr("Cancel"))
        self.cancel.setObjectName("import-cancel")
        self.colleague = QPushButton(self.tr("As a colleague's labels of these sentences…"))
        self.colleague.setObjectName("import-colleague")
        self.start = QPushButton(self.tr("Import"))
        self.start.setObjectName("import-start")
        self.start.setProperty("kind", "primary")
        self._build()

    def _build(self) -> None:
        middle = QHBoxLayout()
        middle.setSpacing(2 * theme.SPACING)
        middle.addLayout(self._left(), 1)
        middle.addWidget(self._right())
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(theme.SPACING)
        column.addWidget(self.title)
        column.addLayout(middle, 1)
        column.addLayout(self._bottom())

    def _left(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(theme.SPACING)
        for widget in (self.form, self.mapper, self.problem):
            column.addWidget(widget)
        column.addSpacing(theme.SPACING // 2)
        column.addWidget(self.strip_title)
        column.addWidget(self.strips, 1)
        column.addWidget(self._rest, 1)
        return column

    def _right(self) -> QWidget:
        side = QWidget()
        side.setFixedWidth(SIDE_WIDTH)
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACING)
        column.addWidget(Heading(self.tr("In the whole file"), theme.NORMAL))
        column.addWidget(self.counts)
        column.addWidget(self.problem_words)
        column.addSpacing(theme.SPACING // 2)
        column.addWidget(Heading(self.tr("Layers"), theme.NORMAL))
        room = QScrollArea()
        room.setWidgetResizable(True)
        room.setFrameShape(QFrame.Shape.NoFrame)
        room.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inside = QWidget()
        rows = QVBoxLayout(inside)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.addWidget(self.layers)
        rows.addStretch(1)
        room.setWidget(inside)
        column.addWidget(room, 3)
        column.addWidget(self.colleague, 0, Qt.AlignmentFlag.AlignLeft)
        card = QFrame()
        card.setProperty("kind", "card")
        inner = QVBoxLayout(card)
        inner.setContentsMargins(1, 1, 1, 1)
        inner.addWidget(self.problems)
        self._problems_card = card
        column.addWidget(card, 2)
        return side

    def _bottom(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(theme.SPACING)
        row.addWidget(PlainLabel(self.tr("Import into")))
        row.addWidget(self.split)
        row.addSpacing(2 * theme.SPACING)
        row.addWidget(PlainLabel(self.tr("Where a line breaks the rules:")))
        row.addWidget(self.policy)
        row.addStretch(1)
        row.addWidget(self.progress_words)
        row.addWidget(self.progress)
        row.addSpacing(theme.SPACING)
        row.addWidget(self.cancel)
        row.addWidget(self.start)
        return row

    def show_nothing(self, name: str) -> None:
        """Clear away what belonged to another file."""
        self.title.setText(self.tr("Import {name}").format(name=name))
        self.show_sentences(None, None)
        self.mapper.hide()
        self.say_problem("")
        self.show_findings(None)

    def say_problem(self, text: str) -> None:
        """Say what keeps the file from being imported; empty for nothing."""
        self.problem.setText(text)
        self.problem.setVisible(bool(text))

    def show_preview(self, preview: Preview) -> None:
        """Show format, columns and rows."""
        self.form.show_options(preview.options)
        self.mapper.setVisible(preview.options.columns is not None)
        self.mapper.show_preview(preview)

    def show_sentences(self, preview: Preview | None, layer: Layer | None) -> None:
        """Show the first sentences under one layer; tokens only without one."""
        self.strip_title.setVisible(preview is not None)
        self.strips.setVisible(preview is not None)
        self._rest.setVisible(preview is None)
        if preview is None:
            return
        title = self.tr("As it will be read: {layer}") if layer else self.tr("As it will be read")
        self.strip_title.setText(title.format(layer=layer.name if layer else ""))
        plain = layer or Layer("")
        sentences = preview.sentences[:SHOWN_SENTENCES]
        rows = [StripRow(sentence.tokens, sentence.layer_tags(plain.name)) for sentence in sentences]
        labels = sorted({label for row in rows for label in schemes.labels_of(row.tags, plain.scheme)})
        self.strips.show_rows(rows, plain.scheme, {label: index for index, label in enumerate(labels)})

    def show_findings(self, findings: Findings | None) -> None:
        """Show what the whole file holds; None while it is being read."""
        if findings is None:
            self.counts.setText(self.tr("reading …"))
            self.problem_words.setText("")
            self._show_problems(())
            return
        text = self.tr("{sentences} sentences · {tokens} tokens")
        self.counts.setText(text.format(sentences=grouped(findings.n_sentences), tokens=grouped(findings.n_tokens)))
        if findings.n_problems:
            words = self.tr("Lines that break the rules: {n}").format(n=grouped(findings.n_problems))
        else:
            words = self.tr("No line breaks the rules.")
        self.problem_words.setText(words)
        self._show_problems(findings.reports)

    def _show_problems(self, reports: Sequence[LineReport]) -> None:
        self.problems.show_reports(reports)
        self._problems_card.setVisible(bool(reports))

    def show_running(self, *, is_running: bool) -> None:
        """Let nothing be changed while the import is running."""
        for widget in (self.form, self.mapper, self.layers, self.split, self.policy):
            widget.setEnabled(not is_running)
        self.progress.setVisible(is_running)
        self.progress_words.setVisible(is_running)
        if is_running:
            self.progress.setRange(0, 0)
            self.progress_words.setText("")


def _choice(name: str, title: str, texts: list[str]) -> QComboBox:
    box = QComboBox()
    box.setObjectName(name)
    box.setAccessibleName(title)
    box.addItems(texts)
    return box
