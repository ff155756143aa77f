"""The layer in use as a whole: its name, its scheme, and the way to be rid of it."""

from collections.abc import Callable

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QPushButton, QWidget

from core.corpus import Layer, Scheme
from core.edits import Edit, RemoveLayer
from core.label_edits import ConvertLayer, RenameLayer
from gui import theme
from gui.widgets.numbers import grouped
from gui.widgets.plain import PlainLabel, one_line


class LayerRow(QWidget):
    """Asks for changes of the layer; whoever listens makes them.

    Signals:
        renamed: The edit that gives the layer the name in the field.
        asked: Words, the button's words, and the edit that is made if the user agrees.
    """

    renamed = Signal(object)
    asked = Signal(str, str, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._layer = Layer("")
        self._n_tokens = 0
        self._schemes: tuple[Scheme, ...] = ()
        self._name = QLineEdit()
        self._name.setObjectName("layer-new-name")
        self._name.setAccessibleName(self.tr("Name of the layer"))
        self._name.setMaxLength(64)
        self._name.returnPressed.connect(self._on_rename)
        self._scheme = QComboBox()
        self._scheme.setObjectName("layer-new-scheme")
        self._scheme.setAccessibleName(self.tr("Scheme"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.SPACING)
        row.addWidget(PlainLabel(self.tr("Layer")))
        row.addWidget(self._name, 1)
        row.addWidget(self._button("layer-rename", self.tr("Rename"), self._on_rename))
        row.addWidget(self._scheme)
        self._convert = self._button("layer-convert", self.tr("Convert …"), self._on_convert)
        row.addWidget(self._convert)
        row.addWidget(self._button("layer-remove", self.tr("Remove the layer …"), self._on_remove))

    def _button(self, name: str, words: str, slot: Callable[[], object]) -> QPushButton:
        button = QPushButton(words)
        button.setObjectName(name)
        button.clicked.connect(slot)
        return button

    def set_layer(self, layer: Layer, n_tokens: int) -> None:
        """Show a layer, and remember how many of its tokens carry a label."""
        self._layer, self._n_tokens = layer, n_tokens
        self._name.setText(layer.name)
        self._schemes = tuple(scheme for scheme in Scheme if scheme not in (Scheme.PLAIN, layer.scheme))
        self._scheme.clear()
        self._scheme.addItems([scheme.value for scheme in self._schemes])
        for widget in (self._scheme, self._convert):
            widget.setVisible(layer.has_spans)

    @Slot()
    def _on_rename(self) -> None:
        name = self._name.text().strip(" ")
        if name != self._layer.name:
            self.renamed.emit(RenameLayer(self._layer.name, name))

    @Slot()
    def _on_convert(self) -> None:
        scheme = self._schemes[self._scheme.currentIndex()]
        words = self.tr("{count} labelled tokens will be spelled in {scheme}.")
        if scheme is Scheme.IO:
            words += "  " + self.tr("Touching spans of one label become one.")
        edit = ConvertLayer(self._layer.name, scheme)
        self._ask(words.format(count=grouped(self._n_tokens), scheme=scheme.value), self.tr("Convert"), edit)

    @Slot()
    def _on_remove(self) -> None:
        words = self.tr("{layer} goes with the labels of {count} tokens; Undo brings them back.")
        words = words.format(layer=one_line(self._layer.name), count=grouped(self._n_tokens))
        self._ask(words, self.tr("Remove it"), RemoveLayer(self._layer.name))

    def _ask(self, words: str, agree: str, edit: Edit) -> None:
        self.asked.emit(words, agree, edit)
