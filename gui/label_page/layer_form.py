"""A form of two fields that begins a layer: its name, and whether a label covers one token or several."""

from collections.abc import Collection

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from core.corpus import Scheme
from gui import theme
from gui.key_map import is_typing
from gui.widgets.plain import Heading, PlainLabel


class LayerForm(QWidget):
    """Asks for a new layer.

    Signals:
        accepted: Name and scheme of the layer.
        cancelled: Nothing is to be added.
    """

    accepted = Signal(str, object)
    cancelled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("layer-form")
        self._taken: Collection[str] = ()
        self._name = QLineEdit()
        self._name.setObjectName("layer-name")
        self._name.setAccessibleName(self.tr("Name of the layer"))
        self._name.setPlaceholderText(self.tr("Name, such as upos or ner"))
        self._name.setMaxLength(64)
        self._name.setFixedWidth(240)
        self._kind = QComboBox()
        self._kind.setObjectName("layer-scheme")
        self._kind.setAccessibleName(self.tr("What a label covers"))
        self._kind.addItem(self.tr("one token (parts of speech)"), Scheme.PLAIN)
        self._kind.addItem(self.tr("one or more tokens (names, BIO tags)"), Scheme.IOB2)
        self._add = QPushButton(self.tr("Begin labelling"))
        self._add.setObjectName("layer-add")
        self._add.setProperty("kind", "primary")
        self._cancel = QPushButton(self.tr("Cancel"))
        self._cancel.setObjectName("layer-cancel")
        self._why = PlainLabel(muted=True)
        self._place()
        self._name.textChanged.connect(self._on_typed)
        self._name.returnPressed.connect(self._on_accepted)
        self._add.clicked.connect(self._on_accepted)
        self._cancel.clicked.connect(self.cancelled)

    def _place(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(theme.SPACING)
        for widget in (self._name, PlainLabel(self.tr("a label covers")), self._kind, self._add, self._cancel):
            row.addWidget(widget)
        row.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(2 * theme.SPACING)
        column.addWidget(Heading(self.tr("Name what you want to label")))
        about = PlainLabel(
            self.tr("A layer is one kind of label. A corpus can have several, one beside the other."), muted=True
        )
        about.setWordWrap(True)
        column.addWidget(about)
        column.addLayout(row)
        column.addWidget(self._why)
        column.addStretch()

    def begin(self, taken: Collection[str], *, can_cancel: bool) -> None:
        """Ask anew; names in `taken` are refused."""
        self._taken = taken
        self._name.clear()
        self._cancel.setVisible(can_cancel)
        self._on_typed("")
        self._name.setFocus()

    def event(self, event: QEvent) -> bool:
        """Keep plain keys from becoming commands of the page."""
        if is_typing(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Esc cancel."""
        if event.key() == Qt.Key.Key_Escape and self._cancel.isVisibleTo(self):
            self.cancelled.emit()
        event.accept()

    def _refusal(self) -> str:
        name = self._name.text().strip(" ")
        if name in self._taken:
            return self.tr("There is a layer of this name already.")
        return "" if name else self.tr("Type a name first.")

    @Slot(str)
    def _on_typed(self, _text: str) -> None:
        refusal = self._refusal()
        self._add.setEnabled(not refusal)
        self._why.setText(refusal if self._name.text() else "")

    @Slot()
    def _on_accepted(self) -> None:
        if not self._refusal():
            self.accepted.emit(self._name.text().strip(" "), Scheme(self._kind.currentData()))
