"""Strips: one row of a stateful batch as consecutive windows, with the state that is carried or reset between them."""

from collections.abc import Callable, Generator

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QStackedWidget, QWidget

from core.config import Sampling
from core.inspection import Inspection, Material
from core.strips import Window
from gui.job import JobControl
from gui.jobs import Jobs
from gui.tensor_page.batch_view import BatchView
from gui.tensor_page.latest import Latest
from gui.tensor_page.subject import Subject
from gui.widgets.plain import PlainLabel
from gui.widgets.strip_chain import ChainLink, StripChain

# Windows before and after that of the batch.
AROUND = 12


class StripsView(BatchView):
    """The windows before and after the cursor's row, in the order in which training reads them."""

    name = "strips"

    def __init__(self, subject: Subject, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(subject, jobs, parent)
        self._row = -1
        self._windows: tuple[Window, ...] = ()
        self._found = Latest(jobs, "look", self.tr("Following the strip"), self)
        self._found.found.connect(self._on_found)
        self._chain = StripChain()
        self._chain.setObjectName("strip-chain")
        self._chain.link_chosen.connect(self._on_link)
        self._empty = PlainLabel("", muted=True)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._empty.setWordWrap(True)
        self._empty.setObjectName("strips-empty")
        self._stack = QStackedWidget()
        self._stack.addWidget(self._empty)
        self._stack.addWidget(self._chain)
        self.body.addWidget(self._stack, 1)

    def title(self) -> str:
        """Return what its tab says."""
        return self.tr("Strips")

    def picture(self) -> QWidget:
        """Return the chain of windows."""
        return self._stack.currentWidget() or self

    def arrays(self) -> dict[str, NDArray[np.generic]]:
        """Return the lengths of the states before and after each window, float64[windows, layers, 2]."""
        if not self._windows:
            return {}
        starts, ends = ([getattr(window, side) for window in self._windows] for side in ("start", "end"))
        return {"state-before": np.stack(starts), "state-after": np.stack(ends)}

    @Slot()
    def show_batch(self) -> None:
        """Follow the strip of the cursor's row."""
        material, inspection = self.subject.material, self.subject.inspection
        if material is None or inspection is None:
            return
        self._windows, self._row = (), self.subject.cursor.row
        if inspection.config.encoding.sampling is not Sampling.STATEFUL:
            self._found.stop()
            self._empty.setText(
                self.tr(
                    "Here every row starts afresh: nothing is remembered from one batch to the next.\n"
                    "Choose “A row is: a carried strip” on the right to see text go on from batch to batch."
                )
            )
            self._stack.setCurrentIndex(0)
            self.say("")
            return
        self._found.ask(_followed(material, inspection, self._row))

    def show_cursor(self) -> None:
        """Follow another strip when the cursor goes to another row."""
        if self.subject.cursor.row != self._row:
            self.show_batch()

    @Slot(object)
    def _on_found(self, found: object) -> None:
        inspection = self.subject.inspection
        if not isinstance(found, tuple) or inspection is None:
            return
        self._windows = tuple(window for window, _ in found)
        links = tuple(_link(window, text) for window, text in found)
        self._chain.set_links(links, inspection.index)
        self._stack.setCurrentIndex(1)
        current = [link for link in links if link.index == inspection.index]
        if not current:
            self.say(self.tr("This strip has ended: the row is empty in this batch."))
        elif current[0].is_carried:
            words = self.tr(
                "row {row} goes on where batch {before} ended: the forward LSTM starts with |h| = {hidden}, "
                "|c| = {cell}; the backward LSTM always starts at 0"
            )
            hidden, cell = current[0].start
            said = words.format(row=self._row, before=inspection.index, hidden=f"{hidden:.3f}", cell=f"{cell:.3f}")
            self.say(said)
        else:
            self.say(self.tr("row {row} starts a new text here: its state is reset to 0").format(row=self._row))

    @Slot(int)
    def _on_link(self, index: int) -> None:
        self.subject.wanted.emit(index, self._row)


def _link(window: Window, text: str) -> ChainLink:
    start, end = (np.linalg.norm(side, axis=0).tolist() for side in (window.start, window.end))
    return ChainLink(
        window.index, text, window.batch.n_tokens, window.is_carried, (start[0], start[1]), (end[0], end[1])
    )


def _followed(
    material: Material, inspection: Inspection, row: int
) -> Callable[[JobControl], Generator[object, None, None]]:
    """Return a job that yields the windows of a strip with their words, more and more of them."""

    def follow(control: JobControl) -> Generator[object, None, None]:
        found: list[tuple[Window, str]] = []
        first = max(0, inspection.index - AROUND)
        for window in inspection.states.windows(row, first, inspection.index + AROUND + 1):
            words = (
                token
                for piece in window.batch.rows[0].pieces
                for token in material.sentences[piece.sentence].tokens[piece.start : piece.end]
            )
            found.append((window, " ".join(words)))
            if window.index >= inspection.index:
                yield tuple(found)
        yield tuple(found)

    return follow
