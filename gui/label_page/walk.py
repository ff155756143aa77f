"""Which sentence is in the strip, and every way from it to another."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal, Slot

from core import labelling
from core.query import Query
from gui.label_page.editor import Editor
from gui.label_page.sentence_finder import SentenceFinder
from gui.label_page.sentence_model import SentenceModel
from gui.session import Session
from gui.widgets.token_strip import TokenStrip

# Sentences whose cursor is remembered; those looked at longest ago are forgotten.
_REMEMBERED = 10_000


class Walk(QObject):
    """Goes from sentence to sentence.

    Signals:
        went: Row of the sentence that is shown now.

    Attributes:
        row: Of the sentence shown; -1 for none.
        lead: Takes a step of 1 or -1 where a queue leads; returns whether it does.
    """

    went = Signal(int)

    def __init__(
        self, session: Session, model: SentenceModel, editor: Editor, strip: TokenStrip, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.row = -1
        self.lead: Callable[[int], bool] | None = None
        self._session = session
        self._model = model
        self._editor = editor
        self._strip = strip
        self._cursors: dict[int, int] = {}
        self._finder = SentenceFinder(self)
        self._is_finishing = False
        self._finder.found.connect(self._on_open_sentence)
        self._finder.exhausted.connect(self._on_none_open)
        strip.edge_passed.connect(self._on_edge_passed)
        editor.completed.connect(self.next_sentence)

    def stop(self) -> None:
        """Show no sentence and look for none."""
        self._finder.stop()
        self._cursors.clear()
        self.row = -1
        self._editor.show(None, self._session.layer)

    def go(self, row: int, *, cursor: int | None = None) -> None:
        """Show the sentence of a row, the cursor where it was when it was left; nothing happens where there is none."""
        if not 0 <= row < self._model.rowCount():
            return
        self._remember()
        self.row = row
        self.went.emit(row)
        sentence = self._model.sentence(row)
        if cursor is None and sentence is not None:
            cursor = self._cursors.get(sentence.id)
        self._editor.show(sentence, self._session.layer, cursor=cursor or 0)
        if cursor is None and self._editor.run_on is not None:
            self._editor.run_on(-1)

    def _remember(self) -> None:
        sentence = self._editor.sentence
        if sentence is None:
            return
        self._cursors.pop(sentence.id, None)
        self._cursors[sentence.id] = self._strip.token_cursor
        if len(self._cursors) > _REMEMBERED:
            del self._cursors[next(iter(self._cursors))]

    @Slot(int)
    def show_sentence(self, number: int) -> None:
        """Show the sentence with this number in the store."""
        self.go(self._model.row_of(number))

    @Slot(int)
    def on_row_chosen(self, row: int) -> None:
        """Show the sentence of a row unless it is shown already."""
        if row != self.row:
            self.go(row)

    @Slot()
    def next_sentence(self) -> None:
        """Go to the next sentence, of the queue where one leads."""
        self._step(1)

    @Slot()
    def previous_sentence(self) -> None:
        """Go to the previous sentence."""
        self._step(-1)

    def _step(self, step: int) -> None:
        if self.lead is None or not self.lead(step):
            self.go(self.row + step)

    @Slot()
    def finish(self) -> None:
        """Say that the rest of the sentence is outside and go to the next one with something left to label.

        Where nothing is left anywhere, go to the next sentence: somebody is checking them.
        """
        if self._editor.finish():
            if self.lead is not None and self.lead(1):
                return
            self._is_finishing = True
            self._to_open_sentence()
        else:
            self.next_unlabelled()

    @Slot()
    def next_unlabelled(self) -> None:
        """Go to the next token without a tag, in this sentence or a later one."""
        self._is_finishing = False
        if self._editor.layer is not None and not self._editor.layer.has_spans:
            index = labelling.next_unlabelled(self._strip.tags, self._strip.token_cursor)
            if index is not None and index > self._strip.token_cursor:
                self._strip.set_cursor(index)
                return
        self._to_open_sentence()

    def _to_open_sentence(self) -> None:
        project, sentence, layer = self._session.project, self._editor.sentence, self._editor.layer
        if project is not None and sentence is not None and layer is not None:
            self._finder.start(project, Query.parse("unlabelled", layer=layer.name), sentence.id)

    @Slot(int)
    def _on_open_sentence(self, number: int) -> None:
        self.show_sentence(number)
        self._to_first_open()

    def _to_first_open(self) -> bool:
        """Go to the first token without a tag, or to the first name from there on; return whether there is one."""
        first = labelling.next_unlabelled(self._strip.tags, -1)
        if first is None:
            return False
        if self._editor.run_on is None or not self._editor.run_on(first - 1):
            self._strip.set_cursor(first)
        return True

    @Slot()
    def _on_none_open(self) -> None:
        if self._to_first_open():
            return
        self._session.status.emit(self.tr("Every sentence is labelled."))
        if self._is_finishing:
            self.next_sentence()

    @Slot(int)
    def _on_edge_passed(self, step: int) -> None:
        if step > 0:
            self.go(self.row + 1, cursor=0 if self._editor.run_on is None else None)
            return
        before = self._model.sentence(self.row - 1)
        if before is not None:
            self.go(self.row - 1, cursor=len(before) - 1)
