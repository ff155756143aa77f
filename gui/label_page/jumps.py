"""Jumps of the cursor: to what looks like a name, to what is unlabelled, to a word by its first letter.

While the tape runs, the cursor goes on by itself: to the next name in a layer of spans, and to the next
token, as ever, where each token has a label.
"""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Slot

from core import labelling
from core.corpus import Sentence
from core.likely import Likely
from gui.label_page.editor import Editor
from gui.label_page.sentence_model import SentenceModel
from gui.session import Session
from gui.widgets.token_strip import TokenStrip

# Sentences that are taken in; each counts once.
_MOST = 100_000


class Jumps(QObject):
    """Moves the cursor of one strip.

    Attributes:
        likely: What the sentences seen so far tell about names.
    """

    def __init__(
        self, session: Session, model: SentenceModel, editor: Editor, strip: TokenStrip, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._editor = editor
        self._strip = strip
        self.likely = Likely()
        self._read: set[int] = set()
        self._learnt: set[int] = set()
        model.came.connect(self._on_sentences)

    def begin_anew(self) -> None:
        """Know nothing: another project or layer is looked at."""
        self.likely = Likely()
        self._read.clear()
        self._learnt.clear()

    @Slot(object)
    def _on_sentences(self, sentences: Sequence[Sentence]) -> None:
        for sentence in sentences:
            if sentence.id not in self._read and len(self._read) < _MOST:
                self._read.add(sentence.id)
                self.likely.read(sentence.tokens)
            self.learn(sentence)

    def learn(self, sentence: Sentence | None) -> None:
        """Take in what is said of a sentence's words, once, as soon as all of them have a tag."""
        layer = self._session.layer
        if sentence is None or layer is None or not layer.has_spans or sentence.id in self._learnt:
            return
        tags = sentence.layer_tags(layer.name)
        if None not in tags and len(self._learnt) < _MOST:
            self._learnt.add(sentence.id)
            self.likely.learn(sentence.tokens, tags)

    @Slot()
    def next_name(self) -> None:
        """Select the next words that look like a name; where each token has a label, go to the next without one."""
        if self._editor.sentence is None:
            return
        if not self._go(self._next(self._strip.selection.end - 1)):
            self._session.status.emit(self.tr("Nothing more to look at in this sentence."))

    @Slot()
    def previous_name(self) -> None:
        """Select the words before that look like a name, or go to the token before without a label."""
        layer, sentence = self._editor.layer, self._editor.sentence
        if layer is None or sentence is None:
            return
        start = self._strip.selection.start
        if layer.has_spans:
            self._go(self.likely.before(sentence.tokens, self._strip.tags, start))
        else:
            index = labelling.previous_unlabelled(self._strip.tags, start)
            self._go(None if index is None else (index, index + 1))

    def around(self, index: int) -> tuple[int, int]:
        """Return the tokens `[start, end)` that look like one name with a token, or the token alone."""
        return self.likely.around(self._strip.tokens, index)

    def run_on(self, index: int) -> bool:
        """Select the next name behind a token; return whether there is one."""
        return self._go(self._next(index))

    def to_letter(self, letter: str) -> None:
        """Go to the next word that begins with a letter."""
        found = labelling.next_with_letter(self._strip.tokens, self._strip.token_cursor, letter)
        if found is not None:
            self._strip.set_cursor(found)

    def _next(self, index: int) -> tuple[int, int] | None:
        layer, sentence = self._editor.layer, self._editor.sentence
        if layer is None or sentence is None:
            return None
        if layer.has_spans:
            return self.likely.after(sentence.tokens, self._strip.tags, index)
        found = labelling.next_unlabelled(self._strip.tags, index)
        return None if found is None or found <= index else (found, found + 1)

    def _go(self, stretch: tuple[int, int] | None) -> bool:
        if stretch is not None:
            self._strip.set_selection(*stretch)
        return stretch is not None
