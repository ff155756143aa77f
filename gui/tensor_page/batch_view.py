"""What every view of the batch has in common: it is brought up to date when it is seen, not before."""

from typing import ClassVar

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gui import theme
from gui.jobs import Jobs
from gui.tensor_page.subject import Subject
from gui.widgets.plain import PlainLabel


class BatchView(QWidget):
    """One way to look at the batch; views stand in `gui.tensor_page.views` and are shown as tabs.

    A subclass fills `body`, shows the whole batch in `show_batch` and the cursor alone in
    `show_cursor`, and says in `say` what is under the cursor.

    Attributes:
        name: Short and fixed, for the program.
        is_quick: Whether it is shown anew for each look at a run that is learning; others wait until they are asked.
        shows_trace: Whether it shows the tensors of the cursor's row.
        subject: The batch, the network and the cursor.
        jobs: Where long work goes.
        body: The column that a subclass fills.
    """

    name: ClassVar[str] = ""
    is_quick: ClassVar[bool] = False
    shows_trace: ClassVar[bool] = False

    def __init__(self, subject: Subject, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.subject, self.jobs = subject, jobs
        self.setObjectName(f"view-{self.name}")
        self._is_stale = self._has_cursor_moved = True
        self._words = PlainLabel("", theme.NORMAL)
        self._words.setObjectName(f"{self.name}-words")
        self._words.setMinimumHeight(24)
        self.body = QVBoxLayout()
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(theme.SPACING)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, theme.SPACING, 0, 0)
        layout.setSpacing(theme.SPACING // 2)
        layout.addLayout(self.body, 1)
        layout.addWidget(self._words)
        subject.changed.connect(self.on_changed)
        subject.refreshed.connect(self.on_refreshed)
        subject.cursor.moved.connect(self.on_cursor)
        subject.traced.connect(self.on_traced)

    def title(self) -> str:
        """Return what its tab says."""
        raise NotImplementedError

    def show_batch(self) -> None:
        """Show another batch."""
        raise NotImplementedError

    def show_cursor(self) -> None:
        """Show that the cursor has moved."""
        self.show_batch()

    def arrays(self) -> dict[str, NDArray[np.generic]]:
        """Return the numbers that are shown, by name, for export."""
        return {}

    def picture(self) -> QWidget:
        """Return what an exported picture shows."""
        return self

    def say(self, words: str) -> None:
        """Say something below the view."""
        self._words.setText(words)

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with what has changed meanwhile."""
        super().showEvent(event)
        self._bring_up_to_date()

    @Slot()
    def on_changed(self) -> None:
        """Another batch is looked at."""
        self._is_stale = True
        if self.isVisible():
            self._bring_up_to_date()

    @Slot()
    def on_refreshed(self) -> None:
        """The network has learnt a little more."""
        self._is_stale = True
        if self.is_quick and self.isVisible():
            self._bring_up_to_date()

    @Slot()
    def on_cursor(self) -> None:
        """The cursor has moved."""
        self._has_cursor_moved = True
        # A view that is stale although it is seen waits until it is asked.
        if self.isVisible() and not self._is_stale:
            self._bring_up_to_date()

    @Slot()
    def on_traced(self) -> None:
        """The tensors of the cursor's row are there."""
        self._is_stale = True
        if self.shows_trace and self.isVisible():
            self._bring_up_to_date()

    def say_waiting(self) -> None:
        """Say that the cursor's row is being computed."""
        self.say(self.tr("Computing the row; a strip is read from its beginning …"))

    def _bring_up_to_date(self) -> None:
        """Show what has changed; a batch that is shown already is not worked out again for the cursor's sake."""
        if self.subject.inspection is None:
            return
        is_stale, has_moved = self._is_stale, self._has_cursor_moved
        self._is_stale = self._has_cursor_moved = False
        if is_stale:
            self.show_batch()
        elif has_moved:
            self.show_cursor()
