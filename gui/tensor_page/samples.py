"""Samples: the rows that an epoch cuts out of the cursor's document, and how often each token is read."""

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QSpinBox, QWidget

from core.batches import FIRST_EPOCH
from core.config import Sampling
from core.coverage import Coverage, coverage
from gui import theme
from gui.jobs import Jobs
from gui.tensor_page.batch_view import BatchView
from gui.tensor_page.subject import Subject
from gui.widgets.coverage_chart import CoverageChart
from gui.widgets.numbers import grouped
from gui.widgets.plain import PlainLabel

MOST_EPOCHS = 10_000


class SamplesView(BatchView):
    """The document along a line, for whichever epoch is chosen."""

    name = "samples"

    def __init__(self, subject: Subject, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(subject, jobs, parent)
        self._coverage: Coverage | None = None
        self._of: tuple[object, ...] = ()
        self._epoch = QSpinBox()
        self._epoch.setObjectName("samples-epoch")
        self._epoch.setAccessibleName(self.tr("Epoch"))
        self._epoch.setRange(FIRST_EPOCH, MOST_EPOCHS)
        self._epoch.valueChanged.connect(self.show_cursor)
        self._chart = CoverageChart()
        self._chart.setObjectName("coverage-chart")
        self._chart.draw_chosen.connect(self._on_draw)
        self._chart.token_pointed.connect(self._on_token)
        row = QHBoxLayout()
        row.setSpacing(theme.SPACING)
        row.addWidget(PlainLabel(self.tr("Epoch")))
        row.addWidget(self._epoch)
        hint = self.tr("Dark: counts in the loss. Pale: read, but for context alone. Red: in no row of this epoch.")
        row.addWidget(PlainLabel(hint, muted=True), 1)
        self.body.addLayout(row)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(self._chart)
        self.body.addWidget(area, 1)

    def title(self) -> str:
        """Return what its tab says."""
        return self.tr("Samples")

    def picture(self) -> QWidget:
        """Return the chart."""
        return self._chart

    def arrays(self) -> dict[str, NDArray[np.generic]]:
        """Return how often each token of the document is read, and how often it counts, int64[n] each."""
        found = self._coverage
        return {} if found is None else {"times-read": found.times_read, "times-counted": found.times_counted}

    @Slot()
    def show_batch(self) -> None:
        """Look the document up again."""
        self._of = ()
        self.show_cursor()

    @Slot()
    def show_cursor(self) -> None:
        """Show the document of the cursor's row, and where in it the cursor is."""
        material, inspection = self.subject.material, self.subject.inspection
        if material is None or inspection is None:
            return
        cursor, epoch = self.subject.cursor, self._epoch.value()
        pieces = inspection.batch.rows[cursor.row].pieces
        if not pieces:
            self.say(self.tr("This row is empty: its strip has ended."))
            return
        sentence = pieces[0].sentence
        if self._of != (sentence, epoch):
            self._of = sentence, epoch
            self._coverage = coverage(material, inspection.config, sentence=sentence, epoch=epoch)
        found = self._coverage
        if found is None:
            return
        place = inspection.batch.token_at(cursor.row, cursor.timestep)
        token = -1 if place is None else int(material.encoded.tokens.offsets[place[0]]) + place[1] - found.first
        current = (inspection.index, cursor.row) if epoch == FIRST_EPOCH else (-1, -1)
        self._chart.set_coverage(found, current, token)
        self.say(self._in_words(found, inspection.config.encoding.sampling, epoch))

    def _in_words(self, found: Coverage, sampling: Sampling, epoch: int) -> str:
        unread = int(np.count_nonzero(found.times_read == 0))
        twice = int(np.count_nonzero(found.times_read > 1))
        what = self.tr("sentence") if sampling is Sampling.SENTENCES else self.tr("text")
        words = self.tr(
            "epoch {epoch} cuts {rows} rows out of this {what} of {count} tokens: {unread} are in no row, {twice} in "
            "more than one"
        )
        return words.format(
            epoch=grouped(epoch),
            rows=grouped(len(found.draws)),
            what=what,
            count=grouped(len(found.tokens)),
            unread=grouped(unread),
            twice=grouped(twice),
        )

    @Slot(int, int)
    def _on_draw(self, batch: int, row: int) -> None:
        if self._epoch.value() == FIRST_EPOCH:
            self.subject.wanted.emit(batch, row)

    @Slot(int)
    def _on_token(self, place: int) -> None:
        found = self._coverage
        if found is None or place < 0:
            return
        words = self.tr("“{token}”, token {place}: read {read} times, counted {counted} times")
        said = words.format(
            token=found.tokens[place],
            place=grouped(place),
            read=int(found.times_read[place]),
            counted=int(found.times_counted[place]),
        )
        self.say(said)
