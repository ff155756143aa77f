"""The colours a label is drawn in: told apart by colour-blind readers, text always readable.

After the last hue the set begins again with another fill pattern, so that colour alone never has
to tell labels apart; the label's name stands beside it anyway.
"""

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor

from gui.colour_math import mix, readable

# Source: Okabe and Ito's set (2008) and Tol's muted set (2021), ordered so that neighbours differ most.
HUES = (
    "#0072B2", "#E69F00", "#009E73", "#CC79A7", "#56B4E9", "#D55E00",
    "#999933", "#AA4499", "#44AA99", "#882255", "#DDCC77", "#332288",
)  # fmt: skip
PATTERNS = (
    Qt.BrushStyle.SolidPattern,
    Qt.BrushStyle.BDiagPattern,
    Qt.BrushStyle.Dense6Pattern,
    Qt.BrushStyle.VerPattern,
)


@dataclass(frozen=True, slots=True)
class LabelColours:
    """How one label is drawn.

    Attributes:
        fill: Behind the token.
        text: On the fill, contrast at least 4.5:1.
        line: Borders, bars and curves; clearly seen on a panel.
        pattern: Solid for the first twelve labels, then a hatching in `line`.
    """

    fill: QColor
    text: QColor
    line: QColor
    pattern: Qt.BrushStyle


def label_colours(index: int, panel: QColor, *, is_dark: bool) -> LabelColours:
    """Return the colours of the label with this colour index on this panel."""
    hue = QColor(HUES[index % len(HUES)])
    fill = mix(panel, hue, 0.34 if is_dark else 0.24)
    text = readable(mix(hue, QColor("white" if is_dark else "black"), 0.35), fill, ratio=5.0)
    # A bright stroke on the dark thins out to the eye: it needs more contrast than a dark one on the light.
    line = readable(hue, panel, ratio=5.0 if is_dark else 3.0)
    return LabelColours(fill, text, line, PATTERNS[index // len(HUES) % len(PATTERNS)])
