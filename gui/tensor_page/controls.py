"""The encoding controls: how sentences become rectangles, and what the choice costs."""

import msgspec
from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QFormLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from core.batches import Price
from core.config import Config, EncodingConfig
from gui import theme
from gui.forms import OptionForm
from gui.widgets.numbers import bytes_text, grouped, percent
from gui.widgets.plain import Heading, NumberLabel, PlainLabel
from gui.widgets.preset_box import PresetBox

SHOWN = (
    "sampling", "window", "stride", "pad", "max_length", "cut", "fixed_length", "batch_size", "order", "min_count",
)  # fmt: skip


class EncodingControls(QWidget):
    """A preset, the encoding options, their price, and a button that carries them over to Train.

    Attributes:
        beside: The row that the price has its title in.
        below: A column below the price.

    Signals:
        config_chosen: The `Config` that the controls now stand for.
        use_requested: The user wants to train with it.
    """

    config_chosen = Signal(object)
    use_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._config = Config()
        self._presets = PresetBox()
        self._presets.chosen.connect(self.choose)
        self._form: OptionForm[EncodingConfig] = OptionForm(EncodingConfig, only=SHOWN)
        self._form.changed.connect(self._on_changed)
        self._use = QPushButton(self.tr("Use for training"))
        self._use.setObjectName("use-for-training")
        self._use.clicked.connect(self.use_requested)
        self._price = PriceTable()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.SPACING)
        head = QHBoxLayout()
        head.addWidget(Heading(self.tr("Encoding")), 1)
        head.addWidget(self._use)
        layout.addLayout(head)
        layout.addWidget(self._presets)
        layout.addWidget(self._form)
        layout.addSpacing(theme.SPACING)
        self.beside = QHBoxLayout()
        self.beside.addWidget(Heading(self.tr("What it costs"), theme.NORMAL), 1)
        layout.addLayout(self.beside)
        layout.addWidget(self._price)
        self.below = QVBoxLayout()
        layout.addLayout(self.below)
        layout.addStretch(1)

    @property
    def config(self) -> Config:
        """What the controls stand for."""
        return self._config

    def set_config(self, config: Config) -> None:
        """Show other options without telling anybody."""
        self._config = config
        self._form.blockSignals(True)
        self._form.set_value(config.encoding)
        self._form.blockSignals(False)
        self._presets.show_config(config)

    def set_price(self, price: Price | None) -> None:
        """Show what the options cost over the whole training text."""
        self._price.set_price(price)

    @Slot()
    def _on_changed(self) -> None:
        encoding = self._form.value()
        if encoding.stride > encoding.window:
            encoding = msgspec.structs.replace(encoding, stride=encoding.window)
        self.choose(msgspec.structs.replace(self._config, encoding=encoding))

    @Slot(object)
    def choose(self, config: Config) -> None:
        """Stand for other options, and tell."""
        self.set_config(config)
        self.config_chosen.emit(config)


class PriceTable(QWidget):
    """Share of padding, tokens cut, bytes and shapes, right-aligned under each other."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        form = QFormLayout(self)
        form.setContentsMargins(0, 0, 0, 0)
        form.setVerticalSpacing(2)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        titles = {
            "batches": self.tr("batches an epoch"),
            "padding": self.tr("padded cells"),
            "cut": self.tr("tokens cut off"),
            "sentences": self.tr("sentences cut"),
            "shapes": self.tr("distinct shapes"),
            "bytes": self.tr("bytes an epoch"),
            "largest": self.tr("largest batch"),
        }
        self._numbers: dict[str, NumberLabel] = {}
        for name, title in titles.items():
            number = NumberLabel(widest="888,888,888")
            number.setObjectName(f"price-{name}")
            number.setAccessibleName(title)
            form.addRow(PlainLabel(title, muted=True), number)
            self._numbers[name] = number

    def set_price(self, price: Price | None) -> None:
        """Show a price; dashes where there is none."""
        words = {
            "batches": grouped(price.n_batches),
            "padding": percent(price.padding_share),
            "cut": grouped(price.n_cut),
            "sentences": grouped(price.cut_sentences),
            "shapes": grouped(len(price.shapes)),
            "bytes": bytes_text(price.bytes),
            "largest": bytes_text(price.largest),
        } if price else dict.fromkeys(self._numbers, "–")  # fmt: skip
        for name, text in words.items():
            self._numbers[name].setText(text)
