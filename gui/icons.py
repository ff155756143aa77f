"""Our own line icons, tinted from the palette when they are painted, so that they follow the theme."""

from functools import cache
from pathlib import Path

from PySide6.QtCore import QByteArray, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QIconEngine, QPainter, QPixmap

import resources
from gui import theme

FOLDER = Path(resources.__file__).parent / "icons"


@cache
def _source(name: str) -> str:
    return (FOLDER / f"{name}.svg").read_text(encoding="utf-8")


def icon(name: str, *, accent: bool = False) -> QIcon:
    """Return the icon drawn in `resources/icons/NAME.svg`.

    Args:
        name: File name without its ending.
        accent: Whether it is drawn in the accent colour rather than in that of the words beside it.

    Raises:
        FileNotFoundError: There is no such icon.
    """
    _source(name)
    return QIcon(_TintedIcon(name, is_accent=accent))


def pixmap(name: str, size: int, colour: QColor, *, ratio: float = 1.0) -> QPixmap:
    """Return the icon in one colour, `size` device-independent pixels square."""
    result = QPixmap(round(size * ratio), round(size * ratio))
    result.setDevicePixelRatio(ratio)
    result.fill(Qt.GlobalColor.transparent)
    painter = QPainter(result)
    _draw(painter, name, QRectF(0, 0, size, size), colour)
    painter.end()
    return result


def _draw(painter: QPainter, name: str, area: QRectF, colour: QColor) -> None:
    from PySide6.QtSvg import QSvgRenderer  # noqa: PLC0415 - loaded when the first icon is painted

    drawing = _source(name).replace("currentColor", colour.name())
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    QSvgRenderer(QByteArray(drawing.encode())).render(painter, area)


class _TintedIcon(QIconEngine):
    """Paints one icon in the colours of the theme in use at that moment."""

    def __init__(self, name: str, *, is_accent: bool) -> None:
        super().__init__()
        self._name = name
        self._is_accent = is_accent

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        """Draw the icon into `rect`."""
        _draw(painter, self._name, QRectF(rect), self._colour(mode))

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        """Return the icon as an image of `size` pixels."""
        return pixmap(self._name, min(size.width(), size.height()), self._colour(mode))

    def clone(self) -> QIconEngine:
        """Return another engine for the same icon."""
        return _TintedIcon(self._name, is_accent=self._is_accent)

    def _colour(self, mode: QIcon.Mode) -> QColor:
        colours = theme.current()
        if mode is QIcon.Mode.Disabled:
            return colours.pad_hatch
        return colours.accent if self._is_accent else colours.text
