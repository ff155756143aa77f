"""The label set of the layer in use saved as a file, and one loaded: what that adds and what differs is said."""

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from core.errors import TagscopeError
from core.label_sets import SUFFIX, LabelSet, Loading, loading, read_label_set, write_label_set
from gui import messages, theme
from gui.session import Session
from gui.widgets.numbers import grouped
from gui.widgets.plain import one_line

# Of names in a sentence, as many as can be read at a glance.
_MOST_NAMES = 6


class LabelFiles(QWidget):
    """Two buttons.

    Signals:
        said: What has come of it.
    """

    said = Signal(str)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.SPACING)
        row.addStretch()
        for name, words, slot in (
            ("label-set-load", self.tr("Load labels from a file …"), self._on_load),
            ("label-set-save", self.tr("Save these labels as a file …"), self._on_save),
        ):
            button = QPushButton(words)
            button.setObjectName(name)
            button.clicked.connect(slot)
            row.addWidget(button)

    @property
    def _kinds(self) -> str:
        return self.tr("Label sets") + f" (*{SUFFIX})"

    @Slot()
    def _on_save(self) -> None:
        project, layer = self._session.project, self._session.layer
        if project is None or layer is None:
            return
        title = self.tr("Save the labels of {layer}").format(layer=one_line(layer.name))
        path = messages.choose_target(self, title, f"{project.path.stem}{SUFFIX}", self._kinds)
        if path is None:
            return
        labels = project.labels(layer.name)
        try:
            write_label_set(LabelSet(layer.name, layer.scheme, labels, project.guidelines(layer.name)), path)
        except TagscopeError as problem:
            messages.error(self, problem)
            return
        words = self.tr("{count} labels are saved in {name}.")
        self.said.emit(words.format(count=grouped(len(labels)), name=one_line(path.name)))

    @Slot()
    def _on_load(self) -> None:
        project, layer = self._session.project, self._session.layer
        path = messages.choose_file(self, self.tr("Load labels"), f"{self._kinds};;JSON (*.json)")
        if path is None or project is None or layer is None:
            return
        try:
            found = loading(read_label_set(path), layer, project.labels(layer.name), project.guidelines(layer.name))
            if found.edit is not None:
                self._session.apply(found.edit)
        except TagscopeError as problem:
            messages.error(self, problem)
            return
        self.said.emit("  ".join(self._report(found)))

    def _report(self, found: Loading) -> list[str]:
        said = [self.tr("Added: {names}.").format(names=_listed(found.added))] if found.added else []
        if not found.added:
            said.append(self.tr("No label is new."))
        for names, words in (
            (found.other_colours, self.tr("Of another colour in the file: {names}.")),
            (found.other_keys, self.tr("With another key in the file: {names}.")),
            (found.only_here, self.tr("Not in the file, and kept: {names}.")),
            (found.unusable, self.tr("No name for a label of this layer: {names}.")),
        ):
            if names:
                said.append(words.format(names=_listed(names)))
        if found.has_other_scheme:
            said.append(self.tr("The file is of a layer in another scheme."))
        if found.has_other_guidelines:
            said.append(self.tr("The file has other guidelines; yours are kept."))
        return said


def _listed(names: Sequence[str]) -> str:
    shown = ", ".join(one_line(name) for name in names[:_MOST_NAMES])
    return shown if len(names) <= _MOST_NAMES else f"{shown} … ({grouped(len(names))})"
