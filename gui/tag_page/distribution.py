"""What the network says of one token: a bar for each label, the likeliest first."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui import theme
from gui.widgets.numbers import percent
from gui.widgets.plain import elided

ROW = 22
NAME_WIDTH = 96
NUMBER_WIDTH = 64
USUAL_ROWS = 12


@dataclass(frozen=True, slots=True)
class Share:
    """One label and how much the network is for it, 0 to 1."""

    label: str
    share: float


def ranked(labels: Sequence[str], probabilities: NDArray[np.float32]) -> list[Share]:
    """Return the labels with their probabilities, the likeliest first; padding is no label.

    Args:
        labels: L names, the padding label "" first.
        probabilities: float32[L].
    """
    order = np.argsort(-probabilities[1:], kind="stable") + 1
    return [Share(labels[index], float(probabilities[index])) for index in order]


class Distribution(QWidget):
    """Paints the shares of one token."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("distribution")
        self.setAccessibleName(self.tr("Probabilities of the labels of the token"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.MinimumExpanding)
        self._shares: list[Share] = []
        self._colours: Mapping[str, int] = {}

    def set_shares(self, shares: Sequence[Share], colours: Mapping[str, int]) -> None:
        """Show shares; `colours` gives the colour index of a tag."""
        self._shares, self._colours = list(shares), colours
        words = ", ".join(f"{share.label} {percent(share.share)}" for share in self._shares[:5])
        self.setAccessibleDescription(words)
        self.update()

    @property
    def shares(self) -> Sequence[Share]:
        """What is shown, the likeliest first."""
        return tuple(self._shares)

    def sizeHint(self) -> QSize:
        """Ask for room for as many rows as most layers have labels."""
        return QSize(280, USUAL_ROWS * ROW)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint name, bar and number of each label; the unlikeliest in one row where there is no room for all."""
        painter = QPainter(self)
        painter.setFont(theme.font())
        n_rows = self.height() // ROW
        n_alone = len(self._shares) if len(self._shares) <= n_rows else max(0, n_rows - 1)
        for number, share in enumerate(self._shares[:n_alone]):
            bar = theme.label_colours(self._colours.get(share.label, 0)).line
            self._paint_row(painter, number * ROW, share, bar)
        others = self._shares[n_alone:]
        if others and n_rows:
            words = self.tr("{n} others").format(n=len(others))
            together = Share(words, sum(share.share for share in others))
            self._paint_row(painter, n_alone * ROW, together, theme.current().muted)

    def _paint_row(self, painter: QPainter, top: int, share: Share, bar: QColor) -> None:
        colours = theme.current()
        room = max(0, self.width() - NAME_WIDTH - NUMBER_WIDTH)
        middle = Qt.AlignmentFlag.AlignVCenter
        name = elided(painter.fontMetrics(), share.label, NAME_WIDTH - 8)
        painter.setPen(colours.text)
        painter.drawText(QRectF(0, top, NAME_WIDTH - 8, ROW), Qt.AlignmentFlag.AlignLeft | middle, name)
        track = QRectF(NAME_WIDTH, top + 6, room, ROW - 12)
        painter.fillRect(track, colours.raised)
        track.setWidth(room * share.share)
        painter.fillRect(track, bar)
        painter.setPen(colours.muted)
        number_box = QRectF(self.width() - NUMBER_WIDTH, top, NUMBER_WIDTH, ROW)
        painter.drawText(number_box, Qt.AlignmentFlag.AlignRight | middle, percent(share.share))
