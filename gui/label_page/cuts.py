"""Borders of tokens and sentences moved by hand: each a step of its own, with a word on labels that changed."""

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QWidget

from core.edits import ChangeSet, Edit
from core.errors import TagscopeError
from core.token_edits import MergeSentences, MergeTokens, SplitSentence, SplitToken
from gui import messages
from gui.label_page import carried_words
from gui.label_page.editor import Editor
from gui.label_page.token_splitter import TokenSplitter
from gui.messages import Offer
from gui.session import Session
from gui.widgets.token_strip import TokenStrip


class Cuts(QObject):
    """Splits and merges where the cursor is."""

    def __init__(self, session: Session, editor: Editor, strip: TokenStrip, page: QWidget) -> None:
        super().__init__(page)
        self._session = session
        self._editor = editor
        self._strip = strip
        self._splitter = TokenSplitter(page)
        self._splitter.split.connect(self._on_split)
        self._splitter.left.connect(self._to_strip)

    @Slot()
    def _to_strip(self) -> None:
        self._strip.setFocus()

    @Slot()
    def split_token(self) -> None:
        """Let the user say where the token under the cursor is split."""
        sentence = self._editor.sentence
        if sentence is None:
            return
        token = sentence.tokens[self._strip.token_cursor]
        if not self._splitter.open(token, self._strip.place_of_cursor()):
            self._session.status.emit(self.tr("A token of one character cannot be split."))

    @Slot(int)
    def _on_split(self, offset: int) -> None:
        sentence, cursor = self._editor.sentence, self._strip.token_cursor
        if sentence is not None and self._apply(SplitToken(sentence.id, cursor, offset)):
            self._strip.set_selection(cursor, cursor + 2)

    @Slot()
    def merge_tokens(self) -> None:
        """Make the selected tokens one; without a selection, the token under the cursor and the next."""
        sentence, selection = self._editor.sentence, self._strip.selection
        if sentence is None:
            return
        end = max(selection.end, selection.start + 2)
        if end > len(sentence):
            self._session.status.emit(self.tr("There is no token behind this one to merge it with."))
        elif self._apply(MergeTokens(sentence.id, selection.start, end)):
            self._strip.set_cursor(selection.start)

    @Slot()
    def split_sentence(self) -> None:
        """Begin a new sentence at the token under the cursor."""
        sentence, cursor = self._editor.sentence, self._strip.selection.start
        if sentence is None:
            return
        if cursor == 0:
            self._session.status.emit(self.tr("The sentence begins here already: go to where another is to begin."))
        else:
            self._apply(SplitSentence(sentence.id, cursor))

    @Slot()
    def merge_sentences(self) -> None:
        """Put the next sentence of the document at the end of this one."""
        sentence = self._editor.sentence
        if sentence is not None:
            self._apply(MergeSentences(sentence.id))

    def _apply(self, edit: Edit) -> bool:
        try:
            changes = self._session.apply(edit)
        except TagscopeError as problem:
            messages.error(self._strip, problem)
            return False
        self.tell(changes)
        return True

    def tell(self, changes: ChangeSet) -> None:
        """Name the labels that did not come through a change as they were, with a way back."""
        words = carried_words.summary(changes.uncarried, changes.n_uncarried)
        if words:
            messages.warning(self._strip, words, Offer(self.tr("Undo"), self._on_undo))

    @Slot()
    def _on_undo(self) -> None:
        try:
            self._session.undo()
        except TagscopeError as problem:
            messages.error(self._strip, problem)
