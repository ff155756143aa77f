"""The right column: lengths with a limit to drag, labels, what is unlabelled, what stands in two splits."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QPushButton, QSizePolicy, QVBoxLayout, QWidget

from gui import theme
from gui.corpus_page.label_counts import LabelCounts
from gui.corpus_page.statistics import Comparison, Totals
from gui.widgets.histogram import Histogram
from gui.widgets.numbers import grouped, percent
from gui.widgets.plain import Heading, PlainLabel

FIRST_LIMIT = 50


class StatisticsPanel(QWidget):
    """What is in here.

    Signals:
        query_wanted: A search that shows what was clicked.
        repeats_wanted: The user wants to see the sentences that stand in two splits.
    """

    query_wanted = Signal(str)
    repeats_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._histogram = Histogram()
        self._histogram.limit_changed.connect(self._on_limit)
        self._histogram.bar_chosen.connect(self._on_bar)
        self._limit_words = PlainLabel("")
        self._limit_words.setObjectName("limit-words")
        self._limit_words.setWordWrap(True)
        self._cut = self._link("show-cut", self.tr("Show the sentences that are cut"))
        self._cut.clicked.connect(self._on_cut)
        self._layer_title = Heading("", theme.NORMAL)
        self._labels = LabelCounts()
        self._labels.label_chosen.connect(self._on_label)
        self._unlabelled = self._link("show-unlabelled", "")
        self._unlabelled.clicked.connect(self._on_unlabelled)
        self._repeats = self._link("show-repeats", "")
        self._repeats.clicked.connect(self.repeats_wanted)
        self._unknown = PlainLabel("", muted=True)
        self._unknown.setObjectName("unknown-words")
        self._unknown.setWordWrap(True)
        self._unknown.setContentsMargins(5, 0, 0, 0)
        self._build()

    def _link(self, name: str, text: str) -> QPushButton:
        button = QPushButton(text)
        button.setObjectName(name)
        button.setProperty("kind", "quiet")
        button.setStyleSheet("text-align: left; padding-left: 4px;")
        button.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        return button

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 16, 16)
        column.setSpacing(theme.SPACING)
        column.addWidget(Heading(self.tr("Sentence lengths"), theme.NORMAL))
        column.addWidget(self._histogram)
        self._limit_words.setMinimumHeight(2 * self._limit_words.fontMetrics().lineSpacing())
        self._limit_words.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        column.addWidget(self._limit_words)
        column.addWidget(self._cut)
        column.addSpacing(theme.SPACING)
        column.addWidget(self._layer_title)
        column.addWidget(self._labels, 1)
        column.addWidget(self._unlabelled)
        column.addWidget(self._repeats)
        column.addWidget(self._unknown)

    def show_totals(self, totals: Totals, layer: str, colour_index: Mapping[str, int]) -> None:
        """Show other totals."""
        limit = self._histogram.limit
        was_at_end = limit == self._histogram.longest
        self._histogram.set_counts(totals.lengths)
        self._histogram.set_limit(limit if limit and not was_at_end else FIRST_LIMIT)
        self._on_limit(self._histogram.limit)
        self._layer_title.setText(self.tr("Labels of {layer}").format(layer=layer) if layer else self.tr("Labels"))
        self._labels.show_labels(totals.labels, colour_index)
        words = self.tr("{n} with unlabelled tokens").format(n=grouped(totals.n_unlabelled))
        self._unlabelled.setText(words if layer else "")
        self._unlabelled.setEnabled(totals.n_unlabelled > 0)

    def show_comparison(self, comparison: Comparison | None) -> None:
        """Show what dev and test have in common with train; None while that is being found out."""
        if comparison is None:
            self._say_instead(self.tr("comparing the splits …"))
            return
        if not comparison.is_possible:
            self._say_instead(self.tr("nothing to compare train with yet"))
            return
        n_repeats = len(comparison.repeats)
        words = self.tr("{n} of dev and test stand in train too")
        self._repeats.setText(words.format(n=grouped(n_repeats)))
        self._repeats.setEnabled(n_repeats > 0)
        share = comparison.n_unknown / comparison.n_tokens
        words = self.tr("{share} of dev and test tokens are words that train never shows")
        self._unknown.setText(words.format(share=percent(share)))

    def show_no_comparison(self) -> None:
        """Say that the splits were not compared to the end."""
        self._say_instead(self.tr("the splits have not been compared"))

    def _say_instead(self, words: str) -> None:
        self._repeats.setText(words)
        self._repeats.setEnabled(False)
        self._unknown.setText("")

    @Slot(int)
    def _on_limit(self, limit: int) -> None:
        kept = self._histogram.kept
        words = self.tr("{limit} keeps {share} of tokens, cuts {n} sentences")
        if kept.n_cut == 1:
            words = self.tr("{limit} keeps {share} of tokens, cuts 1 sentence")
        # "100.0 %" would be a lie while something is cut.
        share = percent(kept.tokens) if not kept.n_cut else percent(min(kept.tokens, 0.9994))
        self._limit_words.setText(words.format(limit=grouped(limit), share=share, n=grouped(kept.n_cut)))
        self._cut.setEnabled(kept.n_cut > 0)

    @Slot(int, int)
    def _on_bar(self, first: int, last: int) -> None:
        self.query_wanted.emit(f"len={first}" if first == last else f"len>={first} len<={last}")

    @Slot()
    def _on_cut(self) -> None:
        self.query_wanted.emit(f"len>{self._histogram.limit}")

    @Slot(str)
    def _on_label(self, label: str) -> None:
        self.query_wanted.emit(f"label:{label}")

    @Slot()
    def _on_unlabelled(self) -> None:
        self.query_wanted.emit("unlabelled")
