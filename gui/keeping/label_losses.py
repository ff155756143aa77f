"""A banner with Undo where one step has taken labels from many tokens, which may not have been meant."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from core.errors import TagscopeError
from gui import messages
from gui.messages import Kind, Message, Offer
from gui.widgets.numbers import grouped
from gui.widgets.plain import one_line

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gui.session import Session


class LabelLosses(QObject):
    """Says how many labels a step has cost, as long as that step is the one that Undo takes back."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._shown: Message | None = None
        session.labels_lost.connect(self._on_lost)
        session.changed.connect(self._withdraw)
        session.closed.connect(self._withdraw)

    @Slot(object)
    def _on_lost(self, losses: Mapping[str, int]) -> None:
        words = self.tr("{n} labels fewer in layer {layer}.")
        parts = [words.format(n=grouped(n), layer=one_line(name)) for name, n in losses.items()]
        self._shown = Message(Kind.WARNING, " ".join(parts), (Offer(self.tr("Undo"), self._on_undo),))
        messages.board.posted.emit(self._shown)

    @Slot()
    def _withdraw(self) -> None:
        if self._shown is not None:
            messages.board.withdrawn.emit(self._shown)
            self._shown = None

    @Slot()
    def _on_undo(self) -> None:
        try:
            self._session.undo()
        except TagscopeError as error:
            messages.error(None, error)
