"""The style sheet: flat controls on Fusion, in the theme's colours.

Buttons carry a property `kind`: "primary" for the one thing to press, "quiet" for borderless.
Frames carry `kind`: "card" for a bordered panel.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from gui.colour_math import mix

if TYPE_CHECKING:
    from gui.theme import Colours


def stylesheet(colours: Colours) -> str:
    """Return the application's style sheet in these colours."""
    c = {name: getattr(colours, name).name() for name in ("panel", "raised", "line", "text", "muted", "accent")}
    hover = mix(colours.accent, colours.text, 0.15).name()
    faded = mix(colours.panel, colours.accent, 0.45).name()
    return f"""
QPushButton, QToolButton {{ background: {c["panel"]}; border: 1px solid {c["line"]}; border-radius: 5px;
    padding: 5px 12px; color: {c["text"]}; min-height: 16px; }}
QToolButton {{ padding: 5px; }}
QPushButton:hover, QToolButton:hover {{ background: {c["raised"]}; }}
QPushButton:pressed, QToolButton:pressed, QPushButton:checked, QToolButton:checked {{
    background: {colours.selection.name()}; border-color: {c["accent"]}; }}
QPushButton:focus, QToolButton:focus {{ border-color: {c["accent"]}; }}
QPushButton:disabled, QToolButton:disabled {{ color: {c["muted"]}; background: transparent; }}
QPushButton[kind="primary"] {{ background: {c["accent"]}; border-color: {c["accent"]};
    color: {colours.on_accent.name()}; }}
QPushButton[kind="primary"]:hover {{ background: {hover}; }}
QPushButton[kind="primary"]:focus {{ border-color: {c["text"]}; }}
QPushButton[kind="primary"]:disabled {{ background: {faded}; border-color: {faded}; color: {c["panel"]}; }}
QPushButton[kind="quiet"], QToolButton[kind="quiet"] {{ background: transparent; border-color: transparent; }}
QPushButton[kind="quiet"]:hover, QToolButton[kind="quiet"]:hover {{ background: {c["raised"]}; }}
QPushButton[kind="quiet"]:focus, QToolButton[kind="quiet"]:focus {{ border-color: {c["accent"]}; }}
QFrame[kind="card"] {{ background: {c["panel"]}; border: 1px solid {c["line"]}; border-radius: 8px; }}
QLineEdit, QPlainTextEdit, QTextEdit {{ background: {c["panel"]}; border: 1px solid {c["line"]};
    border-radius: 5px; padding: 4px 8px; selection-background-color: {colours.selection.name()};
    selection-color: {c["text"]}; }}
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus {{ border-color: {c["accent"]}; }}
QAbstractItemView {{ border: 1px solid {c["line"]}; outline: 0; alternate-background-color: {colours.window.name()};
    gridline-color: {c["line"]}; }}
QHeaderView::section {{ background: {c["raised"]}; color: {c["muted"]}; border: none;
    border-right: 1px solid {c["line"]}; border-bottom: 1px solid {c["line"]}; padding: 4px 8px; }}
QTableCornerButton::section {{ background: {c["raised"]}; border: none; }}
QProgressBar {{ background: {c["raised"]}; border: none; border-radius: 3px; max-height: 6px; min-height: 6px; }}
QProgressBar::chunk {{ background: {c["accent"]}; border-radius: 3px; }}
QScrollBar:vertical {{ background: transparent; width: 12px; margin: 0; }}
QScrollBar:horizontal {{ background: transparent; height: 12px; margin: 0; }}
QScrollBar::handle {{ background: {colours.pad_hatch.name()}; border-radius: 4px; margin: 2px; }}
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
QTabBar::tab {{ background: transparent; color: {c["muted"]}; padding: 6px 12px; border: none;
    border-bottom: 2px solid transparent; }}
QTabBar::tab:selected {{ color: {c["text"]}; border-bottom-color: {c["accent"]}; }}
QTabBar::tab:focus {{ color: {c["accent"]}; }}
"""
