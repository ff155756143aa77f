"""All keys of labelling as a sheet: sections of rows, written as text or drawn as a PDF. Nothing here is a widget."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QBuffer, QCoreApplication, QIODevice, QMarginsF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPageLayout, QPageSize, QPainter, QPdfWriter, QPen

from core.atomic import atomic_write
from core.visible import visible
from gui import key_map, theme
from gui.label_keys import in_groups, title_of
from gui.widgets.label_finder import LabelEntry

# Points: 72 of them are an inch.
_PAGE = QSizeF(595, 842)
_MARGIN = 36.0
_COLUMN_GAP = 24.0
_ROW = 17.0
_KEYS = 96.0


@dataclass(frozen=True, slots=True)
class Section:
    """Some keys under one title; each row says what a key does, and which key it is."""

    title: str
    rows: tuple[tuple[str, str], ...]


def sections(layer: str, entries: Sequence[LabelEntry]) -> tuple[Section, ...]:
    """Return the sheet as it is now.

    Args:
        layer: Name of the layer that is labelled; empty for none.
        entries: Its labels; those with a key are listed first of all.
    """
    keyed = tuple((visible(entry.name), entry.key.upper()) for entry in entries if entry.key)
    title = QCoreApplication.translate("label", "Labels of the layer {layer}").format(layer=visible(layer))
    found = [Section(title, keyed)] if keyed else []
    keys = key_map.current()
    for group, commands, fixed in in_groups():
        rows = [(row.title, row.words) for row in fixed]
        rows += [(command.title, keys_in_words(keys.keys(command.name))) for command in commands]
        found.append(Section(title_of(group), tuple(rows)))
    return tuple(found)


def keys_in_words(keys: Sequence[str]) -> str:
    """Return the keys of one command as this desktop writes them; an en dash for none."""
    return ", ".join(map(key_map.native, keys)) or "–"


def as_text(sheet: Sequence[Section]) -> str:
    """Return the sheet as plain text, keys before what they do."""
    widest = max(len(keys) for section in sheet for _text, keys in section.rows)
    blocks = (
        "\n".join([section.title, *(f"  {keys:<{widest}}  {text}" for text, keys in section.rows)]) for section in sheet
    )
    return "\n\n".join(blocks) + "\n"


def write_text(path: Path, sheet: Sequence[Section]) -> None:
    """Write the sheet as a text file.

    Raises:
        ExportError: It cannot be written; a file that was there stays as it was.
    """
    with atomic_write(path) as file:
        file.write(as_text(sheet).encode())


def write_pdf(path: Path, sheet: Sequence[Section]) -> None:
    """Write the sheet as a PDF to print.

    Raises:
        ExportError: It cannot be written; a file that was there stays as it was.
    """
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setTitle(QCoreApplication.translate("label", "Keys of Tagscope"))
    writer.setCreator("Tagscope")
    writer.setResolution(72)
    size = QPageSize(_PAGE, QPageSize.Unit.Point)
    writer.setPageLayout(QPageLayout(size, QPageLayout.Orientation.Portrait, QMarginsF()))
    painter = QPainter(writer)
    _Sheet(writer, painter).draw(sheet)
    painter.end()
    with atomic_write(path) as file:
        file.write(bytes(buffer.data().data()))


class _Sheet:
    """Draws sections into two columns, page by page."""

    def __init__(self, writer: QPdfWriter, painter: QPainter) -> None:
        self._writer = writer
        self._painter = painter
        self._width = (_PAGE.width() - 2 * _MARGIN - _COLUMN_GAP) / 2
        self._column = 0
        self._y = _MARGIN

    def draw(self, sheet: Sequence[Section]) -> None:
        """Draw everything."""
        for section in sheet:
            self._make_room(3 * _ROW)
            self._title(section.title)
            for text, keys in section.rows:
                self._row(text, keys)
            self._y += _ROW

    def _make_room(self, height: float) -> None:
        """Go on in the next column, or on the next page, where this one is full."""
        if self._y + height <= _PAGE.height() - _MARGIN:
            return
        self._y = _MARGIN
        self._column = 1 - self._column
        if self._column == 0:
            self._writer.newPage()

    @property
    def _left(self) -> float:
        return _MARGIN + self._column * (self._width + _COLUMN_GAP)

    def _title(self, title: str) -> None:
        font = theme.font(theme.NORMAL, bold=True)
        self._painter.setFont(font)
        self._painter.setPen(QColor("black"))
        place = QRectF(self._left, self._y, self._width, _ROW)
        self._painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, title)
        self._painter.setPen(QPen(QColor("black"), 0.5))
        self._painter.drawLine(place.bottomLeft(), place.bottomRight())
        self._y += _ROW + 4

    def _row(self, text: str, keys: str) -> None:
        self._painter.setFont(theme.font(theme.SMALL))
        self._painter.setPen(QColor("black"))
        metrics = QFontMetricsF(self._painter.font(), self._writer)
        flags = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignTop
        room = QRectF(0, 0, self._width - _KEYS - 8, 1000)
        narrow = QRectF(0, 0, _KEYS, 1000)
        height = max(metrics.boundingRect(*place).height() for place in ((room, flags, text), (narrow, flags, keys)))
        self._make_room(height + 4)
        self._painter.drawText(QRectF(self._left, self._y, _KEYS, height), flags, keys)
        self._painter.drawText(QRectF(self._left + _KEYS + 8, self._y, room.width(), height), flags, text)
        self._y += height + 4
