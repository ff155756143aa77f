"""The Label page: places its parts and carries keys, clicks and the session's news between them."""

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QWidget

from core.corpus import Layer, Scheme, Sentence
from core.edits import ChangeSet
from gui import key_map
from gui.jobs import Jobs
from gui.key_map import character, character_with_alt, letter_with_shift
from gui.label_page.annotator_button import AnnotatorButton
from gui.label_page.bookmark import Bookmark, Place
from gui.label_page.editing_page import EditingPage
from gui.label_page.editor import Editor
from gui.label_page.header import LabelHeader
from gui.label_page.jumps import Jumps
from gui.label_page.notes import Notes
from gui.label_page.pace_line import PaceLine
from gui.label_page.panels import Panels
from gui.label_page.passage import Passage
from gui.label_page.queue_desk import QueueDesk
from gui.label_page.repeats import Repeats
from gui.label_page.rework import Rework
from gui.label_page.sentence_model import SentenceModel
from gui.label_page.sentence_panel import SentencePanel
from gui.label_page.suggesting import Suggesting
from gui.label_page.surroundings import around
from gui.label_page.suspicions import Suspicions
from gui.label_page.tape import Tape
from gui.label_page.walk import Walk
from gui.label_page.workbench import Workbench
from gui.session import Session
from gui.widgets.label_bar import LabelBar, entries_of
from gui.widgets.strip_motion import NAMES
from gui.widgets.strip_paint import SPACIOUS
from gui.widgets.token_strip import TokenStrip

# Narrower, the page shows the notes or the list of sentences, not both.
_ROOM_FOR_BOTH = 1100


