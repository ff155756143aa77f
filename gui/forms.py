"""Forms made from the bounds of `core.config`: one row an option, with words of help.

A form holds whatever the user has put in; it says nothing about how options agree with each other,
which is `core.config.checked`'s business.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Any, Generic, TypeVar, get_args, get_type_hints

import msgspec
from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QCheckBox,
    QComboBox,
    QDoubleSpinBox,
    QGridLayout,
    QLineEdit,
    QSpinBox,
    QWidget,
)

from core.config import (
    Directions,
    EncodingConfig,
    Endless,
    NetworkConfig,
    Optimiser,
    Output,
    Sampling,
    Schedule,
    TokenInput,
    TrainingConfig,
)
from gui import messages, theme
from gui.icons import icon
from gui.option_words import choice, help_text, title
from gui.widgets.plain import PlainLabel, safe

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QWheelEvent

Options = TypeVar("Options", NetworkConfig, EncodingConfig, TrainingConfig)

# Options that count only where another has a certain value; elsewhere their row is dimmed.
COUNTS_WHERE: dict[str, Callable[[Any], bool]] = {
    "word_size": lambda options: options.token_input is TokenInput.EMBEDDED,
    "one_hot_words": lambda options: options.token_input is TokenInput.ONE_HOT,
    "affix_size": lambda options: options.affix_length > 0,
    "char_size": lambda options: options.char_filters > 0,
    "char_width": lambda options: options.char_filters > 0,
    "realign": lambda options: options.directions is not Directions.FORWARD and options.return_sequences,
    "window": lambda options: options.sampling is not Sampling.SENTENCES,
    "stride": lambda options: options.sampling is Sampling.WINDOWS,
    "momentum": lambda options: options.optimiser is Optimiser.SGD,
    "weight_decay": lambda options: options.optimiser is Optimiser.ADAMW,
    "endless_sentences": lambda options: options.endless is not Endless.NONE,
    "decay": lambda options: options.schedule is not Schedule.CONSTANT,
}
# Those that count only in certain networks, whose options another form has.
COUNTS_IN: dict[str, Callable[[NetworkConfig], bool]] = {
    "label_smoothing": lambda network: network.output is Output.SOFTMAX,
    "vectors": lambda network: network.token_input is TokenInput.EMBEDDED,
}
FOLDERS = frozenset({"event_folder"})
# Wide enough for the longest choice; one width for all, so that groups below each other line up.
CONTROL_WIDTH = 132
DECIMALS = {"learning_rate": 5, "weight_decay": 4, "average": 4, "momentum": 3}


class _Integer(QSpinBox):
    """A whole number that the wheel changes only while it has the focus."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


