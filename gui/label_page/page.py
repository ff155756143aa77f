"""The Label page: places its parts and carries keys, clicks and the session's news between them."""

from collections.abc import Callable
from typing import cast

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, Qt, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from core.corpus import Layer, Scheme, Sentence
from core.edits import AddLayer, ChangeSet
from core.errors import TagscopeError
from gui import messages, theme
from gui.actions import ActionSpec, AppState
from gui.jobs import Jobs
from gui.label_keys import COMMANDS, character, command_of
from gui.label_page.context_line import ContextLine
from gui.label_page.editing_page import EditingPage
from gui.label_page.editor import Editor
from gui.label_page.header import LabelHeader
from gui.label_page.layer_form import LayerForm
from gui.label_page.nothing_yet import NothingYet
from gui.label_page.sentence_model import SentenceModel
from gui.label_page.sentence_panel import SentencePanel
from gui.label_page.walk import Walk
from gui.session import Session
from gui.widgets.label_bar import LabelBar, entries_of
from gui.widgets.plain import PlainLabel
from gui.widgets.strip_paint import SPACIOUS
from gui.widgets.token_strip import TokenStrip

_HINTS = QT_TRANSLATE_NOOP(
    "label",
    "←  →  ↑  ↓ move    Shift extends    a key labels and moves on    . again    Backspace clears    "
    "[  ] and {  } move the ends    Enter finishes    Ctrl+↑  Ctrl+↓ sentences    Ctrl+Z undoes",
)

_WORK, _FORM, _NOTHING = range(3)


def can_label(state: AppState) -> bool:
    """Possible while this page is in front and there is a layer."""
    return state.has_layer and state.page == LabelPage.name


