"""How a heatmap is painted: colours, names, numbers where there is room for them, the scale."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen, QRegion

from core.visible import visible_token
from gui import theme
from gui.widgets.cell_geometry import Visible, hatch, paint_corner, visible
from gui.widgets.cells import Cells
from gui.widgets.plain import elided

HEADER = 32
SCALE = 76
# A number is written into cells of at least this size.
NUMBER_WIDTH, NUMBER_HEIGHT = 48.0, 18.0
# The head of a column of at least this width says "t = 3", else "3".
NAMED_WIDTH = 40
# How much red, green and blue add to the brightness of a screen (ITU-R BT.601).
BRIGHTNESS = np.array([0.299, 0.587, 0.114], np.float32)


def number_digits(limit: float) -> int:
    """Return how many decimals leave two digits of the largest number, from 1 to 4."""
    return int(min(4, max(1, 2 - np.ceil(np.log10(limit))))) if limit > 0 else 1


@dataclass(frozen=True, slots=True, eq=False)
class Picture:
    """All that painting needs.

    Attributes:
        cells: The numbers.
        columns: The token at each timestep, empty for padding.
        row_name: The name of a row.
        padded: bool[columns], True where the timestep is hatched.
        limit: The number that the strongest colour stands for.
        area: Where cells are.
        width: Of a cell.
        height: Of a cell.
        scrolled: Pixels hidden on the left and above.
        cursor: Column and row, -1 for none.
        marks_row: Whether the cursor's row is framed rather than its column.
        has_scale: Whether the scale is painted beside the cells.
        are_timesteps: Whether the columns are numbered as timesteps.
    """

    cells: Cells
    columns: tuple[str, ...]
    row_name: Callable[[int], str]
    padded: NDArray[np.bool_]
    limit: float
    area: QRect
    width: float
    height: float
    scrolled: tuple[int, int]
    cursor: tuple[int, int]
    marks_row: bool
    has_scale: bool
    are_timesteps: bool

    def paint(self, painter: QPainter, asked: QRegion) -> None:
        """Paint what can be seen of a region; the painter is clipped to it already."""
        n_rows, n_columns = self.cells.shape
        columns = visible(n_columns, self.width, self.scrolled[0], self.area.width())
        rows = visible(n_rows, self.height, self.scrolled[1], self.area.height())
        self._paint_cells(painter, columns, rows, asked)
        self._paint_header(painter, columns, asked)
        if asked.intersects(QRect(0, 0, self.area.left(), self.area.bottom() + 16)):
            self._paint_gutter(painter, rows)
        if self.has_scale:
            self._paint_scale(painter)
        self._paint_cursor(painter)

    def column_rect(self, column: int) -> QRect:
        """Return where a column is."""
        left = self.area.left() + round(column * self.width) - self.scrolled[0]
        right = self.area.left() + round((column + 1) * self.width) - self.scrolled[0]
        bottom = min(self.area.height(), round(self.cells.shape[0] * self.height))
        return QRect(left, self.area.top(), right - left, bottom)

    def row_rect(self, row: int) -> QRect:
        """Return where a row is."""
        top = self.area.top() + round(row * self.height) - self.scrolled[1]
        bottom = self.area.top() + round((row + 1) * self.height) - self.scrolled[1]
        right = min(self.area.width(), round(self.cells.shape[1] * self.width))
        return QRect(self.area.left(), top, right, bottom - top)

    def cursor_region(self, column: int, row: int) -> QRegion:
        """Return all that a cursor at a cell marks, the names of its column and row with it."""
        region = QRegion()
        if column >= 0:
            place = self.column_rect(column).adjusted(-2, 0, 2, 2)
            place.setTop(0)
            region += place
        if row >= 0:
            place = self.row_rect(row).adjusted(0, -8, 2, 8)
            place.setLeft(0 if self.marks_row else place.left())
            region += QRect(0, place.top(), self.area.left(), place.height())
            if self.marks_row:
                region += place
        return region

    def _paint_cells(self, painter: QPainter, columns: Visible, rows: Visible, asked: QRegion) -> None:
        part = self.cells.part(slice(rows.first, rows.last), slice(columns.first, columns.last))
        pixels = np.ascontiguousarray(theme.diverging(part / (self.limit or 1.0)))
        image = QImage(pixels.data, part.shape[1], part.shape[0], 4 * part.shape[1], QImage.Format.Format_RGBA8888)
        painter.save()
        painter.setClipRect(self.area)
        target = QRect(
            self.area.left() + columns.origin,
            self.area.top() + rows.origin,
            round(part.shape[1] * self.width),
            round(part.shape[0] * self.height),
        )
        painter.drawImage(target, image)
        if self.width >= NUMBER_WIDTH and self.height >= NUMBER_HEIGHT:
            self._paint_numbers(painter, part, pixels, columns, rows, asked)
        for column in range(columns.first, columns.last):
            if self.padded[column]:
                painter.fillRect(self.column_rect(column), hatch())
        painter.restore()

    def _paint_numbers(
        self,
        painter: QPainter,
        part: NDArray[np.float32],
        pixels: NDArray[np.uint8],
        columns: Visible,
        rows: Visible,
        asked: QRegion,
    ) -> None:
        painter.setFont(theme.font(theme.SMALL, mono=True))
        light, dark = QColor(255, 255, 255), QColor(16, 20, 26)
        digits = number_digits(self.limit)
        is_bright = (pixels[:, :, :3] @ BRIGHTNESS > 128).tolist()  # [rows, columns]
        spans = [self.column_rect(column) for column in range(columns.first, columns.last)]
        for row, numbers, brightness in zip(range(rows.first, rows.last), part.tolist(), is_bright, strict=True):
            place = self.row_rect(row)
            for span, number, is_light in zip(spans, numbers, brightness, strict=True):
                rect = QRect(span.left(), place.top(), span.width(), place.height())
                if not asked.intersects(rect):
                    continue
                painter.setPen(dark if is_light else light)
                painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, f"{number:+z.{digits}f}")

    def _paint_header(self, painter: QPainter, columns: Visible, asked: QRegion) -> None:
        colours = theme.current()
        painter.save()
        painter.setClipRect(QRect(self.area.left(), 0, self.area.width(), HEADER))
        painter.setFont(theme.font(theme.SMALL))
        metrics = painter.fontMetrics()
        for column in range(columns.first, columns.last):
            if self.width < 18 and column != self.cursor[0]:
                continue
            rect = self.column_rect(column)
            rect.setTop(0)
            rect.setHeight(HEADER)
            if not asked.intersects(rect):
                continue
            painter.setPen(colours.muted if self.padded[column] else colours.text)
            word = visible_token(self.columns[column]) if self.columns[column] else "PAD"
            text = elided(metrics, word, max(12, rect.width() - 4))
            painter.drawText(
                rect.adjusted(2, 0, -2, -2), Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignBottom, text
            )
            if not self.are_timesteps:
                continue
            painter.setPen(colours.text if column == self.cursor[0] else colours.muted)
            number = f"t = {column}" if rect.width() >= NAMED_WIDTH else str(column)
            painter.drawText(rect, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop, number)
        painter.restore()

    def _paint_gutter(self, painter: QPainter, rows: Visible) -> None:
        colours = theme.current()
        painter.save()
        gutter = self.area.left()
        painter.setFont(theme.font(theme.SMALL))
        painter.setPen(colours.muted)
        if self.are_timesteps:
            paint_corner(painter, QRect(0, 0, gutter, HEADER // 2))
        painter.setClipRect(QRect(0, self.area.top() - 8, gutter, self.area.height() + 16))
        step = max(1, 2 ** int(np.ceil(np.log2(max(1.0, 16 / self.height)))))
        for row in range(rows.first + (-rows.first) % step, rows.last, step):
            place = self.row_rect(row)
            rect = (
                QRect(0, place.top(), gutter - 8, place.height())
                if step == 1
                else QRect(0, place.top() - 8, gutter - 8, 16)
            )
            if rect.top() + 8 < self.area.top():
                continue
            painter.setPen(colours.text if row == self.cursor[1] else colours.muted)
            name = elided(painter.fontMetrics(), self.row_name(row), rect.width())
            painter.drawText(rect, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, name)
        painter.restore()

    def _paint_scale(self, painter: QPainter) -> None:
        bar = QRect(self.area.right() + 12, self.area.top(), 10, min(self.area.height(), 160))
        ramp = np.ascontiguousarray(theme.diverging(np.linspace(1.0, -1.0, 255, dtype=np.float32)))
        painter.drawImage(bar, QImage(ramp.data, 1, 255, 4, QImage.Format.Format_RGBA8888))
        painter.setFont(theme.font(theme.SMALL))
        painter.setPen(theme.current().muted)
        for value, y in ((self.limit, bar.top() + 4), (0.0, bar.center().y()), (-self.limit, bar.bottom() - 4)):
            rect = QRect(bar.right() + 4, y - 8, SCALE - 26, 16)
            text = f"{value:+z.2g}" if value else "0"
            painter.drawText(rect, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, text)

    def _paint_cursor(self, painter: QPainter) -> None:
        column, row = self.cursor
        n_rows, n_columns = self.cells.shape
        has_column, has_row = 0 <= column < n_columns, 0 <= row < n_rows
        painter.save()
        painter.setClipRect(self.area.adjusted(-1, -HEADER, 1, 1))
        painter.setPen(QPen(theme.current().cursor, 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if self.marks_row and has_row:
            painter.drawRect(self.row_rect(row).adjusted(0, 0, -1, -1))
        elif has_column and not self.marks_row:
            painter.drawRect(self.column_rect(column).adjusted(0, 0, -1, -1))
        if has_column and has_row and self.height >= 4:
            cell = self.row_rect(row).intersected(self.column_rect(column))
            painter.drawRect(cell.adjusted(1, 1, -2, -2))
        painter.restore()
