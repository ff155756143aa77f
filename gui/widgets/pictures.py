"""Pictures for a paper: whatever can be painted, as SVG or PNG, in the light colours and never half written."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QCoreApplication, QIODevice, QRect, QSize
from PySide6.QtGui import QImage, QImageWriter, QPainter
from PySide6.QtSvg import QSvgGenerator
from PySide6.QtWidgets import QWidget

from core.atomic import atomic_write
from core.errors import TagscopeError
from gui import messages, theme

Paint = Callable[[QPainter, QRect], None]
# Dots of a PNG for each of the picture's own, so that it can be printed.
PNG_SCALE = 3


def save_picture(path: Path, size: QSize, paint: Paint, *, title: str = "") -> None:
    """Write a picture in the format its name's ending says, `.png` or else SVG.

    Args:
        path: Replaced as a whole, or left as it was.
        size: In the painter's units.
        paint: Paints into a rectangle of that size.
        title: For readers of the SVG file.

    Raises:
        ExportError: It could not be written.
    """
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    with _light():
        if path.suffix.lower() == ".png":
            _paint_png(buffer, size, paint)
        else:
            _paint_svg(buffer, size, paint, title)
    with atomic_write(path) as file:
        file.write(bytes(buffer.data().data()))


def _paint_png(buffer: QBuffer, size: QSize, paint: Paint) -> None:
    image = QImage(size * PNG_SCALE, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(PNG_SCALE)
    image.fill(theme.current().panel)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    paint(painter, QRect(0, 0, size.width(), size.height()))
    painter.end()
    QImageWriter(buffer, QByteArray(b"png")).write(image)


def _paint_svg(buffer: QBuffer, size: QSize, paint: Paint, title: str) -> None:
    generator = QSvgGenerator()
    generator.setOutputDevice(buffer)
    generator.setSize(size)
    generator.setViewBox(QRect(0, 0, size.width(), size.height()))
    generator.setTitle(title)
    painter = QPainter(generator)
    painter.fillRect(QRect(0, 0, size.width(), size.height()), theme.current().panel)
    paint(painter, QRect(0, 0, size.width(), size.height()))
    painter.end()


@contextmanager
def _light() -> Iterator[None]:
    """Let painting take the light colours, which paper needs, without telling any widget."""
    before, theme.changes.is_dark = theme.changes.is_dark, False
    try:
        yield
    finally:
        theme.changes.is_dark = before


def ask_and_save(parent: QWidget, name: str, size: QSize, paint: Paint, *, title: str) -> None:
    """Ask for a file and write a picture; say what went wrong where it does.

    Args:
        parent: Whose question it is.
        name: Of the file, without ending.
        size: In the painter's units.
        paint: Paints into a rectangle of that size.
        title: Above the question.
    """
    path = messages.choose_target(parent, title, f"{name}.svg", "SVG (*.svg);;PNG (*.png)")
    if path is None:
        return
    try:
        save_picture(path, size, paint, title=name)
    except TagscopeError as error:
        messages.error(parent, error)
    else:
        messages.info(parent, QCoreApplication.translate("pictures", "Written: {name}").format(name=path.name))
