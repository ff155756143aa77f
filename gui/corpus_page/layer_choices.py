"""The layers a file brings: the scheme found for each, why, and the choice where it is not sure."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from core.corpus import Scheme
from core.schemes import Detection
from gui import theme
from gui.core_sentences import said
from gui.corpus_page.import_plan import Fit
from gui.corpus_page.words import scheme_word
from gui.widgets.plain import PlainLabel


class LayerChoice(QFrame):
    """One layer.

    Signals:
        chosen: Column of the layer and the `Scheme` the user has chosen.
    """

    chosen = Signal(int, object)

    def __init__(self, column: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "card")
        self._column = column
        self._schemes: tuple[Scheme, ...] = ()
        self._name = PlainLabel("", bold=True)
        self._scheme = QComboBox()
        self._scheme.setObjectName(f"scheme-{column + 1}")
        self._scheme.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self._scheme.activated.connect(self._on_chosen)
        self._why = PlainLabel("", theme.SMALL, muted=True)
        self._why.setWordWrap(True)
        self._note = PlainLabel("", theme.SMALL, bold=True)
        self._note.setWordWrap(True)
        head = QHBoxLayout()
        head.addWidget(self._name, 1)
        head.addWidget(self._scheme)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(10, 8, 10, 8)
        rows.setSpacing(4)
        rows.addLayout(head)
        rows.addWidget(self._why)
        rows.addWidget(self._note)

    def show_layer(self, fit: Fit, found: Detection | None) -> None:
        """Show a layer, the scheme it is read in and what was found."""
        self._name.setText(fit.layer.name)
        self._scheme.setAccessibleName(self.tr("Scheme of {layer}").format(layer=fit.layer.name))
        first = (found.scheme, *found.alternatives) if found else ()
        self._schemes = tuple(dict.fromkeys((*first, *Scheme)))
        self._scheme.clear()
        for scheme in self._schemes:
            fits = self.tr("{scheme} (fits)") if scheme in first else "{scheme}"
            self._scheme.addItem(fits.format(scheme=scheme_word(scheme)))
        self._scheme.setCurrentIndex(self._schemes.index(fit.layer.scheme))
        self._why.setText(said(found.why) if found else "")
        self._why.setVisible(bool(found and found.why))
        note = self._words(fit, found)
        self._note.setText(note)
        self._note.setVisible(bool(note))

    def _words(self, fit: Fit, found: Detection | None) -> str:
        if not fit.is_possible:
            words = self.tr("The project's {layer} is {scheme}: give this layer another name.")
            return words.format(layer=fit.layer.name, scheme=scheme_word(fit.target.scheme))
        if fit.is_converted:
            words = self.tr("Will be written in {scheme}, as {layer} is in the project.")
            return words.format(layer=fit.layer.name, scheme=scheme_word(fit.target.scheme))
        if found is not None and not found.sure and found.alternatives:
            return self.tr("The file fits several schemes. Please choose.")
        if found is not None and not found.sure:
            return self.tr("The file fits no scheme without exceptions. Please check.")
        return ""

    @Slot(int)
    def _on_chosen(self, index: int) -> None:
        self.chosen.emit(self._column, self._schemes[index])


class LayerChoices(QWidget):
    """All layers under each other.

    Signals:
        chosen: Column of a layer and the `Scheme` the user has chosen for it.
    """

    chosen = Signal(int, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._choices: dict[int, LayerChoice] = {}
        self._none = PlainLabel(self.tr("No layers: the tokens will be unlabelled."), muted=True)
        self._none.setWordWrap(True)
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(theme.SPACING)
        self._rows.addWidget(self._none)

    def show_layers(self, columns: Sequence[int], fits: Sequence[Fit], found: Mapping[str, Detection]) -> None:
        """Show the layers of these columns."""
        for column in set(self._choices) - set(columns):
            choice = self._choices.pop(column)
            self._rows.removeWidget(choice)
            choice.hide()
            choice.deleteLater()
        for place, (column, fit) in enumerate(zip(columns, fits, strict=True)):
            if column not in self._choices:
                self._choices[column] = LayerChoice(column)
                self._choices[column].chosen.connect(self.chosen)
            self._rows.insertWidget(place, self._choices[column])
            self._choices[column].show_layer(fit, found.get(fit.layer.name))
        self._none.setVisible(not columns)
