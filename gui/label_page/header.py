"""Above the strip: which sentence this is, how far it is labelled, and the layer that is being labelled."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QPushButton, QToolButton, QVBoxLayout, QWidget

from core.corpus import Layer, Sentence
from gui import theme
from gui.icons import icon
from gui.widgets.numbers import grouped
from gui.widgets.plain import Heading, PlainLabel, safe


class LabelHeader(QWidget):
    """Says where one is.

    Signals:
        layer_chosen: Name of the layer to label.
        layer_wanted: The user wants to begin a new layer.
        mend_wanted: The illegal tags are to be repaired.
        previous_wanted, next_wanted: The sentence before or after this one.
    """

    layer_chosen = Signal(str)
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
        self._layers = QComboBox()
        self._layers.setObjectName("layer-chooser")
        self._layers.setAccessibleName(self.tr("Layer to label"))
        self._layers.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self._layers.activated.connect(self._on_activated)
        self._place()

    def _place(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._title)
        words.addWidget(self._about)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.SPACING)
        row.addWidget(self._button("previous-sentence", "up", self.tr("Previous sentence (Ctrl+Up)"), "previous"))
        row.addWidget(self._button("next-sentence", "down", self.tr("Next sentence (Ctrl+Down)"), "next"))
        row.addSpacing(theme.SPACING)
        row.addLayout(words)
        row.addStretch()
        row.addWidget(self._mend)
        row.addSpacing(theme.SPACING)
        row.addWidget(PlainLabel(self.tr("Layer"), muted=True))
        row.addWidget(self._layers)
        row.addWidget(self._button("new-layer", "add", self.tr("Begin a new layer"), "layer"))

    def _button(self, name: str, picture: str, words: str, kind: str) -> QToolButton:
        button = QToolButton()
        button.setObjectName(name)
        button.setIcon(icon(picture))
        button.setIconSize(QSize(16, 16))
        button.setToolTip(f"<p>{safe(words)}</p>")
        button.setAccessibleName(words)
        button.setProperty("kind", "quiet")
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(
            {"previous": self.previous_wanted, "next": self.next_wanted}.get(kind, self.layer_wanted)
        )
        return button

    def set_layers(self, layers: Sequence[Layer], chosen: str) -> None:
        """Offer these layers."""
        self._layers.clear()
        for layer in layers:
            self._layers.addItem(f"{layer.name}  ({layer.scheme})" if layer.has_spans else layer.name, layer.name)
        self._layers.setCurrentIndex(self._layers.findData(chosen))
        self._layers.setEnabled(len(layers) > 1)

    def set_place(self, row: int, n_rows: int, sentence: Sentence | None) -> None:
        """Say which of how many sentences this is."""
        if sentence is None:
            self._title.setText("")
            self._about.setText("")
            return
        title = self.tr("Sentence {number} of {count}").format(number=grouped(row + 1), count=grouped(n_rows))
        self._title.setText(title)

    def set_state(self, sentence: Sentence | None, n_labelled: int, n_problems: int) -> None:
        """Say how much is labelled and how many tags are illegal."""
        if sentence is not None:
            progress = self.tr("{labelled} of {count} tokens labelled").format(
                labelled=grouped(n_labelled), count=grouped(len(sentence))
            )
            split = f"{sentence.document}  ·  {sentence.split}" if sentence.document else str(sentence.split)
            self._about.setText(f"{split}  ·  {progress}")
        self._mend.setVisible(n_problems > 0)
        words = (
            self.tr("{count} illegal tag: repair (F7)")
            if n_problems == 1
            else self.tr("{count} illegal tags: repair (F7)")
        )
        self._mend.setText(words.format(count=grouped(n_problems)))
        self._mend.setAccessibleName(self._mend.text())

    @Slot(int)
    def _on_activated(self, index: int) -> None:
        self.layer_chosen.emit(self._layers.itemData(index))
