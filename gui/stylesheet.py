"""The style sheet: flat controls on Fusion, in the theme's colours.

Buttons carry a property `kind`: "primary" for the one thing to press, "quiet" for borderless.
Frames carry `kind`: "card" for a bordered panel.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import resources
from gui.colour_math import mix

if TYPE_CHECKING:
    from gui.theme import Colours

ICONS = Path(resources.__file__).parent / "icons"


def stylesheet(colours: Colours) -> str:
    """Return the application's style sheet in these colours."""
    names = _names(colours)
    return _buttons(names) + _fields(names) + _views(names)


def _names(colours: Colours) -> dict[str, str]:
    """Return the colours and pictures by the names the rules below call them."""
    plain = ("window", "panel", "raised", "line", "text", "muted", "accent", "on_accent", "selection", "pad_hatch")
    return {name: getattr(colours, name).name() for name in plain} | {
        "hover": mix(colours.accent, colours.text, 0.15).name(),
        "faded": mix(colours.panel, colours.accent, 0.45).name(),
        "up": _picture("mark-up"),
        "down": _picture("mark-down"),
        "tick": _picture("mark-tick-dark" if colours.is_dark else "mark-tick-light"),
    }


def _buttons(c: dict[str, str]) -> str:
    return f"""
QPushButton, QToolButton {{ background: {c["panel"]}; border: 1px solid {c["line"]}; border-radius: 5px;
    padding: 5px 12px; color: {c["text"]}; min-height: 16px; }}
QToolButton {{ padding: 5px; }}
QToolButton[popupMode="1"], QToolButton[popupMode="2"] {{ padding-right: 18px; }}
QToolButton::menu-indicator {{ image: url({c["down"]}); width: 10px; height: 10px; right: 4px;
    subcontrol-origin: padding; subcontrol-position: center right; }}
QToolButton::menu-button {{ subcontrol-origin: border; subcontrol-position: center right; width: 18px;
    border: none; }}
QToolButton::menu-arrow {{ image: url({c["down"]}); width: 10px; height: 10px; }}
QPushButton:hover, QToolButton:hover {{ background: {c["raised"]}; }}
QPushButton:pressed, QToolButton:pressed, QPushButton:checked, QToolButton:checked {{
    background: {c["selection"]}; border-color: {c["accent"]}; }}
QPushButton:focus, QToolButton:focus {{ border-color: {c["accent"]}; }}
QPushButton:disabled, QToolButton:disabled {{ color: {c["muted"]}; background: transparent; }}
QPushButton[kind="primary"] {{ background: {c["accent"]}; border-color: {c["accent"]};
    color: {c["on_accent"]}; }}
QPushButton[kind="primary"]:hover {{ background: {c["hover"]}; }}
QPushButton[kind="primary"]:focus {{ border-color: {c["text"]}; }}
QPushButton[kind="primary"]:disabled {{ background: {c["faded"]}; border-color: {c["faded"]}; color: {c["panel"]}; }}
QPushButton[kind="quiet"], QToolButton[kind="quiet"] {{ background: transparent; border-color: transparent; }}
QPushButton[kind="quiet"]:hover, QToolButton[kind="quiet"]:hover {{ background: {c["raised"]}; }}
QPushButton[kind="quiet"]:checked, QToolButton[kind="quiet"]:checked {{ background: {c["selection"]}; }}
QPushButton[kind="quiet"]:focus, QToolButton[kind="quiet"]:focus {{ border-color: {c["accent"]}; }}
QFrame[kind="card"] {{ background: {c["panel"]}; border: 1px solid {c["line"]}; border-radius: 8px; }}
QLineEdit, QPlainTextEdit, QTextEdit {{ background: {c["panel"]}; border: 1px solid {c["line"]};
    border-radius: 5px; padding: 4px 8px; selection-background-color: {c["selection"]};
    selection-color: {c["text"]}; }}
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus {{ border-color: {c["accent"]}; }}
"""


