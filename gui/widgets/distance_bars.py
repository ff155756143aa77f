"""Influence by distance: a bar for each place before and after the token that is asked about."""

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from core.influence import Distances
from gui import theme
from gui.widgets.numbers import grouped

LEFT, RIGHT, TOP, BOTTOM = 64, 24, 40, 44


class DistanceBars(QWidget):
    """Paints `Distances`; pointing at a bar says its number."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._distances: Distances | None = None
        self._pointed = -1
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(self.tr("Mean influence by distance in tokens"))

    def set_distances(self, distances: Distances | None) -> None:
        """Show other averages; None for none yet."""
        self._distances = distances
        self.update()

    def sizeHint(self) -> QSize:
        """Ask for as much room as a heatmap does."""
        return QSize(960, 320)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Point at a bar."""
        if self._distances is not None:
            count = len(self._distances.offsets)
            place = int((event.position().x() - LEFT) * count / max(1, self.width() - LEFT - RIGHT))
            self._pointed = place if 0 <= place < count else -1
            self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """Point at nothing."""
        self._pointed = -1
        self.update()
        super().leaveEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the bars, the axis and the number pointed at."""
        painter = QPainter(self)
        colours = theme.current()
        painter.fillRect(self.rect(), colours.panel)
        found = self._distances
        if found is None:
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(LEFT, TOP, self.width() - LEFT - RIGHT, self.height() - TOP - BOTTOM)
        highest = float(found.sizes.max(initial=0.0)) or 1.0
        step = area.width() / len(found.offsets)
        self._paint_axis(painter, area, highest)
        for place, (offset, size) in enumerate(zip(found.offsets.tolist(), found.sizes.tolist(), strict=True)):
            left = area.left() + place * step
            bar = QRectF(left + step * 0.15, area.bottom() - area.height() * size / highest, step * 0.7, 0)
            bar.setBottom(area.bottom())
            colour = QColor(colours.text if offset == 0 else colours.accent)
            colour.setAlpha(255 if place == self._pointed else 190)
            painter.fillRect(bar, colour)
            if step >= 22 or offset % 5 == 0:
                painter.setPen(colours.text if place == self._pointed else colours.muted)
                text = f"{offset:+d}" if offset else "0"
                painter.drawText(
                    QRectF(left - 12, area.bottom() + 4, step + 24, 16), Qt.AlignmentFlag.AlignCenter, text
                )
        self._paint_words(painter, area, found)

    def _paint_axis(self, painter: QPainter, area: QRectF, highest: float) -> None:
        colours = theme.current()
        painter.setFont(theme.font(theme.SMALL))
        for share in (0.0, 0.5, 1.0):
            y = area.bottom() - share * area.height()
            painter.setPen(QPen(colours.line, 1))
            painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y))
            painter.setPen(colours.muted)
            side = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(QRectF(0, y - 8, LEFT - 8, 16), side, f"{share * highest:.2g}")

    def _paint_words(self, painter: QPainter, area: QRectF, found: Distances) -> None:
        colours = theme.current()
        painter.setPen(colours.muted)
        below = QRectF(area.left(), area.bottom() + 22, area.width(), 18)
        painter.drawText(below, Qt.AlignmentFlag.AlignLeft, self.tr("← tokens before (already read)"))
        painter.drawText(below, Qt.AlignmentFlag.AlignHCenter, self.tr("the token itself"))
        painter.drawText(below, Qt.AlignmentFlag.AlignRight, self.tr("tokens after (yet to come) →"))
        words = self.tr("mean size of the influence on a token's score")
        if self._pointed >= 0:
            offset, pairs = int(found.offsets[self._pointed]), int(found.pairs[self._pointed])
            said = self.tr("{offset} tokens away: {size}, over {pairs} pairs")
            words = said.format(offset=f"{offset:+d}", size=f"{found.sizes[self._pointed]:.4f}", pairs=grouped(pairs))
        painter.setPen(colours.text)
        painter.drawText(QRectF(area.left(), 12, area.width(), 18), Qt.AlignmentFlag.AlignLeft, words)
