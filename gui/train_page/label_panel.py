"""Label by label: scores while a run goes on, then what its kept model says; a click opens the sentences."""

import time

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from core.confusion import Matching
from core.runs import EpochEnd
from gui import theme
from gui.session import Session
from gui.train_page.examiner import Examiner
from gui.train_page.history import EpochPoint
from gui.train_page.label_table import PRECISION, RECALL, LabelTable
from gui.train_page.leading import lead_through
from gui.train_page.running import Running
from gui.widgets.plain import Heading, PlainLabel, one_line

# Epochs of a tiny corpus end many times a second; nobody reads a table that fast.
TABLE_SECONDS = 0.5


class LabelPanel(QWidget):
    """The table under the list of runs."""

    def __init__(self, session: Session, examiner: Examiner, running: Running, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._examiner = session, examiner
        self._matching: Matching | None = None
        self._newest: EpochEnd | None = None
        self._shown_at = 0.0
        self._title = Heading(self.tr("Label by label"), theme.NORMAL)
        self._title.setObjectName("label-scores-title")
        self._rules = PlainLabel("", theme.SMALL, muted=True)
        self._rules.setObjectName("label-scores-rules")
        self._rules.setWordWrap(True)
        self._rules.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        # Room for two lines from the beginning: longer words shall neither be cut nor move the table.
        self._rules.ensurePolished()
        self._rules.setMinimumHeight(2 * self._rules.fontMetrics().lineSpacing() + 2)
        self._table = LabelTable()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACING)
        for widget in (self._title, self._table, self._rules):
            column.addWidget(widget)
        column.setStretch(1, 1)
        self._table.chosen.connect(self._on_chosen)
        examiner.changed.connect(self._show)
        running.measured.connect(self._on_measured)
        running.ended.connect(self._on_ended)

    @Slot(object)
    def set_matching(self, matching: Matching) -> None:
        """Compare otherwise."""
        self._matching = matching
        self._show()

    @Slot(object, object)
    def _on_measured(self, event: EpochEnd, _point: EpochPoint) -> None:
        self._newest = event
        if time.monotonic() - self._shown_at >= TABLE_SECONDS:
            self._show_newest()

    @Slot(object)
    def _on_ended(self, _event: object) -> None:
        self._show_newest()
        self._newest = None

    def _show_newest(self) -> None:
        event = self._newest
        if event is None:
            return
        self._shown_at = time.monotonic()
        self._title.setText(self.tr("Label by label, dev, epoch {epoch}").format(epoch=event.epoch))
        self._table.set_scores(event.dev.labels if event.dev is not None else ())
        is_strict = event.dev is not None and event.dev.f1 is not None
        self._rules.setText(self.tr("Strict: label and both ends.") if is_strict else "")

    @Slot()
    def _show(self) -> None:
        found = self._examiner.found
        if found is None or self._examiner.words:
            if self._newest is None:
                self._title.setText(self.tr("Label by label"))
                self._table.set_scores(())
                self._rules.setText(self._examiner.words)
            return
        self._newest = None
        confusion = found.confusions.get(self._way())
        rules = {
            Matching.EXACT: self.tr("Strict: label and both ends. Click a number to go through its errors on Label."),
            Matching.OVERLAP: self.tr(
                "Lenient: the label is right and the spans overlap. Click a number to go through its errors."
            ),
            Matching.TAGS: self.tr("Each token counts. Click a number to go through its errors on Label."),
        }
        self._title.setText(self.tr("Label by label, dev, the model kept"))
        self._rules.setText(rules[self._way()])
        self._table.set_scores(confusion.labels if confusion is not None else ())

    def _way(self) -> Matching:
        found = self._examiner.found
        ways = tuple(found.confusions) if found is not None else (Matching.TAGS,)
        if self._matching in ways:
            return self._matching
        return Matching.EXACT if Matching.EXACT in ways else Matching.TAGS

    @Slot(str, int)
    def _on_chosen(self, label: str, column: int) -> None:
        found = self._examiner.found
        if found is None or self._examiner.words:
            return
        titles = {
            PRECISION: self.tr("{label}: said and not labelled so"),
            RECALL: self.tr("{label}: labelled so and not found"),
        }
        places = found.confusions[self._way()].sentences_of(
            label, missed=column != PRECISION, wrongly_said=column != RECALL
        )
        title = titles.get(column, self.tr("{label}: every error")).format(label=one_line(label))
        if not len(places):
            self._session.status.emit(self.tr("There is no such error."))
        lead_through(self._session, found.bundle.layer.name, title, found.numbers(places))
