"""The figures of agreement with what each of them means, and the two tables."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from core.agreement import Agreement, PairAgreement
from gui import theme
from gui.agreement.tables import MOST_TAGS, Confusion, LabelFigures, figure
from gui.widgets.numbers import grouped
from gui.widgets.plain import Heading, PlainLabel


class Figures(QWidget):
    """Shows two annotators.

    Signals:
        cell_chosen: Tag of the first and tag of the second.
    """

    cell_chosen = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._values: dict[str, PlainLabel] = {}
        self._words: dict[str, PlainLabel] = {}
        self._of_spans: tuple[QWidget, ...] = ()
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(2 * theme.SPACING)
        self._grid.setVerticalSpacing(theme.SPACING)
        self._grid.setColumnStretch(2, 1)
        for row, (name, title) in enumerate(
            (
                ("observed", self.tr("Alike")),
                ("kappa", self.tr("Cohen's kappa")),
                ("alpha", self.tr("Krippendorff's alpha")),
                ("span-f1", self.tr("F1 of spans, strict")),
            )
        ):
            value = Heading()
            value.setObjectName(f"agreement-{name}")
            value.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            words = PlainLabel(muted=True)
            words.setObjectName(f"agreement-{name}-words")
            words.setWordWrap(True)
            self._values[name], self._words[name] = value, words
            line = (PlainLabel(title, bold=True), value, words)
            for column, widget in enumerate(line):
                self._grid.addWidget(widget, row, column)
            self._of_spans = line
        self._labels = LabelFigures()
        self._confusion = Confusion()
        self._confusion.chosen.connect(self.cell_chosen)
        self._confusion_title = Heading(size=theme.NORMAL)
        self._place()

    def _place(self) -> None:
        left, right = QVBoxLayout(), QVBoxLayout()
        left.addWidget(Heading(self.tr("By label"), theme.NORMAL))
        left.addWidget(self._labels, 1)
        right.addWidget(self._confusion_title)
        right.addWidget(self._confusion, 1)
        tables = QHBoxLayout()
        tables.setSpacing(2 * theme.SPACING)
        tables.addLayout(left, 5)
        tables.addLayout(right, 6)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme.SPACING, 0, 0)
        column.setSpacing(2 * theme.SPACING)
        column.addLayout(self._grid)
        column.addLayout(tables, 1)

    def show_pair(self, pair: PairAgreement, found: Agreement, *, has_spans: bool) -> None:
        """Show the figures of a pair, and the one for all that are compared.

        Args:
            pair: One of `found`.
            found: All of them.
            has_spans: Whether a label can cover several tokens.
        """
        observed = "–" if pair.observed is None else f"{pair.observed:.1%}"
        self._say(
            "observed",
            observed,
            self.tr("{same} of {n} tokens that both have labelled carry the same tag.").format(
                same=grouped(pair.same), n=grouped(pair.n_tokens)
            ),
        )
        chance = self.tr("Where both use one tag throughout, chance explains everything and there is no figure.")
        kappa = self.tr("Tags alike beyond what chance would give: 1 is full agreement, 0 is chance, below is less.")
        self._say("kappa", figure(pair.kappa), kappa if pair.kappa is not None else chance)
        alpha = self.tr("The same idea for all {n} compared, tokens that somebody has not labelled left out.")
        self._say("alpha", figure(found.alpha), alpha.format(n=grouped(len(found.annotators))))
        spans = self.tr("A span counts as the same only if label, first and last token are the same in both.")
        self._say("span-f1", "–" if pair.span_f1 is None else f"{pair.span_f1:.1%}", spans)
        for widget in self._of_spans:
            widget.setVisible(has_spans)
        self._labels.show_pair(pair)
        self._confusion.show_pair(pair)
        title = self.tr("Tokens by tag: {first} in rows, {second} in columns")
        if len(pair.names) > MOST_TAGS:
            title = self.tr("Tokens by tag, the {most} most frequent: {first} in rows, {second} in columns")
        self._confusion_title.setText(title.format(first=pair.first, second=pair.second, most=MOST_TAGS))

    def _say(self, name: str, value: str, words: str) -> None:
        self._values[name].setText(value)
        self._words[name].setText(words)
