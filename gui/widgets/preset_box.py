"""The choice of a preset by the name people read."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QComboBox, QWidget

from core.config import PRESETS, Config, preset_name


class PresetBox(QComboBox):
    """Offers the presets; shows none where the options are the user's own.

    Signals:
        chosen: The `Config` of the preset the user picked.
    """

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("preset")
        self.setAccessibleName(self.tr("Preset"))
        titles = {
            "default": self.tr("Tagscope default"),
            "question-2016": self.tr("The question, 2016"),
            "one-hot": self.tr("One-hot and cross-entropy"),
            "stateful": self.tr("Stateful"),
            "random-subsequences": self.tr("Random subsequences"),
            "tiny": self.tr("Tiny"),
        }
        for name in PRESETS:
            self.addItem(titles[name], name)
        self.setPlaceholderText(self.tr("your own options"))
        self.activated.connect(self._on_activated)

    def show_config(self, config: Config) -> None:
        """Show which preset these options are, if any."""
        name = preset_name(config)
        self.setCurrentIndex(-1 if name is None else self.findData(name))

    @Slot(int)
    def _on_activated(self, index: int) -> None:
        self.chosen.emit(PRESETS[self.itemData(index)])
