"""Strategies: every way to bring the sentences to one length, side by side on the user's own corpus."""

from collections.abc import Callable, Generator

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from core.config import Config
from core.inspection import Inspection, Material
from core.pace import SECONDS
from core.strategies import Offer, offers
from gui import theme
from gui.job import JobControl, Progress
from gui.jobs import Jobs
from gui.tensor_page import strategy_words
from gui.tensor_page.batch_view import BatchView
from gui.tensor_page.latest import Latest
from gui.tensor_page.paces import Known, Paces
from gui.tensor_page.subject import Subject
from gui.widgets.batch_picture import BatchPicture
from gui.widgets.lined_cells import MUTED_ROLE, LinedCells
from gui.widgets.numbers import percent
from gui.widgets.plain import PlainLabel

PICTURE = QSize(104, 44)
ROW_HEIGHT = 56
NAME, BATCH, PADDING, LEFT_OUT, STEPS, MEMORY, EDGES, PACE, USE = range(9)
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class StrategiesView(BatchView):
    """A table with a row for each strategy; the pace is measured when asked.

    Signals:
        config_chosen: The `Config` of a strategy that the user wants to look at.

    Attributes:
        paces: What is known of how fast each is.
    """

    name = "strategies"
    config_chosen = Signal(object)

    def __init__(self, subject: Subject, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(subject, jobs, parent)
        self._offers: tuple[Offer, ...] = ()
        self._of: tuple[object, ...] = ()
        self._found = Latest(jobs, "look", self.tr("Comparing strategies"), self)
        self._found.found.connect(self._on_found)
        self.paces = Paces(subject, jobs, self)
        self.paces.changed.connect(self._show_paces)
        self._measure = QPushButton()
        self._measure.setObjectName("strategies-measure")
        self._measure.clicked.connect(self.on_measure)
        self._table = self._new_table()
        hint = PlainLabel(
            self.tr(
                "The same sentences under each strategy. In the pictures of the first batch time runs to the right, "
                "all in one scale: each row is read from left to right, hatched cells are padding, and the shade "
                "changes where another sentence begins."
            ),
            muted=True,
        )
        hint.setWordWrap(True)
        row = QHBoxLayout()
        row.setSpacing(2 * theme.SPACING)
        row.addWidget(hint, 1)
        row.addWidget(self._measure)
        self.body.addLayout(row)
        self.body.addWidget(self._table, 1)
        self._show_paces()

    def _new_table(self) -> QTableWidget:
        titles = (
            self.tr("strategy"), self.tr("first batch"), self.tr("padding"), self.tr("tokens\nleft out"),
            self.tr("batches\nan epoch"), self.tr("largest\nbatch"), self.tr("rows that read\nbeyond a sentence"),
            self.tr("tokens\na second"), "",
        )  # fmt: skip
        table = QTableWidget(0, len(titles))
        table.setObjectName("strategies-table")
        table.setAccessibleName(self.tr("Strategies against padding"))
        table.setItemDelegate(LinedCells(table))
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
        table.setShowGrid(False)
        table.setAlternatingRowColors(True)
        table.setTabKeyNavigation(False)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        head = table.horizontalHeader()
        head.setHighlightSections(False)
        head.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        head.setSectionResizeMode(NAME, QHeaderView.ResizeMode.Stretch)
        for column, title in enumerate(titles):
            item = QTableWidgetItem(title)
            item.setTextAlignment(_side(column))
            item.setData(Qt.ItemDataRole.AccessibleTextRole, title.replace("\n", " "))
            table.setHorizontalHeaderItem(column, item)
        return table

    def title(self) -> str:
        """Return what its tab says."""
        return self.tr("Strategies")

    def picture(self) -> QWidget:
        """Return the table."""
        return self._table

    def arrays(self) -> dict[str, NDArray[np.generic]]:
        """Return the first batch of each strategy, uint8[B, T]."""
        return {
            offer.strategy.name.lower() if offer.strategy else "controls": np.asarray(offer.first)
            for offer in self._offers
        }

    @Slot()
    def show_batch(self) -> None:
        """Compare again where sentences or options are others than before."""
        material, inspection = self.subject.material, self.subject.inspection
        if material is None or inspection is None:
            return
        of = (material.encoded, inspection.config)
        if of != self._of:
            self._of = of
            self._found.ask(_compared(material, inspection))

    def show_cursor(self) -> None:
        """All sentences are compared, wherever the cursor is."""

    @Slot(object)
    def _on_found(self, found: object) -> None:
        inspection = self.subject.inspection
        if not isinstance(found, tuple) or inspection is None:
            return
        self._offers = found
        table = self._table
        table.setRowCount(len(found))
        widest = max(offer.first.shape[1] for offer in found)
        for row, offer in enumerate(found):
            for column, words in self._cells(offer).items():
                self._put(row, column, words)
            table.setCellWidget(row, BATCH, _centred(BatchPicture(offer.first, widest, PICTURE)))
            table.setCellWidget(row, USE, _centred(self._use_button(row, offer, inspection.config)))
        self._show_paces()

    def _cells(self, offer: Offer) -> dict[int, str]:
        price = offer.price
        return {
            NAME: f"{strategy_words.title(offer)}\n{strategy_words.explanation(offer)}",
            PADDING: percent(price.padding_share),
            LEFT_OUT: strategy_words.left_out(offer),
            STEPS: strategy_words.steps(offer),
            MEMORY: strategy_words.memory(offer),
            EDGES: strategy_words.edges(offer),
        }

    def _put(self, row: int, column: int, words: str, *, is_muted: bool = False) -> None:
        item = QTableWidgetItem(words)
        item.setData(MUTED_ROLE, is_muted)
        item.setTextAlignment(_side(column))
        self._table.setItem(row, column, item)

    def _pace_words(self, known: Known | None) -> str:
        if known is None:
            return self.tr("not measured")
        words = self.tr("{rate}\nbefore a change") if known.is_stale else self.tr("{rate}\nat {clock}")
        return words.format(rate=known.rate, clock=known.clock)

    def _use_button(self, row: int, offer: Offer, current: Config) -> QPushButton:
        is_current = offer.config == current
        button = QPushButton(self.tr("In use") if is_current else self.tr("Use"))
        button.setObjectName(f"strategies-use-{row}")
        button.setAccessibleName(self.tr("Set the controls: {strategy}").format(strategy=strategy_words.title(offer)))
        button.setEnabled(not is_current)
        button.setProperty("row", row)
        button.clicked.connect(self.on_use)
        return button

    @Slot()
    def on_use(self) -> None:
        """Set the controls to a strategy."""
        button = self.sender()
        if isinstance(button, QPushButton):
            self.config_chosen.emit(self._offers[button.property("row")].config)

    @Slot()
    def on_measure(self) -> None:
        """Measure how fast each strategy is, or stop measuring."""
        if self.paces.is_measuring:
            self.paces.stop()
        else:
            self.paces.measure([offer.config for offer in self._offers])

    @Slot()
    def _show_paces(self) -> None:
        paces = self.paces
        for row, offer in enumerate(self._offers):
            known = paces.known(offer.config)
            self._put(row, PACE, self._pace_words(known), is_muted=known is None or known.is_stale)
        self._measure.setText(self.tr("Stop measuring") if paces.is_measuring else self.tr("Measure tokens a second"))
        self._measure.setEnabled(paces.is_measuring or (bool(self._offers) and paces.can_measure))
        words = self.tr(
            "Tokens a second: labelled tokens learnt from, on this machine, in {seconds:g} s of training each on "
            "batches from all over the epoch"
        )
        self.say(words.format(seconds=SECONDS))


def _side(column: int) -> Qt.AlignmentFlag:
    is_number = column in (PADDING, LEFT_OUT, STEPS, MEMORY, PACE)
    return _RIGHT if is_number else Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


def _centred(widget: QWidget) -> QWidget:
    """Return `widget` in the middle of a table's cell."""
    cell = QWidget()
    layout = QHBoxLayout(cell)
    layout.setContentsMargins(theme.SPACING, 0, theme.SPACING, 0)
    layout.addWidget(widget)
    return cell


def _compared(material: Material, inspection: Inspection) -> Callable[[JobControl], Generator[object, None, None]]:
    """Return a job that yields all strategies on the sentences."""

    def compare(control: JobControl) -> Generator[object, None, None]:
        found = []
        for offer in offers(material.encoded, inspection.config, material.network.vocab.sizes):
            found.append(offer)
            yield Progress(len(found))
        yield tuple(found)

    return compare
