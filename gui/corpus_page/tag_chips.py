"""How often each label of a sentence occurs, as chips in the labels' colours."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QObject, QRect, QRectF, QSize, Qt, Slot
from PySide6.QtGui import QFontMetrics, QPainter, QPen, QPixmap

from gui import theme
from gui.widgets.numbers import grouped
from gui.widgets.plain import elided

CHIP_HEIGHT = 18
CHIP_PADDING = 6
GAP = 4
# Room for "+888".
MORE_WIDTH = 32
# Pictures of a kilobyte or two; beyond these, labels are too many for anybody to look at.
MOST_PICTURES = 2000
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class TagChips(QObject):
    """Paints as many chips as fit. Each is drawn once and then copied: a frame shows a hundred of them."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._colour_index: Mapping[str, int] = {}
        self._pictures: dict[tuple[str, int, int, float], QPixmap] = {}
        theme.changes.changed.connect(self._on_theme)

    def set_colours(self, colour_index: Mapping[str, int]) -> None:
        """Say which colour each label has."""
        if colour_index != self._colour_index:
            self._colour_index = colour_index
            self._pictures.clear()

    @Slot()
    def _on_theme(self) -> None:
        self._pictures.clear()

    def paint(self, painter: QPainter, room: QRect, counts: Sequence[tuple[str, int]]) -> None:
        """Paint labels with how often each occurs, as many of them as there is room for."""
        x, top, most = room.left(), room.center().y() - CHIP_HEIGHT // 2, len(counts)
        ratio = painter.device().devicePixelRatioF()
        for place, (label, count) in enumerate(counts):
            picture = self._picture(label, count, room.width(), ratio)
            width = round(picture.width() / ratio)
            is_last = place == most - 1
            if x + width > room.right() - (0 if is_last else MORE_WIDTH) and place:
                self._paint_words(painter, QRect(x, room.top(), MORE_WIDTH, room.height()), most - place)
                return
            painter.drawPixmap(x, top, picture)
            x += width + GAP

    def _paint_words(self, painter: QPainter, box: QRect, n_more: int) -> None:
        painter.setFont(theme.font(theme.SMALL))
        painter.setPen(theme.current().muted)
        painter.drawText(box, _LEFT, f"+{n_more}")
        painter.setFont(theme.font())

    def _picture(self, label: str, count: int, room: int, ratio: float) -> QPixmap:
        key = (label, count, room, ratio)
        if key not in self._pictures:
            if len(self._pictures) >= MOST_PICTURES:
                self._pictures.clear()
            self._pictures[key] = self._drawn(label, count, room, ratio)
        return self._pictures[key]

    def _drawn(self, label: str, count: int, room: int, ratio: float) -> QPixmap:
        font = theme.font(theme.SMALL)
        metrics = QFontMetrics(font)
        text = elided(metrics, label if count == 1 else f"{label} {grouped(count)}", room - 2 * CHIP_PADDING)
        size = QSize(metrics.horizontalAdvance(text) + 2 * CHIP_PADDING, CHIP_HEIGHT)
        picture = QPixmap(size * ratio)
        picture.setDevicePixelRatio(ratio)
        picture.fill(Qt.GlobalColor.transparent)
        colours = theme.label_colours(self._colour_index.get(label, 0))
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(colours.line))
        painter.setBrush(colours.fill)
        painter.drawRoundedRect(QRectF(0, 0, size.width() - 1, size.height() - 1), 4, 4)
        painter.setFont(font)
        painter.setPen(colours.text)
        painter.drawText(QRect(0, 0, size.width(), size.height()), Qt.AlignmentFlag.AlignCenter, text)
        painter.end()
        return picture
