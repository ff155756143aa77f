"""How the program looks: colours in light and dark, type sizes, spacing; applied to the application.

Widgets ask `current()` while painting and repaint on `changes.changed`; nobody keeps a colour.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from gui import label_colours as labels
from gui.stylesheet import stylesheet

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from gui.label_colours import LabelColours

SPACING = 8
SMALL, NORMAL, LARGE, HUGE = 11, 13, 16, 22


class Mode(StrEnum):
    """Which colours to use."""

    LIGHT = "light"
    DARK = "dark"
    SYSTEM = "system"


@dataclass(frozen=True, slots=True)
class Colours:
    """Every colour of the window but those of labels and heatmaps.

    Attributes:
        window: Behind everything.
        panel: Cards, tables, fields.
        raised: Hovered rows, table heads, tracks.
        line: Borders between parts.
        text: Words; 7:1 or better on window, panel and raised.
        muted: Second-rank words; 4.5:1 or better on the same.
        accent: The one colour that says "this one": chosen, focused, to be pressed.
        on_accent: Words upon the accent.
        good: Saved, improved.
        warn: To be looked at.
        bad: Failed, lost.
        pad_hatch: Lines of a padded cell.
        selection: Behind selected things; `text` is readable on it.
        cursor: The token or cell the keyboard is at.
    """

    window: QColor
    panel: QColor
    raised: QColor
    line: QColor
    text: QColor
    muted: QColor
    accent: QColor
    on_accent: QColor
    good: QColor
    warn: QColor
    bad: QColor
    pad_hatch: QColor
    selection: QColor
    cursor: QColor
    is_dark: bool


def _colours(*names: str, is_dark: bool) -> Colours:
    names_of_colours = Colours.__slots__[:-1]
    return Colours(**dict(zip(names_of_colours, map(QColor, names), strict=True)), is_dark=is_dark)


LIGHT = _colours(
    "#F5F6F8", "#FFFFFF", "#ECEFF3", "#D5DAE1", "#1A1F28", "#566071", "#2F5BD0", "#FFFFFF",
    "#1B7A45", "#8F5B00", "#BC2F26", "#B9C1CC", "#DBE5FD", "#2F5BD0", is_dark=False,
)  # fmt: skip
DARK = _colours(
    "#14171C", "#1B1F26", "#262C35", "#363E4A", "#E7EAEF", "#A1ABB9", "#86A6FF", "#0D1424",
    "#62C98F", "#E5B454", "#FF8A80", "#4C5563", "#2B3B66", "#86A6FF", is_dark=True,
)  # fmt: skip


class Changes(QObject):
    """Says when the colours have changed."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.mode = Mode.SYSTEM
        self.is_following = False
        self.is_dark: bool | None = None

    @Slot()
    def on_system_changed(self) -> None:
        """Take over the desktop's new colours when they are to be followed."""
        app = QApplication.instance()
        if self.mode is Mode.SYSTEM and isinstance(app, QApplication):
            _dress(app)


changes = Changes()


def mode() -> Mode:
    """Return what the user chose."""
    return changes.mode


def is_dark() -> bool:
    """Return whether dark colours are in use now."""
    # Asked for every word that is painted, and the desktop takes its time to answer.
    if changes.is_dark is None:
        changes.is_dark = _is_dark_now()
    return changes.is_dark


def _is_dark_now() -> bool:
    if changes.mode is Mode.SYSTEM:
        return QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark
    return changes.mode is Mode.DARK


def current() -> Colours:
    """Return the colours in use now."""
    return DARK if is_dark() else LIGHT


def apply(app: QApplication, chosen: Mode) -> None:
    """Dress the whole application in `chosen`, at once; `changes.changed` follows."""
    schemes = {Mode.LIGHT: Qt.ColorScheme.Light, Mode.DARK: Qt.ColorScheme.Dark, Mode.SYSTEM: Qt.ColorScheme.Unknown}
    changes.mode = chosen
    app.setStyle("Fusion")
    app.styleHints().setColorScheme(schemes[chosen])
    if not changes.is_following:
        app.styleHints().colorSchemeChanged.connect(changes.on_system_changed)
        changes.is_following = True
    _dress(app)


def _dress(app: QApplication) -> None:
    changes.is_dark = _is_dark_now()
    colours = current()
    app.setFont(font())
    app.setPalette(palette(colours))
    app.setStyleSheet(stylesheet(colours))
    changes.changed.emit()


def palette(colours: Colours) -> QPalette:
    """Return Qt's palette made of these colours."""
    result = QPalette()
    role = QPalette.ColorRole
    for name, colour in (
        (role.Window, colours.window), (role.WindowText, colours.text), (role.Base, colours.panel),
        (role.AlternateBase, colours.raised), (role.Text, colours.text), (role.PlaceholderText, colours.muted),
        (role.Button, colours.panel), (role.ButtonText, colours.text), (role.BrightText, colours.bad),
        (role.Highlight, colours.selection), (role.HighlightedText, colours.text), (role.Link, colours.accent),
        (role.Accent, colours.accent), (role.ToolTipBase, colours.raised), (role.ToolTipText, colours.text),
        (role.Mid, colours.line), (role.Light, colours.raised), (role.Midlight, colours.raised),
        (role.Dark, colours.line), (role.Shadow, colours.line),
    ):  # fmt: skip
        result.setColor(name, colour)
    faded = QColor(colours.muted)
    for name in (role.WindowText, role.Text, role.ButtonText):
        result.setColor(QPalette.ColorGroup.Disabled, name, faded)
    return result


@cache
def _family(*, is_mono: bool) -> str:
    if is_mono:
        return QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont).family()
    return QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont).family()


@cache
def font(size: int = NORMAL, *, bold: bool = False, mono: bool = False) -> QFont:
    """Return the program's font; `size` is one of 11, 13, 16 and 22 device-independent pixels.

    It is the same object each time, for painting; whoever wants to change it makes a copy.
    """
    result = QFont(_family(is_mono=mono))
    result.setPixelSize(size)
    if bold:
        result.setWeight(QFont.Weight.DemiBold)
    if mono:
        result.setStyleHint(QFont.StyleHint.Monospace)
    return result


@cache
def _label_colours(index: int, dark: bool) -> LabelColours:
    return labels.label_colours(index, (DARK if dark else LIGHT).panel, is_dark=dark)


def label_colours(index: int) -> LabelColours:
    """Return the colours of the label with this colour index in the theme in use."""
    return _label_colours(index, is_dark())


def diverging(values: NDArray[np.floating]) -> NDArray[np.uint8]:
    """Return uint8[..., 4] (RGBA) for values in [-1, 1]: blue below zero, orange above, zero neutral."""
    from gui import colour_scales  # noqa: PLC0415 - numpy is not needed for the first paint

    return colour_scales.diverging_table(is_dark=is_dark())[colour_scales.diverging_index(values)]