class _Decimal(QDoubleSpinBox):
    """A decimal number that the wheel changes only while it has the focus."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


class _Choice(QComboBox):
    """A choice that the wheel changes only while it has the focus."""

    def __init__(self, option: str, kind: type[StrEnum]) -> None:
        super().__init__()
        # Kept here, because Qt would hand enum members back as bare strings.
        self._members = tuple(kind)
        self.addItems([choice(option, member.value) for member in kind])

    def member(self) -> StrEnum:
        """Return the chosen member."""
        return self._members[self.currentIndex()]

    def set_member(self, member: StrEnum) -> None:
        """Choose a member."""
        self.setCurrentIndex(self._members.index(member))

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


class _FileName(QLineEdit):
    """The name of a file or a folder, typed or chosen; told when it is whole.

    Signals:
        chosen: A whole name has been given.
    """

    chosen = Signal()

    def __init__(self, option: str) -> None:
        super().__init__()
        self._option, self._title = option, title(option)
        self.setPlaceholderText(self.tr("none"))
        self.setMaxLength(4096)
        self._told = ""
        self.editingFinished.connect(self._on_finished)
        browse = self.addAction(icon("open"), QLineEdit.ActionPosition.TrailingPosition)
        browse.setToolTip(self.tr("Choose…"))
        browse.triggered.connect(self._on_browse)

    def set_name(self, name: str) -> None:
        """Show a name without telling anybody."""
        self._told = name
        self.setText(name)

    @Slot()
    def _on_finished(self) -> None:
        if self.text() != self._told:
            self._told = self.text()
            self.chosen.emit()

    @Slot()
    def _on_browse(self) -> None:
        choose = messages.choose_folder if self._option in FOLDERS else messages.choose_file
        path = choose(self, self._title)
        if path:
            self.setText(str(path))
            self._on_finished()


Control = _Integer | _Decimal | _Choice | QCheckBox | _FileName


def control_for(option: str, kind: object) -> Control:
    """Return the control for an option of this annotated type, with the type's bounds.

    Raises:
        TypeError: Options of this type have no control.
    """
    annotated = get_args(kind)
    plain = annotated[0] if annotated else kind
    meta = next((part for part in annotated[1:] if isinstance(part, msgspec.Meta)), msgspec.Meta())
    if plain is bool:
        return QCheckBox()
    if plain is int:
        return _integer(meta)
    if plain is float:
        return _decimal(meta, DECIMALS.get(option, 2))
    if plain is str:
        return _FileName(option)
    if isinstance(plain, type) and issubclass(plain, StrEnum):
        return _Choice(option, plain)
    raise TypeError(f"no control for {option}: {kind}")


def _integer(meta: msgspec.Meta) -> _Integer:
    box = _Integer()
    box.setRange(int(meta.ge or 0), int(meta.le if meta.le is not None else 2**31 - 1))
    box.setGroupSeparatorShown(True)
    box.setStepType(QAbstractSpinBox.StepType.AdaptiveDecimalStepType)
    return box


def _decimal(meta: msgspec.Meta, decimals: int) -> _Decimal:
    box = _Decimal()
    box.setDecimals(decimals)
    smallest = 10.0**-decimals
    box.setRange(float(meta.ge) if meta.ge is not None else float(meta.gt or 0) + smallest, float(meta.le or 1e9))
    box.setSingleStep(smallest)
    box.setStepType(QAbstractSpinBox.StepType.AdaptiveDecimalStepType)
    return box


class OptionForm(QWidget, Generic[Options]):
    """A form over one group of options.

    Signals:
        changed: The user or `set_value` has changed an option.
    """

    changed = Signal()

    def __init__(
        self, kind: type[Options], *, only: Sequence[str] | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._value: Options = kind()
        self._network: NetworkConfig | None = None
        self._controls: dict[str, Control] = {}
        self._labels: dict[str, PlainLabel] = {}
        self._is_filling = False
        rows = QGridLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setHorizontalSpacing(theme.SPACING)
        rows.setVerticalSpacing(theme.SPACING // 2)
        rows.setColumnStretch(0, 1)
        hints = get_type_hints(kind, include_extras=True)
        for option in only if only is not None else kind.__struct_fields__:
            self._add_row(rows, option, control_for(option, hints[option]))
        self.set_value(self._value)

    def _add_row(self, rows: QGridLayout, option: str, control: Control) -> None:
        name = PlainLabel(title(option))
        name.setBuddy(control)
        control.setObjectName(f"option-{option}")
        control.setAccessibleName(title(option))
        control.setAccessibleDescription(help_text(option))
        for widget in (name, control):
            widget.setToolTip(f"<p>{safe(help_text(option))}</p>")
        if isinstance(control, QCheckBox):
            control.toggled.connect(self._on_edited)
        elif isinstance(control, QComboBox):
            control.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            control.setFixedWidth(CONTROL_WIDTH)
            control.currentIndexChanged.connect(self._on_edited)
        elif isinstance(control, QLineEdit):
            control.setFixedWidth(CONTROL_WIDTH)
            control.chosen.connect(self._on_edited)
        else:
            control.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            control.setFixedWidth(CONTROL_WIDTH)
            control.setAlignment(Qt.AlignmentFlag.AlignRight)
            control.valueChanged.connect(self._on_edited)
        row = rows.rowCount()
        side = Qt.AlignmentFlag.AlignRight if isinstance(control, QCheckBox) else Qt.AlignmentFlag(0)
        rows.setRowMinimumHeight(row, 3 * theme.SPACING + theme.SPACING // 2)
        rows.addWidget(name, row, 0)
        rows.addWidget(control, row, 1, side | Qt.AlignmentFlag.AlignVCenter if side else Qt.AlignmentFlag(0))
        self._controls[option] = control
        self._labels[option] = name

    def value(self) -> Options:
        """Return the options as they stand; those without a row keep the value they came with."""
        read = {option: _read(control) for option, control in self._controls.items()}
        return msgspec.structs.replace(self._value, **read)

    def set_value(self, value: Options) -> None:
        """Show these options."""
        before = self.value() if self._controls else None
        self._value = value
        self._is_filling = True
        try:
            for option, control in self._controls.items():
                _write(control, getattr(value, option))
        finally:
            self._is_filling = False
        self._dim()
        if value != before:
            self.changed.emit()

    def set_network(self, network: NetworkConfig) -> None:
        """Dim what does not count in this network; without one nothing is dimmed for its sake."""
        self._network = network
        self._dim()

    @Slot()
    def _on_edited(self) -> None:
        if not self._is_filling:
            self._dim()
            self.changed.emit()

    def _dim(self) -> None:
        value = self.value()
        for option, control in self._controls.items():
            counts, fits = COUNTS_WHERE.get(option), COUNTS_IN.get(option)
            is_counting = counts is None or counts(value)
            if fits is not None and self._network is not None:
                is_counting &= fits(self._network)
            control.setEnabled(is_counting)
            self._labels[option].set_muted(not is_counting)


def _read(control: Control) -> object:
    if isinstance(control, QCheckBox):
        return control.isChecked()
    if isinstance(control, _Choice):
        return control.member()
    return control.text() if isinstance(control, _FileName) else control.value()


def _write(control: Control, value: Any) -> None:  # noqa: ANN401 - whatever the option holds
    if isinstance(control, QCheckBox):
        control.setChecked(value)
    elif isinstance(control, _Choice):
        control.set_member(value)
    elif isinstance(control, _FileName):
        control.set_name(value)
    else:
        control.setValue(value)