class LabelPage(EditingPage):
    """Gives tokens their labels."""

    name = "label"

    def __init__(self, session: Session, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(session, jobs, parent)
        self._model = SentenceModel(self)
        self._panel = SentencePanel(self._model)
        self._list = self._panel.list
        self._header = LabelHeader()
        self._strip = TokenStrip(measures=SPACIOUS)
        self._strip.has_handles = True
        self._before = ContextLine(is_before=True)
        self._after = ContextLine(is_before=False)
        self._bar = LabelBar()
        self._form = LayerForm()
        self._nothing = NothingYet()
        self._editor = Editor(session, self._strip, self)
        self._walk = Walk(session, self._model, self._editor, self._strip, self)
        self._stack = QStackedWidget()
        self._place()
        self._connect()
        self._on_opened()

    def _place(self) -> None:
        card = QFrame()
        card.setProperty("kind", "card")
        inside = QVBoxLayout(card)
        inside.setContentsMargins(1, theme.SPACING, 1, theme.SPACING)
        inside.setSpacing(0)
        inside.addWidget(self._before)
        inside.addWidget(self._strip, 1)
        inside.addWidget(self._after)
        hints = PlainLabel(QCoreApplication.translate("label", str(_HINTS)), theme.SMALL, muted=True)
        hints.setObjectName("key-hints")
        hints.setWordWrap(True)
        work = QWidget()
        column = QVBoxLayout(work)
        column.setContentsMargins(2 * theme.SPACING, 2 * theme.SPACING, 2 * theme.SPACING, theme.SPACING)
        column.setSpacing(2 * theme.SPACING)
        column.addWidget(self._header)
        column.addWidget(card, 1)
        column.addWidget(self._bar)
        column.addWidget(hints)
        self._stack.addWidget(work)
        self._stack.addWidget(self._form)
        self._stack.addWidget(self._nothing)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setObjectName("label-splitter")
        split.setChildrenCollapsible(False)
        self._panel.setMinimumWidth(240)
        split.addWidget(self._panel)
        split.addWidget(self._stack)
        split.setStretchFactor(1, 1)
        split.setSizes([280, 1000])
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(split)

    def _connect(self) -> None:
        session, editor, header, walk = self.session, self._editor, self._header, self._walk
        session.opened.connect(self._on_opened)
        session.closed.connect(self._on_closed)
        session.changed.connect(self._on_changed)
        session.layer_changed.connect(self._on_layer_changed)
        session.sentence_focused.connect(walk.show_sentence)
        walk.went.connect(self._on_went)
        editor.shown.connect(self._on_state)
        editor.tagged.connect(self._on_state)
        self._strip.span_dragged.connect(editor.move_span)
        self._bar.chosen.connect(editor.set_label)
        self._bar.added.connect(editor.add_label)
        self._bar.left.connect(self.to_strip)
        self._list.chosen.connect(walk.on_row_chosen)
        self._list.left.connect(self.to_strip)
        self._panel.next_wanted.connect(walk.next_unlabelled)
        self._bar.finished.connect(walk.finish)
        self._bar.cleared.connect(self.clear)
        header.layer_wanted.connect(self._on_layer_wanted)
        header.mend_wanted.connect(self.mend)
        header.previous_wanted.connect(walk.previous_sentence)
        header.next_wanted.connect(walk.next_sentence)
        self._nothing.corpus_wanted.connect(self._on_corpus_wanted)
        self._form.accepted.connect(self._on_layer_named)
        self._form.cancelled.connect(self._on_form_cancelled)

    def shown(self) -> None:
        """Take the keyboard."""
        self._choose_panel()
        if self._stack.currentIndex() == _WORK:
            self.to_strip()

    def actions_offered(self) -> tuple[ActionSpec, ...]:
        """Return every command of the page."""
        return tuple(
            ActionSpec(
                f"label.{command.name}",
                command.title,
                self._slot_of(command.name),
                command.keys[0],
                command.icon,
                can_label,
            )
            for command in COMMANDS
        )

    def _slot_of(self, name: str) -> Callable[[], object]:
        """Return what a command of the table does here."""
        attribute = name.replace("-", "_")
        owner = self._walk if hasattr(self._walk, attribute) else self
        return cast("Callable[[], object]", getattr(owner, attribute))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Do what the key means here: undo, a command, a label, or the beginning of a label's name."""
        if event.matches(QKeySequence.StandardKey.Undo) or event.matches(QKeySequence.StandardKey.Redo):
            self._undo_or_redo(is_redo=event.matches(QKeySequence.StandardKey.Redo))
            return
        if self._stack.currentIndex() != _WORK:
            event.ignore()
            return
        command, typed = command_of(event), character(event)
        if command is not None:
            self._slot_of(command.name)()
        elif not typed:
            event.ignore()
        elif typed == "o" and self._has_outside():
            self.clear()
        elif (label := self._bar.label_of_key(typed)) is not None:
            self._editor.set_label(label)
        elif typed.isalnum():
            self._bar.begin_typing(typed)

    def _has_outside(self) -> bool:
        return self._editor.layer is not None and self._editor.layer.has_spans

    def _undo_or_redo(self, *, is_redo: bool) -> None:
        try:
            if is_redo:
                self.session.redo()
            else:
                self.session.undo()
        except TagscopeError as problem:
            messages.error(self, problem)

    @Slot()
    def to_strip(self) -> None:
        """Give the keyboard to the sentence."""
        self._strip.setFocus()

    @Slot()
    def find_label(self) -> None:
        """Give the keyboard to the field that finds labels."""
        self._bar.begin_typing()

    def show_sentence(self, number: int) -> None:
        """Show the sentence with this number in the store."""
        self._walk.show_sentence(number)

    @Slot(int)
    def _on_went(self, row: int) -> None:
        self._list.choose(row)
        self._header.set_place(row, self._model.rowCount())
        self._before.set_sentence(self._model.sentence(row - 1))
        self._after.set_sentence(self._model.sentence(row + 1))

    @Slot()
    def _on_opened(self) -> None:
        self._model.set_project(self.session.project)
        self._show_layer(self.session.layer)
        self._walk.go(0)
        self._choose_panel()

    @Slot()
    def _on_closed(self) -> None:
        self._walk.stop()
        self._model.set_project(None)

    @Slot(object)
    def _on_changed(self, changes: ChangeSet) -> None:
        current = self._editor.sentence
        self._model.take(changes)
        if changes.layers:
            self._show_layer(self.session.layer)
        if self._editor.is_committing:
            return
        if changes.structure or current is None:
            self._after_restructuring(current)
        elif changes.sentences is None or current.id in changes.sentences:
            self._take_again(current)
        elif len(changes.sentences) == 1 and self.isVisible():
            # Undo of something done in another sentence: show what it did.
            self._walk.show_sentence(next(iter(changes.sentences)))

    def _take_again(self, current: Sentence) -> None:
        sentence = self._model.sentence(self._walk.row)
        if sentence is not None and sentence.id == current.id:
            self._editor.take(sentence)

    def _after_restructuring(self, current: Sentence | None) -> None:
        row = self._model.row_of(current.id) if current is not None else 0
        if self._model.rowCount():
            self._walk.go(max(0, min(row, self._model.rowCount() - 1)))
        else:
            self._walk.stop()
        self._choose_panel()

    @Slot(str)
    def _on_layer_changed(self, _name: str) -> None:
        self._show_layer(self.session.layer)
        sentence = self._model.sentence(self._walk.row)
        if sentence is not None:
            self._editor.show(sentence, self.session.layer, cursor=self._strip.token_cursor)
        self._choose_panel()

    def _show_layer(self, layer: Layer | None) -> None:
        project = self.session.project
        self._list.set_layer(layer.name if layer else "")
        if project is None or layer is None:
            self._bar.set_labels((), Scheme.PLAIN)
            return
        entries = entries_of(project.labels(layer.name), layer)
        self._bar.set_labels(entries, layer.scheme)
        self._bar.set_can_finish(layer.has_spans)
        self._strip.set_labels({entry.name: entry.colour for entry in entries}, layer.scheme)

    def _choose_panel(self) -> None:
        if not self._model.rowCount():
            self._stack.setCurrentIndex(_NOTHING)
        elif self.session.layer is None:
            self._ask_for_layer()
        else:
            self._stack.setCurrentIndex(_WORK)

    def _ask_for_layer(self) -> None:
        project = self.session.project
        names = [layer.name for layer in project.layers] if project is not None else []
        self._stack.setCurrentIndex(_FORM)
        self._form.begin(names, can_cancel=bool(names))

    @Slot()
    def _on_state(self) -> None:
        self._header.set_state(self._editor.sentence, self._editor.n_labelled, len(self._editor.problems))

    @Slot()
    def _on_layer_wanted(self) -> None:
        self._ask_for_layer()

    @Slot(str, object)
    def _on_layer_named(self, name: str, scheme: Scheme) -> None:
        try:
            self.session.apply(AddLayer(name, scheme))
        except TagscopeError as problem:
            messages.error(self, problem)
            return
        self._stack.setCurrentIndex(_WORK)
        self.session.set_layer(name)
        self._bar.begin_typing()

    @Slot()
    def _on_form_cancelled(self) -> None:
        self._stack.setCurrentIndex(_WORK)
        self.to_strip()

    @Slot()
    def _on_corpus_wanted(self) -> None:
        self.session.request_page("corpus")
