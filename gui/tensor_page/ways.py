"""A button of the page with what explains it: each entry is an action of the window."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from gui.icons import icon


class ExplainButton(QToolButton):
    """Opens a short menu.

    Signals:
        action_chosen: Id of the window's action that was chosen.
    """

    action_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("tensors-explain")
        self.setText(self.tr("Explain"))
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(self)
        entries = (
            ("explain.steps", self.tr("Your sentences in eight steps"), "step"),
            ("explain.doctor", self.tr("Shape doctor: classical mistakes"), "warning"),
        )
        for name, title, picture in entries:
            action = QAction(icon(picture), title, menu)
            action.setData(name)
            action.triggered.connect(self._on_chosen)
            menu.addAction(action)
        self.setMenu(menu)

    @Slot()
    def _on_chosen(self) -> None:
        action = self.sender()
        if isinstance(action, QAction):
            self.action_chosen.emit(action.data())
