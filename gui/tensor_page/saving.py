"""What a view shows as a file: SVG and PNG are the picture, .npy is the array it was painted from."""

from pathlib import Path
from typing import BinaryIO

import numpy as np
from PySide6.QtCore import QBuffer, QByteArray, QCoreApplication, QIODevice, QPoint, QRect
from PySide6.QtGui import QImage, QImageWriter, QPainter
from PySide6.QtWidgets import QWidget

from core.atomic import atomic_write
from core.errors import ExportError
from gui.tensor_page.batch_view import BatchView

KINDS = ("svg", "png", "npy")
# Pixels of a PNG for each of the screen's.
SHARPNESS = 2


def save_view(view: BatchView, path: Path) -> None:
    """Write what a view shows; the ending of `path` says as what.

    A view of several arrays writes the first into `path` and the others beside it, each under its name.

    Raises:
        ExportError: The ending is none of `KINDS`, there is nothing to be seen yet, or the file cannot be written.
    """
    kind = path.suffix.lower().removeprefix(".")
    if kind not in KINDS:
        raise ExportError(
            QCoreApplication.translate("saving", "{kind} is no ending this can be saved under.").format(kind=path.name),
            remedy=QCoreApplication.translate("saving", "Choose .svg, .png or .npy."),
        )
    if kind == "npy":
        _save_arrays(view, path)
        return
    with atomic_write(path) as file:
        if kind == "svg":
            _write_svg(view.picture(), file)
        else:
            _write_png(view.picture(), file)


def _save_arrays(view: BatchView, path: Path) -> None:
    arrays = view.arrays()
    if not arrays:
        raise ExportError(
            QCoreApplication.translate("saving", "there are no numbers to be saved yet."),
            place=path.name,
            remedy=QCoreApplication.translate("saving", "Wait until they are worked out."),
        )
    for number, (name, array) in enumerate(arrays.items()):
        target = path.with_name(f"{path.stem}-{name}{path.suffix}") if number else path
        with atomic_write(target) as file:
            np.save(file, np.ascontiguousarray(array), allow_pickle=False)


def _write_svg(widget: QWidget, file: BinaryIO) -> None:
    from PySide6.QtSvg import QSvgGenerator  # noqa: PLC0415 - only needed when somebody saves a picture

    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    drawing = QSvgGenerator()
    drawing.setOutputDevice(buffer)
    drawing.setResolution(widget.logicalDpiX())
    drawing.setSize(widget.size())
    drawing.setViewBox(QRect(widget.rect()))
    drawing.setTitle(widget.accessibleName() or widget.objectName())
    painter = QPainter(drawing)
    widget.render(painter, QPoint())
    painter.end()
    file.write(buffer.data().data())


def _write_png(widget: QWidget, file: BinaryIO) -> None:
    image = QImage(widget.size() * SHARPNESS, QImage.Format.Format_ARGB32)
    image.setDevicePixelRatio(SHARPNESS)
    painter = QPainter(image)
    widget.render(painter, QPoint())
    painter.end()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"png")).write(image)
    file.write(buffer.data().data())
