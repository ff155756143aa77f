"""Values of a time x feature tensor as colours, only what is visible painted.

Columns are timesteps and carry their tokens; rows are features. Colours diverge around zero on a
scale that is written beside them, so equal colours are equal numbers wherever the scale is shared.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QBrush, QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QSizePolicy, QWidget

from core.visible import visible_token
from gui import theme
from gui.widgets.plain import elided

GUTTER = 64
HEADER = 32
SCALE = 76
NARROWEST, NORMAL, WIDE, WIDEST = 2.0, 56.0, 112.0, 160.0


@dataclass(frozen=True, slots=True)
class Visible:
    """Cells `[first, last)` that a stretch of pixels shows, and where the first one begins."""

    first: int
    last: int
    origin: int


def visible(count: int, cell: float, scrolled: int, length: int) -> Visible:
    """Return which of `count` cells of `cell` pixels show in `length` pixels after `scrolled` of them."""
    first = min(count, max(0, int(scrolled / cell)))
    last = min(count, int(np.ceil((scrolled + length) / cell)))
    return Visible(first, max(first, last), round(first * cell) - scrolled)


def hatch() -> QBrush:
    """Return the brush that says "padding"."""
    return QBrush(theme.current().pad_hatch, Qt.BrushStyle.BDiagPattern)


class Heatmap(QAbstractScrollArea):
    """A matrix of float32 [rows, columns] as coloured cells with a cursor over the columns.

    Signals:
        cursor_moved: The column and row under the cursor.
    """

    cursor_moved = Signal(int, int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._values: NDArray[np.float32] = np.zeros((0, 0), np.float32)
        self._columns: tuple[str, ...] = ()
        self._padded: NDArray[np.bool_] = np.zeros(0, np.bool_)
        self._limit = 1.0
        self._row_names: tuple[str, ...] = ()
        self._cell = NORMAL
        self._is_zoomed = False
        self._cursor = QPoint(-1, -1)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.viewport().setMouseTracking(True)
        self.setAccessibleName(self.tr("Heatmap of values, timesteps across and features down"))
        self.horizontalScrollBar().valueChanged.connect(self.viewport().update)
        self.verticalScrollBar().valueChanged.connect(self.viewport().update)

    def set_values(
        self,
        values: NDArray[np.float32],
        *,
        columns: Sequence[str],
        rows: Sequence[str] = (),
        padded: NDArray[np.bool_] | None = None,
        limit: float | None = None,
    ) -> None:
        """Show `values`.

        Args:
            values: float32 [rows, columns]; features down, timesteps across.
            columns: The token at each timestep, empty for padding.
            rows: The name of each feature; its number where left out.
            padded: bool [columns], True where the timestep is padding; none where left out.
            limit: The number that the strongest colour stands for; the largest magnitude where left out.
        """
        if values.ndim != 2 or values.shape[1] != len(columns):
            raise ValueError(f"{values.shape} values under {len(columns)} columns")
        self._values = np.ascontiguousarray(values, np.float32)
        self._columns, self._row_names = tuple(columns), tuple(rows)
        self._padded = np.zeros(len(columns), np.bool_) if padded is None else padded
        largest = float(np.abs(values).max()) if values.size else 0.0
        self._limit = largest if limit is None else limit
        self._fit()
        self.viewport().update()

    @property
    def limit(self) -> float:
        """The number that the strongest colour stands for."""
        return self._limit

    def set_cursor_column(self, column: int) -> None:
        """Move the cursor to a timestep without telling anybody."""
        if column != self._cursor.x():
            self._cursor.setX(column)
            self._reveal(column)
            self.viewport().update()

    def _reveal(self, column: int) -> None:
        bar = self.horizontalScrollBar()
        left, right = int(column * self._cell), int((column + 1) * self._cell)
        if left < bar.value() or right > bar.value() + self._area().width():
            bar.setValue(max(0, (left + right - self._area().width()) // 2))

    def _area(self) -> QRect:
        size = self.viewport().size()
        return QRect(GUTTER, HEADER, max(0, size.width() - GUTTER - SCALE), max(0, size.height() - HEADER - 8))

    def _row_height(self) -> float:
        rows = max(1, int(self._values.shape[0]))
        return max(NARROWEST, self._area().height() / rows)

    def _fit(self) -> None:
        area = self._area()
        if not self._is_zoomed:
            self._cell = min(WIDE, max(NORMAL, area.width() / max(1, int(self._values.shape[1]))))
        bar = self.horizontalScrollBar()
        bar.setRange(0, max(0, int(self._values.shape[1] * self._cell) - area.width()))
        bar.setPageStep(area.width())
        bar = self.verticalScrollBar()
        bar.setRange(0, max(0, int(self._values.shape[0] * self._row_height()) - area.height()))
        bar.setPageStep(area.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the cells to the new size."""
        super().resizeEvent(event)
        self._fit()

    def sizeHint(self) -> QSize:
        """Ask for room for some fifteen timesteps."""
        return QSize(960, 320)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom with Ctrl, scroll without."""
        if not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            super().wheelEvent(event)
            return
        at = (event.position().x() - GUTTER + self.horizontalScrollBar().value()) / self._cell
        self._is_zoomed = True
        self._cell = min(WIDEST, max(NARROWEST, self._cell * 1.2 ** (event.angleDelta().y() / 120)))
        self._fit()
        self.horizontalScrollBar().setValue(int(at * self._cell - event.position().x() + GUTTER))
        self.viewport().update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Let the cursor follow the mouse."""
        self._move_to(self.cell_at(event.position().toPoint()))

    def leaveEvent(self, event: QEvent) -> None:
        """Forget the row; the timestep stays lit for the other cards."""
        self._cursor.setY(-1)
        self.viewport().update()
        super().leaveEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the cursor by a timestep or a feature."""
        step = {
            Qt.Key.Key_Left: (-1, 0),
            Qt.Key.Key_Right: (1, 0),
            Qt.Key.Key_Up: (0, -1),
            Qt.Key.Key_Down: (0, 1),
        }.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
            return
        rows, columns = self._values.shape
        column = min(columns - 1, max(0, self._cursor.x() + step[0]))
        row = min(rows - 1, max(0, self._cursor.y() + step[1]))
        self._move_to(QPoint(column, row))

    def cell_at(self, point: QPoint) -> QPoint:
        """Return column and row under a point of the viewport, -1 for none."""
        area = self._area()
        if not area.contains(point):
            return QPoint(-1, -1)
        column = int((point.x() - area.left() + self.horizontalScrollBar().value()) / self._cell)
        row = int((point.y() - area.top() + self.verticalScrollBar().value()) / self._row_height())
        rows, columns = self._values.shape
        return QPoint(column if column < columns else -1, row if row < rows else -1)

    def _move_to(self, cell: QPoint) -> None:
        if cell == self._cursor or cell.x() < 0:
            return
        self._cursor = cell
        self._reveal(cell.x())
        self.viewport().update()
        self.cursor_moved.emit(cell.x(), cell.y())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the visible cells, the tokens over them, the scale, the cursor."""
        painter = QPainter(self.viewport())
        colours = theme.current()
        painter.fillRect(self.viewport().rect(), colours.panel)
        if not self._values.size:
            return
        columns = visible(self._values.shape[1], self._cell, self.horizontalScrollBar().value(), self._area().width())
        rows = visible(
            self._values.shape[0], self._row_height(), self.verticalScrollBar().value(), self._area().height()
        )
        self._paint_cells(painter, columns, rows)
        self._paint_header(painter, columns)
        self._paint_gutter(painter, rows)
        self._paint_scale(painter)
        self._paint_cursor(painter)

    def _paint_cells(self, painter: QPainter, columns: Visible, rows: Visible) -> None:
        part = self._values[rows.first : rows.last, columns.first : columns.last]
        pixels = np.ascontiguousarray(theme.diverging(part / (self._limit or 1.0)))
        image = QImage(pixels.data, part.shape[1], part.shape[0], 4 * part.shape[1], QImage.Format.Format_RGBA8888)
        area = self._area()
        painter.save()
        painter.setClipRect(area)
        target = QRect(
            area.left() + columns.origin,
            area.top() + rows.origin,
            round(part.shape[1] * self._cell),
            round(part.shape[0] * self._row_height()),
        )
        painter.drawImage(target, image)
        for column in range(columns.first, columns.last):
            if self._padded[column]:
                painter.fillRect(self._column_rect(column), hatch())
        painter.restore()

    def _column_rect(self, column: int) -> QRect:
        area = self._area()
        left = area.left() + round(column * self._cell) - self.horizontalScrollBar().value()
        right = area.left() + round((column + 1) * self._cell) - self.horizontalScrollBar().value()
        bottom = min(area.height(), round(self._values.shape[0] * self._row_height()))
        return QRect(left, area.top(), right - left, bottom)

    def _paint_header(self, painter: QPainter, columns: Visible) -> None:
        colours = theme.current()
        painter.save()
        painter.setClipRect(QRect(GUTTER, 0, self._area().width(), HEADER))
        painter.setFont(theme.font(11))
        metrics = painter.fontMetrics()
        for column in range(columns.first, columns.last):
            if self._cell < 18 and column != self._cursor.x():
                continue
            rect = self._column_rect(column)
            rect.setTop(0)
            rect.setHeight(HEADER)
            painter.setPen(colours.muted if self._padded[column] else colours.text)
            word = visible_token(self._columns[column]) if self._columns[column] else "PAD"
            text = elided(metrics, word, max(12, rect.width() - 4))
            painter.drawText(
                rect.adjusted(2, 0, -2, -4), Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignBottom, text
            )
        painter.restore()

    def _paint_gutter(self, painter: QPainter, rows: Visible) -> None:
        colours = theme.current()
        painter.setFont(theme.font(11))
        painter.setPen(colours.muted)
        area, height = self._area(), self._row_height()
        step = max(1, 2 ** int(np.ceil(np.log2(max(1.0, 18 / height)))))
        for row in range(rows.first + (-rows.first) % step, rows.last, step):
            top = area.top() + round(row * height) - self.verticalScrollBar().value()
            rect = QRect(0, top - 8, GUTTER - 8, 16 + round(height) if step == 1 else 16)
            if rect.top() + 8 >= area.top():
                name = self._row_names[row] if self._row_names else str(row)
                name = elided(painter.fontMetrics(), name, rect.width())
                painter.drawText(rect, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, name)

    def _paint_scale(self, painter: QPainter) -> None:
        area = self._area()
        bar = QRect(area.right() + 12, area.top(), 10, min(area.height(), 160))
        ramp = np.ascontiguousarray(theme.diverging(np.linspace(1.0, -1.0, 255, dtype=np.float32)))
        painter.drawImage(bar, QImage(ramp.data, 1, 255, 4, QImage.Format.Format_RGBA8888))
        painter.setFont(theme.font(11))
        painter.setPen(theme.current().muted)
        for value, y in ((self._limit, bar.top()), (0.0, bar.center().y()), (-self._limit, bar.bottom())):
            rect = QRect(bar.right() + 4, y - 8, SCALE - 26, 16)
            text = f"{value:+.2g}" if value else "0"
            painter.drawText(rect, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, text)

    def _paint_cursor(self, painter: QPainter) -> None:
        if not 0 <= self._cursor.x() < self._values.shape[1]:
            return
        painter.save()
        painter.setClipRect(self._area().adjusted(-1, -HEADER, 1, 1))
        painter.setPen(QPen(theme.current().cursor, 2))
        painter.drawRect(self._column_rect(self._cursor.x()).adjusted(0, 0, -1, -1))
        painter.restore()
