"""A chart as a file: a picture, or its numbers as CSV or JSON; one button offers them all."""

import csv
import io
import json
import math
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QRect, QSize, Slot
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from core.atomic import atomic_write
from core.errors import TagscopeError
from gui import messages
from gui.icons import icon
from gui.widgets.chart import Band, Bars, Chart, Line
from gui.widgets.chart_painting import draw
from gui.widgets.pictures import ask_and_save

PAPER = QSize(640, 420)
# Of one chart among several in a picture.
ONE_OF_SEVERAL = QSize(640, 280)
COLUMNS = ("chart", "series", "x", "y", "low", "high")
Row = tuple[str, str, float, float | None, float | None, float | None]


def rows(chart: Chart) -> Iterator[Row]:
    """Yield every number of a chart under `COLUMNS`; what an item has none of is None."""
    for item in chart.items:
        if isinstance(item, Line):
            for x, y in zip(item.x.tolist(), item.y.tolist(), strict=True):
                yield chart.title, item.name, x, y, None, None
        elif isinstance(item, Bars):
            edges = zip(item.left.tolist(), item.right.tolist(), item.height.tolist(), strict=True)
            for left, right, height in edges:
                yield chart.title, item.name, (left + right) / 2, height, None, None
        else:
            name = item.name if isinstance(item, Band) else "interval"
            for x, low, high in zip(item.x.tolist(), item.low.tolist(), item.high.tolist(), strict=True):
                yield chart.title, name, x, None, low, high


def as_csv(charts: Sequence[Chart]) -> str:
    """Return the numbers of charts, one a line, unrounded."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    for chart in charts:
        writer.writerows(["" if value is None else value for value in row] for row in rows(chart))
    return text.getvalue()


def as_json(charts: Sequence[Chart]) -> str:
    """Return the numbers of charts with their titles; a gap is null."""
    found: list[dict[str, Any]] = [
        {
            "title": chart.title,
            "x": chart.x_title,
            "y": chart.y_title,
            "points": [
                {name: _number(value) for name, value in zip(COLUMNS[1:], row[1:], strict=True) if value is not None}
                for row in rows(chart)
            ],
        }
        for chart in charts
    ]
    return json.dumps(found, ensure_ascii=False, indent=1, allow_nan=False) + "\n"


def _number(value: float | str) -> float | str | None:
    return None if isinstance(value, float) and not math.isfinite(value) else value


def picture_size(charts: Sequence[Chart]) -> QSize:
    """Return the room that charts take below each other."""
    if len(charts) == 1:
        return PAPER
    return QSize(ONE_OF_SEVERAL.width(), ONE_OF_SEVERAL.height() * len(charts))


def draw_all(painter: QPainter, rect: QRect, charts: Sequence[Chart]) -> None:
    """Paint charts below each other."""
    height = rect.height() // len(charts)
    for place, chart in enumerate(charts):
        draw(painter, QRect(rect.left(), rect.top() + place * height, rect.width(), height - 8), chart)


class ExportButton(QToolButton):
    """Offers to save charts.

    Args:
        name: Of the files, without ending.
        charts: Returns what is shown now; nothing where there is nothing.
    """

    def __init__(self, name: str, charts: Callable[[], Sequence[Chart]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name, self._charts = name, charts
        self.setObjectName(f"{name}-export")
        self.setIcon(icon("export"))
        self.setToolTip(self.tr("Save as a picture or as numbers"))
        self.setAccessibleName(self.toolTip())
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._menu = QMenu(self)
        self._menu.addAction(self.tr("Picture (SVG, PNG)…"), self.on_picture)
        self._menu.addAction(self.tr("Numbers (CSV)…"), self.on_csv)
        self._menu.addAction(self.tr("Numbers (JSON)…"), self.on_json)
        self.setMenu(self._menu)

    @Slot()
    def on_picture(self) -> None:
        """Save what is shown as a picture."""
        charts = self._charts()
        if charts:
            title = self.tr("Save picture")
            size = picture_size(charts)
            ask_and_save(self, self._name, size, lambda painter, rect: draw_all(painter, rect, charts), title=title)

    @Slot()
    def on_csv(self) -> None:
        """Save the numbers as a table."""
        self._save("csv", "CSV (*.csv)", as_csv)

    @Slot()
    def on_json(self) -> None:
        """Save the numbers as JSON."""
        self._save("json", "JSON (*.json)", as_json)

    def _save(self, ending: str, kind: str, write: Callable[[Sequence[Chart]], str]) -> None:
        charts = self._charts()
        if not charts:
            return
        path = messages.choose_target(self, self.tr("Save numbers"), f"{self._name}.{ending}", kind)
        if path is not None:
            self._write(path, write(charts))

    def _write(self, path: Path, text: str) -> None:
        try:
            with atomic_write(path) as file:
                file.write(text.encode())
        except TagscopeError as error:
            messages.error(self, error)
        else:
            messages.info(self, self.tr("Written: {name}").format(name=path.name))
