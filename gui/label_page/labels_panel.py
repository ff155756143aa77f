"""The label set of the layer in use: labels added, renamed, merged, deleted, coloured, keyed and put in order."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QPushButton, QWidget

from core.corpus import Layer, Scheme
from core.edits import AddLabels, Batch, Edit, RemoveLabels, RenameLabel, SetLabelLook
from core.errors import TagscopeError
from core.label_edits import DeleteLabel, MergeLabels, OrderLabels
from core.labelling import KEYS
from core.schemes import outside
from gui import messages, theme
from gui.label_colours import HUES, PATTERNS
from gui.label_page.edit_panel import EditPanel
from gui.label_page.label_files import LabelFiles
from gui.label_page.label_table import NAME, LabelRow, LabelTable, swatch
from gui.label_page.layer_row import LayerRow
from gui.long_edits import LongEdits
from gui.session import Session
from gui.widgets.label_bar import entries_of
from gui.widgets.numbers import grouped
from gui.widgets.plain import PlainLabel, one_line


class LabelsPanel(EditPanel):
    """Edits the label set; each change is a step of its own."""

    def __init__(self, session: Session, edits: LongEdits, parent: QWidget | None = None) -> None:
        super().__init__("labels-panel", self.tr("Labels"), parent)
        self._session = session
        self._edits = edits
        self._confirmed: Callable[[], object] | None = None
        self._row = LayerRow()
        self._table = LabelTable()
        self._name = QLineEdit()
        self._name.setObjectName("new-label")
        self._name.setPlaceholderText(self.tr("New label"))
        self._name.setAccessibleName(self.tr("New label"))
        self._name.setMaxLength(200)
        self._name.returnPressed.connect(self._on_add)
        self._buttons: dict[str, QPushButton] = {}
        self._said = PlainLabel(muted=True)
        self._said.setObjectName("labels-said")
        self._said.setWordWrap(True)
        self._choice = QComboBox()
        self._choice.setObjectName("labels-choice")
        self._choice.setMinimumWidth(160)
        self._choice.setMaxVisibleItems(12)
        self._choice.currentIndexChanged.connect(self._on_choice)
        self._agree = QPushButton()
        self._agree.setObjectName("labels-agree")
        self._agree.setProperty("kind", "primary")
        self._agree.clicked.connect(self._on_agreed)
        self._place()
        self._table.labels.renamed.connect(self._on_renamed)
        self._table.labels.rekeyed.connect(self._on_rekeyed)
        self._table.selectionModel().currentRowChanged.connect(self._on_row)
        session.changed.connect(self._refresh)
        session.layer_changed.connect(self._refresh)
        theme.changes.changed.connect(self._refresh)
        edits.ended.connect(self._refresh)

    def _place(self) -> None:
        tools = QHBoxLayout()
        tools.setSpacing(theme.SPACING)
        tools.addWidget(self._name, 1)
        for name, words, slot in (
            ("add", self.tr("Add"), self._on_add),
            ("rename", self.tr("Rename"), self._on_rename),
            ("merge", self.tr("Merge …"), self._on_merge),
            ("delete", self.tr("Delete …"), self._on_delete),
            ("colour", self.tr("Colour …"), self._on_colour),
            ("up", self.tr("Up"), self._on_up),
            ("down", self.tr("Down"), self._on_down),
        ):
            self._buttons[name] = QPushButton(words)
            self._buttons[name].setObjectName(f"labels-{name}")
            self._buttons[name].clicked.connect(slot)
            tools.addWidget(self._buttons[name])
        asked = QHBoxLayout()
        asked.setSpacing(theme.SPACING)
        asked.addWidget(self._said, 1)
        asked.addWidget(self._choice)
        asked.addWidget(self._agree)
        self._row.renamed.connect(self._apply)
        self._row.asked.connect(self._on_asked)
        self.column.addWidget(self._row)
        self.column.addLayout(tools)
        self.column.addLayout(asked)
        self.column.addWidget(self._table, 1)
        files = LabelFiles(self._session)
        files.said.connect(self._ask)
        self.column.addWidget(files)

    def begin(self) -> None:
        """Show the label set of the layer in use and take the keyboard."""
        self._refresh()
        self._table.setFocus()

    @property
    def _layer(self) -> Layer | None:
        return self._session.layer

    @Slot()
    def _refresh(self) -> None:
        project, layer = self._session.project, self._layer
        if project is None or layer is None or self.isHidden():
            return
        sharing = [one for one in project.layers if (one.of or one.name) == (layer.of or layer.name)]
        counts = [project.label_counts(one.name) for one in sharing]
        self._row.set_layer(layer, sum(project.label_counts(layer.name).values()))
        chosen = self._table.chosen
        self._table.labels.show_rows(
            [
                LabelRow(entry.name, entry.key, entry.colour, sum(one.get(entry.name, 0) for one in counts))
                for entry in entries_of(project.labels(layer.name), layer)
            ]
        )
        self._table.choose(chosen.name if chosen is not None else "")
        shared = ", ".join(one_line(one.name) for one in sharing if one != layer)
        words = self.tr("Layer {layer}, {count} labels").format(
            layer=one_line(layer.name), count=grouped(len(self._table.labels.rows))
        )
        self.set_about(words + (self.tr(", shared with {layers}").format(layers=shared) if shared else ""))
        self._ask("")

    def _ask(
        self,
        words: str,
        agree: str = "",
        confirmed: Callable[[], object] | None = None,
        choices: Sequence[tuple[str, object]] = (),
    ) -> None:
        """Say something; with `agree`, let the user agree to it, and choose first where there are choices."""
        self._confirmed = confirmed
        self._said.setText(words or self.tr("F2 or a double click changes a name or a key."))
        self._choice.blockSignals(True)
        self._choice.clear()
        for text, value in choices:
            if isinstance(value, int):
                self._choice.addItem(swatch(value), text, value)
            else:
                self._choice.addItem(one_line(text), value)
        self._choice.blockSignals(False)
        self._choice.setVisible(bool(choices))
        self._agree.setVisible(bool(agree))
        self._agree.setText(agree)
        if agree:
            (self._choice if choices else self._agree).setFocus()
        for name in ("rename", "merge", "delete", "colour", "up", "down"):
            self._buttons[name].setEnabled(self._table.chosen is not None)

    @Slot(str, str, object)
    def _on_asked(self, words: str, agree: str, edit: Edit) -> None:
        self._ask(words, agree, lambda: self._edits.make(edit, agree))

    @Slot(object)
    def _apply(self, edit: Edit) -> None:
        try:
            self._session.apply(edit)
        except TagscopeError as problem:
            messages.error(self, problem)

    @Slot()
    def _on_row(self) -> None:
        if self._table.hasFocus():
            self._ask("")

    @Slot()
    def _on_choice(self) -> None:
        if self._choice.count() and self._choice.accessibleName() == self.tr("Merge into"):
            self._say_merge()

    @Slot()
    def _on_agreed(self) -> None:
        if self._confirmed is not None:
            self._confirmed()
            self._table.setFocus()

    def _refusal(self, name: str) -> str:
        layer = self._layer
        if not name:
            return self.tr("A label needs a name.")
        if any(character.isspace() for character in name):
            return self.tr("A label is one word: use a hyphen in place of blanks.")
        if layer is not None and name == outside(layer.scheme):
            return self.tr("O is the tag of tokens outside of every span.")
        if any(row.name == name for row in self._table.labels.rows):
            return self.tr("There is a label {name} already: merge the two instead.").format(name=one_line(name))
        return ""

    @Slot()
    def _on_add(self) -> None:
        name, layer = self._name.text().strip(" "), self._layer
        refusal = self._refusal(name)
        if refusal or layer is None:
            self._ask(refusal)
            return
        self._name.clear()
        self._apply(AddLabels(layer.name, (name,)))
        self._table.choose(name)

    @Slot()
    def _on_rename(self) -> None:
        row = self._table.currentIndex().row()
        self._table.setFocus()
        self._table.edit(self._table.labels.index(row, NAME))

    @Slot(str, str)
    def _on_renamed(self, label: str, name: str) -> None:
        refusal, layer = self._refusal(name), self._layer
        if refusal or layer is None:
            self._ask(refusal)
            return
        self._apply(RenameLabel(layer.name, label, name))
        self._table.choose(name)

    @Slot(str, str)
    def _on_rekeyed(self, label: str, key: str) -> None:
        layer, rows = self._layer, {row.name: row for row in self._table.labels.rows}
        if layer is None:
            return
        own = SetLabelLook(layer.name, label, rows[label].colour, key)
        owner = next((row for row in rows.values() if key and row.key == key), None)
        if key and key not in KEYS:
            self._ask(self.tr("A key is one digit or letter without marks."))
        elif key == "o" and layer.has_spans:
            self._ask(self.tr("O says that tokens are outside of every span: choose another key."))
        elif owner is not None:
            words = self.tr("{key} is the key of {label}.").format(key=key.upper(), label=one_line(owner.name))
            other = SetLabelLook(layer.name, owner.name, owner.colour, rows[label].key)
            swap = Batch(self.tr("exchange two keys"), (own, other))
            self._ask(words, self.tr("Exchange their keys"), lambda: self._apply(swap))
        else:
            self._apply(own)

    @Slot()
    def _on_merge(self) -> None:
        row = self._table.chosen
        others = [one.name for one in self._table.labels.rows if row is not None and one.name != row.name]
        if row is None or not others:
            self._ask(self.tr("There is no other label to merge it with."))
            return
        self._choice.setAccessibleName(self.tr("Merge into"))
        self._ask("-", self.tr("Merge"), self._merge, [(name, name) for name in others])
        self._say_merge()

    def _say_merge(self) -> None:
        row = self._table.chosen
        if row is not None:
            words = self.tr("{count} tokens of {label} will carry {other}; {label} goes. Merge it into")
            values = {"count": grouped(row.n_tokens), "label": one_line(row.name)}
            self._said.setText(words.format(other=one_line(str(self._choice.currentData())), **values))

    def _merge(self) -> None:
        row, layer = self._table.chosen, self._layer
        if row is not None and layer is not None:
            edit = MergeLabels(layer.name, (row.name,), str(self._choice.currentData()))
            self._edits.make(edit, self.tr("Merging labels"))

    @Slot()
    def _on_delete(self) -> None:
        row, layer = self._table.chosen, self._layer
        if row is None or layer is None:
            return
        if not row.n_tokens:
            self._apply(RemoveLabels(layer.name, (row.name,)))
            return
        words = (
            self.tr("{count} tokens carry {label}. They will be unlabelled.")
            if layer.scheme is Scheme.PLAIN
            else self.tr("{count} tokens carry {label}. They will be outside of every span (O).")
        ).format(count=grouped(row.n_tokens), label=one_line(row.name))
        edit = DeleteLabel(layer.name, row.name)
        self._ask(words, self.tr("Delete it"), lambda: self._edits.make(edit, self.tr("Deleting a label")))

    @Slot()
    def _on_colour(self) -> None:
        row = self._table.chosen
        if row is None:
            return
        n_colours = len(HUES) * len(PATTERNS)
        choices = [(self.tr("Colour {number}").format(number=n + 1), n) for n in range(n_colours)]
        self._choice.setAccessibleName(self.tr("Colour"))
        words = self.tr("Choose the colour of {label}.").format(label=one_line(row.name))
        self._ask(words, self.tr("Use it"), self._recolour, choices)
        self._choice.setCurrentIndex(row.colour % n_colours)

    def _recolour(self) -> None:
        row, layer = self._table.chosen, self._layer
        if row is not None and layer is not None:
            self._apply(SetLabelLook(layer.name, row.name, int(self._choice.currentData()), row.key))

    @Slot()
    def _on_up(self) -> None:
        self._move(-1)

    @Slot()
    def _on_down(self) -> None:
        self._move(1)

    def _move(self, step: int) -> None:
        names = [row.name for row in self._table.labels.rows]
        row, layer = self._table.currentIndex().row(), self._layer
        if layer is not None and 0 <= row < len(names) and 0 <= row + step < len(names):
            pair = (names[row], names[row + step]) if step < 0 else (names[row + step], names[row])
            self._apply(OrderLabels(layer.name, pair))
