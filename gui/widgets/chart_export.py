"""A chart as a file: a picture, or its numbers as CSV or JSON; one button offers them all."""

import csv
import io
import json
import math
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from PySide6.QtCore import QSize, Slot
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from core.atomic import atomic_write
from core.errors import TagscopeError
from gui import messages
from gui.icons import icon
from gui.widgets.chart import Band, Bars, Chart, Line
from gui.widgets.chart_painting import draw
from gui.widgets.pictures import ask_and_save

PAPER = QSize(640, 420)
COLUMNS = ("series", "x", "y", "low", "high")


def rows(chart: Chart) -> Iterator[tuple[str, float, float | None, float | None, float | None]]:
    """Yield every number of a chart under `COLUMNS`; what an item has none of is None."""
    for item in chart.items:
        if isinstance(item, Line):
            for x, y in zip(item.x.tolist(), item.y.tolist(), strict=True):
                yield item.name, x, y, None, None
        elif isinstance(item, Bars):
            edges = zip(item.left.tolist(), item.right.tolist(), item.height.tolist(), strict=True)
            for left, right, height in edges:
                yield item.name, (left + right) / 2, height, None, None
        else:
            name = item.name if isinstance(item, Band) else "interval"
            for x, low, high in zip(item.x.tolist(), item.low.tolist(), item.high.tolist(), strict=True):
                yield name, x, None, low, high


def as_csv(chart: Chart) -> str:
    """Return the numbers of a chart, one a line, unrounded."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    for row in rows(chart):
        writer.writerow(["" if value is None else value for value in row])
    return text.getvalue()


def as_json(chart: Chart) -> str:
    """Return the numbers of a chart with its titles; a gap is null."""
    found: list[dict[str, Any]] = [
        {name: _number(value) for name, value in zip(COLUMNS, row, strict=True) if value is not None}
        for row in rows(chart)
    ]
    titles = {"title": chart.title, "x": chart.x_title, "y": chart.y_title}
    return json.dumps(titles | {"points": found}, ensure_ascii=False, indent=1, allow_nan=False) + "\n"


def _number(value: float | str) -> float | str | None:
    return None if isinstance(value, float) and not math.isfinite(value) else value


class ExportButton(QToolButton):
    """Offers to save charts.

    Args:
        name: Of the files, without ending.
        chart: Returns what is shown now; None where there is nothing.
    """

    def __init__(self, name: str, chart: Callable[[], Chart | None], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name, self._chart = name, chart
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
        chart = self._chart()
        if chart is not None:
            title = self.tr("Save picture")
            ask_and_save(self, self._name, PAPER, lambda painter, rect: draw(painter, rect, chart), title=title)

    @Slot()
    def on_csv(self) -> None:
        """Save the numbers as a table."""
        self._save("csv", "CSV (*.csv)", as_csv)

    @Slot()
    def on_json(self) -> None:
        """Save the numbers as JSON."""
        self._save("json", "JSON (*.json)", as_json)

    def _save(self, ending: str, kind: str, write: Callable[[Chart], str]) -> None:
        chart = self._chart()
        if chart is None:
            return
        path = messages.choose_target(self, self.tr("Save numbers"), f"{self._name}.{ending}", kind)
        if path is not None:
            self._write(path, write(chart))

    def _write(self, path: Path, text: str) -> None:
        try:
            with atomic_write(path) as file:
                file.write(text.encode())
        except TagscopeError as error:
            messages.error(self, error)
        else:
            messages.info(self, self.tr("Written: {name}").format(name=path.name))
