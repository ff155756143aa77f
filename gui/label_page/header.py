"""Above the strip: which sentence this is, how far it is labelled, what is wrong with it.

The layer being labelled is chosen in the window's header; here a new one is begun.
"""

from PySide6.QtCore import QSize, Qt, Signal, SignalInstance
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QToolButton, QVBoxLayout, QWidget

from core.corpus import Sentence
from gui import theme
from gui.core_words import split_word
from gui.icons import icon
from gui.widgets.numbers import grouped
from gui.widgets.plain import Heading, PlainLabel, safe


class LabelHeader(QWidget):
    """Says where one is.

    Signals:
        layer_wanted: The user wants to begin a new layer.
        mend_wanted: The illegal tags are to be repaired.
        previous_wanted, next_wanted: The sentence before or after this one.
    """

    layer_wanted = Signal()
    mend_wanted = Signal()
    previous_wanted = Signal()
    next_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("label-header")
        self._title = Heading()
        self._title.setObjectName("sentence-title")
        self._about = PlainLabel(muted=True)
        self._about.setObjectName("sentence-about")
        self._mend = QPushButton(icon("warning"), "")
        self._mend.setObjectName("mend")
        self._mend.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._mend.clicked.connect(self.mend_wanted)
        self._place()

    def _place(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._title)
        words.addWidget(self._about)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.SPACING)
        before, after = self.tr("Previous sentence (Ctrl+Up)"), self.tr("Next sentence (Ctrl+Down)")
        row.addWidget(_button("previous-sentence", "up", before, self.previous_wanted))
        row.addWidget(_button("next-sentence", "down", after, self.next_wanted))
        row.addSpacing(theme.SPACING)
        row.addLayout(words)
        row.addStretch()
        row.addWidget(self._mend)
        new = _button("new-layer", "add", self.tr("Begin a new layer"), self.layer_wanted)
        new.setText(self.tr("New layer"))
        new.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        row.addWidget(new)

    def set_place(self, row: int, n_rows: int) -> None:
        """Say which of how many sentences this is."""
        title = self.tr("Sentence {number} of {count}")
        self._title.setText(title.format(number=grouped(row + 1), count=grouped(n_rows)))

    def set_state(self, sentence: Sentence | None, n_labelled: int, n_problems: int) -> None:
        """Say how much is labelled and how many tags are illegal."""
        if sentence is not None:
            progress = self.tr("{labelled} of {count} tokens labelled").format(
                labelled=grouped(n_labelled), count=grouped(len(sentence))
            )
            split = split_word(sentence.split)
            place = f"{sentence.document}  ·  {split}" if sentence.document else split
            self._about.setText(f"{place}  ·  {progress}")
        self._mend.setVisible(n_problems > 0)
        words = (
            self.tr("{count} illegal tag: repair (F7)")
            if n_problems == 1
            else self.tr("{count} illegal tags: repair (F7)")
        )
        self._mend.setText(words.format(count=grouped(n_problems)))
        self._mend.setAccessibleName(self._mend.text())


def _button(name: str, picture: str, words: str, wanted: SignalInstance) -> QToolButton:
    button = QToolButton()
    button.setObjectName(name)
    button.setIcon(icon(picture))
    button.setIconSize(QSize(16, 16))
    button.setToolTip(f"<p>{safe(words)}</p>")
    button.setAccessibleName(words)
    button.setProperty("kind", "quiet")
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    button.clicked.connect(wanted)
    return button
