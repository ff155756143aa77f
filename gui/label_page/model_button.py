"""The button above the strip for the model beside the hand: what it shows, and what it is to do."""

import msgspec
from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from gui import key_map
from gui.assistance import Assistance
from gui.icons import icon
from gui.widgets.plain import safe


class ModelButton(QToolButton):
    """Opens a menu; its look tells whether suggestions are shown.

    Signals:
        wanted: `Assistance` that is wanted from now on.
    """

    wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("model-button")
        self.setProperty("kind", "quiet")
        self.setIcon(icon("model"))
        self.setIconSize(QSize(16, 16))
        self.setText(self.tr("Suggestions"))
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._assistance = Assistance()
        menu = QMenu(self)
        self._show = self._tick(menu, "show-suggestions", self.tr("Show what the model suggests"))
        self._exam = self._tick(menu, "suggest-on-exam", self.tr("Also on dev and test"))
        menu.addSeparator()
        self.setMenu(menu)
        menu.aboutToShow.connect(self._say_keys)

    def add(self, action: QAction) -> None:
        """Offer something else that the model can do."""
        menu = self.menu()
        if menu is not None:
            menu.addAction(action)

    def set_state(self, assistance: Assistance, *, can_suggest: bool) -> None:
        """Show what is wanted of the model, and whether there is one for this layer."""
        self._assistance = assistance
        self._show.setChecked(assistance.is_shown)
        self._exam.setChecked(assistance.on_exam)
        self._exam.setEnabled(assistance.is_shown)
        words = self.tr(
            "There is no model of this layer yet: train one on the Train page, and it suggests labels here."
        )
        if can_suggest and assistance.is_shown:
            words = self.tr("What the model would label stands below the labels; Tab accepts it.")
        elif can_suggest:
            words = self.tr("Suggestions are hidden.")
        self.setToolTip(f"<p>{safe(words)}</p>")
        self.setAccessibleName(f"{self.text()}: {words}")

    def _tick(self, menu: QMenu, name: str, words: str) -> QAction:
        action = menu.addAction(words)
        action.setObjectName(name)
        action.setCheckable(True)
        action.triggered.connect(self._on_ticked)
        return action

    @Slot()
    def _say_keys(self) -> None:
        key = key_map.current().shown("switch-suggestions")
        words = self.tr("Show what the model suggests")
        self._show.setText(f"{words}\t{key}" if key else words)

    @Slot()
    def _on_ticked(self) -> None:
        changed = msgspec.structs.replace(
            self._assistance, is_shown=self._show.isChecked(), on_exam=self._exam.isChecked()
        )
        self.wanted.emit(changed)
