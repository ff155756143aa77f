"""The sentence being labelled: turns keys into edits, saves each at once, keeps the strip in step."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QObject, Signal, Slot

from core import labelling
from core.corpus import Layer, Scheme, Sentence, Span, Tags
from core.edits import AddLabels, Batch, Edit, SetTags
from core.errors import TagscopeError
from core.labelling import Change
from gui import messages
from gui.label_edits import EDITS
from gui.session import Session
from gui.widgets.token_strip import TokenStrip

_ADVANCING = ("clear", "forget")


class Editor(QObject):
    """Labels the sentence in the strip.

    Signals:
        shown: Another sentence, or another layer of it, is in the strip.
        tagged: A tag of the sentence has changed.
        worked: How many tokens got their first tag by what was just done, and how many labels were set.
        completed: Its last token has been labelled and no other is left.

    Attributes:
        sentence: In the strip, with its tags of now.
        layer: That is labelled.
        problems: What is wrong with each illegal tag.
        last_label: That was set last.
        is_committing: Whether the change that everybody hears of is this editor's own.
        run_on: While the tape runs: moves the cursor on behind a token, and tells whether it could.
        origins_of: Where the tags of a change by hand come from, where a model suggests beside the hand.
    """

    shown = Signal()
    tagged = Signal()
    worked = Signal(int, int)
    completed = Signal()

    def __init__(self, session: Session, strip: TokenStrip, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._strip = strip
        self.sentence: Sentence | None = None
        self.layer: Layer | None = None
        self.problems: dict[int, str] = {}
        self.last_label = ""
        self.is_committing = False
        self.run_on: Callable[[int], bool] | None = None
        self.origins_of: Callable[[Change], str] | None = None

    @property
    def tags(self) -> Tags:
        """The tags of the sentence in the layer that is labelled."""
        return self._strip.tags

    @property
    def n_labelled(self) -> int:
        """How many tokens have a tag."""
        return len(self.tags) - self.tags.count(None)

    def show(self, sentence: Sentence | None, layer: Layer | None, *, cursor: int = 0) -> None:
        """Put a sentence into the strip; None empties it."""
        self.sentence, self.layer = sentence, layer
        if sentence is None or layer is None:
            self.problems = {}
            self._strip.set_sentence((), (), Scheme.PLAIN)
        else:
            tags = sentence.layer_tags(layer.name)
            self.problems = labelling.problems_near(tags, layer.scheme, 0, len(tags))
            self._strip.set_sentence(sentence.tokens, tags, layer.scheme)
            self._strip.set_cursor(cursor)
        self.shown.emit()

    def take(self, sentence: Sentence) -> None:
        """Take over a new state of the same sentence, after undo or a change made elsewhere."""
        if self.layer is None:
            return
        before, tags = self.tags, sentence.layer_tags(self.layer.name)
        cursor = self._strip.token_cursor
        changed = [index for index, (old, new) in enumerate(zip(before, tags, strict=False)) if old != new]
        if len(before) != len(tags) or self.sentence is None or self.sentence.tokens != sentence.tokens:
            self.show(sentence, self.layer, cursor=min(cursor, len(tags) - 1))
            return
        self.sentence = sentence
        if changed:
            self._take_tags(tags, changed[0], changed[-1] + 1)
            self._strip.set_cursor(changed[0])

    def set_label(self, name: str, *, is_last: bool = False) -> bool:
        """Give the selected tokens a label and move on; return whether they have it now.

        Args:
            name: Of the label.
            is_last: Leave the cursor on it: the sentence is to be finished.
        """
        if self.layer is None or self.sentence is None:
            return False
        _start, end = self._target()
        was_open = None in self.tags
        change = labelling.label(self.tags, self.layer.scheme, self._strip.selection, name)
        if change is not None and not self._commit(change, n_labels=1):
            return False
        self.last_label = name
        if not is_last:
            self._advance(end, was_open=was_open)
        return True

    def add_label(self, name: str) -> None:
        """Add a label to the layer and give it to the selected tokens, as one step."""
        if self.layer is None:
            return
        adding = AddLabels(self.layer.name, (name,))
        if self.sentence is None:
            self._apply(adding)
            return
        _start, end = self._target()
        change = labelling.label(self.tags, self.layer.scheme, self._strip.selection, name)
        if change is None:
            self._apply(adding)
            return
        title = QCoreApplication.translate("label", "new label {name}").format(name=name)
        if self._commit(change, lambda edit: Batch(title, (adding, edit)), n_labels=1):
            self.last_label = name
            self._advance(end, was_open=True)

    def edit(self, command: str, *, stays: bool = False) -> None:
        """Do one of `label_edits.EDITS`; the cursor moves on after clearing, unless it `stays`, and keeps to a span."""
        if self.layer is None or self.sentence is None:
            return
        selection, (_start, end) = self._strip.selection, self._target()
        change = EDITS[command](self.tags, self.layer.scheme, selection)
        span = labelling.span_at(self.tags, self.layer.scheme, selection.cursor)
        if change is not None and not self._commit(change):
            return
        if command in _ADVANCING:
            if not stays:
                self._advance(end, was_open=False)
        elif change is not None and span is not None:
            self._stay_on(span.label, selection.cursor)

    @Slot(object, int, int)
    def move_span(self, span: Span, start: int, end: int) -> None:
        """Let a span cover the tokens `[start, end)`; one of its ends stays where it is."""
        if self.layer is None or self.sentence is None:
            return
        left = start != span.start
        by = start - span.start if left else end - span.end
        change = labelling.move_end(self.tags, self.layer.scheme, span.start, by=by, left=left)
        if change is not None and self._commit(change):
            self._strip.set_cursor(start if left else end - 1)

    def _stay_on(self, label: str, cursor: int) -> None:
        """Move the cursor to the neighbour when the span under it has drawn back."""
        scheme = self.layer.scheme if self.layer else Scheme.PLAIN
        for index in (cursor, cursor - 1, cursor + 1):
            if 0 <= index < len(self.tags):
                span = labelling.span_at(self.tags, scheme, index)
                if span is not None and span.label == label:
                    self._strip.set_cursor(index)
                    return

    def take_back_one(self) -> None:
        """Go to the token before and make it unlabelled, as Backspace does in a text."""
        if self._strip.token_cursor > 0 or self._strip.selection.is_extended:
            self._strip.set_cursor(max(0, self._strip.selection.start - 1))
            self.edit("forget", stays=True)

    def target(self) -> tuple[int, int]:
        """Return the tokens `[start, end)` that a label key acts on now."""
        return self._target()

    def label_at(self, index: int) -> str:
        """Return the label that a token carries; empty for none."""
        span = labelling.span_at(self.tags, self.layer.scheme, index) if self.layer is not None else None
        return span.label if span is not None else ""

    def finish(self) -> bool:
        """Say that the rest is outside; return whether nothing is left to label."""
        if self.layer is None or self.sentence is None:
            return False
        change = labelling.finish(self.tags, self.layer.scheme)
        return (change is None or self._commit(change)) and None not in self.tags

    def _target(self) -> tuple[int, int]:
        layer = self.layer
        if layer is None:
            raise RuntimeError("no layer is being labelled")
        return labelling.target(self.tags, layer.scheme, self._strip.selection)

    def _advance(self, end: int, *, was_open: bool) -> None:
        if self.run_on is not None and self.run_on(end - 1):
            return
        if end < len(self.tags):
            self._strip.set_cursor(end)
            return
        self._strip.set_cursor(end - 1)
        if was_open and self.layer is not None and not self.layer.has_spans and None not in self.tags:
            self.completed.emit()

    def accept(self, edit: SetTags, *, n_labels: int) -> bool:
        """Make an edit of the sentence that takes a suggestion over; return whether it is on disk."""
        return self._commit(Change(edit.start, edit.tags), lambda _edit: edit, n_labels=n_labels)

    def _commit(self, change: Change, wrap: Callable[[SetTags], Edit] | None = None, *, n_labels: int = 0) -> bool:
        """Save a change and show it; return whether it is on disk."""
        if self.layer is None or self.sentence is None:
            return False
        before = self.tags[change.start : change.end]
        origins = self.origins_of(change) if self.origins_of is not None else ""
        edit = SetTags(self.sentence.id, self.layer.name, change.start, change.tags, origins)
        tags = change.applied_to(self.tags)
        if not self._apply(wrap(edit) if wrap else edit):
            return False
        self._take_tags(tags, change.start, change.end)
        first = sum(old is None and new is not None for old, new in zip(before, change.tags, strict=True))
        self.worked.emit(first, n_labels)
        return True

    def _apply(self, edit: Edit) -> bool:
        self.is_committing = True
        try:
            self._session.apply(edit)
        except TagscopeError as problem:
            messages.error(self._strip, problem)
            return False
        finally:
            self.is_committing = False
        return True

    def _take_tags(self, tags: Tags, start: int, end: int) -> None:
        near = labelling.problems_near(tags, self.layer.scheme if self.layer else Scheme.PLAIN, start, end)
        kept = {index: reason for index, reason in self.problems.items() if not start - 1 <= index <= end}
        self.problems = kept | near
        if self.sentence is not None and self.layer is not None:
            self.sentence = self.sentence.with_tags(self.layer.name, tags)
        self._strip.set_tags(tags, start, end)
        self.tagged.emit()
