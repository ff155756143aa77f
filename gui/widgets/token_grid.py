"""A batch as a grid: rows are sentences, columns timesteps, each cell a token and its value.

Padded cells are hatched and say PAD; words the vocabulary does not know carry a mark. Only visible
cells are painted.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QSizePolicy, QWidget

from core.visible import visible_token
from gui import theme
from gui.widgets.cell_geometry import hatch, paint_corner, visible
from gui.widgets.plain import elided

GUTTER = 72
HEADER = 28
CELL = QSize(76, 44)


@dataclass(frozen=True, slots=True)
class GridContent:
    """What a grid shows.

    Attributes:
        value: The words under the token of a row and timestep: what the tensor holds in that cell.
        tokens: B rows of T tokens, empty strings where there is padding.
        mask: bool [B, T], True where there is a token.
        unknown: bool [B, T], True where the vocabulary has no row for the token.
        row_names: B names, such as the numbers of the sentences.
    """

    value: Callable[[int, int], str]
    tokens: tuple[tuple[str, ...], ...]
    mask: NDArray[np.bool_]
    unknown: NDArray[np.bool_]
    row_names: tuple[str, ...]


class TokenGrid(QAbstractScrollArea):
    """Shows a `GridContent`; a cursor cell is moved by mouse and arrows.

    Signals:
        cursor_moved: Row and timestep under the cursor.
    """

    cursor_moved = Signal(int, int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._content: GridContent | None = None
        self._cursor = QPoint(-1, -1)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.viewport().setMouseTracking(True)
        self.setAccessibleName(self.tr("Grid of the batch: sentences down, timesteps across"))
        self.horizontalScrollBar().valueChanged.connect(self.viewport().update)
        self.verticalScrollBar().valueChanged.connect(self.viewport().update)

    def set_content(self, content: GridContent) -> None:
        """Show another tensor; the cursor stays where the new one reaches that far."""
        self._content = content
        rows, columns = content.mask.shape
        if self._cursor.y() >= rows or self._cursor.x() >= columns:
            self._cursor = QPoint(-1, -1)
        self._fit()
        self.viewport().update()

    def set_cursor_cell(self, row: int, timestep: int) -> None:
        """Move the cursor without telling anybody."""
        if self._content is None or (row, timestep) == (self._cursor.y(), self._cursor.x()):
            return
        self._put_cursor(QPoint(timestep, row))
        self._reveal()

    def sizeHint(self) -> QSize:
        """Ask for room for some ten rows."""
        return QSize(960, 400)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the scroll bars to the new size."""
        super().resizeEvent(event)
        self._fit()

    def _area(self) -> QRect:
        size = self.viewport().size()
        return QRect(GUTTER, HEADER, max(0, size.width() - GUTTER), max(0, size.height() - HEADER))

    def _shape(self) -> tuple[int, int]:
        return (0, 0) if self._content is None else (self._content.mask.shape[0], self._content.mask.shape[1])

    def _fit(self) -> None:
        rows, columns = self._shape()
        area = self._area()
        for bar, whole, page, step in (
            (self.horizontalScrollBar(), columns * CELL.width(), area.width(), CELL.width()),
            (self.verticalScrollBar(), rows * CELL.height(), area.height(), CELL.height()),
        ):
            bar.setRange(0, max(0, whole - page))
            bar.setPageStep(page)
            bar.setSingleStep(step)

    def cell_at(self, point: QPoint) -> QPoint:
        """Return timestep and row under a point of the viewport, -1 each for none."""
        area = self._area()
        rows, columns = self._shape()
        x = (point.x() - area.left() + self.horizontalScrollBar().value()) // CELL.width()
        y = (point.y() - area.top() + self.verticalScrollBar().value()) // CELL.height()
        if not area.contains(point) or x >= columns or y >= rows:
            return QPoint(-1, -1)
        return QPoint(x, y)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Let the cursor follow the mouse."""
        self._move_to(self.cell_at(event.position().toPoint()))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Put the cursor where the mouse was pressed."""
        self._move_to(self.cell_at(event.position().toPoint()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the cursor by a timestep or a sentence."""
        step = {
            Qt.Key.Key_Left: QPoint(-1, 0),
            Qt.Key.Key_Right: QPoint(1, 0),
            Qt.Key.Key_Up: QPoint(0, -1),
            Qt.Key.Key_Down: QPoint(0, 1),
        }.get(Qt.Key(event.key()))
        rows, columns = self._shape()
        if step is None or not rows:
            super().keyPressEvent(event)
            return
        moved = self._cursor + step
        self._move_to(QPoint(min(columns - 1, max(0, moved.x())), min(rows - 1, max(0, moved.y()))))
        self._reveal()

    def _move_to(self, cell: QPoint) -> None:
        if cell.x() < 0 or cell == self._cursor:
            return
        self._put_cursor(cell)
        self.cursor_moved.emit(cell.y(), cell.x())

    def _put_cursor(self, cell: QPoint) -> None:
        """Move the cursor; what it leaves and where it comes to is painted anew, nothing else."""
        for place in (self._cursor, cell):
            if place.x() >= 0:
                self.viewport().update(self._column_rect(place.x()))
        self.viewport().update(QRect(0, HEADER, GUTTER, self.viewport().height()))
        self._cursor = cell

    def _reveal(self) -> None:
        area = self._area()
        for bar, position, cell, page in (
            (self.horizontalScrollBar(), self._cursor.x(), CELL.width(), area.width()),
            (self.verticalScrollBar(), self._cursor.y(), CELL.height(), area.height()),
        ):
            low, high = position * cell, (position + 1) * cell
            if low < bar.value():
                bar.setValue(low)
            elif high > bar.value() + page:
                bar.setValue(high - page)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint visible cells under their timesteps and beside their sentences, as far as they are asked for."""
        painter, asked = QPainter(self.viewport()), event.region()
        painter.fillRect(self.viewport().rect(), theme.current().panel)
        if self._content is None:
            return
        area, (n_rows, n_columns) = self._area(), self._shape()
        seen = visible(n_columns, CELL.width(), self.horizontalScrollBar().value(), area.width())
        columns = [column for column in range(seen.first, seen.last) if asked.intersects(self._column_rect(column))]
        rows = visible(n_rows, CELL.height(), self.verticalScrollBar().value(), area.height())
        self._paint_names(painter, columns, range(rows.first, rows.last))
        painter.setClipRect(area)
        for row in range(rows.first, rows.last):
            for column in columns:
                self._paint_cell(painter, self._content, row, column)
        self._paint_cursor(painter)

    def _cell_rect(self, row: int, column: int) -> QRect:
        left = GUTTER + column * CELL.width() - self.horizontalScrollBar().value()
        top = HEADER + row * CELL.height() - self.verticalScrollBar().value()
        return QRect(QPoint(left, top), CELL)

    def _column_rect(self, column: int) -> QRect:
        """Return where a timestep is painted, its name with it and all that marks it."""
        cell = self._cell_rect(0, column)
        return QRect(cell.left(), 0, cell.width(), self.viewport().height())

    def _paint_names(self, painter: QPainter, columns: Sequence[int], rows: Sequence[int]) -> None:
        colours = theme.current()
        painter.setFont(theme.font(11))
        painter.save()
        painter.setClipRect(QRect(GUTTER, 0, self._area().width(), HEADER))
        for column in columns:
            lit = column == self._cursor.x()
            painter.setPen(colours.text if lit else colours.muted)
            rect = self._cell_rect(0, column)
            painter.drawText(QRect(rect.left(), 0, rect.width(), HEADER), Qt.AlignmentFlag.AlignCenter, f"t = {column}")
        painter.setClipping(False)
        painter.setPen(colours.muted)
        paint_corner(painter, QRect(0, 0, GUTTER, HEADER))
        painter.setClipRect(QRect(0, HEADER, GUTTER, self._area().height()))
        for row in rows:
            painter.setPen(colours.text if row == self._cursor.y() else colours.muted)
            rect = self._cell_rect(row, 0)
            box = QRect(4, rect.top(), GUTTER - 12, rect.height())
            names = self._content.row_names if self._content else ()
            painter.drawText(box, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, names[row])
        painter.restore()

    def _paint_cell(self, painter: QPainter, content: GridContent, row: int, column: int) -> None:
        colours = theme.current()
        rect = self._cell_rect(row, column)
        painter.setPen(colours.line)
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.drawLine(rect.topRight(), rect.bottomRight())
        upper = QRect(rect.left() + 4, rect.top() + 4, rect.width() - 8, 20)
        lower = QRect(rect.left() + 4, rect.top() + 23, rect.width() - 8, 16)
        real = bool(content.mask[row, column])
        if not real:
            painter.fillRect(rect.adjusted(0, 0, -1, -1), hatch())
        painter.setFont(theme.font(13 if real else 11))
        painter.setPen(colours.text if real else colours.muted)
        word = visible_token(content.tokens[row][column]) if real else "PAD"
        word = elided(painter.fontMetrics(), word, upper.width())
        painter.drawText(upper, Qt.AlignmentFlag.AlignCenter, word)
        painter.setFont(theme.font(11, mono=True))
        painter.setPen(colours.muted)
        text = elided(painter.fontMetrics(), content.value(row, column), lower.width())
        painter.drawText(lower, Qt.AlignmentFlag.AlignCenter, text)
        if content.unknown[row, column]:
            painter.setPen(QPen(colours.warn, 2, Qt.PenStyle.DotLine))
            painter.drawLine(upper.left() + 8, upper.bottom(), upper.right() - 8, upper.bottom())

    def _paint_cursor(self, painter: QPainter) -> None:
        if self._cursor.x() < 0:
            return
        colours = theme.current()
        rows, _ = self._shape()
        column = self._cell_rect(0, self._cursor.x())
        column.setBottom(self._cell_rect(rows - 1, 0).bottom())
        lit = QPen(colours.cursor, 1)
        painter.setPen(lit)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(column.adjusted(0, -1, -1, -1))
        painter.setPen(QPen(colours.cursor, 2))
        painter.drawRect(self._cell_rect(self._cursor.y(), self._cursor.x()).adjusted(1, 1, -1, -1))
