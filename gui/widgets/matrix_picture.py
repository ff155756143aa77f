"""How a confusion matrix is painted: names at the sides, counts and shares in cells that are large enough."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen

from core.confusion import NOTHING, Confusion
from gui import theme
from gui.colour_math import luminance
from gui.widgets.numbers import grouped
from gui.widgets.plain import elided

SMALLEST, LARGEST = 18, 64
# From here on a cell holds its count, from there on its share as well.
COUNT_AT, SHARE_AT = 26, 40
LONGEST_NAME = 132
GAP = 8
# Errors are a few hundredths of their row: their tint grows faster at first.
ERROR_POWER = 0.5


@dataclass(frozen=True, slots=True)
class MatrixWords:
    """What stands beside the cells.

    Attributes:
        gold: Title of the rows.
        said: Title of the columns.
        nothing: The name of no span or no tag.
    """

    gold: str
    said: str
    nothing: str


@dataclass(slots=True)
class MatrixPicture:
    """A matrix at one size of cell.

    Attributes:
        confusion: What is shown.
        words: Beside the cells.
        cell: Side of a cell in pixels.
        gutter: Room on the left for names.
        header: Room above for names, which run upwards.
    """

    confusion: Confusion
    words: MatrixWords
    cell: int = SMALLEST
    gutter: int = 0
    header: int = 0

    def __post_init__(self) -> None:
        metrics = QFontMetrics(theme.font(theme.SMALL))
        widest = max((metrics.horizontalAdvance(self.name(i)[:60]) for i in range(self.n)), default=0)
        side = min(LONGEST_NAME, widest) + 2 * GAP
        self.gutter, self.header = side + metrics.height(), side + metrics.height()

    @property
    def n(self) -> int:
        """Labels on each side."""
        return len(self.confusion.names)

    @property
    def size(self) -> QSize:
        """Room for everything."""
        return QSize(self.gutter + self.n * self.cell + GAP, self.header + self.n * self.cell + GAP)

    def name(self, index: int) -> str:
        """Return what a row or a column is called."""
        name = self.confusion.names[index]
        return self.words.nothing if name == NOTHING else name

    def fit(self, room: QSize) -> None:
        """Choose the largest cell that shows everything, within bounds."""
        free = min(room.width() - self.gutter, room.height() - self.header) - GAP
        self.cell = min(LARGEST, max(SMALLEST, free // max(1, self.n)))

    def tints(self) -> NDArray[np.uint8]:
        """Return uint8[n, n, 4], the colour of each cell: blue where right, orange where wrong."""
        shares = self.confusion.shares
        values = np.power(shares, ERROR_POWER)
        np.fill_diagonal(values, -shares.diagonal())
        return theme.diverging(0.85 * values)

    def draw_cells(self, painter: QPainter, first: QPoint, last: QPoint) -> None:
        """Paint the cells from column and row `first` up to but not including `last`, from the painter's origin."""
        colours, tints = theme.current(), self.tints()
        counts, shares = self.confusion.counts, self.confusion.shares
        line = QPen(colours.line, 1)
        for row in range(first.y(), last.y()):
            for column in range(first.x(), last.x()):
                rect = QRect(column * self.cell, row * self.cell, self.cell, self.cell)
                n = int(counts[row, column])
                tint = QColor(*tints[row, column].tolist()) if n else colours.panel
                painter.fillRect(rect, tint)
                painter.setPen(line)
                painter.drawRect(rect)
                if n and self.cell >= COUNT_AT:
                    painter.setPen(QColor("black") if luminance(tint) > 0.2 else QColor("white"))
                    self._draw_numbers(painter, rect, n, float(shares[row, column]))

    def _draw_numbers(self, painter: QPainter, rect: QRect, n: int, share: float) -> None:
        painter.setFont(theme.font(theme.SMALL))
        text = grouped(n)
        if painter.fontMetrics().horizontalAdvance(text) > rect.width() - 2:
            text = f"{n / 1000:.0f}k"
        if rect.height() < SHARE_AT:
            painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, text)
            return
        half = rect.height() // 2
        upper, lower = rect.adjusted(0, 4, 0, -half + 3), rect.adjusted(0, half - 1, 0, -4)
        painter.drawText(upper, Qt.AlignmentFlag.AlignCenter, text)
        painter.drawText(lower, Qt.AlignmentFlag.AlignCenter, f"{share:.0%}")

    def draw_gutter(self, painter: QPainter, first: int, last: int, lit: int = -1) -> None:
        """Paint the names of rows beside cells that begin at the painter's origin, to the left of it."""
        painter.setFont(theme.font(theme.SMALL))
        room = self.gutter - painter.fontMetrics().height() - GAP
        for row in range(first, last):
            rect = QRect(-room - GAP, row * self.cell, room, self.cell)
            self._draw_name(painter, rect, row, row == lit, Qt.AlignmentFlag.AlignRight)

    def draw_header(self, painter: QPainter, first: int, last: int, lit: int = -1) -> None:
        """Paint the names of columns, running upwards, over cells that begin at the painter's origin."""
        painter.setFont(theme.font(theme.SMALL))
        room = self.header - painter.fontMetrics().height() - GAP
        for column in range(first, last):
            painter.save()
            painter.translate(column * self.cell, -GAP)
            painter.rotate(-90)
            self._draw_name(painter, QRect(0, 0, room, self.cell), column, column == lit, Qt.AlignmentFlag.AlignLeft)
            painter.restore()

    def _draw_name(self, painter: QPainter, rect: QRect, index: int, is_lit: bool, side: Qt.AlignmentFlag) -> None:
        colours = theme.current()
        is_nothing = self.confusion.names[index] == NOTHING
        painter.setPen(colours.accent if is_lit else colours.muted if is_nothing else colours.text)
        text = elided(painter.fontMetrics(), self.name(index), rect.width())
        painter.drawText(rect, side | Qt.AlignmentFlag.AlignVCenter, text)

    def draw_titles(self, painter: QPainter, room: QRect) -> None:
        """Paint what rows and columns are, into the outermost strips of `room`."""
        painter.setFont(theme.font(theme.SMALL, bold=True))
        painter.setPen(theme.current().muted)
        height = painter.fontMetrics().height()
        across = QRect(room.left() + self.gutter, room.top(), room.width() - self.gutter, height)
        painter.drawText(across, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, f"{self.words.said} →")
        painter.save()
        painter.translate(room.left(), room.bottom())
        painter.rotate(-90)
        down = QRect(0, 0, room.height() - self.header, height)
        painter.drawText(down, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, f"← {self.words.gold}")
        painter.restore()

    def draw(self, painter: QPainter, rect: QRect) -> None:
        """Paint everything."""
        self.draw_titles(painter, QRect(rect.topLeft(), self.size))
        painter.save()
        painter.translate(rect.left() + self.gutter, rect.top() + self.header)
        self.draw_cells(painter, QPoint(0, 0), QPoint(self.n, self.n))
        self.draw_gutter(painter, 0, self.n)
        self.draw_header(painter, 0, self.n)
        painter.restore()
