"""Leads through the eight steps: asks the Tensors page for its batch, chooses cards, frames what is spoken of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QWidget

from core.first_steps import QUESTIONS, FirstStep, first_steps
from gui.first_steps.panel import StepPanel
from gui.first_steps.spotlight import Spotlight
from gui.first_steps.words import answer, question
from gui.tensor_page.page import TensorPage
from gui.widgets.shape_card import ShapeCardView

if TYPE_CHECKING:
    from gui.main_window import MainWindow

PAGE = "tensors"
# What is framed beside the chosen card, by the names of widgets.
ALSO: dict[str, tuple[str, ...]] = {
    "sentences": ("sentence-line",),
    "ids": ("token-grid",),
    "timesteps": ("token-grid", "sentence-line"),
    "padding": ("price-padding",),
    "input_dim": ("heatmap",),
    "context": ("forward", "backward"),
    "rows": ("option-sampling", "option-window"),
    "labels": ("card-loss",),
}


class Guide(QObject):
    """One tour at a time, over whatever batch the page shows."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._number = min(window.preferences.first_step(), len(QUESTIONS) - 1)
        self._page: TensorPage | None = None
        self.panel = StepPanel()
        self.spotlight = Spotlight(window)
        window.place_beside(self.panel)
        self.panel.hide()
        self.panel.back_wanted.connect(self.on_back)
        self.panel.next_wanted.connect(self.on_next)
        self.panel.leave_wanted.connect(self.leave)
        window.session.closed.connect(self.leave)

    @property
    def number(self) -> int:
        """The step that is shown, from 0."""
        return self._number

    def begin(self) -> None:
        """Show the step at which the user stopped; all was seen: the first."""
        self.panel.show()
        self._show_page()
        self.panel.setFocus()
        self._show(chooses=True)

    def _show_page(self) -> None:
        self._window.show_page(PAGE)
        page = self._window.page(PAGE)
        if self._page is None and isinstance(page, TensorPage):
            self._page = page
            page.subject.changed.connect(self.on_batch)

    @Slot()
    def leave(self) -> None:
        """End the tour where it is."""
        self.panel.hide()
        self.spotlight.point_at(())

    @Slot()
    def on_back(self) -> None:
        """Show the step before."""
        self._go(self._number - 1)

    @Slot()
    def on_next(self) -> None:
        """Show the step after; after the last one, Train."""
        if self._number + 1 < len(QUESTIONS):
            self._go(self._number + 1)
            return
        self._keep(0)
        self.leave()
        self._window.show_page("train")

    def _go(self, number: int) -> None:
        self._keep(max(0, number))
        self._show_page()
        self._show(chooses=True)

    def _keep(self, number: int) -> None:
        self._number = number
        self._window.preferences.set_first_step(number)

    @Slot()
    def on_batch(self) -> None:
        """Another batch is looked at, or the same under other options: say its numbers."""
        if self.panel.isVisible():
            self._show(chooses=False)

    def _show(self, *, chooses: bool) -> None:
        subject = self._page.subject if self._page is not None else None
        if subject is None or subject.material is None or subject.inspection is None:
            self.panel.wait(self.tr("As soon as there are labelled sentences for training, they are shown here."))
            self.spotlight.point_at(())
            return
        steps = first_steps(subject.material, subject.inspection)
        step = steps[self._number]
        self.panel.show_step(self._number, len(steps), question(step), answer(step))
        if chooses or not self.spotlight.frames:
            self._choose(step)
        self.spotlight.point_at(self._targets(step))

    def _choose(self, step: FirstStep) -> None:
        """Bring the card and the cell that the step speaks of to the front."""
        if self._page is None:
            return
        self._page.subject.cursor.move(step.row, step.timestep)
        card = self._page.findChild(ShapeCardView, f"card-{step.card}")
        if card is not None:
            card.chosen.emit(step.card)

    def _targets(self, step: FirstStep) -> list[QWidget]:
        also = ALSO[step.name]
        if step.name == "context":
            # With several layers their cards are called lstm0/forward and so on.
            also = tuple(f"card-{step.card.removesuffix('joined')}{direction}" for direction in also)
        names = ([f"card-{step.card}"] if step.card else []) + list(also)
        page = self._page
        found = [page.findChild(QWidget, name) for name in names] if page is not None else []
        return [widget for widget in found if isinstance(widget, QWidget)]
