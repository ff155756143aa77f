"""Values of a time x feature tensor as colours, only what is visible painted.

Columns are timesteps and carry their tokens; rows are features. Colours diverge around zero on a
scale that is written beside them, so equal colours are equal numbers wherever the scale is shared.
"""

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QSizePolicy, QWidget

from gui import theme
from gui.widgets.cells import ArrayCells, Cells
from gui.widgets.heatmap_paint import HEADER, SCALE, Picture

GUTTER = 76
NARROWEST, NORMAL, WIDE, WIDEST = 2.0, 56.0, 112.0, 160.0
TALLEST = 120.0
ZOOM_STEP = 1.2


class Heatmap(QAbstractScrollArea):
    """A matrix of float32 [rows, columns] as coloured cells with a cursor over the columns.

    Dragging pans, the wheel scrolls; with Ctrl it makes columns wider, with Ctrl and Shift rows higher. `+`,
    `-` and `0` do the same by keys.

    Args:
        parent: Its owner.
        gutter: Pixels for the names of the rows.
        marks_row: Whether the cursor frames its row rather than its column.
        tallest: Pixels of a row, at the most, before anybody zooms.
        narrow: Pixels of a column, at the least, before anybody zooms.
        has_scale: Whether the scale stands beside; else somebody has to say it.

    Signals:
        cursor_moved: The column and row under the cursor.
    """

    cursor_moved = Signal(int, int)

    def __init__(
        self,
        parent: QWidget | None = None,
        *,
        gutter: int = GUTTER,
        marks_row: bool = False,
        tallest: float = TALLEST,
        narrow: float = NORMAL,
        has_scale: bool = True,
    ) -> None:
        super().__init__(parent)
        self._cells: Cells = ArrayCells(np.zeros((0, 0), np.float32))
        self._columns: tuple[str, ...] = ()
        self._padded: NDArray[np.bool_] = np.zeros(0, np.bool_)
        self._limit = 1.0
        self._are_timesteps = False
        self._row_name: Callable[[int], str] = str
        self._gutter, self._marks_row, self._tallest, self._narrow = gutter, marks_row, tallest, narrow
        self._scale = SCALE if has_scale else 8
        self._cell = narrow
        self._height: float | None = None
        self._is_zoomed = False
        self._cursor = QPoint(-1, -1)
        self._grasp: tuple[QPoint, int, int] | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.viewport().setMouseTracking(True)
        self.setAccessibleName(self.tr("Heatmap of values, timesteps across and features down"))
        self.horizontalScrollBar().valueChanged.connect(self.viewport().update)
        self.verticalScrollBar().valueChanged.connect(self.viewport().update)

    def set_values(
        self,
        values: NDArray[np.floating] | Cells,
        *,
        columns: Sequence[str],
        rows: Sequence[str] | Callable[[int], str] = (),
        padded: NDArray[np.bool_] | None = None,
        limit: float | None = None,
        are_timesteps: bool = False,
    ) -> None:
        """Show `values`.

        Args:
            values: float32 [rows, columns]; features down, timesteps across. They are not copied.
            columns: The token at each timestep, empty for padding.
            rows: The name of each feature; its number where left out.
            padded: bool [columns], True where the timestep is hatched; none where left out.
            limit: The number that the strongest colour stands for; the largest magnitude where left out.
            are_timesteps: Whether the columns are the timesteps of a row, from 0, and are to be numbered.
        """
        largest = 0.0
        if isinstance(values, np.ndarray):
            largest = float(np.abs(values).max()) if values.size and limit is None else 0.0
            values = ArrayCells(values)
        if values.shape[1] != len(columns):
            raise ValueError(f"{values.shape} values under {len(columns)} columns")
        self._cells = values
        self._columns = tuple(columns)
        self._row_name = rows if callable(rows) else (rows.__getitem__ if rows else str)
        self._padded = np.zeros(len(columns), np.bool_) if padded is None else padded
        self._limit = largest if limit is None else limit
        self._are_timesteps = are_timesteps
        self._fit()
        self.viewport().update()

    @property
    def limit(self) -> float:
        """The number that the strongest colour stands for."""
        return self._limit

    def set_cursor_column(self, column: int) -> None:
        """Move the cursor to a timestep without telling anybody."""
        self.set_cursor_cell(column, self._cursor.y())

    def set_cursor_cell(self, column: int, row: int) -> None:
        """Move the cursor to a cell without telling anybody; -1 for no column or no row."""
        if (column, row) != (self._cursor.x(), self._cursor.y()):
            self._put_cursor(QPoint(column, row))
            self.reveal(column, row)

    def reveal(self, column: int, row: int = -1) -> None:
        """Scroll until a column and a row can be seen; -1 for none."""
        area = self._area()
        for bar, place, cell, page in (
            (self.horizontalScrollBar(), column, self._cell, area.width()),
            (self.verticalScrollBar(), row, self._row_height(), area.height()),
        ):
            low, high = int(place * cell), int((place + 1) * cell)
            if place >= 0 and (low < bar.value() or high > bar.value() + page):
                bar.setValue(max(0, (low + high - page) // 2))

    def _area(self) -> QRect:
        size = self.viewport().size()
        return QRect(
            self._gutter, HEADER, max(0, size.width() - self._gutter - self._scale), max(0, size.height() - HEADER - 8)
        )

    def _row_height(self) -> float:
        if self._height is not None:
            return self._height
        rows = max(1, self._cells.shape[0])
        return min(self._tallest, max(NARROWEST, self._area().height() / rows))

    def _fit(self) -> None:
        area = self._area()
        n_rows, n_columns = self._cells.shape
        if not self._is_zoomed:
            self._cell = min(WIDE, max(self._narrow, area.width() / max(1, n_columns)))
        for bar, whole, page in (
            (self.horizontalScrollBar(), int(n_columns * self._cell), area.width()),
            (self.verticalScrollBar(), int(n_rows * self._row_height()), area.height()),
        ):
            bar.setRange(0, max(0, whole - page))
            bar.setPageStep(page)
            bar.setSingleStep(max(1, page // 16))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the cells to the new size."""
        super().resizeEvent(event)
        self._fit()

    def sizeHint(self) -> QSize:
        """Ask for room for some fifteen timesteps."""
        return QSize(960, 320)

    def minimumSizeHint(self) -> QSize:
        """Ask for room for the scale at least."""
        return QSize(self._gutter + self._scale + 80, HEADER + 48)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom with Ctrl, scroll without."""
        modifiers = event.modifiers()
        if not modifiers & Qt.KeyboardModifier.ControlModifier:
            super().wheelEvent(event)
            return
        turned = event.angleDelta().y() or event.angleDelta().x()
        self.zoom(
            ZOOM_STEP ** (turned / 120),
            event.position().toPoint(),
            rows=bool(modifiers & Qt.KeyboardModifier.ShiftModifier),
        )

    def zoom(self, factor: float, at: QPoint, *, rows: bool = False) -> None:
        """Make the columns, or the rows, `factor` times as large; what is under `at` stays there."""
        bar = self.verticalScrollBar() if rows else self.horizontalScrollBar()
        begin = at.y() - HEADER if rows else at.x() - self._gutter
        old = self._row_height() if rows else self._cell
        place = (begin + bar.value()) / old
        new = min(TALLEST if rows else WIDEST, max(NARROWEST, old * factor))
        if rows:
            self._height = new
        else:
            self._cell, self._is_zoomed = new, True
        self._fit()
        bar.setValue(round(place * new - begin))
        self.viewport().update()

    def reset_zoom(self) -> None:
        """Show rows and columns in the size they have by themselves."""
        self._is_zoomed, self._height = False, None
        self._fit()
        self.viewport().update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of the picture."""
        if event.button() is Qt.MouseButton.LeftButton:
            here = event.position().toPoint()
            self._grasp = here, self.horizontalScrollBar().value(), self.verticalScrollBar().value()
            self._move_to(self.cell_at(here))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let the picture go."""
        self._grasp = None
        self.viewport().unsetCursor()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Show everything in its own size again."""
        self.reset_zoom()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Let the cursor follow the mouse, or the picture while it is held."""
        here = event.position().toPoint()
        if self._grasp is None:
            self._move_to(self.cell_at(here))
            return
        start, left, top = self._grasp
        if (here - start).manhattanLength() >= QApplication.startDragDistance():
            self.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)
            self.horizontalScrollBar().setValue(left + start.x() - here.x())
            self.verticalScrollBar().setValue(top + start.y() - here.y())

    def leaveEvent(self, event: QEvent) -> None:
        """Forget what is no timestep; the timestep stays lit for the other cards."""
        here = self._cursor
        self._put_cursor(QPoint(-1, here.y()) if self._marks_row else QPoint(here.x(), -1))
        super().leaveEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the cursor by a timestep or a feature, zoom by + and -."""
        key, middle = Qt.Key(event.key()), self._area().center()
        step = {
            Qt.Key.Key_Left: (-1, 0),
            Qt.Key.Key_Right: (1, 0),
            Qt.Key.Key_Up: (0, -1),
            Qt.Key.Key_Down: (0, 1),
        }.get(key)
        if step is not None:
            rows, columns = self._cells.shape
            column = min(columns - 1, max(0, self._cursor.x() + step[0]))
            row = min(rows - 1, max(0, self._cursor.y() + step[1]))
            self._move_to(QPoint(column, row), reveals=True)
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.zoom(ZOOM_STEP, middle)
        elif key is Qt.Key.Key_Minus:
            self.zoom(1 / ZOOM_STEP, middle)
        elif key is Qt.Key.Key_0:
            self.reset_zoom()
        else:
            super().keyPressEvent(event)

    def cell_at(self, point: QPoint) -> QPoint:
        """Return column and row under a point of the viewport, -1 for none."""
        area = self._area()
        if not area.contains(point):
            return QPoint(-1, -1)
        column = int((point.x() - area.left() + self.horizontalScrollBar().value()) / self._cell)
        row = int((point.y() - area.top() + self.verticalScrollBar().value()) / self._row_height())
        rows, columns = self._cells.shape
        return QPoint(column if column < columns else -1, row if row < rows else -1)

    def _move_to(self, cell: QPoint, *, reveals: bool = False) -> None:
        if cell == self._cursor or (cell.y() if self._marks_row else cell.x()) < 0:
            return
        self._put_cursor(cell)
        if reveals:
            self.reveal(cell.x(), cell.y())
        self.cursor_moved.emit(cell.x(), cell.y())

    def _put_cursor(self, cell: QPoint) -> None:
        """Move the cursor; what it leaves and where it comes to is painted anew, nothing else."""
        before, self._cursor = self._cursor, cell
        picture = self._picture()
        for column, row in ((before.x(), before.y()), (cell.x(), cell.y())):
            self.viewport().update(picture.cursor_region(column, row))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the visible cells, the tokens over them, the scale, the cursor, as far as they are asked for."""
        painter = QPainter(self.viewport())
        painter.fillRect(self.viewport().rect(), theme.current().panel)
        if 0 not in self._cells.shape:
            self._picture().paint(painter, event.region())

    def _picture(self) -> Picture:
        return Picture(
            cells=self._cells,
            columns=self._columns,
            row_name=self._row_name,
            padded=self._padded,
            limit=self._limit,
            area=self._area(),
            width=self._cell,
            height=self._row_height(),
            scrolled=(self.horizontalScrollBar().value(), self.verticalScrollBar().value()),
            cursor=(self._cursor.x(), self._cursor.y()),
            marks_row=self._marks_row,
            has_scale=self._scale == SCALE,
            are_timesteps=self._are_timesteps,
        )
