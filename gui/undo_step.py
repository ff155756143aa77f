"""A step of Qt's undo stack that leaves the undoing to the project's journal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QUndoCommand

if TYPE_CHECKING:
    from gui.session import Session


class UndoStep(QUndoCommand):
    """One edit that the project has already made; its journal knows how to take it back."""

    def __init__(self, session: Session, title: str) -> None:
        super().__init__(title)
        self._session = session
        self._is_done = True

    def undo(self) -> None:
        """Take the edit back."""
        self._session.move_in_project(is_redo=False)

    def redo(self) -> None:
        """Make the edit again; the first call comes from the stack, when it is already made."""
        if self._is_done:
            self._is_done = False
            return
        self._session.move_in_project(is_redo=True)