def _fields(c: dict[str, str]) -> str:
    return f"""
QSpinBox, QDoubleSpinBox, QComboBox {{ background: {c["panel"]}; border: 1px solid {c["line"]}; border-radius: 5px;
    padding: 3px 4px 3px 8px; min-height: 18px; selection-background-color: {c["selection"]};
    selection-color: {c["text"]}; }}
QSpinBox:focus, QDoubleSpinBox:focus, QComboBox:focus, QComboBox:on {{ border-color: {c["accent"]}; }}
QSpinBox:disabled, QDoubleSpinBox:disabled, QComboBox:disabled {{ background: transparent; color: {c["muted"]}; }}
QSpinBox::up-button, QDoubleSpinBox::up-button {{ subcontrol-origin: border; subcontrol-position: top right;
    width: 18px; border: none; margin: 1px 1px 0 0; }}
QSpinBox::down-button, QDoubleSpinBox::down-button {{ subcontrol-origin: border;
    subcontrol-position: bottom right; width: 18px; border: none; margin: 0 1px 1px 0; }}
QSpinBox::up-button:hover, QDoubleSpinBox::up-button:hover, QSpinBox::down-button:hover,
    QDoubleSpinBox::down-button:hover {{ background: {c["raised"]}; }}
QSpinBox::up-arrow, QDoubleSpinBox::up-arrow {{ image: url({c["up"]}); width: 10px; height: 10px; }}
QSpinBox::down-arrow, QDoubleSpinBox::down-arrow {{ image: url({c["down"]}); width: 10px; height: 10px; }}
QComboBox::drop-down {{ subcontrol-origin: border; subcontrol-position: center right; width: 20px; border: none; }}
QComboBox::down-arrow {{ image: url({c["down"]}); width: 12px; height: 12px; }}
QComboBox QAbstractItemView {{ background: {c["panel"]}; selection-background-color: {c["selection"]};
    selection-color: {c["text"]}; }}
QCheckBox::indicator, QAbstractItemView::indicator, QGroupBox::indicator {{ width: 14px; height: 14px;
    border: 1px solid {c["muted"]}; border-radius: 3px; background: {c["panel"]}; }}
QCheckBox::indicator:focus {{ border-color: {c["accent"]}; }}
QCheckBox::indicator:checked, QAbstractItemView::indicator:checked {{ background: {c["accent"]};
    border-color: {c["accent"]}; image: url({c["tick"]}); }}
QCheckBox::indicator:disabled {{ border-color: {c["line"]}; background: transparent; }}
QCheckBox::indicator:checked:disabled {{ background: {c["faded"]}; border-color: {c["faded"]}; }}
"""


def _views(c: dict[str, str]) -> str:
    return f"""
QMenu {{ background: {c["panel"]}; border: 1px solid {c["line"]}; padding: 4px; }}
QMenu::item {{ padding: 5px 24px 5px 12px; border-radius: 4px; }}
QMenu::item:selected {{ background: {c["selection"]}; }}
QAbstractItemView {{ border: 1px solid {c["line"]}; outline: 0; alternate-background-color: {c["window"]};
    gridline-color: {c["line"]}; }}
QAbstractItemView[kind="bare"] {{ border: none; background: transparent; }}
QHeaderView::section {{ background: {c["raised"]}; color: {c["muted"]}; border: none;
    border-right: 1px solid {c["line"]}; border-bottom: 1px solid {c["line"]}; padding: 4px 8px; }}
QTableCornerButton::section {{ background: {c["raised"]}; border: none; }}
QProgressBar {{ background: {c["raised"]}; border: none; border-radius: 3px; max-height: 6px; min-height: 6px; }}
QProgressBar::chunk {{ background: {c["accent"]}; border-radius: 3px; }}
QScrollBar:vertical {{ background: transparent; width: 12px; margin: 0; }}
QScrollBar:horizontal {{ background: transparent; height: 12px; margin: 0; }}
QScrollBar::handle {{ background: {c["pad_hatch"]}; border-radius: 4px; margin: 2px; }}
QScrollBar::handle:vertical {{ min-height: 32px; }}
QScrollBar::handle:horizontal {{ min-width: 32px; }}
QScrollBar::handle:hover {{ background: {c["muted"]}; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
QToolTip {{ background: {c["raised"]}; color: {c["text"]}; border: 1px solid {c["line"]}; padding: 4px; }}
QSplitter::handle {{ background: {c["line"]}; }}
QSplitter::handle:horizontal {{ width: 1px; }}
QSplitter::handle:vertical {{ height: 1px; }}
QTabWidget::pane {{ border: none; border-top: 1px solid {c["line"]}; }}
QTabBar::tab {{ background: transparent; color: {c["muted"]}; padding: 6px 9px; border: none;
    border-bottom: 2px solid transparent; }}
QTabBar::tab:selected {{ color: {c["text"]}; border-bottom-color: {c["accent"]}; }}
QTabBar::tab:focus {{ color: {c["accent"]}; }}
"""


def _picture(name: str) -> str:
    """Return the path of a fixed-colour mark; style sheets can only name files."""
    return (ICONS / f"{name}.svg").as_posix()
