"""Sets the last label again and goes to where the same words stand next, in this sentence or a later one."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Slot

from core import labelling
from core.corpus import Layer, Sentence
from core.query import Phrase, Query, Term
from gui.label_page.editor import Editor
from gui.label_page.sentence_finder import SentenceFinder
from gui.label_page.walk import Walk
from gui.session import Session
from gui.widgets.token_strip import TokenStrip


class Repeats(QObject):
    """What the key that repeats does."""

    def __init__(
        self, session: Session, editor: Editor, walk: Walk, strip: TokenStrip, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._editor = editor
        self._walk = walk
        self._strip = strip
        self._words: tuple[str, ...] = ()
        self._finder = SentenceFinder(self)
        self._finder.found.connect(self._on_found)
        self._finder.exhausted.connect(self._on_exhausted)
        walk.went.connect(self._finder.stop)

    @Slot()
    def repeat(self) -> None:
        """Set the last label again; in a layer of spans, select the same words where they stand next."""
        editor, sentence, layer = self._editor, self._editor.sentence, self._editor.layer
        if not editor.last_label or sentence is None or layer is None:
            return
        start, end = editor.target()
        if not editor.set_label(editor.last_label) or not layer.has_spans:
            return
        again = self._next(sentence, layer, editor.tags, start, end)
        if again is not None:
            self._strip.set_selection(*again)
        else:
            self._look_on(sentence, layer, sentence.tokens[start:end])

    def _look_on(self, sentence: Sentence, layer: Layer, words: tuple[str, ...]) -> None:
        project = self._session.project
        if project is None:
            return
        self._words = words
        query = Query("", (Term(Phrase(words)),), layer.name)

        def has_words(number: int) -> bool:
            return self._place(project.sentence(number), layer) is not None

        self._finder.start(project, query, sentence.id, is_wanted=has_words, goes_round=False)

    def _next(
        self, sentence: Sentence, layer: Layer, tags: Sequence[str | None], start: int, end: int
    ) -> tuple[int, int] | None:
        """Return where the words `[start, end)` stand next in no span."""
        again = labelling.next_identical(sentence.tokens, start, end)
        while again is not None and labelling.spans_between(tuple(tags), layer.scheme, *again):
            again = labelling.next_identical(sentence.tokens, *again)
        return again

    def _place(self, sentence: Sentence, layer: Layer) -> tuple[int, int] | None:
        """Return where the words looked for stand first in a sentence, in no span and not said to be outside."""
        tags, length = sentence.layer_tags(layer.name), len(self._words)
        for start in range(len(sentence) - length + 1):
            is_same = sentence.tokens[start : start + length] == self._words
            if is_same and not any(tags[start : start + length]):
                return start, start + length
        return None

    @Slot(int)
    def _on_found(self, number: int) -> None:
        layer = self._editor.layer
        self._walk.show_sentence(number)
        sentence = self._editor.sentence
        place = self._place(sentence, layer) if layer is not None and sentence is not None else None
        if place is not None:
            self._strip.set_selection(*place)

    @Slot()
    def _on_exhausted(self) -> None:
        self._session.status.emit(self.tr("The same words stand nowhere further on without a label."))
