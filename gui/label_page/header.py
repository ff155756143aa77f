"""Above the strip: which sentence this is, how far it is labelled, what is wrong with it, and what the page can do.

The layer being labelled is chosen in the window's header; here a new one is begun.
"""

from PySide6.QtCore import QSize, Qt, Signal, SignalInstance, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from core.corpus import Sentence
from gui import key_map, theme
from gui.core_words import split_word
from gui.icons import icon
from gui.label_page.model_button import ModelButton
from gui.widgets.numbers import grouped
from gui.widgets.plain import Heading, PlainLabel, elided, safe

# Narrower, two of the buttons show their pictures alone.
_ROOMY = 720
# Of a button with a picture and an arrow beside it, and of one with a picture alone.
_WITH_ARROW, _ALONE = 44, 28


class LabelHeader(QWidget):
    """Says where one is; `who` is the button that says who labels.

    Signals:
        layer_wanted: The user wants to begin a new layer.
        mend_wanted: The illegal tags are to be repaired.
        previous_wanted, next_wanted: The sentence before or after this one.
        tape_wanted: The tape is to run, or to stop.
        keys_wanted: The keys are to be shown.
        notes_wanted: Notes and guidelines are to be shown, or hidden.

    Attributes:
        model: The button for the model beside the hand.
    """

    layer_wanted = Signal()
    mend_wanted = Signal()
    previous_wanted = Signal()
    next_wanted = Signal()
    tape_wanted = Signal()
    keys_wanted = Signal()
    notes_wanted = Signal()

    def __init__(self, who: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("label-header")
        self._who = who
        self._title = Heading()
        self._title.setObjectName("sentence-title")
        self._about = PlainLabel(muted=True)
        self._about.setObjectName("sentence-about")
        # What a document is called may be long: it gives way, and the buttons stay.
        self._about.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._remark = PlainLabel()
        self._remark.setObjectName("sentence-remark")
        self._mend = QPushButton(icon("warning"), "")
        self._mend.setObjectName("mend")
        self._mend.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._mend.clicked.connect(self.mend_wanted)
        self.model = ModelButton()
        self._words: dict[QToolButton, tuple[str, str]] = {}
        self._tape = self._button("tape", "play", self.tr("Tape"), "switch-tape", self.tape_wanted)
        self._tape.setCheckable(True)
        self._place()
        self._say_keys()
        key_map.changes.changed.connect(self._say_keys)

    def _place(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(theme.SPACING)
        before, after = self.tr("Previous sentence"), self.tr("Next sentence")
        row.addWidget(self._button("previous-sentence", "up", before, "previous-sentence", self.previous_wanted))
        row.addWidget(self._button("next-sentence", "down", after, "next-sentence", self.next_wanted))
        row.addSpacing(theme.SPACING)
        row.addWidget(self._title)
        row.addWidget(self._remark, 1)
        row.addWidget(self._mend)
        row.addWidget(self._who)
        self._tape.setText(self.tr("Tape"))
        for button, width in ((self.model, _WITH_ARROW), (self._tape, _ALONE)):
            # The words are left out before there is too little room: they must not keep the window wide.
            button.setMinimumWidth(width)
            row.addWidget(button)
        row.addWidget(
            self._button("show-notes", "flag", self.tr("Notes and guidelines"), "switch-notes", self.notes_wanted)
        )
        row.addWidget(self._button("show-keys", "keyboard", self.tr("Keys"), "show-keys", self.keys_wanted))
        row.addWidget(self._button("new-layer", "add", self.tr("Begin a new layer"), "", self.layer_wanted))
        # Below the buttons the words have the width of the page.
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addLayout(row)
        column.addWidget(self._about)

    def _button(self, name: str, picture: str, words: str, command: str, wanted: SignalInstance) -> QToolButton:
        button = QToolButton()
        button.setObjectName(name)
        button.setIcon(icon(picture))
        button.setIconSize(QSize(16, 16))
        button.setAccessibleName(words)
        button.setProperty("kind", "quiet")
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(wanted)
        self._words[button] = (words, command)
        return button

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the words of two buttons out where there is no room beside the title."""
        super().resizeEvent(event)
        beside, alone = Qt.ToolButtonStyle.ToolButtonTextBesideIcon, Qt.ToolButtonStyle.ToolButtonIconOnly
        for button in (self.model, self._tape):
            button.setToolButtonStyle(beside if self.width() >= _ROOMY else alone)

    @Slot()
    def _say_keys(self) -> None:
        """Say on the tool tips which keys do the same as the buttons."""
        for button, (words, command) in self._words.items():
            key = key_map.current().shown(command) if command else ""
            tip = f"{words} ({key})" if key else words
            button.setToolTip(f"<p>{safe(tip)}</p>")

    def set_place(self, row: int, n_rows: int) -> None:
        """Say which of how many sentences this is."""
        title = self.tr("Sentence {number} of {count}")
        self._title.setText(title.format(number=grouped(row + 1), count=grouped(n_rows)))

    @Slot(bool, bool)
    def set_remark(self, has_note: bool, is_flagged: bool) -> None:
        """Say beside the title that the sentence has a note or a flag."""
        words = [self.tr("flagged")] * is_flagged + [self.tr("has a note")] * has_note
        self._remark.setText("  ·  ".join(words))

    def set_tape(self, is_running: bool, tip: str) -> None:
        """Show whether the tape runs, and what that means in the layer."""
        self._tape.setChecked(is_running)
        self._words[self._tape] = (tip, "switch-tape")
        self._say_keys()

    def set_state(self, sentence: Sentence | None, n_labelled: int, n_problems: int) -> None:
        """Say how much is labelled and how many tags are illegal."""
        if sentence is not None:
            progress = self.tr("{labelled} of {count} tokens labelled").format(
                labelled=grouped(n_labelled), count=grouped(len(sentence))
            )
            split = split_word(sentence.split)
            words = f"{progress}  ·  {split}"
            if sentence.document:
                words += f"  ·  {elided(self._about.fontMetrics(), sentence.document, 320)}"
            self._about.setText(words)
        self._mend.setVisible(n_problems > 0)
        words = self.tr("{count} illegal tag: repair") if n_problems == 1 else self.tr("{count} illegal tags: repair")
        key = key_map.current().shown("mend")
        self._mend.setText(words.format(count=grouped(n_problems)) + (f" ({key})" if key else ""))
        self._mend.setAccessibleName(self._mend.text())
