"""The side that holds a note and a flag for the sentence, and the guidelines of the project. Hidden until asked for."""

from PySide6.QtCore import QEvent, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QPlainTextEdit, QToolButton, QVBoxLayout, QWidget

from core.edits import SetRemark
from core.errors import TagscopeError
from core.project import Project
from gui import messages, theme
from gui.icons import icon
from gui.key_map import is_typing
from gui.session import Session
from gui.widgets.plain import Heading, PlainLabel

GUIDELINES = "label.guidelines"
WIDTH = 264


class NoteField(QPlainTextEdit):
    """Plain text that is handed over when the keyboard leaves it; Esc leaves it.

    Signals:
        left: The keyboard is to go back to the sentence.
        written: What stands there is to be kept.
    """

    left = Signal()
    written = Signal()

    def __init__(self, name: str, words: str, hint: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(words)
        self.setPlaceholderText(hint)
        self.setTabChangesFocus(True)

    def event(self, event: QEvent) -> bool:
        """Keep plain keys from becoming commands of the page."""
        if is_typing(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Esc go back to the sentence."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)
        event.accept()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Hand over what was written."""
        super().focusOutEvent(event)
        self.written.emit()


class Notes(QWidget):
    """Shows the remark of one sentence, and text that belongs to the whole project.

    Signals:
        left: The keyboard is to go back to the sentence.
        remarked: The note or flag of the sentence is another: the note is not empty, and it is flagged.
    """

    left = Signal()
    remarked = Signal(bool, bool)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("label-notes")
        self._session = session
        self._remark = SetRemark(0)
        self._guidelines_read = ""
        self._project: Project | None = None
        # Typed where nothing could be saved, by the sentence; kept until it can.
        self._unsaved: dict[int, str] = {}
        self._flag = QToolButton()
        self._flag.setObjectName("flag-sentence")
        self._flag.setText(self.tr("Flagged"))
        self._flag.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._flag.setIcon(icon("flag"))
        self._flag.setIconSize(QSize(16, 16))
        self._flag.setCheckable(True)
        self._flag.clicked.connect(self.switch_flag)
        self._note = NoteField("sentence-note", self.tr("Note on this sentence"), self.tr("A note on this sentence"))
        self._note.setFixedHeight(112)
        self._guidelines = NoteField(
            "guidelines", self.tr("Guidelines"), self.tr("How to label: rules and examples, kept with the project")
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 2 * theme.SPACING, 2 * theme.SPACING, theme.SPACING)
        column.setSpacing(theme.SPACING)
        column.addWidget(Heading(self.tr("This sentence"), theme.NORMAL))
        column.addWidget(self._flag)
        column.addWidget(self._note)
        column.addWidget(Heading(self.tr("Guidelines"), theme.NORMAL))
        column.addWidget(self._guidelines, 1)
        kept = PlainLabel(self.tr("Kept with the project when you leave a field."), theme.SMALL, muted=True)
        kept.setWordWrap(True)
        column.addWidget(kept)
        self.setFixedWidth(WIDTH)
        for field in (self._note, self._guidelines):
            field.left.connect(self.left)
        self._note.written.connect(self._on_note)
        session.saving_changed.connect(self._on_saving)
        self._guidelines.written.connect(self._on_guidelines)

    @property
    def is_flagged(self) -> bool:
        """Whether the sentence is flagged."""
        return self._remark.is_flagged

    def take_project(self) -> None:
        """Show the guidelines of the project that is open."""
        self._project = project = self._session.project
        self._guidelines_read = (project.setting(GUIDELINES) or "") if project is not None else ""
        self._guidelines.setPlainText(self._guidelines_read)

    def take_sentence(self, number: int) -> None:
        """Show the remark of a sentence; what was written about the one before is kept first."""
        if number != self._remark.sentence:
            self._on_note()
        project = self._session.project
        self._remark = project.remark(number) if project is not None and number else SetRemark(0)
        note = self._unsaved.get(number, self._remark.note)
        if self._note.toPlainText() != note:
            self._note.setPlainText(note)
        self._flag.setChecked(self._remark.is_flagged)
        self.remarked.emit(bool(self._remark.note), self._remark.is_flagged)

    def let_go(self) -> None:
        """Keep what was written last, while the project that is being closed still takes it."""
        project, note = self._project, self._note.toPlainText()
        if project is None:
            return
        if self._remark.sentence:
            self._unsaved[self._remark.sentence] = note
        try:
            for number, text in self._unsaved.items():
                before = project.remark(number)
                if text != before.note:
                    project.apply(SetRemark(number, text, before.is_flagged))
        except TagscopeError as problem:
            messages.error(self, problem)
        self._unsaved.clear()
        self._on_guidelines()
        self._project, self._remark = None, SetRemark(0)

    def write_note(self) -> None:
        """Give the keyboard to the note."""
        self._note.setFocus()

    @Slot()
    def switch_flag(self) -> None:
        """Flag the sentence, or no longer."""
        if self._remark.sentence:
            self._keep(SetRemark(self._remark.sentence, self._note.toPlainText(), not self._remark.is_flagged))
        self._flag.setChecked(self._remark.is_flagged)

    @Slot()
    def _on_note(self) -> None:
        if self._remark.sentence and self._note.toPlainText() != self._remark.note:
            self._keep(SetRemark(self._remark.sentence, self._note.toPlainText(), self._remark.is_flagged))

    def _keep(self, remark: SetRemark) -> None:
        if self._session.project is None:
            return
        before, self._remark = self._remark, remark
        self._unsaved.pop(remark.sentence, None)
        try:
            self._session.apply(remark)
        except TagscopeError as problem:
            self._remark = before
            self._unsaved[remark.sentence] = remark.note
            messages.error(self, problem)
        self.remarked.emit(bool(self._remark.note), self._remark.is_flagged)

    @Slot()
    def _on_saving(self) -> None:
        """Keep what could not be saved, now that it can."""
        project = self._session.project
        while self._unsaved and project is not None and self._session.can_save:
            number, note = self._unsaved.popitem()
            before = project.remark(number)
            if note != before.note:
                self._keep(SetRemark(number, note, before.is_flagged))

    @Slot()
    def _on_guidelines(self) -> None:
        project, text = self._project, self._guidelines.toPlainText()
        if project is None or text == self._guidelines_read:
            return
        try:
            project.set_setting(GUIDELINES, text or None)
        except TagscopeError as problem:
            messages.error(self, problem)
            return
        self._guidelines_read = text
