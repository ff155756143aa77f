"""A confusion matrix to look at, to walk through with the arrow keys, and to open sentences from."""

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QPixmap, QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QSizePolicy, QWidget

from core.confusion import Confusion
from gui import theme
from gui.widgets.matrix_picture import MatrixPicture, MatrixWords

_STEPS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}
_CHOOSING = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
NOWHERE = QPoint(-1, -1)


class ConfusionMatrix(QAbstractScrollArea):
    """Cells tinted by the share of their row, names that stay in view while the cells scroll.

    Signals:
        pointed: Row and column under the cursor, -1 for none.
        chosen: Row and column of a filled cell that was clicked, or Enter was pressed on.
    """

    pointed = Signal(int, int)
    chosen = Signal(int, int)

    def __init__(self, words: MatrixWords, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("confusion-matrix")
        self._words = words
        self._picture: MatrixPicture | None = None
        self._cells: tuple[MatrixPicture, tuple[object, ...], QPixmap] | None = None
        self._cursor = NOWHERE
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.viewport().setMouseTracking(True)
        self.setAccessibleName(self.tr("Confusion matrix; arrow keys move, Enter opens the sentences of a cell"))
        self.horizontalScrollBar().valueChanged.connect(self.viewport().update)
        self.verticalScrollBar().valueChanged.connect(self.viewport().update)
        theme.changes.changed.connect(self.viewport().update)

    def set_confusion(self, confusion: Confusion | None, words: MatrixWords | None = None) -> None:
        """Show another matrix, or none."""
        self._words = words or self._words
        is_filled = confusion is not None and len(confusion.names) > 0
        self._picture = MatrixPicture(confusion, self._words) if confusion is not None and is_filled else None
        self._cursor = NOWHERE
        self._fit()
        self.viewport().update()

    @property
    def picture(self) -> MatrixPicture | None:
        """What is painted; None without a matrix."""
        return self._picture

    @property
    def cursor_cell(self) -> tuple[int, int]:
        """Row and column of the cursor, -1 for none."""
        return self._cursor.y(), self._cursor.x()

    def sizeHint(self) -> QSize:
        """Ask for room for some ten labels."""
        return QSize(520, 480)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the cells to the new size."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        picture = self._picture
        across, down = self.horizontalScrollBar(), self.verticalScrollBar()
        if picture is None:
            across.setRange(0, 0)
            down.setRange(0, 0)
            return
        # The whole of the frame: whether bars are needed must not depend on whether they are there.
        picture.fit(self.maximumViewportSize())
        for bar, length, room in (
            (across, picture.size.width(), self.viewport().width()),
            (down, picture.size.height(), self.viewport().height()),
        ):
            bar.setRange(0, max(0, length - room))
            bar.setPageStep(room)
            bar.setSingleStep(picture.cell)

    def _area(self, picture: MatrixPicture) -> QRect:
        return self.viewport().rect().adjusted(picture.gutter, picture.header, 0, 0)

    def _scrolled(self) -> QPoint:
        return QPoint(self.horizontalScrollBar().value(), self.verticalScrollBar().value())

    def cell_at(self, point: QPoint) -> QPoint:
        """Return column and row under a point of the viewport, -1 for none."""
        picture = self._picture
        if picture is None or not self._area(picture).contains(point):
            return NOWHERE
        place = point - self._area(picture).topLeft() + self._scrolled()
        column, row = place.x() // picture.cell, place.y() // picture.cell
        return QPoint(column, row) if max(column, row) < picture.n else NOWHERE

    def rect_of(self, row: int, column: int) -> QRect:
        """Return where a cell stands in the viewport."""
        picture = self._picture
        if picture is None:
            return QRect()
        corner = QPoint(column * picture.cell, row * picture.cell) + self._area(picture).topLeft() - self._scrolled()
        return QRect(corner, QSize(picture.cell, picture.cell))

    @Slot(int, int)
    def go_to(self, row: int, column: int) -> None:
        """Put the cursor on a cell and bring it into view."""
        picture = self._picture
        if picture is None:
            return
        area, cell = self._area(picture), self.rect_of(row, column)
        across, down = self.horizontalScrollBar(), self.verticalScrollBar()
        across.setValue(across.value() + min(0, cell.left() - area.left()) + max(0, cell.right() - area.right()))
        down.setValue(down.value() + min(0, cell.top() - area.top()) + max(0, cell.bottom() - area.bottom()))
        self._point_at(QPoint(column, row))

    def _point_at(self, cell: QPoint) -> None:
        if cell != self._cursor:
            self._cursor = cell
            self.viewport().update()
            self.pointed.emit(cell.y(), cell.x())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Let the cursor follow the mouse."""
        cell = self.cell_at(event.position().toPoint())
        if cell != NOWHERE:
            self._point_at(cell)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Put the cursor on a cell."""
        self.mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Open the sentences of the cell that was pressed."""
        cell = self.cell_at(event.position().toPoint())
        if cell != NOWHERE and cell == self._cursor and event.button() is Qt.MouseButton.LeftButton:
            self._choose()

    def _choose(self) -> None:
        row, column = self.cursor_cell
        if self._picture is not None and row >= 0 and self._picture.confusion.counts[row, column]:
            self.chosen.emit(row, column)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the cursor by a cell, or open its sentences."""
        key = Qt.Key(event.key())
        if self._picture is not None and key in _STEPS:
            step, last = _STEPS[key], self._picture.n - 1
            column = min(last, max(0, self._cursor.x() + step[0]))
            row = min(last, max(0, self._cursor.y() + step[1]))
            self.go_to(row, column)
        elif key in _CHOOSING:
            self._choose()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the cells in view, then the names over their margins, then the cursor."""
        painter = QPainter(self.viewport())
        painter.fillRect(self.viewport().rect(), theme.current().panel)
        picture = self._picture
        if picture is None:
            return
        area, moved = self._area(picture), self._scrolled()
        first = QPoint(moved.x() // picture.cell, moved.y() // picture.cell)
        last = QPoint(
            min(picture.n, (moved.x() + area.width()) // picture.cell + 1),
            min(picture.n, (moved.y() + area.height()) // picture.cell + 1),
        )
        origin = area.topLeft() - moved
        painter.drawPixmap(area.topLeft(), self._painted(picture, (first, last), area.size(), -moved))
        with _clipped(painter, QRect(0, area.top(), area.left(), area.height()), QPoint(area.left(), origin.y())):
            picture.draw_gutter(painter, first.y(), last.y(), self._cursor.y())
        with _clipped(painter, QRect(area.left(), 0, area.width(), area.top()), QPoint(origin.x(), area.top())):
            picture.draw_header(painter, first.x(), last.x(), self._cursor.x())
        picture.draw_titles(painter, self.viewport().rect())
        self._paint_cursor(painter, area)

    def _painted(self, picture: MatrixPicture, cells: tuple[QPoint, QPoint], room: QSize, origin: QPoint) -> QPixmap:
        """Return the cells in view as they were painted last, painted anew where anything but the cursor is another."""
        scale = self.devicePixelRatioF()
        key = (picture.cell, cells, room, origin, scale, theme.is_dark())
        if self._cells is None or self._cells[0] is not picture or self._cells[1] != key:
            pixmap = QPixmap(room * scale)
            pixmap.setDevicePixelRatio(scale)
            pixmap.fill(theme.current().panel)
            painter = QPainter(pixmap)
            painter.translate(origin)
            picture.draw_cells(painter, *cells)
            painter.end()
            self._cells = picture, key, pixmap
        return self._cells[2]

    def _paint_cursor(self, painter: QPainter, area: QRect) -> None:
        if self._cursor != NOWHERE:
            painter.setClipRect(area.adjusted(-1, -1, 1, 1))
            painter.setPen(QPen(theme.current().cursor, 2))
            painter.drawRect(self.rect_of(*self.cursor_cell))


@contextmanager
def _clipped(painter: QPainter, clip: QRect, origin: QPoint) -> Iterator[None]:
    """Paint inside `clip`, the painter's origin at `origin`."""
    painter.save()
    painter.setClipRect(clip)
    painter.translate(origin)
    try:
        yield
    finally:
        painter.restore()