class LabelPage(EditingPage):
    """Gives tokens their labels."""

    def __init__(self, session: Session, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(session, jobs, parent)
        self._model = SentenceModel(self)
        self._panel = SentencePanel(self._model)
        self._list = self._panel.list
        self._header = LabelHeader(AnnotatorButton(session))
        self._strip = TokenStrip(measures=SPACIOUS)
        self._strip.has_handles = True
        self._passage = Passage(self._strip)
        self._bar = LabelBar()
        self._editor = Editor(session, self._strip, self)
        self._walk = Walk(session, self._model, self._editor, self._strip, self)
        self._jumps = Jumps(session, self._model, self._editor, self._strip, self)
        self._repeats = Repeats(session, self._editor, self._walk, self._strip, self)
        self._suggesting = Suggesting(session, jobs, self._editor, self._strip, self)
        self._suspicions = Suspicions(session, jobs, self._editor, self._walk, self._strip, self)
        parts = self._walk, self._suggesting, self._suspicions
        self._queues = QueueDesk(session, jobs, self._panel.queue, *parts)
        self._tape = Tape(self._editor, self._jumps, self)
        self._pace = PaceLine(session, self._editor, self._strip)
        self._notes = Notes(session)
        self._bookmark = Bookmark(self)
        self._bench = Workbench(self._header, self._bar, self._passage, self._pace, self._notes)
        self._panels = Panels(session, jobs, self._bench)
        self._rework = Rework(session, jobs, self._editor, self._strip, self._suggesting, self._panels)
        self._place()
        self._connect()
        self._on_opened()
        self._on_model_switched()

    def _place(self) -> None:
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setObjectName("label-splitter")
        split.setChildrenCollapsible(False)
        self._panel.setMinimumWidth(232)
        split.addWidget(self._panel)
        split.addWidget(self._panels)
        split.setStretchFactor(1, 1)
        split.setSizes([272, 1000])
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(split)

    def _connect(self) -> None:
        session, editor, walk = self.session, self._editor, self._walk
        session.opened.connect(self._on_opened)
        session.closed.connect(self._on_closed)
        session.changed.connect(self._on_changed)
        session.layer_changed.connect(self._on_layer_changed)
        session.sentence_focused.connect(walk.show_sentence)
        walk.went.connect(self._on_went)
        editor.shown.connect(self._on_shown)
        self._strip.cursor_moved.connect(self._mark_place)
        editor.tagged.connect(self._on_tagged)
        self._strip.take_tab = self._take_tab
        self._strip.run_around = self._jumps.around
        self._strip.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self._strip.customContextMenuRequested.connect(self._on_menu_wanted)
        self._strip.span_dragged.connect(editor.move_span)
        self._passage.room_changed.connect(self._show_around)
        for lines in (self._passage.before, self._passage.after):
            lines.chosen.connect(walk.on_row_chosen)
            lines.chosen.connect(self.to_strip)
        self._bar.chosen.connect(editor.set_label)
        self._bar.added.connect(editor.add_label)
        self._bar.left.connect(self.to_strip)
        self._bar.pressed.connect(self._pace.pressed)
        self._list.chosen.connect(walk.on_row_chosen)
        self._list.left.connect(self.to_strip)
        self._panel.queue.left.connect(self.to_strip)
        self._panel.next_wanted.connect(walk.next_unlabelled)
        self._bar.finished.connect(walk.finish)
        self._bar.cleared.connect(self.clear)
        self._connect_header(self._header)
        self._panels.left.connect(self.to_strip)
        self._panels.layer_begun.connect(self.find_label)
        self._tape.switched.connect(self._on_tape)
        key_map.changes.changed.connect(self.on_keys_changed)
        key_map.changes.changed.connect(self._say_hints)

    def _connect_header(self, header: LabelHeader) -> None:
        header.layer_wanted.connect(self._panels.ask_for_layer)
        header.mend_wanted.connect(self.mend)
        header.previous_wanted.connect(self._walk.previous_sentence)
        header.next_wanted.connect(self._walk.next_sentence)
        header.tape_wanted.connect(self._tape.switch)
        header.notes_wanted.connect(self.switch_notes)
        header.keys_wanted.connect(self.show_keys)
        header.model.wanted.connect(self._suggesting.want)
        header.model.accepting_wanted.connect(self.accept_all)
        header.model.tuning_wanted.connect(self.session.tuning_requested)
        self._suggesting.switched.connect(self._on_model_switched)
        self._suggesting.switched.connect(self._say_hints)
        self._notes.left.connect(self.to_strip)
        self._notes.remarked.connect(header.set_remark)

    def shown(self) -> None:
        """Take the keyboard."""
        self._panels.choose(self._model.rowCount())
        if self._panels.is_at_work:
            self.to_strip()

    def hidden(self) -> None:
        """Stop the clock."""
        self._pace.interrupt()
        self._bookmark.write()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Do what the key means here: undo, a command, a label, or the beginning of a label's name."""
        if event.matches(QKeySequence.StandardKey.Undo) or event.matches(QKeySequence.StandardKey.Redo):
            self.undo_or_redo(is_redo=event.matches(QKeySequence.StandardKey.Redo))
        elif not self._panels.is_at_work or not self._press(event):
            event.ignore()

    def _take_tab(self, event: QKeyEvent) -> bool:
        return key_map.current().command_of(event) is not None and self._press(event)

    def _press(self, event: QKeyEvent) -> bool:
        """Do what a key means to the sentence; return whether it means anything."""
        command = key_map.current().command_of(event)
        if command is not None and command.name in NAMES:
            return False
        if command is not None:
            # What is accepted where nothing is suggested leaves the key to others.
            return self.slot_of(command.name)() is not False
        if letter := letter_with_shift(event):
            self._jumps.to_letter(letter)
        elif typed := character_with_alt(event):
            return self._set_last_label(typed)
        elif typed := character(event):
            self._type(typed)
        else:
            return False
        return True

    def _type(self, typed: str) -> None:
        label = self._bar.label_of_key(typed)
        layer = self._editor.layer
        if typed == "o" and layer is not None and layer.has_spans:
            self._editor.edit("clear")
        elif label is not None:
            self._editor.set_label(label)
        elif self._tape.types:
            self.session.status.emit(self.tr("No label has the key {key}.").format(key=typed.upper()))
        elif typed.isalnum():
            self._bar.begin_typing(typed, self._strip.place_of_cursor())

    def _set_last_label(self, typed: str) -> bool:
        label = self._bar.label_of_key(typed)
        if label is not None and self._editor.set_label(label, is_last=True):
            self._walk.finish()
        return label is not None

    @Slot()
    def to_list(self) -> None:
        """Give the keyboard to the list of sentences."""
        self._list.setFocus()

    @Slot()
    def clear(self) -> None:
        """Take the label of the selected tokens away; while tags are typed like text, that of the token before."""
        if self._tape.types:
            self._editor.take_back_one()
        else:
            self._editor.edit("clear")

    @Slot()
    def switch_tape(self) -> None:
        """Let the tape run, or stop it."""
        self._tape.switch()

    @Slot()
    def show_keys(self) -> None:
        """Show every key, or go back to the sentence."""
        self._panels.switch_keys(self._bar.entries)

    @Slot()
    def switch_notes(self) -> None:
        """Show notes and guidelines, or hide them."""
        self._show_notes(self._notes.isHidden())

    @Slot()
    def switch_flag(self) -> None:
        """Flag the sentence, or no longer."""
        self._notes.switch_flag()

    @Slot()
    def write_note(self) -> None:
        """Give the keyboard to the note on the sentence."""
        self._show_notes(True)
        self._notes.write_note()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the list give way to the notes in a small window."""
        super().resizeEvent(event)
        self._show_notes(not self._notes.isHidden())

    def _show_notes(self, is_wanted: bool) -> None:
        self._panel.setVisible(not is_wanted or self.width() >= _ROOM_FOR_BOTH)
        self._notes.setVisible(is_wanted)

    def show_sentence(self, number: int) -> None:
        """Show the sentence with this number in the store."""
        self._walk.show_sentence(number)

    @Slot()
    def _on_tape(self) -> None:
        self._show_labels(self.session.layer)
        if self._editor.run_on is not None:
            self._editor.run_on(self._strip.token_cursor - 1)

    @Slot(int)
    def _on_went(self, row: int) -> None:
        self._learn()
        self._list.choose(row)
        self._header.set_place(row, self._model.rowCount())
        self._passage.set_row(row)
        self._show_around()

    def _learn(self) -> None:
        """Let what the sentence that is left says of names count."""
        self._jumps.learn(self._editor.sentence)

    @Slot()
    def _show_around(self) -> None:
        layer = self.session.layer
        for lines, is_before in ((self._passage.before, True), (self._passage.after, False)):
            found = around(self._walk.row, lines.n_lines, self._model.sentence, layer, is_before=is_before)
            lines.set_lines(found if self._walk.row >= 0 else ())

    @Slot()
    def _on_opened(self) -> None:
        self._jumps.begin_anew()
        self._model.set_project(self.session.project)
        self._notes.take_project()
        self._show_layer(self.session.layer)
        self._go_on_at(self._bookmark.begin(self.session.project))
        self._panels.choose(self._model.rowCount())

    def _go_on_at(self, place: Place | None) -> None:
        """Go to where labelling stopped, or to the first sentence."""
        project = self.session.project
        row = self._model.row_of(place.sentence) if place is not None else -1
        if place is not None and project is not None and place.layer in {layer.name for layer in project.layers}:
            if self.session.layer is None or place.layer != self.session.layer.name:
                self.session.set_layer(place.layer)
            self._tape.set_running(place.has_tape)
        self._walk.go(max(0, row), cursor=place.token if place is not None and row >= 0 else None)

    @Slot()
    def _mark_place(self) -> None:
        sentence, layer = self._editor.sentence, self._editor.layer
        if sentence is not None and layer is not None:
            has_tape = self._tape.is_running
            self._bookmark.move(Place(sentence.id, self._strip.token_cursor, layer.name, has_tape))

    @Slot()
    def _on_shown(self) -> None:
        number = self._editor.sentence.id if self._editor.sentence is not None else 0
        self._notes.take_sentence(number)
        self._queues.go_to(number)
        self._on_state()

    @Slot()
    def _on_closed(self) -> None:
        self._bookmark.write()
        self._bookmark.begin(None)
        self._notes.let_go()
        self._walk.stop()
        self._model.set_project(None)
        self._show_around()

    @Slot(object)
    def _on_changed(self, changes: ChangeSet) -> None:
        current = self._editor.sentence
        if changes.layers:
            self._show_layer(self.session.layer)
        if self._editor.is_committing:
            return
        self._model.take(changes)
        if changes.structure or current is None:
            self._after_restructuring(current)
        elif changes.sentences is None or current.id in changes.sentences:
            self._take_again(current)
        elif len(changes.sentences) == 1 and self.isVisible():
            # Undo of something done in another sentence: show what it did.
            self._walk.show_sentence(next(iter(changes.sentences)))
        self._show_around()

    def _take_again(self, current: Sentence) -> None:
        sentence = self._model.sentence(self._walk.row)
        if sentence is not None and sentence.id == current.id:
            self._editor.take(sentence)
            self._notes.take_sentence(sentence.id)

    def _after_restructuring(self, current: Sentence | None) -> None:
        row = self._model.row_of(current.id) if current is not None else 0
        if self._model.rowCount():
            self._walk.go(max(0, min(row, self._model.rowCount() - 1)))
        else:
            self._walk.stop()
        self._panels.choose(self._model.rowCount())

    @Slot(str)
    def _on_layer_changed(self, _name: str) -> None:
        self._jumps.begin_anew()
        self._show_layer(self.session.layer)
        sentence = self._model.sentence(self._walk.row)
        if sentence is not None:
            self._editor.show(sentence, self.session.layer, cursor=self._strip.token_cursor)
        self._show_around()
        self._panels.choose(self._model.rowCount())

    def _show_layer(self, layer: Layer | None) -> None:
        self._list.set_layer(layer.name if layer else "")
        self._tape.set_layer(layer)
        self._show_labels(layer)
        self._bar.set_can_finish(layer is not None and layer.has_spans)
        self._say_hints()

    def _show_labels(self, layer: Layer | None) -> None:
        project = self.session.project
        if project is None or layer is None:
            self._bar.set_labels((), Scheme.PLAIN)
            return
        entries = entries_of(project.labels(layer.name), layer)
        colours = {entry.name: entry.colour for entry in entries}
        self._bar.set_labels(entries, layer.scheme, tape=self._tape.letters(entries))
        self._header.set_tape(self._tape.is_running, self._tape.help())
        self._strip.set_labels(colours, layer.scheme)
        self._passage.before.set_colours(colours)
        self._passage.after.set_colours(colours)

    @Slot()
    def _say_hints(self) -> None:
        self._bench.say_keys(self.session.layer, has_suggestions=self._suggesting.are_shown)

    @Slot()
    def _on_tagged(self) -> None:
        if self._editor.sentence is not None:
            self._model.put(self._walk.row, self._editor.sentence)
        self._on_state()

    @Slot()
    def _on_state(self) -> None:
        self._header.set_state(self._editor.sentence, self._editor.n_labelled, len(self._editor.problems))
